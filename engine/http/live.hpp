// The log as it grows, as server-sent events: of one programme, or of all that somebody may see. Read from the log each time, so a
// reader who was away goes on after the last event that arrived (Last-Event-ID, "1-8123") and misses nothing; woken by commits, not
// by a clock. Only what the reader may see, asked again while the stream lasts, and nothing that a person typed: an event holds ids,
// and who wants the words asks for them. A slow reader holds back its own stream only.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/events.hpp"
#include "http/guard.hpp"
#include "runtime/service.hpp"

#include <functional>
#include <memory>

namespace wd::http {

struct LiveSettings {
    std::size_t streams_max = 1'000;
    std::size_t streams_per_person = 10;
    std::size_t events_per_piece = 100;
    std::chrono::milliseconds heartbeat{15'000};  // a comment when nothing happens, so that nobody in between hangs up
};

enum class LiveScope {
    programme,  // one programme
    oneself,    // what concerns the reader, in every programme that they may see
    all         // everything in every programme that they may see: the audit
};

// The event as the API writes it, see GET /gebeurtenissen.
using EventInApi = std::function<json::object(const domain::LoggedEvent&)>;

// Thread-safe.
class Live {
public:
    virtual ~Live() = default;
    // A response that goes on, or why there is none: 400 for a Last-Event-ID that is none, 429 for too many, 503. The caller has
    // identified the reader and checked see_programme; `programme` counts for that scope.
    virtual std::variant<Response, TurnedAway> open(const Request& request, const Identity& identity, LiveScope scope,
                                                    domain::ProgrammeId programme = {}) = 0;
    // Ends every stream. Called before the service stops.
    virtual void stop() = 0;
};

// All of these outlive it.
std::unique_ptr<Live> create_live(runtime::Service& service, Guard& guard, EventInApi event_in_api,
                                  const LiveSettings& settings = {});

// One event on the wire: "id: 1-8123\nevent: task.claimed\ndata: {…}\n\n".
std::string sse_event(const domain::LoggedEvent& event, const json::object& shown);
// The seq in "1-8123"; none when it does not have that form.
std::optional<std::int64_t> parse_event_place(std::string_view id);

}  // namespace wd::http
