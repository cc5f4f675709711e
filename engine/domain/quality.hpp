// What an installation decides about the quality of handovers: which settings count, and which handovers are rated from outside.
// Both are events of the installation, so that anybody can see later what a score was made with and draw a draw again. How a
// score is made is in rubric.hpp, how chance chooses in audit_draw.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/audit_draw.hpp"
#include "domain/turn.hpp"

namespace wd::domain {

// Only an administrator: weights are not for who is judged by them. Refused when nothing would change, and with all that is wrong
// with the settings at once.
Result<void> change_settings(Turn& turn, const ChangeSettings& command);

struct AuditDrawing {
    struct Handover {
        HandoverId handover;
        AuditPool pool = AuditPool::other;
    };
    Date until{};  // today or earlier
    std::int64_t seed = 0;
    std::vector<Handover> pool;  // accepted up to and including `until`, in no draw yet
};

// Writes down what the seed gives for these handovers. Only an administrator: who is judged, or judges, could try seeds until one
// suits. Refused when there are none, and when `until` is still to come.
Result<void> draw_audit(Turn& turn, const AuditDrawing& drawing);

}  // namespace wd::domain
