// The writer's lock on a data directory, held for as long as the object lives and gone with the process.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <filesystem>
#include <utility>

namespace wd::store::sqlite {

class Lock {
public:
    // Takes DIR/wijkdraad.lock; refuses with store_in_use (naming the process that holds it) or store_read_only.
    static Result<Lock> take(const std::filesystem::path& directory);

    Lock(Lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    Lock& operator=(Lock&& other) noexcept
    {
        std::swap(file_, other.file_);
        return *this;
    }
    ~Lock();

private:
    explicit Lock(int file) : file_(file) {}
    int file_;
};

}  // namespace wd::store::sqlite
