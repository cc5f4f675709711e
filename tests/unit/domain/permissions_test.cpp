// The table of permissions, walked whole: what each role may at each scope stands here a second time, and every other cell is empty.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/permissions.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace wd::domain::test {

namespace {

using Cell = std::pair<PermissionRole, ScopeKind>;

// One sign per action, in the order of Action: self programme people team | handover continuity report household |
// task record team handover | rate reflection lead workflows | administer.
const std::map<Cell, std::string_view> expected{
    {{PermissionRole::project_leader, ScopeKind::programme}, "xxxx xxx. xxxx .xxx ."},
    {{PermissionRole::project_leader, ScopeKind::organisation}, "x.x. .x.. .... .... ."},
    {{PermissionRole::commissioner, ScopeKind::municipality}, "xxxx xxx. xxxx .xx. ."},
    {{PermissionRole::commissioner, ScopeKind::programme}, "xxxx xxx. xxxx .xx. ."},
    {{PermissionRole::core_member, ScopeKind::programme}, "xxxx xxx. xxxx .xx. ."},
    {{PermissionRole::community_worker, ScopeKind::programme}, "xxxx ..x. xx.x .x.. ."},
    {{PermissionRole::community_worker, ScopeKind::organisation}, "x.x. .... .... .... ."},
    {{PermissionRole::team_member, ScopeKind::team}, "x.x. ...x xx.. .x.. ."},
    {{PermissionRole::team_member, ScopeKind::programme}, "xxxx ..x. xx.x .x.. ."},
    {{PermissionRole::residents_group, ScopeKind::programme}, "x... ..x. x... .x.. ."},
    {{PermissionRole::handover_coordinator, ScopeKind::everywhere}, "x..x xxx. x... x... ."},
    {{PermissionRole::handover_coordinator, ScopeKind::municipality}, "x..x xxx. x... x... ."},
    {{PermissionRole::handover_coordinator, ScopeKind::organisation}, "x..x xxx. x... x... ."},
    {{PermissionRole::handover_coordinator, ScopeKind::programme}, "x..x xxx. x... x... ."},
    {{PermissionRole::council, ScopeKind::municipality}, "x... ..x. .... .... ."},
    {{PermissionRole::council, ScopeKind::programme}, "x... ..x. .... .... ."},
    {{PermissionRole::administrator, ScopeKind::everywhere}, "xxxx ..x. ..x. x.xx x"},
    {{PermissionRole::administrator, ScopeKind::municipality}, "xxxx ..x. ..x. ..x. ."},
    {{PermissionRole::plugin, ScopeKind::everywhere}, "xx.. .... .x.. .... ."},
    {{PermissionRole::plugin, ScopeKind::municipality}, "xx.. .... .x.. .... ."},
    {{PermissionRole::plugin, ScopeKind::programme}, "xx.. .... .x.. .... ."},
};

template <class Enum>
std::vector<Enum> all_of()
{
    std::vector<Enum> values;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto d) { values.push_back(d.value); });
    return values;
}

std::string row_of(PermissionRole role, ScopeKind scope)
{
    std::string row;
    int signs = 0;
    for (const Action action : all_of<Action>()) {
        if (signs++ % 4 == 0 && signs > 1)
            row += ' ';
        row += may(role, scope, action) ? 'x' : '.';
    }
    return row;
}

Grant in_programme(PermissionRole role, std::int64_t programme)
{
    return {role, ScopeKind::programme, programme, {}};
}

Place at_programme(std::int64_t programme)
{
    return {ProgrammeId{programme}, {"GM0363"}, {}, {}};
}

bool allowed(const Grant& grant, Action action, const Place& place)
{
    return allows(std::span{&grant, 1}, action, place);
}

}  // namespace

TEST(Permissions, AreWhatTheMatrixSaysCellByCell)
{
    for (const PermissionRole role : all_of<PermissionRole>())
        for (const ScopeKind scope : all_of<ScopeKind>()) {
            const auto cell = expected.find({role, scope});
            EXPECT_EQ(row_of(role, scope), cell == expected.end() ? ".... .... .... .... ." : cell->second)
                << name_of(role) << " at " << name_of(scope);
        }
}

TEST(Permissions, AreGrantedAtTheScopesOfTheTableOnly)
{
    for (const PermissionRole role : all_of<PermissionRole>()) {
        const std::vector<ScopeKind> scopes = scopes_of(role);
        EXPECT_FALSE(scopes.empty()) << name_of(role);
        EXPECT_NE(dutch(role), "?");
        for (const ScopeKind scope : all_of<ScopeKind>())
            EXPECT_EQ(std::find(scopes.begin(), scopes.end(), scope) != scopes.end(), expected.contains({role, scope}))
                << name_of(role) << " at " << name_of(scope);
    }
}

TEST(Permissions, NobodyWithoutAGrantMayAnything)
{
    for (const Action action : all_of<Action>()) {
        EXPECT_FALSE(allows({}, action, {}));
        EXPECT_FALSE(allows({}, action, at_programme(1)));
        EXPECT_FALSE(allows_somewhere({}, action));
    }
}

// DOMAIN §7: a project leader sees nothing of a programme that is not theirs; access follows the programme.
TEST(Permissions, AProjectLeaderMayNothingElsewhere)
{
    const Grant grant = in_programme(PermissionRole::project_leader, 1);
    for (const Action action : all_of<Action>()) {
        for (const Place& elsewhere : {at_programme(2), Place{}})
            EXPECT_EQ(allowed(grant, action, elsewhere), action == Action::see_self) << name_of(action);
        EXPECT_EQ(allowed(grant, action, at_programme(1)),
                  may(PermissionRole::project_leader, ScopeKind::programme, action));
    }
}

TEST(Permissions, HouseholdsAreForTheirTeamAndNobodyElse)
{
    const Place household{ProgrammeId{1}, {"GM0363"}, {}, PersonId{32}};
    for (const PermissionRole role : all_of<PermissionRole>())
        for (const ScopeKind scope : all_of<ScopeKind>()) {
            const Grant grant{role, scope, scope == ScopeKind::team ? 32 : 1, "GM0363"};
            EXPECT_EQ(allowed(grant, Action::see_household, household),
                      role == PermissionRole::team_member && scope == ScopeKind::team)
                << name_of(role) << " at " << name_of(scope);
        }
    EXPECT_FALSE(allowed({PermissionRole::team_member, ScopeKind::team, 33, {}}, Action::see_household, household));
}

TEST(Permissions, AWelfareOrganisationKeepsItsPeoplesFigures)
{
    const Place inside{ProgrammeId{1}, {"GM0363"}, PersonId{41}, {}};

    EXPECT_FALSE(allowed(in_programme(PermissionRole::project_leader, 1), Action::see_continuity, inside));
    EXPECT_FALSE(
        allowed({PermissionRole::commissioner, ScopeKind::municipality, 0, "GM0363"}, Action::see_continuity, inside));
    EXPECT_TRUE(
        allowed({PermissionRole::project_leader, ScopeKind::organisation, 41, {}}, Action::see_continuity, inside));
    EXPECT_FALSE(
        allowed({PermissionRole::project_leader, ScopeKind::organisation, 42, {}}, Action::see_continuity, inside));
}

TEST(Permissions, TheCouncilReadsReportsOnly)
{
    const Grant council{PermissionRole::council, ScopeKind::municipality, 0, "GM0363"};
    for (const Action action : all_of<Action>())
        EXPECT_EQ(allowed(council, action, at_programme(1)), action == Action::see_report || action == Action::see_self)
            << name_of(action);
    EXPECT_FALSE(
        allowed({PermissionRole::council, ScopeKind::municipality, 0, "GM0344"}, Action::see_report, at_programme(1)));
}

TEST(Permissions, AResidentsGroupSeesThePublicSideOfItsOwnProgramme)
{
    const Grant group = in_programme(PermissionRole::residents_group, 1);

    EXPECT_TRUE(allowed(group, Action::see_report, at_programme(1)));
    EXPECT_TRUE(allowed(group, Action::do_task, at_programme(1)));
    for (const Action action : {Action::see_programme, Action::see_people, Action::see_team, Action::see_handover})
        EXPECT_FALSE(allowed(group, action, at_programme(1))) << name_of(action);
    EXPECT_FALSE(allowed(group, Action::see_report, at_programme(2)));
}

TEST(Permissions, AnAdministratorManagesAndDoesNotRead)
{
    const Grant everywhere{PermissionRole::administrator, ScopeKind::everywhere, 0, {}};
    const Place household{ProgrammeId{1}, {"GM0363"}, {}, PersonId{32}};

    EXPECT_TRUE(makes_administrator(everywhere));
    EXPECT_TRUE(allowed(everywhere, Action::administer, {}));
    EXPECT_TRUE(allowed(everywhere, Action::run_workflows, {}));
    for (const Action action : {Action::see_household, Action::see_handover, Action::see_continuity, Action::do_task})
        EXPECT_FALSE(allowed(everywhere, action, household)) << name_of(action);
    EXPECT_FALSE(makes_administrator({PermissionRole::administrator, ScopeKind::municipality, 0, "GM0363"}));
}

TEST(Permissions, SeveralGrantsAddUp)
{
    const std::vector<Grant> grants{in_programme(PermissionRole::team_member, 1),
                                    {PermissionRole::team_member, ScopeKind::team, 32, {}}};

    EXPECT_TRUE(allows(grants, Action::see_programme, at_programme(1)));
    EXPECT_TRUE(allows(grants, Action::see_household, {ProgrammeId{1}, {}, {}, PersonId{32}}));
    EXPECT_FALSE(allows(grants, Action::see_household, at_programme(1)));
    EXPECT_TRUE(allows_somewhere(grants, Action::see_household));
}

}  // namespace wd::domain::test
