// What a gate still lacks: the steps it names, and each check of the closed list.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/gate_needs.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

std::vector<std::string> missing(Scene& scene, std::string need)
{
    GateTerms terms;
    terms.needs = {std::move(need)};
    return missing_needs(scene.programme, scene.run(), terms, scene.context);
}

using Sentences = std::vector<std::string>;

struct NeedRow {
    StepState state;
    bool holds;
};

TEST(GateNeeds, OfAStepHoldWhenItIsDoneOrSkipped)
{
    for (const NeedRow& row :
         {NeedRow{StepState::done, true}, NeedRow{StepState::skipped, true}, NeedRow{StepState::open, false},
          NeedRow{StepState::waiting, false}, NeedRow{StepState::stuck, false}, NeedRow{StepState::cancelled, false}})
    {
        Scene scene;
        scene.close("vooraf", StepKind::reflection, leader, morning_of("2026-11-10"), row.state);

        EXPECT_EQ(missing(scene, "vooraf").empty(), row.holds) << name_of(row.state);
    }
}

TEST(GateNeeds, NameTheStepAsTheWorkflowDoes)
{
    Scene scene;
    Step step;
    step.id = "vooraf";
    step.kind = StepKind::reflection;
    step.title = "Bezint eer ge begint";
    step.role = "projectleider";
    scene.open(step);

    EXPECT_EQ(missing(scene, "vooraf"), Sentences{"stap 'vooraf' (Bezint eer ge begint) is nog niet af"});
    EXPECT_EQ(missing(scene, "achteraf"), Sentences{"stap 'achteraf' is nog niet begonnen"});
}

TEST(GateNeeds, LookAtTheLatestRepetition)
{
    Scene scene;
    scene.close("leeragenda", StepKind::reflection, leader, morning_of("2026-11-01"));
    scene.close("leeragenda#2", StepKind::reflection, leader, morning_of("2026-11-10"), StepState::open);

    EXPECT_EQ(missing(scene, "leeragenda").size(), 1U);
    scene.close("leeragenda#10", StepKind::reflection, leader, morning_of("2026-11-15"));
    EXPECT_TRUE(missing(scene, "leeragenda").empty());
}

TEST(GateNeeds, WantEveryItemOfABlock)
{
    Scene scene;
    scene.close("kanaal[deur]/uitnodigen", StepKind::task, worker, morning_of("2026-11-12"));
    scene.close("kanaal[brief]/uitnodigen", StepKind::task, worker, morning_of("2026-11-10"), StepState::open);
    EXPECT_EQ(missing(scene, "uitnodigen").size(), 1U);

    scene.close("kanaal[brief]/uitnodigen", StepKind::task, worker, morning_of("2026-11-10"), StepState::cancelled);
    EXPECT_TRUE(missing(scene, "uitnodigen").empty()) << "an item that was cancelled asks nothing any more";
}

TEST(GateNeeds, KnowWhoCompletedAnyItem)
{
    Scene scene;
    scene.close("kanaal[deur]/uitnodigen", StepKind::task, leader, morning_of("2026-11-10"));
    scene.close("kanaal[brief]/uitnodigen", StepKind::task, worker, morning_of("2026-11-12"));
    scene.close("later", StepKind::task, worker, morning_of("2026-11-12"), StepState::open);

    EXPECT_TRUE(has_completed(scene.run(), "uitnodigen", leader));
    EXPECT_TRUE(has_completed(scene.run(), "uitnodigen", worker));
    EXPECT_FALSE(has_completed(scene.run(), "uitnodigen", resident));
    EXPECT_FALSE(has_completed(scene.run(), "later", worker));
    EXPECT_FALSE(has_completed(scene.run(), "nergens", worker));
}

TEST(GateNeeds, CoreTeamIsStaffedWhenEveryCorePositionIsHeldToday)
{
    Scene scene;
    EXPECT_TRUE(missing(scene, "core_team_staffed").empty());

    for (auto& [id, assignment] : scene.ledger().assignments)
        if (assignment.person == worker)
            assignment.from = day("2026-12-01");
    EXPECT_EQ(missing(scene, "core_team_staffed"), Sentences{"de rol 'Opbouwwerker' in het kernteam is onbezet"});
}

TEST(GateNeeds, DeputiesAreNamedWhenSomebodyElseCanStandIn)
{
    Scene scene;
    EXPECT_EQ(missing(scene, "deputies_named").size(), 2U);

    scene.ledger().assignments[AssignmentId{501}] =
        Assignment{scene.position("projectleider"), stranger, day("2026-02-01")};
    EXPECT_EQ(missing(scene, "deputies_named"),
              Sentences{"de rol 'Opbouwwerker' in het kernteam heeft geen waarnemer"});

    scene.ledger().assignments[AssignmentId{502}] = Assignment{scene.position("opbouwwerker"), team, day("2026-02-01")};
    EXPECT_TRUE(missing(scene, "deputies_named").empty()) << "a team stands in for itself";
}

TEST(GateNeeds, PromisesAreSilentWithoutOwnerOrPastTheirDateWithoutAWord)
{
    Scene scene;
    auto& promises = scene.ledger().commitments;
    promises[EntryId{1}] = CommitmentRecord{leader, day("2026-11-20")};
    promises[EntryId{2}] = CommitmentRecord{leader, {}};
    EXPECT_TRUE(missing(scene, "no_silent_promises").empty()) << "due today is not past";

    promises[EntryId{3}] = CommitmentRecord{{}, day("2027-01-01")};
    promises[EntryId{4}] = CommitmentRecord{leader, day("2026-11-19"), Silence::overdue};
    promises[EntryId{5}] = CommitmentRecord{leader, day("2026-11-19")};
    EXPECT_EQ(missing(scene, "no_silent_promises"),
              (Sentences{"toezegging regel-3 heeft geen eigenaar",
                         "toezegging regel-4 had op 2026-11-19 klaar moeten zijn en er is niets over gezegd"}))
        << "of the fifth something was said";
}

TEST(GateNeeds, FeedbackFollowsEveryMeeting)
{
    Scene scene;
    EXPECT_TRUE(missing(scene, "feedback_given").empty()) << "no meeting, nothing to tell";

    scene.close("avond", StepKind::meeting, leader, morning_of("2026-11-10"));
    EXPECT_EQ(missing(scene, "feedback_given"),
              Sentences{"na bijeenkomst 'avond' is er nog geen terugkoppeling geweest"});
    scene.close("terugkoppeling", StepKind::task, worker, morning_of("2026-11-09"));
    EXPECT_EQ(missing(scene, "feedback_given").size(), 1U) << "told before it happened";
    scene.close("terugkoppeling_avond", StepKind::task, worker, morning_of("2026-11-12"), StepState::skipped);
    EXPECT_EQ(missing(scene, "feedback_given").size(), 1U) << "skipped is not told";
    scene.close("terugkoppeling_avond", StepKind::task, worker, morning_of("2026-11-12"));
    EXPECT_TRUE(missing(scene, "feedback_given").empty());
}

TEST(GateNeeds, LinkagesAreDecidedEitherWay)
{
    Scene scene;
    auto& linkages = scene.ledger().linkages;
    linkages[EntryId{1}] = LinkageState::chosen;
    linkages[EntryId{2}] = LinkageState::not_chosen;
    EXPECT_TRUE(missing(scene, "linkages_decided").empty());

    linkages[EntryId{3}] = LinkageState::open;
    EXPECT_EQ(missing(scene, "linkages_decided"), Sentences{"over koppelkans regel-3 is nog niet gekozen"});
}

TEST(GateNeeds, ReachIsRecordedOnceOneChannelIs)
{
    Scene scene;
    EXPECT_EQ(missing(scene, "reach_recorded"), Sentences{"er is nog geen bereik vastgelegd"});

    scene.ledger().reach["deur"] = 12;
    EXPECT_TRUE(missing(scene, "reach_recorded").empty());
}

TEST(GateNeeds, EveryCheckOfTheClosedListIsKnownHere)
{
    for (const std::string_view check : gate_checks()) {
        Scene scene;
        for (const std::string& sentence : missing(scene, std::string(check)))
            EXPECT_EQ(sentence.find("nog niet begonnen"), std::string::npos) << check << " was taken for a step";
    }
}

}  // namespace

}  // namespace wd::domain::test
