// A guard that also counts: who asks too often is turned away with 429 and when to come back. Counted for an account, and for a
// network address of whoever is nobody. Leaves everything else to the guard behind it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/guard.hpp"
#include "http/rate.hpp"

#include <memory>

namespace wd::http {

std::unique_ptr<Guard> create_rate_guard(std::unique_ptr<Guard> guard, Rate rate);

}  // namespace wd::http
