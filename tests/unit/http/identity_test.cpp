// What an identity may do, and how a request is read by the guard. Pure parts only.
// SPDX-License-Identifier: EUPL-1.2
#include "http/guard.hpp"
#include "http/live.hpp"

#include <gtest/gtest.h>

namespace wd::http {
namespace {

using domain::Action;
using domain::PermissionRole;
using domain::ProgrammeId;
using domain::ScopeKind;

domain::Place programme(std::int64_t number)
{
    domain::Place place;
    place.programme = ProgrammeId{number};
    return place;
}

Identity leader_of(std::int64_t number)
{
    Identity identity;
    identity.person = domain::PersonId{3};
    identity.proof = Proof::session;
    identity.content = true;
    identity.grants = {{PermissionRole::project_leader, ScopeKind::programme, number, ""}};
    return identity;
}

TEST(Identity, MayWhatTheAccountMay)
{
    const Identity leader = leader_of(1);

    EXPECT_TRUE(may(leader, Action::see_programme, programme(1)));
    EXPECT_FALSE(may(leader, Action::see_programme, programme(2)));
    EXPECT_FALSE(may(leader, Action::administer, {}));
    EXPECT_TRUE(may_somewhere(leader, Action::do_team));
}

TEST(Identity, WithoutProofMayNothing)
{
    Identity nobody = leader_of(1);
    nobody.proof = Proof::none;

    EXPECT_FALSE(may(nobody, Action::see_programme, programme(1)));
    EXPECT_FALSE(may_somewhere(nobody, Action::see_programme));
}

TEST(Identity, ATokenForOneProgrammeOpensNoOther)
{
    Identity token = leader_of(1);
    token.grants.push_back({PermissionRole::project_leader, ScopeKind::programme, 2, ""});
    token.proof = Proof::token;
    token.programmes = {ProgrammeId{2}};

    EXPECT_FALSE(may(token, Action::see_programme, programme(1)));
    EXPECT_TRUE(may(token, Action::see_programme, programme(2)));
    EXPECT_TRUE(may(token, Action::see_self, {}));
    token.programmes = {ProgrammeId{9}};
    EXPECT_FALSE(may(token, Action::see_programme, programme(9))) << "never more than the owner";
}

TEST(Identity, WithoutTheRightToContentThereIsNoHousehold)
{
    Identity member;
    member.person = domain::PersonId{4};
    member.proof = Proof::token;
    member.grants = {{PermissionRole::team_member, ScopeKind::team, 9, ""}};
    domain::Place household = programme(1);
    household.team = domain::PersonId{9};

    EXPECT_FALSE(may(member, Action::see_household, household));
    EXPECT_FALSE(may_somewhere(member, Action::see_household));
    member.content = true;
    EXPECT_TRUE(may(member, Action::see_household, household));
}

TEST(Subject, IsReadByItsPrefix)
{
    EXPECT_EQ(parse_subject("taak-12"), Subject(domain::TaskId{12}));
    EXPECT_EQ(parse_subject("programma-1"), Subject(ProgrammeId{1}));
    EXPECT_EQ(parse_subject("teamrol-4"), Subject(domain::PositionId{4}));
    for (const char* none : {"", "12", "taak", "taak-", "taak-x", "inhoud-3", "taak-0", "taak-12x"})
        EXPECT_FALSE(parse_subject(none)) << none;
}

TEST(Cookie, IsFoundAmongOthersAndNotWhenItIsThereTwice)
{
    Request request;
    request.headers = {{"cookie", "a=1; wijkdraad=geheim; wijkdraadx=2"}};
    EXPECT_EQ(find_cookie(request, "wijkdraad"), "geheim");
    EXPECT_EQ(find_cookie(request, "b"), "");
    request.headers = {{"cookie", "wijkdraad=een"}, {"cookie", "wijkdraad=twee"}};
    EXPECT_EQ(find_cookie(request, "wijkdraad"), "");
}

TEST(LogName, OfARequestLeavesItsQueryOut)
{
    Request request;
    request.method = "GET";
    request.target = "/api/v1/zoeken?tekst=mevrouw";
    EXPECT_EQ(log_name(request), "GET /api/v1/zoeken");
}

TEST(EventPlace, IsThatOfPartitionOne)
{
    EXPECT_EQ(parse_event_place("1-8123"), 8'123);
    for (const char* wrong : {"", "8123", "0-5", "1-", "1-x", "1--3", "1-99999999999999999999"})
        EXPECT_FALSE(parse_event_place(wrong)) << wrong;
}

TEST(LiveEvent, IsOneBlockOfLines)
{
    domain::LoggedEvent event;
    event.part = 1;
    event.seq = 8'123;
    event.type = "task.claimed";

    EXPECT_EQ(sse_event(event, {{"soort", "a\nb"}}),
              "id: 1-8123\nevent: task.claimed\ndata: {\"soort\":\"a\\nb\"}\n\n");
}

}  // namespace
}  // namespace wd::http
