// The guard at the door: who sends a request, and whether that person may do this there. Turns nobody away with a word about what
// exists: "that is not there" and "that is not for you" are one answer. Every refusal stands in the security log. Does not know
// routes; the routing table says which action a route needs and what it is about.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/identity.hpp"
#include "http/message.hpp"
#include "http/places.hpp"
#include "http/registry.hpp"
#include "http/security_log.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace wd::http {

// Why a request goes no further; becomes a problem response.
struct TurnedAway {
    int status = 403;  // 401, 403, 404 or 503
    Error error;
    Headers headers = {};  // WWW-Authenticate, Retry-After
};
// As problem details.
Response to_response(const TurnedAway& away, const Request& request);

// Thread-safe.
class Guard {
public:
    using Identified = std::variant<Identity, TurnedAway>;
    virtual ~Guard() = default;

    // Who sends this, from `Authorization: Bearer` or the session's cookie. Turned away: a proof that is not good (401), a change
    // by session without its X-CSRF-Token (403), a change by a token that only reads (403), and whoever must first choose another
    // password, elsewhere than where that is done (403). Without any proof: nobody (Proof::none); the route says whether that
    // will do.
    virtual Identified identify(const Request& request) = 0;

    // Where the subject is; see places.hpp.
    virtual Result<std::optional<domain::Place>> find_place(const Subject& subject) = 0;
    // None when this may be done there. 401 for nobody. Otherwise one answer for a place that is not there and for one that is
    // not theirs, 403, unless they may do it everywhere: then 404.
    virtual std::optional<TurnedAway> check(const Request& request, const Identity& identity, domain::Action action,
                                            const std::optional<domain::Place>& place) = 0;
    // None when it may be done at some place at all, for lists that are filtered by place.
    virtual std::optional<TurnedAway> check_somewhere(const Request& request, const Identity& identity,
                                                      domain::Action action) = 0;

    // The programmes where the identity may do it, rising; none = everywhere, without a filter.
    using Programmes = std::optional<std::vector<domain::ProgrammeId>>;
    virtual void list_programmes(Identity identity, domain::Action action,
                                 std::function<void(Result<Programmes>)> done) = 0;

    // Something was granted or withdrawn, or a programme was made or changed municipality: what is in memory is read again before
    // it is used. Called before such a command is answered, by whichever door it came (key_watch.hpp); later requests see the change.
    virtual void forget() = 0;
};

enum class CookieKind { plain, secure };  // secure: TLS only, with the prefix that a browser enforces

// All of these outlive the guard.
std::unique_ptr<Guard> create_guard(Registry& registry, Places& places, SecurityLog& log, CookieKind cookie);

// The name of the session's cookie: "wijkdraad" or "__Host-wijkdraad".
std::string_view session_cookie(CookieKind kind);
// The value of a cookie in the request; "" when it is not there, or there twice.
std::string find_cookie(const Request& request, std::string_view name);
// Whether the method changes nothing: GET, HEAD or OPTIONS.
bool is_safe(std::string_view method);
// "GET /api/v1/taken/taak-2", without the query: how a request stands in a log.
std::string log_name(const Request& request);
// "persoon-3", with the token when it was one; "niemand".
std::string log_name(const Identity& identity);

}  // namespace wd::http
