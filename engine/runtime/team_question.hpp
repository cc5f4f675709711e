// Who sits where in a programme, and what it would lose with somebody. See questions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {programme}: {programme, name, today, positions, absences}. A position: {position, role, title, core, residents, hours,
// competences, holders: [{assignment, person, name, from, hours, announced_on, last_day, away_until | away}], deputy {person,
// name}, works_now: [{person, name}] (who does the work of the chair today, by name), vacant {since, days}, handover {handover,
// kind, announced_on, last_day, receiver, receiver_name, talked_on}}. Absences that are not over: {absence, person, name, from,
// until}; dates only (DOMAIN §7.7). How many hours somebody works is for that person, the core team, the commissioner and the
// administrator; others see the hours of the chair only.
Result<json::value> team_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                  Date today);

// {person}: the row of the view `person`, in a list of one, with `chairs` over all programmes and `deputy_of`. A name that was
// erased is null; the hours of the person in a chair, and `earlier_names`, are told to that person and the administrator.
Result<json::value> person_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer);

// {person, on?, programme?}: what is lost when this person leaves on that day: {everywhere, person, name, on, programmes:
// [{programme, name, chairs, tasks, gates, promises, contacts, decisions, questions, secret}]}, programmes in which there is
// something only. The person and the administrator may ask it everywhere; others for a programme of whose core team they are, that
// they commission, or in which they rate a handover (`everywhere` is false then), and nowhere else: that is refused. Each
// list holds {id, text, …}; `sole` is true where nobody else knew or held it on that day. `secret` says how much
// stands in runs that are not for this viewer (small_counts.hpp): its text is in no list.
//
// For a day that has passed (`on`), exact from the log: chairs, contacts that are still listed, promises and their owner, tasks
// taken up, decisions, learning questions and their state. Not known for such a day: a task that was offered to the person and not
// taken up (shown when it is still offered now), and the gates, which are shown for today only. For a day to come it answers as
// of today.
Result<json::value> what_is_lost(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                 Date today);

}  // namespace wd::runtime
