// A lesson that one programme takes over from another ("past dit bij ons?"). The taker writes in its own words how it fits; the
// link shows the first one that its lesson travelled (PRACTICE §1.3).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

namespace wd::domain {

// Where a line of the journal stands, found over all programmes.
struct LessonOrigin {
    ProgrammeId programme;
    JournalKind kind = JournalKind::lesson;
};

// Refuses what is no lesson, and one of the programme itself. No origin: there is no such line.
Result<void> check_taken_lesson(ProgrammeId taker, EntryId lesson, const std::optional<LessonOrigin>& origin);

}  // namespace wd::domain
