// A response as it goes over the wire, up to its body. Pure. Does not know sockets.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace wd::http {

// How a response ends, so that the caller knows where the next one begins.
enum class Framing {
    length,   // Content-Length
    chunks,   // Transfer-Encoding: chunked
    closing,  // where the connection ends
};
enum class Afterwards { keep, close };

// The status line and headers, with the empty line. `standard` are put on what does not have them. Signs that steer are taken
// out of values, so that no value becomes a header of its own.
std::string head_of(const Response& response, Framing framing, Afterwards afterwards, const Headers& standard,
                    std::string_view date);

// Whether HTTP lets this status have a body.
bool may_have_body(int status);

// "Fri, 27 Nov 2026 21:00:00 GMT"
std::string http_date(std::chrono::sys_seconds at);

// One chunk, with its size.
std::string chunk_of(std::string_view piece);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace wd::http
