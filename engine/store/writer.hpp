// The writer's store on any database of the seam. See store.hpp for the contract.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/projector.hpp"
#include "store/store.hpp"

namespace wd::store {

// Owns `database` and the connection that writes it. Takes over the partitions; throws StoreFailure when that fails.
std::unique_ptr<Store> create_writer(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection);

// Fills the working tables of a new store: its partitions and its own values.
void write_first_rows(Connection& connection, const CreateOptions& options);

}  // namespace wd::store
