// One HTTP request and its response as plain values, so that only the listener knows Beast. Does not know routes or permissions.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wd::http {

// Names in lower case, in the order in which they came; a name may stand more than once.
using Headers = std::vector<std::pair<std::string, std::string>>;

// The first value of a header; empty when it is not there. `name` in lower case.
std::string_view find_header(const Headers& headers, std::string_view name);
bool has_header(const Headers& headers, std::string_view name);

struct Request {
    std::string method;                 // "GET", as it was sent
    std::string target;                 // path and query as sent, for logs and `instance`
    std::vector<std::string> segments;  // of the path, percent-decoded; "/api/v1/taken" has three
    bool trailing_slash = false;
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    Headers headers;
    std::string body;
    std::string remote;   // network address of the caller, without port
    bool secure = false;  // came over TLS, here or at the server that stands before this one
};

// A response that goes on: pulled by the connection, so that a slow reader holds back its own stream only.
class Stream {
public:
    virtual ~Stream() = default;
    // Calls `done` once, from any thread, with the next piece; none = the stream has ended. Not called again before that.
    virtual void next(std::function<void(std::optional<std::string>)> done) = 0;
    // The connection is gone; a waiting `done` may be dropped.
    virtual void close() = 0;
};

struct Response {
    int status = 200;
    Headers headers;  // names may have any case; what HTTP itself needs (length, date, connection) is added
    std::string body;
    std::shared_ptr<Stream> stream;  // instead of a body; shared by the connection and whoever feeds it
};

// Whoever answers requests. `done` is called once, from any thread, also before handle() returns. Must not block.
class Handler {
public:
    virtual ~Handler() = default;
    virtual void handle(Request request, std::function<void(Response)> done) = 0;
};

// What stands on every response unless whoever answers chose otherwise (NLGov API design rules, security-headers).
const Headers& standard_headers();

// The words of a status on the wire: "Not Found".
std::string_view reason_of(int status);
// And for people, as the title of a problem: "Niet gevonden".
std::string_view title_of(int status);

// A refusal by the door itself, before anybody could look at the request: problem details (RFC 9457). `code` is Dutch, for
// programs: "te_groot".
Response plain_problem(int status, std::string_view code, std::string_view detail);

}  // namespace wd::http
