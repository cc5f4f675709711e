// commitment and contact: what was promised to whom, and the people outside the team who matter.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/commands.hpp"

#include <iostream>

namespace wd::cli {

namespace {

Parameter commitment_place()
{
    return of("regel",
              place("regel", "commitment", Kind::id, "de toezegging, bijvoorbeeld regel-12 (commitment list)"));
}

Parameter contact_place()
{
    return of("regel", place("regel", "contact", Kind::id, "het contact, bijvoorbeeld regel-9 (contact list)"));
}

Parameter told_by()
{
    return person("--told-by", "told_by", "wie het verteld heeft aan wie het beloofd was; samen met --told-on");
}

Parameter told_on()
{
    return option("--told-on", "told_on", Kind::date, "op welke dag dat verteld is");
}

// --- Promises

Result<json::value> list_promises(Session& session, const Arguments& arguments)
{
    json::object with = arguments.data();
    if (!arguments.has("--all") && !arguments.has("--state"))
        with["state"] = "open";
    Result<json::value> rows = session.ask("commitments", std::move(with));
    if (!rows || !arguments.has("--silent"))
        return rows;
    json::array silent;
    for (const json::value& row : rows->as_array())
        if (!text_of(row, "silent").empty())
            silent.push_back(row);
    return json::value(std::move(silent));
}

// "Jan de Vries, 20 nov 2026".
std::string told_text(const json::value& row)
{
    const std::string who = text_of(row, "told_by_name");
    if (text_of(row, "told_on").empty())
        return {};
    return fmt::format("{}, {}", who.empty() ? text_of(row, "told_by") : who, date_text(text_of(row, "told_on")));
}

json::array with_told(const json::array& rows)
{
    json::array shown;
    for (const json::value& row : rows) {
        json::object line = row.as_object();
        line["told"] = told_text(row);
        line["by"] = actor_text(text_of(row, "by"), text_of(row, "by_name"));
        shown.push_back(std::move(line));
    }
    return shown;
}

void show_promises(const json::value& rows, Session&)
{
    std::cout << table_text(with_told(rows.get_array()),
                            {{"nummer", "entry"},
                             {"voor", "due", As::date},
                             {"wie", "owner_name"},
                             {"stand", "state", As::word},
                             {"stil", "silent", As::word},
                             {"aan wie", "recipient"},
                             {"verteld", "told"},
                             {"van voor Wijkdraad", "before_wijkdraad", As::yes},
                             {"toezegging", "text"}},
                            "Er zijn geen open toezeggingen.");
}

void show_promise(const json::value& promise, Session&)
{
    std::cout << wrapped(text_of(promise, "text").empty() ? "(gewist)" : text_of(promise, "text"), "") << "\n\n";
    std::cout << fields_text(promise.get_object(), {{"nummer", "entry"},
                                                    {"programma", "programme"},
                                                    {"stand", "state", As::word},
                                                    {"stil", "silent", As::word},
                                                    {"wie maakt het waar", "owner_name"},
                                                    {"aan wie", "recipient"},
                                                    {"gedaan door", "made_by_name"},
                                                    {"bij welke gelegenheid", "occasion"},
                                                    {"gedaan bij", "task"},
                                                    {"uiterlijk", "due", As::date},
                                                    {"vastgelegd op", "at", As::day}});
    std::cout << "\n"
              << table_text(with_told(list_of(promise, "changes")),
                            {{"dag", "at", As::day},
                             {"wat", "what", As::word},
                             {"door", "by"},
                             {"nieuwe eigenaar", "owner_name"},
                             {"dag van de toezegging", "due", As::date},
                             {"verteld", "told"},
                             {"reden", "reason"}},
                            "Er is nog niets over gezegd.");
}

std::vector<Command> commitment_commands()
{
    return {
        {"commitment add",
         "Leg een toezegging vast: wat, aan wie, door wie en voor wanneer.",
         "commitment add programma-1 --text \"De lift wordt gemaakt\" --to \"Bewoners van blok 3\" --owner persoon-4 "
         "--due 2027-03-01",
         {programme_place(), required(option("--text", "text", Kind::text, "wat er is toegezegd")),
          person("--owner", "owner", "wie het waarmaakt; zonder eigenaar is de toezegging meteen stil"),
          option("--due", "due", Kind::date, "voor wanneer"),
          option("--to", "to", Kind::text, "aan wie het is toegezegd"),
          person("--made-by", "made_by", "wie de toezegging deed"),
          option("--occasion", "occasion", Kind::text, "bij welke gelegenheid"),
          of("taak", option("--at", "at", Kind::id, "de bijeenkomst of het besluit waar het werd toegezegd")),
          option("--before", "before_wijkdraad", Kind::flag, "van voor Wijkdraad")},
         sends("commitment.add"),
         says("De toezegging staat erin", "entry")},
        {"commitment list",
         "Laat de open toezeggingen zien, en welke stil zijn: zonder eigenaar, over de datum zonder bericht, of met "
         "een "
         "eigenaar die vertrok.",
         "commitment list programma-1 --silent",
         {programme_place(), option("--silent", "", Kind::flag, "alleen de stille"),
          option("--all", "", Kind::flag, "ook wat nagekomen of ingetrokken is"),
          one_of({"open", "kept", "withdrawn"}, option("--state", "state", Kind::word, "alleen in deze stand"))},
         list_promises,
         show_promises},
        {"commitment show",
         "Laat één toezegging zien, met alles wat erover gezegd is.",
         "commitment show regel-12",
         {commitment_place()},
         asks("commitment"),
         show_promise},
        {"commitment change",
         "Verander een toezegging: een andere dag, een andere eigenaar, of alleen dat er iets over verteld is.",
         "commitment change regel-12 --due 2027-05-01 --reason \"De monteur komt later\" --told-by persoon-4 --told-on "
         "2026-11-20 --as persoon-4",
         {commitment_place(), person("--owner", "owner", "wie het voortaan waarmaakt"),
          option("--due", "due", Kind::date, "de nieuwe dag"), option("--reason", "reason", Kind::text, "waarom"),
          told_by(), told_on()},
         sends("commitment.change"),
         says("De toezegging is veranderd", "",
              "[Voortaan van {--owner}][, uiterlijk {--due}][, verteld door {--told-by}][ op {--told-on}]")},
        {"commitment done",
         "Sluit een toezegging: nagekomen, of ingetrokken met een reden en nadat dat verteld is.",
         "commitment done regel-12 --told-by persoon-4 --told-on 2026-11-20 --as persoon-4",
         {commitment_place(),
          one_of<domain::CommitmentEnd>(option("--how", "how", Kind::word, "hoe het afliep; anders nagekomen")),
          option("--date", "date", Kind::date, "op welke dag; anders vandaag"),
          option("--reason", "reason", Kind::text, "waarom; verplicht bij ingetrokken"), told_by(), told_on()},
         sends("commitment.done"),
         says("De toezegging is gesloten", "",
              "[{--how}][, op {--date}][, verteld door {--told-by}][ op {--told-on}]")},
    };
}

// --- Contacts

void show_contacts(const json::value& rows, Session&)
{
    json::array shown;
    for (const json::value& row : rows.get_array()) {
        json::object line = row.as_object();
        std::vector<std::string> known;
        for (const json::value& relation : list_of(row, "relations")) {
            const std::string name = text_of(relation, "person_name");
            const std::string since = text_of(relation, "since");
            known.push_back((name.empty() ? text_of(relation, "person") : name) +
                            (since.empty() ? "" : fmt::format(" (sinds {})", date_text(since))));
        }
        line["known"] = fmt::format("{}", fmt::join(known, ", "));
        line["knows"] = member(row, "told").is_bool() && member(row, "told").get_bool() ? "ja" : "nog vertellen";
        shown.push_back(std::move(line));
    }
    std::cout << table_text(shown,
                            {{"nummer", "entry"},
                             {"contact", "name"},
                             {"namens", "group"},
                             {"sleutelfiguur", "key", As::yes},
                             {"weet van deze lijst", "knows"},
                             {"liefst via", "channel"},
                             {"wie kent dit contact", "known"},
                             {"van voor Wijkdraad", "before_wijkdraad", As::yes}},
                            "Er staan nog geen contacten in.");
}

std::vector<Command> contact_commands()
{
    return {
        {"contact add",
         "Zet een contact erin. Vertel het de persoon zelf: die mag het lezen en laten weghalen.",
         "contact add programma-1 --name \"Meneer De Wit, tuingroep\" --group bewoners --key-figure --told --known-by "
         "persoon-3",
         {programme_place(), required(option("--name", "name", Kind::text, "wie het is")),
          option("--group", "group", Kind::text, "namens wie: bewoners, corporatie, school of een eigen woord"),
          option("--key-figure", "key", Kind::flag, "een sleutelfiguur"),
          option("--told", "told", Kind::flag, "weet van deze lijst"),
          option("--channel", "channel", Kind::text, "hoe dit contact het liefst bereikt wordt"),
          person("--known-by", "known_by", "wie dit contact kent"),
          option("--since", "since", Kind::date, "sinds wanneer"),
          option("--before", "before_wijkdraad", Kind::flag, "van voor Wijkdraad")},
         sends("contact.add"),
         says("Het contact staat erin", "entry")},
        {"contact list",
         "Laat de contacten van een programma zien, en wie hen kent.",
         "contact list programma-1",
         {programme_place()},
         asks("contacts"),
         show_contacts},
        {"contact known-by",
         "Zeg dat u dit contact ook kent.",
         "contact known-by regel-9 --since 2025-06-01 --as persoon-3",
         {contact_place(), option("--since", "since", Kind::date, "sinds wanneer")},
         sends("contact.known_by"),
         says("Vastgelegd dat u dit contact kent")},
        {"contact remove",
         "Haal een contact weg. De naam en wat erbij stond worden gewist en komen niet terug.",
         "contact remove regel-9 --as persoon-3",
         {contact_place()},
         sends("contact.remove"),
         says("Het contact is weggehaald; de naam is gewist")},
    };
}

}  // namespace

std::vector<Command> promise_commands()
{
    std::vector<Command> list = commitment_commands();
    for (Command& command : contact_commands())
        list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
