// HTTP as a door of a serving process, on a real store: health, what a full queue says, who is told of a commit, and how all of it
// stops while somebody is being answered.
// SPDX-License-Identifier: EUPL-1.2
#include "http/door.hpp"

#include "base/limits.hpp"
#include "caller.hpp"
#include "runtime/service.hpp"
#include "runtime/socket_port.hpp"
#include "store/open.hpp"

#include <atomic>
#include <future>
#include <thread>

namespace wd::test {

namespace {

using namespace std::literals;

class Store : public testing::Test {
protected:
    Store()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-http-XXXXXX").string();
        directory = ::mkdtemp(name.data());
        EXPECT_TRUE(store::create_store(directory, {}).has_value());
    }
    ~Store() override { std::filesystem::remove_all(directory); }

    std::size_t people() const { return (*store::open_reader(directory))->view("people", {}).size(); }

    std::filesystem::path directory;
};

json::object add_person(std::string_view name)
{
    return {{"do", "person.add"}, {"data", json::object{{"name", json::string{name}}}}, {"uid", 4242}};
}

// Waits for the answer of a request.
json::object answer_of(runtime::Service& service, json::object request)
{
    std::promise<json::object> answered;
    service.request(std::move(request), runtime::Texts::shown,
                    [&](json::object answer) { answered.set_value(std::move(answer)); });
    return answered.get_future().get();
}

class Served : public Store {
protected:
    Served() : service(std::move(*runtime::Service::open(directory))) {}

    std::unique_ptr<runtime::Service> service;
};

// Passes the body on to the engine, and gives its answer.
class Passage final : public http::Handler {
public:
    explicit Passage(runtime::Service& service) : service_(service) {}

    void handle(http::Request request, std::function<void(http::Response)> done) override
    {
        const Result<json::value> body = parse_json(request.body);
        if (!body || !body->is_object())
            return done(http::plain_problem(400, "ongeldig", "geen object"));
        came_.set_value();
        service_.request(body->get_object(), runtime::Texts::shown,
                         [done = std::move(done)](const json::object& answer) {
                             done({200, {{"Content-Type", "application/json"}}, json::serialize(answer), {}});
                         });
    }
    std::future<void> came() { return came_.get_future(); }

private:
    runtime::Service& service_;
    std::promise<void> came_;
};

// A whole serving process in a thread.
class Running : public Store {
protected:
    Running()
    {
        http::ListenerOptions options;
        options.port = 0;
        doors.push_back(http::create_door(
            options,
            [this](runtime::Service& opened) -> Result<std::unique_ptr<http::Handler>> {
                service = &opened;
                auto made = std::make_unique<Passage>(opened);
                passage = made.get();
                return std::unique_ptr<http::Handler>{std::move(made)};
            },
            [this](std::uint16_t opened) { port = opened; }));
        std::promise<std::function<void()>> ready;
        thread = std::thread([this, &ready] {
            const Result<void> served = runtime::run_server(
                directory, [&](std::function<void()> can_stop) { ready.set_value(std::move(can_stop)); }, doors);
            EXPECT_TRUE(served.has_value());
        });
        stop = ready.get_future().get();
    }
    ~Running() override
    {
        if (thread.joinable()) {
            stop();
            thread.join();
        }
    }

    runtime::Doors doors;
    runtime::Service* service = nullptr;
    Passage* passage = nullptr;
    std::uint16_t port = 0;
    std::function<void()> stop;
    std::thread thread;
};

// Keeps the writer thread busy until it is let go.
class Hold {
public:
    explicit Hold(runtime::Service& service)
    {
        EXPECT_TRUE(service.write([going = go_.get_future().share(), this](store::Store&) {
            held_.set_value();
            going.wait();
        }));
        held_.get_future().wait();
    }
    void let_go() { go_.set_value(); }

private:
    std::promise<void> go_;
    std::promise<void> held_;
};

std::string post(const json::object& body)
{
    const std::string text = json::serialize(body);
    return fmt::format("POST /opdracht HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{}", text.size(), text);
}

}  // namespace

TEST_F(Running, HealthIsAnsweredWithoutLogin)
{
    Caller caller{port};

    const Heard alive = caller.get("/gezondheid/levend");
    EXPECT_EQ(alive.body, R"({"status":"levend"})");
    EXPECT_NE(alive.header("API-Version"), "");
    EXPECT_EQ(caller.get("/gezondheid/gereed").body, R"({"status":"gereed"})");
    EXPECT_EQ(caller.get("/gezondheid/gereed?x=y").status, 200);
    EXPECT_EQ(caller.get("/gezondheid").status, 404);
    EXPECT_EQ(caller.get("/gezondheid/levend/").status, 404);
    caller.say("DELETE /gezondheid/levend HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const Heard refused = caller.hear();
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.header("Allow"), "GET, HEAD");
}

TEST_F(Running, CommandComesInByHttpAndBySocketOfTheSameProcess)
{
    Caller caller{port};
    caller.say(post(add_person("Anja")));
    EXPECT_NE(caller.hear().body.find(R"("ok":true)"), std::string::npos);
    const std::unique_ptr<runtime::EnginePort> socket = runtime::connect_to_server(directory);
    ASSERT_NE(socket, nullptr);

    EXPECT_TRUE(socket->request(add_person("Sam")).at("ok").as_bool());
    EXPECT_EQ(people(), 2U);
}

TEST_F(Running, WhoIsBeingAnsweredHearsItWhenItStops)
{
    Hold hold{*service};
    Caller busy{port};
    Caller idle{port};
    ASSERT_EQ(idle.get("/gezondheid/levend").status, 200);
    busy.say(post(add_person("Anja")));
    passage->came().wait();

    stop();
    EXPECT_TRUE(idle.hears_nothing_more());
    hold.let_go();
    const Heard heard = busy.hear();
    thread.join();

    EXPECT_NE(heard.body.find(R"("ok":true)"), std::string::npos);
    EXPECT_EQ(heard.header("Connection"), "close");
    EXPECT_EQ(people(), 1U);
    EXPECT_FALSE(Caller{port}.connected());
}

TEST_F(Store, DoorThatCannotOpenIsRefusedAndNothingIsServed)
{
    runtime::Doors doors;
    http::ListenerOptions options;
    options.address = "192.0.2.1";  // of nobody, by agreement
    doors.push_back(http::create_door(options, [](runtime::Service& service) -> Result<std::unique_ptr<http::Handler>> {
        return std::unique_ptr<http::Handler>{std::make_unique<Passage>(service)};
    }));

    const Result<void> served = runtime::run_server(
        directory, [](const std::function<void()>&) { FAIL(); }, doors);

    ASSERT_FALSE(served.has_value());
    EXPECT_EQ(runtime::connect_to_server(directory), nullptr);
    EXPECT_TRUE(store::open_store(directory).has_value());  // the lock is free again
}

TEST_F(Served, FullQueueIsRefusedAtOnce)
{
    Hold hold{*service};
    std::size_t accepted = 0;
    while (accepted <= limits::queue_max && service->write([](store::Store&) {}))
        ++accepted;
    EXPECT_EQ(accepted, limits::queue_max);

    const json::object answer = answer_of(*service, add_person("Anja"));  // the writer is still held

    EXPECT_FALSE(answer.at("ok").as_bool());
    EXPECT_EQ(answer.at("error").at("code").as_string(), "unavailable");
    hold.let_go();
    while (!answer_of(*service, add_person("Anja")).at("ok").as_bool()) {
    }
}

TEST_F(Served, FollowerIsToldOfEachCommitAfterItsAnswer)
{
    std::vector<runtime::Committed> heard;  // by one thread, which is gone after stop()
    service->on_commit([&](runtime::Committed committed) { heard.push_back(committed); });

    const json::object answer = answer_of(*service, add_person("Anja"));
    EXPECT_TRUE(answer_of(*service, {{"ask", "people"}}).at("ok").as_bool());
    service->stop();

    ASSERT_FALSE(heard.empty());
    EXPECT_EQ(heard.back().part, answer.at("part").to_number<int>());
    EXPECT_EQ(heard.back().seq, answer.at("seq").to_number<std::int64_t>());
    // What was there already may be told first, and nothing is told twice.
    EXPECT_LE(heard.size(), 2U);
    for (std::size_t i = 1; i < heard.size(); ++i)
        EXPECT_LT(heard[i - 1].seq, heard[i].seq);
}

TEST_F(Served, WorkThatFailsIsToldAndLeavesNothing)
{
    std::promise<Error> failed;
    ASSERT_TRUE(service->write(
        [](store::Store& store) {
            store.begin();
            store.set_meta("half", "werk");
            throw StoreFailure(Errc::store_full, "vol");
        },
        [&](const Error& error) { failed.set_value(error); }));
    EXPECT_EQ(failed.get_future().get().code, Errc::store_full);

    std::promise<std::optional<std::string>> found;
    ASSERT_TRUE(service->write([&](store::Store& store) { found.set_value(store.find_meta("half")); }));
    EXPECT_EQ(found.get_future().get(), std::nullopt);

    std::promise<Error> unread;
    ASSERT_TRUE(service->read([](store::ReadStore&) { throw Bug("on purpose"); },
                              [&](const Error& error) { unread.set_value(error); }));
    EXPECT_EQ(unread.get_future().get().code, Errc::unavailable);
    EXPECT_TRUE(answer_of(*service, add_person("Anja")).at("ok").as_bool());
}

TEST_F(Served, WhatReadingLeadsToIsReadAtOnceOnTheSameConnection)
{
    std::promise<bool> same;
    ASSERT_TRUE(service->read([&](store::ReadStore& outer) {
        bool is_same = false;
        service->read([&](store::ReadStore& inner) { is_same = &inner == &outer; });
        same.set_value(is_same);
    }));
    EXPECT_TRUE(same.get_future().get());

    std::promise<Error> unread;
    std::promise<void> on;
    ASSERT_TRUE(service->read([&](store::ReadStore&) {
        service->read([](store::ReadStore&) { throw Bug("on purpose"); },
                      [&](const Error& error) { unread.set_value(error); });
        on.set_value();
    }));
    EXPECT_EQ(unread.get_future().get().code, Errc::unavailable);
    on.get_future().get();
}

TEST_F(Served, NothingIsTakenAfterItStopped)
{
    service->stop();

    EXPECT_FALSE(service->read([](store::ReadStore&) { FAIL(); }));
    EXPECT_FALSE(service->write([](store::Store&) { FAIL(); }));
    EXPECT_FALSE(answer_of(*service, add_person("Anja")).at("ok").as_bool());
    EXPECT_FALSE(answer_of(*service, {{"ask", "people"}}).at("ok").as_bool());
}

}  // namespace wd::test
