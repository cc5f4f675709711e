// See story.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

Sha256 digest_of(std::string_view name)
{
    return sha256(name);
}

Kept keep_text(ContentId id, std::string_view text, std::optional<PersonId> subject)
{
    Kept kept;
    kept.row.id = id;
    kept.row.subject = subject;
    kept.row.kind = "note";
    kept.row.ground = "werk";
    kept.row.salt.fill(static_cast<std::uint8_t>(id.value));
    kept.row.bytes = text;
    Sha256Hasher hasher;
    hasher.add(std::span<const std::uint8_t>{kept.row.salt});
    hasher.add(text);
    kept.ref = {id, hasher.finish()};
    return kept;
}

Story::Story(Store& store) : store_(store)
{
    store_.begin();
    folded_.id = ProgrammeId{store_.take_id(ProgrammeId{1})};
    store_.commit();
    folded_.ledger.emplace();
    tell(ProgrammeCreated{.name = "Heuvel", .municipalities = {"GM0363", "GM0394"}, .commissioner = {}});
}

void Story::tell(Payload payload, RunId run, PersonId by)
{
    now_ += std::chrono::minutes{1};
    append({Event{run, 0, now_, Actor{by, {}}, std::move(payload)}}, {});
}

void Story::tell(Payload payload, const std::vector<Kept>& texts)
{
    now_ += std::chrono::minutes{1};
    append({Event{RunId{}, 0, now_, {}, std::move(payload)}}, texts);
}

void Story::tell_all(std::vector<Payload> payloads, RunId run)
{
    now_ += std::chrono::minutes{1};
    std::vector<Event> events;
    for (Payload& payload : payloads)
        events.push_back({run, folded_.pseq, now_, {}, std::move(payload)});
    append(std::move(events), {});
}

void Story::append(std::vector<Event> events, const std::vector<Kept>& texts)
{
    Writes writes;
    writes.stream = folded_.id;
    writes.head_pseq = folded_.pseq;
    writes.head_hash = folded_.hash;
    writes.events = std::move(events);
    for (const Kept& kept : texts)
        writes.contents.push_back(kept.row);
    for (const Event& event : writes.events)
        apply(folded_, event);
    store_.begin();
    const Appended appended = store_.append(writes);
    store_.commit();
    folded_.hash = appended.hash;
    // A corrected figure changes a sum: the fold does not know it and loads.
    if (std::holds_alternative<EntryCorrected>(writes.events.back().payload))
        folded_.ledger = store_.load_ledger(folded_.id);
}

std::int64_t Story::take_id()
{
    store_.begin();
    const std::int64_t id = store_.take_id(folded_.id);
    store_.commit();
    return id;
}

RunId Story::start_run(std::string_view workflow, std::optional<PersonId> team)
{
    const auto run = new_id<RunTag>();
    RunStarted started;
    started.run = run;
    started.workflow = workflow;
    started.hash = digest_of(workflow);
    started.team = team;
    started.input = json::object{{"kanalen", json::array{"deur", "brief"}}};
    tell(std::move(started), run);
    return run;
}

void Story::open_phase(RunId run, std::string_view phase, int generation)
{
    tell(PhaseOpened{std::string(phase), generation, "Fase " + std::string(phase), digest_of("wijkaanpak")}, run);
}

TaskId Story::open_task(RunId run, std::string_view path, StepKind kind)
{
    const auto task = new_id<TaskTag>();
    StepOpened opened;
    opened.path = path;
    opened.kind = kind;
    opened.task = task;
    opened.title = "Nodig bewoners uit";
    opened.role = "opbouwwerker";
    opened.timers = {{TimerKind::due, "3 weken", day("2026-02-02"), now_ + std::chrono::days{21}, {}}};
    tell(std::move(opened), run);
    return task;
}

void tell_installation(Store& store, Payload payload, std::vector<NewContent> contents, std::vector<BundleFile> bundle,
                       std::optional<Sha256> bundle_hash)
{
    const Head head = store.find_head(installation);
    Writes writes;
    writes.stream = installation;
    writes.head_pseq = head.pseq;
    writes.head_hash = head.hash;
    writes.contents = std::move(contents);
    writes.bundle = std::move(bundle);
    writes.bundle_hash = bundle_hash;
    writes.events.push_back({RunId{}, 0, monday + std::chrono::seconds{head.pseq}, {}, std::move(payload)});
    store.begin();
    store.append(writes);
    store.commit();
}

PersonId add_person(Store& store, std::string_view name, std::vector<PersonId> member_of, PersonKind kind)
{
    store.begin();
    const PersonId person{store.take_id(installation)};
    const ContentId content{store.take_id(installation)};
    store.commit();
    Kept kept = keep_text(content, name, person);
    kept.row.kind = "name";
    tell_installation(store, PersonAdded{person, kind, kept.ref, {}, std::move(member_of), false}, {kept.row});
    return person;
}

namespace {

template <class T>
void compare(std::string& text, std::string_view what, const T& folded, const T& loaded)
{
    if (!(folded == loaded))
        text += fmt::format("{} differs\n", what);
}

void compare_runs(std::string& text, const Programme& folded, const Programme& loaded)
{
    for (const auto& [id, run] : folded.runs) {
        const auto other = loaded.runs.find(id);
        if (other == loaded.runs.end()) {
            text += fmt::format("{} is not in the store\n", to_text(id));
            continue;
        }
        for (const auto& [path, step] : run.steps)
            if (!other->second.steps.contains(path) || !(other->second.steps.at(path) == step))
                text += fmt::format(
                    "step {} of {} differs: {} {} {} | {}\n", path, to_text(id), name_of(step.kind),
                    name_of(step.state), json::serialize(step.result),
                    other->second.steps.contains(path) ? json::serialize(other->second.steps.at(path).result) : "gone");
        if (!(other->second == run))
            text += fmt::format("{} differs\n", to_text(id));
    }
    compare(text, "number of runs", folded.runs.size(), loaded.runs.size());
}

}  // namespace

std::string difference(const Programme& folded, const Programme& loaded)
{
    std::string text;
    compare(text, "name", folded.name, loaded.name);
    compare(text, "state", folded.state, loaded.state);
    compare(text, "commissioner", folded.commissioner, loaded.commissioner);
    compare(text, "municipalities", folded.municipalities, loaded.municipalities);
    compare(text, "paused_since", folded.paused_since, loaded.paused_since);
    compare(text, "pseq", folded.pseq, loaded.pseq);
    compare(text, "hash", folded.hash, loaded.hash);
    compare(text, "last_at", folded.last_at, loaded.last_at);
    compare_runs(text, folded, loaded);
    for (const auto& [id, task] : folded.tasks)
        if (!loaded.tasks.contains(id) || !(loaded.tasks.at(id) == task))
            text += fmt::format("{} ({}) differs\n", to_text(id), name_of(task.kind));
    compare(text, "number of tasks", folded.tasks.size(), loaded.tasks.size());
    for (const auto& [key, timer] : folded.timers)
        if (!loaded.timers.contains(key) || !(loaded.timers.at(key) == timer))
            text += fmt::format("timer {} {} {} differs\n", to_text(key.run), key.path, name_of(key.kind));
    compare(text, "number of timers", folded.timers.size(), loaded.timers.size());
    if (folded.ledger && loaded.ledger) {
        compare(text, "areas", folded.ledger->areas, loaded.ledger->areas);
        compare(text, "positions", folded.ledger->positions, loaded.ledger->positions);
        compare(text, "assignments", folded.ledger->assignments, loaded.ledger->assignments);
        compare(text, "reach", folded.ledger->reach, loaded.ledger->reach);
        compare(text, "measures", folded.ledger->measures, loaded.ledger->measures);
        compare(text, "linkages", folded.ledger->linkages, loaded.ledger->linkages);
        compare(text, "commitments", folded.ledger->commitments, loaded.ledger->commitments);
        compare(text, "ledger", *folded.ledger, *loaded.ledger);
    }
    return text;
}

std::string difference(Story& story)
{
    std::optional<Programme> loaded = story.store().load_programme(story.id());
    if (!loaded)
        return "the programme is not in the store\n";
    loaded->ledger = story.store().load_ledger(story.id());
    return difference(story.folded(), *loaded);
}

}  // namespace wd::store::test
