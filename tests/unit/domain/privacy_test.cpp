// A name that is put right, a text that is erased, a term that is extended: who may, what is refused, what stands in the log.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/privacy.hpp"

#include "domain/accounts.hpp"

#include "scene.hpp"

namespace wd::domain::test {

namespace {

constexpr PersonId chief{1};  // holds administrator
constexpr PersonId writer{2};
constexpr PersonId other{3};
constexpr PersonId gone{4};
constexpr PersonId household_team{5};

const Grant administers_all{PermissionRole::administrator, ScopeKind::everywhere, 0, {}};

class Privacy : public testing::Test {
protected:
    Privacy() : context(installation_), turn(installation_, context)
    {
        context.at = morning_of("2026-11-20");
        for (const PersonId person : {chief, writer})
            context.people[person] = {};
        context.people[other].member_of = {household_team};
        context.people[gone].forgotten = true;
        context.accounts[chief] = {{administers_all}};
        as(writer);
    }

    void as(PersonId who) { context.who = Actor{who, {}}; }
    void expect_refused(const auto& done, Errc code, std::string_view part)
    {
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, code) << to_text(done.error());
        EXPECT_NE(to_text(done.error()).find(part), std::string::npos) << to_text(done.error());
        EXPECT_TRUE(turn.events().empty());
    }

    Programme installation_;
    TestContext context;
    Turn turn;
};

const EraseTexts entry_7{EntryId{7}, {}, {}};

TypedThere two_texts_of(PersonId who, std::optional<PersonId> team = {})
{
    return {{{"text", ContentId{10}, who}, {"reason", ContentId{11}, who}}, team, RunId{9}};
}

// --- Names

TEST_F(Privacy, ANameIsPutRightByThePersonWithTheReason)
{
    ASSERT_TRUE(correct_person(turn, {writer, Text{"Noor"}, Text{"verkeerd gespeld"}}, "Nor"));

    const auto& corrected = std::get<PersonCorrected>(turn.events().at(0).payload);
    EXPECT_EQ(corrected.person, writer);
    EXPECT_EQ(context.text_of(corrected.name), "Noor");
    EXPECT_EQ(context.text_of(*corrected.reason), "verkeerd gespeld");
}

TEST_F(Privacy, ANameIsPutRightByAnAdministratorAndNobodyElse)
{
    as(other);
    expect_refused(correct_person(turn, {writer, Text{"Noor"}, {}}, "Nor"), Errc::not_allowed, "zelf of een beheerder");
    as(chief);
    EXPECT_TRUE(correct_person(turn, {writer, Text{"Noor"}, {}}, "Nor"));
}

TEST_F(Privacy, ANameHasToBeOneAndAnotherOne)
{
    expect_refused(correct_person(turn, {writer, Text{" "}, {}}, "Nor"), Errc::invalid, "niet leeg");
    expect_refused(correct_person(turn, {writer, Text{"persoon-3"}, {}}, "Nor"), Errc::invalid, "geen naam");
    expect_refused(correct_person(turn, {writer, Text{"Nor"}, {}}, "Nor"), Errc::duplicate, "zo heet");
    expect_refused(correct_person(turn, {PersonId{99}, Text{"Noor"}, {}}, {}), Errc::not_found, "persoon-99");
}

TEST_F(Privacy, WhoWasForgottenGetsNoNameAndNoAccount)
{
    as(chief);
    expect_refused(correct_person(turn, {gone, Text{"Noor"}, {}}, {}), Errc::wrong_state, "gewist");
    expect_refused(change_account(turn, OpenAccount{gone, Text{"noor"}, {}}), Errc::invalid, "zijn gewist");
}

// --- Texts

TEST_F(Privacy, WhoWroteATextErasesItWithIdsOnlyInTheLog)
{
    const auto erased = erase_texts(turn, entry_7, two_texts_of(writer));

    ASSERT_TRUE(erased);
    EXPECT_EQ(erased->size(), 2U);
    const Event& event = turn.events().at(0);
    EXPECT_EQ(event.run, RunId{9});
    const auto& payload = std::get<TextsErased>(event.payload);
    EXPECT_EQ(payload.entry, EntryId{7});
    EXPECT_EQ(payload.texts, (std::vector{ContentId{10}, ContentId{11}}));
    EXPECT_TRUE(payload.all);
}

TEST_F(Privacy, OneFieldIsErasedAndTheOthersStay)
{
    ASSERT_TRUE(erase_texts(turn, {EntryId{7}, {}, "reason"}, two_texts_of(writer)));

    const auto& payload = std::get<TextsErased>(turn.events().at(0).payload);
    EXPECT_EQ(payload.texts, std::vector{ContentId{11}});
    EXPECT_FALSE(payload.all);
}

TEST_F(Privacy, AnotherMayNotEraseAndAnAdministratorMay)
{
    as(other);
    expect_refused(erase_texts(turn, entry_7, two_texts_of(writer)), Errc::not_allowed, "wie iets bij regel-7 schreef");
    as(chief);
    EXPECT_TRUE(erase_texts(turn, entry_7, two_texts_of(writer)));
}

TEST_F(Privacy, WhoWroteSomeOfItErasesThatAndLeavesTheRest)
{
    TypedThere there = two_texts_of(writer);
    there.texts.push_back({"text", ContentId{12}, other});

    ASSERT_TRUE(erase_texts(turn, entry_7, there));
    const auto& payload = std::get<TextsErased>(turn.events().at(0).payload);
    EXPECT_EQ(payload.texts.size(), 2U);
    EXPECT_FALSE(payload.all);
}

TEST_F(Privacy, OfAHouseholdTheTeamErasesAndNobodyElseHearsOfIt)
{
    as(chief);
    expect_refused(erase_texts(turn, entry_7, two_texts_of(writer, household_team)), Errc::not_found, "staat niet in");
    as(other);
    EXPECT_TRUE(erase_texts(turn, entry_7, two_texts_of(writer, household_team)));
}

TEST_F(Privacy, WhatIsNotThereIsSaidWithWhatIs)
{
    expect_refused(erase_texts(turn, entry_7, {}), Errc::not_found, "al gewist");
    expect_refused(erase_texts(turn, {EntryId{7}, {}, "tekst"}, two_texts_of(writer)), Errc::invalid, "text of reason");
    expect_refused(erase_texts(turn, {}, {}), Errc::invalid, "een regel of een taak");
    expect_refused(erase_texts(turn, {EntryId{7}, TaskId{8}, {}}, {}), Errc::invalid, "één plaats");
}

// --- Where texts are found

TEST_F(Privacy, ATextBelongsToTheEntryOfItsEventAndOtherwiseToItsTask)
{
    const ContentRef text{ContentId{10}, {}};
    const Payload comment = TaskCommented{TaskId{3}, EntryId{7}, text};
    EXPECT_EQ(typed_texts(comment, writer, EntryId{7}).size(), 1U);
    EXPECT_TRUE(typed_texts(comment, writer, TaskId{3}).empty());

    const Payload completed = TaskCompleted{TaskId{3}, {{"aantal", 4, {}}, {"doel", {}, text}}};
    const std::vector<TypedText> answers = typed_texts(completed, writer, TaskId{3});
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.front().field, "doel");
    EXPECT_EQ(answers.front().by, writer);
    EXPECT_TRUE(typed_texts(completed, writer, TaskId{4}).empty());
}

TEST_F(Privacy, ALessonThatWasTakenOverIsNotATextOfTheFirst)
{
    JournalAdded taken;
    taken.entry = EntryId{8};
    taken.text = {ContentId{10}, {}};
    taken.taken_from = EntryId{7};
    EXPECT_TRUE(typed_texts(taken, writer, EntryId{7}).empty());
    EXPECT_EQ(typed_texts(taken, writer, EntryId{8}).size(), 1U);
}

TEST_F(Privacy, WhatWasPutRightBelongsToItsField)
{
    const Payload corrected = EntryCorrected{EntryId{7}, "channel", {}, ContentRef{ContentId{10}, {}}, {}};
    EXPECT_EQ(typed_texts(corrected, writer, EntryId{7}).at(0).field, "channel");
}

// --- Terms

const RetentionLine a_line{{RetentionKind::signal, ProgrammeId{3}, EntryId{7}, {}, {}, day("2026-11-19")}, {}};

TEST_F(Privacy, AnAdministratorKeepsALineLongerWithTheReason)
{
    as(chief);
    ASSERT_TRUE(extend_term(turn, {812, day("2027-03-01"), Text{"er loopt een klacht"}}, a_line));

    const auto& extended = std::get<TermExtended>(turn.events().at(0).payload);
    EXPECT_EQ(extended.line, 812);
    EXPECT_EQ(extended.until, day("2027-03-01"));
    EXPECT_EQ(context.text_of(extended.reason), "er loopt een klacht");
}

TEST_F(Privacy, ALineIsNotKeptByOthersNorIntoThePastNorForEver)
{
    const Text why{"er loopt een klacht"};
    expect_refused(extend_term(turn, {812, day("2027-03-01"), why}, a_line), Errc::not_allowed, "beheerder");
    as(chief);
    expect_refused(extend_term(turn, {812, day("2027-03-01"), why}, {}), Errc::not_found, "812");
    expect_refused(extend_term(turn, {812, day("2026-11-20"), why}, a_line), Errc::invalid, "na vandaag");
    expect_refused(extend_term(turn, {812, day("2099-01-01"), why}, a_line), Errc::invalid, "2036");
    expect_refused(extend_term(turn, {812, day("2027-03-01"), Text{" "}}, a_line), Errc::invalid, "reason");
    const RetentionLine kept{a_line.what, day("2027-03-01")};
    expect_refused(extend_term(turn, {812, day("2027-03-01"), why}, kept), Errc::duplicate, "al bewaard");
}

}  // namespace

}  // namespace wd::domain::test
