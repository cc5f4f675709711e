// position, assignment, absence, team, continuity: who sits where, who leaves, who is away, and what hangs on whom.
// How the answers look stands in team_view.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/team_view.hpp"
#include "domain/commands.hpp"

#include <iostream>

namespace wd::cli {

namespace {

Parameter assignment_place()
{
    return of("bezetting", place("bezetting", "assignment", Kind::id, "wie er zit, bijvoorbeeld bezetting-12"));
}

// "luisteren" always, "rekenen@uitvoering" in one phase.
Result<json::value> add_position(Session& session, const Arguments& arguments)
{
    json::object data = arguments.data();
    json::array competences;
    if (arguments.has("--competence"))
        for (const json::value& typed : arguments.value("--competence").as_array()) {
            const std::string text{typed.as_string()};
            const std::size_t at = text.find('@');
            json::object competence{{"name", text.substr(0, at)}};
            if (at != std::string::npos)
                competence["phase"] = text.substr(at + 1);
            competences.push_back(std::move(competence));
        }
    if (!competences.empty())
        data["competences"] = std::move(competences);
    return session.send("position.add", std::move(data));
}

void show_chairs(const json::value& chairs, Session&)
{
    std::cout << table_text(chairs.get_array(),
                            {{"teamrol", "title"},
                             {"naam in de workflow", "role"},
                             {"kernteam", "core", As::yes},
                             {"van bewoners", "residents", As::yes},
                             {"bezetting", "assignment"},
                             {"wie", "person"},
                             {"naam", "person_name"},
                             {"sinds", "from_date", As::date}},
                            "Dit programma heeft geen teamrollen.");
}

void show_absences(const json::value& absences, Session&)
{
    std::cout << table_text(absences.get_array(),
                            {{"nummer", "absence"},
                             {"wie", "person"},
                             {"naam", "person_name"},
                             {"vanaf", "from_date", As::date},
                             {"tot en met", "until_date", As::date},
                             {"stand", "state", As::word}},
                            "Niemand is of was afwezig.");
}

std::vector<Command> position_commands()
{
    return {
        {"position add",
         "Zet een teamrol bij een programma, naast de rollen van de workflow.",
         "position add programma-1 --role energiecoach --title Energiecoach --hours 24 --competence luisteren",
         {programme_place(),
          required(option("--role", "role", Kind::text, "korte naam van de rol, bijvoorbeeld energiecoach")),
          required(option("--title", "title", Kind::text, "hoe de rol op het scherm heet")),
          option("--core", "core", Kind::flag, "hoort bij het kernteam"),
          option("--residents", "residents", Kind::flag, "is van bewoners; daar komt nooit iets te laat"),
          option("--hours", "hours", Kind::whole, "uren per week, van allen samen"),
          repeated(option("--competence", "", Kind::text,
                          "wat de rol vraagt; rekenen@uitvoering vraagt het alleen in die fase"))},
         add_position,
         says("De teamrol staat erbij", "position")},
        {"position list",
         "Laat de teamrollen van een programma zien, ook de onbezette.",
         "position list programma-1",
         {programme_place()},
         asks("positions"),
         show_chairs},
        {"position deputy",
         "Wijs een waarnemer aan: wie het werk van de rol doet als die leeg is of wie er zit weg is.",
         "position deputy programma-1 --role projectleider --person persoon-4",
         {programme_place(), required(option("--role", "role", Kind::text, "de naam van de teamrol in de workflow")),
          person(option("--person", "deputy", Kind::id, "wie waarneemt; zonder deze keuze is er geen waarnemer meer"))},
         sends("position.deputy"),
         says("De waarneming is vastgelegd")},
    };
}

std::vector<Command> assignment_commands()
{
    return {
        {"assignment start",
         "Zet iemand op een teamrol van een programma.",
         "assignment start programma-1 --role projectleider --person persoon-3 --from 2026-12-01 --hours 16",
         {programme_place(), required(option("--role", "role", Kind::text, "de naam van de teamrol in de workflow")),
          required(person(option("--person", "person", Kind::id, "wie de rol krijgt"))),
          option("--from", "from", Kind::date, "vanaf welke dag; anders vandaag"),
          option("--hours", "hours", Kind::whole, "uren per week; anders alle uren van de rol")},
         sends("assignment.start"),
         says("De teamrol is bezet", "assignment", "{--person} heeft de rol {--role}[, vanaf {--from}]")},
        {"assignment list",
         "Laat de teamrollen van een programma zien, ook de onbezette.",
         "assignment list programma-1",
         {programme_place()},
         asks("positions"),
         show_chairs},
        {"assignment announce-end",
         "Kondig aan dat iemand de rol verlaat. De overdracht begint dan, en er wordt een opvolger gezocht.",
         "assignment announce-end bezetting-12 --last-day 2027-01-31",
         {assignment_place(), required(option("--last-day", "last_day", Kind::date, "de laatste dag")),
          one_of<domain::LeaveKind>(option("--kind", "kind", Kind::word,
                                           "waarom er wordt overgedragen; nooit waarom "
                                           "iemand weggaat"))},
         sends("assignment.announce_end"),
         says("Het vertrek is aangekondigd; de overdracht is begonnen", "handover")},
        {"assignment end",
         "Leg vast dat iemand weg is, vandaag of eerder. Zonder aankondiging was het van de ene op de andere dag.",
         "assignment end bezetting-12 --last-day 2026-11-18",
         {assignment_place(), option("--last-day", "last_day", Kind::date, "de laatste dag; anders vandaag")},
         sends("assignment.end"),
         says("De bezetting is geëindigd")},
    };
}

std::vector<Command> absence_commands()
{
    return {
        {"absence add",
         "Leg vast dat iemand er niet is. Alleen data, nooit waarom.",
         "absence add programma-1 --person persoon-3 --from 2026-12-21 --until 2027-01-03",
         {programme_place(), required(person(option("--person", "person", Kind::id, "wie er niet is"))),
          required(option("--from", "from", Kind::date, "de eerste dag")),
          option("--until", "until", Kind::date, "de laatste dag; anders tot nader bericht")},
         sends("absence.add"),
         says("De afwezigheid is vastgelegd; werk gaat zolang naar de waarnemer, als die er is", "absence")},
        {"absence end",
         "Leg vast dat iemand er weer is.",
         "absence end afwezigheid-12",
         {of("afwezigheid", place("afwezigheid", "absence", Kind::id, "welke afwezigheid")),
          option("--until", "until", Kind::date, "de laatste dag weg; anders gisteren")},
         sends("absence.end"),
         says("Weer aanwezig")},
        {"absence list",
         "Laat zien wie er niet is of was. Alleen data.",
         "absence list programma-1",
         {programme_place(), person(option("--person", "person", Kind::id, "alleen van deze persoon"))},
         asks("absences"),
         show_absences},
    };
}

std::vector<Command> team_questions()
{
    return {
        {"team show",
         "Laat het team zien: wie waar zit, wie weggaat, wie waarneemt en welke rol leeg is.",
         "team show programma-1",
         {programme_place()},
         asks("team"),
         show_team},
        {"person lost",
         "Wat gaat verloren als deze persoon morgen vertrekt? Taken, toezeggingen, contacten, besluiten en vragen.",
         "person lost persoon-3 --on 2026-11-20",
         {person(place("persoon", "person", Kind::id, "om wie het gaat")),
          option("--on", "on", Kind::date, "op welke dag; anders vandaag"),
          of("programma", option("--programme", "programme", Kind::id, "alleen in dit programma"))},
         asks("what_is_lost"),
         show_lost,
         {},
         "Dit gaat over één persoon. Van zichzelf ziet iedereen het overal; van een ander zien het kernteam en de "
         "opdrachtgever het voor hun eigen programma, en wie daar een overdracht beoordeelt."},
        {"continuity show",
         "Laat zien hoe het team bij elkaar blijft: verloop, onbezette dagen, overdrachten, en wat aan één persoon "
         "hangt.",
         "continuity show --programme programma-1",
         {of("programma", option("--programme", "programme", Kind::id, "van één programma")),
          option("--municipality", "municipality", Kind::text,
                 "van alle programma's van een gemeente, bijvoorbeeld "
                 "GM0505")},
         asks("continuity"),
         show_continuity,
         {},
         "De maten gaan over rollen en nooit over personen; wie vraagt, ziet daarnaast alleen wat bij hemzelf ligt. Ze "
         "zeggen iets over hoe kwetsbaar het werk is, niet over hoe goed iemand het doet. Met --json staan alle maten "
         "er "
         "in, ook per rol en per jaar."},
    };
}

}  // namespace

std::vector<Command> team_commands()
{
    std::vector<Command> list;
    for (auto part : {position_commands, assignment_commands, absence_commands, team_questions})
        for (Command& command : part())
            list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
