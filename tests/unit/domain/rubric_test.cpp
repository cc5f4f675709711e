// The score of a handover, worked out by hand: eighths of a point are weight x (2 x log + rating), provisionally weight x 4 x log.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/rubric.hpp"
#include "handover_case.hpp"

namespace wd::domain::test {

namespace {

HandoverAudit rated(const PerElement& points)
{
    HandoverAudit audit;
    audit.first = HandoverRating{PersonId{7}, points, false, 900};
    return audit;
}

HandoverAudit closed(const PerElement& points)
{
    HandoverAudit audit = rated(points);
    audit.closed = 950;
    return audit;
}

HandoverScore score_of(const HandoverEvidence& evidence, const HandoverAudit& audit)
{
    return score(RubricSettings{}, evidence, audit);
}

// A log and a rating with something different for each element.
constexpr PerElement mixed_log{2, 1, 2, 1, 0, 2, 1, 2};
constexpr PerElement mixed_rating{3, 2, 4, 2, 1, 3, 0, 4};

// --- The total

TEST(Score, IsTheSumOverTheEightElements)
{
    const HandoverScore total = score_of(evidence_worth(mixed_log), closed(mixed_rating));

    const std::vector<int> expected{
        10 * (2 * 2 + 3),  //  70  state
        10 * (2 * 1 + 2),  //  40  story
        15 * (2 * 2 + 4),  // 120  actions
        20 * (2 * 1 + 2),  //  80  people
        15 * (2 * 0 + 1),  //  15  sensitivities
        5 * (2 * 2 + 3),   //  35  contingency
        5 * (2 * 1 + 0),   //  10  sources
        20 * (2 * 2 + 4),  // 160  warm
    };
    ASSERT_EQ(total.elements.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(total.elements[i].eighths, expected[i]) << i;
        EXPECT_EQ(total.elements[i].element, rubric_elements[i]);
    }
    EXPECT_EQ(total.eighths, 530);                    // 70+40+120+80+15+35+10+160
    EXPECT_EQ(to_score_text(total.eighths), "66,3");  // 530/8 = 66.25
    EXPECT_EQ(total.level, RubricLevel::moderate);    // 50 <= 66.25 < 70
    EXPECT_EQ(total.rating, 900);
}

TEST(Score, WithoutARatingIsTheLogScaledToAHundred)
{
    const HandoverScore total = score_of(evidence_worth(mixed_log), {});

    // weight x 4 x log: 10x8 + 10x4 + 15x8 + 20x4 + 15x0 + 5x8 + 5x4 + 20x8 = 80+40+120+80+0+40+20+160
    EXPECT_EQ(total.eighths, 540);
    EXPECT_EQ(to_score_text(total.eighths), "67,5");
    EXPECT_EQ(total.status, ScoreStatus::provisional);
    EXPECT_FALSE(total.level);
    EXPECT_FALSE(total.rating);
    for (const ElementScore& element : total.elements)
        EXPECT_FALSE(element.rating);
}

struct TotalRow {
    std::string_view what;
    PerElement log;
    PerElement rating;
    int eighths;
    std::string_view shown;
    RubricLevel level;
};

TEST(Score, FollowsTheArithmetic)
{
    using enum RubricLevel;
    const std::vector<TotalRow> rows{
        // all log 2: the log half is 100 x 2 x 2 = 400
        {"400 + 100x4 = 800", all_two, all_four, 800, "100,0", exemplary},
        {"all four, nothing in the log: 0 + 400", {}, all_four, 400, "50,0", moderate},
        {"nothing of either", {}, {}, 0, "0,0", insufficient},
        {"exactly 50: 400 + 0", all_two, {}, 400, "50,0", moderate},
        {"below: contingency 5x(2+1) = 15 instead of 5x4 = 20",
         {2, 2, 2, 2, 2, 1, 2, 2},
         {0, 0, 0, 0, 0, 1, 0, 0},
         395,
         "49,4",
         insufficient},
        {"exactly 70: 400 + people 20x4 + warm 20x4", all_two, {0, 0, 0, 4, 0, 0, 0, 4}, 560, "70,0", good},
        {"below: 400 + 20x4 + 20x3 + sensitivities 15x1", all_two, {0, 0, 0, 4, 1, 0, 0, 3}, 555, "69,4", moderate},
        {"exactly 85: 400 + 20x4 + 20x4 + 15x4 + 15x4", all_two, {0, 0, 4, 4, 4, 0, 0, 4}, 680, "85,0", exemplary},
        {"below: 400 + 80 + 80 + 60 + 15x3 + state 10x1", all_two, {1, 0, 4, 4, 3, 0, 0, 4}, 675, "84,4", good},
    };
    for (const TotalRow& row : rows) {
        const HandoverScore total = score_of(evidence_worth(row.log), closed(row.rating));

        EXPECT_EQ(total.eighths, row.eighths) << row.what;
        EXPECT_EQ(to_score_text(total.eighths), row.shown) << row.what;
        EXPECT_EQ(total.level, row.level) << row.what;
    }
}

TEST(Score, FollowsTheWeightsOfTheInstallation)
{
    RubricSettings settings;
    settings.weights = {0, 0, 0, 0, 0, 0, 0, 100};

    const HandoverScore total = score(settings, evidence_worth(mixed_log), closed(mixed_rating));

    EXPECT_EQ(total.eighths, 800);  // warm: 100 x (2x2 + 4)
}

TEST(Score, OfAnEmptyHandoverCountsWhatIsNothingAsInOrder)
{
    const HandoverScore total = score_of({}, {});

    // state, actions, people, contingency and sources have nothing to hand over: (10 + 15 + 20 + 5 + 5) x 4 x 2 = 55 x 8 = 440.
    // There is always a story, three questions and a conversation: (10 + 15 + 20) x 0.
    EXPECT_EQ(total.eighths, 440);
    EXPECT_EQ(to_score_text(total.eighths), "55,0");
    EXPECT_TRUE(total.elements.front().nothing);
    EXPECT_FALSE(total.elements.back().nothing);
    for (const ElementScore& element : total.elements)
        EXPECT_TRUE(element.events.empty());
}

TEST(Score, OfNothingDoneIsNothing)
{
    HandoverEvidence evidence;
    for (EvidenceShare* open :
         {&evidence.states, &evidence.story_decisions, &evidence.actions, &evidence.roles, &evidence.promises,
          &evidence.introductions, &evidence.contingencies, &evidence.documents, &evidence.access})
        open->all = 4;

    EXPECT_EQ(score_of(evidence, {}).eighths, 0);
    EXPECT_EQ(score_of(evidence, closed({})).level, RubricLevel::insufficient);
}

TEST(Score, NamesTheEventsOfEachPoint)
{
    const HandoverScore total = score_of(evidence_worth(mixed_log), {});

    const std::vector<std::vector<std::int64_t>> expected{{10}, {20, 21}, {30},     {40, 41, 42},
                                                          {},   {60},     {70, 71}, {80, 81, 82}};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(total.elements[i].events, expected[i]) << title_of(rubric_elements[i]);
}

// --- Status and level

TEST(Score, GoesFromProvisionalByRatedToDefinitive)
{
    const HandoverEvidence evidence = evidence_worth(all_two);

    const HandoverScore provisional = score_of(evidence, {});
    const HandoverScore waiting = score_of(evidence, rated(all_four));
    const HandoverScore definitive = score_of(evidence, closed(all_four));

    EXPECT_EQ(provisional.status, ScoreStatus::provisional);
    EXPECT_EQ(waiting.status, ScoreStatus::rated);
    EXPECT_EQ(definitive.status, ScoreStatus::definitive);
    EXPECT_FALSE(provisional.level);
    EXPECT_FALSE(waiting.level);
    EXPECT_EQ(definitive.level, RubricLevel::exemplary);
}

TEST(Score, OfASecondRaterIsNotCounted)
{
    HandoverAudit audit = closed(all_four);
    audit.second = HandoverRating{PersonId{8}, {}, true, 901};

    EXPECT_EQ(score_of(evidence_worth(all_two), audit), score_of(evidence_worth(all_two), closed(all_four)));
}

TEST(Score, WithoutARatingCannotBeClosed)
{
    HandoverAudit audit;
    audit.closed = 950;
    EXPECT_THROW(score_of({}, audit), Bug);

    HandoverAudit second_only;
    second_only.second = HandoverRating{};
    EXPECT_THROW(score_of({}, second_only), Bug);

    EXPECT_THROW(score_of({}, rated({5, 0, 0, 0, 0, 0, 0, 0})), Bug);
}

struct LevelRow {
    int eighths;
    RubricLevel level;
};

TEST(Level, BeginsExactlyAtItsCutOff)
{
    using enum RubricLevel;
    const std::vector<LevelRow> rows{
        {0, insufficient}, {399, insufficient},  // 49.875
        {400, moderate},                         // 50
        {559, moderate},                         // 69.875, shown as 69,9
        {560, good},                             // 70
        {679, good},                             // 84.875
        {680, exemplary},                        // 85
        {800, exemplary},
    };
    for (const LevelRow& row : rows)
        EXPECT_EQ(level_at(RubricSettings{}, row.eighths), row.level) << row.eighths;
}

TEST(Level, WithoutAConversationIsNeverAboveModerate)
{
    HandoverEvidence evidence = evidence_worth(all_two);
    evidence.conversation.events.clear();
    evidence.talked.events.clear();

    const HandoverScore total = score_of(evidence, closed(all_four));

    // 80 x (2x2 + 4) = 640; warm has own words and acceptance, 2 of 3: 20 x (2x1 + 4) = 120; 760/8 = 95
    EXPECT_EQ(to_score_text(total.eighths), "95,0");
    EXPECT_EQ(total.level, RubricLevel::moderate);
    EXPECT_TRUE(total.held_at_moderate);
}

TEST(Level, AsksForATalkAtAllAndNotBeforeAcceptance)
{
    HandoverEvidence evidence = evidence_worth(all_two);
    evidence.conversation.events.clear();
    evidence.talked.events = {120};

    const HandoverScore total = score_of(evidence, closed(all_four));

    EXPECT_EQ(to_score_text(total.eighths), "95,0");  // as above: the later talk earns nothing
    EXPECT_EQ(total.level, RubricLevel::exemplary);
    EXPECT_FALSE(total.held_at_moderate);
}

TEST(Level, WithoutAConversationIsNotRaisedEither)
{
    HandoverEvidence evidence = evidence_worth(all_two);
    evidence.conversation.events.clear();
    evidence.talked.events.clear();

    const HandoverScore moderate = score_of(evidence, closed({1, 1, 1, 1, 1, 1, 1, 1}));  // 80x5 + 20x3 = 460: 57.5
    const HandoverScore low = score_of(evidence, closed({}));                             // 80x4 + 20x2 = 360: 45

    EXPECT_EQ(moderate.level, RubricLevel::moderate);
    EXPECT_FALSE(moderate.held_at_moderate);
    EXPECT_EQ(low.level, RubricLevel::insufficient);
    EXPECT_FALSE(low.held_at_moderate);
}

// --- Penalties

TEST(Penalty, IsTakenOffForEachOmissionAndOnceForText)
{
    HandoverEvidence evidence = evidence_worth(mixed_log);
    evidence.omissions = {{501, day("2026-01-20")}, {502, day("2026-02-01")}};
    HandoverAudit audit = closed(mixed_rating);
    audit.first->excess_text = true;

    const HandoverScore total = score_of(evidence, audit);

    EXPECT_EQ(total.eighths, 330);  // 530 - 2 x 10 x 8 - 5 x 8 = 530 - 160 - 40; 41.25 points
    EXPECT_EQ(total.penalties, (std::vector<ScorePenalty>{{PenaltyKind::critical_omission, 10, 501},
                                                          {PenaltyKind::critical_omission, 10, 502},
                                                          {PenaltyKind::excess_text, 5, 900}}));
}

TEST(Penalty, DecidesTheLevelToo)
{
    HandoverEvidence evidence = evidence_worth(all_two);
    evidence.omissions = {{501, day("2026-01-20")}};

    const HandoverScore total = score_of(evidence, closed({0, 0, 4, 4, 4, 0, 0, 4}));  // 680 - 80 = 600: 75

    EXPECT_EQ(to_score_text(total.eighths), "75,0");
    EXPECT_EQ(total.level, RubricLevel::good);
}

TEST(Penalty, NeverBringsAScoreBelowZero)
{
    HandoverEvidence evidence = evidence_worth({0, 0, 0, 0, 0, 1, 0, 0});  // contingency: 5 x 4 x 1 = 20 eighths, 2.5
    evidence.omissions = {{501, day("2026-01-20")}, {502, day("2026-01-20")}};

    const HandoverScore total = score_of(evidence, {});  // 2.5 - 20 is below 0

    EXPECT_EQ(total.eighths, 0);
    EXPECT_EQ(to_score_text(total.eighths), "0,0");
    EXPECT_EQ(total.penalties.size(), 2U);
}

struct WindowRow {
    std::string_view what;
    std::string_view reported;
    std::size_t penalties;
};

TEST(Penalty, CountsWithinEightWeeksOfTheTransfer)
{
    const std::vector<WindowRow> rows{
        {"before it a question can still be answered", "2026-01-09", 0},
        {"the day itself", "2026-01-10", 1},
        {"day 56: 10 January + 21 to the end of January, 28 of February, 7 of March", "2026-03-07", 1},
        {"day 57", "2026-03-08", 0},
    };
    for (const WindowRow& row : rows) {
        HandoverEvidence evidence = evidence_worth(all_two);
        evidence.omissions = {{501, day(row.reported)}};

        EXPECT_EQ(score_of(evidence, {}).penalties.size(), row.penalties) << row.what;
    }
}

TEST(Penalty, WaitsForTheTransfer)
{
    HandoverEvidence evidence = evidence_worth(all_two);
    evidence.transferred.reset();
    evidence.omissions = {{501, day("2026-01-20")}};

    EXPECT_EQ(score_of(evidence, {}).eighths, 800);
}

// --- How it is shown

struct ShownRow {
    int eighths;
    int tenths;
    std::string_view text;
};

TEST(ScoreText, RoundsHalfATenthUp)
{
    const std::vector<ShownRow> rows{
        // eighths x 10 / 8
        {0, 0, "0,0"},        {1, 1, "0,1"},       // 1.25
        {2, 3, "0,3"},                             // 2.5 goes up
        {3, 4, "0,4"},                             // 3.75
        {4, 5, "0,5"},        {5, 6, "0,6"},       // 6.25
        {6, 8, "0,8"},                             // 7.5 goes up
        {7, 9, "0,9"},                             // 8.75
        {8, 10, "1,0"},       {580, 725, "72,5"},  // 72.5
        {559, 699, "69,9"},                        // 698.75: never 70,0 below 70
        {800, 1000, "100,0"},
    };
    for (const ShownRow& row : rows) {
        EXPECT_EQ(to_tenths(row.eighths), row.tenths) << row.eighths;
        EXPECT_EQ(to_score_text(row.eighths), row.text) << row.eighths;
    }
}

TEST(ScoreText, HasDutchWordsForStatusAndLevel)
{
    EXPECT_EQ(title_of(ScoreStatus::provisional), "voorlopig");
    EXPECT_EQ(title_of(ScoreStatus::rated), "wacht op wederhoor");
    EXPECT_EQ(title_of(ScoreStatus::definitive), "definitief");
    EXPECT_EQ(title_of(RubricLevel::insufficient), "onvoldoende");
    EXPECT_EQ(title_of(RubricLevel::moderate), "matig");
    EXPECT_EQ(title_of(RubricLevel::good), "goed");
    EXPECT_EQ(title_of(RubricLevel::exemplary), "voorbeeldig");
}

TEST(ScoreText, IsAnAnswerInJson)
{
    const HandoverScore total = score_of(evidence_worth(mixed_log), closed(mixed_rating));

    const Result<json::value> parsed = parse_json(to_json_text(total));

    EXPECT_EQ(read_json<HandoverScore>(parsed.value()).value(), total);
}

// --- A rating

TEST(Rating, OutsideNoughtToFourIsRefusedWithAllOfThem)
{
    EXPECT_TRUE(check_ratings({}));
    EXPECT_TRUE(check_ratings(all_four));

    const Result<void> one = check_ratings({0, 0, 0, 5, 0, 0, 0, 0});
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().message, "5 punten voor 'Mensen en beloften' kan niet; kies 0 tot en met 4");
    EXPECT_EQ(one.error().where.field, "people");

    const Result<void> two = check_ratings({-1, 0, 0, 0, 0, 0, 0, 9});
    ASSERT_FALSE(two);
    EXPECT_EQ(two.error().details.size(), 2U);
}

// --- The right of reply

struct ReplyRow {
    std::string_view what;
    std::optional<std::int64_t> giver, receiver;
    std::string_view today;
    std::string_view says;  // empty: may be closed
};

TEST(Reply, HoldsTheScoreUntilBothRepliedOrTheTermIsOver)
{
    constexpr std::string_view both =
        "de vertrekker en de opvolger kunnen nog reageren op deze score, tot en met 2026-03-15";
    const std::vector<ReplyRow> rows{
        // rated on 1 March, 14 days
        {"nobody yet", {}, {}, "2026-03-01", both},
        {"the last day of the term", {}, {}, "2026-03-15", both},
        {"the day after", {}, {}, "2026-03-16", ""},
        {"the giver did", 1, {}, "2026-03-02", "de opvolger kan nog reageren"},
        {"the receiver did", {}, 2, "2026-03-02", "de vertrekker kan nog reageren"},
        {"both did", 1, 2, "2026-03-01", ""},
    };
    for (const ReplyRow& row : rows) {
        const RightOfReply reply{day("2026-03-01"), row.giver, row.receiver};

        const Result<void> over = check_reply_over(RubricSettings{}, reply, day(row.today));

        EXPECT_EQ(over.has_value(), row.says.empty()) << row.what;
        if (!over) {
            EXPECT_EQ(over.error().code, Errc::wrong_state);
            EXPECT_NE(over.error().message.find(row.says), std::string::npos) << over.error().message;
        }
    }
}

TEST(Changes, SinceARatingStayVisible)
{
    HandoverEvidence evidence = evidence_worth(mixed_log);
    evidence.omissions = {{501, day("2026-01-20")}};
    const HandoverScore before = score_of(evidence, rated(mixed_rating));
    evidence.failed_initiatives = {SensitiveAnswer::answered, {52}};
    evidence.clashes = {SensitiveAnswer::answered, {51}};
    evidence.omissions = {{502, day("2026-01-25")}};

    const HandoverScore after = score_of(evidence, closed(mixed_rating));
    const ScoreChanges changes = changes_between(before, after);

    ASSERT_EQ(changes.elements.size(), 1U);  // two of three questions answered: from 0 to 1 point
    EXPECT_EQ(changes.elements.front().before.log, 0);
    EXPECT_EQ(changes.elements.front().after.log, 1);
    EXPECT_EQ(changes.elements.front().after.element, RubricElement::sensitivities);
    EXPECT_EQ(changes.added, (std::vector<ScorePenalty>{{PenaltyKind::critical_omission, 10, 502}}));
    EXPECT_EQ(changes.dropped, (std::vector<ScorePenalty>{{PenaltyKind::critical_omission, 10, 501}}));
    EXPECT_EQ(changes_between(after, after), ScoreChanges{});
}

}  // namespace

}  // namespace wd::domain::test
