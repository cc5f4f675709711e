// What an account may do: one table of role × scope × action, deny by default (DESIGN §8). Asked at the door, before a command is
// decided or a question answered; what somebody may do with one task or handover is asked by the decisions themselves. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wd::domain {

// What an account is in this installation. A `Position` is a chair in a programme and something else.
enum class PermissionRole {
    project_leader,        // projectleider
    commissioner,          // opdrachtgever
    core_member,           // kernteamlid
    community_worker,      // opbouwwerker
    team_member,           // wijkteamlid
    residents_group,       // bewonersgroep
    handover_coordinator,  // coördinator overdracht
    council,               // raad/college
    administrator,         // beheerder
    plugin
};
BOOST_DESCRIBE_ENUM(PermissionRole, project_leader, commissioner, core_member, community_worker, team_member,
                    residents_group, handover_coordinator, council, administrator, plugin)

enum class ScopeKind { everywhere, municipality, organisation, programme, team };
BOOST_DESCRIBE_ENUM(ScopeKind, everywhere, municipality, organisation, programme, team)

// One thing that was granted. `id` is the number of the organisation, programme or team; `code` the municipality (GM0363).
struct Grant {
    PermissionRole role = PermissionRole::residents_group;
    ScopeKind scope = ScopeKind::programme;
    std::int64_t id = 0;
    std::string code;
    friend bool operator==(const Grant&, const Grant&) = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (role, scope, id, code))

// Whether this makes somebody administrator of the whole installation.
bool makes_administrator(const Grant& grant);

// An account that is open.
struct AccountFacts {
    std::vector<Grant> grants;  // by role, then scope
    friend bool operator==(const AccountFacts&, const AccountFacts&) = default;
};

// What one may want. Every route names one.
enum class Action {
    see_self,        // who am I, my tasks, my own figures
    see_programme,   // tasks, phases, decisions, log of a programme; household runs as counts
    see_people,      // names of people and contacts
    see_team,        // who sits where
    see_handover,    // documents, scores, audit; whoever has do_handover also sees those that are for them
    see_continuity,  // figures by role
    see_report,      // what council and directors read
    see_household,   // content of a confidential run: its team only, each read logged
    do_task,         // claim, complete, return, delegate
    do_record,       // contacts, promises, journal, reach, money, documents
    do_team,         // positions, assignments, absence, deputies
    do_handover,     // leaver, successor, acceptance
    rate_handover,   // rating and draw
    do_reflection,   // reflections, lessons, learning questions
    lead_programme,  // create, pause, resume, stop, areas
    run_workflows,   // install, preflight, take over, advance
    administer       // accounts, tokens of others, settings, plugins, privacy
};
BOOST_DESCRIBE_ENUM(Action, see_self, see_programme, see_people, see_team, see_handover, see_continuity, see_report,
                    see_household, do_task, do_record, do_team, do_handover, rate_handover, do_reflection,
                    lead_programme, run_workflows, administer)

// Where it is wanted. A programme lies in its municipalities; empty = the installation as a whole. `organisation` is there for what
// is of the people of one organisation, `team` for what is of one team: such a place lies inside them, and no grant of a programme or
// municipality reaches into it.
struct Place {
    std::optional<ProgrammeId> programme;
    std::vector<std::string> municipalities;
    std::optional<PersonId> organisation;
    std::optional<PersonId> team;
    friend bool operator==(const Place&, const Place&) = default;
};

// Whether one of the grants allows the action at this place. What is one's own (see_self) has no place: it is allowed to who has any
// role at all.
bool allows(std::span<const Grant> grants, Action action, const Place& place);
// Whether one of the grants allows the action anywhere at all; then a list is filtered by place instead of refused.
bool allows_somewhere(std::span<const Grant> grants, Action action);

// Whether the cell of the table is set: the role holds the action when it was granted at this scope.
bool may(PermissionRole role, ScopeKind scope, Action action);

// At which scopes a role can be granted.
std::vector<ScopeKind> scopes_of(PermissionRole role);

// The Dutch word of a role, as a user reads it: "coördinator overdracht".
std::string_view dutch(PermissionRole role);

}  // namespace wd::domain
