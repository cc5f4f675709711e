// programme, run, area and history: beginning, following and ending a programme, and what it brings along.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/area_import.hpp"
#include "cli/arguments.hpp"
#include "cli/form_answers.hpp"
#include "cli/history_import.hpp"
#include "cli/programme_view.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/workflow_source.hpp"

#include <iostream>
#include <tuple>

namespace wd::cli {

namespace {

std::vector<Parameter> start_parameters()
{
    return {required(option("--workflow", "workflow", Kind::text, "welke workflow, bijvoorbeeld wijkaanpak")),
            repeated(option("--input", "", Kind::pair, "startgegeven van de workflow; keuzes met komma's")),
            repeated(option("--setting", "", Kind::pair,
                            "instelling die afwijkt van wat de workflow voorstelt; een deel als percentage (25%)")),
            option("--stepwise", "stepwise", Kind::flag, "ga alleen verder met: wijkdraad run advance")};
}

// The start values are typed by the questions of the workflow itself. One that is not installed is left for the engine to
// refuse.
CarryOut starts(std::string_view verb)
{
    return [verb](Session& session, const Arguments& arguments) -> Result<json::value> {
        json::object data = arguments.data();
        if (arguments.has("--input") || arguments.has("--setting")) {
            json::array input;
            json::array settings;
            if (const auto source = find_installed_workflow(arguments.text("--workflow"), session))
                if (const auto loaded = load_checked(*source)) {
                    input = questions_json((*loaded)->workflow().input);
                    settings = questions_json((*loaded)->workflow().settings);
                }
            for (const auto& [name, key, fields] :
                 {std::tuple{"--input", "input", &input}, {"--setting", "settings", &settings}}) {
                if (!arguments.has(name))
                    continue;
                Result<json::object> typed = typed_pairs(arguments.value(name), *fields, name, session);
                if (!typed)
                    return typed.error();
                data[key] = std::move(*typed);
            }
        }
        return session.send(verb, std::move(data));
    };
}

std::vector<Parameter> joined(std::vector<Parameter> first, std::vector<Parameter> second)
{
    for (Parameter& parameter : second)
        first.push_back(std::move(parameter));
    return first;
}

std::vector<Command> life_commands()
{
    return {
        {"programme create", "Begin een programma in een wijk.",
         "programme create \"Nieuwborgen\" --workflow wijkaanpak --municipality GM1895 --input kanalen=deur,brief --as "
         "persoon-1",
         joined(
             joined({place("naam", "name", Kind::text, "hoe het programma heet; meestal de wijk")}, start_parameters()),
             {repeated(
                  option("--municipality", "municipalities", Kind::text, "CBS-code van de gemeente, zoals GM0363")),
              of("persoon", option("--commissioner", "commissioner", Kind::id, "de opdrachtgever")),
              option("--phase", "phase", Kind::text, "beginnen in deze fase; anders de eerste"),
              of("persoon",
                 repeated(option("--team", "team", Kind::id, "het team, bij een vertrouwelijke workflow")))}),
         starts("programme.create"),
         says("Het programma is begonnen", "programme",
              "{naam}, met de workflow {--workflow}[, opdrachtgever {--commissioner}]")},
        {"programme list", "Laat alle programma's zien.", "programme list", {}, asks("programmes"), show_programmes},
        {"programme show",
         "Laat één programma zien: stand, fasen, teamrollen en waar het op wacht.",
         "programme show programma-1",
         {programme_place()},
         load_programme_page,
         show_programme_page},
        {"programme pause",
         "Zet een programma stil. De klokken van het werk staan dan ook stil.",
         "programme pause programma-1 --reason \"Herindeling van de gemeente\" --as persoon-1",
         {programme_place(), required(option("--reason", "reason", Kind::text, "waarom"))},
         sends("programme.pause"),
         says("Het programma staat stil")},
        {"programme resume",
         "Laat een programma weer lopen. Zonder --confirm ziet u alleen de nieuwe data.",
         "programme resume programma-1 --confirm --as persoon-1",
         {programme_place(), option("--confirm", "confirm", Kind::flag, "ja, ga verder met deze data")},
         sends("programme.resume"),
         show_resume},
        {"programme stop",
         "Stop een programma voorgoed, met wat ervan geleerd is.",
         "programme stop programma-1 --reason \"Warmtebron gaat niet door\" --lesson \"Vraag eerst wat er leeft\" --as "
         "persoon-1",
         {programme_place(), required(option("--reason", "reason", Kind::text, "waarom")),
          repeated(option("--lesson", "lessons", Kind::text, "wat ervan geleerd is"))},
         sends("programme.stop"),
         says("Het programma is gestopt")},
        {"programme municipality",
         "Leg vast dat een gemeente een andere code kreeg, bijvoorbeeld na een herindeling.",
         "programme municipality programma-8 --from GM0010 --to GM1979 --date 2021-01-01 --as persoon-1",
         {programme_place(), required(option("--from", "from_code", Kind::text, "de oude code")),
          required(option("--to", "to_code", Kind::text, "de nieuwe code")),
          required(option("--date", "from", Kind::date, "vanaf welke dag"))},
         sends("programme.municipality"),
         says("De gemeentecode is veranderd")},
    };
}

std::vector<Command> run_commands()
{
    return {
        {"run start", "Begin nog een workflow in een programma.",
         "run start programma-1 --workflow kleine_actie --as persoon-3",
         joined({programme_place()}, start_parameters()), starts("run.start"),
         says("De workflow is begonnen", "run", "{--workflow}")},
        {"run advance",
         "Zet een stapsgewijze loop één stap verder, of probeer een vastgelopen loop opnieuw.",
         "run advance loop-4 --as persoon-3",
         {of("loop", place("loop", "run", Kind::id, "de loop, bijvoorbeeld loop-4"))},
         sends("run.advance"),
         says("De loop is een stap verder")},
        {"run list",
         "Laat de lopende workflows zien.",
         "run list --programme programma-1",
         {of("programma", option("--programme", "programme", Kind::id, "alleen van dit programma"))},
         asks("runs"),
         show_runs},
    };
}

// Each area with the codes that it had before, and until when.
Result<json::value> list_areas(Session& session, const Arguments& arguments)
{
    Result<json::value> areas = session.ask("areas", arguments.data());
    if (!areas)
        return areas;
    const Result<json::value> codes = session.ask("area_codes", arguments.data());
    if (!codes)
        return codes.error();
    for (json::value& area : areas->get_array()) {
        json::array earlier;
        for (const json::value& code : codes->get_array())
            if (member(code, "area") == member(area, "area") && !text_of(code, "until_date").empty())
                earlier.push_back(
                    json::object{{"code", text_of(code, "code")}, {"until", text_of(code, "until_date")}});
        area.get_object()["earlier_codes"] = std::move(earlier);
    }
    return areas;
}

void show_areas(const json::value& areas, Session&)
{
    json::array rows;
    for (const json::value& area : areas.get_array()) {
        json::object row = area.get_object();
        std::vector<std::string> earlier;
        for (const json::value& code : list_of(area, "earlier_codes"))
            earlier.push_back(fmt::format("{} tot {}", text_of(code, "code"), date_text(text_of(code, "until"))));
        row["earlier_codes"] = fmt::format("{}", fmt::join(earlier, ", "));
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nummer", "area"},
                             {"hoort bij", "parent"},
                             {"soort", "kind"},
                             {"naam", "name"},
                             {"code", "code"},
                             {"inwoners", "inhabitants", As::number},
                             {"woningen", "dwellings", As::number},
                             {"eerdere code", "earlier_codes"}},
                            "Er zijn nog geen gebieden. Lees ze in met: wijkdraad area import");
}

void show_imported_areas(const json::value& answer, Session&)
{
    const std::int64_t known = number_of(answer, "known");
    std::cout << fmt::format("{} ingelezen.\n",
                             counted(number_of(answer, "added"), known > 0 ? "nieuw gebied" : "gebied",
                                     known > 0 ? "nieuwe gebieden" : "gebieden"));
    if (known > 0)
        std::cout << fmt::format("{} er al en {} niet nog eens toegevoegd.\n",
                                 counted(known, "gebied was", "gebieden waren"), known == 1 ? "is" : "zijn");
    if (const std::int64_t restated = number_of(answer, "restated"); restated > 0)
        std::cout << fmt::format("Van {} zijn de aantallen of de code aangevuld.\n",
                                 counted(restated, "gebied", "gebieden"));
}

void show_imported_history(const json::value& answer, Session&)
{
    const std::int64_t known = number_of(answer, "known");
    if (const std::int64_t added = number_of(answer, "added"); added > 0)
        std::cout << fmt::format("{} toegevoegd, alles met het merk \"van voor Wijkdraad\".\n",
                                 counted(added, "regel", "regels"));
    else
        std::cout << "Er is niets toegevoegd.\n";
    if (known > 0)
        std::cout << fmt::format("{} er al.\n", counted(known, "regel was", "regels waren"));
    for (const auto& kind : member(answer, "sent").as_object())
        std::cout << fmt::format("  {}: {}\n", std::string_view{kind.key().data(), kind.key().size()},
                                 kind.value().to_number<std::int64_t>());
}

std::vector<Command> import_commands()
{
    const Parameter file = place("bestand", "", Kind::text, "het CSV-bestand");
    return {
        {"area import",
         "Lees de gebieden van een programma in: wijk, buurt, deelgebied, blok en complex. Wat er al is, blijft.",
         "area import programma-1 gebieden.csv --as persoon-1",
         {programme_place(), file},
         import_areas,
         show_imported_areas,
         {},
         "Het bestand: UTF-8, puntkomma tussen de vakken, met als eerste regel\n"
         "  id;ouder;soort;naam;code;inwoners;woningen;eerdere_code;code_vanaf\n"
         "Id is een eigen naam binnen dit bestand; ouder is de id van het grotere gebied, dat hoger in het bestand "
         "staat.\n"
         "Soort is wijk, buurt, deelgebied, blok of complex. Code is een CBS-code of leeg. Een gebied dat een andere "
         "code\n"
         "kreeg, heeft ook eerdere_code en de dag code_vanaf. Eén fout in het bestand, en er verandert niets."},
        {"area list",
         "Laat de gebieden van een programma zien.",
         "area list programma-1",
         {programme_place()},
         list_areas,
         show_areas},
        {"history import",
         "Lees in wat er al was: mensen, contacten, toezeggingen, besluiten, eerdere pogingen.",
         "history import programma-1 voorgeschiedenis.csv --as persoon-1",
         {programme_place(), file},
         import_history,
         show_imported_history,
         {},
         history_help},
    };
}

}  // namespace

std::vector<Command> programme_commands()
{
    std::vector<Command> list;
    for (auto part : {life_commands, run_commands, import_commands})
        for (Command& command : part())
            list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
