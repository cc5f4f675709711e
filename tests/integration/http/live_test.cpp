// The log as it grows, read by somebody who may: nothing missed, nothing of others, and an end when the right ends.
// SPDX-License-Identifier: EUPL-1.2
#include "house.hpp"

namespace wd::test {

namespace {

using namespace std::chrono_literals;

class Live : public testing::Test {
protected:
    Live()
    {
        house_.close();
        house_.settings().entrance.live.heartbeat = 30ms;
        house_.settings().entrance.live.streams_per_person = 2;
        house_.open();
        house_.account(noor_, "noor", "zelf gekozen woorden");
        house_.grant(noor_, "project_leader", "programme", {{"programme", own_}});
        EXPECT_EQ(browser_.sign_in("noor", "zelf gekozen woorden").status, 201);
    }

    void write(const std::string& programme, const char* text)
    {
        house_.must("journal.add", {{"programme", programme}, {"kind", "lesson"}, {"text", text}});
    }
    // The next piece; "" when the stream has ended.
    static std::string next(const Response& response)
    {
        std::promise<std::optional<std::string>> came;
        response.stream->next([&](std::optional<std::string> piece) { came.set_value(std::move(piece)); });
        return came.get_future().get().value_or("");
    }
    // Pieces until one has these words; "" when the stream ended without. Heartbeats go by.
    static std::string next_with(const Response& response, std::string_view words)
    {
        std::string piece;
        do
            piece = next(response);
        while (!piece.empty() && piece.find(words) == std::string::npos);
        return piece;
    }
    static std::string id_in(const std::string& piece)
    {
        const std::size_t at = piece.rfind("id: ");
        return piece.substr(at + 4, piece.find('\n', at) - at - 4);
    }
    static std::string quoted(const std::string& id) { return "\"" + id + "\""; }
    std::string path() const { return "/programmas/" + own_ + "/stroom"; }

    House house_;
    std::string own_ = house_.programme("Slotermeer");
    std::string other_ = house_.programme("Kostverloren");
    std::string noor_ = house_.person("Noor");
    Browser browser_{house_};
};

}  // namespace

TEST_F(Live, SaysWhatHappensInOneProgrammeAndNothingOfAnother)
{
    const Response stream = browser_.get(path());
    ASSERT_EQ(stream.status, 200) << stream.body;
    ASSERT_NE(stream.stream, nullptr);
    EXPECT_TRUE(header_of(stream, "Content-Type").starts_with("text/event-stream"));
    EXPECT_NE(next(stream).find("retry:"), std::string::npos);
    EXPECT_NE(next(stream).find(": "), std::string::npos) << "nothing happens: a heartbeat";

    write(other_, "van een ander");
    write(own_, "van ons");

    const std::string piece = next_with(stream, "event: ");
    EXPECT_NE(piece.find("event: journal."), std::string::npos) << piece;
    EXPECT_NE(piece.find(quoted(own_)), std::string::npos) << piece;
    EXPECT_EQ(piece.find(quoted(other_)), std::string::npos) << piece;
    EXPECT_EQ(piece.find("van ons"), std::string::npos) << "what people typed is not in it";
    stream.stream->close();
}

TEST_F(Live, GoesOnWhereItBrokeOff)
{
    const Response first = browser_.get(path());
    static_cast<void>(next(first));
    static_cast<void>(next(first));
    write(own_, "een");
    const std::string one = id_in(next_with(first, "event: "));
    first.stream->close();
    write(own_, "twee");
    write(other_, "van een ander");
    write(own_, "drie");

    browser_.more = {{"last-event-id", one}};
    const Response second = browser_.get(path());
    ASSERT_EQ(second.status, 200);
    std::string all;
    for (int events = 0; events < 2;) {
        const std::string piece = next_with(second, "event: ");
        ASSERT_FALSE(piece.empty());
        all += piece;
        events = 0;
        for (std::size_t at = all.find("event: "); at != std::string::npos; at = all.find("event: ", at + 1))
            ++events;
    }
    EXPECT_EQ(all.find("id: " + one + "\n"), std::string::npos) << "not the one that had arrived";
    EXPECT_EQ(all.find(quoted(other_)), std::string::npos);
    second.stream->close();
    browser_.more = {{"last-event-id", "morgen"}};
    EXPECT_EQ(browser_.get(path()).status, 400);
}

TEST_F(Live, OfAllProgrammesShowsThoseOneMaySee)
{
    const Response stream = browser_.get("/gebeurtenissen/stroom");
    ASSERT_EQ(stream.status, 200) << stream.body;
    static_cast<void>(next(stream));
    static_cast<void>(next(stream));

    write(other_, "van een ander");
    write(own_, "van ons");

    const std::string piece = next_with(stream, "event: ");
    EXPECT_NE(piece.find(quoted(own_)), std::string::npos) << piece;
    EXPECT_EQ(piece.find(quoted(other_)), std::string::npos) << piece;
    stream.stream->close();
}

TEST_F(Live, IsForWhoMaySeeTheProgramme)
{
    EXPECT_EQ(browser_.get("/programmas/" + other_ + "/stroom").status, 403);
    EXPECT_EQ(browser_.get("/programmas/programma-999999/stroom").status, 403);
    EXPECT_EQ(Browser(house_).get(path()).status, 401);
}

TEST_F(Live, EndsWhenTheSessionEnds)
{
    const Response stream = browser_.get(path());
    static_cast<void>(next(stream));
    ASSERT_FALSE(next(stream).empty());

    ASSERT_EQ(browser_.send("DELETE", "/sessie").status, 204);

    while (!next(stream).empty()) {
    }
    SUCCEED() << "the stream has ended";
}

TEST_F(Live, EndsWhenTheRoleIsWithdrawn)
{
    const Response stream = browser_.get(path());
    static_cast<void>(next(stream));
    ASSERT_FALSE(next(stream).empty());

    house_.must("access.withdraw",
                {{"person", noor_}, {"role", "project_leader"}, {"scope", "programme"}, {"programme", own_}});

    while (!next(stream).empty()) {
    }
    SUCCEED() << "the stream has ended";
}

TEST_F(Live, IsBoundedPerPerson)
{
    const Response one = browser_.get(path());
    const Response two = browser_.get(path());
    EXPECT_EQ(two.status, 200);
    EXPECT_EQ(browser_.get(path()).status, 429);
    one.stream->close();
    EXPECT_EQ(browser_.get(path()).status, 200);
}

TEST_F(Live, EndsWhenTheHouseCloses)
{
    const Response stream = browser_.get(path());
    static_cast<void>(next(stream));
    std::promise<bool> ended;
    std::function<void(std::optional<std::string>)> hear = [&](std::optional<std::string> piece) {
        if (!piece)
            ended.set_value(true);
        else
            stream.stream->next(hear);
    };
    stream.stream->next(hear);

    house_.close();

    EXPECT_TRUE(ended.get_future().get());
}

}  // namespace wd::test
