// Commands about accounts, what is granted to them, and the keys to them. Part of commands.hpp, whose rules hold here. Whoever
// sends one makes the hash: no password and no secret of a token enters the engine, see credentials.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

namespace wd::domain {

// `password_hash` is of a first password, that has to be changed at once; without one nobody comes in by password yet.
struct OpenAccount {
    static constexpr std::string_view verb = "account.open";
    PersonId person;
    Text login;
    std::optional<std::string> password_hash;
};
BOOST_DESCRIBE_STRUCT(OpenAccount, (), (person, login, password_hash))

// Login, password, tokens and sessions go; what was granted ends.
struct CloseAccount {
    static constexpr std::string_view verb = "account.close";
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(CloseAccount, (), (person))

// Of the last four members the one that the scope asks for; at the installation none.
struct GrantAccess {
    static constexpr std::string_view verb = "access.grant";
    PersonId person;
    PermissionRole role = PermissionRole::residents_group;
    ScopeKind scope = ScopeKind::programme;
    std::optional<std::string> municipality;
    std::optional<PersonId> organisation;
    std::optional<ProgrammeId> programme;
    std::optional<PersonId> team;
};
BOOST_DESCRIBE_STRUCT(GrantAccess, (), (person, role, scope, municipality, organisation, programme, team))

struct WithdrawAccess {
    static constexpr std::string_view verb = "access.withdraw";
    PersonId person;
    PermissionRole role = PermissionRole::residents_group;
    ScopeKind scope = ScopeKind::programme;
    std::optional<std::string> municipality;
    std::optional<PersonId> organisation;
    std::optional<ProgrammeId> programme;
    std::optional<PersonId> team;
};
BOOST_DESCRIBE_STRUCT(WithdrawAccess, (), (person, role, scope, municipality, organisation, programme, team))

// Another password: by the person, or by an administrator, and then it has to be changed at once. All sessions end.
struct SetPassword {
    static constexpr std::string_view verb = "account.password";
    PersonId person;
    std::string password_hash;
    std::optional<bool> without_second_factor;  // a lost telephone: the second factor goes too
};
BOOST_DESCRIBE_STRUCT(SetPassword, (), (person, password_hash, without_second_factor))

// A key for a program of one's own. It never opens more than the account does.
struct AddToken {
    static constexpr std::string_view verb = "token.add";
    PersonId person;
    std::string name;  // what it is for: "rooster", "PowerBI"
    Sha256 secret_hash{};
    Date expires{};  // the last day, at most a year ahead
    std::optional<bool> reads_only;
    std::optional<bool> content;          // typed texts and names
    std::vector<ProgrammeId> programmes;  // for these only; empty: all that the account opens
};
BOOST_DESCRIBE_STRUCT(AddToken, (), (person, name, secret_hash, expires, reads_only, content, programmes))

struct WithdrawToken {
    static constexpr std::string_view verb = "token.withdraw";
    TokenId token;
};
BOOST_DESCRIBE_STRUCT(WithdrawToken, (), (token))

}  // namespace wd::domain
