// person: who there are. What hangs on them stands in team_commands.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/commands.hpp"

#include <iostream>

namespace wd::cli {

namespace {

Parameter person(Parameter parameter)
{
    return of("persoon", std::move(parameter));
}

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
        {"person forget",
         "Wis de naam en alle teksten over een persoon. Het nummer blijft, want de geschiedenis verwijst ernaar.",
         "person forget persoon-3",
         {person(place("persoon", "person", Kind::id, "van wie"))},
         sends("person.forget"),
         says("Gewist; schermen tonen voortaan (naam gewist)")},
    };
}

}  // namespace wd::cli
