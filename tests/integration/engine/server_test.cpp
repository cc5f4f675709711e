// The socket of `wijkdraad serve` before callers who ask wrongly, are many, or are still waiting when it stops.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/server.hpp"

#include "base/limits.hpp"
#include "runtime/socket_port.hpp"
#include "stage.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <future>
#include <thread>

namespace wd::test {

namespace {

// A socket without anything of ours around it.
class Caller {
public:
    Caller() : socket_(::socket(AF_UNIX, SOCK_STREAM, 0))
    {
        const timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~Caller() { ::close(socket_); }
    Caller(Caller&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
    Caller& operator=(Caller&&) = delete;

    void connect(const std::filesystem::path& path) const
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        ASSERT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    }
    void say(std::string_view words) const
    {
        ASSERT_EQ(::send(socket_, words.data(), words.size(), MSG_NOSIGNAL), static_cast<ssize_t>(words.size()));
    }
    // One line; "" when the other side hung up.
    std::string hear() const
    {
        std::string line;
        for (char c = 0; ::recv(socket_, &c, 1, 0) == 1 && c != '\n';)
            line += c;
        return line;
    }

private:
    int socket_;
};

class Served : public testing::Test {
protected:
    Served()
    {
        EXPECT_TRUE(store::create_store(directory_.path(), {}).has_value());
        std::promise<std::function<void()>> ready;
        thread_ = std::thread([this, &ready] {
            const Result<void> served = runtime::run_server(
                directory_.path(), [&](std::function<void()> stop) { ready.set_value(std::move(stop)); });
            EXPECT_TRUE(served.has_value());
        });
        stop_ = ready.get_future().get();
    }
    ~Served() override { end(); }

    void end()
    {
        if (!thread_.joinable())
            return;
        stop_();
        thread_.join();
    }
    std::filesystem::path path() const { return runtime::socket_path(directory_.path()); }
    Caller call() const
    {
        Caller caller;
        caller.connect(path());
        return caller;
    }
    std::string answer(std::string_view request) const
    {
        const Caller caller = call();
        caller.say(std::string(request) + "\n");
        return caller.hear();
    }
    json::array people() const { return (*store::open_reader(directory_.path()))->view("people", {}); }

    Directory directory_;
    std::thread thread_;
    std::function<void()> stop_;
};

constexpr const char* add_person = R"({"do":"person.add","data":{"name":"Anja"},"uid":4242})";

}  // namespace

TEST_F(Served, WrongQuestionIsRefusedAndTheNextOneAnswered)
{
    for (const char* question :
         {R"({"ask":"tasks","with":{"programm":1}})", R"({"ask":"tasks","with":{"programme":1.5}})",
          R"({"ask":"log","with":{"limit":3000000000}})", "geen json"})
        EXPECT_TRUE(answer(question).starts_with(R"({"ok":false)")) << question;

    EXPECT_TRUE(answer(R"({"ask":"tasks"})").starts_with(R"({"ok":true)"));
}

TEST_F(Served, WhoAsksIsWhoTheKernelSays)
{
    ASSERT_TRUE(answer(add_person).starts_with(R"({"ok":true)"));
    end();

    const auto log = (*store::open_reader(directory_.path()))->list_events(domain::installation, 0, 100);
    EXPECT_EQ(log.back().actor, fmt::format("beheerder uid-{}", ::getuid()));
}

TEST_F(Served, EverybodyWhoseCommandWasAcceptedHearsItWhenItStops)
{
    std::vector<Caller> callers;
    for (int i = 0; i < 40; ++i)
        callers.push_back(call());
    for (const Caller& caller : callers)
        caller.say(std::string(add_person) + "\n");
    ASSERT_TRUE(callers.front().hear().starts_with(R"({"ok":true)"));

    end();

    std::size_t acknowledged = 1;
    for (std::size_t i = 1; i < callers.size(); ++i)
        acknowledged += callers[i].hear().starts_with(R"({"ok":true)") ? 1 : 0;
    EXPECT_EQ(people().size(), acknowledged);
}

TEST_F(Served, IdleAndHalfSentRequestsDoNotHoldUpTheEnd)
{
    const Caller idle = call();
    const Caller halfway = call();
    halfway.say(R"({"ask":)");
    ASSERT_TRUE(answer(R"({"ask":"now"})").starts_with(R"({"ok":true)"));

    end();

    EXPECT_EQ(idle.hear(), "");
    EXPECT_EQ(halfway.hear(), "");
}

TEST_F(Served, MoreConnectionsThanItHoldsAreTurnedAwayInASentence)
{
    std::vector<Caller> callers;
    for (std::size_t i = 0; i < limits::connections_max; ++i)
        callers.push_back(call());

    const Caller late = call();

    EXPECT_NE(late.hear().find("er zijn nu al 100 verbindingen"), std::string::npos);
    callers.front().say("{\"ask\":\"now\"}\n");
    EXPECT_TRUE(callers.front().hear().starts_with(R"({"ok":true)"));
}

TEST_F(Served, TickIsDoneAndCounted)
{
    EXPECT_EQ(answer(R"({"do":"tick"})"), R"({"ok":true,"result":{"done":0}})");
}

TEST_F(Served, SocketIsForItsOwnerOnly)
{
    struct stat found {};
    ASSERT_EQ(::stat(path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(Server, RefusesAPathThatIsTooLongForASocket)
{
    const Directory directory;
    const std::filesystem::path deep = directory.path() / std::string(100, 'x');
    ASSERT_TRUE(store::create_store(deep, {}).has_value());

    const Result<void> served = runtime::run_server(deep, [](const std::function<void()>&) { FAIL(); });

    ASSERT_FALSE(served.has_value());
    EXPECT_NE(served.error().message.find("kies een map met een korter pad"), std::string::npos);
    EXPECT_EQ(runtime::connect_to_server(deep), nullptr);
}

}  // namespace wd::test
