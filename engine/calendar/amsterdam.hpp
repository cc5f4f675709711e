// From instants to Amsterdam days and back, summer time included, by the machine's time zone data (package tzdata).
// Uses cctz, because the usual library gives winter time in July from 2038 on as Debian builds it (RULES F1).
// Does not know holidays.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

#include <string>

namespace wd::calendar {

// All functions may be called from any thread. They throw StoreFailure(unavailable) when the machine has no data for
// Europe/Amsterdam; the message says which package is missing.

// The Amsterdam day on which an instant falls.
Date date_of(Timestamp at);

// The first instant of an Amsterdam day, also on a day of 23 or 25 hours. A deadline on day D passes at start_of(D + 1).
Timestamp start_of(Date date);

// The release of the time zone data in use, e.g. "2025b"; "onbekend" when the machine does not say.
const std::string& time_zone_release();

// Sixteen hexadecimal digits over the clock changes of 2000 up to 2100: differs when the data differ for Amsterdam, even
// if the release bears the same name.
const std::string& time_zone_fingerprint();

}  // namespace wd::calendar
