// See readings.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/readings.hpp"

#include "http/guard.hpp"

namespace wd::http {

namespace {

std::string subject_type(ReadingKind kind)
{
    switch (kind) {
    case ReadingKind::person: return "persoon";
    case ReadingKind::contact: return "contactpersoon";
    case ReadingKind::household: return "huishouden";
    }
    return "persoon";
}

class BothLogs final : public Readings {
public:
    BothLogs(ProcessingLog& processing, SecurityLog& security, const Clock& clock, ReadingSettings settings)
        : processing_(processing), security_(security), clock_(clock), settings_(std::move(settings))
    {
    }

    Result<void> add(const Request& request, const Identity& identity, const Reading& reading) override
    {
        if (reading.subjects.empty())
            return {};
        const bool household = reading.kind == ReadingKind::household;
        Processing processing;
        processing.trace = begin_trace(find_header(request.headers, "traceparent"));
        processing.name = reading.name;
        processing.start = reading.start;
        processing.end = clock_.now();
        processing.activity = household ? settings_.household_activity : settings_.person_activity;
        processing.subjects = reading.subjects;
        processing.subject_type = subject_type(reading.kind);
        if (household)
            for (const std::string& subject : reading.subjects)
                if (const Result<void> added =
                        security_.add({"inzage huishouden", subject, SecurityResult::gelukt, request.remote,
                                       log_name(identity), "trace " + processing.trace.trace_id});
                    !added)
                    return added;
        return processing_.add(processing);
    }

private:
    ProcessingLog& processing_;
    SecurityLog& security_;
    const Clock& clock_;
    ReadingSettings settings_;
};

}  // namespace

std::unique_ptr<Readings> create_readings(ProcessingLog& processing, SecurityLog& security, const Clock& clock,
                                          ReadingSettings settings)
{
    return std::make_unique<BothLogs>(processing, security, clock, std::move(settings));
}

}  // namespace wd::http
