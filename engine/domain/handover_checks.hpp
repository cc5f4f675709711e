// What several decisions about a handover share: which one is meant, who may write which part, which open thing a word names, and
// what is open of the chair that is handed over. Pure; refusals are in Dutch. The decisions are in decide_handover.cpp and
// decide_audit.cpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/complaints.hpp"
#include "domain/context.hpp"

namespace wd::domain {

// Areas of this kind are handed over with a core position, each with its own state.
inline constexpr std::string_view sub_area_kind = "deelgebied";

// A handover of this programme; refused as not_found.
Result<const HandoverRecord*> find_handover(HandoverId handover, Context& context);
// One that can still change: the programme goes on, and the score is not final (after that only check-ups are added).
Result<const HandoverRecord*> find_open_handover(const Programme& programme, HandoverId handover, Context& context);
// One whose document is still being written: nobody has accepted it.
Result<const HandoverRecord*> find_handover_in_writing(const Programme& programme, HandoverId handover,
                                                       Context& context);

// Whether the leaver can no longer be asked to write: there is none, left from one day to the next, or the last day is over.
bool is_giver_gone(const HandoverRecord& handover, Date today);
// Whether the actor is the leaver, or belongs to the team or group that leaves.
bool is_giver(const HandoverRecord& handover, Context& context);
bool is_receiver(const HandoverRecord& handover, Context& context);

// The leaver writes the document; when the leaver is gone the successor, the core team or the commissioner rebuilds it from the
// log. Where nobody leaves a chair by name (a new college, a contractor, upkeep, a key person) the core team always may.
Result<void> check_may_write(const Programme& programme, HandoverId id, const HandoverRecord& handover,
                             Context& context);
// What only the successor can do; `what` ends the sentence: "vertelt in eigen woorden na".
Result<void> check_is_receiver(std::string_view what, HandoverId id, const HandoverRecord& handover, Context& context);

// "taak-12", "regel-8" or "gebied-3": an open task, an open promise or an area of this programme. Whatever belongs to a
// household is refused: it never enters a handover.
Result<HandedItem> parse_handed_item(std::string_view field, std::string_view text, const Programme& programme,
                                     Context& context);
// The team of a household behind a task; also of one that stands beside the runs.
std::optional<PersonId> household_team_of(const Programme& programme, const Task& task, Context& context);
// Whether a promise was made about a household: it is of its team then, as the task is in which it was made.
bool is_of_household(const Programme& programme, const CommitmentRecord& promise, Context& context);
// What is open now and has to be handed over: tasks offered to the position's role or offered to or claimed by the leaver,
// promises of the leaver, and with a core position its sub-areas. Household content is left out.
std::vector<HandedItem> open_items_of(const Programme& programme, const HandoverRecord& handover, Context& context);

}  // namespace wd::domain
