// What `c` knows at one place of one run (RULES D3): steps of this run, the items around the place, input, settings, the event
// that started the run, today, and the facts of the programme.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

class RunFacts final : public FactSource {
public:
    // `path` is the step that asks; references must outlive this object.
    RunFacts(const Programme& programme, const Run& run, const Workflow& workflow, std::string_view path,
             Context& context)
        : programme_(programme), run_(run), workflow_(workflow), path_(path), context_(context)
    {
    }
    // The event seen as c.event by a trigger's condition, instead of the one that started the run.
    void set_event(json::value event) { event_ = std::move(event); }

    Fact find(std::string_view name) override;
    std::vector<json::value> all(std::string_view name) override;
    std::vector<std::string> names() override;

    // A dotted path as arguments and electorates write it: "event.assignment", "population.dwellings", "kanaal".
    Fact find_path(std::string_view dotted);
    // Whether it was asked and left open, so that it will not come: an optional question of a form or of the input.
    bool is_left_open(std::string_view dotted);

private:
    std::optional<json::value> item_key(std::string_view name) const;
    const StepRecord* closed_step(std::string_view id) const;
    Fact programme_fact(std::string_view name);

    const Programme& programme_;
    const Run& run_;
    const Workflow& workflow_;
    std::string_view path_;
    Context& context_;
    std::optional<json::value> event_;
};

// What a step tells functions: what it gave, or else how it ended.
json::value facts_of(const json::value& result, const std::optional<std::string>& outcome);

// Whether `other` lies in another item of an `each` that `asking` lies in too: what is found there is not about this item.
// `other` may be of an earlier generation.
bool is_of_other_item(const Run& run, std::string_view asking, std::string_view other);

// A figure of the programme, e.g. reach {people, per_mille}; null when nobody recorded it. The share lacks while the number of
// inhabitants does.
json::value programme_fact(const Ledger& ledger, std::string_view name, Date today);

}  // namespace wd::domain
