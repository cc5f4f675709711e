// serve and tick: letting time go on, until told to stop or once.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "runtime/server.hpp"

#include <iostream>

namespace wd::cli {

namespace {

Result<json::value> serve(Session& session, const Arguments&)
{
    const std::string label = session.label();
    const Result<void> served = runtime::run_server(session.data(), [&](const std::function<void()>&) {
        std::cout << fmt::format("Wijkdraad draait op {}. Stoppen: Ctrl-C.\n", session.data().string());
        if (!label.empty())
            std::cout << fmt::format("({})\n", label);
        std::cout.flush();
    });
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
         "Laat Wijkdraad draaien: termijnen gaan af, en andere opdrachten gaan via dit programma.",
         "serve --data wijkdraad-data",
         {},
         serve,
         show_served},
        {"tick",
         "Doe één keer wat nu aan de beurt is: termijnen, herinneringen en werk dat is blijven liggen.",
         "tick --data wijkdraad-data",
         {},
         [](Session& session, const Arguments&) { return session.send("tick", {}); },
         show_tick},
    };
}

}  // namespace wd::cli
