// The check-ups after a handover: which are due, and none comes early.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/check_ups.hpp"
#include "test_context.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test {

namespace {

const Date accepted = day("2026-01-10");

TEST(CheckUps, FallOnDayFourteenAndSixty)
{
    // 10 January + 14 = 24 January; + 60: 21 left of January, 28 of February, 11 of March
    EXPECT_EQ(check_ups_of(RubricSettings{}, accepted),
              (std::vector<CheckUp>{{14, day("2026-01-24")}, {60, day("2026-03-11")}}));
}

struct DueRow {
    std::string_view what;
    std::string_view today;
    std::vector<int> held;
    std::vector<int> due;
};

TEST(CheckUps, AreDueFromTheirDayUntilTheyAreHeld)
{
    const std::vector<DueRow> rows{
        {"the day before", "2026-01-23", {}, {}},
        {"the day itself", "2026-01-24", {}, {14}},
        {"late is still due", "2026-03-10", {}, {14}},
        {"both", "2026-03-11", {}, {14, 60}},
        {"the first was held", "2026-03-11", {14}, {60}},
        {"the second was held, the first never", "2026-04-01", {60}, {14}},
        {"both were held", "2026-04-01", {60, 14}, {}},
    };
    for (const DueRow& row : rows) {
        std::vector<int> due;
        for (const CheckUp& check_up : due_check_ups(RubricSettings{}, accepted, row.held, day(row.today)))
            due.push_back(check_up.day);

        EXPECT_EQ(due, row.due) << row.what;
    }
}

struct HoldRow {
    std::string_view what;
    int day;
    std::string_view today;
    std::vector<int> held;
    Errc code;
    std::string_view says;  // empty: may be held
};

TEST(CheckUps, ThatComeEarlyAreRefusedWithTheDateFromWhichTheyMay)
{
    const std::vector<HoldRow> rows{
        {"a day early",
         14,
         "2026-01-23",
         {},
         Errc::wrong_state,
         "het terugkommoment van dag 14 kan vanaf 2026-01-24; het is nu 2026-01-23"},
        {"on the day", 14, "2026-01-24", {}, Errc::invalid, ""},
        {"months late", 14, "2026-06-01", {}, Errc::invalid, ""},
        {"60 on day 14", 60, "2026-01-24", {14}, Errc::wrong_state, "van dag 60 kan vanaf 2026-03-11"},
        {"60 on day 60, 14 was never held", 60, "2026-03-11", {}, Errc::invalid, ""},
        {"for the second time", 14, "2026-02-01", {14}, Errc::duplicate, "van dag 14 is al geweest"},
        {"of another day",
         30,
         "2026-06-01",
         {},
         Errc::invalid,
         "er is geen terugkommoment op dag 30; er zijn terugkommomenten op dag 14 en dag 60"},
    };
    for (const HoldRow& row : rows) {
        const Result<void> may = check_check_up(RubricSettings{}, accepted, row.held, row.day, day(row.today));

        EXPECT_EQ(may.has_value(), row.says.empty()) << row.what;
        if (!may) {
            EXPECT_EQ(may.error().code, row.code) << row.what;
            EXPECT_NE(may.error().message.find(row.says), std::string::npos) << may.error().message;
        }
    }
}

TEST(CheckUps, FollowTheSettings)
{
    RubricSettings settings;
    settings.check_up_days = {7};

    EXPECT_EQ(check_ups_of(settings, accepted), (std::vector<CheckUp>{{7, day("2026-01-17")}}));
}

}  // namespace

}  // namespace wd::domain::test
