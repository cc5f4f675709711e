// A small neighbourhood for tests: one programme with a core team, a residents' group and a run in its first phase, and words to
// put tasks into it. Today is Friday 20 November 2026.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/decisions.hpp"
#include "domain/paths.hpp"
#include "domain/turn.hpp"
#include "test_context.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test {

inline constexpr PersonId leader{11};     // projectleider, core
inline constexpr PersonId worker{12};     // opbouwwerker, core
inline constexpr PersonId resident{13};   // member of the residents' group
inline constexpr PersonId neighbour{14};  // member too
inline constexpr PersonId stranger{15};   // known, without a role
inline constexpr PersonId boss{16};       // the commissioner
inline constexpr PersonId member{17};     // of the team
inline constexpr PersonId residents_group{31};
inline constexpr PersonId team{32};
inline constexpr PersonId corporation{41};  // an organisation
inline constexpr PersonId nobody{99};       // not known

inline constexpr RunId run_id{7};

class Scene {
public:
    Scene();
    Scene(const Scene&) = delete;  // the context refers to the programme beside it

    // Who acts from now on.
    Scene& as(PersonId person)
    {
        context.who = Actor{person, std::nullopt};
        return *this;
    }
    Scene& on(std::string_view date)
    {
        context.at = morning_of(date);
        return *this;
    }

    Workflow& workflow() { return context.workflows.at("proef"); }
    Run& run() { return programme.runs.at(run_id); }
    Ledger& ledger() { return *programme.ledger; }
    PositionId position(std::string_view role) const
    {
        for (const auto& [id, position] : programme.ledger->positions)
            if (position.role == role)
                return id;
        return {};
    }

    // Adds a step to the workflow's first phase and opens it.
    TaskId open(Step step);
    // A plain step of a kind, for a role.
    TaskId open(StepKind kind, std::string role = "opbouwwerker");
    TaskId open_ad_hoc();
    Task& task(TaskId id) { return programme.tasks.at(id); }
    void add_form(Form form) { workflow().forms.push_back(std::move(form)); }
    // A step of this generation that has closed.
    void close(std::string id, StepKind kind, PersonId by, Timestamp at, StepState state = StepState::done);

    template <class Command>
    Result<Payloads> decide(const Command& command)
    {
        return domain::decide(programme, command, context);
    }
    // Decides, expects events, and lets the programme have them.
    template <class Command>
    Payloads carry_out(const Command& command)
    {
        const Result<Payloads> events = decide(command);
        EXPECT_TRUE(events) << (events ? "" : to_text(events.error()));
        if (!events)
            return {};
        Turn turn{programme, context};
        turn.record_all(*events);
        recorded_under.clear();
        for (const Event& event : turn.events())
            recorded_under.push_back(event.run);
        return *events;
    }

    Programme programme;
    TestContext context;
    std::vector<RunId> recorded_under;  // the runs of the events that were carried out last

private:
    void staff(std::string role, std::string title, PersonId person, bool core, bool residents);
    std::int64_t made_ = 100;
};

inline void Scene::staff(std::string role, std::string title, PersonId person, bool core, bool residents)
{
    const PositionId position{++made_};
    ledger().positions[position] = Position{role, std::move(title), core, residents};
    ledger().assignments[AssignmentId{++made_}] = Assignment{position, person, day("2026-01-05")};
    workflow().roles.push_back(Role{std::move(role), "", core, residents, {}});
}

inline Scene::Scene() : context(programme)
{
    programme.id = ProgrammeId{5};
    programme.name = "Voorbeeldwijk";
    programme.commissioner = boss;
    programme.municipalities = {"GM0363"};
    programme.ledger.emplace();
    for (const PersonId person : {leader, worker, stranger, boss})
        context.people[person] = PersonFacts{PersonKind::person, {}};
    for (const PersonId person : {resident, neighbour})
        context.people[person] = PersonFacts{PersonKind::person, {residents_group}};
    context.people[member] = PersonFacts{PersonKind::person, {team}};
    context.people[residents_group] = PersonFacts{PersonKind::group, {}};
    context.people[team] = PersonFacts{PersonKind::team, {}};
    context.people[corporation] = PersonFacts{PersonKind::organisation, {}};

    Workflow& made = context.workflows["proef"];
    made.key = "proef";
    made.hash = sha256("proef");
    for (const char* id : {"begin", "midden", "eind"}) {
        Phase phase;
        phase.id = id;
        phase.title = id;
        made.phases.push_back(std::move(phase));
    }
    staff("projectleider", "Projectleider", leader, true, false);
    staff("opbouwwerker", "Opbouwwerker", worker, true, false);
    staff("bewonersgroep", "Bewonersgroep", residents_group, false, true);

    Run started;
    started.id = run_id;
    started.workflow = "proef";
    started.hash = made.hash;
    started.phase = "begin";
    started.generation = 1;
    programme.runs[run_id] = std::move(started);
    as(worker);
}

inline TaskId Scene::open(Step step)
{
    const TaskId id{++made_};
    const std::string path = child_path(phase_path("begin", 1), step.id);
    StepRecord record;
    record.kind = step.kind;
    record.opened_at = morning_of("2026-11-02");
    record.task = id;
    run().steps[path] = record;

    Task task;
    task.id = id;
    task.run = run_id;
    task.path = path;
    task.kind = step.kind;
    task.legal = step.legal;
    task.carry = step.carry;
    task.title = step.title;
    task.opened_at = record.opened_at;
    if (!step.role.empty())
        task.role = step.role;
    if (!step.form.empty())
        task.form = step.form;
    if (const auto* gate = std::get_if<GateTerms>(&step.terms))
        task.deciders = gate->deciders;
    programme.tasks[id] = std::move(task);
    workflow().phases.front().steps.push_back(std::move(step));
    return id;
}

inline TaskId Scene::open(StepKind kind, std::string role)
{
    Step step;
    step.id = "stap" + std::to_string(made_);
    step.kind = kind;
    step.title = "Een stap";
    step.role = std::move(role);
    if (kind == StepKind::vote)
        step.terms = VoteTerms{};
    if (kind == StepKind::gate) {
        GateTerms terms;
        terms.deciders = {step.role};
        step.terms = terms;
        step.role.clear();
    }
    if (kind == StepKind::decision)
        step.terms = DecisionTerms{};
    if (kind == StepKind::measure)
        step.terms = MeasureTerms{"bereikte_portieken", FieldKind::count};
    return open(std::move(step));
}

inline TaskId Scene::open_ad_hoc()
{
    Task task;
    task.id = TaskId{++made_};
    task.title_ref = context.keep(Text{"Bel de huismeester"}, "title", std::nullopt);
    task.opened_at = context.at;
    programme.tasks[task.id] = task;
    return task.id;
}

inline void Scene::close(std::string id, StepKind kind, PersonId by, Timestamp at, StepState state)
{
    StepRecord record;
    record.kind = kind;
    record.state = state;
    record.opened_at = at;
    record.closed_at = at;
    if (by)
        record.closed_by = by;
    run().steps[child_path(phase_path("begin", 1), id)] = record;
}

// --- Checks

template <class Event>
const Event* find_event(const Payloads& events)
{
    for (const Payload& payload : events)
        if (const auto* event = std::get_if<Event>(&payload))
            return event;
    return nullptr;
}

template <class Event>
std::vector<Event> list_events(const Payloads& events)
{
    std::vector<Event> list;
    for (const Payload& payload : events)
        if (const auto* event = std::get_if<Event>(&payload))
            list.push_back(*event);
    return list;
}

// The first event of its kind; a test that lacks it fails here and not by a crash.
template <class Event>
Event event_of(const Result<Payloads>& events)
{
    EXPECT_TRUE(events) << (events ? "" : to_text(events.error()));
    const Event* found = events ? find_event<Event>(*events) : nullptr;
    EXPECT_NE(found, nullptr) << "no " << Event::type;
    return found == nullptr ? Event{} : *found;
}

inline void expect_refused(const Result<Payloads>& decided, Errc code, std::string_view says)
{
    ASSERT_FALSE(decided) << "was not refused; expected: " << says;
    EXPECT_EQ(name_of(decided.error().code), name_of(code)) << to_text(decided.error());
    EXPECT_NE(to_text(decided.error()).find(says), std::string::npos) << to_text(decided.error());
}

inline json::value parsed(std::string_view text)
{
    return parse_json(text).value();
}

}  // namespace wd::domain::test
