// See child.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace wd::crash {

namespace {

[[noreturn]] void fail(std::string_view doing, int why)
{
    throw StoreFailure(Errc::unavailable, fmt::format("{}: {}", doing, std::strerror(why)));
}

// Both ends close with the object; a child inherits neither.
struct Pipe {
    std::array<int, 2> ends{-1, -1};

    Pipe()
    {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            fail("pipe", errno);
    }
    ~Pipe()
    {
        close(0);
        close(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close(std::size_t end)
    {
        if (ends[end] >= 0)
            ::close(ends[end]);
        ends[end] = -1;
    }
};

// Its standard output goes nowhere: the engine's own log would only be read by nobody.
pid_t start_child(const std::string& order, int speaks_on)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, speaks_on, voice);
    std::string program = CRASH_CHILD;
    std::string argument = order;
    std::array<char*, 3> arguments{program.data(), argument.data(), nullptr};
    pid_t child = 0;
    const int code = ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0)
        fail("start of " + program, code);
    return child;
}

void hear_line(std::string_view line, Heard& heard)
{
    Saying saying = read_json<Saying>(parse_json(line).value()).value();
    for (Acknowledged& reply : saying.replies)
        heard.replies.push_back(std::move(reply));
    if (saying.done)
        heard.last_done = saying.done;
    if (saying.part)
        heard.parts.push_back(std::move(*saying.part));
    if (saying.points)
        heard.points = std::move(*saying.points);
    if (saying.fault)
        heard.faults.push_back(std::move(*saying.fault));
}

// A line counts when all of it arrived.
void hear_lines(std::string& text, Heard& heard)
{
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        hear_line(std::string_view{text}.substr(begin, end - begin), heard);
        begin = end + 1;
    }
    text.erase(0, begin);
}

using SteadyClock = std::chrono::steady_clock;

// Waits for the child to speak, at most until `moment`. False when it said nothing.
bool wait_for_words(int pipe, std::optional<SteadyClock::time_point> moment)
{
    timespec left{};
    if (moment) {
        const auto ns = std::max<std::int64_t>(std::chrono::nanoseconds{*moment - SteadyClock::now()}.count(), 0);
        left = {ns / 1'000'000'000, ns % 1'000'000'000};
    }
    pollfd waiting{pipe, POLLIN, 0};
    const int ready = ::ppoll(&waiting, 1, moment ? &left : nullptr, nullptr);
    if (ready < 0 && errno != EINTR)
        fail("ppoll", errno);
    return ready > 0;
}

void listen(int pipe, pid_t child, std::optional<KillMoment> moment, Heard& heard)
{
    std::string text;
    std::array<char, 4096> buffer{};
    std::optional<SteadyClock::time_point> kill_at;
    while (true) {
        if (moment && heard.last_done.value_or(-1) >= moment->after_action) {
            kill_at = SteadyClock::now() + moment->later;
            moment.reset();
        }
        const bool spoke = wait_for_words(pipe, kill_at);
        if (kill_at && SteadyClock::now() >= *kill_at) {
            ::kill(child, SIGKILL);
            kill_at.reset();
        }
        if (!spoke)
            continue;
        const ssize_t size = ::read(pipe, buffer.data(), buffer.size());
        if (size < 0 && errno != EINTR)
            fail("read", errno);
        if (size == 0)
            return;
        if (size > 0)
            text.append(buffer.data(), static_cast<std::size_t>(size));
        hear_lines(text, heard);
    }
}

}  // namespace

Heard run_child(const ChildOrder& order, std::optional<KillMoment> moment)
{
    Pipe pipe;
    const pid_t child = start_child(to_json_text(order), pipe.ends[1]);
    pipe.close(1);
    Heard heard;
    listen(pipe.ends[0], child, moment, heard);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            fail("waitpid", errno);
    heard.was_killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    heard.ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return heard;
}

}  // namespace wd::crash
