// Everything that is wrong with a bundle, gathered so that it can be told at once (STYLE 3.6).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <string>
#include <vector>

namespace wd::script {

// Where a word stands in the files.
struct Place {
    std::string file;
    int line = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

class Complaints {
public:
    template <class... Args>
    void add(const Place& place, fmt::format_string<Args...> format, Args&&... args)
    {
        add(Error{
            Errc::invalid, fmt::format(format, std::forward<Args>(args)...), Where{place.file, place.line, {}}, {}});
    }
    // The same complaint at the same place counts once; beyond a few hundred they are only counted.
    void add(Error error);

    bool empty() const noexcept { return list_.empty(); }
    // One Error with every complaint in `details`, by file and line. There must be at least one.
    Error to_error() const;

private:
    std::vector<Error> list_;
    int left_out_ = 0;
};

}  // namespace wd::script
