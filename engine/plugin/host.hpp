// The plugin host: each configuration of a plugin is a program that follows the log (plugins/README.md). It may be slow, hang, crash or
// talk nonsense: the engine goes on, no event is lost, and an administrator reads which plugin it is and what to do. Does not know HTTP:
// the composition root says how an event is written for outside and how the API is asked.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"
#include "plugin/manifest.hpp"
#include "runtime/server.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace wd::plugin {

// What a plugin hears when it is there for the first time. Later it goes on where it was.
enum class From { now, beginning };
BOOST_DESCRIBE_ENUM(From, now, beginning)

// One configuration.
struct Configuration {
    std::string name;  // unique: "notulen"
    Manifest manifest;
    json::object settings;  // as read_settings() gives them, secrets too: not for logs or answers
    From from = From::now;
    std::string token;  // of an account: what the plugin may ask the API; "" = nothing
};

// A request of a plugin to the API of this installation, and its answer.
struct ApiRequest {
    std::string method;  // "GET"
    std::string target;  // "/taken/taak-12", below the base of the API
    std::optional<json::value> body;
    std::string token;
};
struct ApiAnswer {
    int status = 200;
    std::string body;  // JSON, or ""
};
// Calls `done` once, from any thread, also before it returns. Must not block.
using AskApi = std::function<void(ApiRequest, std::function<void(ApiAnswer)> done)>;
// An event as the API writes it.
using EventInApi = std::function<json::object(const domain::LoggedEvent&)>;

// How long things may take, and how much goes at once.
struct Pace {
    std::chrono::milliseconds start_time{20'000};    // to answer the first two messages
    std::chrono::milliseconds stop_time{3'000};      // to finish what it does when we stop
    std::chrono::milliseconds first_rest{1'000};     // before it is started again; doubles
    std::chrono::milliseconds longest_rest{60'000};  // until here
    std::chrono::milliseconds health_pause{60'000};  // of silence before it is asked how it is
    std::chrono::milliseconds memory_look{1'000};
    std::size_t batch = 100;         // events in one message
    std::size_t asked_at_once = 16;  // requests to the API that wait for an answer
};

struct HostSettings {
    std::filesystem::path notes;  // a folder: what each plugin writes to stderr, "NAME.log"; it is made
    std::string url;              // as people reach this installation, for links; "" when nobody said
    Pace pace = {};
};

// As one of the doors of `wijkdraad serve`; behind the one that `ask_api` speaks to, so that it closes while that still answers.
std::unique_ptr<runtime::Door> create_host(std::vector<Configuration> configurations, HostSettings settings,
                                           AskApi ask_api, EventInApi event_in_api);

}  // namespace wd::plugin
