// The working tables of the keys (domain/credentials.hpp): credentials, sessions, tokens; and what was granted to an account, which
// is a projection. They are in no event and in no verify or rebuild; a backup leaves sessions out. Blocking, as store.hpp; every
// function throws StoreFailure when the world breaks.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/credentials.hpp"
#include "domain/permissions.hpp"

#include <span>

namespace wd::store {

class Connection;

// On a connection that reads or writes, from the thread that this connection belongs to. Absence is not an error.
class KeyReader {
public:
    explicit KeyReader(Connection& connection) : connection_(connection) {}

    // What was granted; none when the person has no open account.
    std::optional<domain::AccountFacts> find_account(domain::PersonId person) const;
    // Whose open account holds administrator at the installation, rising.
    std::vector<domain::PersonId> list_administrators() const;

    std::optional<domain::Credential> find_credential(domain::PersonId person) const;
    // `login` in any case.
    std::optional<domain::Credential> find_login(std::string_view login) const;
    std::optional<domain::Credential> find_subject(std::string_view subject) const;

    // Also one that has ended: whoever asks compares `expires`.
    std::optional<domain::Session> find_session(const Sha256& id_hash) const;
    std::vector<domain::Session> list_sessions() const;

    // Also one that has ended or was withdrawn.
    std::optional<domain::Token> find_token(const Sha256& secret_hash) const;
    std::optional<domain::Token> find_token(domain::TokenId token) const;
    std::vector<domain::Token> list_tokens(domain::PersonId person) const;

protected:
    Connection& connection_;
};

// Of the writer, on its thread: within the caller's transaction, or each call a transaction of its own when there is none.
class KeyStore : public KeyReader {
public:
    explicit KeyStore(Connection& connection) : KeyReader(connection) {}

    // New, or instead of what there was. The login is kept in lower case.
    void put(const domain::Credential& credential) const;
    void put(const domain::Session& session) const;
    void put(const domain::Token& token) const;
    void apply(const domain::KeyChange& change) const;
    void remove_session(const Sha256& id_hash) const;
    void remove_sessions_of(domain::PersonId person) const;
    // Credential, sessions and tokens.
    void remove_all_of(domain::PersonId person) const;
    // Sessions that have ended; returns how many. Tokens stay, so that one can see what was there.
    int remove_expired(Timestamp now) const;
};

}  // namespace wd::store
