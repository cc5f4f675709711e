// What an item of a block is called by people, and titles with the names of the items around them filled in. Pure: reads the
// declaration and the ledger.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"
#include "domain/workflow.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace wd::domain {

// The ledger, read only when an item is an area.
using LedgerOf = std::function<const Ledger&()>;

// A title as it is read at `path`: "{complex}" becomes the name of the area, the title of the option or the id of the branch
// that the path lies in. What is in no block around stays as it is written.
std::string title_at(const Workflow& workflow, const LedgerOf& ledger, std::string_view path, std::string title);

}  // namespace wd::domain
