// See household_readings.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/household_readings.hpp"

namespace wd::http {

namespace {

Result<void> add_reading(Readings& readings, const runtime::HouseholdReading& reading, std::string_view origin)
{
    Request request;
    request.remote = origin;
    Identity identity;
    identity.person = reading.person;
    identity.session = to_text(reading.token);
    return readings.add(
        request, identity,
        {ReadingKind::household, fmt::format("opdrachtregel: {}", reading.question), reading.subjects, reading.start});
}

}  // namespace

runtime::NoteReading note_with(Readings& readings)
{
    return [&readings](const runtime::HouseholdReading& reading) { return add_reading(readings, reading, "socket"); };
}

runtime::NoteReading note_in(std::filesystem::path directory)
{
    return [directory = std::move(directory)](const runtime::HouseholdReading& reading) -> Result<void> {
        const SystemClock clock;
        const Result<std::unique_ptr<Keys>> keys = open_keys(default_key_file(directory));
        if (!keys)
            return keys.error();
        const Result<std::unique_ptr<SecurityLog>> security = open_security_log(directory, clock);
        if (!security)
            return security.error();
        const Result<std::unique_ptr<ProcessingLog>> processing = open_processing_log(directory, **keys);
        if (!processing)
            return processing.error();
        return add_reading(*create_readings(**processing, **security, clock, {}), reading, "wijkdraad");
    };
}

}  // namespace wd::http
