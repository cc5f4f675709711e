// Continuity of people as a question: every measure of PRACTICE §1.2 by name. See questions.hpp; what each means and how it is
// worked out stands in domain/continuity.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {programme | municipality, neither = all programmes}: {scope, programmes, today, measures, by_role,
// years, warnings, you}. `measures`: intact_rate, turnover, median_tenure, vacancy_days, overlap_days, knowledge_concentration,
// bus_factor, contact_continuity, warm_rate, lead_time, deputy_cover. `by_role`: per title of a chair {role, turnover,
// median_tenure, vacancy_days, overlap_days, warm_rate, lead_time}. `years`: the measures on each 31 December since the team began,
// oldest first, at most the last 15. `warnings`: {risk, text, positions, theme, area}.
//
// Of more than one programme, what belongs to one team or one wijk is told of each, under its name: `intact_rate` is {together,
// programmes}, where `together` adds up what each has still of the team of its own first gate (per number of months {months,
// programmes, team, still, rate}) and `programmes` are the rows of each; `bus_factor` is a list, and `knowledge_concentration`
// and `warnings` say of which programme a row is. All else adds up.
//
// Shares are per mille, times in days. Nobody is named (DOMAIN §7.6): where a measure turns on a person it tells the chairs which
// that person holds; `you` tells who asks what they themselves know: {items, of, sole, top_of} (the themes and areas in which
// they hold the largest share).
Result<json::value> continuity_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                        Date today);

}  // namespace wd::runtime
