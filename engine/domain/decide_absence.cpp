// Who is away, from when to when. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"

#include <algorithm>

namespace wd::domain {

Result<Payloads> decide(const Programme& programme, const AddAbsence& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    if (!acts_for(command.person, context.actor().person, context))
        complaints.add(check_may_staff(programme, context));
    complaints.add(check_person("person", command.person, context));
    complaints.add(check_from("from", command.from, context));
    if (command.until && *command.until < command.from)
        complaints.add(refusal_at("until", "de laatste dag ({}) ligt voor de eerste ({}); draai ze om",
                                  to_text(*command.until), to_text(command.from)));
    else if (command.until && *command.until < context.today())
        complaints.add(refusal_at("until",
                                  "'until' is {} en dat is al voorbij; afwezigheid van vroeger leggen we niet vast",
                                  to_text(*command.until)));
    if (!complaints.empty())
        return complaints.to_error();
    for (const auto& [id, absence] : context.ledger().absences)
        if (absence.person == command.person && (!command.until || absence.from <= *command.until) &&
            (!absence.until || command.from <= *absence.until))
            return refusal(Errc::conflict, "{} is dan al afwezig ({}: vanaf {}{}); sluit die eerst met absence end",
                           command.person, id, to_text(absence.from),
                           absence.until ? " tot en met " + to_text(*absence.until) : "");
    const AbsenceId absence = context.new_id<AbsenceTag>();
    Payloads events{AbsenceAdded{absence, command.person, command.from, command.until}};
    if (command.from <= context.today())
        events.emplace_back(AbsenceStarted{absence, command.person});
    else
        events.emplace_back(TimerMoved{to_text(absence), wake_on(TimerKind::begins, "", command.from)});
    if (command.until)
        events.emplace_back(
            TimerMoved{to_text(absence), wake_on(TimerKind::ends, "", *command.until + std::chrono::days{1})});
    return events;
}

Result<Payloads> decide(const Programme& programme, const EndAbsence& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const auto found = context.ledger().absences.find(command.absence);
    if (found == context.ledger().absences.end())
        return refusal(Errc::wrong_state, "{} is al voorbij of hoort niet bij dit programma", command.absence);
    const Absence& absence = found->second;
    const Date until = command.until.value_or(context.today() - std::chrono::days{1});
    if (!acts_for(absence.person, context.actor().person, context))
        if (const Result<void> may = check_may_staff(programme, context); !may)
            return may.error();
    if (const Result<void> past = check_past("until", until, context); !past)
        return past.error();
    return Payloads{AbsenceEnded{command.absence, absence.person, std::max(until, absence.from)}};
}

}  // namespace wd::domain
