// Answers against a form: every kind of question, right and wrong, and all complaints at once.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/forms.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

Field question(FieldKind kind, std::string id = "vraag")
{
    Field field;
    field.id = std::move(id);
    field.title = "Wat is het?";
    field.kind = kind;
    if (kind == FieldKind::choice || kind == FieldKind::choices)
        field.options = {Option{"deur", "aan de deur"}, Option{"brief", "brief"}};
    return field;
}

Form form_of(std::vector<Field> fields)
{
    return Form{"avond", "De avond", std::move(fields)};
}

struct Given {
    FieldKind kind;
    std::string_view json;
    std::string_view says;  // "" when it is right
};

TEST(Forms, EachKindOfQuestionTakesItsOwnAnswers)
{
    using enum FieldKind;
    const std::vector<Given> rows{
        {count, "0", ""},
        {count, "12", ""},
        {count, "-1", "een heel getal van 0 of meer, niet -1"},
        {count, "\"twaalf\"", "verwacht een aantal: een heel getal van 0 of meer, niet \"twaalf\""},
        {count, "12.5", "niet 1.25E1"},
        {count, "18446744073709551615", "verwacht een aantal"},
        {count, "true", "verwacht een aantal"},
        {number, "-3", ""},
        {number, "\"3\"", "verwacht een heel getal, niet \"3\""},
        {per_mille, "1000", ""},
        {per_mille, "1001", "van 0 tot en met 1000 (250 is 25 %), niet 1001"},
        {per_mille, "-1", "promille"},
        {money, "125000", ""},
        {money, "-500", ""},
        {money, "12.50", "hele centen"},
        {money, "1000000000000", ""},
        {money, "1000000000001", "hoogstens 1000000000000"},
        {money, "-9223372036854775807", "hoogstens 1000000000000"},
        {count, "1000000001", "hoogstens 1000000000"},
        {date, "\"2026-11-20\"", ""},
        {date, "\"2026-02-30\"", "een datum, bijvoorbeeld 2026-11-20, niet \"2026-02-30\""},
        {date, "\"morgen\"", "een datum"},
        {date, "\"1900-01-01\"", ""},
        {date, "\"2199-12-31\"", ""},
        {date, "\"9999-12-31\"", "een datum van 1900 tot en met 2199, niet \"9999-12-31\""},
        {date, "\"0001-01-01\"", "een datum van 1900 tot en met 2199"},
        {date, "20261120", "een datum"},
        {yes_no, "true", ""},
        {yes_no, "\"ja\"", "ja of nee (true of false), niet \"ja\""},
        {choice, "\"deur\"", ""},
        {choice, "\"duer\"", "verwacht deur of brief, niet \"duer\""},
        {choice, "[\"deur\"]", "verwacht deur of brief"},
        {choices, "[\"deur\",\"brief\"]", ""},
        {choices, "\"deur\"", "een lijst uit deur of brief"},
        {choices, "[\"deur\",\"post\"]", "niet \"post\""},
        {choices, "[\"deur\",\"deur\"]", "noemt \"deur\" twee keer"},
        {person, "11", ""},
        {person, "\"persoon-11\"", ""},
        {person, "\"Anna\"", "iemand die in Wijkdraad staat, bijvoorbeeld persoon-12, niet \"Anna\""},
        {person, "99", "iemand die in Wijkdraad staat"},
        {area, "3", ""},
        {area, "\"gebied-3\"", ""},
        {area, "\"taak-3\"", "een gebied van dit programma"},
        {area, "4", "een gebied van dit programma, bijvoorbeeld gebied-12, niet 4"},
        {text, "\"Het was druk\"", ""},
        {text, "12", "verwacht tekst, niet 12"},
        {text, "true", "verwacht tekst"},
    };
    Scene scene;
    scene.ledger().areas[AreaId{3}] = Area{{}, "buurt", "Noord", {}, 0, 0};
    for (const Given& row : rows) {
        const Result<json::value> read = read_answer(question(row.kind), parsed(row.json), scene.context);

        SCOPED_TRACE(fmt::format("{} {}", name_of(row.kind), row.json));
        EXPECT_EQ(read.has_value(), row.says.empty());
        if (!read) {
            EXPECT_NE(to_text(read.error()).find(row.says), std::string::npos) << to_text(read.error());
            EXPECT_EQ(read.error().where.field, "vraag");
        }
    }
}

TEST(Forms, IdsGoIntoTheLogAsNumbers)
{
    Scene scene;

    EXPECT_EQ(read_answer(question(FieldKind::person), parsed("\"persoon-11\""), scene.context).value(),
              json::value(11));
}

TEST(Forms, NumbersStayWithinTheBoundsOfTheQuestion)
{
    Scene scene;
    Field field = question(FieldKind::count);
    field.min = 1;
    field.max = 10;

    EXPECT_TRUE(read_answer(field, 10, scene.context));
    EXPECT_NE(to_text(read_answer(field, 0, scene.context).error()).find("een getal van 1 of meer, niet 0"),
              std::string::npos);
    EXPECT_NE(to_text(read_answer(field, 11, scene.context).error()).find("een getal van hoogstens 10, niet 11"),
              std::string::npos);
}

TEST(Forms, AllComplaintsComeAtOnceWithTheFieldTheyAreAbout)
{
    Scene scene;
    const Form form = form_of({question(FieldKind::count, "aanwezig"), question(FieldKind::text, "verslag"),
                               question(FieldKind::date, "volgende")});

    const auto answers = check_answers(form, parsed(R"({"aanwezig":"veel","volgnde":"2026-12-01"})"), scene.context);

    ASSERT_FALSE(answers);
    std::vector<std::string> fields;
    for (const Error& detail : answers.error().details)
        fields.push_back(detail.where.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"aanwezig", "verslag", "volgende", "volgnde"}));
    EXPECT_NE(to_text(answers.error()).find("is nog niet beantwoord"), std::string::npos);
    EXPECT_NE(to_text(answers.error()).find("(bedoelt u 'volgende'?)"), std::string::npos);
    EXPECT_TRUE(scene.context.kept.empty()) << "a refusal has kept nothing";
}

TEST(Forms, TextBecomesContentAndNeverStandsInTheAnswer)
{
    Scene scene;
    const Form form = form_of({question(FieldKind::text, "verslag"), question(FieldKind::count, "aanwezig")});

    const auto answers =
        check_answers(form, parsed(R"({"aanwezig":12,"verslag":"Het was druk"})"), scene.context).value();

    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[0].field, "verslag") << "in the order of the form";
    EXPECT_TRUE(answers[0].value.is_null());
    EXPECT_EQ(scene.context.text_of(*answers[0].text), "Het was druk");
    EXPECT_EQ(scene.context.kept.begin()->second.kind, "answer");
    EXPECT_EQ(answers[1].value, json::value(12));
    EXPECT_FALSE(answers[1].text);
}

TEST(Forms, WhatIsLeftOpenTakesTheDefaultOrIsOptional)
{
    Scene scene;
    Field with_default = question(FieldKind::count, "aantal");
    with_default.standard = 3;
    Field optional = question(FieldKind::text, "opmerking");
    optional.required = false;
    const Form form = form_of({with_default, optional});

    const auto answers = check_answers(form, parsed(R"({"opmerking":"  "})"), scene.context).value();

    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].value, json::value(3));
}

TEST(Forms, BlankTextAndAnEmptyListDoNotAnswerARequiredQuestion)
{
    Scene scene;
    const Form form = form_of({question(FieldKind::text, "verslag"), question(FieldKind::choices, "kanalen")});

    const auto answers = check_answers(form, parsed(R"({"verslag":" ","kanalen":[]})"), scene.context);

    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().details.size(), 2U);
}

TEST(Forms, ALongWrongAnswerIsShownShort)
{
    Scene scene;
    const std::string text(500, 'x');

    const auto read = read_answer(question(FieldKind::count), json::value(text), scene.context);

    EXPECT_LT(read.error().message.size(), 200U);
}

TEST(Forms, AnswersAreAnObject)
{
    Scene scene;

    const auto answers = check_answers(form_of({}), parsed("[1]"), scene.context);

    ASSERT_FALSE(answers);
    EXPECT_NE(answers.error().message.find("horen in een object"), std::string::npos);
}

TEST(Forms, ATaskIsCompletedWithTheFormOfItsStep)
{
    Scene scene;
    scene.add_form(form_of({question(FieldKind::count, "aanwezig")}));
    Step step;
    step.id = "tellen";
    step.role = "opbouwwerker";
    step.form = "avond";
    const TaskId id = scene.open(step);

    expect_refused(scene.decide(CompleteTask{id, {}}), Errc::invalid, "(aanwezig) is nog niet beantwoord");
    const auto completed = event_of<TaskCompleted>(scene.decide(CompleteTask{id, parsed(R"({"aanwezig":4})")}));
    ASSERT_EQ(completed.answers.size(), 1U);
    EXPECT_EQ(completed.answers[0].value, json::value(4));
}

TEST(Forms, ATaskWithoutQuestionsTakesNoAnswers)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    expect_refused(scene.decide(CompleteTask{id, parsed(R"({"iets":1})")}), Errc::invalid, "heeft geen vragen");
    EXPECT_TRUE(scene.decide(CompleteTask{id, parsed("{}")}));
}

TEST(Forms, ATaskThatWasCarriedOnKeepsTheFormItWasOpenedWith)
{
    Scene scene;
    scene.add_form(form_of({question(FieldKind::count, "aanwezig")}));
    Step step;
    step.id = "tellen";
    step.role = "opbouwwerker";
    step.form = "avond";
    const TaskId id = scene.open(step);
    scene.context.origins[id] = TaskOrigin{run_id, *scene.task(id).path, scene.run().hash};
    scene.task(id).run.reset();
    scene.task(id).path.reset();
    scene.task(id).carried = true;

    expect_refused(scene.decide(CompleteTask{id, {}}), Errc::invalid, "is nog niet beantwoord");
    EXPECT_TRUE(scene.decide(CompleteTask{id, parsed(R"({"aanwezig":4})")}));
    scene.context.workflows.clear();
    expect_refused(scene.decide(CompleteTask{id, {}}), Errc::unavailable, "het formulier 'avond'");
}

}  // namespace

}  // namespace wd::domain::test
