// See served.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/served.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace wd::bench {

namespace {

constexpr int ready_within_ms = 60'000;
constexpr std::string_view before_port = "://127.0.0.1:";

}  // namespace

Served::Served(const std::filesystem::path& directory, std::vector<std::string> more)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw StoreFailure(Errc::unavailable, fmt::format("pipe: {}", std::strerror(errno)));
    output_ = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    more.insert(more.begin(), {"wijkdraad", "serve", "--port", "0", "--data", directory.string()});
    std::vector<char*> words;
    words.reserve(more.size() + 1);
    for (std::string& word : more)
        words.push_back(word.data());
    words.push_back(nullptr);
    const int failure = ::posix_spawn(&process_, "/proc/self/exe", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failure != 0)
        throw StoreFailure(Errc::unavailable, fmt::format("wijkdraad serve: {}", std::strerror(failure)));
}

Served::~Served()
{
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    ::close(output_);
}

std::uint16_t Served::wait_until_ready() const
{
    std::string said;
    pollfd waiting{output_, POLLIN, 0};
    while (::poll(&waiting, 1, ready_within_ms) == 1) {
        std::array<char, 256> piece{};
        const ssize_t size = ::read(output_, piece.data(), piece.size());
        if (size <= 0)
            break;
        said.append(piece.data(), static_cast<std::size_t>(size));
        const std::size_t place = said.find(before_port);
        if (place != std::string::npos && said.find('\n', place) != std::string::npos)
            return static_cast<std::uint16_t>(std::atoi(said.c_str() + place + before_port.size()));
    }
    throw Bug("bench: wijkdraad serve did not become ready");
}

double Served::memory() const
{
    std::ifstream file{fmt::format("/proc/{}/statm", process_)};
    std::int64_t whole = 0;
    std::int64_t resident = 0;
    file >> whole >> resident;
    return static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace wd::bench
