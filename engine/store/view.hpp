// A named view as JSON: which view, which parameters, and what its columns become.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "store/database.hpp"

#include <vector>

namespace wd::store {

std::vector<std::string_view> list_view_names();
// The rows of view `name`. See ReadStore::view.
json::array read_view(Connection& connection, std::string_view name, const json::object& parameters);

}  // namespace wd::store
