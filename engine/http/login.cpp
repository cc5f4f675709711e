// Which route, who asks, and what the handlers share. See login.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/login.hpp"

#include "http/login_call.hpp"
#include "http/login_routes.hpp"
#include "http/problem.hpp"
#include "http/secrets.hpp"
#include "runtime/port.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace wd::http {

namespace {

using Needs = LoginRoute::Needs;

// Splits "/tokens/{token}" at its slashes.
std::vector<std::string_view> parts_of_path(std::string_view path)
{
    std::vector<std::string_view> parts;
    path.remove_prefix(1);
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

// What stands at the {…} of the path; none when it is another path.
std::optional<std::vector<std::string>> match(const Request& request, std::string_view path)
{
    const std::vector<std::string_view> parts = parts_of_path(path);
    const std::vector<std::string>& segments = request.segments;
    if (request.trailing_slash || segments.size() != parts.size() + 2 || segments[0] != "api" || segments[1] != "v1")
        return {};
    std::vector<std::string> place;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].starts_with('{'))
            place.push_back(segments[i + 2]);
        else if (parts[i] != segments[i + 2])
            return {};
    return place;
}

class DeskLogin final : public Login {
public:
    DeskLogin(const LoginNeeds& needs, const LoginSettings& settings) : desk_{needs, settings} {}

    bool handles(const Request& request) const override
    {
        const std::span<const LoginRoute> routes = login_routes();
        return std::any_of(routes.begin(), routes.end(),
                           [&](const LoginRoute& route) { return owns(route, request) && match(request, route.path); });
    }

    void handle(Request request, std::function<void(Response)> done) override
    {
        const auto call = std::make_shared<LoginCall>(desk_, std::move(request), std::move(done));
        const std::string_view method = call->request.method == "HEAD" ? "GET" : std::string_view{call->request.method};
        std::string allowed;
        for (const LoginRow& row : login_rows()) {
            std::optional<std::vector<std::string>> place = match(call->request, row.route.path);
            if (!place)
                continue;
            if (row.route.method == method) {
                call->place = std::move(*place);
                return let_in(call, row);
            }
            allowed += std::string(row.route.method) + (row.route.method == "GET" ? ", HEAD, " : ", ");
        }
        allowed += "OPTIONS";
        if (method == "OPTIONS")
            return call->answer_empty(204, {{"Allow", allowed}});
        call->refuse(405, refusal(Errc::invalid, "{} kan hier niet; wel {}", call->request.method, allowed),
                     {{"Allow", allowed}});
    }

    void open_session(domain::PersonId person, std::function<void(Result<OpenedSession>)> done) override
    {
        http::open_session(
            desk_, person, [](domain::Credential&) {}, std::move(done));
    }

private:
    // The path of all accounts is answered elsewhere too: only what makes a password is here.
    static bool owns(const LoginRoute& route, const Request& request)
    {
        return route.path != "/accounts" || route.method == request.method;
    }

    static void let_in(const SharedCall& call, const LoginRow& row)
    {
        if (row.route.needs == Needs::nobody)
            return row.handler(call);
        Guard::Identified identified = call->desk.needs.guard.identify(call->request);
        if (const auto* away = std::get_if<TurnedAway>(&identified))
            return call->refuse(*away);
        call->identity = std::get<Identity>(std::move(identified));
        if (const std::optional<TurnedAway> away = check(*call, row.route.needs))
            return call->refuse(*away);
        row.handler(call);
    }

    static std::optional<TurnedAway> check(const LoginCall& call, Needs needs)
    {
        if (call.identity.proof == Proof::none || needs == Needs::administrator)
            if (std::optional<TurnedAway> away = call.desk.needs.guard.check(
                    call.request, call.identity, domain::Action::administer, domain::Place{}))
                return away;
        if (needs == Needs::somebody || call.identity.proof == Proof::session)
            return {};
        call.log_late("toegang", log_name(call.request), SecurityResult::geweigerd, "alleen met een sessie");
        return TurnedAway{403,
                          refusal(Errc::not_allowed, "dit kan niet met een token; meld u aan met POST /api/v1/sessie")};
    }

    LoginDesk desk_;
};

}  // namespace

void LoginCall::answer(int status, json::value body, Headers headers) const
{
    headers.emplace_back("Content-Type", "application/json");
    done(Response{status, std::move(headers), json::serialize(body), {}});
}

void LoginCall::answer_empty(int status, Headers headers) const
{
    done(Response{status, std::move(headers), {}, {}});
}

void LoginCall::refuse(int status, const Error& error, Headers headers) const
{
    done(to_response(TurnedAway{status, error, std::move(headers)}, request));
}

void LoginCall::refuse(const Error& error) const
{
    done(problem_of(error, request, "token"));
}

void LoginCall::too_busy() const
{
    refuse(runtime::too_busy());
}

bool LoginCall::log(std::string_view action, std::string_view object, SecurityResult result,
                    std::string_view about) const
{
    const Result<void> added = desk.needs.log.add(
        {std::string(action), std::string(object), result, request.remote, actor(), std::string(about)});
    if (!added)
        refuse(503, added.error(), {{"Retry-After", "60"}});
    return added.has_value();
}

void LoginCall::log_late(std::string_view action, std::string_view object, SecurityResult result,
                         std::string_view about) const
{
    const Result<void> added = desk.needs.log.add(
        {std::string(action), std::string(object), result, request.remote, actor(), std::string(about)});
    if (!added)
        spdlog::error("a line of the security log was lost: {}", added.error().message);
}

std::optional<json::value> read_body(const LoginCall& call)
{
    const std::string_view type = find_header(call.request.headers, "content-type");
    const std::string_view essence = type.substr(0, type.find(';'));
    if (trimmed(essence) != "application/json") {
        call.refuse(415, refusal(Errc::invalid, "stuur JSON, met Content-Type: application/json"));
        return {};
    }
    Result<json::value> body = parse_json(call.request.body);
    if (body)
        return std::move(*body);
    call.refuse(400, body.error());
    return {};
}

void send(const SharedCall& call, std::string_view verb, json::object data,
          std::function<void(const json::value& result)> done)
{
    json::object request{{"do", json::string(verb)}, {"data", std::move(data)}, {"as", to_text(call->identity.person)}};
    call->desk.needs.service.request(std::move(request), runtime::Texts::shown,
                                     [call, done = std::move(done)](const json::object& answer) {
                                         const json::value* error = answer.if_contains("error");
                                         if (error != nullptr)
                                             return call->refuse(runtime::error_from_json(error->as_object()));
                                         done(answer.at("result"));
                                     });
}

void read(const SharedCall& call, std::function<void(store::ReadStore&)> work)
{
    if (!call->desk.needs.service.read(std::move(work), [call](const Error& error) { call->refuse(error); }))
        call->too_busy();
}

void write(const SharedCall& call, std::function<void(store::Store&)> work)
{
    if (!call->desk.needs.service.write(std::move(work), [call](const Error& error) { call->refuse(error); }))
        call->too_busy();
}

std::string cookie_of(const LoginSettings& settings, std::string_view secret, std::chrono::seconds max_age)
{
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite={}; Max-Age={}{}", session_cookie(settings.cookie), secret,
                       settings.lax ? "Lax" : "Strict", max_age.count(),
                       settings.cookie == CookieKind::secure ? "; Secure" : "");
}

void open_session(LoginDesk& desk, domain::PersonId person, std::function<void(domain::Credential&)> change,
                  std::function<void(Result<OpenedSession>)> done)
{
    const std::string secret = new_secret();
    const Timestamp now = desk.needs.clock.now();
    domain::Session session{sha256(secret), person, new_secret(), now, now + desk.settings.session_length};
    OpenedSession opened{cookie_of(desk.settings, secret, desk.settings.session_length), session.csrf};
    const bool accepted = desk.needs.service.write(
        [change = std::move(change), session, now, opened, done](store::Store& store) {
            store.begin();
            if (!store.keys().find_account(session.person)) {
                store.rollback();
                return done(refusal(Errc::not_allowed, "dit account is er niet, of het is gesloten"));
            }
            if (std::optional<domain::Credential> credential = store.keys().find_credential(session.person)) {
                const domain::Credential before = *credential;
                change(*credential);
                if (!(*credential == before))
                    store.keys().put(*credential);
            }
            store.keys().put(session);
            store.keys().remove_expired(now);
            store.commit();
            done(opened);
        },
        [done](const Error& error) { done(error); });
    if (!accepted)
        done(runtime::too_busy());
}

std::unique_ptr<Login> create_login(const LoginNeeds& needs, const LoginSettings& settings)
{
    return std::make_unique<DeskLogin>(needs, settings);
}

}  // namespace wd::http
