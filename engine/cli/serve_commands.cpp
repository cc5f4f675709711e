// serve and tick: letting time go on, until told to stop or once.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/configuration.hpp"
#include "cli/diagnostics.hpp"
#include "cli/files.hpp"
#include "cli/plugin_door.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "http/door.hpp"
#include "http/front.hpp"
#include "http/routes.hpp"
#include "runtime/server.hpp"

#include <iostream>

namespace wd::cli {

namespace {

constexpr std::int64_t port_max = 65'535;

// The file, and what the line says instead.
Result<Configuration> choose_configuration(const Arguments& arguments)
{
    Configuration configuration;
    if (arguments.has("--config")) {
        const std::string file = arguments.text("--config");
        const Result<std::string> text = read_file(file);
        if (!text)
            return text.error();
        Result<Configuration> read = read_configuration(*text, file);
        if (!read)
            return read.error();
        configuration = std::move(*read);
    }
    const std::int64_t port = arguments.whole("--port", configuration.listener.port);
    if (port < 0 || port > port_max)
        return refusal(Errc::invalid, "--port is {}; kies 1 tot en met {}, of 0 voor een poort die vrij is", port,
                       port_max);
    configuration.listener.port = static_cast<std::uint16_t>(port);
    if (const Result<void> safe = check_configuration(configuration); !safe)
        return safe.error();
    return configuration;
}

bool is_secure(const http::ListenerOptions& listener)
{
    return listener.tls || listener.tls_elsewhere == http::TlsElsewhere::yes;
}

// "[::1]:8080"
std::string place_of(const http::ListenerOptions& listener, std::uint16_t port)
{
    const bool is_v6 = listener.address.find(':') != std::string::npos;
    return fmt::format(fmt::runtime(is_v6 ? "[{}]:{}" : "{}:{}"), listener.address, port);
}

// Accounts of a demo are known to everybody: they count only while nobody else can knock.
http::DemoDoor demo_door(Session& session, const http::ListenerOptions& listener)
{
    const Result<store::ReadStore*> store = session.reader();
    if (!store || (*store)->find_meta("label") != "demo")
        return http::DemoDoor::no_demo;
    return is_loopback(listener.address) && listener.tls_elsewhere == http::TlsElsewhere::no ? http::DemoDoor::open
                                                                                             : http::DemoDoor::shut;
}

http::FrontSettings front_settings(Session& session, const Configuration& configuration)
{
    http::FrontSettings settings;
    settings.entrance.login = configuration.login;
    settings.entrance.login.demo = demo_door(session, configuration.listener);
    settings.entrance.login.cookie =
        is_secure(configuration.listener) ? http::CookieKind::secure : http::CookieKind::plain;
    settings.entrance.password = configuration.password;
    settings.entrance.second_factor = configuration.second_factor;
    settings.entrance.key_file = configuration.key_file;
    settings.entrance.readings = configuration.readings;
    settings.entrance.rate = configuration.rate;
    settings.entrance.address = place_of(configuration.listener, configuration.listener.port);
    settings.oidc = configuration.oidc;
    settings.api.origins = configuration.origins;
    settings.api.description = configuration.description;
    if (std::string issuer = configuration.oidc.issuer; !issuer.empty()) {
        if (issuer.ends_with('/'))
            issuer.pop_back();
        settings.api.description.openid_url = issuer + "/.well-known/openid-configuration";
    }
    settings.api.description.server = configuration.url + std::string(http::base_path);
    return settings;
}

void say_hello(const Session& session, const std::string& label, const Configuration& configuration, std::uint16_t port)
{
    const std::string own =
        fmt::format("{}://{}", configuration.listener.tls ? "https" : "http", place_of(configuration.listener, port));
    std::cout << fmt::format("Wijkdraad draait op {}. Stoppen: Ctrl-C.\n", session.data().string());
    std::cout << fmt::format("API: {}{}\n", configuration.url.empty() ? own : configuration.url, http::base_path);
    if (!label.empty())
        std::cout << fmt::format("({})\n", label);
    std::cout.flush();
}

Result<json::value> serve(Session& session, const Arguments& arguments)
{
    const Result<Configuration> configuration = choose_configuration(arguments);
    if (!configuration)
        return configuration.error();
    send_diagnostics_to_stderr(configuration->log_level, configuration->log_format);
    const std::string label = session.label();
    std::uint16_t port = 0;
    ApiLine line;
    runtime::Doors doors;
    doors.push_back(http::create_door(
        configuration->listener,
        [&session, &line, settings = front_settings(session, *configuration)](runtime::Service& service) {
            Result<std::unique_ptr<http::Handler>> front = http::create_front(service, session.data(), settings);
            line.handler = front ? front->get() : nullptr;
            return front;
        },
        [&port](std::uint16_t opened) { port = opened; }));
    doors.push_back(create_plugin_door(configuration->plugins, session.data(), configuration->url, line));
    const Result<void> served = runtime::run_server(
        session.data(), [&](const std::function<void()>&) { say_hello(session, label, *configuration, port); }, doors);
    if (!served)
        return served.error();
    return json::value(json::object{{"stopped", true}});
}

void show_served(const json::value&, Session&)
{
    std::cout << "Gestopt; alles is bewaard.\n";
}

void show_tick(const json::value& answer, Session&)
{
    std::cout << fmt::format("{} keer gedaan wat aan de beurt was.\n", number_of(answer, "done"));
}

}  // namespace

std::vector<Command> serve_commands()
{
    return {
        {"serve",
         "Laat Wijkdraad draaien: termijnen gaan af, de API luistert, en andere opdrachten gaan via dit programma.",
         "serve --config wijkdraad.toml --data wijkdraad-data",
         {option("--config", "", Kind::text, "instellingen; anders luistert Wijkdraad alleen op deze machine"),
          option("--port", "", Kind::whole, "een andere poort dan in de instellingen; 0 is een poort die vrij is")},
         serve,
         show_served,
         {},
         "Alle instellingen staan met uitleg in engine/cli/wijkdraad.example.toml."},
        {"tick",
         "Doe één keer wat nu aan de beurt is: termijnen, herinneringen en werk dat is blijven liggen.",
         "tick --data wijkdraad-data",
         {},
         [](Session& session, const Arguments&) { return session.send("tick", {}); },
         show_tick},
    };
}

}  // namespace wd::cli
