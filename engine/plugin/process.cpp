// See process.hpp. Forked by hand, because posix_spawn cannot say that a program dies with whoever started it.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/process.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mutex>

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
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

// What the child needs, made before there is one: it may not ask for memory.
struct Start {
    std::string folder;
    std::vector<char*> command;
    std::vector<char*> environment;
    int input;
    int output;
    int notes;
    int failed;  // where the number of what went wrong goes
    pid_t parent;
};

// In the child, where only a few calls are allowed. A session of its own: no terminal, and a group that it cannot leave.
[[noreturn]] void become(const Start& start)
{
    constexpr int told = STDERR_FILENO + 1;
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != start.parent)
        ::_exit(1);
    // All of them lie above 2: the program that started us has those.
    ::dup2(start.input, STDIN_FILENO);
    ::dup2(start.output, STDOUT_FILENO);
    ::dup2(start.notes, STDERR_FILENO);
    ::dup2(start.failed, told);
    ::fcntl(told, F_SETFD, FD_CLOEXEC);
    ::close_range(told + 1, ~0U, 0);
    ::signal(SIGPIPE, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (::chdir(start.folder.c_str()) == 0)
        ::execvpe(start.command.front(), start.command.data(), start.environment.data());
    const int failure = errno;
    [[maybe_unused]] const ssize_t written = ::write(told, &failure, sizeof failure);
    ::_exit(127);
}

// Children that were killed and did not end yet, which a broken disk or a debugger can do.
class Leftovers {
public:
    void add(pid_t pid)
    {
        const std::lock_guard lock{mutex_};
        pids_.push_back(pid);
    }
    void reap()
    {
        const std::lock_guard lock{mutex_};
        std::erase_if(pids_, [](pid_t pid) { return ::waitpid(pid, nullptr, WNOHANG) != 0; });
    }

private:
    std::mutex mutex_;  // guards pids_
    std::vector<pid_t> pids_;
};

Leftovers& leftovers()
{
    static Leftovers all;
    return all;
}

// How it ended, if it does so soon: a program that was killed is gone in a moment, and nobody waits for one that is not.
std::optional<int> reap_soon(pid_t pid)
{
    constexpr int looks = 100;
    constexpr int pause_ms = 5;
    for (int look = 0; look < looks; ++look) {
        int status = 0;
        const pid_t ended = ::waitpid(pid, &status, WNOHANG);
        if (ended == pid)
            return status;
        if (ended < 0 && errno != EINTR)
            return {};
        ::poll(nullptr, 0, pause_ms);
    }
    leftovers().add(pid);
    return {};
}

std::string how_it_ended(int status)
{
    if (WIFSIGNALED(status))
        return fmt::format("werd beëindigd door signaal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)));
    return fmt::format("stopte met code {}", WEXITSTATUS(status));
}

class SpawnedProcess final : public Process {
public:
    SpawnedProcess(const asio::any_io_executor& executor, Pipe& input, Pipe& output, Pipe& notes)
        : input_(executor, std::exchange(input.write, -1)),
          messages_(executor, std::exchange(output.read, -1)),
          notes_(executor, std::exchange(notes.read, -1))
    {
    }
    ~SpawnedProcess() override { kill(); }

    void begins(pid_t pid) { pid_ = pid; }

    asio::awaitable<std::optional<std::string>> read_line(Output output) override
    {
        Reading& reading = output == Output::messages ? messages_ : notes_;
        boost::system::error_code failure;
        const std::size_t size =
            co_await asio::async_read_until(reading.pipe, asio::dynamic_buffer(reading.received, line_max), '\n',
                                            asio::redirect_error(asio::use_awaitable, failure));
        if (failure && output == Output::notes)
            co_return last_notes();
        if (failure) {
            too_much_ = failure == asio::error::not_found;
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
        ended_ = "was niet begonnen";
        if (pid_ > 0) {
            // A program that ended by itself is not reaped yet, so its group is still its own.
            ::kill(-pid_, SIGKILL);
            ::kill(pid_, SIGKILL);
            const std::optional<int> status = reap_soon(pid_);
            ended_ = status ? how_it_ended(*status) : "wil niet eindigen, ook niet na signaal 9";
            keep_last_notes();
        }
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

    // What it wrote just before its end says why.
    void keep_last_notes()
    {
        constexpr std::size_t most = 64 << 10;
        std::array<char, 4'096> buffer{};
        const int pipe = notes_.pipe.native_handle();
        ::fcntl(pipe, F_SETFL, ::fcntl(pipe, F_GETFL) | O_NONBLOCK);
        while (left_.size() < most) {
            const ssize_t size = ::read(pipe, buffer.data(), buffer.size());
            if (size <= 0)
                return;
            left_.append(buffer.data(), static_cast<std::size_t>(size));
        }
    }

    // After the end, and for a line that is too long: a line of what is there.
    std::optional<std::string> last_notes()
    {
        std::string& received = notes_.received;
        received += std::exchange(left_, {});
        if (received.empty())
            return {};
        const std::size_t end = received.find('\n');
        std::string line = received.substr(0, end);
        received.erase(0, end == std::string::npos ? end : end + 1);
        return line;
    }

    static void close(asio::posix::stream_descriptor& pipe)
    {
        boost::system::error_code ignored;
        pipe.close(ignored);
    }

    pid_t pid_ = 0;
    asio::posix::stream_descriptor input_;
    Reading messages_;
    Reading notes_;
    std::optional<std::string> ended_;
    std::string left_;  // of the notes, read after the end
    bool too_much_ = false;
};

}  // namespace

Result<std::shared_ptr<Process>> start_process(const asio::any_io_executor& executor, const Program& program)
{
    leftovers().reap();
    // A program that does not listen is no reason to end: the write says so. And its own end is ours to hear.
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGCHLD, SIG_DFL);
    Pipe input;
    Pipe output;
    Pipe notes;
    Pipe failed;
    if (!input.open() || !output.open() || !notes.open() || !failed.open())
        return refusal(Errc::unavailable, "'{}' kan niet worden gestart: {}", program.command.front(),
                       std::strerror(errno));
    // Before there is a program that would be left alone when this does not succeed.
    const auto process = std::make_shared<SpawnedProcess>(executor, input, output, notes);
    std::vector<std::string> command = program.command;
    std::vector<std::string> variables = environment();
    const Start start{program.folder.empty() ? "." : program.folder.string(),
                      pointers_to(command),
                      pointers_to(variables),
                      input.read,
                      output.write,
                      notes.write,
                      failed.write,
                      ::getpid()};
    const pid_t pid = ::fork();
    if (pid == 0)
        become(start);
    if (pid < 0)
        return refusal(Errc::unavailable, "'{}' kan niet worden gestart: {}", program.command.front(),
                       std::strerror(errno));
    process->begins(pid);
    ::close(std::exchange(failed.write, -1));
    int failure = 0;
    if (::read(failed.read, &failure, sizeof failure) == sizeof failure)
        return refusal(Errc::unavailable, "'{}' kan niet worden gestart in {}: {}", program.command.front(),
                       program.folder.string(), std::strerror(failure));
    return std::shared_ptr<Process>(process);
}

}  // namespace wd::plugin
