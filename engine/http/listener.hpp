// The address where HTTP comes in: connections, TLS, limits and a graceful end. Every request goes to one Handler; what is
// no request is refused here. Does not know routes, logins or the engine.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "http/message.hpp"
#include "http/request_parser.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wd::http {

// Certificate chain and private key, both PEM.
struct TlsFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

// What one caller may take of the others.
struct ConnectionLimits {
    MessageLimits message;
    std::chrono::milliseconds head_time{10'000};    // for a head that has begun, and for a TLS greeting
    std::chrono::milliseconds body_time{30'000};    // for a body
    std::chrono::milliseconds idle_time{60'000};    // between two requests
    std::chrono::milliseconds answer_time{60'000};  // for whoever answers
    std::chrono::milliseconds write_time{30'000};   // for one response, or one piece of a stream
    std::chrono::milliseconds drain_time{10'000};   // for requests under way when we stop
    std::size_t connections = 1'000;                // at the same time
    std::size_t per_address = 250;                  // of these, from one network address
};

enum class TlsElsewhere { no, yes };

struct ListenerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any that is free
    int threads = 1;
    std::optional<TlsFiles> tls;
    // A server before this one speaks TLS: requests count as secure.
    TlsElsewhere tls_elsewhere = TlsElsewhere::no;
    // Addresses of servers before this one, whose X-Forwarded-For is believed.
    std::vector<std::string> proxies;
    ConnectionLimits limits;
    // Put on every response that does not have them.
    Headers headers = standard_headers();
};

class Listener {
public:
    // Lets callers in from now on. Refuses an address that cannot be had, and a certificate or key that cannot be used.
    // `handler` is called on the threads of the listener, until end(); it must outlive that.
    static Result<std::unique_ptr<Listener>> open(ListenerOptions options, Handler& handler);
    virtual ~Listener() = default;

    // Where it listens.
    virtual std::uint16_t port() const = 0;
    // Takes nothing new, ends what is idle and every stream, and waits until requests under way were answered, at most
    // `drain_time`. Idempotent.
    virtual void close() = 0;
    // Hands over what was answered meanwhile, cuts what is left, and ends its threads. Idempotent; the destructor calls
    // it.
    virtual void end() = 0;
};

}  // namespace wd::http
