// What is asked about handovers: one with its score, the document for the successor, and the audit over all of them. Reads by index
// only, so that a programme of 100,000 events answers as fast as a young one. Nothing of households is in any answer; counts are.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {handover}: how far it is, whether it was warm, and the score with its eight parts and the events that earned them. Names of
// giver and receiver for those two and for who rated it only (DOMAIN §7); others see ids.
Result<json::value> handover_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now);

// Whether the document of a handover is for this reader: giver, receiver, the core team and the commissioner, who is deputy of the
// chair, who rated it or may do so because it was drawn; also when they are that through a team or group.
bool is_handover_for(store::ReadStore& store, domain::ProgrammeId programme, domain::HandoverId handover,
                     domain::PersonId reader, Date today);

// {handover, area?}: the document, one member for each part: open_items, story, actions, people, sensitivities, contingency, sources,
// calendar (90 days from today), first_hundred_days. Drafted from the tables; what was said in the handover comes on top. With an
// area what has to do with it and with those within it: tasks, promises and decisions of steps that stand in its items, the area's
// own line, its journal, and contacts whom somebody with work there knows; sources and the story are of the whole chair. Refused
// for who has no part in it (may_read_document), and for an area of another programme.
Result<json::value> handover_document(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now);

// {programme?, year?}: every handover with its score and whether it was drawn for a rating; role endings that were never handed
// over; totals per municipality and year; the agreement of raters who rated the same handover; what waits for a rating; and every
// draw with its seed and whether drawing again gives the same.
Result<json::value> handover_audit(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                   Timestamp now);

}  // namespace wd::runtime
