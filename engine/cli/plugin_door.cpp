// See plugin_door.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/plugin_door.hpp"

#include "http/api.hpp"
#include "http/routes.hpp"
#include "http/target.hpp"

namespace wd::cli {

namespace {

plugin::ApiAnswer refused(int status, std::string_view sentence)
{
    return {status, json::serialize(json::object{{"detail", json::string(sentence)}})};
}

// A stream has no end, and a plugin is told of events anyhow.
plugin::ApiAnswer answer_of(http::Response response)
{
    if (!response.stream)
        return {response.status, std::move(response.body)};
    response.stream->close();
    return refused(406, "een plugin luistert niet mee met een stroom; gebeurtenissen krijgt hij vanzelf");
}

void ask_api(const ApiLine& line, plugin::ApiRequest asked, std::function<void(plugin::ApiAnswer)> done)
{
    http::Request request;
    request.method = std::move(asked.method);
    request.target = std::string(http::base_path) + asked.target;
    Result<http::Target> target = http::parse_target(request.target);
    if (!target)
        return done(refused(400, target.error().message));
    if (line.handler == nullptr)
        return done(refused(503, "de API is nog niet open"));
    request.segments = std::move(target->segments);
    request.trailing_slash = target->trailing_slash;
    request.query = std::move(target->query);
    request.remote = "plugin";
    request.secure = true;  // it does not leave this machine
    request.headers.emplace_back("authorization", "Bearer " + asked.token);
    request.headers.emplace_back("accept", "application/json");
    if (asked.body) {
        request.headers.emplace_back("content-type", "application/json");
        request.body = json::serialize(*asked.body);
    }
    line.handler->handle(std::move(request),
                         [done = std::move(done)](http::Response response) { done(answer_of(std::move(response))); });
}

}  // namespace

std::unique_ptr<runtime::Door> create_plugin_door(std::vector<plugin::Configuration> configurations,
                                                  const std::filesystem::path& data, const std::string& url,
                                                  const ApiLine& line)
{
    const auto ask = [&line](plugin::ApiRequest request, std::function<void(plugin::ApiAnswer)> done) {
        ask_api(line, std::move(request), std::move(done));
    };
    plugin::HostSettings settings;
    settings.notes = data / "plugins";
    settings.url = url;
    return plugin::create_host(std::move(configurations), std::move(settings), ask, http::event_in_api);
}

}  // namespace wd::cli
