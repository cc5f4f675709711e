// See guard.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/guard.hpp"

#include "base/text.hpp"
#include "http/problem.hpp"
#include "http/rate.hpp"
#include "http/secrets.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace wd::http {

namespace {

using domain::Action;

constexpr Rate wrong_proof_rate{2, 60};  // of one network address
constexpr std::string_view nowhere = "dit is er niet, of het is niet voor u; vraag uw beheerder als u denkt van wel";

TurnedAway unproven(std::string_view sentence)
{
    return {401, refusal(Errc::not_allowed, "{}", sentence), {{"WWW-Authenticate", "Bearer realm=\"wijkdraad\""}}};
}

TurnedAway forbidden(std::string_view sentence)
{
    return {403, refusal(Errc::not_allowed, "{}", sentence)};
}

TurnedAway unavailable(const Error& error)
{
    return {503, error};
}

// The token of "Bearer …"; the word may be written in any case.
std::optional<std::string_view> bearer_in(std::string_view authorization)
{
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size())
        return {};
    for (std::size_t i = 0; i < scheme.size(); ++i)
        if ((authorization[i] | 0x20) != scheme[i])
            return {};
    return trimmed(authorization.substr(scheme.size()));
}

// The paths that somebody who must first choose another password, or set up a second factor, may use.
bool is_open_to_newcomers(const Request& request)
{
    const std::vector<std::string>& path = request.segments;
    if (path.size() < 3 || path[0] != "api" || path[1] != "v1")
        return false;
    if (path.size() == 3)
        return (path[2] == "mij" && is_safe(request.method)) || path[2] == "sessie";
    return path.size() == 4 && path[2] == "mij" && (path[3] == "wachtwoord" || path[3] == "tweede-factor");
}

class DoorGuard final : public Guard {
public:
    DoorGuard(Registry& registry, Places& places, SecurityLog& log, CookieKind cookie)
        : registry_(registry), places_(places), log_(log), cookie_(cookie)
    {
    }

    Identified identify(const Request& request) override
    {
        if (has_header(request.headers, "authorization")) {
            const std::optional<std::string_view> token = bearer_in(find_header(request.headers, "authorization"));
            if (!token)
                return turn_away(request, Identity{}, "bewijs",
                                 unproven("alleen 'Authorization: Bearer' met een token van Wijkdraad telt hier"));
            return judge(request, registry_.find_token(sha256(*token)));
        }
        const std::string secret = find_cookie(request, session_cookie(cookie_));
        if (secret.empty())
            return Identity{};
        return judge(request, registry_.find_session(sha256(secret)));
    }

    Result<std::optional<domain::Place>> find_place(const Subject& subject) override { return places_.find(subject); }

    std::optional<TurnedAway> check(const Request& request, const Identity& identity, Action action,
                                    const std::optional<domain::Place>& place) override
    {
        if (place && may(identity, action, *place))
            return {};
        if (identity.proof == Proof::none)
            return turn_away(request, identity, name_of(action), unproven("meld u eerst aan, of stuur een token mee"));
        TurnedAway away = forbidden(nowhere);
        if (!place && may(identity, action, domain::Place{}))
            return TurnedAway{404, refusal(Errc::not_found, "{}", nowhere)};
        return turn_away(request, identity, name_of(action), std::move(away));
    }

    std::optional<TurnedAway> check_somewhere(const Request& request, const Identity& identity, Action action) override
    {
        if (may_somewhere(identity, action))
            return {};
        if (identity.proof == Proof::none)
            return turn_away(request, identity, name_of(action), unproven("meld u eerst aan, of stuur een token mee"));
        return turn_away(request, identity, name_of(action), forbidden(nowhere));
    }

    void list_programmes(Identity identity, Action action, std::function<void(Result<Programmes>)> done) override
    {
        if (identity.programmes.empty() && may(identity, action, domain::Place{}))
            return done(Programmes{});
        places_.list([identity = std::move(identity), action,
                      done = std::move(done)](Result<std::span<const domain::Place>> all) {
            if (!all)
                return done(all.error());
            std::vector<domain::ProgrammeId> theirs;
            for (const domain::Place& place : *all)
                if (may(identity, action, place))
                    theirs.push_back(*place.programme);
            done(Programmes{std::move(theirs)});
        });
    }

    void forget() override
    {
        registry_.forget();
        places_.forget();
    }

private:
    Identified judge(const Request& request, Result<std::optional<Identity>> found)
    {
        if (!found)
            return unavailable(found.error());
        if (!*found)
            return refuse_proof(request);
        const Identity& identity = **found;
        if (identity.proof == Proof::session && !is_safe(request.method) &&
            !is_same_secret(find_header(request.headers, "x-csrf-token"), identity.csrf))
            return turn_away(request, identity, "csrf",
                             forbidden("bij een wijziging hoort de header X-CSRF-Token met de waarde die u bij het "
                                       "aanmelden kreeg; zie ook GET /api/v1/mij"));
        if (identity.reads_only && !is_safe(request.method))
            return turn_away(request, identity, "bereik", forbidden("dit token mag alleen lezen"));
        if (identity.must_change && !is_open_to_newcomers(request))
            return turn_away(request, identity, "wachtwoord wijzigen",
                             forbidden("kies eerst een eigen wachtwoord, of stel uw tweede factor in; "
                                       "dat gaat met PUT /api/v1/mij/wachtwoord en POST /api/v1/mij/tweede-factor"));
        return std::move(**found);
    }

    // Whoever sends one wrong proof after the other is told to wait, and does not fill the log.
    TurnedAway refuse_proof(const Request& request)
    {
        const std::chrono::seconds wait = wrong_proofs_.take(request.remote, RateLimiter::Instant::clock::now());
        if (wait > std::chrono::seconds::zero())
            return {429,
                    refusal(Errc::over_limit, "te vaak een aanmelding of token die niet geldt; wacht {} seconden",
                            wait.count()),
                    {{"Retry-After", std::to_string(wait.count())}}};
        return turn_away(request, Identity{}, "bewijs",
                         unproven("uw aanmelding of token geldt niet of niet meer; meld u opnieuw aan"));
    }

    TurnedAway turn_away(const Request& request, const Identity& identity, std::string_view why, TurnedAway away)
    {
        const Result<void> logged = log_.add({"toegang", log_name(request), SecurityResult::geweigerd, request.remote,
                                              log_name(identity), std::string(why)});
        if (!logged)
            spdlog::error("a refusal could not be logged: {}", logged.error().message);
        return away;
    }

    Registry& registry_;
    Places& places_;
    SecurityLog& log_;
    CookieKind cookie_;
    RateLimiter wrong_proofs_{wrong_proof_rate};
};

}  // namespace

Response to_response(const TurnedAway& away, const Request& request)
{
    // What has no code of the engine: the door's own words.
    Response response = away.status == 401   ? problem_of(401, "niet_aangemeld", away.error.message, request)
                        : away.status == 405 ? problem_of(405, "methode_niet_toegestaan", away.error.message, request)
                        : away.status == 415 ? problem_of(415, "geen_json", away.error.message, request)
                        : away.status == 429 ? problem_of(429, "te_vaak", away.error.message, request)
                                             : problem_of(away.error, request, "token", away.status);
    for (const auto& [name, value] : away.headers) {
        std::erase_if(response.headers, [&known = name](const auto& header) { return header.first == known; });
        response.headers.emplace_back(name, value);
    }
    return response;
}

std::unique_ptr<Guard> create_guard(Registry& registry, Places& places, SecurityLog& log, CookieKind cookie)
{
    return std::make_unique<DoorGuard>(registry, places, log, cookie);
}

std::string_view session_cookie(CookieKind kind)
{
    return kind == CookieKind::secure ? "__Host-wijkdraad" : "wijkdraad";
}

std::string find_cookie(const Request& request, std::string_view name)
{
    std::optional<std::string> value;
    for (const auto& [header, text] : request.headers) {
        if (header != "cookie")
            continue;
        std::string_view rest = text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view pair = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (!pair.starts_with(name) || pair.substr(name.size(), 1) != "=")
                continue;
            if (value)
                return {};  // two of them: one was put there by somebody else
            value = pair.substr(name.size() + 1);
        }
    }
    return value.value_or("");
}

bool is_safe(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

std::string log_name(const Request& request)
{
    return fmt::format("{} {}", request.method, request.target.substr(0, request.target.find('?')));
}

std::string log_name(const Identity& identity)
{
    if (!identity.person)
        return "niemand";
    return identity.session.empty() ? to_text(identity.person)
                                    : fmt::format("{} {}", to_text(identity.person), identity.session);
}

}  // namespace wd::http
