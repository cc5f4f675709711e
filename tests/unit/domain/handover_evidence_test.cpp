// Log points of the eight elements, each with its arithmetic written out, and the events that earned them.
// SPDX-License-Identifier: EUPL-1.2
#include "handover_case.hpp"

namespace wd::domain::test {

namespace {

using Events = std::vector<std::int64_t>;

LogPoints points(const HandoverEvidence& evidence, RubricElement element)
{
    return log_points(RubricSettings{}, evidence, element);
}

// --- Elements that are one share: 2 when have x 1000 >= all x 900, 1 when have x 1000 >= all x 500

struct ShareRow {
    std::string_view what;
    int have, all;
    int points;
};

const std::vector<ShareRow>& share_rows()
{
    static const std::vector<ShareRow> rows{
        {"10 000 >= 9 000", 10, 10, 2},
        {"exactly 90 %: 9 000 >= 9 000", 9, 10, 2},
        {"exactly 90 %: 900 000 >= 900 000", 900, 1000, 2},
        {"one below: 899 000 < 900 000, >= 500 000", 899, 1000, 1},
        {"88.9 %: 8 000 < 8 100", 8, 9, 1},
        {"89.5 %, which is 90 when rounded: 17 000 < 17 100", 17, 19, 1},
        {"exactly 50 %: 1 000 >= 1 000", 1, 2, 1},
        {"exactly 50 %: 500 000 >= 500 000", 500, 1000, 1},
        {"one below: 499 000 < 500 000", 499, 1000, 0},
        {"54.5 %: 6 000 >= 5 500", 6, 11, 1},
        {"45.5 %: 5 000 < 5 500", 5, 11, 0},
        {"nothing done: 0 < 500", 0, 1, 0},
        {"nothing to hand over counts as in order", 0, 0, 2},
        {"the most there can be: 10^8 >= 9 x 10^7", evidence_max, evidence_max, 2},
    };
    return rows;
}

TEST(LogPoints, OfAShareFollowTheArithmetic)
{
    const std::vector<std::pair<RubricElement, EvidenceShare HandoverEvidence::*>> elements{
        {RubricElement::state, &HandoverEvidence::states},
        {RubricElement::actions, &HandoverEvidence::actions},
        {RubricElement::contingency, &HandoverEvidence::contingencies},
    };
    for (const auto& [element, member] : elements)
        for (const ShareRow& row : share_rows()) {
            HandoverEvidence evidence;
            evidence.*member = share(row.have, row.all);

            const LogPoints log = points(evidence, element);

            EXPECT_EQ(log.points, row.points) << name_of(element) << ": " << row.what;
            EXPECT_EQ(log.nothing, row.all == 0) << name_of(element) << ": " << row.what;
            EXPECT_EQ(log.events, row.points > 0 && row.have > 0 ? Events{100} : Events{}) << row.what;
        }
}

TEST(LogPoints, OfAShareFollowTheSettings)
{
    RubricSettings settings;
    settings.share_full_per_mille = 1000;
    settings.share_half_per_mille = 800;
    HandoverEvidence evidence;

    evidence.states = share(9, 10);  // 9 000 < 10 000, >= 8 000
    EXPECT_EQ(log_points(settings, evidence, RubricElement::state).points, 1);
    evidence.states = share(7, 10);  // 7 000 < 8 000
    EXPECT_EQ(log_points(settings, evidence, RubricElement::state).points, 0);
}

// --- 2, the story: three named things; 3 of 3 is 2 points, 2 of 3 is at least half, 1 of 3 is not

struct StoryRow {
    std::string_view what;
    Events story, confirmed;
    int linked, decisions;
    int points;
    Events events;
};

TEST(LogPoints, OfTheStoryAskForTextConfirmationAndDecisions)
{
    const std::vector<StoryRow> rows{
        {"3 of 3: three decisions are enough of nine", {1}, {2}, 3, 9, 2, {1, 2, 100}},
        {"3 of 3: there are only two decisions, all linked", {1}, {2}, 2, 2, 2, {1, 2, 100}},
        {"3 of 3: there are no decisions", {1}, {2}, 0, 0, 2, {1, 2}},
        {"2 of 3: two decisions linked where three could be", {1}, {2}, 2, 3, 1, {1, 2}},
        {"2 of 3: the leaver did not confirm", {1}, {}, 3, 3, 1, {1, 100}},
        {"1 of 3: only the text", {1}, {}, 1, 4, 0, {}},
        {"1 of 3: there are no decisions, and nothing else", {}, {}, 0, 0, 0, {}},
        {"0 of 3", {}, {}, 0, 4, 0, {}},
    };
    for (const StoryRow& row : rows) {
        HandoverEvidence evidence;
        evidence.story.events = row.story;
        evidence.story_confirmed.events = row.confirmed;
        evidence.story_decisions = share(row.linked, row.decisions);

        const LogPoints log = points(evidence, RubricElement::story);

        EXPECT_EQ(log.points, row.points) << row.what;
        EXPECT_EQ(log.events, row.events) << row.what;
        EXPECT_FALSE(log.nothing) << row.what;
    }
}

// --- 4, people: three shares, each worth 2, 1 or 0 by the cut-offs; 6 of 6 is 2 points, 3 of 6 is half

struct PeopleRow {
    std::string_view what;
    EvidenceShare roles, promises, introductions;
    int points;
};

TEST(LogPoints, OfPeopleGiveEachOfThreeSharesItsOwnPoints)
{
    const std::vector<PeopleRow> rows{
        {"2 + 2 + 2 = 6 of 6", share(4, 4), share(7, 7), share(2, 2), 2},
        {"each exactly 90 %: 2 + 2 + 2 = 6", share(9, 10), share(9, 10), share(9, 10), 2},
        {"70 % is 1: 2 + 2 + 1 = 5 of 6, not all in full", share(3, 3), share(3, 3), share(7, 10), 1},
        {"89 % is 1: 2 + 2 + 1 = 5 of 6", share(3, 3), share(3, 3), share(89, 100), 1},
        {"2 + 1 + 0 = 3 of 6, exactly half", share(1, 1), share(1, 2), share(0, 4), 1},
        {"1 + 1 + 1 = 3 of 6, exactly half", share(1, 2), share(1, 2), share(1, 2), 1},
        {"1 + 1 + 0 = 2 of 6", share(89, 100), share(89, 100), share(49, 100), 0},
        {"33 % and 33 % are 0, 83 % is 1: 0 + 0 + 1 = 1 of 6, where the mean would be half", share(1, 3), share(1, 3),
         share(5, 6), 0},
        {"49 % is 0: 2 + 0 + 0 = 2 of 6", share(1, 1), share(49, 100), share(0, 1), 0},
        {"many promises do not make up for people: 0 + 2 + 0 = 2 of 6", share(0, 1), share(99, 99), share(0, 1), 0},
        {"no promises are nothing to hand over: 0 + 2 + 0 = 2 of 6", share(0, 5), share(0, 0), share(0, 5), 0},
        {"nobody known and nothing else there: 0 + 2 + 2 = 4 of 6", share(0, 5), share(0, 0), share(0, 0), 1},
        {"nothing to hand over: 2 + 2 + 2 = 6", share(0, 0), share(0, 0), share(0, 0), 2},
        {"the most there can be, one short of all: 2 + 2 + 2 = 6", share(evidence_max - 1, evidence_max),
         share(evidence_max - 1, evidence_max), share(evidence_max - 1, evidence_max), 2},
    };
    for (const PeopleRow& row : rows) {
        HandoverEvidence evidence;
        evidence.roles = row.roles;
        evidence.promises = row.promises;
        evidence.introductions = row.introductions;

        const LogPoints log = points(evidence, RubricElement::people);

        EXPECT_EQ(log.points, row.points) << row.what;
        EXPECT_EQ(log.nothing, row.roles.all + row.promises.all + row.introductions.all == 0) << row.what;
    }
}

TEST(LogPoints, OfPeopleFollowTheCutOffsOfTheInstallation)
{
    RubricSettings settings;
    settings.share_full_per_mille = 700;
    HandoverEvidence evidence;
    evidence.roles = share(7, 10);          // 7 000 >= 7 000: 2
    evidence.promises = share(3, 3);        // 2
    evidence.introductions = share(8, 10);  // 2

    EXPECT_EQ(log_points(settings, evidence, RubricElement::people).points, 2);
    EXPECT_EQ(points(evidence, RubricElement::people).points, 1);  // 1 + 2 + 1 = 4 of 6
}

TEST(LogPoints, NameTheEventsOfThingsThatEarnedPointsOnly)
{
    HandoverEvidence evidence;
    evidence.roles = {2, 2, {3, 9}};         // 2
    evidence.promises = {1, 2, {4}};         // 1
    evidence.introductions = {1, 10, {12}};  // 0; together 3 of 6

    const LogPoints log = points(evidence, RubricElement::people);

    EXPECT_EQ(log.points, 1);
    EXPECT_EQ(log.events, (Events{3, 4, 9}));
}

TEST(LogPoints, OfPeopleNameTheEventsOfAllThree)
{
    HandoverEvidence evidence;
    evidence.roles = {2, 2, {9, 3}};
    evidence.promises = {1, 1, {3}};
    evidence.introductions = {1, 1, {12}};

    EXPECT_EQ(points(evidence, RubricElement::people).events, (Events{3, 9, 12}));
}

// --- 5, sensitivities: three questions, each answered, "geen bekend", or oral with a conversation

struct SensitiveRow {
    std::string_view what;
    SensitiveAnswer sensitivities, clashes, failed;
    bool talked;
    int points;
    Events events;  // the questions are 1, 2 and 3, the conversation is 8
};

TEST(LogPoints, OfSensitivitiesAskThreeQuestions)
{
    using enum SensitiveAnswer;
    const std::vector<SensitiveRow> rows{
        {"3 of 3", answered, answered, answered, false, 2, {1, 2, 3}},
        {"3 of 3: 'geen bekend' is an answer", none_known, none_known, none_known, false, 2, {1, 2, 3}},
        {"3 of 3: oral counts after the talk, which is evidence too",
         answered,
         oral,
         none_known,
         true,
         2,
         {1, 2, 3, 8}},
        {"3 of 3: all oral", oral, oral, oral, true, 2, {1, 2, 3, 8}},
        {"2 of 3: oral without a talk counts for nothing", answered, oral, none_known, false, 1, {1, 3}},
        {"2 of 3: one is open", answered, open, answered, true, 1, {1, 3}},
        {"1 of 3", open, open, answered, true, 0, {}},
        {"0 of 3: all oral and no talk", oral, oral, oral, false, 0, {}},
        {"0 of 3: nothing is not 'geen bekend'", open, open, open, true, 0, {}},
    };
    const auto answer = [](SensitiveAnswer how, std::int64_t event) {
        return EvidenceAnswer{how, how == open ? Events{} : Events{event}};
    };
    for (const SensitiveRow& row : rows) {
        HandoverEvidence evidence;
        evidence.sensitivities = answer(row.sensitivities, 1);
        evidence.clashes = answer(row.clashes, 2);
        evidence.failed_initiatives = answer(row.failed, 3);
        if (row.talked)
            evidence.conversation.events = {8};

        const LogPoints log = points(evidence, RubricElement::sensitivities);

        EXPECT_EQ(log.points, row.points) << row.what;
        EXPECT_EQ(log.events, row.events) << row.what;
    }
}

// --- 7, sources: documents and access rights, each worth 2, 1 or 0; 4 of 4 is 2 points, 2 of 4 is half

struct SourcesRow {
    std::string_view what;
    EvidenceShare documents, access;
    int points;
};

TEST(LogPoints, OfSourcesGiveDocumentsAndAccessTheirOwnPoints)
{
    const std::vector<SourcesRow> rows{
        {"2 + 2 = 4 of 4", share(9, 10), share(5, 5), 2},
        {"80 % is 1: 1 + 2 = 3 of 4, where one list would be 9 of 10", share(4, 5), share(5, 5), 1},
        {"1 + 1 = 2 of 4, exactly half", share(4, 5), share(1, 2), 1},
        {"0 + 2 = 2 of 4, exactly half", share(0, 4), share(3, 3), 1},
        {"40 % is 0: 0 + 1 = 1 of 4, where one list would be half", share(2, 5), share(4, 5), 0},
        {"many documents do not make up for a key: 2 + 0 = 2 of 4", share(99, 99), share(0, 1), 1},
        {"no access rights to move: 1 + 2 = 3 of 4", share(1, 2), share(0, 0), 1},
        {"no documents: 2 + 0 = 2 of 4", share(0, 0), share(0, 3), 1},
        {"no documents, no access rights: 2 + 2 = 4", share(0, 0), share(0, 0), 2},
    };
    for (const SourcesRow& row : rows) {
        HandoverEvidence evidence;
        evidence.documents = row.documents;
        evidence.access = row.access;

        const LogPoints log = points(evidence, RubricElement::sources);

        EXPECT_EQ(log.points, row.points) << row.what;
        EXPECT_EQ(log.nothing, row.documents.all + row.access.all == 0) << row.what;
    }
}

// --- 8, warm: three named things

struct WarmRow {
    std::string_view what;
    Events conversation, own_words, acceptance;
    int points;
    Events events;
};

TEST(LogPoints, OfWarmAskForConversationOwnWordsAndAcceptance)
{
    const std::vector<WarmRow> rows{
        {"3 of 3", {7}, {8}, {9}, 2, {7, 8, 9}},
        {"3 of 3, with one event for two of them", {7}, {9}, {9}, 2, {7, 9}},
        {"2 of 3: no own words", {7}, {}, {9}, 1, {7, 9}},
        {"2 of 3: no conversation", {}, {8}, {9}, 1, {8, 9}},
        {"1 of 3: accepted, nothing more", {}, {}, {9}, 0, {}},
        {"0 of 3: there is no such thing as nothing to say", {}, {}, {}, 0, {}},
    };
    for (const WarmRow& row : rows) {
        HandoverEvidence evidence;
        evidence.conversation.events = row.conversation;
        evidence.own_words.events = row.own_words;
        evidence.acceptance.events = row.acceptance;

        const LogPoints log = points(evidence, RubricElement::warm);

        EXPECT_EQ(log.points, row.points) << row.what;
        EXPECT_EQ(log.events, row.events) << row.what;
        EXPECT_FALSE(log.nothing) << row.what;
    }
}

// --- Warm as a fact

TEST(Warm, IsAConversationAndWhereItConcernsResidentsOneWithAResident)
{
    HandoverEvidence evidence;
    EXPECT_FALSE(is_warm(evidence));

    evidence.talked.events = {8};
    EXPECT_TRUE(is_warm(evidence));

    evidence.concerns_residents = true;
    EXPECT_FALSE(is_warm(evidence));

    evidence.resident_joined.events = {8};
    EXPECT_TRUE(is_warm(evidence));

    evidence.talked.events.clear();
    EXPECT_FALSE(is_warm(evidence));
}

TEST(Warm, IsATalkAfterAcceptanceTooWhichEarnsNoPoints)
{
    HandoverEvidence evidence;
    evidence.own_words.events = {8};
    evidence.acceptance.events = {9};
    evidence.clashes = {SensitiveAnswer::oral, {3}};
    evidence.talked.events = {14};

    EXPECT_TRUE(is_warm(evidence));
    EXPECT_EQ(points(evidence, RubricElement::warm).events, (Events{8, 9}));  // 2 of 3
    EXPECT_EQ(points(evidence, RubricElement::sensitivities).points, 0) << "what was told later came too late";
}

// --- Evidence that cannot be

TEST(Evidence, WithoutAnEventIsABug)
{
    HandoverEvidence evidence;
    evidence.states = {1, 2, {}};
    evidence.roles = {1, 1, {}};
    evidence.clashes = {SensitiveAnswer::none_known, {}};
    evidence.access = {1, 1, {}};
    evidence.documents = {1, 1, {5}};

    EXPECT_THROW(points(evidence, RubricElement::state), Bug);
    EXPECT_THROW(points(evidence, RubricElement::people), Bug);
    EXPECT_THROW(points(evidence, RubricElement::sensitivities), Bug);
    EXPECT_THROW(points(evidence, RubricElement::sources), Bug);
}

TEST(Evidence, OfMoreThanThereIsIsABug)
{
    for (const EvidenceShare& wrong : {share(3, 2), EvidenceShare{-1, 2, {}}, share(1, evidence_max + 1)}) {
        HandoverEvidence evidence;
        evidence.states = wrong;
        EXPECT_THROW(points(evidence, RubricElement::state), Bug) << wrong.have << " of " << wrong.all;
    }
}

}  // namespace

}  // namespace wd::domain::test
