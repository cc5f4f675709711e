// Amsterdam time by cctz. See amsterdam.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/amsterdam.hpp"

#include "base/sha256.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <cstdlib>
#include <fstream>

namespace wd::calendar {

using namespace std::chrono;

namespace {

struct Zone {
    cctz::time_zone rules;
    std::string release;
    std::string fingerprint;
};

// Loaded at first use and kept: a running process goes on with the data it started with.
const Zone& amsterdam();

cctz::civil_day to_civil(Date date)
{
    return cctz::civil_day(1970, 1, 1) + date.time_since_epoch().count();
}

}  // namespace

Date date_of(Timestamp at)
{
    const cctz::civil_day day{cctz::convert(floor<seconds>(at), amsterdam().rules)};
    return Date{days{day - cctz::civil_day(1970, 1, 1)}};
}

Timestamp start_of(Date date)
{
    const cctz::time_zone::civil_lookup midnight = amsterdam().rules.lookup(cctz::civil_second{to_civil(date)});
    // Where the clock jumped over midnight (as in May 1940), the day began with the jump.
    return midnight.kind == cctz::time_zone::civil_lookup::SKIPPED ? midnight.trans : midnight.pre;
}

const std::string& time_zone_release()
{
    return amsterdam().release;
}

const std::string& time_zone_fingerprint()
{
    return amsterdam().fingerprint;
}

namespace {

// Debian's data name their release only in the first line of tzdata.zi: "# version 2025b". The library looks in the same
// directory, but reads +VERSION, which Debian does not ship.
std::string read_release(const cctz::time_zone& zone)
{
    const char* directory = std::getenv("TZDIR");
    std::ifstream file{std::string{directory != nullptr ? directory : "/usr/share/zoneinfo"} + "/tzdata.zi"};
    std::string line;
    std::getline(file, line);

    constexpr std::string_view opening = "# version ";
    if (line.starts_with(opening))
        return line.substr(opening.size());
    return zone.version().empty() ? "onbekend" : zone.version();
}

std::string take_fingerprint(const cctz::time_zone& zone)
{
    Sha256Hasher hasher;
    const sys_seconds end = sys_days{year{2100} / 1 / 1};
    sys_seconds at = sys_days{year{2000} / 1 / 1};
    cctz::time_zone::civil_transition change;
    while (at < end && zone.next_transition(at, &change)) {
        at = zone.lookup(change.to).trans;
        hasher.add_number(static_cast<std::uint64_t>(at.time_since_epoch().count()));
        hasher.add_number(static_cast<std::uint64_t>(change.to - change.from));
    }
    return to_hex(hasher.finish()).substr(0, 16);
}

Zone load_amsterdam()
{
    Zone zone;
    if (!cctz::load_time_zone("Europe/Amsterdam", &zone.rules))
        throw StoreFailure(Errc::unavailable, "tijdzone Europe/Amsterdam ontbreekt; installeer het pakket tzdata");
    zone.release = read_release(zone.rules);
    zone.fingerprint = take_fingerprint(zone.rules);
    return zone;
}

const Zone& amsterdam()
{
    static const Zone zone = load_amsterdam();
    return zone;
}

}  // namespace

}  // namespace wd::calendar
