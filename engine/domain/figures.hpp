// Dates, numbers and amounts as Dutch people write them, for every sentence and screen.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <string>

namespace wd::domain {

// "20 nov 2026".
std::string date_text(Date date);
// "40.795".
std::string number_text(std::int64_t number);
// "€ 1.250,50"; whole euros without cents: "€ 1.250".
std::string euro_text(std::int64_t cents);
// "12,3 %" of 123 per mille, "25 %" of 250.
std::string per_mille_text(std::int64_t per_mille);

}  // namespace wd::domain
