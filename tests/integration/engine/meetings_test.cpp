// Several things that ask for a talk become one talk, as long as nobody has come together yet; the facilitator and who asks why
// hear of all of them. Also what else reflection leaves: turns that were missed, lessons that travel.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/requests.hpp"
#include "stage.hpp"

namespace wd::test {

namespace {

constexpr std::string_view talk = R"lua(
return workflow("praten", { title = "Praten", version = 1, api = 1,
  roles = { role("leider", { title = "Projectleider", core = true }) },
  input = { field("moment", { title = "Welk moment?", kind = "choice", default = "nabespreking", options = {
    option("nabespreking", { title = "Nabespreking" }), option("tijdlijn", { title = "Tijdlijn" }) } }) },
  phases = { phase("praten", { title = "Praten", steps = {
    reflection("nabespreking", { title = "Bespreek na wat er gebeurde", role = "leider" }),
    task("opruimen", { title = "Werk het verslag uit", role = "leider" }) } }) },
}))lua";

constexpr std::string_view merging =
    R"(on = { when_event("bericht", { event = "signal.received", start = "praten", merge = true }),
              when_event("cijfer", { event = "measure.recorded", start = "praten", merge = true }) },)";

std::string with(std::string_view triggers)
{
    return one_phase(R"(task("a", { title = "A", role = "werker" }))", triggers);
}

struct Talks {
    explicit Talks(std::string_view triggers) : stage{with(triggers), "return forms({})", {}, {std::string(talk)}} {}

    void figure()
    {
        domain::AddMeasure measure;
        measure.programme = stage.programme;
        measure.measure = "rekening";
        measure.source = Text{"Meterstanden"};
        measure.value = 12;
        stage.must(measure, stage.leader);
    }
    void signal(std::string_view kind) { stage.must(domain::SendSignal{stage.programme, std::string(kind), {}, {}}); }
    std::vector<domain::RunId> open()
    {
        std::vector<domain::RunId> runs;
        for (const auto& [id, run] : stage.state().runs)
            if (run.workflow == "praten")
                runs.push_back(id);
        return runs;
    }
    void record()
    {
        domain::RecordReflection record;
        record.task = stage.task("nabespreking");
        record.answers = json::object{};
        record.roles = {"leider"};
        stage.must(record, stage.leader);
    }
    json::value ask(std::string_view question, json::object with)
    {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        const json::object reply = runtime::answer(
            *reader, runtime::Question{std::string(question), std::move(with), stage.leader}, stage.clock.now());
        EXPECT_TRUE(reply.contains("result")) << json::serialize(reply);
        return reply.contains("result") ? reply.at("result") : json::value{};
    }

    Stage stage;
};

}  // namespace

TEST(Meetings, SeveralThatAreDueBecomeOne)
{
    Talks talks{merging};
    talks.signal("energieprijzen");
    ASSERT_EQ(talks.open().size(), 1U);
    const domain::RunId first = talks.open().front();

    talks.stage.pass_to("2026-01-12");
    talks.signal("corona");

    EXPECT_EQ(talks.open(), std::vector<domain::RunId>{first});
    EXPECT_EQ(talks.stage.count("trigger.fired"), 2) << "each is in the log once";
    EXPECT_NE(talks.stage.last("trigger.fired").find(fmt::format(R"("merged":{})", first.value)), std::string::npos);
}

TEST(Meetings, ThatBothComeFromOneEventAreOne)
{
    Talks talks{R"(on = { when_event("een", { event = "signal.received", start = "praten", merge = true }),
        when_event("twee", { event = "signal.received", start = "praten", merge = true }) },)"};

    talks.signal("energieprijzen");

    EXPECT_EQ(talks.open().size(), 1U);
    EXPECT_EQ(talks.stage.count("trigger.fired"), 2);
}

TEST(Meetings, OfAnotherKindOfEventJoinAsWell)
{
    Talks talks{merging};
    talks.signal("energieprijzen");
    talks.figure();

    EXPECT_EQ(talks.open().size(), 1U);
}

TEST(Meetings, ThatWereHeldTakeNothingMore)
{
    Talks talks{merging};
    talks.signal("energieprijzen");
    const domain::RunId held = talks.open().front();
    talks.record();
    ASSERT_EQ(talks.open(), std::vector<domain::RunId>{held}) << "its report is still to be written";

    talks.signal("corona");

    EXPECT_EQ(talks.open().size(), 2U);
    EXPECT_EQ(talks.stage.last("trigger.fired").find("merged"), std::string::npos);
}

TEST(Meetings, InAnotherFormStayApart)
{
    Talks talks{R"(on = { when_event("bericht", { event = "signal.received", start = "praten", merge = true }),
        when_event("cijfer", { event = "measure.recorded", start = "praten", merge = true,
          input = { moment = "tijdlijn" } }) },)"};
    talks.signal("energieprijzen");
    talks.figure();

    EXPECT_EQ(talks.open().size(), 2U);
}

TEST(Meetings, StayApartWhenTheWorkflowDoesNotAskForMerging)
{
    Talks talks{R"(on = { when_event("bericht", { event = "signal.received", start = "praten" }) },)"};
    talks.signal("energieprijzen");
    talks.signal("corona");

    EXPECT_EQ(talks.open().size(), 2U);
    EXPECT_EQ(talks.stage.count("trigger.fired"), 2);
}

TEST(Meetings, ThatSomebodyBeganByHandKeepTheirOwnSubject)
{
    Talks talks{merging};
    talks.stage.must(domain::StartRun{talks.stage.programme, "praten", {}, {}, {}}, talks.stage.leader);

    talks.signal("energieprijzen");

    EXPECT_EQ(talks.open().size(), 2U);
}

TEST(Meetings, JoinAfterTheProcessStartedAgain)
{
    Talks talks{merging};
    talks.signal("energieprijzen");
    talks.stage.open();

    talks.signal("corona");

    EXPECT_EQ(talks.open().size(), 1U);
}

TEST(Meetings, TellTheFacilitatorEverythingTheyAreAbout)
{
    Talks talks{merging};
    talks.signal("energieprijzen");
    talks.stage.pass_to("2026-01-12");
    talks.signal("corona");

    const json::value facts = talks.ask("reflection_facts", {{"programme", talks.stage.programme.value}});
    ASSERT_EQ(facts.at("to_come").as_array().size(), 1U);
    const json::value& meeting = facts.at("to_come").at(0);
    EXPECT_EQ(meeting.at("task"), json::value(domain::to_text(talks.stage.task("nabespreking"))));
    const json::array& occasions = meeting.at("occasions").as_array();
    ASSERT_EQ(occasions.size(), 2U);
    EXPECT_EQ(occasions[0].at("text"), "bericht van buiten (energieprijzen)");
    EXPECT_EQ(occasions[0].at("on"), "2026-01-05");
    EXPECT_EQ(occasions[1].at("text"), "bericht van buiten (corona)");
    EXPECT_EQ(occasions[1].at("on"), "2026-01-12");

    const json::value why = talks.ask("explain", {{"task", talks.stage.task("nabespreking").value}});
    EXPECT_NE(json::serialize(why.at("why"))
                  .find("Dit gaat over: bericht van buiten (energieprijzen) op 5 jan 2026 en bericht van buiten "
                        "(corona) op 12 jan 2026."),
              std::string::npos)
        << json::serialize(why.at("why"));
    EXPECT_EQ(why.at("occasions").as_array().size(), 2U);
}

// --- Turns that were missed

TEST(Reflections, ThatComeBackAreMissedWhenTheLastOneIsStillOpen)
{
    Stage stage{fmt::format(R"lua(
return workflow("proef", {{ title = "Proef", version = 1, api = 1,
  roles = {{ role("leider", {{ title = "Projectleider", core = true }}), role("werker", {{ title = "Opbouwwerker" }}),
             role("bewoners", {{ title = "Bewonersgroep", residents = true }}) }},
  phases = {{ phase("een", {{ title = "Eerste fase", steps = {{ task("a", {{ title = "A", role = "werker" }}) }},
    every = {{ each_time("6 weken", reflection("leren", {{ title = "Leeragenda", role = "leider" }})) }} }}) }} }}))lua")};
    stage.pass_to("2026-04-01");  // due on 16 February and 30 March

    const auto reader = std::move(*store::open_reader(stage.directory.path()));
    const json::object reply = runtime::answer(
        *reader, runtime::Question{"reflections", {{"programme", stage.programme.value}}, {}}, stage.clock.now());

    const json::array& rows = reply.at("result").as_array();
    ASSERT_EQ(rows.size(), 2U) << json::serialize(rows);
    EXPECT_EQ(rows[0].at("state"), "planned");
    EXPECT_EQ(rows[1].at("state"), "missed");
    EXPECT_EQ(rows[1].at("title"), "Leeragenda");
    EXPECT_EQ(rows[1].at("due"), "2026-03-30");
    EXPECT_TRUE(rows[1].at("task").is_null());
}

// --- Lessons that travel

TEST(Lessons, ThatAnotherProgrammeTakesOverCountAsReused)
{
    Stage stage{with("")};
    domain::CreateProgramme create;
    create.name = "Moerwijk";
    create.municipalities = {"GM0518"};
    create.workflow = "proef";
    const ProgrammeId other =
        *parse_id<domain::ProgrammeTag>(std::string_view{stage.must(create).at("programme").as_string()});
    const auto note = [](ProgrammeId programme, std::string_view text) {
        return domain::AddJournal{programme, domain::JournalKind::lesson, Text{std::string(text)}, {}, {}, {}, {}, {}};
    };
    const auto entry_of = [&](const domain::AddJournal& add) {
        return *parse_id<domain::EntryTag>(std::string_view{stage.must(add, stage.leader).at("entry").as_string()});
    };
    const domain::EntryId lesson = entry_of(note(stage.programme, "Begin bij de oude klachten"));
    entry_of(note(stage.programme, "Houd de avond op dinsdag"));
    const auto measures = [&] {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        return runtime::answer(*reader,
                               runtime::Question{"reflection_measures", {{"programme", stage.programme.value}}, {}},
                               stage.clock.now())
            .at("result");
    };
    EXPECT_EQ(measures().at("lessons_reused"), 0);

    domain::AddJournal taking = note(other, "Ook hier: eerst het groen");
    taking.taken_from = lesson;
    const domain::EntryId taken = entry_of(taking);

    EXPECT_EQ(measures().at("lessons_reused"), 500) << "1 of 2";
    taking.programme = stage.programme;
    EXPECT_NE(stage.refused(taking, stage.leader).find("zelf"), std::string::npos);
    taking.programme = other;
    taking.taken_from = domain::EntryId{999'999};
    EXPECT_NE(stage.refused(taking, stage.leader).find("is geen les"), std::string::npos);
    const auto reader = std::move(*store::open_reader(stage.directory.path()));
    const json::value journal =
        runtime::answer(*reader, runtime::Question{"journal", {{"programme", other.value}}, {}}, stage.clock.now())
            .at("result");
    EXPECT_EQ(journal.at(0).at("entry"), json::value(domain::to_text(taken)));
    EXPECT_EQ(journal.at(0).at("taken_from_programme"), "Laak");
}

}  // namespace wd::test
