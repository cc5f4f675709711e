// Events of the installation about accounts: who may come in, and what was granted where. Part of events.hpp, whose rules hold here.
// A login name is personal data and a password a secret: neither is ever in the log, see credentials.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/permissions.hpp"

namespace wd::domain {

// A person may come in from now on. What may be done there follows from what is granted.
struct AccountOpened {
    static constexpr std::string_view type = "account.opened";
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(AccountOpened, (), (person))

// Nobody comes in as this person any more; what was granted ends with it.
struct AccountClosed {
    static constexpr std::string_view type = "account.closed";
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(AccountClosed, (), (person))

// A role at a scope. Of the last four members the one that the scope asks for is there; at the installation none.
struct AccessGranted {
    static constexpr std::string_view type = "access.granted";
    PersonId person;
    PermissionRole role = PermissionRole::residents_group;
    ScopeKind scope = ScopeKind::programme;
    std::optional<std::string> municipality;  // CBS code, "GM0363"
    std::optional<PersonId> organisation;
    std::optional<ProgrammeId> programme;
    std::optional<PersonId> team;
};
BOOST_DESCRIBE_STRUCT(AccessGranted, (), (person, role, scope, municipality, organisation, programme, team))

struct AccessWithdrawn {
    static constexpr std::string_view type = "access.withdrawn";
    PersonId person;
    PermissionRole role = PermissionRole::residents_group;
    ScopeKind scope = ScopeKind::programme;
    std::optional<std::string> municipality;
    std::optional<PersonId> organisation;
    std::optional<ProgrammeId> programme;
    std::optional<PersonId> team;
};
BOOST_DESCRIBE_STRUCT(AccessWithdrawn, (), (person, role, scope, municipality, organisation, programme, team))

// The same in one form, for the table and the projections: of an event as of a command.
template <class Access>
Grant grant_of(const Access& access)
{
    Grant grant{access.role, access.scope, 0, access.municipality.value_or("")};
    if (access.organisation)
        grant.id = access.organisation->value;
    if (access.programme)
        grant.id = access.programme->value;
    if (access.team)
        grant.id = access.team->value;
    return grant;
}

}  // namespace wd::domain
