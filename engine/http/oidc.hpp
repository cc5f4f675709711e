// Coming in by an OpenID provider: the code flow with PKCE (S256), state and nonce, and nothing weaker. What the provider says of
// itself (discovery) and its keys are kept, and fetched again when a token bears an unknown key. Who somebody is here, is looked up
// by issuer and subject; claims can be mapped to roles. Ends with an ordinary session (login.hpp).
//
//   GET /api/v1/aanmelden/openid        to the provider; ?naar=/pad says where to go afterwards
//   GET /api/v1/aanmelden/openid/terug  back from the provider
//
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/permissions.hpp"
#include "http/fetch.hpp"
#include "http/login.hpp"
#include "http/message.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wd::http {

enum class ClientProof { secret_basic, secret_post, private_key };

// Whoever has this value in this claim (a text, or one of a list) holds this role; whoever has it no longer, does not.
struct ClaimRole {
    std::string claim;
    std::string value;
    domain::Grant grant;
};

struct OidcSettings {
    std::string issuer;  // "" = there is no provider
    std::string client_id;
    ClientProof proof = ClientProof::secret_basic;
    std::string secret;           // of the client
    std::string private_key_pem;  // for ClientProof::private_key
    std::string redirect_uri;     // whole, as it is registered: https://…/api/v1/aanmelden/openid/terug
    std::string scope = "openid profile";
    std::vector<std::string> acr = {};  // how surely somebody must have proved who they are; asked for, and checked
    // The claim that holds the login name, to find an account that nobody came in with yet. "" = an administrator ties them.
    std::string login_claim = {};
    std::vector<ClaimRole> roles = {};
    std::string after = "/";  // where to go when nothing else was asked
    FetchSettings fetch = {};
};

// Refuses what cannot work or is not safe, all at once.
Result<void> check_oidc(const OidcSettings& settings);

struct OidcNeeds {
    runtime::Service& service;
    Login& login;
    SecurityLog& log;
    const Clock& clock;
    Handler& others;  // everything else
};

// All of the needs outlive it.
class OidcRoutes : public Handler {
public:
    // Ends what is under way at the provider.
    virtual void stop() = 0;
};
std::unique_ptr<OidcRoutes> create_oidc(const OidcNeeds& needs, const OidcSettings& settings, CookieKind cookie);

// Whether the account holds every role that the claims give, and none that they do not: what has to change.
struct RoleChanges {
    std::vector<domain::Grant> grant;
    std::vector<domain::Grant> withdraw;
};
RoleChanges compare_roles(const std::vector<ClaimRole>& roles, const json::object& claims,
                          const std::vector<domain::Grant>& held);
// Where to go afterwards: a path of this site and nothing else; "" when it is not one.
std::string local_path(std::string_view wanted);

}  // namespace wd::http
