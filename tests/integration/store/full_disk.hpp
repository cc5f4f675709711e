// A disk that is full when the test says so: a layer over SQLite's own file system that refuses to write.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace wd::store::test {

// As long as it lives, new connections write through this layer.
class FullDisk {
public:
    FullDisk();
    ~FullDisk();
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    // From now on only so many more writes succeed.
    void fill_after(int writes);
    void make_room();
};

}  // namespace wd::store::test
