// The keys to an account: login name, password hash, second factor, sessions and tokens. They are no history: they live in working
// tables of the store, are in no event, and go when the account closes or the person is forgotten. Secrets are here as hashes
// only; who makes and checks those is the door's business (http).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"

namespace wd::domain {

// How a person comes in. `login` is unique, compared in lower case.
struct Credential {
    PersonId person;
    std::string login;
    std::string password_hash;               // "" = no password: another way in, or none yet
    std::optional<std::string> totp_secret;  // of the second factor; none = not set up
    std::int64_t totp_step = 0;              // the last step of time whose code was accepted: no code counts twice
    std::optional<std::string> subject;      // who an OpenID provider says it is: issuer, a space, subject; unique
    bool must_change = false;                // the password was made by somebody else
    int failures = 0;                        // wrong attempts in a row
    std::optional<Timestamp> locked_until;
    Timestamp changed_at{};  // of the password
    friend bool operator==(const Credential&, const Credential&) = default;
};

// Somebody is in. When they were last seen is not kept (DOMAIN §7.6).
struct Session {
    Sha256 id_hash{};  // of the secret in the cookie
    PersonId person;
    std::string csrf;
    Timestamp created{};
    Timestamp expires{};
    friend bool operator==(const Session&, const Session&) = default;
};

// What a token may of what its account may.
struct TokenScope {
    bool reads_only = true;
    bool content = false;                 // typed texts and names
    std::vector<ProgrammeId> programmes;  // for these only; empty: all that the account opens
    friend bool operator==(const TokenScope&, const TokenScope&) = default;
};
BOOST_DESCRIBE_STRUCT(TokenScope, (), (reads_only, content, programmes))

struct Token {
    TokenId id;
    PersonId person;
    Sha256 secret_hash{};
    std::string name;
    TokenScope scope;
    Timestamp created{};
    Timestamp expires{};  // the first instant at which it is worth nothing
    std::optional<Timestamp> withdrawn;
    friend bool operator==(const Token&, const Token&) = default;
};

// What a decision changes about keys: written in the transaction of its events.
struct KeyChange {
    enum class Kind { credential, token, sessions_end, all_end };
    Kind kind = Kind::credential;
    PersonId person;                       // whose
    std::optional<Credential> credential;  // new, or instead of the present one
    std::optional<Token> token;            // new, or instead of the present one
};

}  // namespace wd::domain
