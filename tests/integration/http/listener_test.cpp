// The address where HTTP comes in, before callers who speak wrongly, slowly, too much or not at all, while others go on unharmed;
// and how it ends.
// SPDX-License-Identifier: EUPL-1.2
#include "http/listener.hpp"

#include "caller.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace wd::test {

namespace {

using namespace std::literals;
using http::Request;
using http::Response;
using Done = std::function<void(Response)>;

// A stream whose pieces the test hands in.
class Tap final : public http::Stream {
public:
    void next(std::function<void(std::optional<std::string>)> done) override
    {
        const std::lock_guard lock{mutex_};
        waiting_ = std::move(done);
        pour();
    }
    void close() override
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }
    void give(std::optional<std::string> piece)
    {
        const std::lock_guard lock{mutex_};
        pieces_.push_back(std::move(piece));
        pour();
    }
    void wait_until_closed()
    {
        std::unique_lock lock{mutex_};
        EXPECT_TRUE(changed_.wait_for(lock, 20s, [this] { return closed_; }));
    }
    std::size_t left()
    {
        const std::lock_guard lock{mutex_};
        return pieces_.size();
    }

private:
    void pour()
    {
        if (!waiting_ || pieces_.empty())
            return;
        std::exchange(waiting_, {})(std::move(pieces_.front()));
        pieces_.pop_front();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void(std::optional<std::string>)> waiting_;
    std::deque<std::optional<std::string>> pieces_;
    bool closed_ = false;
};

// Tells back what it heard. "/wacht" is answered when the test says so, "/stroom" by the tap, "/nooit" never, "/stuk" throws.
class Echo final : public http::Handler {
public:
    void handle(Request request, Done done) override
    {
        const std::string first = request.segments.empty() ? "" : request.segments.front();
        if (first == "stuk")
            throw std::runtime_error("broken on purpose");
        if (first == "stroom")
            return done({200, {{"Content-Type", "text/event-stream"}}, "", tap});
        if (first == "wacht" || first == "nooit") {
            const std::lock_guard lock{mutex_};
            waiting_.push_back(std::move(done));
            came_.notify_all();
            return;
        }
        std::string told = request.method + " " + first + " " + request.body + " " + request.remote;
        done({200, {{"Content-Type", "text/plain"}}, std::move(told), {}});
    }

    // Blocks until so many wait.
    void wait_for(std::size_t count)
    {
        std::unique_lock lock{mutex_};
        EXPECT_TRUE(came_.wait_for(lock, 20s, [&] { return waiting_.size() >= count; }));
    }
    void answer_all()
    {
        std::vector<Done> waiting;
        {
            const std::lock_guard lock{mutex_};
            waiting.swap(waiting_);
        }
        for (const Done& done : waiting)
            done({200, {}, "klaar", {}});
    }

    std::shared_ptr<Tap> tap = std::make_shared<Tap>();

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<Done> waiting_;
};

class Listening : public testing::Test {
protected:
    Listening()
    {
        options.port = 0;
        options.threads = 2;
        options.limits.message = {2'000, 1'000};
    }
    ~Listening() override { listener.reset(); }

    void open()
    {
        Result<std::unique_ptr<http::Listener>> opened = http::Listener::open(options, echo);
        ASSERT_TRUE(opened.has_value());
        listener = std::move(*opened);
    }
    Caller call() const { return Caller{listener->port()}; }
    // Whoever behaves is answered as if nothing happened.
    void expect_others_are_served() const
    {
        Caller other = call();
        EXPECT_EQ(other.get("/goed").status, 200);
    }

    http::ListenerOptions options;
    Echo echo;
    std::unique_ptr<http::Listener> listener;
};

std::string post(std::string_view headers, std::string_view body)
{
    return "POST /iets HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

constexpr std::string_view get = "GET /goed HTTP/1.1\r\nHost: localhost\r\n\r\n";

}  // namespace

TEST_F(Listening, RequestIsAnsweredWithTheStandardHeaders)
{
    open();
    Caller caller = call();
    caller.say(post("Content-Length: 3\r\n", "dag"));

    const Heard heard = caller.hear();

    EXPECT_EQ(heard.status, 200);
    EXPECT_EQ(heard.body, "POST iets dag 127.0.0.1");
    EXPECT_EQ(heard.header("Cache-Control"), "no-store");
    EXPECT_EQ(heard.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(heard.header("X-Frame-Options"), "DENY");
    EXPECT_EQ(heard.header("Content-Security-Policy"), "frame-ancestors 'none'");
    EXPECT_NE(heard.header("Strict-Transport-Security"), "");
    EXPECT_NE(heard.header("Date"), "");
}

TEST_F(Listening, ConnectionStaysAndRequestsInARowAreAnsweredInOrder)
{
    open();
    Caller caller = call();
    std::string row;
    for (int i = 0; i < 50; ++i)
        row += "GET /nummer" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

    caller.say(row);

    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(caller.hear().body, "GET nummer" + std::to_string(i) + "  127.0.0.1");
}

TEST_F(Listening, HeadIsAnsweredWithoutBody)
{
    open();
    Caller caller = call();
    caller.say("HEAD /iets HTTP/1.1\r\nHost: localhost\r\n\r\n");

    const Heard head = caller.hear(false);

    EXPECT_EQ(head.header("Content-Length"), "20");
    EXPECT_EQ(caller.get("/goed").status, 200);  // and the next one begins where it should
}

TEST_F(Listening, CloseIsDoneWhenTheCallerAsksForIt)
{
    open();
    for (const std::string_view request :
         {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"sv, "GET / HTTP/1.0\r\n\r\n"sv})
    {
        Caller caller = call();
        caller.say(request);

        EXPECT_EQ(caller.hear().header("Connection"), "close");
        EXPECT_TRUE(caller.hears_nothing_more());
    }
}

TEST_F(Listening, BodyIsWaitedForWithAWord)
{
    open();
    Caller caller = call();
    caller.say(post("Content-Length: 3\r\nExpect: 100-continue\r\n", ""));

    ASSERT_EQ(caller.hear(false).status, 100);
    caller.say("dag");
    EXPECT_EQ(caller.hear().body, "POST iets dag 127.0.0.1");
}

TEST_F(Listening, WhatIsWrongIsRefusedAndEndsTheConnection)
{
    open();
    struct Wrong {
        std::string bytes;
        int status;
    };
    const std::vector<Wrong> all{
        {"geen http\r\n\r\n", 400},
        {std::string("\x16\x03\x01\0\x05hello\r\n\r\n", 14), 400},
        {"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET http://elders/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + std::string(get)), 400},
        {post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + std::string(get)), 400},
        {post("Content-Length: 3\r\nContent-Length: 4\r\n", "dag" + std::string(get)), 400},
        {post("Transfer-Encoding: chunked\r\n", "zz\r\n"), 400},
        {post("Content-Length: 1001\r\n", ""), 413},
        {post("Content-Length: 1001\r\nExpect: 100-continue\r\n", ""), 413},
        {post("Transfer-Encoding: chunked\r\n", "ffffff\r\n"), 413},
        {"GET /" + std::string(3'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 431},
        {post("Expect: iets-anders\r\nContent-Length: 0\r\n", ""), 417},
    };
    for (const Wrong& wrong : all) {
        Caller caller = call();
        caller.say(wrong.bytes);

        const Heard heard = caller.hear();

        EXPECT_EQ(heard.status, wrong.status) << wrong.bytes;
        EXPECT_EQ(heard.header("Content-Type"), "application/problem+json") << wrong.bytes;
        EXPECT_EQ(heard.header("X-Content-Type-Options"), "nosniff") << wrong.bytes;
        EXPECT_EQ(heard.header("Connection"), "close") << wrong.bytes;
        EXPECT_TRUE(caller.hears_nothing_more()) << wrong.bytes;  // what stood behind it is nobody's request
        expect_others_are_served();
    }
}

TEST_F(Listening, RefusalIsHeardAlsoByWhoIsStillSending)
{
    open();
    Caller caller = call();
    caller.say(post("Content-Length: 500000\r\n", std::string(500'000, 'a')));

    EXPECT_EQ(caller.hear().status, 413);
}

TEST_F(Listening, HeadThatComesTooSlowlyIsCutAndOthersGoOn)
{
    options.limits.head_time = 300ms;
    open();
    Caller slow = call();
    slow.say("GET / HTTP/1.1\r\nHost: loc");
    expect_others_are_served();

    const Heard heard = slow.hear();  // however often a little more comes

    EXPECT_EQ(heard.status, 408);
    EXPECT_TRUE(slow.hears_nothing_more());
}

TEST_F(Listening, EachByteOfASlowHeadBuysNoTime)
{
    options.limits.head_time = 300ms;
    open();
    Caller slow = call();
    slow.say("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
    const auto begun = std::chrono::steady_clock::now();
    // Each answer of another caller is a moment later, so this drips without waiting for a clock.
    while (slow.say("a") && std::chrono::steady_clock::now() - begun < 10s)
        expect_others_are_served();

    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
}

TEST_F(Listening, BodyThatComesTooSlowlyIsCut)
{
    options.limits.body_time = 300ms;
    open();
    Caller slow = call();
    slow.say(post("Content-Length: 10\r\n", "half"));

    EXPECT_EQ(slow.hear().status, 408);
    expect_others_are_served();
}

TEST_F(Listening, WhoSaysNothingIsLetGoWithoutAWord)
{
    options.limits.idle_time = 300ms;
    open();
    Caller silent = call();
    Caller done = call();
    ASSERT_EQ(done.get("/goed").status, 200);

    EXPECT_TRUE(silent.hears_nothing_more());
    EXPECT_TRUE(done.hears_nothing_more());
}

TEST_F(Listening, WhoDoesNotReadIsCut)
{
    options.limits.write_time = 300ms;
    open();
    const Caller deaf = call();
    deaf.say("GET /stroom HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (int i = 0; i < 64; ++i)
        echo.tap->give(std::string(1 << 20, 'x'));

    echo.tap->wait_until_closed();

    EXPECT_GT(echo.tap->left(), 0U);  // the pieces waited for the reader, not in memory
    expect_others_are_served();
}

TEST_F(Listening, MoreConnectionsThanItHoldsAreTurnedAwayInASentence)
{
    options.limits.connections = 3;
    open();
    std::vector<Caller> callers;
    for (int i = 0; i < 3; ++i) {
        callers.push_back(call());
        ASSERT_EQ(callers.back().get("/goed").status, 200);
    }

    Caller late = call();
    const Heard heard = late.hear();

    EXPECT_EQ(heard.status, 503);
    EXPECT_EQ(heard.header("Retry-After"), "1");
    EXPECT_EQ(heard.header("Content-Type"), "application/problem+json");
    EXPECT_TRUE(late.hears_nothing_more());
    EXPECT_EQ(callers.front().get("/goed").status, 200);
}

TEST_F(Listening, OneAddressDoesNotTakeEveryPlace)
{
    options.limits.per_address = 2;
    open();
    Caller first = call();
    Caller second = call();
    ASSERT_EQ(first.get("/goed").status, 200);
    ASSERT_EQ(second.get("/goed").status, 200);

    EXPECT_EQ(call().hear().status, 503);
}

TEST_F(Listening, ServerBeforeUsIsBelievedOnlyWhenItIsNamed)
{
    const std::string forwarded = "GET /x HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.0.0.9, 192.0.2.7\r\n\r\n";
    open();
    Caller unknown = call();
    unknown.say(forwarded);
    EXPECT_EQ(unknown.hear().body, "GET x  127.0.0.1");

    listener.reset();
    options.proxies = {"127.0.0.1"};
    open();
    Caller known = call();
    known.say(forwarded);
    EXPECT_EQ(known.hear().body, "GET x  192.0.2.7");
}

TEST_F(Listening, BugWhileAnsweringIsAProblemAndOthersGoOn)
{
    open();
    Caller caller = call();

    EXPECT_EQ(caller.get("/stuk").status, 500);
    EXPECT_EQ(caller.get("/goed").status, 200);
}

TEST_F(Listening, AnswerThatDoesNotComeIsSaidSo)
{
    options.limits.answer_time = 300ms;
    open();
    Caller caller = call();

    const Heard heard = caller.get("/nooit");

    EXPECT_EQ(heard.status, 503);
    EXPECT_NE(heard.header("Retry-After"), "");
    echo.answer_all();  // too late, and heard by nobody
    EXPECT_EQ(caller.get("/goed").status, 200);
}

TEST_F(Listening, StreamComesPieceByPiece)
{
    open();
    Caller caller = call();
    caller.say("GET /stroom HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const Heard head = caller.hear_head();
    ASSERT_EQ(head.header("Transfer-Encoding"), "chunked");

    echo.tap->give("data: een\n\n");
    EXPECT_TRUE(caller.hears("b\r\ndata: een\n\n\r\n"));
    echo.tap->give("data: twee\n\n");
    EXPECT_TRUE(caller.hears("c\r\ndata: twee\n\n\r\n"));
    echo.tap->give({});

    EXPECT_TRUE(caller.hears("0\r\n\r\n"));
    echo.tap->wait_until_closed();
    EXPECT_EQ(caller.get("/goed").status, 200);
}

TEST_F(Listening, StreamEndsWhenItStops)
{
    open();
    Caller caller = call();
    caller.say("GET /stroom HTTP/1.1\r\nHost: localhost\r\n\r\n");
    echo.tap->give("data: een\n\n");
    ASSERT_TRUE(caller.hears("data: een"));

    listener->close();

    echo.tap->wait_until_closed();
    EXPECT_TRUE(caller.hears("0\r\n\r\n"));
    EXPECT_TRUE(caller.hears_nothing_more());
}

TEST_F(Listening, RequestUnderWayIsAnsweredWhenItStops)
{
    open();
    Caller busy = call();
    Caller idle = call();
    Caller halfway = call();
    ASSERT_EQ(idle.get("/goed").status, 200);
    halfway.say("GET / HTTP/1.1\r\nHo");
    busy.say("GET /wacht HTTP/1.1\r\nHost: localhost\r\n\r\n");
    echo.wait_for(1);

    std::thread stopping([this] { listener->close(); });
    EXPECT_TRUE(idle.hears_nothing_more());  // so it has begun to stop
    EXPECT_TRUE(halfway.hears_nothing_more());
    echo.answer_all();
    const Heard heard = busy.hear();
    stopping.join();

    EXPECT_EQ(heard.body, "klaar");
    EXPECT_TRUE(busy.hears_nothing_more());
    EXPECT_FALSE(call().connected());
}

TEST_F(Listening, EndDoesNotWaitForEverForWhoIsNeverAnswered)
{
    options.limits.drain_time = 200ms;
    open();
    Caller waiting = call();
    waiting.say("GET /nooit HTTP/1.1\r\nHost: localhost\r\n\r\n");
    echo.wait_for(1);

    listener->close();
    listener->end();

    EXPECT_TRUE(waiting.hears_nothing_more());
    listener.reset();
    echo.answer_all();  // nobody is there any more, and nothing breaks
}

TEST_F(Listening, AddressThatIsTakenIsRefused)
{
    open();
    http::ListenerOptions same = options;
    same.port = listener->port();

    const Result<std::unique_ptr<http::Listener>> second = http::Listener::open(same, echo);

    ASSERT_FALSE(second.has_value());
    EXPECT_NE(second.error().message.find("kan niet worden gebruikt"), std::string::npos);
    same.address = "niet-een-adres";
    EXPECT_EQ(http::Listener::open(same, echo).error().code, Errc::invalid);
}

TEST_F(Listening, ManyCallersAtOnceAreAllAnswered)
{
    open();
    std::vector<std::thread> threads;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            Caller caller = call();
            for (int k = 0; k < 100; ++k)
                answered += caller.get("/goed").status == 200 ? 1 : 0;
        });
    for (std::thread& thread : threads)
        thread.join();

    EXPECT_EQ(answered, 800);
}

}  // namespace wd::test
