// Many callers at once on one writer: each hands in its next request when the one before was acknowledged.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/writer.hpp"

#include <functional>
#include <optional>

namespace wd::bench {

// The next request of a caller, from 0; `answer` is null at its first. None: this caller is done. Called on the writer thread.
using NextRequest = std::function<std::optional<runtime::Request>(int caller, const json::object* answer)>;

// Lets `callers` of them go until all are done; returns the seconds from the first request to the last answer. Throws Bug
// when one was refused.
double fly(runtime::Writer& writer, int callers, const NextRequest& next);

}  // namespace wd::bench
