// Where threads meet: many callers and one writer, readers beside it, timers that fire meanwhile, the socket, and verify with its
// own thread. What they say is checked elsewhere; here it is said at the same time.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/server.hpp"
#include "runtime/settings.hpp"
#include "runtime/socket_port.hpp"
#include "runtime/writer.hpp"
#include "store/open.hpp"
#include "store/verify.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <thread>

namespace wd {

namespace {

constexpr int callers = 4;
constexpr int commands_each = 25;

class Threads : public testing::Test {
protected:
    Threads()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
        EXPECT_TRUE(store::create_store(directory_, {}).has_value());
    }
    ~Threads() override { std::filesystem::remove_all(directory_); }

    std::unique_ptr<runtime::Engine> open_engine() const
    {
        auto engine = runtime::create_engine(std::move(*store::open_store(directory_)), clock_, {},
                                             runtime::reopen_in(directory_));
        engine->start();
        return engine;
    }

    // A programme with a task for each of many places, every one of them late on the first day that time is read.
    static void make_programme(runtime::Engine& engine)
    {
        constexpr const char* workflow = R"lua(return workflow("proef", { title = "Proef", version = 1, api = 1,
          roles = { role("leider", { title = "Leider" }) },
          input = { field("plek", { title = "Plek", kind = "choices", options = { option("a", { title = "A" }),
            option("b", { title = "B" }), option("c", { title = "C" }), option("d", { title = "D" }) } }) },
          phases = { phase("een", { title = "Een", steps = { each("per", { over = "input.plek", steps = {
            wait("even", { time = "1 dag" }), task("doen", { title = "Doen", role = "leider" }) } }) } }) } }))lua";
        ASSERT_TRUE(engine.install({{{"workflow.lua", workflow}, {"forms.lua", "return forms({})"}}, {}, {}})
                        .answer.has_value());
        domain::CreateProgramme create;
        create.name = "Laak";
        create.workflow = "proef";
        create.input = json::object{{"plek", json::array{"a", "b", "c", "d"}}};
        for (int i = 0; i < 10; ++i)
            ASSERT_TRUE(engine.execute(runtime::Request{create, {}, "", {}}).answer.has_value());
    }

    std::size_t people() const { return (*store::open_reader(directory_))->view("people", {}).size(); }

    std::filesystem::path directory_;
    VirtualClock clock_{*parse_timestamp("2026-01-05T08:00:00Z")};
};

domain::AddPerson person(int caller, int number)
{
    domain::AddPerson add;
    add.name = Text{fmt::format("Bewoner {}-{}", caller, number)};
    return add;
}

}  // namespace

TEST_F(Threads, ManyCallersOneWriterReadersAndTimers)
{
    std::unique_ptr<runtime::Engine> engine = open_engine();
    make_programme(*engine);
    clock_.advance_to(clock_.now() + std::chrono::days{3});  // forty waits end while the callers speak
    const std::unique_ptr<runtime::Writer> writer = runtime::start_writer(std::move(engine), runtime::Timers::fire);
    std::atomic<int> answered = 0;
    std::atomic<bool> going_on = true;

    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            for (int i = 0; i < commands_each; ++i) {
                std::promise<bool> done;
                const bool taken =
                    writer->submit(runtime::Request{person(caller, i), {}, "", {}},
                                   [&done](const runtime::Reply& reply) { done.set_value(reply.answer.has_value()); });
                if (taken && done.get_future().get())
                    ++answered;
            }
        });
    std::thread reader([&] {
        while (going_on)
            (*store::open_reader(directory_))->view("tasks", {});
    });
    const store::VerifyReport beside = *store::verify(*store::database_in(directory_), {.rebuild = true});
    for (std::thread& thread : threads)
        thread.join();
    going_on = false;
    reader.join();
    writer->stop();

    EXPECT_TRUE(beside.sound());
    EXPECT_EQ(answered, callers * commands_each);
    EXPECT_EQ(people(), static_cast<std::size_t>(callers * commands_each));
    EXPECT_EQ((*store::open_reader(directory_))->view("tasks", {}).size(), 40U);
    EXPECT_TRUE(store::verify(*store::database_in(directory_), {.rebuild = true})->sound());
}

TEST_F(Threads, ManyCallersOverTheSocketAreAllAnsweredAlsoWhenItStops)
{
    std::promise<std::function<void()>> ready;
    std::thread server([&] {
        const Result<void> served =
            runtime::run_server(directory_, [&](std::function<void()> stop) { ready.set_value(std::move(stop)); });
        EXPECT_TRUE(served.has_value());
    });
    const std::function<void()> stop = ready.get_future().get();
    std::atomic<std::size_t> acknowledged = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            const std::unique_ptr<runtime::EnginePort> port = runtime::connect_to_server(directory_);
            ASSERT_NE(port, nullptr);
            for (int i = 0; i < commands_each; ++i) {
                json::object request{{"do", "person.add"}};
                request["data"] = json::object{{"name", fmt::format("Bewoner {}-{}", caller, i)}};
                try {
                    if (port->request(request).at("ok").as_bool())
                        ++acknowledged;
                    port->request(json::object{{"ask", "people"}});
                } catch (const StoreFailure&) {
                    return;  // the server has stopped
                }
                if (caller == 0 && i == commands_each / 2)
                    stop();
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    server.join();

    EXPECT_GT(acknowledged, 0U);
    EXPECT_EQ(people(), acknowledged);
}

}  // namespace wd
