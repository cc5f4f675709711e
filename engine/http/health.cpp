// See health.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/health.hpp"

#include "base/json.hpp"
#include "store/store.hpp"

namespace wd::http {

namespace {

using Done = std::function<void(Response)>;

Response says(std::string_view state)
{
    return {200,
            {{"Content-Type", "application/json"}, {"Access-Control-Allow-Origin", "*"}},
            json::serialize(json::object{{"status", json::string{state}}}),
            {}};
}

Response not_ready()
{
    Response response = plain_problem(503, "niet_beschikbaar", "de opslag kan nu niet worden gelezen of geschreven");
    response.headers.emplace_back("Retry-After", "5");
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return response;
}

Response wrong_method()
{
    Response response = plain_problem(405, "methode_niet_toegestaan", "hier kan alleen GET");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
}

class Health final : public Handler {
public:
    Health(runtime::Service& service, Handler& others) : service_(service), others_(others) {}

    void handle(Request request, Done done) override
    {
        if (request.segments.empty() || request.segments.front() != "gezondheid")
            return others_.handle(std::move(request), std::move(done));
        const bool known = request.segments.size() == 2 && !request.trailing_slash &&
                           (request.segments[1] == "levend" || request.segments[1] == "gereed");
        if (!known)
            return done(plain_problem(404, "niet_gevonden", "wel: /gezondheid/levend en /gezondheid/gereed"));
        if (request.method != "GET" && request.method != "HEAD")
            return done(wrong_method());
        if (request.segments[1] == "levend")
            return done(says("levend"));
        tell_ready(done);
    }

private:
    // First a reader, then the writer: both must be there.
    void tell_ready(const Done& done)
    {
        const auto refuse = [done](const Error&) { done(not_ready()); };
        const bool accepted = service_.read(
            [this, done, refuse](store::ReadStore& store) {
                store.find_meta("label");
                if (!service_.write([done](store::Store&) { done(says("gereed")); }, refuse))
                    done(not_ready());
            },
            refuse);
        if (!accepted)
            done(not_ready());
    }

    runtime::Service& service_;
    Handler& others_;
};

}  // namespace

std::unique_ptr<Handler> create_health(runtime::Service& service, Handler& others)
{
    return std::make_unique<Health>(service, others);
}

}  // namespace wd::http
