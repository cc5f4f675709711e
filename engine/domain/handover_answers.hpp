// What the record of a handover says about the events that steps wait for (`answered_by`): a step must not ask for what has
// happened before it opened, nor wait for what can happen no more. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

enum class Coming {
    later,  // it may still happen
    past,   // it has happened
    never,  // it has not, and the handover has gone too far for it
};

// `event` as a workflow writes it, e.g. "handover.completed". Others than those of a handover always come later.
Coming coming_of(std::string_view event, const HandoverRecord& handover, const RubricSettings& settings);

// The handover that a run is about: by its input `handover`, or the newest; none when there is none.
std::optional<HandoverId> handover_of_run(const Ledger& ledger, const json::value& input);

// What workflows call this event, the most general name first; empty when none can wait for it. A check-up is also the first or
// the last one, by the days that the settings have.
std::vector<std::string_view> trigger_names(const Payload& payload, const RubricSettings& settings);

// The handover that an event of its own family is about.
std::optional<HandoverId> handover_behind(const Payload& payload);

}  // namespace wd::domain
