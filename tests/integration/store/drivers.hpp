// The drivers that the contract holds for, and a directory of its own for each test. A second driver only has to be named in
// drivers(): every test of this folder then runs on it as well.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/open.hpp"
#include "store/sqlite/driver.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <ostream>

namespace wd::store::test {

struct Driver {
    std::string name;
    std::function<std::unique_ptr<Database>(const std::filesystem::path&)> in;
    friend std::ostream& operator<<(std::ostream& out, const Driver& driver) { return out << driver.name; }
};

inline std::vector<Driver> drivers()
{
    return {{"sqlite", [](const std::filesystem::path& directory) { return sqlite::database_in(directory, {}); }}};
}

// So that a failed comparison says "store_full".
inline void PrintTo(Errc code, std::ostream* out)  // NOLINT(readability-identifier-naming): GoogleTest looks for it
{
    *out << name_of(code);
}

inline std::string name_of_driver(const ::testing::TestParamInfo<Driver>& info)
{
    return info.param.name;
}

// Real files; gone with the object.
class TempDirectory {
public:
    TempDirectory()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "wijkdraad-store.XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TempDirectory()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDirectory(const TempDirectory&) = delete;
    TempDirectory& operator=(const TempDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// A new store in a directory, and the ways to open it.
class StoreTest : public ::testing::TestWithParam<Driver> {
protected:
    StoreTest() : directory_(temporary_.path() / "data")
    {
        const std::unique_ptr<Database> made = database();
        create_store(*made, {}).value();
    }

    std::unique_ptr<Database> database() const { return GetParam().in(directory_); }
    std::unique_ptr<Database> database_at(const std::filesystem::path& place) const { return GetParam().in(place); }
    std::unique_ptr<Store> open() const { return open_store(database()).value(); }
    std::unique_ptr<ReadStore> reader() const { return open_reader(database()).value(); }
    const std::filesystem::path& directory() const { return directory_; }
    std::filesystem::path beside(std::string_view name) const { return temporary_.path() / name; }

private:
    TempDirectory temporary_;
    std::filesystem::path directory_;
};

}  // namespace wd::store::test

// Runs the tests of a fixture on every driver.
#define WD_ON_EVERY_DRIVER(Fixture)                                                             \
    INSTANTIATE_TEST_SUITE_P(Drivers, Fixture, ::testing::ValuesIn(wd::store::test::drivers()), \
                             wd::store::test::name_of_driver)
