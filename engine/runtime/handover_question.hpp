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

// {handover}: the document, one member for each part: open_items, story, actions, people, sensitivities, contingency, sources,
// calendar (90 days from today), first_hundred_days. Drafted from the tables; what was said in the handover comes on top.
Result<json::value> handover_document(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now);

// {programme?, year?, seed?}: every handover with its score; role endings that were never handed over; totals per municipality
// and year; the agreement of raters who rated the same handover; and, with a seed, who is drawn for a rating.
Result<json::value> handover_audit(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                   Timestamp now);

}  // namespace wd::runtime
