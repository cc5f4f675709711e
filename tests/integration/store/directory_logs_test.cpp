// heads.log and erasures.log: whatever a crash or a full disk does to the last line, the others stay readable.
// SPDX-License-Identifier: EUPL-1.2
#include "store/directory_logs.hpp"

#include "drivers.hpp"
#include "story.hpp"

#include <sys/resource.h>

#include <csignal>
#include <fstream>

namespace wd::store::test {

using namespace domain;

class DirectoryLogs : public ::testing::Test {
protected:
    void write(std::string_view text) const { std::ofstream(erasures_file(place_.path())) << text; }
    void add(std::int64_t content) const { add_erasure(place_.path(), {ContentId{content}, monday}); }
    Result<std::vector<Erasure>> read() const { return read_erasures(erasures_file(place_.path())); }

    TempDirectory place_;
};

TEST_F(DirectoryLogs, LosesOnlyTheHalfLineThatACrashLeft)
{
    add(3);
    add(5);
    const auto size = std::filesystem::file_size(erasures_file(place_.path()));
    std::filesystem::resize_file(erasures_file(place_.path()), size - 9);
    EXPECT_EQ(read().value().size(), 1U);

    add(7);

    const std::vector<Erasure> erasures = read().value();
    ASSERT_EQ(erasures.size(), 2U);
    EXPECT_EQ(std::get<ContentId>(erasures[0].what), ContentId{3});
    EXPECT_EQ(std::get<ContentId>(erasures[1].what), ContentId{7});
}

TEST_F(DirectoryLogs, KeepsAWholeLineWithoutItsEnd)
{
    write("inhoud-3 2026-01-05T09:00:00.000Z");
    EXPECT_EQ(read().value().size(), 1U);

    add(5);

    EXPECT_EQ(read().value().size(), 2U);
}

TEST_F(DirectoryLogs, RefusesHalfALineInTheMiddle)
{
    write("inhoud-3 2026-01-05T09:00:00.000Z\ninhoud-5 2026-0\ninhoud-7 2026-01-05T09:00:00.000Z\n");

    ASSERT_FALSE(read().has_value());
    EXPECT_EQ(read().error().where.line, 2);
}

TEST_F(DirectoryLogs, TakesBackALineThatDidNotFit)
{
    add(3);
    const auto size = std::filesystem::file_size(erasures_file(place_.path()));
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = size + 10;
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_THROW(add(5), StoreFailure);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    EXPECT_EQ(std::filesystem::file_size(erasures_file(place_.path())), size);
    add(7);
    EXPECT_EQ(read().value().size(), 2U);
}

}  // namespace wd::store::test
