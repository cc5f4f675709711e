// The table of permissions.hpp. One row per role and scope at which that role can be granted; what is in no row is not allowed.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/permissions.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace wd::domain {

namespace {

using enum PermissionRole;
using enum Action;
using Within = ScopeKind;

class Actions {
public:
    constexpr Actions(std::initializer_list<Action> actions)
    {
        for (const Action action : actions)
            bits_ |= bit(action);
    }
    constexpr bool has(Action action) const { return (bits_ & bit(action)) != 0; }
    friend constexpr Actions operator+(Actions a, Actions b)
    {
        a.bits_ |= b.bits_;
        return a;
    }

private:
    static constexpr std::uint32_t bit(Action action) { return std::uint32_t{1} << static_cast<unsigned>(action); }
    std::uint32_t bits_ = 0;
};

struct Row {
    PermissionRole role;
    ScopeKind scope;
    Actions actions;
};

// What stands in more rows than one. Everybody with a role may see what is their own.
constexpr Actions own{see_self};
// The inside of a programme, for who works in it. Households are counts there: see_household is in one row only.
constexpr Actions inside = own + Actions{see_programme, see_people, see_team, see_report};
constexpr Actions works = Actions{do_task, do_record, do_reflection, do_handover};
constexpr Actions leads = Actions{see_handover, see_continuity, do_team, lead_programme};
// Whoever audits reads handovers and figures by role, no programme from within: no journal, no contacts.
constexpr Actions audits = own + Actions{see_team, see_handover, see_continuity, see_report, do_task, rate_handover};

constexpr std::array table{
    // A project leader sees nothing of a programme that is not theirs (DOMAIN §7): granted per programme, never wider.
    Row{project_leader, Within::programme, inside + works + leads + Actions{run_workflows}},
    // Of an organisation: its own people's figures, for who leads them there. A project leader of the municipality has this nowhere.
    Row{project_leader, Within::organisation, own + Actions{see_people, see_continuity}},

    // Starts programmes, decides on friction, staffs the core team; in all programmes of a municipality or in one.
    Row{commissioner, Within::municipality, inside + works + leads},
    Row{commissioner, Within::programme, inside + works + leads},

    // The core team staffs, pauses and resumes as the decisions allow; another text of the workflow is not for them.
    Row{core_member, Within::programme, inside + works + leads},

    // Independent of the municipality: works in the programme, and does not lead it. What is in her notebook she releases herself.
    Row{community_worker, Within::programme, inside + works},
    Row{community_worker, Within::organisation, own + Actions{see_people}},

    // Households are content of their team, and of nobody else: the only row with see_household.
    Row{team_member, Within::team, own + Actions{see_household, see_people, do_task, do_record, do_reflection}},
    // The same people in the programme around it.
    Row{team_member, Within::programme, inside + works},

    // The public side of their own programme: the report, and what is asked of them. Nothing of the log, contacts or the team.
    Row{residents_group, Within::programme, own + Actions{see_report, do_task, do_reflection}},

    // Across neighbourhoods; which handover is rated by whom is drawn, and the decision asks for it.
    Row{handover_coordinator, Within::everywhere, audits},
    Row{handover_coordinator, Within::municipality, audits},
    Row{handover_coordinator, Within::organisation, audits},
    Row{handover_coordinator, Within::programme, audits},

    // Reports and nothing else.
    Row{council, Within::municipality, own + Actions{see_report}},
    Row{council, Within::programme, own + Actions{see_report}},

    // Manages and does not read: no handover documents, no figures of people, no household content. rate_handover is for the draw,
    // which is the administrator's; a rating itself is refused by the decision.
    Row{administrator, Within::everywhere,
        inside + Actions{do_team, rate_handover, lead_programme, run_workflows, administer}},
    // Of one municipality: its programmes and who sits there; accounts and settings are of the installation.
    Row{administrator, Within::municipality, inside + Actions{do_team, lead_programme}},

    // Talks to the outside: reads the programme and brings in what comes from there.
    Row{plugin, Within::everywhere, own + Actions{see_programme, do_record}},
    Row{plugin, Within::municipality, own + Actions{see_programme, do_record}},
    Row{plugin, Within::programme, own + Actions{see_programme, do_record}},
};

bool covers(const Grant& grant, const Place& place)
{
    const bool inside_others = place.organisation || place.team;
    switch (grant.scope) {
    case ScopeKind::everywhere: return true;
    case ScopeKind::municipality:
        return !inside_others && std::find(place.municipalities.begin(), place.municipalities.end(), grant.code) !=
                                     place.municipalities.end();
    case ScopeKind::programme: return !inside_others && place.programme && place.programme->value == grant.id;
    case ScopeKind::organisation: return !place.team && place.organisation && place.organisation->value == grant.id;
    case ScopeKind::team: return place.team && place.team->value == grant.id;
    }
    return false;
}

}  // namespace

bool may(PermissionRole role, ScopeKind scope, Action action)
{
    const auto row = std::find_if(table.begin(), table.end(),
                                  [&](const Row& one) { return one.role == role && one.scope == scope; });
    return row != table.end() && row->actions.has(action);
}

bool allows(std::span<const Grant> grants, Action action, const Place& place)
{
    if (action == see_self)
        return allows_somewhere(grants, action);
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
        return may(grant.role, grant.scope, action) && covers(grant, place);
    });
}

bool allows_somewhere(std::span<const Grant> grants, Action action)
{
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return may(grant.role, grant.scope, action); });
}

std::vector<ScopeKind> scopes_of(PermissionRole role)
{
    std::vector<ScopeKind> scopes;
    for (const Row& row : table)
        if (row.role == role)
            scopes.push_back(row.scope);
    return scopes;
}

bool makes_administrator(const Grant& grant)
{
    return grant.role == administrator && grant.scope == ScopeKind::everywhere;
}

std::string_view dutch(PermissionRole role)
{
    switch (role) {
    case project_leader: return "projectleider";
    case commissioner: return "opdrachtgever";
    case core_member: return "kernteamlid";
    case community_worker: return "opbouwwerker";
    case team_member: return "wijkteamlid";
    case residents_group: return "bewonersgroep";
    case handover_coordinator: return "coördinator overdracht";
    case council: return "raad of college";
    case administrator: return "beheerder";
    case plugin: return "koppeling";
    }
    return "?";
}

}  // namespace wd::domain
