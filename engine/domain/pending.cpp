// What a run can do now, read from its named steps alone (DESIGN idea 3). See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

#include <algorithm>

namespace wd::domain {

bool is_parked(const Run& run)
{
    return run.stuck && !run.stuck->path;
}

bool is_unjudged(const StepRecord& step)
{
    return step.state == StepState::stuck;
}

std::vector<std::string> held_steps(const Run& run)
{
    std::vector<std::string> held;
    for (const auto& [path, step] : run.steps)
        if (is_unjudged(step))
            held.push_back(path);
    return held;
}

int branch_of(const StepRecord& step)
{
    const json::object* result = step.result.if_object();
    const json::value* branch = result == nullptr ? nullptr : result->if_contains("branch");
    return branch == nullptr ? -1 : branch->to_number<int>();
}

namespace {

// Walks the declaration beside the records and collects what is left to do.
class Walk {
public:
    Walk(const Programme& programme, const Run& run) : programme_(programme), run_(run) {}

    // When the whole list had ended; none when it has not.
    std::optional<Timestamp> list(const Steps& steps, std::string_view around)
    {
        Timestamp last{};
        for (const Step& step : steps) {
            const std::optional<Timestamp> ended = this->step(step, latest_path(child_path(around, step.id)));
            if (!ended)
                return {};
            last = std::max(last, *ended);
        }
        return last;
    }

    // The latest turn of a step that comes back.
    void turn(const Step& step, const std::string& first)
    {
        const std::string latest = latest_path(first);
        if (run_.steps.contains(latest))
            this->step(step, latest);
    }

    std::vector<Work> found;

private:
    std::optional<Timestamp> step(const Step& step, const std::string& path)
    {
        const auto entry = run_.steps.find(path);
        if (entry == run_.steps.end()) {
            add(WorkKind::open, path);
            return {};
        }
        const StepRecord& record = entry->second;
        late(step, path, record);
        if (!record.closed_at) {
            if (is_block(step.kind) && !is_unjudged(record))
                items(step, path, record);
            return {};
        }
        if (record.state == StepState::cancelled)
            return {};
        std::optional<Timestamp> ended = record.closed_at;
        const Steps* answer = continuation_of(step, record.outcome.value_or(""), branch_of(record));
        if (answer != nullptr)
            ended = list(*answer, path);
        if (!ended || (record.outcome != "not_now" && record.outcome != "back"))
            return ended ? std::max(*ended, *record.closed_at) : ended;
        add(WorkKind::after, path);  // asks again on its date, or goes back
        return {};
    }

    void items(const Step& step, const std::string& path, const StepRecord& record)
    {
        const auto counted = record.keys.size() - static_cast<std::size_t>(record.open_items);
        if (step.kind == StepKind::first && counted > 0) {
            add(WorkKind::block_end, path);
            return;
        }
        std::vector<std::pair<Timestamp, std::string>> ended;
        for (const std::string& key : record.keys) {
            begun(step.late, item_path(path, key));
            const Steps* steps = item_steps(step, key);
            if (steps == nullptr)
                continue;
            if (const std::optional<Timestamp> at = list(*steps, item_path(path, key)))
                ended.emplace_back(*at, key);
        }
        // Items are counted in the order in which they end.
        std::stable_sort(ended.begin(), ended.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = counted; i < ended.size(); ++i)
            found.push_back({WorkKind::item_end, run_.id, path, ended[i].second});
        if (record.open_items == 0)
            add(WorkKind::block_end, path);
    }

    static const Steps* item_steps(const Step& step, std::string_view key)
    {
        if (const auto* each = std::get_if<EachTerms>(&step.terms))
            return &each->steps;
        for (const Branch& branch : std::get<Branches>(step.terms).list)
            if (branch.id == key)
                return &branch.steps;
        return nullptr;
    }

    void late(const Step& step, const std::string& path, const StepRecord& record)
    {
        const auto task = record.task ? programme_.tasks.find(*record.task) : programme_.tasks.end();
        if (task != programme_.tasks.end() && task->second.late)
            list(step.late, path);
        else
            begun(step.late, path);
    }

    // A list beside the others, for a deadline that passed or a branch that stood still: once the first of it is there.
    void begun(const Steps& beside, const std::string& path)
    {
        if (!beside.empty() && run_.steps.contains(child_path(path, beside.front().id)))
            list(beside, path);
    }

    // A gate that was asked again, or a step that came back, has a later record.
    std::string latest_path(std::string path) const
    {
        for (int repetition = 2; run_.steps.contains(repeated_path(path, repetition)); ++repetition)
            if (!run_.steps.contains(repeated_path(path, repetition + 1)))
                return repeated_path(path, repetition);
        return path;
    }

    void add(WorkKind kind, const std::string& path) { found.push_back({kind, run_.id, path, {}}); }

    const Programme& programme_;
    const Run& run_;
};

}  // namespace

bool has_ended(const Programme& programme, const Run& run, const Steps& list, std::string_view around)
{
    return Walk{programme, run}.list(list, around).has_value();
}

std::vector<Work> pending_work(const Programme& programme, const Run& run, const Workflow* workflow)
{
    const Phase* phase = find_phase(*workflow, run.phase);
    if (phase == nullptr)
        return {};
    const std::string around = phase_path(run.phase, run.generation);
    Walk walk{programme, run};
    for (const std::string& path : held_steps(run))
        walk.found.push_back({WorkKind::open, run.id, path, {}});
    for (const Every& every : phase->every)
        walk.turn(every.step, child_path(around, every.step.id));
    if (walk.list(phase->steps, around))
        walk.found.push_back({WorkKind::phase_end, run.id, {}, {}});
    return std::move(walk.found);
}

}  // namespace wd::domain
