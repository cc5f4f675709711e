// See credentials.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/credentials.hpp"

#include "base/text.hpp"
#include "store/query.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

// A login has Latin letters, digits and a few signs only (decide_accounts.cpp).
std::optional<Credential> take_credential(Query& find)
{
    if (!find.next())
        return {};
    Credential credential;
    credential.person = find.take<PersonId>();
    credential.login = find.take<std::string>();
    credential.password_hash = find.take<std::string>();
    credential.totp_secret = find.take<std::optional<std::string>>();
    credential.totp_step = find.take<std::int64_t>();
    credential.subject = find.take<std::optional<std::string>>();
    credential.must_change = find.take<bool>();
    credential.failures = find.take<int>();
    credential.locked_until = find.take<std::optional<Timestamp>>();
    credential.changed_at = find.take<Timestamp>();
    return credential;
}

Session take_session(Query& row)
{
    Session session;
    session.id_hash = row.take<Sha256>();
    session.person = row.take<PersonId>();
    session.csrf = row.take<std::string>();
    session.created = row.take<Timestamp>();
    session.expires = row.take<Timestamp>();
    return session;
}

TokenScope read_scope(const json::value& text)
{
    Result<TokenScope> scope = read_json<TokenScope>(text);
    if (!scope)
        throw StoreFailure(Errc::store_damaged, "onleesbaar bereik van een token: " + scope.error().message);
    return std::move(*scope);
}

Token take_token(Query& row)
{
    Token token;
    token.id = row.take<TokenId>();
    token.person = row.take<PersonId>();
    token.secret_hash = row.take<Sha256>();
    token.name = row.take<std::string>();
    token.scope = read_scope(row.take<json::value>());
    token.created = row.take<Timestamp>();
    token.expires = row.take<Timestamp>();
    token.withdrawn = row.take<std::optional<Timestamp>>();
    return token;
}

}  // namespace

std::optional<AccountFacts> KeyReader::find_account(PersonId person) const
{
    {
        Query find{connection_, sql::find_account};
        find.set(sql::find_account.person, person);
        if (!find.next())
            return {};
    }
    Query list{connection_, sql::list_account_grants};
    list.set(sql::list_account_grants.person, person);
    AccountFacts account;
    while (list.next()) {
        Grant grant;
        grant.role = list.take<PermissionRole>();
        grant.scope = list.take<ScopeKind>();
        grant.id = list.take<std::int64_t>();
        grant.code = list.take<std::string>();
        account.grants.push_back(std::move(grant));
    }
    return account;
}

std::vector<PersonId> KeyReader::list_administrators() const
{
    Query list{connection_, sql::list_administrators};
    std::vector<PersonId> administrators;
    while (list.next())
        administrators.push_back(list.take<PersonId>());
    return administrators;
}

std::optional<Credential> KeyReader::find_credential(PersonId person) const
{
    Query find{connection_, sql::find_credential};
    find.set(sql::find_credential.person, person);
    return take_credential(find);
}

std::optional<Credential> KeyReader::find_login(std::string_view login) const
{
    Query find{connection_, sql::find_login};
    find.set(sql::find_login.login, lower_case(login));
    return take_credential(find);
}

std::optional<Credential> KeyReader::find_subject(std::string_view subject) const
{
    Query find{connection_, sql::find_subject};
    find.set(sql::find_subject.subject, subject);
    return take_credential(find);
}

std::optional<Session> KeyReader::find_session(const Sha256& id_hash) const
{
    Query find{connection_, sql::find_session};
    find.set(sql::find_session.id_hash, id_hash);
    return find.next() ? std::optional{take_session(find)} : std::nullopt;
}

std::vector<Session> KeyReader::list_sessions() const
{
    Query list{connection_, sql::list_sessions};
    std::vector<Session> sessions;
    while (list.next())
        sessions.push_back(take_session(list));
    return sessions;
}

std::optional<Token> KeyReader::find_token(const Sha256& secret_hash) const
{
    Query find{connection_, sql::find_token_by_secret};
    find.set(sql::find_token_by_secret.secret_hash, secret_hash);
    return find.next() ? std::optional{take_token(find)} : std::nullopt;
}

std::optional<Token> KeyReader::find_token(TokenId token) const
{
    Query find{connection_, sql::find_token};
    find.set(sql::find_token.id, token);
    return find.next() ? std::optional{take_token(find)} : std::nullopt;
}

std::vector<Token> KeyReader::list_tokens(PersonId person) const
{
    Query list{connection_, sql::list_tokens};
    list.set(sql::list_tokens.person, person);
    std::vector<Token> tokens;
    while (list.next())
        tokens.push_back(take_token(list));
    return tokens;
}

void KeyStore::put(const Credential& credential) const
{
    constexpr auto& s = sql::put_credential;
    Query put{connection_, s};
    put.set(s.person, credential.person).set(s.login, lower_case(credential.login));
    put.set(s.password_hash, credential.password_hash).set(s.totp_secret, credential.totp_secret);
    put.set(s.totp_step, credential.totp_step).set(s.subject, credential.subject);
    put.set(s.must_change, credential.must_change).set(s.failures, credential.failures);
    put.set(s.locked_until, credential.locked_until).set(s.changed_at, credential.changed_at).run_once();
}

void KeyStore::put(const Session& session) const
{
    constexpr auto& s = sql::put_session;
    Query put{connection_, s};
    put.set(s.id_hash, session.id_hash).set(s.person, session.person).set(s.csrf, session.csrf);
    put.set(s.created, session.created).set(s.expires, session.expires).run_once();
}

void KeyStore::put(const Token& token) const
{
    constexpr auto& s = sql::put_token;
    Query put{connection_, s};
    put.set(s.id, token.id).set(s.person, token.person).set(s.secret_hash, token.secret_hash).set(s.name, token.name);
    put.set(s.scope, to_json_text(token.scope)).set(s.created, token.created).set(s.expires, token.expires);
    put.set(s.withdrawn, token.withdrawn).run_once();
}

void KeyStore::apply(const KeyChange& change) const
{
    switch (change.kind) {
    case KeyChange::Kind::credential: put(*change.credential); return;
    case KeyChange::Kind::token: put(*change.token); return;
    case KeyChange::Kind::sessions_end: remove_sessions_of(change.person); return;
    case KeyChange::Kind::all_end: remove_all_of(change.person); return;
    }
}

void KeyStore::remove_session(const Sha256& id_hash) const
{
    Query{connection_, sql::delete_session}.set(sql::delete_session.id_hash, id_hash).run();
}

void KeyStore::remove_sessions_of(PersonId person) const
{
    Query{connection_, sql::delete_sessions_of}.set(sql::delete_sessions_of.person, person).run();
}

void KeyStore::remove_all_of(PersonId person) const
{
    remove_sessions_of(person);
    Query{connection_, sql::delete_tokens_of}.set(sql::delete_tokens_of.person, person).run();
    Query{connection_, sql::delete_credential}.set(sql::delete_credential.person, person).run();
}

int KeyStore::remove_expired(Timestamp now) const
{
    constexpr auto& s = sql::delete_expired_sessions;
    return static_cast<int>(Query{connection_, s}.set(s.now, now).run());
}

}  // namespace wd::store
