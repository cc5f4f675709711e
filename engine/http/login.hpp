// Coming in and going out: sessions, one's own password and second factor, personal tokens, and the passwords that an administrator
// gives. These are the only routes that see a password or a secret; everything else goes through the routing table. Nobody learns
// here whether a login name exists: the answer and the time it takes are the same.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/permissions.hpp"
#include "http/attempts.hpp"
#include "http/guard.hpp"
#include "http/keys.hpp"
#include "http/password.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace wd::http {

// What a member of a body is, for openapi.json. `of` is the prefix of an id or the name of a closed list.
struct LoginMember {
    enum class Kind { text, id, yes_no, date, date_time, word, object };
    enum class Shape { one, list };
    std::string_view name;  // as it stands in the API
    Kind kind = Kind::text;
    bool required = false;
    std::string_view description;
    std::string_view example = {};
    std::string_view of = {};
    std::span<const LoginMember> members = {};  // of an object
    Shape shape = Shape::one;
};

// One route, for openapi.json and for the test that walks all routes.
struct LoginRoute {
    enum class Needs { nobody, somebody, session, administrator };
    std::string_view method;
    std::string_view path;  // "/tokens/{token}", below /api/v1
    Needs needs = Needs::session;
    std::string_view summary;
    int status = 200;                            // when it goes well
    std::span<const LoginMember> request = {};   // members of the body
    std::span<const LoginMember> response = {};  // likewise; a list of these when `lists`
    bool lists = false;
    std::string_view operation = {};  // operationId
};
std::span<const LoginRoute> login_routes();

// Whether accounts of a demo store may come in: their passwords are printed, so only while nobody else can knock.
enum class DemoDoor { no_demo, open, shut };

struct LoginSettings {
    CookieKind cookie = CookieKind::plain;
    bool lax = false;  // SameSite=Lax instead of Strict: coming back from an OpenID provider needs it
    std::chrono::minutes session_length{600};
    std::string issuer = "Wijkdraad";  // how an authenticator app names this installation
    DemoDoor demo = DemoDoor::no_demo;
    AttemptSettings per_login{};
    AttemptSettings per_address{20, std::chrono::seconds{2}, std::chrono::seconds{900}, std::chrono::seconds{3'600},
                                50'000};
};

// A session that was just made, for whoever proved in another way who somebody is.
struct OpenedSession {
    std::string cookie;  // value of Set-Cookie
    std::string csrf;
};

// Thread-safe.
class Login {
public:
    virtual ~Login() = default;
    // Whether this path is one of login_routes(), with whatever method: then handle() answers, 405 too.
    virtual bool handles(const Request& request) const = 0;
    virtual void handle(Request request, std::function<void(Response)> done) = 0;
    // For a person who was identified elsewhere (OpenID Connect), with an open account.
    virtual void open_session(domain::PersonId person, std::function<void(Result<OpenedSession>)> done) = 0;
};

// All of these outlive the login. `clock` is the machine's own, as for the registry.
struct LoginNeeds {
    runtime::Service& service;
    Registry& registry;
    Guard& guard;
    Passwords& passwords;
    const Keys& keys;
    SecurityLog& log;
    const Clock& clock;
};
std::unique_ptr<Login> create_login(const LoginNeeds& needs, const LoginSettings& settings);

}  // namespace wd::http
