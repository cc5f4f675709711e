// Everything that is wrong with one command, gathered so that a person hears it at once and not one by one.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <string>
#include <vector>

namespace wd::domain {

// A refusal of one field of a command or form.
template <class... Args>
[[nodiscard]] Error refusal_at(std::string_view field, fmt::format_string<Args...> format, Args&&... args)
{
    return Error{Errc::invalid, fmt::format(format, std::forward<Args>(args)...), Where{{}, 0, std::string(field)}, {}};
}

class Complaints {
public:
    void add(Error error);
    // Takes over what a check says; a check that holds adds nothing.
    void add(const Result<void>& checked);

    bool empty() const noexcept { return list_.empty(); }
    // The complaint itself when there is one; otherwise a sum with all of them in `details`. There must be at least one.
    Error to_error() const;

private:
    std::vector<Error> list_;
};

}  // namespace wd::domain
