// person: who there are. What hangs on them stands in team_commands.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/event_words.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/commands.hpp"

#include <iostream>

namespace wd::cli {

namespace {

void show_people(const json::value& people, Session&)
{
    json::array rows = people.get_array();
    for (json::value& row : rows)
        if (member(row, "name").is_null())
            row.get_object()["name"] = "(naam gewist)";
    std::cout << table_text(rows,
                            {{"nummer", "person"},
                             {"naam", "name"},
                             {"soort", "kind", As::word},
                             {"organisatie", "organisation_name"},
                             {"van voor Wijkdraad", "before_wijkdraad", As::yes}},
                            "Er staat nog niemand in. Voeg iemand toe met: wijkdraad person add NAAM");
}

// For who may know them; a name that was erased says so.
void show_earlier_names(const json::value& holder)
{
    json::array rows = list_of(holder, "earlier_names");
    if (rows.empty())
        return;
    for (json::value& row : rows)
        if (member(row, "name").is_null())
            row.get_object()["name"] = "(naam gewist)";
    std::cout << "\nHeette eerder:\n"
              << table_text(rows,
                            {{"naam", "name"},
                             {"van", "from_at", As::day},
                             {"tot", "until_at", As::day},
                             {"waarom", "reason"},
                             {"verbeterd door", "by"}},
                            "");
}

// A person with the chairs, over all programmes; a name that was erased says so.
void show_person(const json::value& rows, Session&)
{
    if (rows.get_array().empty())
        return;
    const json::value& person = rows.get_array().front();
    const std::string name = text_of(person, "name");
    std::cout << fmt::format("{} ({})\n\n", name.empty() ? "(naam gewist)" : name, text_of(person, "person"));
    std::cout << fields_text(person.get_object(), {{"soort", "kind", As::word},
                                                   {"organisatie", "organisation_name"},
                                                   {"van voor Wijkdraad", "before_wijkdraad", As::yes}});
    std::cout << "\n"
              << table_text(list_of(person, "chairs"),
                            {{"programma", "programme_name"},
                             {"teamrol", "title"},
                             {"kernteam", "core", As::yes},
                             {"uren", "hours", As::number},
                             {"sinds", "from_date", As::date},
                             {"laatste dag", "last_day", As::date},
                             {"tot en met", "until_date", As::date}},
                            "Heeft nergens een teamrol.");
    if (const json::array& stands_in = list_of(person, "deputy_of"); !stands_in.empty())
        std::cout << "\nWaarnemer:\n"
                  << table_text(stands_in, {{"programma", "programme_name"}, {"teamrol", "title"}}, "");
    show_earlier_names(person);
}

// In the order of the log, with what the person typed.
void show_events(const json::value& answer)
{
    json::array rows;
    for (const json::value& event : list_of(answer, "events")) {
        json::object row = event.get_object();
        row["what"] = happening_text(text_of(event, "type"));
        row["by"] = member(event, "acted") == true ? "ja" : "";
        rows.push_back(std::move(row));
    }
    std::cout << "\nIn het logboek:\n"
              << table_text(rows,
                            {{"dag", "at", As::day},
                             {"programma", "programme"},
                             {"wat", "what"},
                             {"zelf gedaan", "by"},
                             {"getypt", "texts"}},
                            "Niets.");
    if (const std::int64_t hidden = number_of(answer, "hidden"); hidden > 0)
        std::cout << "\n"
                  << wrapped(
                         fmt::format("{} gaan over een huishouden van een team waar u niet bij hoort; vraag die aan "
                                     "dat team.",
                                     counted(hidden, "regel", "regels")),
                         "")
                  << "\n";
}

void show_export(const json::value& answer, Session& session)
{
    show_person(json::array{member(answer, "person")}, session);
    show_earlier_names(answer);
    if (const json::value& account = member(answer, "account"); account.is_object())
        std::cout << "\nAccount:\n"
                  << fields_text(account.get_object(), {{"inlognaam", "login"},
                                                        {"geopend", "opened_at", As::day},
                                                        {"gesloten", "closed_at", As::day}});
    std::cout << "\nTeksten over deze persoon:\n"
              << table_text(list_of(answer, "texts"),
                            {{"soort", "kind", As::word},
                             {"grond", "ground"},
                             {"bewaren tot", "keep_until", As::date},
                             {"tekst", "text"}},
                            "Geen.");
    show_events(answer);
}

}  // namespace

std::vector<Command> people_commands()
{
    return {
        {"person add",
         "Zet een persoon, team, bewonersgroep of organisatie erin.",
         "person add \"Fatima Bouzid\" --kind persoon --organisation persoon-2",
         {place("naam", "name", Kind::text, "hoe iedereen deze persoon of groep noemt"),
          one_of<domain::PersonKind>(option("--kind", "kind", Kind::word, "wat het is; anders een persoon")),
          person(option("--organisation", "organisation", Kind::id, "bij welke organisatie")),
          person(repeated(option("--member-of", "member_of", Kind::id, "van welk team of welke groep lid"))),
          option("--before", "before_wijkdraad", Kind::flag, "was er al van voor Wijkdraad")},
         sends("person.add"),
         says("Toegevoegd", "person", "{naam}[, bij {--organisation}][, lid van {--member-of}]")},
        {"person list", "Laat zien wie er zijn.", "person list", {}, asks("people"), show_people},
        {"person show",
         "Laat iemand zien, met de teamrollen in alle programma's.",
         "person show persoon-3",
         {person(place("persoon", "person", Kind::id, "wie"))},
         asks("person"),
         show_person},
        {"person export",
         "Laat alles zien wat hier over iemand staat: voor wie daarom vraagt. Met --json om mee te nemen.",
         "person export persoon-3 --json",
         {person(place("persoon", "person", Kind::id, "over wie"))},
         asks("person_export"),
         show_export},
        {"person correct",
         "Verbeter een naam die verkeerd staat of veranderd is. De vorige naam zien alleen die persoon en een "
         "beheerder.",
         "person correct persoon-3 --name \"Fatima Bouzidi\" --reason \"Verkeerd gespeld\"",
         {person(place("persoon", "person", Kind::id, "wie")),
          required(option("--name", "name", Kind::text, "hoe iedereen deze persoon of groep noemt")),
          option("--reason", "reason", Kind::text, "waarom")},
         sends("person.correct"),
         says("Verbeterd", "", "heet voortaan {--name}")},
        {"person forget",
         "Wis de naam en alle teksten over een persoon. Het nummer blijft, want de geschiedenis verwijst ernaar.",
         "person forget persoon-3",
         {person(place("persoon", "person", Kind::id, "van wie"))},
         sends("person.forget"),
         says("Gewist; schermen tonen voortaan (naam gewist)")},
    };
}

}  // namespace wd::cli
