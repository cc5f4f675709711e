// What a run can do now, read from its named steps alone (DESIGN idea 3). See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

namespace wd::domain {

bool is_unjudged(const StepRecord& step)
{
    const bool judged_at_opening = step.kind == StepKind::choose || step.kind == StepKind::compute ||
                                   step.kind == StepKind::tell || step.kind == StepKind::call ||
                                   (step.kind == StepKind::start && step.keys.empty()) ||
                                   (step.kind == StepKind::each && step.keys.empty());
    return step.state == StepState::stuck && judged_at_opening;
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
    explicit Walk(const Run& run) : run_(run) {}

    // True when the whole list has ended.
    bool list(const Steps& steps, std::string_view around)
    {
        for (const Step& step : steps)
            if (!this->step(step, latest_path(child_path(around, step.id))))
                return false;
        return true;
    }

    std::vector<Work> found;

private:
    bool step(const Step& step, const std::string& path)
    {
        const auto entry = run_.steps.find(path);
        if (entry == run_.steps.end() || is_unjudged(entry->second)) {
            found.push_back({WorkKind::open, run_.id, path, {}});
            return false;
        }
        const StepRecord& record = entry->second;
        late(step, path);
        if (!record.closed_at) {
            if (is_block(step.kind))
                items(step, path, record);
            return false;
        }
        if (record.state == StepState::cancelled)
            return false;
        const Steps* answer = continuation_of(step, record.outcome.value_or(""), branch_of(record));
        if (answer != nullptr && !list(*answer, path))
            return false;
        if (record.outcome != "not_now" && record.outcome != "back")
            return true;
        found.push_back({WorkKind::after, run_.id, path, {}});  // asks again on its date, or goes back
        return false;
    }

    void items(const Step& step, const std::string& path, const StepRecord& record)
    {
        std::vector<std::string> ended;
        for (const std::string& key : record.keys) {
            late(step, item_path(path, key));
            const Steps* steps = item_steps(step, key);
            if (steps != nullptr && list(*steps, item_path(path, key)))
                ended.push_back(key);
        }
        const std::size_t counted = record.keys.size() - static_cast<std::size_t>(record.open_items);
        for (std::size_t i = counted; i < ended.size(); ++i)
            found.push_back({WorkKind::item_end, run_.id, path, ended[i]});
        if (record.open_items == 0)
            found.push_back({WorkKind::block_end, run_.id, path, {}});
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

    // Steps beside a late one, or a branch that stands still: begun once the first of them is there.
    void late(const Step& step, const std::string& path)
    {
        if (!step.late.empty() && run_.steps.contains(child_path(path, step.late.front().id)))
            list(step.late, path);
    }

    // A gate that was asked again has a later record.
    std::string latest_path(std::string path) const
    {
        for (int repetition = 2; run_.steps.contains(repeated_path(path, repetition)); ++repetition)
            if (!run_.steps.contains(repeated_path(path, repetition + 1)))
                return repeated_path(path, repetition);
        return path;
    }

    const Run& run_;
};

}  // namespace

std::vector<Work> pending_work(const Run& run, const Workflow* workflow)
{
    const Phase* phase = find_phase(*workflow, run.phase);
    if (phase == nullptr)
        return {};
    Walk walk{run};
    if (walk.list(phase->steps, phase_path(run.phase, run.generation)))
        walk.found.push_back({WorkKind::phase_end, run.id, {}, {}});
    return std::move(walk.found);
}

}  // namespace wd::domain
