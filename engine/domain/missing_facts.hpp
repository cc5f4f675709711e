// Which facts a run that cannot judge something really misses, and with what somebody records them (RULES D3). A function may ask
// for a share of the neighbourhood while only the number of inhabitants is not there. Pure; the sentences are Dutch.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"
#include "domain/workflow.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wd::domain {

// Where a function asked for a fact; refers to what the caller holds.
struct AskedAt {
    const Programme& programme;
    const Ledger& ledger;
    const Run& run;
    const Workflow& workflow;
    std::string_view path;  // of the step that asks
};

// The facts to be recorded before this one is there: "reach.per_mille" needs reach and the number of inhabitants. At least one.
std::vector<std::string> missing_behind(std::string_view fact, const AskedAt& asked);

// How somebody supplies one of those, as an order with its command: "leg het bereik vast (reach record)".
std::string remedy_for(std::string_view fact, const AskedAt& asked);

// The remedies of all of them and what happens then, as the end of a sentence that says what is missing.
std::string remedies_text(const std::vector<std::string>& facts, const AskedAt& asked);

}  // namespace wd::domain
