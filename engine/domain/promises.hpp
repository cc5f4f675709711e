// What holds for every promise, wherever it was made: whose turn it is to speak of it, and when silence begins. Shared by the
// decisions about promises, by conditions of gates and decisions, by corrections and by the check `no_silent_promises`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// Adds what a promise with this owner and date brings along: it is silent at once without an owner or when its date has passed;
// otherwise it becomes so on the day after `due` (inclusive), unless something is said before.
void watch_promise(EntryId promise, std::optional<PersonId> owner, std::optional<Date> due, Payloads& events,
                   const Context& context);

// A promise that nobody has watched so far, and whether its owner has left since it was made.
struct UnwatchedPromise {
    EntryId promise;
    bool owner_left = false;
};
// What watch_promise adds for these, as of today: an owner who left is silence too. Nothing for one that is closed, silent or
// watched by now.
Payloads watch_promises(const Programme& programme, const std::vector<UnwatchedPromise>& promises, Context& context);

// Whether and why nobody speaks of it today: found silent, or its day has gone by and its timer still has to say so.
std::optional<Silence> silence_of(const Programme& programme, EntryId promise, const CommitmentRecord& record,
                                  Date today);

// What follows from a correction of owner or due date of an open promise; nothing for other fields and closed promises. The
// correction itself is not among the events.
Payloads after_correction(const Ledger& ledger, const EntryCorrected& corrected, const Context& context);

}  // namespace wd::domain
