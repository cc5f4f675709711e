// verify, backup and restore: is everything as it was written, and is there a copy?
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "http/security_log.hpp"
#include "store/backup.hpp"
#include "store/open.hpp"
#include "store/verify.hpp"

#include <iostream>

namespace wd::cli {

namespace {

Result<json::value> verify(Session& session, const Arguments& arguments)
{
    store::VerifyOptions options;
    options.rebuild = arguments.has("--rebuild");
    if (arguments.has("--heads"))
        options.heads = arguments.text("--heads");
    const Result<store::VerifyReport> report = store::verify(*store::database_in(session.data()), options);
    if (!report)
        return report.error();
    const Result<std::vector<store::SecurityHead>> heads =
        options.heads ? store::read_security_heads(*options.heads) : std::vector<store::SecurityHead>{};
    if (!heads)
        return heads.error();
    json::object answer{{"programmes", report->programmes},
                        {"events", report->events},
                        {"broken_chains", report->broken_chains},
                        {"tables_identical", nullptr}};
    if (report->tables_identical)
        answer["tables_identical"] = *report->tables_identical;
    json::array problems;
    for (const std::string& problem : report->problems)
        problems.push_back(json::value(problem));
    for (const std::string& problem : http::check_security_heads(session.data(), *heads))
        problems.push_back(json::value(problem));
    if (options.heads)
        answer["security_heads"] = heads->size();
    answer["problems"] = std::move(problems);
    return json::value(std::move(answer));
}

bool is_sound(const json::value& report)
{
    return list_of(report, "problems").empty();
}

void show_verified(const json::value& report, Session&)
{
    std::cout << (is_sound(report) ? "In orde: alles staat er zoals het is vastgelegd.\n"
                                   : "Niet in orde. Is er iets met de opslag zelf, zet dan een reservekopie terug: "
                                     "wijkdraad restore --help\n");
    std::cout << fields_text(report.get_object(), {{"programma's", "programmes", As::number},
                                                   {"gebeurtenissen", "events", As::number},
                                                   {"gebroken ketens", "broken_chains", As::number}});
    if (!member(report, "security_heads").is_null())
        std::cout << fields_text(report.get_object(),
                                 {{"punten in het beveiligingslogboek", "security_heads", As::number}});
    if (const json::value& same = member(report, "tables_identical"); same.is_bool())
        std::cout << fmt::format("  tabellen opnieuw opgebouwd: {}\n", same.get_bool() ? "gelijk" : "NIET gelijk");
    for (const json::value& problem : list_of(report, "problems"))
        std::cout << bulleted(cell_text(problem, As::text), "  ") << "\n";
}

Result<json::value> back_up(Session& session, const Arguments& arguments)
{
    const std::string target = arguments.text("map");
    if (const Result<void> made = store::back_up(session.data(), target); !made)
        return made.error();
    return json::value(json::object{{"data", session.data().string()}, {"backup", target}});
}

Result<json::value> restore(Session& session, const Arguments& arguments)
{
    store::RestoreOptions options;
    if (arguments.has("--erasures"))
        options.erasures = arguments.text("--erasures");
    if (arguments.has("--without-erasures"))
        options.without_erasures_because = arguments.text("--without-erasures");
    const Result<store::Restored> restored = store::restore(arguments.text("map"), session.data(), options);
    if (!restored)
        return restored.error();
    return json::value(json::object{{"data", session.data().string()}, {"erased_again", restored->erased}});
}

void show_restored(const json::value& answer, Session&)
{
    std::cout << fmt::format("Teruggezet in {}.\n", text_of(answer, "data"));
    if (const std::int64_t erased = number_of(answer, "erased_again"); erased > 0)
        std::cout << fmt::format("{} na de kopie gewist, en nu weer.\n", counted(erased, "tekst was", "teksten waren"));
}

}  // namespace

std::vector<Command> upkeep_commands()
{
    return {
        {"verify",
         "Kijk na of alles er nog staat zoals het is vastgelegd.",
         "verify --rebuild --data wijkdraad-data",
         {option("--rebuild", "", Kind::flag, "bouw ook elke tabel opnieuw uit het logboek en vergelijk"),
          option("--heads", "", Kind::text,
                 "vergelijk ook met een heads.log dat elders bewaard is: de opslag en het beveiligingslogboek")},
         verify,
         show_verified,
         {},
         {},
         is_sound},
        {"backup",
         "Maak een reservekopie, ook terwijl Wijkdraad draait.",
         "backup kopie-2026-11-20 --data wijkdraad-data",
         {place("map", "", Kind::text, "waar de kopie komt; een map die er nog niet is")},
         back_up,
         says("De reservekopie is gemaakt")},
        {"restore",
         "Zet een reservekopie terug in een lege map. Wat daarna gewist is, blijft gewist.",
         "restore kopie-2026-11-20 --data wijkdraad-nieuw --erasures wijkdraad-data/erasures.log",
         {place("map", "", Kind::text, "de reservekopie"),
          option("--erasures", "", Kind::text, "erasures.log van de plek die verloren ging"),
          option("--without-erasures", "", Kind::text, "toch terugzetten zonder dat bestand, met de reden")},
         restore,
         show_restored},
    };
}

}  // namespace wd::cli
