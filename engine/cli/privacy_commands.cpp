// privacy, retention and erase: what is kept about people longer than was agreed, what is decided about it, and one text that goes.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/ids.hpp"

#include <iostream>

namespace wd::cli {

namespace {

void show_kind(std::string_view title, const json::array& rows, const std::vector<Column>& columns)
{
    if (!rows.empty())
        std::cout << title << ":\n" << table_text(rows, columns, "") << "\n";
}

void show_due(const json::value& due, Session&)
{
    json::array households = list_of(due, "households");
    for (json::value& row : households)
        row.get_object()["runs"] = text_of(member(row, "runs"), "text");
    const std::vector<Column> entries{
        {"programma", "programme_name"}, {"regel", "entry"}, {"sinds", "since", As::date}};
    show_kind("Teksten over huishoudens, voor het team zelf", households,
              {{"programma", "programme_name"}, {"team", "team_name"}, {"afgelopen begeleidingen", "runs"}});
    show_kind("Berichten van buiten", list_of(due, "signals"), entries);
    show_kind("Notities van reflecties", list_of(due, "reflections"),
              {{"programma", "programme_name"}, {"taak", "task"}, {"sinds", "since", As::date}});
    show_kind("Contacten", list_of(due, "contacts"), entries);
    show_kind("Logboeken", list_of(due, "journals"),
              {{"programma", "programme_name"}, {"regels", "lines", As::number}, {"gestopt", "since", As::date}});
    show_kind("Namen van mensen die nergens meer een rol hebben", list_of(due, "people"),
              {{"nummer", "person"}, {"naam", "person_name"}, {"laatste dag", "since", As::date}});
    std::cout
        << wrapped(
               "Wat hier niet staat, is binnen zijn termijn (settings show). Niets verdwijnt vanzelf: bekijk deze "
               "lijst met wie het aangaat, en wis dan wat weg kan (person forget, contact remove, erase).",
               "")
        << "\n";
}

// What a line is about, in one cell.
std::string subject_of(const json::value& line)
{
    for (const std::string_view key : {"entry", "task", "person", "programme"})
        if (const std::string id = text_of(line, key); !id.empty()) {
            const std::string name = text_of(line, "person_name");
            return key == "person" && !name.empty() ? fmt::format("{} ({})", name, id) : id;
        }
    return "";
}

void show_retention_list(const json::value& answer, Session&)
{
    std::cout << table_text(list_of(answer, "nights"),
                            {{"lijst van", "day", As::date},
                             {"teams", "household", As::number},
                             {"berichten", "signal", As::number},
                             {"reflecties", "reflection", As::number},
                             {"contacten", "contact", As::number},
                             {"logboeken", "journal", As::number},
                             {"namen", "person", As::number}},
                            "Er is nog nooit iets langer bewaard dan de termijn.");
    json::array lines = list_of(answer, "lines");
    if (lines.empty())
        return;
    for (json::value& line : lines)
        line.get_object()["subject"] = subject_of(line);
    std::cout << "\n"
              << table_text(lines,
                            {{"nr.", "line"},
                             {"lijst van", "day", As::date},
                             {"soort", "kind", As::word},
                             {"programma", "programme_name"},
                             {"wat", "subject"},
                             {"stand", "state", As::word},
                             {"bewaren tot en met", "kept_until", As::date},
                             {"waarom", "reason"},
                             {"gewist", "erased_at", As::day}},
                            "")
              << "\n"
              << wrapped(
                     "Niets verdwijnt vanzelf. Wat open staat, wordt gewist (erase, contact remove, person forget; van "
                     "een huishouden "
                     "door het team) of langer bewaard, met de reden (retention keep).",
                     "")
              << "\n";
}

Result<json::value> erase(Session& session, const Arguments& arguments)
{
    const std::string number = arguments.text("nummer");
    json::object data = arguments.data();
    if (parse_id<domain::EntryTag>(number))
        data["entry"] = arguments.value("nummer");
    else if (parse_id<domain::TaskTag>(number))
        data["task"] = arguments.value("nummer");
    else
        return refusal(Errc::invalid, "'{}' is geen regel en geen taak; schrijf bijvoorbeeld regel-7 of taak-12",
                       number);
    return session.send("text.erase", std::move(data));
}

// What went, and what nobody should think went too.
void show_erased(const json::value& answer, Session&)
{
    std::cout << "Gewist:\n"
              << table_text(list_of(answer, "erased"), {{"veld", "field"}, {"teksten", "texts", As::number}}, "");
    std::cout << "\nDit staat er nog:\n";
    for (const json::value& sentence : list_of(answer, "stands"))
        std::cout << bulleted(std::string_view{sentence.get_string()}, "  ") << "\n";
}

}  // namespace

std::vector<Command> privacy_commands()
{
    return {{"privacy due",
             "Laat zien wat over mensen langer is bewaard dan de termijn.",
             "privacy due",
             {},
             asks("retention_due"),
             show_due},
            {"retention list",
             "Laat per nacht zien wat langer is bewaard dan afgesproken, en wat daarover is besloten.",
             "retention list",
             {},
             asks("retention_list"),
             show_retention_list},
            {"retention keep",
             "Bewaar iets van de lijst langer, en zeg waarom. Daarna komt het opnieuw op de lijst.",
             "retention keep 812 --until 2027-06-01 --reason \"Er loopt een klacht\"",
             {place("nummer", "line", Kind::whole, "het nummer op de lijst van retention list"),
              required(option("--until", "until", Kind::date, "tot en met welke dag")),
              required(option("--reason", "reason", Kind::text, "waarom"))},
             sends("retention.keep"),
             says("Blijft bewaard", "", "tot en met {--until}")},
            {"erase",
             "Wis voorgoed wat in een regel of bij een taak getypt is, ook de tekst van voor een verbetering. Dat mag "
             "wie het "
             "schreef of een beheerder, en over een huishouden alleen het team. Wat ernaar verwijst, blijft.",
             "erase regel-7 --field text",
             {place("nummer", "", Kind::text, "waar de tekst staat: regel-7 of taak-12"),
              option("--field", "field", Kind::text, "alleen dit veld of deze vraag; anders alles")},
             erase,
             show_erased}};
}

}  // namespace wd::cli
