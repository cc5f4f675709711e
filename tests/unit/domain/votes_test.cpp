// Votes: the tally with its arithmetic written out, the window, the electorate, the threshold and its setter.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/deadlines.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

VoteTerms terms_of(VoteBase base, std::optional<int> threshold, int quorum = 0)
{
    VoteTerms terms;
    terms.base = base;
    terms.threshold = threshold;
    terms.set_by = "bewonersgroep";
    terms.quorum = quorum;
    return terms;
}

Step vote_step(VoteTerms terms, std::string role = "opbouwwerker")
{
    Step step;
    step.id = "stemming";
    step.kind = StepKind::vote;
    step.title = "Stemming over de richting";
    step.role = std::move(role);
    step.terms = std::move(terms);
    return step;
}

RecordVote counts(TaskId id, std::int64_t yes, std::int64_t no = 0, std::int64_t abstain = 0)
{
    RecordVote command;
    command.task = id;
    command.yes = yes;
    command.no = no;
    command.abstain = abstain;
    return command;
}

RecordVote closing(TaskId id)
{
    RecordVote command;
    command.task = id;
    command.close = true;
    return command;
}

// --- The tally (RULES D5)

struct Tally {
    std::string_view what;
    VoteBase base;
    std::optional<int> threshold;
    int quorum;
    std::int64_t electorate, yes, no, abstain;
    std::int64_t needed;
    VoteOutcome outcome;
};

TEST(Tally, FollowsTheArithmeticOfTheRules)
{
    using enum VoteBase;
    using enum VoteOutcome;
    const std::vector<Tally> rows{
        // needed = (p * n + 999) / 1000, in integers
        {"(700*10+999)/1000 = 7999/1000 = 7; 7 >= 7", tenancies, 700, 0, 10, 7, 3, 0, 7, accepted},
        {"7 needed, 6 yes: no answer is no", tenancies, 700, 0, 10, 6, 0, 0, 7, rejected},
        {"(700*11+999)/1000 = 8699/1000 = 8: 7.7 goes up", tenancies, 700, 0, 11, 8, 0, 0, 8, accepted},
        {"7 of 11 is 63.6 %", tenancies, 700, 0, 11, 7, 0, 0, 8, rejected},
        {"(700*13+999)/1000 = 10099/1000 = 10: 9.1 goes up", tenancies, 700, 0, 13, 9, 4, 0, 10, rejected},
        {"nobody answered: all are no, and that is an answer", tenancies, 700, 0, 10, 0, 0, 0, 7, rejected},
        {"no tenancies, nothing to be asked", tenancies, 700, 0, 0, 0, 0, 0, 0, no_quorum},
        {"a quorum does not count for tenancies: 8 of 10 yes", tenancies, 700, 1000, 10, 8, 0, 0, 7, accepted},

        {"(600*100+999)/1000 = 60; 60 of all residents", residents, 600, 0, 100, 60, 10, 5, 60, accepted},
        {"59 of 60 needed, however few say no", residents, 600, 0, 100, 59, 0, 0, 60, rejected},
        {"(650*120+999)/1000 = 78999/1000 = 78", households, 650, 0, 120, 78, 30, 2, 78, accepted},
        {"77 of 78 needed", households, 650, 0, 120, 77, 30, 2, 78, rejected},

        {"cast: n = 60+40; (600*100+999)/1000 = 60", cast, 600, 0, 1000, 60, 40, 300, 60, accepted},
        {"cast: n = 59+41, 59 of 60 needed", cast, 600, 0, 1000, 59, 41, 300, 60, rejected},
        {"cast: n = 1; (501*1+999)/1000 = 1", cast, 501, 0, 50, 1, 0, 0, 1, accepted},
        {"cast: only abstentions leave nothing to take a share of", cast, 600, 0, 50, 0, 0, 9, 0, no_quorum},

        {"quorum 250 of 100 is 25 people: 24 took part", residents, 600, 250, 100, 24, 0, 0, 60, no_quorum},
        {"20+3+2 = 25 took part, abstentions count for the quorum", cast, 600, 250, 100, 20, 3, 2, 14, accepted},
        {"quorum 333 of 10 is 3.33 people: 3 is too few", cast, 500, 333, 10, 3, 0, 0, 2, no_quorum},
        {"and 4 is enough", cast, 500, 333, 10, 4, 0, 0, 2, accepted},

        {"nobody voted", residents, 600, 0, 100, 0, 0, 0, 60, no_quorum},
        {"nobody may vote", residents, 600, 0, 0, 0, 0, 0, 0, no_quorum},
        {"no threshold: the next gate weighs it", residents, std::nullopt, 0, 100, 30, 20, 1, 0, counted},
        {"no threshold and nobody voted", residents, std::nullopt, 0, 100, 0, 0, 0, 0, no_quorum},
        {"no threshold, quorum not met: 9 of 10 needed", residents, std::nullopt, 100, 100, 9, 0, 0, 0, no_quorum},
    };
    for (const Tally& row : rows) {
        Task task;
        task.electorate = row.electorate;
        task.yes = row.yes;
        task.no = row.no;
        task.abstain = row.abstain;

        const VoteClosed closed = close_vote(task, terms_of(row.base, row.threshold, row.quorum));

        SCOPED_TRACE(row.what);
        EXPECT_EQ(name_of(closed.outcome), name_of(row.outcome));
        EXPECT_EQ(closed.needed, row.needed);
        EXPECT_EQ(closed.electorate, row.electorate);
        EXPECT_EQ(closed.threshold, row.threshold);
    }
}

TEST(Tally, NeedsTheSmallestNumberThatMeetsTheShare)
{
    for (const int threshold : {1, 333, 500, 600, 667, 700, 999, 1000})
        for (std::int64_t n = 0; n <= 200; ++n) {
            const std::int64_t needed = votes_needed(threshold, n);
            EXPECT_GE(needed * 1000, threshold * n);
            EXPECT_TRUE(needed == 0 || (needed - 1) * 1000 < threshold * n) << threshold << ' ' << n;
        }
}

TEST(Tally, OfTenantsIsSevenOfTenRoundedUp)
{
    for (std::int64_t n = 0; n <= 500; ++n)
        EXPECT_EQ(votes_needed(700, n), (7 * n + 9) / 10) << n;
}

TEST(Tally, OfARangeTakesWhatItsSetterPicked)
{
    VoteTerms terms = terms_of(VoteBase::residents, 600);
    terms.threshold_max = 700;
    Task task;
    task.electorate = 100;
    task.yes = 65;
    task.threshold = 650;

    EXPECT_EQ(close_vote(task, terms).outcome, VoteOutcome::accepted);
    task.threshold = 660;
    EXPECT_EQ(close_vote(task, terms).outcome, VoteOutcome::rejected);
}

// --- Recording

TEST(Votes, AreCountedInPartsAndClosedByAPerson)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    RecordVote first = counts(id, 40, 5);
    first.electorate = 100;
    scene.carry_out(first);
    scene.carry_out(counts(id, 25, 0, 3));

    const auto closed = event_of<VoteClosed>(scene.decide(closing(id)));

    EXPECT_EQ(closed.yes, 65);
    EXPECT_EQ(closed.no, 5);
    EXPECT_EQ(closed.abstain, 3);
    EXPECT_EQ(closed.needed, 60);
    EXPECT_EQ(closed.outcome, VoteOutcome::accepted);
}

TEST(Votes, TakeElectorateCountsAndClosingInOneGo)
{
    Scene scene;
    RecordVote all = counts(scene.open(vote_step(terms_of(VoteBase::residents, 600))), 60);
    all.electorate = 100;
    all.close = true;

    const Payloads events = scene.carry_out(all);

    ASSERT_EQ(events.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<ElectorateSet>(events[0]));
    EXPECT_TRUE(std::holds_alternative<VotesCounted>(events[1]));
    EXPECT_EQ(std::get<VoteClosed>(events[2]).outcome, VoteOutcome::accepted);
}

TEST(Votes, NeverOutnumberTheElectorate)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    scene.task(id).electorate = 50;
    scene.task(id).yes = 40;

    expect_refused(scene.decide(counts(id, 8, 3)), Errc::invalid, "meer stemmen (51) dan stemgerechtigden (50)");
    EXPECT_TRUE(scene.decide(counts(id, 8, 2)));
}

TEST(Votes, NeedAnElectorateFirst)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::cast, 600)));

    expect_refused(scene.decide(counts(id, 1)), Errc::missing_fact, "vul 'electorate' in");
    expect_refused(scene.decide(closing(id)), Errc::missing_fact, "vul 'electorate' in");
}

TEST(Votes, CorrectionsAreNegativeAndNeverGoBelowZero)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    scene.task(id).electorate = 50;
    scene.task(id).yes = 10;

    EXPECT_EQ(event_of<VotesCounted>(scene.decide(counts(id, -10, 10))).yes, -10);
    expect_refused(scene.decide(counts(id, -11)), Errc::invalid, "'yes' zou op -1 komen: er staan er 10");
    expect_refused(scene.decide(counts(id, 9'000'000'000'000'000'000)), Errc::invalid, "klopt het getal?");
}

TEST(Votes, ElectorateMayChangeButNotBelowThoseWhoVoted)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    RecordVote command;
    command.task = id;
    command.electorate = 50;
    scene.carry_out(command);

    command.electorate = 55;
    EXPECT_EQ(event_of<ElectorateSet>(scene.decide(command)).electorate, 55);
    command.electorate = 40;
    EXPECT_EQ(event_of<ElectorateSet>(scene.decide(command)).electorate, 40);
    command.electorate = -1;
    expect_refused(scene.decide(command), Errc::invalid, "-1 stemgerechtigden kan niet");
    command.electorate = 50;
    expect_refused(scene.decide(command), Errc::invalid, "er valt niets vast te leggen");
    scene.carry_out(counts(id, 20, 10));
    command.electorate = 29;
    expect_refused(scene.decide(command), Errc::invalid, "er hebben al 30 mensen gestemd");
    command.electorate = 30;
    EXPECT_EQ(event_of<ElectorateSet>(scene.decide(command)).electorate, 30);
}

TEST(Votes, WithoutAnythingToRecordSayWhatTheyTake)
{
    Scene scene;
    RecordVote command;
    command.task = scene.open(vote_step(terms_of(VoteBase::residents, 600)));

    expect_refused(scene.decide(command), Errc::invalid, "geef 'electorate', 'threshold', 'yes'");
}

TEST(Votes, AreRecordedByTheRoleThatIsAsked)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    scene.task(id).electorate = 50;

    expect_refused(scene.as(leader).decide(counts(id, 1)), Errc::not_allowed, "is voor de rol 'Opbouwwerker'");
    expect_refused(scene.decide(closing(id)), Errc::not_allowed, "is voor de rol 'Opbouwwerker'");
}

// --- The window

Scene& with_closing_date(Scene& scene, TaskId id, std::string_view date)
{
    scene.task(id).electorate = 50;
    scene.task(id).due = day(date);
    scene.programme.timers[TimerKey{run_id, *scene.task(id).path, TimerKind::close}] =
        deadline_on(TimerKind::close, "4 weken", day(date));
    return scene;
}

TEST(VotingWindow, IsOpenUpToAndIncludingTheClosingDate)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    with_closing_date(scene, id, "2026-11-20");

    EXPECT_TRUE(scene.decide(counts(id, 1)));
    expect_refused(scene.on("2026-11-21").decide(counts(id, 1)), Errc::wrong_state,
                   "stemmen kon tot en met 2026-11-20");
}

TEST(VotingWindow, LetsTheLastCountInTogetherWithClosing)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    with_closing_date(scene, id, "2026-11-20").on("2026-11-21");
    RecordVote last = counts(id, 31);
    last.close = true;

    EXPECT_EQ(event_of<VoteClosed>(scene.decide(last)).outcome, VoteOutcome::accepted);
}

TEST(VotingWindow, IsNotClosedBeforeItsDateUnlessEverybodyVoted)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    with_closing_date(scene, id, "2026-11-21");
    scene.task(id).yes = 49;

    expect_refused(scene.decide(closing(id)), Errc::wrong_state, "stemmen kan nog tot en met 2026-11-21; 49 van de 50");
    scene.task(id).no = 1;
    EXPECT_TRUE(scene.decide(closing(id)));
    scene.task(id).no = 0;
    EXPECT_TRUE(scene.on("2026-11-21").decide(closing(id))) << "on the day itself it may be counted and closed";
}

TEST(VotingWindow, WithoutADateIsClosedWhenAPersonSaysSo)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    scene.task(id).electorate = 50;
    scene.task(id).yes = 10;

    EXPECT_EQ(event_of<VoteClosed>(scene.decide(closing(id))).outcome, VoteOutcome::rejected);
}

// --- The threshold

TaskId open_with_range(Scene& scene)
{
    VoteTerms terms = terms_of(VoteBase::residents, 600);
    terms.threshold_max = 700;
    const TaskId id = scene.open(vote_step(terms));
    scene.task(id).electorate = 100;
    return id;
}

RecordVote pick(TaskId id, int threshold)
{
    RecordVote command;
    command.task = id;
    command.threshold = threshold;
    return command;
}

TEST(VoteThreshold, OfARangeIsPickedByItsSetterOnly)
{
    Scene scene;
    const TaskId id = open_with_range(scene);

    expect_refused(scene.as(worker).decide(pick(id, 650)), Errc::not_allowed, "gekozen door de rol 'bewonersgroep'");
    EXPECT_EQ(event_of<ThresholdSet>(scene.as(resident).decide(pick(id, 650))).threshold, 650);
}

TEST(VoteThreshold, StaysWithinItsRangeAndIsPickedOnce)
{
    Scene scene;
    const TaskId id = open_with_range(scene);
    scene.as(resident);

    expect_refused(scene.decide(pick(id, 599)), Errc::invalid, "59,9 % past niet; kies van 60 % tot en met 70 %");
    expect_refused(scene.decide(pick(id, 701)), Errc::invalid, "70,1 % past niet");
    scene.carry_out(pick(id, 700));
    expect_refused(scene.decide(pick(id, 650)), Errc::wrong_state, "is al gekozen: 70 %");
}

TEST(VoteThreshold, ThatIsNotPickedYetKeepsTheVoteOpen)
{
    Scene scene;
    const TaskId id = open_with_range(scene);
    scene.carry_out(counts(id, 65));

    expect_refused(scene.decide(closing(id)), Errc::wrong_state,
                   "wacht op de drempel: de rol 'bewonersgroep' kiest die van 60 % tot en "
                   "met 70 %");
}

TEST(VoteThreshold, ThatIsFixedOrAbsentIsNotPicked)
{
    Scene scene;
    Step fixed = vote_step(terms_of(VoteBase::residents, 600));
    Step none = vote_step(terms_of(VoteBase::residents, std::nullopt));
    none.id = "peiling";
    const TaskId with = scene.open(fixed);
    const TaskId without = scene.open(none);

    expect_refused(scene.as(resident).decide(pick(with, 650)), Errc::invalid, "ligt vast op 60 %");
    expect_refused(scene.decide(pick(without, 650)), Errc::invalid, "heeft geen drempel");
}

TEST(Votes, WithoutTheirWorkflowAreNotGuessedAt)
{
    Scene scene;
    const TaskId id = scene.open(vote_step(terms_of(VoteBase::residents, 600)));
    scene.context.workflows.clear();

    expect_refused(scene.decide(counts(id, 1)), Errc::unavailable, "de workflow van");
}

}  // namespace

}  // namespace wd::domain::test
