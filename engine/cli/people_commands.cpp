// person and assignment: who there are, and which chair each holds.
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
    std::cout << table_text(people.get_array(),
                            {{"nummer", "person"},
                             {"naam", "name"},
                             {"soort", "kind", As::word},
                             {"organisatie", "organisation_name"},
                             {"van voor Wijkdraad", "before_wijkdraad", As::yes}},
                            "Er staat nog niemand in. Voeg iemand toe met: wijkdraad person add NAAM");
}

void show_chairs(const json::value& chairs, Session&)
{
    std::cout << table_text(chairs.get_array(),
                            {{"teamrol", "title"},
                             {"naam in de workflow", "role"},
                             {"kernteam", "core", As::yes},
                             {"van bewoners", "residents", As::yes},
                             {"wie", "person"},
                             {"naam", "person_name"},
                             {"sinds", "from_date", As::date}},
                            "Dit programma heeft geen teamrollen.");
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
        {"assignment start",
         "Zet iemand op een teamrol van een programma.",
         "assignment start programma-1 --role projectleider --person persoon-3 --from 2026-12-01",
         {programme_place(), required(option("--role", "role", Kind::text, "de naam van de teamrol in de workflow")),
          required(person(option("--person", "person", Kind::id, "wie de rol krijgt"))),
          option("--from", "from", Kind::date, "vanaf welke dag; anders vandaag")},
         sends("assignment.start"),
         says("De teamrol is bezet", "assignment", "{--person} heeft de rol {--role}[, vanaf {--from}]")},
        {"assignment list",
         "Laat de teamrollen van een programma zien, ook de onbezette.",
         "assignment list programma-1",
         {programme_place()},
         asks("positions"),
         show_chairs},
    };
}

}  // namespace wd::cli
