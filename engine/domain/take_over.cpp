// Comparing two texts along the steps of a run. See take_over.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/take_over.hpp"

#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

#include <algorithm>
#include <tuple>

namespace wd::domain {

namespace {

std::string next_repetition(const Run& run, std::string_view path)
{
    const std::string stem{without_repetition(path)};
    int repetition = split_path(path).back().repetition + 1;
    while (run.steps.contains(repeated_path(stem, repetition)))
        ++repetition;
    return repeated_path(stem, repetition);
}

bool lies_below(std::string_view path, std::string_view around)
{
    return path.size() > around.size() && path.starts_with(around) &&
           (path[around.size()] == '/' || path[around.size()] == '[');
}

bool same_terms(const VoteTerms& a, const VoteTerms& b)
{
    return a.base == b.base && a.electorate == b.electorate && a.threshold == b.threshold &&
           a.threshold_max == b.threshold_max && a.set_by == b.set_by && a.quorum == b.quorum;
}

// "verkennen/kanaal/uitnodigen" for "verkennen/kanaal[deur]/uitnodigen".
std::string without_keys(std::string_view place)
{
    std::string text;
    for (const PathPart& part : split_path(place))
        text = text.empty() ? std::string(part.id) : child_path(text, part.id);
    return text;
}

// The path of a run for a place in a mapping: in the generation of `like`, with its keys where the place names none.
std::string path_for(std::string_view place, std::string_view like)
{
    const std::vector<PathPart> parts = split_path(place);
    const std::vector<PathPart> model = split_path(like);
    std::string path = phase_path(parts.front().id, model.front().repetition);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        path = child_path(path, parts[i].id);
        const auto key = parts[i].key || i >= model.size() ? parts[i].key : model[i].key;
        if (key && i + 1 < parts.size())
            path += fmt::format("[{}]", *key);
    }
    return path;
}

const Steps* steps_of_item(const Step& block, std::string_view key)
{
    if (const auto* each = std::get_if<EachTerms>(&block.terms))
        return &each->steps;
    if (const auto* branches = std::get_if<Branches>(&block.terms))
        for (const Branch& branch : branches->list)
            if (branch.id == key)
                return &branch.steps;
    return nullptr;
}

bool has_step(const Steps* list, std::string_view id)
{
    return list != nullptr && std::any_of(list->begin(), list->end(), [&](const Step& step) { return step.id == id; });
}

// Where the branch taken in `before` stands in `fresh`: with a step that both have, or as what is left; -1 for nowhere.
int branch_in(const Step& fresh, const Step& before, int taken)
{
    const auto& old_list = std::get<Branches>(before.terms).list;
    const auto& list = std::get<Branches>(fresh.terms).list;
    if (taken < 0 || static_cast<std::size_t>(taken) >= old_list.size())
        return -1;
    const Steps& steps = old_list[static_cast<std::size_t>(taken)].steps;
    for (std::size_t i = 0; i < list.size(); ++i)
        for (const Step& step : list[i].steps)
            if (has_step(&steps, step.id))
                return static_cast<int>(i);
    const bool was_otherwise = static_cast<std::size_t>(taken) + 1 == old_list.size();
    return steps.empty() && was_otherwise && list.back().steps.empty() ? static_cast<int>(list.size()) - 1 : -1;
}

bool same_form(const Form* a, const Form* b)
{
    if (a == nullptr || b == nullptr)
        return a == b;
    return std::equal(a->fields.begin(), a->fields.end(), b->fields.begin(), b->fields.end(),
                      [](const Field& x, const Field& y) {
                          return x.id == y.id && x.title == y.title && x.kind == y.kind && x.required == y.required &&
                                 std::equal(x.options.begin(), x.options.end(), y.options.begin(), y.options.end(),
                                            [](const Option& p, const Option& q) { return p.id == q.id; });
                      });
}

class Comparison {
public:
    Comparison(const Programme& programme, const Run& run, const Workflow& from, const Workflow& to,
               const TakeOverMapping& mapping)
        : programme_(programme), run_(run), after_(run), from_(from), to_(to), mapping_(mapping)
    {
    }

    TakeOverPlan plan()
    {
        plan_.verdict = TakeOverVerdict::current;
        if (run_.hash == to_.hash)
            return std::move(plan_);
        plan_.missing_phases = missing_phases(from_, to_);
        plan_.verdict = TakeOverVerdict::stays;
        if (!plan_.missing_phases.empty())
            return std::move(plan_);
        plan_.verdict = TakeOverVerdict::takes_over;
        plan_.restart =
            std::find(mapping_.restart.begin(), mapping_.restart.end(), run_.phase) != mapping_.restart.end();
        if (plan_.restart)
            return std::move(plan_);
        place_open_steps();
        if (!plan_.questions.empty()) {
            plan_.verdict = TakeOverVerdict::needs_mapping;
            return std::move(plan_);
        }
        compare_phase();
        return std::move(plan_);
    }

private:
    // --- Open steps: each has a place in the new text, or is cancelled.

    void place_open_steps()
    {
        std::vector<std::string> cancelled;
        for (const auto& [path, step] : run_.steps) {
            const std::string target = target_below(path);
            if (step.closed_at) {
                move(path, target);
                continue;
            }
            const bool inner = std::any_of(cancelled.begin(), cancelled.end(),
                                           [&](const std::string& around) { return lies_below(path, around); });
            if (inner || place(path, step, target))
                continue;
            cancelled.push_back(path);
        }
        for (const std::string& around : cancelled)
            cancel(around);
        for (const CarriedOn& moved : plan_.carried_on)
            move_record(moved);
    }

    // Whether the step stays: false when it is to be cancelled.
    bool place(const std::string& path, const StepRecord& step, const std::string& target)
    {
        const StepMapping* said = find_mapping(path);
        if (said != nullptr && said->cancel.value_or(false))
            return false;
        const std::string as = said != nullptr && said->as ? path_for(*said->as, path) : target;
        std::optional<Mismatch> why = mismatch(path, step, as);
        const bool allowed = said != nullptr && said->as && (why == Mismatch::other_terms || why == Mismatch::deciders);
        if (!why && as != path && (split_path(as).front().id != run_.phase || run_.steps.contains(as)))
            why = Mismatch::wrong_target;
        if (why && !allowed)
            ask(path, step, said != nullptr && said->as ? Mismatch::wrong_target : *why,
                said == nullptr ? std::optional<std::string>{} : said->as);
        else
            move(path, as);
        return true;
    }

    void ask(const std::string& path, const StepRecord& step, Mismatch why, std::optional<std::string> target)
    {
        // What is within a block that has no place is answered with the block.
        const bool inner = std::any_of(plan_.questions.begin(), plan_.questions.end(),
                                       [&](const OpenQuestion& question) { return lies_below(path, question.path); });
        if (!inner)
            plan_.questions.push_back({path, step.kind, why, std::move(target)});
    }

    std::optional<Mismatch> mismatch(const std::string& path, const StepRecord& record, const std::string& target) const
    {
        if (find_trigger(from_, path) != nullptr)
            return find_trigger(to_, path) == nullptr ? std::optional{Mismatch::lacking} : std::nullopt;
        const Step* fresh = find_step(to_, target);
        const Step* before = find_step(from_, path);
        if (fresh == nullptr)
            return Mismatch::lacking;
        if (before == nullptr || fresh->kind != before->kind)
            return Mismatch::other_kind;
        const auto* each = std::get_if<EachTerms>(&fresh->terms);
        if (each != nullptr && each->over != std::get<EachTerms>(before->terms).over)
            return Mismatch::other_items;
        const auto* vote = std::get_if<VoteTerms>(&fresh->terms);
        if (vote != nullptr && !same_terms(*vote, std::get<VoteTerms>(before->terms)))
            return Mismatch::other_terms;
        const auto* gate = std::get_if<GateTerms>(&fresh->terms);
        if (gate != nullptr && has_answers(record) && gate->deciders != std::get<GateTerms>(before->terms).deciders)
            return Mismatch::deciders;
        return {};
    }

    bool has_answers(const StepRecord& record) const
    {
        const auto task = record.task ? programme_.tasks.find(*record.task) : programme_.tasks.end();
        return task != programme_.tasks.end() && !task->second.answers.empty();
    }

    // A mapping for this very item comes before one for all.
    const StepMapping* find_mapping(std::string_view path) const
    {
        const std::string place = place_in_mapping(path);
        const std::string general = without_keys(place);
        for (const std::string& wanted : {place, general})
            for (const StepMapping& said : mapping_.steps)
                if (said.path == wanted)
                    return &said;
        return nullptr;
    }

    // Where a path comes when what is around it moves.
    std::string target_below(const std::string& path) const
    {
        std::string target = path;
        std::size_t longest = 0;
        for (const CarriedOn& moved : plan_.carried_on)
            if (lies_below(path, moved.path) && moved.path.size() > longest) {
                longest = moved.path.size();
                target = moved.as + path.substr(moved.path.size());
            }
        return target;
    }

    void move(const std::string& path, const std::string& as)
    {
        if (path != as)
            plan_.carried_on.push_back({path, as});
    }

    void cancel(const std::string& around)
    {
        std::vector<std::string> inner;
        for (auto& [path, step] : after_.steps)
            if (!step.closed_at && (path == around || lies_below(path, around)))
                inner.push_back(path);
        for (auto path = inner.rbegin(); path != inner.rend(); ++path) {
            StepRecord& step = after_.steps.at(*path);
            step.state = StepState::cancelled;
            step.closed_at = step.opened_at;
            plan_.cancelled.push_back(*path);
        }
        const Step* fresh = find_step(to_, around);
        if (fresh != nullptr && place_of(to_, around).list != nullptr)
            plan_.afresh.push_back(next_repetition(run_, around));
    }

    void move_record(const CarriedOn& moved)
    {
        auto entry = after_.steps.extract(moved.path);
        entry.key() = moved.as;
        after_.steps.insert(std::move(entry));
        before_[moved.as] = moved.path;
    }

    // --- The lists of the new text beside what the run has of them.

    void compare_phase()
    {
        const Phase& fresh = *find_phase(to_, run_.phase);
        const Phase& before = *find_phase(from_, run_.phase);
        const std::string around = phase_path(run_.phase, run_.generation);
        for (const Every& every : fresh.every)
            if (const std::string path = latest(child_path(around, every.step.id)); after_.steps.contains(path))
                compare_step(every.step, path);
        compare_list(fresh.steps, around, &before.steps, false);
        keep_open_steps();
        if (changes_nothing())
            plan_.verdict = TakeOverVerdict::unchanged;
    }

    void keep_open_steps()
    {
        for (const auto& [path, record] : after_.steps)
            if (const Step* fresh = record.closed_at ? nullptr : find_step(to_, path)) {
                const Step* before = find_step(from_, before_of(path));
                plan_.kept.push_back({path, before, fresh, is_unjudged(record) || says_otherwise(*before, *fresh)});
            }
    }

    bool says_otherwise(const Step& before, const Step& fresh) const
    {
        const auto asked = [](const Step& step) {
            const auto* gate = std::get_if<GateTerms>(&step.terms);
            return std::tuple{step.title,
                              step.role,
                              step.person,
                              step.form,
                              step.legal,
                              step.carry,
                              gate == nullptr ? std::vector<std::string>{} : gate->deciders};
        };
        const auto* votes = std::get_if<VoteTerms>(&before.terms);
        const bool counted_otherwise = votes != nullptr && !same_terms(*votes, std::get<VoteTerms>(fresh.terms));
        return asked(before) != asked(fresh) || counted_otherwise || timing_changed(before, fresh) ||
               !same_form(find_form(from_, before.form), find_form(to_, fresh.form));
    }

    bool changes_nothing() const
    {
        return plan_.cancelled.empty() && plan_.carried_on.empty() && plan_.choices.empty() &&
               plan_.passed_over.empty() && plan_.joined.empty() && plan_.gone.empty() && plan_.to_come.empty() &&
               std::none_of(plan_.kept.begin(), plan_.kept.end(), [](const KeptStep& step) { return step.renewed; });
    }

    // `ended`: the run has left this list behind. New steps before the last one that it came to are passed over.
    void compare_list(const Steps& fresh, const std::string& around, const Steps* before, bool ended)
    {
        std::size_t reached = 0;
        for (std::size_t i = 0; i < fresh.size(); ++i)
            if (after_.steps.contains(latest(child_path(around, fresh[i].id))))
                reached = i;
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            const std::string path = latest(child_path(around, fresh[i].id));
            if (after_.steps.contains(path))
                compare_step(fresh[i], path);
            else if (ended || i < reached)
                plan_.passed_over.push_back({path, fresh[i].kind, fresh[i].title});
            else if (!has_step(before, fresh[i].id))
                plan_.to_come.push_back(path);
        }
    }

    void compare_step(const Step& fresh, const std::string& path)
    {
        const StepRecord& record = after_.steps.at(path);
        const std::string was = before_of(path);
        const Step* before = find_step(from_, was);
        if (before == nullptr || record.state == StepState::cancelled)
            return;
        compare_late(fresh.late, path, before->late, was, is_late(record));
        if (!record.closed_at) {
            if (is_block(fresh.kind) && !is_unjudged(record))
                compare_items(fresh, path, *before, was, record);
            return;
        }
        int branch = branch_of(record);
        const Steps* old_answer = continuation_of(*before, record.outcome.value_or(""), branch);
        if (before->kind == StepKind::choose && fresh.kind == StepKind::choose) {
            const int stands = branch_in(fresh, *before, branch);
            if (stands != branch)
                plan_.choices.push_back({path, stands});
            branch = stands;
        }
        const Steps* answer = continuation_of(fresh, record.outcome.value_or(""), branch);
        if (answer != nullptr)
            compare_list(*answer, path, old_answer,
                         old_answer == nullptr || has_ended(programme_, run_, *old_answer, was));
    }

    bool is_late(const StepRecord& record) const
    {
        const auto task = record.task ? programme_.tasks.find(*record.task) : programme_.tasks.end();
        return task != programme_.tasks.end() && task->second.late;
    }

    // A list beside the others: once begun, or when its deadline has already passed.
    void compare_late(const Steps& fresh, const std::string& around, const Steps& before, const std::string& was,
                      bool late)
    {
        const bool begun = std::any_of(before.begin(), before.end(),
                                       [&](const Step& step) { return run_.steps.contains(child_path(was, step.id)); });
        if (begun || late)
            compare_list(fresh, around, &before, !begun || has_ended(programme_, run_, before, was));
    }

    void compare_items(const Step& fresh, const std::string& path, const Step& before, const std::string& was,
                       const StepRecord& record)
    {
        for (const std::string& key : record.keys) {
            const Steps* list = steps_of_item(fresh, key);
            const Steps* old_list = steps_of_item(before, key);
            const bool ended = old_list == nullptr || has_ended(programme_, run_, *old_list, item_path(was, key));
            if (list == nullptr && !ended)
                plan_.gone.push_back({path, key});
            if (list != nullptr)
                compare_list(*list, item_path(path, key), old_list, ended);
            if (fresh.kind != StepKind::each)
                compare_late(fresh.late, item_path(path, key), before.late, item_path(was, key), false);
        }
        if (fresh.kind == StepKind::each)
            return;
        for (const Branch& branch : std::get<Branches>(fresh.terms).list)
            if (std::find(record.keys.begin(), record.keys.end(), branch.id) == record.keys.end()) {
                plan_.joined.push_back({path, branch.id});
                for (const Step& step : branch.steps)
                    plan_.to_come.push_back(child_path(item_path(path, branch.id), step.id));
            }
    }

    std::string before_of(const std::string& path) const
    {
        const auto moved = before_.find(path);
        return moved == before_.end() ? path : moved->second;
    }

    std::string latest(std::string path) const
    {
        const std::string stem = path;
        for (int repetition = 2; after_.steps.contains(repeated_path(stem, repetition)); ++repetition)
            path = repeated_path(stem, repetition);
        return path;
    }

    const Programme& programme_;
    const Run& run_;
    Run after_;  // with what was cancelled and moved
    const Workflow& from_;
    const Workflow& to_;
    const TakeOverMapping& mapping_;
    std::map<std::string, std::string> before_;  // moved path → the path it had
    TakeOverPlan plan_;
};

}  // namespace

std::vector<std::string> missing_phases(const Workflow& pinned, const Workflow& fresh)
{
    std::vector<std::string> missing;
    for (const Phase& phase : pinned.phases)
        if (find_phase(fresh, phase.id) == nullptr)
            missing.push_back(phase.id);
    return missing;
}

std::string place_in_mapping(std::string_view path)
{
    std::string place;
    for (const PathPart& part : split_path(path)) {
        place = place.empty() ? std::string(part.id) : child_path(place, part.id);
        if (part.key)
            place += fmt::format("[{}]", *part.key);
    }
    return place;
}

TakeOverPlan plan_take_over(const Programme& programme, const Run& run, const Workflow& from, const Workflow& to,
                            const TakeOverMapping& mapping)
{
    return Comparison{programme, run, from, to, mapping}.plan();
}

}  // namespace wd::domain
