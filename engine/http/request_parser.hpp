// The bytes of a connection become requests. Strict, so that nobody before or behind us reads another request in the same bytes
// (request smuggling): what is ambiguous is refused and ends the connection. Does not know sockets or time.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace wd::http {

struct MessageLimits {
    std::size_t head = 16 << 10;  // bytes of request line and headers
    std::size_t body = 4 << 20;   // bytes of a body
};

// One request. Make a new one for each.
class RequestParser {
public:
    enum class Progress {
        head,      // the head is not whole yet
        body,      // the head is whole and right, the body is not whole yet
        complete,  // take() the request; what is left in `received` belongs to the next one
        refused    // see refusal(); nothing more can be read from this connection
    };

    explicit RequestParser(MessageLimits limits);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    // Takes from the front of `received` what it understands. Call again when there is more.
    Progress feed(std::string& received);

    // After Progress::body, once: whether the caller waits for "100 Continue" before sending the body.
    bool wants_continue() const;
    // After Progress::complete or refused.
    bool keep_alive() const;
    // Whether the version of HTTP knows chunks.
    bool knows_chunks() const;
    Request take();
    const Response& refusal() const;

private:
    class Reader;
    std::unique_ptr<Reader> reader_;
};

}  // namespace wd::http
