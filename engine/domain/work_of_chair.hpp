// What goes along when a chair changes hands: the open tasks and promises of who leaves. They go to who takes over, or back to the
// role as long as nobody does. Pure: reads the programme and answers events. Whatever belongs to a household stays with its team.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// All that is the leaver's because of this chair goes to `receiver`, or to whom the document names for it. Nothing when the chair
// had no leaver.
Payloads work_goes_over(const Programme& programme, const HandoverRecord& handover, PersonId receiver,
                        Context& context);

// Nobody takes the chair yet: the leaver's tasks are offered to their role again, and the promises of who has no chair here any
// more are silent.
Payloads work_goes_back(const Programme& programme, AssignmentId leaving, Date last_day, Context& context);

}  // namespace wd::domain
