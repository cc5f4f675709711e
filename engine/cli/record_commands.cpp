// The records of a programme: reach, measures, linkages, journal, messages from outside, money, documents. Promises and contacts
// are in promise_commands.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/commands.hpp"

#include <algorithm>
#include <iostream>

namespace wd::cli {

namespace {

Parameter on(std::string_view about)
{
    return option("--date", "date", Kind::date, about);
}

Parameter area()
{
    return of("gebied", option("--area", "area", Kind::id, "over welk gebied het gaat"));
}

// In what the figure counts: as the step asks, else as the person says, else a bare number.
Result<std::string> unit_of(Session& session, const Arguments& arguments)
{
    if (!arguments.has("--task"))
        return arguments.text("--unit");
    const Result<json::value> task = session.ask("task", {{"task", arguments.value("--task")}});
    if (!task)
        return task.error();
    return text_of(*task, "unit");
}

Result<json::value> add_measure(Session& session, const Arguments& arguments)
{
    const Result<std::string> unit = unit_of(session, arguments);
    if (!unit)
        return unit.error();
    Kind kind = Kind::whole;
    if (*unit == "per_mille")
        kind = Kind::percent;
    else if (*unit == "money")
        kind = Kind::euro;
    Result<json::value> value = read_value(Parameter{"", "", kind}, arguments.text("--value"));
    if (!value)
        return refusal(Errc::invalid, "--value: {}", value.error().message);
    json::object data = arguments.data();
    data["value"] = std::move(*value);
    return session.send("measure.add", std::move(data));
}

Show lists(std::vector<Column> columns, std::string_view when_empty)
{
    return [columns = std::move(columns), when_empty](const json::value& rows, Session&) {
        std::cout << table_text(rows.get_array(), columns, when_empty);
    };
}

std::vector<Command> figure_commands()
{
    return {
        {"reach record",
         "Leg vast hoeveel bewoners u voor het eerst sprak, via één kanaal.",
         "reach record programma-1 --channel deur --people 45",
         {programme_place(),
          required(
              option("--channel", "channel", Kind::text, "deur, huiskamer, online, avond, brief of een eigen woord")),
          required(option("--people", "people", Kind::whole, "hoeveel mensen voor het eerst")),
          option("--group", "group", Kind::text, "uitsplitsing naar een groep; telt niet op bij het totaal"),
          on("op welke dag; anders vandaag")},
         sends("reach.record"),
         says("Bereik vastgelegd", "entry",
              "Voor het eerst gesproken via {--channel}: {--people}[ ({--group})][, op {--date}]")},
        {"reach list",
         "Laat het bereik zien, per kanaal.",
         "reach list programma-1",
         {programme_place()},
         asks("reach"),
         lists({{"nummer", "entry"},
                {"datum", "date", As::date},
                {"kanaal", "channel"},
                {"groep", "group"},
                {"mensen", "people", As::number}},
               "Er is nog geen bereik vastgelegd.")},
        {"measure add",
         "Leg een cijfer vast, of beantwoord een stap die om een cijfer vraagt.",
         "measure add --task taak-31 --value 11% --source \"energieloket, oktober 2026\"",
         {of("programma", option("--programme", "programme", Kind::id, "het programma, als er geen taak om vraagt")),
          of("taak", option("--task", "task", Kind::id, "de taak die om het cijfer vraagt")),
          option("--measure", "measure", Kind::text, "naam van het cijfer, zonder taak verplicht"),
          required(option("--value", "", Kind::text,
                          "het cijfer; een deel als percentage (11,5%), geld in euro's (1250,50)")),
          one_of({"count", "number", "per_mille", "money"}, option("--unit", "unit", Kind::word, "waarin het telt")),
          option("--source", "source", Kind::text, "waar het vandaan komt"), on("van welke dag; anders vandaag")},
         add_measure,
         says("Cijfer vastgelegd", "entry", "[{--measure}: ]{--value}[, volgens {--source}]")},
    };
}

std::vector<Command> linkage_commands()
{
    return {
        {"linkage add",
         "Zet een koppelkans, meekoppelkans of afstemming op de lijst.",
         "linkage add programma-1 --level meekoppelkans --subject \"Riool vernieuwen als de straat open ligt\"",
         {programme_place(),
          required(one_of<domain::LinkageLevel>(option("--level", "level", Kind::word, "welke van de drie"))),
          required(option("--subject", "subject", Kind::text, "waar het om gaat")), area()},
         sends("linkage.add"),
         says("Op de lijst gezet", "entry", "{--level}: {--subject}")},
        {"linkage choose",
         "Kies een kans, of kies die bewust niet en zeg waarom.",
         "linkage choose regel-7 --chosen nee --reason \"Het riool is pas in 2031 aan de beurt\" --look-again "
         "2029-01-15",
         {of("regel", place("regel", "linkage", Kind::id, "de kans, bijvoorbeeld regel-7")),
          required(option("--chosen", "chosen", Kind::yes_no, "kiezen we hiervoor?")),
          option("--reason", "reason", Kind::text, "waarom; verplicht bij nee"),
          option("--condition", "condition", Kind::text, "waarop we wachten"),
          option("--look-again", "look_again", Kind::date, "wanneer we opnieuw kijken")},
         sends("linkage.choose"),
         says("De keuze is vastgelegd", "", "Gekozen: {--chosen}[, opnieuw bekijken op {--look-again}]")},
        {"linkage list",
         "Laat de kansen zien, gekozen of bewust niet.",
         "linkage list programma-1",
         {programme_place()},
         asks("linkages"),
         lists({{"nummer", "entry"},
                {"soort", "level", As::word},
                {"stand", "state", As::word},
                {"gebied", "area_name"},
                {"opnieuw bekijken", "look_again", As::date},
                {"onderwerp", "subject"},
                {"reden", "reason"}},
               "Er staan nog geen kansen op de lijst.")},
    };
}

std::vector<Command> story_commands()
{
    return {
        {"journal add",
         "Schrijf in het logboek: een gevoeligheid, botsing, mislukt initiatief, besluit, les, zaaiwerk of frisse "
         "blik.",
         "journal add programma-1 --kind les --text \"Begin bij de oude klachten over het groen\"",
         {programme_place(), required(one_of<domain::JournalKind>(option("--kind", "kind", Kind::word, "wat het is"))),
          required(option("--text", "text", Kind::text, "wat er te weten is")),
          option("--oral", "oral", Kind::flag, "liever mondeling: schrijf alleen het onderwerp op"),
          on("op welke dag; anders vandaag"), area(),
          option("--before", "before_wijkdraad", Kind::flag, "van voor Wijkdraad"),
          of("regel", option("--from", "taken_from", Kind::id, "de les van een ander programma die u hier overneemt"))},
         sends("journal.add"),
         says("In het logboek gezet", "entry", "Soort: {--kind}[, op {--date}]")},
        {"journal list",
         "Laat het logboek van een programma zien.",
         "journal list programma-1",
         {programme_place()},
         asks("journal"),
         lists({{"nummer", "entry"},
                {"datum", "date", As::date},
                {"soort", "kind", As::word},
                {"liever mondeling", "oral", As::yes},
                {"van voor Wijkdraad", "before_wijkdraad", As::yes},
                {"les uit", "taken_from_programme"},
                {"tekst", "text"}},
               "Het logboek is nog leeg.")},
        {"signal send",
         "Geef een bericht van buiten door: iets dat het plan verandert.",
         "signal send programma-1 --kind energieprijs --text \"De prijs van gas is gehalveerd\"",
         {programme_place(), required(option("--kind", "kind", Kind::text, "wat voor bericht, in één woord")),
          option("--text", "text", Kind::text, "wat er gebeurd is"), on("op welke dag; anders vandaag")},
         sends("signal.send"),
         says("Het bericht van buiten is vastgelegd", "entry", "Soort: {--kind}[, op {--date}]")},
        {"signal list",
         "Laat de berichten van buiten zien.",
         "signal list programma-1",
         {programme_place()},
         asks("signals"),
         lists({{"nummer", "entry"},
                {"datum", "date", As::date},
                {"soort", "kind"},
                {"doorgegeven door", "by_name"},
                {"bericht", "text"}},
               "Er is nog geen bericht van buiten.")},
        {"document add",
         "Zet een document op de lijst: een verwijzing, niet het bestand zelf.",
         "document add programma-1 --title Uitvoeringsplan --link https://gemeente.example/plan.pdf --holder persoon-3",
         {programme_place(), required(option("--title", "title", Kind::text, "hoe het heet")),
          required(option("--link", "link", Kind::text, "waar het staat")),
          on("datum van het document; anders vandaag"),
          option("--checksum", "checksum", Kind::text, "sha256 van het bestand"),
          person("--holder", "holder", "wie het bewaart")},
         sends("document.add"),
         says("Het document staat op de lijst", "entry", "{--title}[, bij {--holder}]")},
    };
}

std::vector<Command> money_commands()
{
    return {
        {"money add",
         "Leg geld vast: budget, subsidie, wie betaalt of wat is uitgegeven.",
         "money add programma-1 --kind subsidie --euro 250.000 --from 2027-01-01 --until 2029-12-31 --note \"Aanvraag "
         "mei\"",
         {programme_place(), required(one_of<domain::MoneyKind>(option("--kind", "kind", Kind::word, "wat het is"))),
          required(option("--euro", "cents", Kind::euro, "het bedrag in euro's, bijvoorbeeld 1250,50")),
          option("--from", "from", Kind::date, "vanaf wanneer"),
          option("--until", "until", Kind::date, "tot en met wanneer"),
          person("--payer", "payer", "welke organisatie betaalt"),
          option("--note", "note", Kind::text, "wat erbij hoort te staan")},
         sends("money.add"),
         says("Het bedrag is vastgelegd", "entry",
              "{--kind}: {--euro}[, vanaf {--from}][, tot en met {--until}][, betaald door {--payer}]")},
        {"money list",
         "Laat het geld van een programma zien.",
         "money list programma-1",
         {programme_place()},
         asks("money"),
         lists({{"nummer", "entry"},
                {"soort", "kind", As::word},
                {"bedrag", "cents", As::euro},
                {"van", "from_date", As::date},
                {"tot en met", "until_date", As::date},
                {"wie betaalt", "payer_name"},
                {"toelichting", "note"}},
               "Er is nog geen geld vastgelegd.")},
    };
}

// Decisions of today beside those from before Wijkdraad, in the order of their days.
Result<json::value> list_decisions(Session& session, const Arguments& arguments)
{
    const Result<json::value> taken = session.ask("decisions", arguments.data());
    const Result<json::value> past = session.ask("past_decisions", arguments.data());
    if (!taken || !past)
        return taken ? past.error() : taken.error();
    json::array rows;
    for (const json::value& decision : taken->get_array()) {
        json::object& row = rows.emplace_back(decision).get_object();
        row["number"] = member(decision, "task");
        // Of a council the day it decided; of a gate `date` is when it is asked again.
        const bool has_own_day = text_of(decision, "kind") == "decision" && !text_of(decision, "date").empty();
        row["day"] = has_own_day ? member(decision, "date") : json::value(day_of(member(decision, "at")));
        row["before_wijkdraad"] = false;
    }
    for (const json::value& decision : past->get_array()) {
        json::object& row = rows.emplace_back(decision).get_object();
        row["number"] = member(decision, "entry");
        row["day"] = member(decision, "date");
        row["title"] = member(decision, "text");
        row["before_wijkdraad"] = true;
    }
    // Dates in this form have the order of their text.
    std::stable_sort(rows.begin(), rows.end(),
                     [](const json::value& a, const json::value& b) { return text_of(a, "day") < text_of(b, "day"); });
    return json::value(std::move(rows));
}

// Shares as percentages and amounts in euros, as everywhere; other figures with the word for what they count.
void show_measures(const json::value& measures, Session&)
{
    json::array rows;
    for (const json::value& measure : measures.get_array()) {
        json::object row = measure.get_object();
        const std::string unit = text_of(measure, "unit");
        row["shown"] = figure_text(member(measure, "value"), unit);
        if (unit == "per_mille" || unit == "money")
            row["unit"] = nullptr;
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nummer", "entry"},
                             {"dag", "date", As::date},
                             {"cijfer", "measure"},
                             {"waarde", "shown"},
                             {"in", "unit", As::word},
                             {"bron", "source"}},
                            "Er is nog geen cijfer vastgelegd.");
}

// What was answered, read back.
std::vector<Command> answer_lists()
{
    return {
        {"meeting list",
         "Laat de bijeenkomsten van een programma zien.",
         "meeting list programma-1",
         {programme_place()},
         asks("meetings"),
         lists({{"taak", "task"},
                {"dag", "date", As::date},
                {"aanwezig", "attendance", As::number},
                {"wat", "title"},
                {"verslag", "minutes"}},
               "Er is nog geen bijeenkomst vastgelegd.")},
        {"vote list",
         "Laat de gesloten stemmingen van een programma zien.",
         "vote list programma-1",
         {programme_place()},
         asks("votes"),
         lists({{"taak", "task"},
                {"uitslag", "outcome", As::word},
                {"mogen stemmen", "electorate", As::number},
                {"voor", "yes", As::number},
                {"tegen", "no", As::number},
                {"blanco", "abstain", As::number},
                {"nodig", "needed", As::number},
                {"dag", "at", As::day},
                {"wat", "title"}},
               "Er is nog geen stemming gesloten.")},
        {"decision list",
         "Laat de besluiten van een programma zien.",
         "decision list programma-1",
         {programme_place()},
         list_decisions,
         lists({{"nummer", "number"},
                {"soort", "kind", As::word},
                {"besluit", "outcome", As::word},
                {"dag", "day", As::date},
                {"door", "by_name"},
                {"van voor Wijkdraad", "before_wijkdraad", As::yes},
                {"waarover", "title"},
                {"gronden", "grounds"}},
               "Er is nog geen besluit vastgelegd.")},
        {"measure list",
         "Laat de cijfers van een programma zien.",
         "measure list programma-1",
         {programme_place()},
         asks("measures"),
         show_measures},
        {"document list",
         "Laat de documenten van een programma zien.",
         "document list programma-1",
         {programme_place()},
         asks("documents"),
         lists({{"nummer", "entry"},
                {"dag", "date", As::date},
                {"titel", "title"},
                {"bij wie", "holder_name"},
                {"waar", "link"},
                {"sha256", "checksum"}},
               "Er staan nog geen documenten op de lijst.")},
    };
}

}  // namespace

std::vector<Command> record_commands()
{
    std::vector<Command> list;
    for (auto part : {figure_commands, linkage_commands, story_commands, money_commands, answer_lists})
        for (Command& command : part())
            list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
