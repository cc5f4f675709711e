// See random_story.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "random_story.hpp"

#include "domain/paths.hpp"

namespace wd::store::test {

using namespace domain;

RandomStory::RandomStory(Store& store, std::uint64_t seed) : entropy_(seed, 1), story_(store)
{
    positions_.push_back(story_.new_id<PositionTag>());
    story_.tell(PositionAdded{positions_.front(), "projectleider", "Projectleider", true, false});
}

ContentRef RandomStory::ref()
{
    return {story_.new_id<ContentTag>(), digest_of("tekst")};
}

TimerSet RandomStory::timer(TimerKind kind)
{
    TimerSet set{kind, "3 weken", {}, {}, entropy_.chance(500) ? std::optional{day("2026-01-05")} : std::nullopt};
    if (pick(4) != 0) {
        set.date = day("2026-02-01") + std::chrono::days{pick(200)};
        set.at = monday + std::chrono::days{pick(300)};
    }
    return set;
}

std::vector<Answer> RandomStory::answers()
{
    std::vector<Answer> list{{"aantal", pick(100), {}}, {"gelukt", entropy_.chance(500), {}}};
    if (entropy_.chance(300))
        list.push_back({"doel", {}, ref()});
    return list;
}

std::string RandomStory::fresh_path(const Run& run)
{
    return child_path(phase_path(run.phase, run.generation), fmt::format("stap{}", ++paths_));
}

void RandomStory::step()
{
    const Programme& now = story_.folded();
    if (now.state == ProgrammeState::stopped)
        return;
    switch (pick(15)) {
    case 10: return act_on_team();
    case 11:
    case 12: return act_on_handover();
    case 13: return act_on_promises();
    case 14: return act_on_contacts_and_learning();
    case 0: return act_on_programme();
    case 1: return now.runs.size() < 4 ? static_cast<void>(story_.start_run()) : act_on_run();
    case 2: return act_on_timer();
    case 3: return act_on_records();
    case 4:
    case 5:
    case 6: return now.tasks.empty() ? act_on_run() : act_on_task();
    default: return act_on_run();
    }
}

void RandomStory::act_on_programme()
{
    const Programme& now = story_.folded();
    switch (pick(8)) {
    case 0: return story_.tell(CommissionerSet{person()});
    case 1:
        return now.state == ProgrammeState::open ? story_.tell(ProgrammePaused{day("2026-03-01"), ref()})
                                                 : story_.tell(ProgrammeResumed{day("2026-04-01"), 31});
    case 2:
        areas_.push_back(story_.new_id<AreaTag>());
        return story_.tell(AreaAdded{areas_.back(), {}, "buurt", "De Plantage", "BU03630000", 1200, 560});
    case 3:
        if (!areas_.empty() && entropy_.chance(300))
            return story_.tell(AreaRestated{areas_.back(), {}, pick(2000), pick(900)});
        if (!areas_.empty() && entropy_.chance(500))
            return story_.tell(
                AreaCodeChanged{areas_.back(), "BU03630000", fmt::format("BU{:08}", pick(9999)), day("2027-01-01")});
        return story_.tell(
            AreaCodeChanged{{}, now.municipalities.front(), fmt::format("GM{:04}", pick(9999)), day("2027-01-01")});
    case 4:
        positions_.push_back(story_.new_id<PositionTag>());
        return story_.tell(PositionAdded{positions_.back(), "opbouwwerker", "Opbouwwerker", true, false});
    case 5:
        return story_.tell(
            AssignmentStarted{story_.new_id<AssignmentTag>(), positions_.back(), person(), day("2026-01-05")});
    case 6: {
        const auto task = story_.new_id<TaskTag>();
        TaskAdded added{task, StepKind::task, ref(), "opbouwwerker", {}, {}, {timer(TimerKind::due)}};
        if (entropy_.chance(300))
            added.person = person();
        return story_.tell(std::move(added));
    }
    default: return story_.tell(TriggerFired{"vertrek", "overdracht"});
    }
}

void RandomStory::act_on_run()
{
    const Programme& now = story_.folded();
    if (now.runs.empty())
        return;
    const Run run = any_of(now.runs)->second;
    if (run.phase.empty() || !run.generations.contains(run.phase))
        return story_.open_phase(run.id, "verkenning");
    switch (pick(12)) {
    case 0: return end_phase(run);
    case 1:
        return run.state == RunState::stuck
                   ? story_.tell(RunFreed{}, run.id)
                   : story_.tell(RunStuck{StuckReason::missing_fact, "verkenning#1/x", "reach.per_mille", {}}, run.id);
    case 2:
        return story_.tell(
            EveryPlanned{child_path(phase_path(run.phase, run.generation), "leeragenda"), timer(TimerKind::every)},
            run.id);
    case 3: return story_.tell(EveryMissed{"leeragenda", day("2026-05-01")}, run.id);
    case 4: return story_.tell(TrackIdle{"verkenning#1/sporen", "sociaal", day("2026-05-01")}, run.id);
    case 5: return take_over(run);
    default: return act_on_steps(run);
    }
}

// Another text: a step gets another place, a choice another branch, a step is passed over, a date is dropped.
void RandomStory::take_over(const Run& run)
{
    RunTakenOver taken{run.hash, digest_of(std::to_string(++paths_)), ref(), {}, {}, {}, {}};
    for (const auto& [path, step] : run.steps) {
        if (taken.carried_on.empty() && entropy_.chance(300))
            taken.carried_on.push_back({path, fresh_path(run)});
        else if (step.kind == StepKind::choose && step.closed_at)
            taken.choices.push_back({path, static_cast<int>(pick(4)) - 1});
    }
    taken.passed_over.push_back({fresh_path(run), StepKind::meeting, "Nieuw, maar al voorbij"});
    for (const auto& [key, timer] : story_.folded().timers)
        if (key.run == run.id && key.kind == TimerKind::due && taken.carried_on.empty())
            taken.dropped = {{key.path, key.kind}};
    story_.tell(std::move(taken), run.id);
    for (const auto& [id, task] : story_.folded().tasks)
        if (task.run == run.id)
            return story_.tell(
                TaskRestated{id, "Een andere vraag", "opbouwwerker", task.deciders, "formulier", true, true}, run.id);
}

void RandomStory::end_phase(const Run& run)
{
    story_.tell(PhaseClosed{run.phase, run.generation, PhaseEnd::completed, {}}, run.id);
    if (entropy_.chance(200)) {
        story_.tell(RunEnded{RunEnd::done, {}}, run.id);
        return;
    }
    const std::string next = entropy_.chance(500) ? "verkenning" : "uitvoering";
    const auto known = run.generations.find(next);
    story_.open_phase(run.id, next, known == run.generations.end() ? 1 : known->second + 1);
}

void RandomStory::open_step(const Run& run, const std::string& path)
{
    static constexpr std::array kinds{StepKind::task,     StepKind::meeting, StepKind::vote,       StepKind::decision,
                                      StepKind::friction, StepKind::gate,    StepKind::reflection, StepKind::measure,
                                      StepKind::wait,     StepKind::each};
    StepOpened opened;
    opened.path = path;
    opened.kind = kinds[static_cast<std::size_t>(pick(kinds.size()))];
    opened.title = "Een stap";
    if (asks_people(opened.kind)) {
        opened.task = story_.new_id<TaskTag>();
        opened.role = "projectleider";
        opened.timers = {timer(TimerKind::remind), timer(TimerKind::due)};
        if (opened.kind == StepKind::gate)
            opened.deciders = {"projectleider", "bewonersgroep"};
        opened.carry = entropy_.chance(300) ? std::optional{true} : std::nullopt;
        opened.legal = entropy_.chance(200) ? std::optional{true} : std::nullopt;
    } else if (opened.kind == StepKind::wait)
        opened.timers = {timer(TimerKind::wait)};
    else
        opened.keys = {"deur", "brief"};
    story_.tell(std::move(opened), run.id);
}

void RandomStory::act_on_steps(Run run)
{
    const std::string path = fresh_path(run);
    switch (pick(8)) {
    case 0: return story_.tell(StepComputed{path, pick(1000), {{"reach.per_mille", 180}}}, run.id);
    case 1: {
        StepOpened held;
        held.path = path;
        held.kind = StepKind::choose;
        held.held = true;
        story_.tell(std::move(held), run.id);
        return story_.tell(StepChosen{path, 1, {}}, run.id);
    }
    case 2: return story_.tell(MessageTold{path, "We wachten nog", "bewonersgroep"}, run.id);
    case 3: return story_.tell(CallRequested{path, "brief", "verstuur", json::object{{"aan", 3}}}, run.id);
    case 4: return open_step(run, path);
    default: break;
    }
    for (const auto& [place, step] : run.steps) {
        if (step.closed_at || !entropy_.chance(300))
            continue;
        if (is_block(step.kind) && step.open_items > 0)
            return entropy_.chance(300) ? story_.tell(ItemJoined{place, fmt::format("k{}", ++paths_)}, run.id)
                                        : story_.tell(ItemClosed{place, step.keys.front()}, run.id);
        if (!step.task || entropy_.chance(150))
            return story_.tell(StepClosed{place, step.task ? StepState::cancelled : StepState::done, "done"}, run.id);
    }
    open_step(run, path);
}

void RandomStory::act_on_task()
{
    const Task task = any_of(story_.folded().tasks)->second;
    const RunId run = task.run.value_or(RunId{});
    if (task.kind == StepKind::gate && entropy_.chance(600))
        return act_on_gate(task);
    switch (pick(12)) {
    case 0: return story_.tell(TaskClaimed{task.id, person()}, run);
    case 1: return story_.tell(TaskDelegated{task.id, person(), {}}, run);
    case 2: return story_.tell(TaskReturned{task.id, ReturnReason::not_now, timer(TimerKind::again), ref()}, run);
    case 3: return story_.tell(TaskReturned{task.id, ReturnReason::not_ours, {}, {}}, run);
    case 4: return story_.tell(TaskOfferedAgain{task.id}, run);
    case 5: return story_.tell(TaskRescheduled{task.id, {timer(TimerKind::due)}, ref()}, run);
    case 6: return story_.tell(TaskReminded{task.id}, run);
    case 7: return story_.tell(TaskBecameLate{task.id, day("2026-02-01")}, run);
    case 8: {
        const auto comment = story_.new_id<EntryTag>();
        return story_.tell(TaskCommented{task.id, comment, ref()}, run);
    }
    case 9: return story_.tell(StepDropped{task.path.value_or(""), task.id, ref()}, run);
    default: return close_task(task);
    }
}

void RandomStory::close_task(const Task& task)
{
    const RunId run = task.run.value_or(RunId{});
    const PersonId by = person();
    switch (task.kind) {
    case StepKind::meeting:
        return story_.tell(MeetingRecorded{task.id, day("2026-02-01"), 45, {{"jongeren", 7}}, ref(), answers()}, run,
                           by);
    case StepKind::vote:
        switch (pick(4)) {
        case 0: return story_.tell(ThresholdSet{task.id, 650}, run);
        case 1: return story_.tell(ElectorateSet{task.id, 240}, run);
        case 2: return story_.tell(VotesCounted{task.id, pick(50), pick(20), -pick(3)}, run);
        default:
            return story_.tell(
                VoteClosed{task.id, VoteOutcome::rejected, VoteBase::tenancies, 240, 150, 40, 2, 168, 700}, run);
        }
    case StepKind::decision:
        return story_.tell(
            DecisionRecorded{
                task.id, Decision::adopt_with_conditions, day("2026-06-01"), ref(), {EntryId{9}}, answers()},
            run, by);
    case StepKind::gate: return act_on_gate(task);
    case StepKind::friction:
        return story_.tell(FrictionDecided{task.id, FrictionOutcome::move_date, day("2026-09-01"), ref()}, run, by);
    case StepKind::reflection:
        return entropy_.chance(500) ? story_.tell(ReflectionSkipped{task.id, ref()}, run, by)
                                    : story_.tell(ReflectionRecorded{task.id, answers()}, run, by);
    case StepKind::measure:
        return story_.tell(
            MeasureRecorded{
                story_.new_id<EntryTag>(), "groen", pick(500), FieldKind::number, {}, day("2026-04-01"), task.id},
            run, by);
    default: answered_.push_back(task.id); return story_.tell(TaskCompleted{task.id, answers()}, run, by);
    }
}

void RandomStory::act_on_gate(const Task& gate)
{
    const RunId run = gate.run.value_or(RunId{});
    if (gate.answers.size() < 2)
        return story_.tell(GateAnswered{gate.id,
                                        gate.deciders.at(gate.answers.size()),
                                        GateOutcome::not_now,
                                        day("2026-05-01"),
                                        {},
                                        ref(),
                                        {EntryId{3}}},
                           run, person());
    GateDecided decided{gate.id, GateOutcome::go, {}, {}};
    if (gate.run && entropy_.chance(500)) {
        decided.outcome = GateOutcome::not_now;
        decided.again = timer(TimerKind::again);
    }
    story_.tell(std::move(decided), run);
}

void RandomStory::act_on_timer()
{
    if (story_.folded().timers.empty())
        return;
    const auto found = any_of(story_.folded().timers);
    const TimerKey key = found->first;
    TimerSet moved = timer(key.kind);
    if (entropy_.chance(500))
        story_.tell(TimerMoved{key.path, std::move(moved)}, key.run);
    else
        story_.tell(TimerFired{key.path, key.kind}, key.run);
}

void RandomStory::act_on_records()
{
    const auto entry = story_.new_id<EntryTag>();
    const auto note = [&](std::string kind) { entries_.emplace_back(entry, std::move(kind)); };
    switch (pick(11)) {
    case 0: linkages_.push_back(entry); return story_.tell(LinkageAdded{entry, LinkageLevel::piggyback, ref(), {}});
    case 1:
        if (linkages_.empty())
            return;
        story_.tell(LinkageDecided{linkages_.back(), entropy_.chance(500), ref(), {}, day("2027-01-01")});
        if (entropy_.chance(300))
            return;  // its wait is over: nothing looks again
        return story_.tell(TimerMoved{to_text(linkages_.back()), timer(TimerKind::look_again)});
    case 2:
        note("reach");
        return story_.tell(
            ReachRecorded{entry, entropy_.chance(500) ? "deur" : "online", pick(30), {}, day("2026-02-03")});
    case 3: return story_.tell(ReachRecorded{entry, "deur", pick(30), "jongeren", day("2026-02-03")});
    case 4:
        note("measure");
        return story_.tell(MeasureRecorded{
            entry, "bomen", pick(90), FieldKind::count, ref(), day("2026-01-05") + std::chrono::days{pick(5)}, {}});
    case 5: return story_.tell(SignalReceived{entry, "prijzen", ref(), day("2026-02-03")});
    case 6:
        note("journal");
        return story_.tell(JournalAdded{entry, JournalKind::lesson, ref(), false, day("2026-02-03"), {}, false});
    case 7:
        return story_.tell(
            MoneyAdded{entry, static_cast<MoneyKind>(pick(4)), pick(100'000), day("2026-01-01"), {}, {}, {}});
    case 8:
        note("commitment");
        return story_.tell(CommitmentAdded{entry, ref(), person(), day("2026-07-01"), {}, false});
    case 9: return story_.tell(DocumentAdded{entry, ref(), ref(), day("2026-02-03"), digest_of("pdf"), person()});
    default: return correct_something();
    }
}

void RandomStory::correct_something()
{
    if (entropy_.chance(300))
        return story_.tell(ContactAdded{story_.new_id<EntryTag>(), ref(), person(), day("2026-01-01"), true});
    if (entropy_.chance(300))
        return story_.tell(PastDecisionAdded{story_.new_id<EntryTag>(), ref(), day("2019-01-01"), person()});
    if (!answered_.empty() && entropy_.chance(200))
        return story_.tell(TextsErased{{}, answered_.back(), {}, {ref().ref}, true});
    if (!entries_.empty() && entropy_.chance(200))
        return story_.tell(TextsErased{entries_.back().first, {}, "text", {ref().ref}, false});
    if (!answered_.empty() && entropy_.chance(500))
        return story_.tell(AnswerCorrected{answered_.back(), {"aantal", pick(100), {}}, ref()});
    if (entries_.empty())
        return;
    const auto& [entry, kind] = entries_.back();
    if (kind == "reach")
        return story_.tell(EntryCorrected{entry, "people", pick(30), {}, {}});
    if (kind == "measure")
        return story_.tell(EntryCorrected{entry, "value", pick(30), {}, {}});
    if (kind == "journal")
        return story_.tell(EntryCorrected{entry, "text", {}, ref(), ref()});
    story_.tell(EntryCorrected{entry, "due", "2026-08-01", {}, {}});
}

}  // namespace wd::store::test
