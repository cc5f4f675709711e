// What all crash tests start from: a template store, the story, its undisturbed telling, and where a child can be stopped.
// Made once per process; the files lie in a directory of their own that goes at the end.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "child.hpp"
#include "storyteller.hpp"

namespace wd::crash {

// Removes the directory at the end. In memory where the machine has such a place: a disk would only make it slow, because
// losing power is played by crash_vfs.hpp.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class Rehearsal {
public:
    static const Rehearsal& once();

    const Telling& telling() const { return telling_; }

    // A copy of the template in an empty or new directory.
    void copy_template_to(const std::filesystem::path& directory) const;
    // A child that tells the story in `directory` from its beginning.
    ChildOrder order(const std::filesystem::path& directory) const;

    // `count` points to stop at, from 1: half of them the rarer ones (sync, truncate, delete) and their neighbours, half spread
    // evenly over the writes.
    std::vector<std::int64_t> points(int count, Durable durable) const;
    std::int64_t points_in_all() const { return static_cast<std::int64_t>(points_durable_.size()); }

private:
    Rehearsal();
    std::string count_points(Durable durable);

    TemporaryDirectory directory_;
    Telling telling_;
    std::string points_durable_;
    std::string points_not_durable_;
};

// Points of a string of letters, see crash_vfs.hpp.
std::vector<std::int64_t> choose_points(const std::string& letters, int count);

}  // namespace wd::crash
