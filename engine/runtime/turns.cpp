// See turns.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/turns.hpp"

#include "base/limits.hpp"
#include "domain/access.hpp"
#include "domain/accounts.hpp"
#include "domain/decisions.hpp"
#include "domain/health.hpp"
#include "domain/paths.hpp"
#include "domain/pause.hpp"
#include "domain/promises.hpp"
#include "domain/quality.hpp"
#include "domain/start.hpp"
#include "runtime/answers.hpp"
#include "runtime/routing.hpp"
#include "runtime/take_over_view.hpp"
#include "runtime/workflow_words.hpp"

#include <spdlog/spdlog.h>

namespace wd::runtime {

using domain::ProgrammeId;
using domain::RunId;
using domain::Turn;

RunId run_named_in(const json::object& data)
{
    for (const char* name : {"run", "parent"})
        if (const json::value* run = data.if_contains(name); run != nullptr && run->is_int64())
            return RunId{run->get_int64()};
    return {};
}

namespace {

// Why a run did not move when somebody asked it to; what a confidential run waits for is for its team.
Error cannot_advance(Turn& turn, RunId id)
{
    domain::Context& context = turn.context();
    const domain::Run& run = turn.programme().runs.at(id);
    const domain::Workflow* workflow = context.find_workflow(run.hash);
    if (workflow == nullptr || (run.team && !domain::acts_for(*run.team, context.actor().person, context)))
        return refusal(Errc::wrong_state, "{} gaat nu geen stap verder: er is niets te doen", id);
    const domain::RunHealth health =
        domain::health_of(turn.programme(), context.ledger(), run, *workflow, context.today());
    if (health.cannot_move_because)
        return refusal(Errc::wrong_state, "{} gaat nu geen stap verder; {}", id, *health.cannot_move_because);
    constexpr std::size_t told_max = 3;
    std::vector<std::string> waits;
    for (const domain::Waiting& waiting : health.waiting_for)
        if (waits.size() < told_max)
            waits.push_back(waiting.text);
    const std::size_t more = health.waiting_for.size() - waits.size();
    return refusal(Errc::wrong_state, "{} gaat nu geen stap verder: er is niets te doen; {}{}", id,
                   fmt::join(waits, "; "), more > 0 ? fmt::format(" (en nog {})", more) : "");
}

// How often in a row the step of this task was skipped just before, in all runs of its workflow.
int skips_before(store::Store& store, const domain::Programme& programme, const domain::Task& task)
{
    constexpr int looked_at_max = 50;
    const auto run = task.run ? programme.runs.find(*task.run) : programme.runs.end();
    if (run == programme.runs.end() || !task.path)
        return 0;
    const std::string_view step = domain::last_id(*task.path);
    int skips = 0;
    for (const auto& [path, state] : store.list_latest_reflections(programme.id, run->second.workflow, looked_at_max)) {
        if (domain::last_id(path) != step)
            continue;
        if (state != domain::StepState::skipped)
            break;
        ++skips;
    }
    return skips;
}

// Three skips in a row ask whether the moment still helps (DOMAIN §7.12); asking is all.
constexpr int skips_that_ask = 3;
constexpr std::string_view still_helps = "helpt dit moment nog?";

}  // namespace

Turns::Turns(const Supplies& supplies, ProgrammeCache& programmes, const Clock& clock)
    : supplies_(supplies), programmes_(programmes), clock_(clock)
{
}

Reply Turns::carry_out(const Request& request)
{
    Reply reply;
    if (auto before = find_answer(request.actor, request.key, request.fingerprint)) {
        reply.answer = std::move(*before);
        return reply;
    }
    if (std::holds_alternative<domain::CreateProgramme>(request.command)) {
        reply.answer = begin_programme(request, reply);
        return reply;
    }
    const Result<ProgrammeId> id = route(*supplies_.store, request.command);
    if (!id) {
        reply.answer = id.error();
        return reply;
    }
    domain::Programme* programme = *id == domain::installation ? &installation() : programmes_.touch(*id);
    if (programme == nullptr) {
        reply.answer = refusal(Errc::not_found, "{} bestaat niet", *id);
        return reply;
    }
    if (request.seen && (request.seen->stream != id->value || request.seen->pseq != programme->pseq)) {
        reply.answer = refusal(Errc::conflict, "er is iets gebeurd sinds u het las; lees het opnieuw");
        return reply;
    }
    TurnContext context{supplies_, *programme, clock_.now(), request.actor};
    Turn turn{*programme, context};
    context.serve(turn);
    if (const Result<void> known = domain::check_actor(context); !known) {
        reply.answer = known.error();
        return reply;
    }
    const std::optional<RunId> run = run_behind(*programme, request.command);
    try {
        reply.answer = decide_and_settle(turn, request.command);
    } catch (const StoreFailure&) {
        throw;
    } catch (const std::exception& bug) {
        spdlog::error("a bug in a turn of {}: {}", domain::to_text(*id), bug.what());
        programmes_.forget(*id);
        installation_.reset();
        if (run)
            park(*id, *run, domain::StuckReason::bug);
        reply.answer =
            refusal(Errc::unavailable, "dit is een fout in Wijkdraad zelf; er is niets veranderd en het is vastgelegd");
        return reply;
    }
    if (!reply.answer)
        return reply;
    store::Writes writes;
    keep_answer(request.actor, request.key, request.fingerprint, *reply.answer, writes);
    const store::Appended appended = hand_over(turn, context, {request.actor, 0}, std::move(writes));
    reply.part = appended.part;
    reply.seq = appended.seq;
    return reply;
}

std::optional<Result<json::value>> Turns::find_answer(const domain::Actor& actor, std::string_view key,
                                                      const Sha256& fingerprint)
{
    if (key.empty())
        return {};
    const auto stored = supplies_.store->find_reply(domain::to_text(actor), key);
    if (!stored)
        return {};
    if (stored->fingerprint == fingerprint)
        return parse_json(stored->answer);
    return refusal(Errc::key_reused, "sleutel '{}' is al gebruikt voor een andere opdracht; kies een nieuwe sleutel",
                   key);
}

void Turns::keep_answer(const domain::Actor& actor, const std::string& key, const Sha256& fingerprint,
                        const json::value& answer, store::Writes& writes) const
{
    if (!key.empty())
        writes.reply = store::NewReply{domain::to_text(actor), key, fingerprint, json::serialize(answer), clock_.now()};
}

Result<json::value> Turns::begin_programme(const Request& request, Reply& reply)
{
    const ProgrammeId id{supplies_.store->take_id(ProgrammeId{1})};
    domain::Programme& programme = *programmes_.begin(id);
    TurnContext context{supplies_, programme, clock_.now(), request.actor};
    Turn turn{programme, context};
    context.serve(turn);
    const Result<void> known = domain::check_actor(context);
    const Result<RunId> run =
        known ? domain::start_programme(turn, std::get<domain::CreateProgramme>(request.command), budget())
              : Result<RunId>{known.error()};
    if (!run) {
        programmes_.forget(id);
        return run.error();
    }
    const json::value answer = answer_of(turn);
    store::Writes writes;
    keep_answer(request.actor, request.key, request.fingerprint, answer, writes);
    const store::Appended appended = hand_over(turn, context, {request.actor, 0}, std::move(writes));
    reply.part = appended.part;
    reply.seq = appended.seq;
    return answer;
}

Result<json::value> Turns::decide_and_settle(Turn& turn, const domain::Command& command)
{
    int skips = 0;
    domain::TokenId token;
    const auto decided = [&]<class C>(const C& c) -> Result<json::value> {
        if constexpr (std::is_same_v<C, domain::CreateProgramme>) {
            WD_ASSERT(false);
            return json::value{};
        } else if constexpr (std::is_same_v<C, domain::AddPerson>) {
            const Result<domain::PersonId> person = domain::add_person(turn, c);
            if (!person)
                return person.error();
        } else if constexpr (std::is_same_v<C, domain::CorrectPerson>) {
            if (const Result<void> done = correct(turn, c); !done)
                return done.error();
        } else if constexpr (std::is_same_v<C, domain::EraseTexts>) {
            const Result<json::object> report = erase(turn, c);
            if (!report)
                return report.error();
            json::object answer = answer_of(turn);
            answer.insert(report->begin(), report->end());
            return json::value(std::move(answer));
        } else if constexpr (std::is_same_v<C, domain::ExtendTerm>) {
            if (const Result<void> done = domain::extend_term(turn, c, supplies_.store->find_retention_line(c.line));
                !done)
                return done.error();
        } else if constexpr (std::is_same_v<C, domain::ForgetPerson>) {
            if (const Result<void> done = forget(turn, c); !done)
                return done.error();
        } else if constexpr (std::is_same_v<C, domain::AddToken>) {
            const Result<domain::TokenId> made = domain::add_token(turn, c);
            if (!made)
                return made.error();
            token = *made;
        } else if constexpr (requires { domain::change_account(turn, c); }) {
            if (const Result<void> done = domain::change_account(turn, c); !done)
                return done.error();
        } else if constexpr (std::is_same_v<C, domain::ChangeSettings>) {
            if (const Result<void> done = domain::change_settings(turn, c); !done)
                return done.error();
        } else if constexpr (std::is_same_v<C, domain::DrawAudit>) {
            if (const Result<void> done = draw(turn, c); !done)
                return done.error();
        } else if constexpr (std::is_same_v<C, domain::StartRun>) {
            const Result<RunId> run = domain::start_run(turn, c, budget());
            if (!run)
                return run.error();
        } else if constexpr (std::is_same_v<C, domain::AdvanceRun>) {
            const auto run = turn.programme().runs.find(c.run);
            if (run == turn.programme().runs.end())
                return refusal(Errc::wrong_state, "{} is al afgelopen", c.run);
            domain::advance(turn, c.run, run->second.stepwise ? domain::Budget{1} : budget());
            if (turn.events().empty() && turn.due.empty())
                return cannot_advance(turn, c.run);
        } else if constexpr (std::is_same_v<C, domain::TakeOverRuns>) {
            return take_over(turn, c);
        } else {
            if constexpr (std::is_same_v<C, domain::AddJournal>)
                if (const Result<void> fits = check_lesson(c); !fits)
                    return fits.error();
            Result<domain::Payloads> payloads = domain::decide(turn.programme(), c, turn.context());
            if (!payloads) {
                WD_ASSERT(turn.events().empty());
                return payloads.error();
            }
            if constexpr (std::is_same_v<C, domain::RateHandover>)
                if (const Result<void> may = check_rating(c, turn.context().actor().person); !may)
                    return may.error();
            if constexpr (std::is_same_v<C, domain::SkipReflection>)
                skips = 1 + skips_before(*supplies_.store, turn.programme(), turn.programme().tasks.at(c.task));
            if constexpr (std::is_same_v<C, domain::ResumeProgramme>)
                resume(turn, std::move(*payloads));
            else {
                turn.record_all(std::move(*payloads));
                domain::settle(turn, 0, budget());
            }
        }
        json::object answer = answer_of(turn);
        if (skips >= skips_that_ask)
            answer["asks"] = still_helps;
        if (token)
            answer["token"] = domain::to_text(token);
        return json::value(std::move(answer));
    };
    if (const auto* resume = std::get_if<domain::ResumeProgramme>(&command);
        resume != nullptr && !resume->confirm.value_or(false))
        return preview_resume(resume->programme);
    return std::visit(decided, command);
}

// Each run that can goes on with the active version; the answer says what that meant for each.
Result<json::value> Turns::take_over(Turn& turn, const domain::TakeOverRuns& command)
{
    domain::Context& context = turn.context();
    const std::map<RunId, domain::Run> before = turn.programme().runs;
    const Result<std::vector<domain::TakenOver>> taken = domain::take_over(turn, command, budget());
    if (!taken)
        return taken.error();
    return json::value(json::object{
        {"runs",
         take_over_rows(
             turn.programme(), before, *taken, *context.find_active_workflow(command.workflow), context.ledger().areas,
             [&](const Sha256& hash) { return context.find_workflow(hash); },
             [&](const domain::Run& run) { return domain::acts_for(*run.team, context.actor().person, context); })}});
}

// Working clocks move by the pause, and what was answered meanwhile opens now (RULES F3).
void Turns::resume(Turn& turn, domain::Payloads payloads)
{
    const int days = domain::paused_days(turn.programme(), turn.context());
    const std::vector<domain::ResumedTimer> timers = domain::resumed_timers(turn.programme(), days, turn.context());
    turn.record_all(std::move(payloads));
    for (const domain::ResumedTimer& timer : timers)
        turn.record(timer.run, timer.moved);
    domain::settle(turn, 0, budget());
    std::vector<RunId> runs;
    for (const auto& [id, run] : turn.programme().runs)
        if (!run.stepwise)
            runs.push_back(id);
    for (const RunId run : runs)
        if (turn.programme().runs.contains(run))
            domain::go_on(turn, run, budget());
}

store::Appended Turns::hand_over(Turn& turn, TurnContext& context, const Origin& origin, store::Writes writes)
{
    leave_work(turn, origin, writes);
    domain::Programme& programme = turn.programme();
    const auto count = static_cast<std::int64_t>(turn.events().size());
    writes.stream = programme.id;
    writes.head_pseq = programme.pseq - count;
    writes.head_hash = programme.hash;
    writes.contents = std::move(context.contents);
    writes.keys = std::move(context.keys);
    bool corrected = false;
    bool forgotten = false;
    for (const domain::Event& event : turn.events()) {
        corrected = corrected || std::holds_alternative<domain::EntryCorrected>(event.payload);
        forgotten = forgotten || std::holds_alternative<domain::PersonForgotten>(event.payload);
    }
    writes.events = turn.take_events();
    const store::Appended appended = supplies_.store->append(writes);
    if (forgotten)
        supplies_.people->forget(*supplies_.store);
    if (count > 0) {
        WD_ASSERT(appended.pseq == programme.pseq);
        programme.hash = appended.hash;
        last_written_ = appended;
    }
    if (corrected)
        programme.ledger.reset();
    return appended;
}

void Turns::leave_work(Turn& turn, const Origin& origin, store::Writes& writes)
{
    std::vector<domain::DueRequest> requests = std::move(turn.due);
    turn.due.clear();
    for (domain::DueRequest& request : requests) {
        // A long turn that goes on is not a new cause; everything else that starts by itself is.
        int depth = request.kind == "continue" ? origin.depth : origin.depth + 1;
        if (depth > limits::cause_depth_max && request.kind == "start") {
            domain::hold_start(turn, request.data, domain::StuckReason::cause_depth);
            continue;
        }
        // Who waits for a child hears that it ended, however deep: what that starts is held in its turn.
        depth = std::min(depth, limits::cause_depth_max);
        writes.due.push_back({turn.programme().id, std::move(request.kind), std::move(request.trigger), request.event,
                              depth, std::move(request.data)});
    }
}

void Turns::do_due(const store::DueRow& row)
{
    domain::Programme* programme = programmes_.touch(row.due.programme);
    if (programme == nullptr || programme->state == domain::ProgrammeState::stopped) {
        supplies_.store->drop_due(row.id);
        return;
    }
    const Origin origin{{}, row.due.depth};
    TurnContext context{supplies_, *programme, clock_.now(), origin.actor};
    Turn turn{*programme, context};
    context.serve(turn);
    const RunId run = run_named_in(row.due.data);
    try {
        if (row.due.kind == "start")
            domain::start_child(turn, row.due.data, budget());
        else if (row.due.kind == "child_end")
            domain::close_waiting(turn, run, std::string(row.due.data.at("path").as_string()), "done", budget());
        else if (row.due.kind == "recompute")
            domain::recompute_timers(turn);
        else if (row.due.kind == "watch_promises")
            watch_promises(turn, row.due.data);
        else if (row.due.kind == "continue") {
            if (programme->runs.contains(run))
                domain::go_on(turn, run, budget());
        } else
            throw Bug("unknown kind of left-over work: " + row.due.kind);
    } catch (const StoreFailure&) {
        throw;
    } catch (const std::exception& bug) {
        spdlog::error("a bug in left-over work {} of {}: {}", row.due.kind, domain::to_text(row.due.programme),
                      bug.what());
        programmes_.forget(row.due.programme);
        supplies_.store->drop_due(row.id);
        park(row.due.programme, run, domain::StuckReason::bug);
        return;
    }
    store::Writes writes;
    writes.consumed_due = row.id;
    hand_over(turn, context, origin, std::move(writes));
}

Result<void> Turns::check_lesson(const domain::AddJournal& command)
{
    if (!command.taken_from)
        return {};
    return domain::check_taken_lesson(command.programme, *command.taken_from,
                                      supplies_.store->find_journal(*command.taken_from));
}

void Turns::watch_promises(Turn& turn, const json::object& data)
{
    std::vector<domain::UnwatchedPromise> promises;
    for (const json::value& row : data.at("promises").as_array())
        promises.push_back({domain::EntryId{row.at("promise").as_int64()}, row.at("owner_left").as_bool()});
    turn.record_all(domain::watch_promises(turn.programme(), promises, turn.context()));
    domain::settle(turn, 0, budget());
}

void Turns::fire(const store::DueTimer& timer)
{
    domain::Programme* programme = programmes_.touch(timer.programme);
    WD_ASSERT(programme != nullptr && programme->timers.contains(timer.key));
    const Origin origin{{}, 0};
    TurnContext context{supplies_, *programme, clock_.now(), origin.actor};
    Turn turn{*programme, context};
    context.serve(turn);
    try {
        domain::fire_timer(turn, timer.key, budget());
        // A timer always leaves the index when it has fired, whatever it found.
        if (turn.events().empty())
            turn.record(timer.key.run, domain::TimerFired{timer.key.path, timer.key.kind});
    } catch (const StoreFailure&) {
        throw;
    } catch (const std::exception& bug) {
        spdlog::error("a bug in a timer of {}: {}", domain::to_text(timer.programme), bug.what());
        programmes_.forget(timer.programme);
        give_up(timer, domain::StuckReason::bug);
        return;
    }
    hand_over(turn, context, origin, {});
}

bool Turns::give_up(const store::DueTimer& timer, domain::StuckReason reason)
{
    park(timer.programme, timer.key.run, reason);
    domain::Programme* programme = programmes_.touch(timer.programme);
    if (programme == nullptr || !programme->timers.contains(timer.key))
        return false;
    TurnContext context{supplies_, *programme, clock_.now(), {}};
    Turn turn{*programme, context};
    turn.record(timer.key.run, domain::TimerFired{timer.key.path, timer.key.kind});
    hand_over(turn, context, {}, {});
    return true;
}

void Turns::park(ProgrammeId id, RunId run, domain::StuckReason reason)
{
    domain::Programme* programme = programmes_.touch(id);
    if (programme == nullptr || !programme->runs.contains(run))
        return;
    TurnContext context{supplies_, *programme, clock_.now(), {}};
    Turn turn{*programme, context};
    turn.record(run, domain::RunStuck{reason, {}, {}, {}, {}});
    hand_over(turn, context, {{}, 0}, {});
}

void Turns::park_behind(const domain::Command& command)
{
    const Result<ProgrammeId> id = route(*supplies_.store, command);
    const domain::Programme* programme = id && *id != domain::installation ? programmes_.find(*id) : nullptr;
    if (programme == nullptr)
        return;
    if (const std::optional<RunId> run = run_behind(*programme, command))
        park(*id, *run, domain::StuckReason::bug);
}

namespace {

// What a timer belongs to, as people call it; "" when that has no title.
std::string title_of(const domain::Programme& programme, const domain::ResumedTimer& timer, domain::Context& context)
{
    for (const auto& [id, task] : programme.tasks)
        if (task.run.value_or(RunId{}) == timer.run && task.path == timer.moved.path)
            return task.title;
    const auto run = programme.runs.find(timer.run);
    const domain::Workflow* workflow = run == programme.runs.end() ? nullptr : context.find_workflow(run->second.hash);
    if (workflow == nullptr)
        return {};
    const WorkflowWords words{*workflow, context.ledger().areas};
    const std::string step = words.step(timer.moved.path);
    return step.empty() ? words.place(timer.moved.path) : step;
}

}  // namespace

Result<json::value> Turns::preview_resume(ProgrammeId id)
{
    domain::Programme* programme = programmes_.find(id);
    if (programme == nullptr)
        return refusal(Errc::not_found, "{} bestaat niet", id);
    if (programme->state != domain::ProgrammeState::paused)
        return refusal(Errc::wrong_state, "{} is niet gepauzeerd", id);
    TurnContext context{supplies_, *programme, clock_.now(), {}};
    const int days = domain::paused_days(*programme, context);
    json::array moves;
    for (const domain::ResumedTimer& timer : domain::resumed_timers(*programme, days, context)) {
        json::object row{
            {"path", timer.moved.path}, {"timer", name_of(timer.moved.timer.kind)}, {"rule", timer.moved.timer.rule}};
        if (const std::string title = title_of(*programme, timer, context); !title.empty())
            row["title"] = title;
        row["before"] = to_text(timer.before);
        if (timer.moved.timer.date)
            row["after"] = to_text(*timer.moved.timer.date);
        moves.push_back(std::move(row));
    }
    return json::value(json::object{{"programme", domain::to_text(id)},
                                    {"paused_days", days},
                                    {"timers", std::move(moves)},
                                    {"confirm_to_resume", true}});
}

void Turns::forget()
{
    installation_.reset();
    heads_.reset();
    heads_now_ = 0;
    last_written_.reset();
}

void Turns::keep()
{
    if (heads_)
        heads_->waiting.erase(heads_->waiting.begin(), heads_->waiting.begin() + heads_now_);
    if (heads_ && heads_->waiting.empty())
        heads_.reset();
    heads_now_ = 0;
    last_written_.reset();
}

}  // namespace wd::runtime
