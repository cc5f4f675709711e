// One life of a plugin's program: what we ask it and what it asks of us, its notes, its memory, and how it ends. Inside the host only; does
// not know the log or what an answer means.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "plugin/runner.hpp"

#include <boost/asio/awaitable.hpp>

#include <spdlog/logger.h>

#include <chrono>
#include <memory>
#include <string>

namespace wd::plugin {

// What a conversation needs of its runner, which outlives it.
struct Setting {
    HostGround& ground;
    const Configuration& configuration;
    spdlog::logger& notes;
    std::filesystem::path notes_file;  // for sentences
};

// On the thread of the context. One question at a time, by one coroutine.
class Conversation {
public:
    using Instant = std::chrono::steady_clock::time_point;
    virtual ~Conversation() = default;

    // The answer, or why there is none; then the conversation is broken, unless the plugin refused in so many words.
    virtual boost::asio::awaitable<Result<json::value>> ask(std::string_view method, json::object params,
                                                            std::chrono::milliseconds patience) = 0;
    // Until then, or until something happened: it broke, or somebody woke it.
    virtual boost::asio::awaitable<void> wait(Instant until) = 0;
    virtual void wake() = 0;
    // No question lasts longer from now on.
    virtual void end_by(Instant instant) = 0;

    // Why it cannot go on, as a Dutch sentence without the name of the plugin; "" = it can.
    virtual const std::string& broken() const = 0;
    virtual void breaks(std::string why) = 0;
    // Whether it broke because an answer took too long.
    virtual bool was_too_slow() const = 0;

    // The program hears that no more comes.
    virtual void close_input() = 0;
    // Kills the program; what still belongs to it ends soon after.
    virtual void end() = 0;
};

// Starts the program of the configuration; refused when that cannot be.
Result<std::shared_ptr<Conversation>> begin_conversation(const Setting& setting);

}  // namespace wd::plugin
