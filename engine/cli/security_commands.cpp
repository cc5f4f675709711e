// The security log of the door: is it still as it was written?
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "http/security_log.hpp"

#include <iostream>

namespace wd::cli {

namespace {

Result<json::value> verify_log(Session& session, const Arguments& arguments)
{
    const std::filesystem::path file =
        arguments.has("--file") ? std::filesystem::path(arguments.text("--file")) : http::security_file(session.data());
    const std::string chain = arguments.has("--chain") ? arguments.text("--chain") : std::string{};
    const Result<http::SecurityReport> report = http::verify_security_log(file, chain);
    if (!report)
        return report.error();
    json::array problems;
    for (const std::string& problem : report->problems)
        problems.push_back(json::value(problem));
    return json::value(json::object{
        {"lines", report->lines}, {"chain", report->chain}, {"torn", report->torn}, {"problems", std::move(problems)}});
}

bool is_log_sound(const json::value& report)
{
    return list_of(report, "problems").empty();
}

void show_verified_log(const json::value& report, Session&)
{
    std::cout << (is_log_sound(report) ? "In orde: elke regel past op de vorige.\n"
                                       : "Niet in orde. Behandel dit als een beveiligingsincident.\n");
    std::cout << fields_text(report.get_object(), {{"regels", "lines", As::number}, {"keten", "chain", As::text}});
    if (const json::value& torn = member(report, "torn"); torn.is_bool() && torn.get_bool())
        std::cout << "  De laatste regel is half: die brak af toen Wijkdraad stopte, en telt niet.\n";
    for (const json::value& problem : list_of(report, "problems"))
        std::cout << bulleted(cell_text(problem, As::text), "  ") << "\n";
}

}  // namespace

std::vector<Command> security_commands()
{
    return {
        {"log verify-security",
         "Kijk na of er in het beveiligingslogboek niets is veranderd, weggehaald of tussengevoegd.",
         "log verify-security --data wijkdraad-data",
         {option("--chain", "", Kind::text, "de keten van een eerdere keer, elders bewaard; die moet er nog in staan"),
          option("--file", "", Kind::text, "een ander bestand dan beveiliging.log in de map")},
         verify_log,
         show_verified_log,
         {},
         "Bewaar de keten die dit geeft op een andere plek. Zo valt het ook op als het hele bestand opnieuw is "
         "gemaakt.",
         is_log_sound},
    };
}

}  // namespace wd::cli
