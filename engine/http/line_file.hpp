// A file of lines that is only ever added to, also by several processes, for the logs of the door. Each line is with the operating
// system when add() returns, so it outlives this process; a thread syncs to disk what came, once a second at most while lines come, and
// at the end. So a power cut may take the last second and nothing before it. Half a line that a crash left is taken away at opening.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace wd::http {

// Thread-safe.
class LineFile {
public:
    virtual ~LineFile() = default;
    // Adds what `make` gives for the last whole line of the file ("" for the first), without its end. Lines do not mix: the
    // next call waits. Refuses when the file cannot be written, and then nothing was added.
    virtual Result<void> add(const std::function<std::string(std::string_view last)>& make) = 0;
    // The last whole line as far as this process knows, without its end; "" when there is none.
    virtual std::string last() = 0;
    // Returns when everything so far is on disk.
    virtual Result<void> sync() = 0;
};

// Makes the file with 0600 when it is not there. Refuses a file that cannot be opened or that others may read or write.
Result<std::unique_ptr<LineFile>> open_line_file(const std::filesystem::path& path);

}  // namespace wd::http
