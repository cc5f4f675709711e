// Reading for people on any database of the seam. See store.hpp for the contract.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

namespace wd::store {

std::unique_ptr<ReadStore> create_reader(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection);

}  // namespace wd::store
