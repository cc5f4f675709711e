// From tables to the domain's state: what a turn loads and what readers ask. Free functions over a connection, so that the
// writer and the readers share them. Each must run inside one transaction to see one moment. Throws StoreFailure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/query.hpp"
#include "store/store.hpp"

namespace wd::store {

// The hot state without ledger, in five statements; nothing when there is no such programme. The installation has a head only.
std::optional<domain::Programme> load_programme(Connection& connection, ProgrammeId programme);
domain::Ledger load_ledger(Connection& connection, ProgrammeId programme);
std::map<domain::AreaId, domain::Area> load_areas(Connection& connection, ProgrammeId programme);
std::vector<ClosedStep> list_closed_steps(Connection& connection, ProgrammeId programme, domain::RunId run,
                                          std::string_view id);
std::vector<BundleFile> load_bundle(Connection& connection, const Sha256& hash);
std::optional<std::string> find_meta(Connection& connection, std::string_view key);

// The event in the current row of a statement that selects all columns of `event`; reuses the strings of `event`.
void read_event(Query& row, domain::LoggedEvent& event);

}  // namespace wd::store
