// Signed tokens of an OpenID provider: the keys that it publishes (JWKS), the signature, and the claims that must hold. RS256 and
// ES256, nothing weaker, never "none". Pure: the caller fetches the keys and gives the time.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::http {

// The keys of a provider. Keys that cannot be used here (another kind, for encryption) are passed over.
class KeySet {
public:
    // Refuses what is no key set.
    static Result<KeySet> parse(std::string_view jwks);

    // The claims of a token in compact form, when one of these keys made its signature. `unknown_key` is set apart: the provider
    // may have new keys, so fetching them again can help.
    enum class Trouble { none, unknown_key, bad };
    struct Checked {
        Trouble trouble = Trouble::bad;
        std::string why = {};  // for diagnostics, without anything of the token
        json::object claims = {};
    };
    Checked check(std::string_view token) const;

    std::size_t size() const { return keys_.size(); }

private:
    struct Key;
    std::vector<std::shared_ptr<const Key>> keys_;  // shared by copies of the set
};

// What an ID token must say (OpenID Connect Core 3.1.3.7).
struct IdTokenWish {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    std::vector<std::string> acr = {};  // one of these; empty: whatever it is
    std::chrono::seconds leeway{60};
};
Result<void> check_id_token(const json::object& claims, const IdTokenWish& wish, Timestamp now);

// A JWT that proves who a client is (private_key_jwt, RFC 7523), signed with an RSA or P-256 key in PEM. `id` makes it unique.
Result<std::string> sign_client_assertion(std::string_view private_key_pem, std::string_view client_id,
                                          std::string_view audience, std::string_view id, Timestamp now);

}  // namespace wd::http
