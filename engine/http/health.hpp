// `/gezondheid/levend`: this process answers. `/gezondheid/gereed`: the store can be read and written. For whoever watches
// over the process; without login, and without a word about what is in it. Everything else goes to the next handler.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"
#include "runtime/service.hpp"

#include <memory>

namespace wd::http {

// Both must outlive it.
std::unique_ptr<Handler> create_health(runtime::Service& service, Handler& others);

}  // namespace wd::http
