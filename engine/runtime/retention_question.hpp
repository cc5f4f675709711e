// What is kept about people and is past the term that the installation chose, for an administrator to look at with who it concerns;
// and the list of it that each night makes, with what was decided. Nothing goes by itself: what is done with a line is for people to
// decide.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/privacy_events.hpp"
#include "runtime/quality_settings.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {}: {terms, today, households, signals, reflections, contacts, journals, people}, each a list. Of households only how many of a
// team, and null below ten. Only for an administrator.
Result<json::value> retention_question(store::ReadStore& store, const domain::Viewer& viewer, Date today);

// {}: {today, nights: [{day, household, signal, reflection, contact, journal, person}], lines: [{line, kind, day, programme,
// programme_name, entry, task, person, person_name, state, kept_until, reason, by, decided_at, erased_at}]}, the last night first: how
// many lines each night added per kind, and what became of each. Only for an administrator.
Result<json::value> retention_list(store::ReadStore& store, const domain::Viewer& viewer, Date today);

// What is past its term today and neither stands on an open line nor is kept longer.
std::vector<domain::TermPassed> find_unlisted(const ViewRows& view, Date today);

}  // namespace wd::runtime
