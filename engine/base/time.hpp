// Points in time and the clock that everything takes as a parameter (DESIGN idea 7). A Timestamp is an instant in UTC with
// millisecond grain; a Date is a calendar day in Amsterdam. How one becomes the other is the business of calendar/.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace wd {

using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::local_days;

constexpr std::int64_t to_unix_ms(Timestamp at)
{
    return at.time_since_epoch().count();
}
constexpr Timestamp from_unix_ms(std::int64_t ms)
{
    return Timestamp{std::chrono::milliseconds{ms}};
}

// "2026-11-20". Four-digit years only: 0001 up to and including 9999.
std::string to_text(Date date);
Result<Date> parse_date(std::string_view text);

// "2026-11-20T10:00:00.000Z", always UTC.
std::string to_text(Timestamp at);
Result<Timestamp> parse_timestamp(std::string_view text);

// Where "now" comes from. Implementations are used from one thread unless they say otherwise.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

// The machine's clock plus an offset that the store keeps: a demo store goes on from its own "now" (RULES B8).
class SystemClock final : public Clock {
public:
    explicit SystemClock(std::chrono::milliseconds offset = {}) : offset_(offset) {}
    Timestamp now() const override;

private:
    std::chrono::milliseconds offset_;
};

// Time that moves only when told to: twelve years run in a second.
class VirtualClock final : public Clock {
public:
    explicit VirtualClock(Timestamp start) : now_(start) {}
    Timestamp now() const override { return now_; }

    // Moves forward to `at`; an earlier instant is ignored, time never goes back.
    void advance_to(Timestamp at)
    {
        if (at > now_)
            now_ = at;
    }

private:
    Timestamp now_;
};

}  // namespace wd
