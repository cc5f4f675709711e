// See process.hpp. posix_spawn, because it closes what is not the program's in one step, starts it in a process group of its own and
// forks nothing of a program that has threads.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/process.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace wd::plugin {

namespace asio = boost::asio;

namespace {

constexpr std::array environment_names{"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"};

// Both ends close when a program is started, unless they are given to it.
struct Pipe {
    int read = -1;
    int write = -1;
    Pipe() = default;
    ~Pipe()
    {
        for (const int end : {read, write})
            if (end >= 0)
                ::close(end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool open()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        read = ends[0];
        write = ends[1];
        return true;
    }
};

std::vector<std::string> environment()
{
    std::vector<std::string> variables;
    for (const char* name : environment_names)
        if (const char* value = std::getenv(name))
            variables.push_back(std::string(name) + "=" + value);
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

// What posix_spawn wants, given back at the end.
class Spawning {
public:
    Spawning()
    {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
    }
    ~Spawning()
    {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    Spawning(const Spawning&) = delete;
    Spawning& operator=(const Spawning&) = delete;

    // 0, or errno.
    int start(pid_t& pid, const Program& program, int input, int output, int notes)
    {
        ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, notes, STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        const std::string folder = program.folder.empty() ? "." : program.folder.string();
        ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
        sigset_t all;
        sigset_t none;
        ::sigfillset(&all);
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        ::posix_spawnattr_setflags(&attributes_,
                                   POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        std::vector<std::string> command = program.command;
        std::vector<std::string> variables = environment();
        return ::posix_spawnp(&pid, command.front().c_str(), &actions_, &attributes_, pointers_to(command).data(),
                              pointers_to(variables).data());
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::string how_it_ended(int status)
{
    if (WIFSIGNALED(status))
        return fmt::format("werd beëindigd door signaal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)));
    return fmt::format("stopte met code {}", WEXITSTATUS(status));
}

class SpawnedProcess final : public Process {
public:
    SpawnedProcess(const asio::any_io_executor& executor, pid_t pid, int input, int output, int notes)
        : pid_(pid), input_(executor, input), messages_(executor, output), notes_(executor, notes)
    {
    }
    ~SpawnedProcess() override { kill(); }

    asio::awaitable<std::optional<std::string>> read_line(Output output) override
    {
        Reading& reading = output == Output::messages ? messages_ : notes_;
        boost::system::error_code failure;
        const std::size_t size =
            co_await asio::async_read_until(reading.pipe, asio::dynamic_buffer(reading.received, line_max), '\n',
                                            asio::redirect_error(asio::use_awaitable, failure));
        if (failure) {
            if (failure == asio::error::not_found)
                too_much_ = true;
            co_return std::nullopt;
        }
        std::string line = reading.received.substr(0, size - 1);
        reading.received.erase(0, size);
        co_return line;
    }

    asio::awaitable<bool> write(std::string text) override
    {
        boost::system::error_code failure;
        co_await asio::async_write(input_, asio::buffer(text), asio::redirect_error(asio::use_awaitable, failure));
        co_return !failure;
    }

    void close_input() override { close(input_); }

    std::int64_t memory_bytes() const override
    {
        if (ended_)
            return 0;
        std::ifstream statm(fmt::format("/proc/{}/statm", pid_));
        std::int64_t total = 0;
        std::int64_t resident = 0;
        if (!(statm >> total >> resident))
            return 0;
        return resident * ::sysconf(_SC_PAGESIZE);
    }

    std::string kill() override
    {
        if (ended_)
            return *ended_;
        // A program that ended by itself is not reaped yet, so its group is still its own.
        ::kill(-pid_, SIGKILL);
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        ended_ = how_it_ended(status);
        close(input_);
        close(messages_.pipe);
        close(notes_.pipe);
        return *ended_;
    }

    bool sent_too_much() const override { return too_much_; }

private:
    struct Reading {
        Reading(const asio::any_io_executor& executor, int end) : pipe(executor, end) {}
        asio::posix::stream_descriptor pipe;
        std::string received;
    };

    static void close(asio::posix::stream_descriptor& pipe)
    {
        boost::system::error_code ignored;
        pipe.close(ignored);
    }

    const pid_t pid_;
    asio::posix::stream_descriptor input_;
    Reading messages_;
    Reading notes_;
    std::optional<std::string> ended_;
    bool too_much_ = false;
};

}  // namespace

Result<std::shared_ptr<Process>> start_process(const asio::any_io_executor& executor, const Program& program)
{
    // A program that does not listen is no reason to end: the write says so.
    ::signal(SIGPIPE, SIG_IGN);
    Pipe input;
    Pipe output;
    Pipe notes;
    if (!input.open() || !output.open() || !notes.open())
        return refusal(Errc::unavailable, "'{}' kan niet worden gestart: {}", program.command.front(),
                       std::strerror(errno));
    pid_t pid = 0;
    Spawning spawning;
    if (const int failure = spawning.start(pid, program, input.read, output.write, notes.write); failure != 0)
        return refusal(Errc::unavailable, "'{}' kan niet worden gestart in {}: {}", program.command.front(),
                       program.folder.string(), std::strerror(failure));
    return std::shared_ptr<Process>(std::make_shared<SpawnedProcess>(
        executor, pid, std::exchange(input.write, -1), std::exchange(output.read, -1), std::exchange(notes.read, -1)));
}

}  // namespace wd::plugin
