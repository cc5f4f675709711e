// The turns of the installation's own stream: the birth of the store, its calendar, its workflows, the heads of the chains.
// See turns.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/limits.hpp"
#include "domain/access.hpp"
#include "domain/quality.hpp"
#include "domain/start.hpp"
#include "runtime/turns.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::ProgrammeId;
using domain::Turn;

namespace {

constexpr std::size_t heads_per_turn = 500;
constexpr int part_of_programmes = 1;
constexpr std::string_view heads_meta = "heads_recorded";  // "2026-01-05 812": the day, and the seq up to which

constexpr std::string_view watched = "yes";

struct Recorded {
    Date day{};
    std::int64_t seq = 0;
};

// The epoch and 0 before the first time.
Recorded last_recorded(store::Store& store)
{
    const std::string text = store.find_meta(heads_meta).value_or("");
    const std::size_t space = std::min(text.find(' '), text.size());
    const Result<Date> day = parse_date(std::string_view{text}.substr(0, space));
    const Result<std::int64_t> seq =
        parse_id_number(std::string_view{text}.substr(std::min(space + 1, text.size())), "gebeurtenis");
    return {day ? *day : Date{}, seq ? *seq : 0};
}

}  // namespace

void Turns::start()
{
    TurnContext context{supplies_, installation(), clock_.now(), {}};
    Turn turn{installation(), context};
    if (installation().pseq == 0) {
        const auto label = find_enum<domain::StoreLabel>(supplies_.store->find_meta("label").value_or("real"));
        turn.record({}, domain::StoreInitialised{label.value_or(domain::StoreLabel::real), 2});
    }
    const std::string& version = supplies_.options->calendar.version();
    const std::string before = supplies_.store->find_meta("calendar_version").value_or("");
    store::Writes writes;
    if (version != before) {
        turn.record({}, domain::CalendarChanged{version});
        supplies_.store->set_meta("calendar_version", version);
        for (const ProgrammeId programme : supplies_.store->list_programmes())
            writes.due.push_back({programme, "recompute", "recompute:" + version, turn.last_pseq(), 1, {}});
    }
    leave_promises_to_watch(writes);
    if (!turn.events().empty() || !writes.due.empty())
        hand_over(turn, context, {}, std::move(writes));
}

// Promises of a store or slice from before the engine watched them fall silent like all others; a turn of each programme says so.
void Turns::leave_promises_to_watch(store::Writes& writes)
{
    if (supplies_.store->find_meta(store::promises_watched_meta).value_or("") == watched)
        return;
    for (const store::UnwatchedPromise& found : supplies_.store->list_unwatched_promises()) {
        const bool same = !writes.due.empty() && writes.due.back().kind == "watch_promises" &&
                          writes.due.back().programme == found.programme;
        if (!same)
            writes.due.push_back(
                {found.programme, "watch_promises", "watch_promises", 0, 1, json::object{{"promises", json::array{}}}});
        writes.due.back().data["promises"].as_array().push_back(
            json::object{{"promise", found.promise.value}, {"owner_left", found.owner_left}});
    }
    supplies_.store->set_meta(store::promises_watched_meta, watched);
}

// The same text again changes nothing, and its key counts all the same.
void Turns::keep_without_events(const Install& install, const json::value& answer, TurnContext& context)
{
    if (install.key.empty())
        return;
    Turn nothing{installation(), context};
    store::Writes writes;
    keep_answer(install.actor, install.key, install.fingerprint, answer, writes);
    hand_over(nothing, context, {install.actor, 0}, std::move(writes));
}

Reply Turns::install(const Install& install)
{
    Reply reply;
    if (auto before = find_answer(install.actor, install.key, install.fingerprint)) {
        reply.answer = std::move(*before);
        return reply;
    }
    TurnContext context{supplies_, installation(), clock_.now(), install.actor};
    if (const Result<void> known = domain::check_actor(context); !known) {
        reply.answer = known.error();
        return reply;
    }
    std::vector<store::BundleFile> files = install.files;
    const script::Bundle bundle = to_bundle(std::move(files));
    const Result<std::unique_ptr<script::LoadedWorkflow>> loaded = script::load_workflow(bundle);
    if (!loaded) {
        reply.answer = loaded.error();
        return reply;
    }
    const domain::Workflow& workflow = (*loaded)->workflow();
    const json::object answer{
        {"workflow", workflow.key}, {"version", workflow.version}, {"hash", to_hex(workflow.hash)}};
    if (const auto known = supplies_.store->find_workflow_version(workflow.key, workflow.version)) {
        if (known->hash != workflow.hash) {
            reply.answer =
                refusal(Errc::duplicate, "{} versie {} is al geïnstalleerd met een andere tekst; geef deze versie {}",
                        workflow.key, workflow.version, workflow.version + 1);
            return reply;
        }
        reply.answer = json::value(answer);
        keep_without_events(install, *reply.answer, context);
        return reply;
    }
    for (const std::string& other : script::started_workflows(workflow))
        if (other != workflow.key && !supplies_.store->find_workflow(other)) {
            reply.answer =
                refusal(Errc::not_found, "{} start workflow '{}', en die is niet geïnstalleerd; installeer die eerst",
                        workflow.key, other);
            return reply;
        }
    Turn turn{installation(), context};
    domain::WorkflowInstalled event{workflow.key, workflow.version, workflow.hash, workflow.title, {}};
    if (install.reason)
        event.reason = context.keep(*install.reason, "reason", {});
    turn.record({}, std::move(event));
    store::Writes writes;
    writes.bundle_hash = workflow.hash;
    for (const script::File& file : bundle.files)
        writes.bundle.push_back({file.path, file.bytes});
    keep_answer(install.actor, install.key, install.fingerprint, answer, writes);
    const store::Appended appended = hand_over(turn, context, {install.actor, 0}, std::move(writes));
    supplies_.workflows->forget_active();
    reply.answer = json::value(answer);
    reply.part = appended.part;
    reply.seq = appended.seq;
    return reply;
}

Result<void> Turns::forget(Turn& turn, const domain::ForgetPerson& command)
{
    std::vector<std::string> ties;
    for (const store::Tie& tie : supplies_.store->list_ties_of(command.person))
        switch (tie.kind) {
        case store::Tie::Kind::chair:
            ties.push_back(fmt::format("heeft in {} nog de rol '{}'", tie.programme, tie.title));
            break;
        case store::Tie::Kind::deputy:
            ties.push_back(fmt::format("is in {} waarnemer van '{}'", tie.programme, tie.title));
            break;
        case store::Tie::Kind::commissioner:
            ties.push_back(fmt::format("is opdrachtgever van {}", tie.programme));
            break;
        }
    if (turn.context().find_person(command.person) && supplies_.store->list_content_about(command.person).empty())
        return refusal(Errc::duplicate, "de gegevens van {} zijn al gewist", command.person);
    return domain::forget_person(turn, command, ties);
}

Result<void> Turns::draw(Turn& turn, const domain::DrawAudit& command)
{
    const Date today = turn.context().today();
    domain::AuditDrawing drawing;
    drawing.until = command.until.value_or(today);
    drawing.seed = command.seed.value_or(new_seed());
    for (const store::HandoverToDraw& waiting : supplies_.store->list_handovers_to_draw(drawing.until))
        drawing.pool.push_back({waiting.handover, waiting.core ? domain::AuditPool::core : domain::AuditPool::other});
    return domain::draw_audit(turn, drawing);
}

Result<void> Turns::check_rating(const domain::RateHandover& command, domain::PersonId rater)
{
    const store::RatingGrounds grounds = supplies_.store->find_rating_grounds(command.handover, rater);
    if (!grounds.coordinates)
        return refusal(
            Errc::not_allowed,
            "beoordelen doet een coördinator overdracht, liefst van een andere wijk; {} heeft die rol nergens", rater);
    if (!grounds.drawn)
        return refusal(Errc::wrong_state,
                       "{} is niet geloot; wat van buiten beoordeeld wordt, kiest het lot (handover draw)",
                       command.handover);
    return {};
}

// In a store with a seed of its own the draw follows from it as well (RULES B8).
std::int64_t Turns::new_seed()
{
    constexpr std::uint64_t positive = 0x7fff'ffff'ffff'ffff;
    if (!supplies_.options->seed)
        return static_cast<std::int64_t>(supplies_.entropy->next() & positive);
    SeededEntropy entropy{*supplies_.options->seed, static_cast<std::uint64_t>(installation().pseq)};
    return static_cast<std::int64_t>(entropy.next() & positive);
}

Heads Turns::record_heads()
{
    TurnContext context{supplies_, installation(), clock_.now(), {}};
    if (!heads_) {
        const Recorded before = last_recorded(*supplies_.store);
        if (before.day >= context.today())
            return Heads::known;
        heads_ = HeadsToRecord{supplies_.store->list_changed_heads(before.seq),
                               supplies_.store->find_last_seq(part_of_programmes)};
    }
    const std::size_t count = std::min(heads_->waiting.size(), heads_per_turn);
    const auto end = heads_->waiting.begin() + static_cast<std::ptrdiff_t>(count);
    if (count > 0) {
        Turn turn{installation(), context};
        turn.record({}, domain::HeadsRecorded{context.today(), {heads_->waiting.begin(), end}});
        hand_over(turn, context, {}, {});
    }
    heads_now_ = static_cast<std::ptrdiff_t>(count);
    if (end != heads_->waiting.end())
        return Heads::some;
    supplies_.store->set_meta(heads_meta, fmt::format("{} {}", to_text(context.today()), heads_->until));
    return Heads::complete;
}

domain::Programme& Turns::installation()
{
    if (!installation_)
        installation_ = supplies_.store->load_programme(domain::installation);
    WD_ASSERT(installation_.has_value());
    return *installation_;
}

}  // namespace wd::runtime
