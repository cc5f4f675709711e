// Many callers of HTTP on one thread, each with a connection that stays: as cheap as can be, so that what is measured is the server.
// Knows HTTP just well enough for the answers of our own.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::bench {

// From one thread. Throws Bug when the server hangs up or speaks another HTTP.
class Crowd {
public:
    struct Answer {
        int status = 0;
        std::string_view body;
    };
    // The next request of a caller, whole; `answer` is null at its first. None: this caller is done for now.
    using Next = std::function<std::optional<std::string>(int caller, const Answer* answer)>;
    // When somebody must be woken who is done for now, in milliseconds from now; none = nobody. Asked before each wait.
    using Wake = std::function<std::optional<int>()>;

    Crowd(std::uint16_t port, int callers);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    // Until every caller is done. With `wake`: until it gives none as well; then callers that are done are asked again each time.
    void run(const Next& next, const Wake& wake = {});

private:
    struct Caller {
        int socket = -1;
        std::string heard;
        bool waits = false;  // for an answer
    };

    void say(int caller, const std::string& request);
    void hear(int caller, const Next& next);
    void ask_idle(const Next& next);

    int events_ = -1;
    std::vector<Caller> callers_;
    int waiting_ = 0;
};

// A whole request with a token. `body` is JSON, "" = none.
std::string request_text(std::string_view method, std::string_view path, std::string_view token, std::string_view body);

}  // namespace wd::bench
