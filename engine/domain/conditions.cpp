// Conditions become commitments. See conditions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/conditions.hpp"

#include "domain/promises.hpp"
#include "domain/words.hpp"

namespace wd::domain {

void check_conditions(const std::vector<Condition>& conditions, Conditions which, std::string_view outcome,
                      Date earliest, Context& context, Complaints& complaints)
{
    if (which == Conditions::wanted && conditions.empty())
        complaints.add(
            refusal_at("conditions", "'{}' vraagt minstens één voorwaarde met eigenaar en datum", dutch(outcome)));
    if (which == Conditions::unwanted && !conditions.empty())
        complaints.add(refusal_at(
            "conditions", "bij '{}' horen geen voorwaarden; laat de {} voorwaarden weg of kies '{}'", dutch(outcome),
            conditions.size(), dutch(outcome == "go" ? "go_with_conditions" : "adopt_with_conditions")));
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const std::string field = fmt::format("conditions[{}]", i);
        complaints.add(check_text(field + ".text", conditions[i].text));
        complaints.add(check_person(field + ".owner", conditions[i].owner, context));
        complaints.add(check_day(field + ".due", conditions[i].due));
        if (conditions[i].due < earliest)
            complaints.add(refusal_at(field + ".due", "voorwaarde {} moet klaar zijn op {} en dat ligt voor {}", i + 1,
                                      to_text(conditions[i].due), to_text(earliest)));
    }
}

std::vector<EntryId> add_commitments(const std::vector<Condition>& conditions, TaskId task, Payloads& events,
                                     Context& context)
{
    std::vector<EntryId> ids;
    for (const Condition& condition : conditions) {
        CommitmentAdded added;
        added.entry = context.new_id<EntryTag>();
        added.text = context.keep(condition.text, "text", std::nullopt);
        added.owner = condition.owner;
        added.due = condition.due;
        added.task = task;
        ids.push_back(added.entry);
        events.emplace_back(added);
        watch_promise(added.entry, added.owner, added.due, events, context);
    }
    return ids;
}

}  // namespace wd::domain
