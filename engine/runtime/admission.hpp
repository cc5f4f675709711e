// What a request over the local socket or in process may have (RULES B7): both doors ask here. Whoever reaches the socket or the
// folder may do everything that needs no typed text; texts and names need a personal token, and are those that its owner may see. A
// demo store holds nobody's texts and needs none. Commands need no token; with one they are its owner's.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/permissions.hpp"
#include "runtime/household_readings.hpp"
#include "runtime/requests.hpp"

namespace wd::runtime {

struct Admission {
    std::optional<store::Sight> sight;  // none: everything
    bool hidden = false;                // no text at all is in sight
    domain::TokenId token = {};         // 0: none came
};

// Puts who asks into the wish when only the token says so. Refuses a token that is not known, has ended or was withdrawn, somebody
// else's name with it (unless an administrator speaks for them), and a command with one that only reads. `now` is the store's clock.
Result<Admission> admit(store::ReadStore& store, std::string_view token, Wish& wish, Timestamp now);

// The programme of a row of inner_places, with the municipality codes that hold now.
domain::Place place_in(const json::object& row);

// The answer to a question within its admission; `limited` is a reader of its own, which keeps that limit.
json::object answer_admitted(store::ReadStore& limited, const Question& question, const Admission& admission,
                             Timestamp now, const NoteReading& note);

}  // namespace wd::runtime
