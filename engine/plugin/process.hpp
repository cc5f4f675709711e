// The program of a plugin as a process of its own, with three pipes. It gets nothing of ours but those: no open file, no terminal, no
// variable of the environment but a few that every program needs. It dies with us, and what it started dies with it unless that made a
// session of its own. Does not know what is said over the pipes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wd::plugin {

struct Program {
    std::vector<std::string> command;  // the first is looked up in PATH unless it has a slash
    std::filesystem::path folder;      // where it is started
};

// For use from one executor. Held by those who read and write; when the last lets go it is killed.
class Process {
public:
    enum class Output { messages, notes };  // stdout, stderr
    virtual ~Process() = default;

    // The next line without its end; none when the program closed it, sent a message that is too long, or was killed. Of the notes
    // also what it wrote just before its end, and a long line in pieces.
    virtual boost::asio::awaitable<std::optional<std::string>> read_line(Output output) = 0;
    // Whether it was written; false when the program does not listen any more. One at a time.
    virtual boost::asio::awaitable<bool> write(std::string text) = 0;
    // No more will come: the program may end.
    virtual void close_input() = 0;

    // Memory that it has in use, without what it started itself; 0 when it is not there any more.
    virtual std::int64_t memory_bytes() const = 0;
    // Kills it with what it started, and waits for it, half a second at most. How it ended: "stopte met code 3". Idempotent.
    virtual std::string kill() = 0;
    // Whether a message was longer than line_max.
    virtual bool sent_too_much() const = 0;
};

inline constexpr std::size_t line_max = 1 << 20;  // bytes of one message

// Refuses a program that cannot be started.
Result<std::shared_ptr<Process>> start_process(const boost::asio::any_io_executor& executor, const Program& program);

}  // namespace wd::plugin
