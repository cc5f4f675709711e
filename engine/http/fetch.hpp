// Asks other servers over HTTP(S), on a thread of its own with a bounded queue: libcurl, without following redirects, with bounds on
// time and size. Only https, or http to this machine itself. Does not know what is fetched.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wd::http {

struct FetchSettings {
    std::chrono::milliseconds patience{10'000};
    std::size_t bytes_max = 1 << 20;
    std::size_t waiting_max = 32;
    std::filesystem::path certificates = {};  // PEM of who may sign for servers; empty = those of this machine
};

struct Fetch {
    std::string url;
    std::optional<std::string> form = {};  // posted as application/x-www-form-urlencoded; none = GET
    std::vector<std::pair<std::string, std::string>> headers = {};
};

struct Fetched {
    int status = 0;
    std::string body;
};

// Thread-safe. Destroying it gives up what has not begun.
class Fetcher {
public:
    virtual ~Fetcher() = default;
    // Calls `done` once on the thread of the fetcher, or at once when it is refused: too busy, a wrong address.
    virtual void fetch(Fetch what, std::function<void(Result<Fetched>)> done) = 0;
    virtual void stop() = 0;
};

std::unique_ptr<Fetcher> create_fetcher(const FetchSettings& settings);

// "https://…", or "http://" with 127.0.0.1, [::1] or localhost.
bool may_fetch(std::string_view url);
// As in a form or query: everything that is not plain as %XX.
std::string form_encoded(std::string_view text);

}  // namespace wd::http
