// The one file of the store that names a driver. See open.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/open.hpp"

#include "store/reader.hpp"
#include "store/refused_when_broken.hpp"
#include "store/sqlite/driver.hpp"
#include "store/writer.hpp"

namespace wd::store {

std::unique_ptr<Database> database_in(const std::filesystem::path& directory)
{
    return sqlite::database_in(directory, {});
}

std::unique_ptr<Database> database_in_memory()
{
    return sqlite::database_in_memory();
}

Result<void> create_store(Database& database, const CreateOptions& options)
{
    return refused_when_broken([&]() -> Result<void> {
        return database.create([&](Connection& connection) { write_first_rows(connection, options); });
    });
}

Result<void> create_store(const std::filesystem::path& directory, const CreateOptions& options)
{
    const std::unique_ptr<Database> database = database_in(directory);
    return create_store(*database, options);
}

Result<std::unique_ptr<Store>> open_store(std::unique_ptr<Database> database)
{
    return refused_when_broken([&]() -> Result<std::unique_ptr<Store>> {
        Result<std::unique_ptr<Connection>> connection = database->open_writer();
        if (!connection)
            return connection.error();
        return std::unique_ptr<Store>(std::make_unique<Writer>(std::move(database), std::move(*connection)));
    });
}

Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& directory)
{
    return open_store(database_in(directory));
}

Result<std::unique_ptr<ReadStore>> open_reader(std::unique_ptr<Database> database)
{
    return refused_when_broken([&]() -> Result<std::unique_ptr<ReadStore>> {
        Result<std::unique_ptr<Connection>> connection = database->open_reader();
        if (!connection)
            return connection.error();
        return create_reader(std::move(database), std::move(*connection));
    });
}

Result<std::unique_ptr<ReadStore>> open_reader(const std::filesystem::path& directory)
{
    return open_reader(database_in(directory));
}

}  // namespace wd::store
