// status, log, explain and search: how it stands, what happened, why, and where it was.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/event_words.hpp"
#include "cli/names.hpp"
#include "cli/programme_view.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/ids.hpp"
#include "domain/words.hpp"

#include <iostream>
#include <set>

namespace wd::cli {

namespace {

constexpr std::int64_t log_lines = 1'000;

// The first thing a run waits for, and how much more there is.
std::string in_short(const json::value& run)
{
    if (const std::string why = stuck_text(run); !why.empty())
        return why;
    const json::array& waiting = list_of(run, "waiting_for");
    if (waiting.empty())
        return {};
    const std::string first = text_of(waiting.front(), "text");
    return waiting.size() == 1 ? first : fmt::format("{} (en nog {})", first, waiting.size() - 1);
}

void show_status(const json::value& runs, Session&)
{
    json::array rows;
    int stuck = 0;
    for (const json::value& run : runs.get_array()) {
        json::object row = run.get_object();
        stuck += row.contains("cannot_move_because") ? 1 : 0;
        row["waits"] = in_short(run);
        if (number_of(run, "generation") == 1)
            row["generation"] = nullptr;  // worth a column only when something was repeated
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"programma", "name"},
                             {"loop", "run"},
                             {"fase", "phase_title"},
                             {"hoeveelste keer", "generation", As::number},
                             {"sinds", "since", As::day},
                             {"volgende datum", "next_date", As::date},
                             {"waar het op wacht", "waits"}},
                            "Er loopt nu niets.");
    if (!rows.empty())
        std::cout << fmt::format("\n{} lopend, {} kan niet verder. Meer: wijkdraad explain PROGRAMMA\n", rows.size(),
                                 stuck);
}

// --- log

// The question after `events`, when they filled the answer. Within one stream the numbers count; over all programmes the places.
json::object after(const json::array& events, json::object with)
{
    const bool of_one = with.contains("programme") || with.contains("stream");
    with["after"] = number_of(events.back(), of_one ? "pseq" : "seq");
    return with;
}

// What is asked, and the first page of the answer. A program gets all unless it says how many, page by page.
Result<json::value> read_log(Session& session, const Arguments& arguments)
{
    json::object with = arguments.data();
    if (!arguments.has("--limit"))
        with["limit"] = log_lines;
    if (arguments.has("--installation"))
        with["stream"] = "installation";
    if (!session.options().json)
        with["words"] = "nl";
    if (const std::string programme = arguments.text("programma"); !programme.empty())
        if (const Result<json::value> found = find_programme(session, programme); !found)
            return found.error();
    Result<json::value> events = session.ask("log", with);
    if (!events)
        return events;
    return json::value(
        json::object{{"with", std::move(with)}, {"events", std::move(*events)}, {"all", !arguments.has("--limit")}});
}

bool is_full(const json::value& page)
{
    const json::array& events = list_of(page, "events");
    return !events.empty() && static_cast<std::int64_t>(events.size()) == number_of(member(page, "with"), "limit");
}

// "Hier staan er 1.000, en er is meer. Verder lezen: wijkdraad log programma-1 --after 1000"; "" when this was all.
std::string further_text(const json::value& page, Session& session)
{
    if (!is_full(page))
        return {};
    json::object with = after(list_of(page, "events"), member(page, "with").as_object());
    const std::int64_t place = number_of(with, "after");
    with["limit"] = 1;
    const Result<json::value> next = session.ask("log", with);
    if (!next || next->get_array().empty())
        return {};
    std::string words = "wijkdraad log";
    if (const std::string programme = text_of(with, "programme"); !programme.empty())
        words += ' ' + programme;
    if (with.contains("stream"))
        words += " --installation";
    return fmt::format("\nHier staan er {}, en er is meer. Verder lezen: {} --after {}\n",
                       number_text(static_cast<std::int64_t>(list_of(page, "events").size())), words, place);
}

void show_log(const json::value& page, Session& session)
{
    const json::array& events = list_of(page, "events");
    std::set<std::string> programmes;
    std::set<std::string> runs;
    for (const json::value& event : events) {
        programmes.insert(text_of(event, "programme"));
        if (const std::string run = text_of(event, "run"); !run.empty())
            runs.insert(run);
    }
    json::array rows;
    for (const json::value& event : events) {
        json::object row = event.get_object();
        row["happened"] = happening_text(text_of(event, "type"));
        row["what"] = details_text(event);
        row["actor"] = actor_text(text_of(event, "actor"), text_of(event, "actor_name"));
        if (text_of(event, "type") == "step.opened" && member(member(event, "data"), "task").is_int64())
            row["happened"] = happening_text("task.added");
        if (programmes.size() == 1)
            row["programme"] = nullptr;
        if (runs.size() == 1)
            row["run"] = nullptr;
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nr", "pseq"},
                             {"dag", "at", As::day},
                             {"programma", "programme"},
                             {"loop", "run"},
                             {"gebeurtenis", "happened"},
                             {"door", "actor"},
                             {"wat", "what"}},
                            "Na dit punt gebeurde er nog niets.");
    std::cout << further_text(page, session);
}

void print_lines(const json::array& events)
{
    for (const json::value& event : events)
        std::cout << json::serialize(event) << "\n";
}

void show_log_lines(const json::value& first, Session& session)
{
    print_lines(list_of(first, "events"));
    if (!member(first, "all").as_bool())
        return;
    json::value page = first;
    while (is_full(page)) {
        json::object with = after(list_of(page, "events"), member(page, "with").as_object());
        Result<json::value> events = session.ask("log", with);
        if (!events)
            throw StoreFailure(events.error().code, events.error().message);
        print_lines(events->get_array());
        page = json::object{{"with", std::move(with)}, {"events", std::move(*events)}};
    }
}

// --- search

void show_hits(const json::value& hits, Session&)
{
    json::array rows = hits.get_array();
    for (json::value& row : rows)
        for (const std::string_view key : {"area", "task", "position", "entry", "programme"})
            if (json::value id = member(row, key); !id.is_null())
            {  // a copy: what is put in the row moves the rest of it
                row.get_object()["id"] = std::move(id);
                break;
            }
    std::cout << table_text(rows,
                            {{"soort", "kind", As::word},
                             {"naam of titel", "title"},
                             {"datum", "date", As::date},
                             {"nummer", "id"},
                             {"programma", "programme_name"}},
                            "Niets gevonden.");
}

// --- explain

Result<json::value> explain_programme(Session& session, const std::string& number)
{
    if (const Result<json::value> programme = find_programme(session, number); !programme)
        return programme.error();
    return session.ask("status", {{"programme", number}});
}

Result<json::value> explain_what(Session& session, const Arguments& arguments)
{
    const std::string typed = arguments.text("nummer");
    if (parse_id<domain::ProgrammeTag>(typed) && typed.find('-') != std::string::npos)
        return explain_programme(session, typed);
    if (parse_id<domain::TaskTag>(typed))
        return session.ask("explain", {{"task", typed}});
    if (parse_id<domain::RunTag>(typed))
        return session.ask("explain", {{"run", typed}});
    const Result<json::value> programmes = session.ask("programmes", {});
    if (!programmes)
        return programmes.error();
    const Result<std::string> number = find_programme_named(programmes->get_array(), typed);
    if (!number)
        return refusal(number.error().code, "{}; van een loop of taak het nummer: loop-3, taak-12",
                       number.error().message);
    return explain_programme(session, *number);
}

void show_choices(const json::array& choices)
{
    for (const json::value& choice : choices) {
        std::cout << fmt::format("\n{}, {}\n", day_text(member(choice, "at")), text_of(choice, "where"));
        for (const json::value& fact : list_of(choice, "looked_at"))
            std::cout << wrapped(text_of(fact, "told"), "  ") << "\n";
        if (list_of(choice, "looked_at").empty())
            std::cout << wrapped(text_of(choice, "because"), "  ") << "\n";
        if (const std::string followed = text_of(choice, "followed"); !followed.empty())
            std::cout << wrapped(followed, "  ") << "\n";
    }
}

void show_explanation(const json::value& answer, Session&)
{
    if (answer.is_array()) {
        for (const json::value& run : answer.get_array())
            std::cout << fmt::format("{}, {} ({}), fase {}, staat zo sinds {}:\n{}", text_of(run, "name"),
                                     text_of(run, "workflow_title"), text_of(run, "run"), text_of(run, "phase_title"),
                                     day_text(member(run, "since")), waiting_text(run, "  "));
        if (answer.get_array().empty())
            std::cout << "In dit programma loopt niets.\n";
        return;
    }
    for (const json::value& sentence : list_of(answer, "why"))
        std::cout << wrapped(cell_text(sentence, As::text), "") << "\n";
    // For a task the sentences tell its choices as well.
    if (member(answer, "opened").is_null())
        show_choices(list_of(answer, "choices"));
    if (list_of(answer, "why").empty() && list_of(answer, "choices").empty())
        std::cout << "Hier viel nog geen keuze.\n";
}

}  // namespace

std::vector<Command> look_commands()
{
    const auto perhaps = [](Parameter parameter) {
        parameter.need = Need::optional;
        return parameter;
    };
    return {
        {"status",
         "Laat van alles wat loopt zien waar het op wacht, of waarom het niet verder kan.",
         "status --data build/demo",
         {perhaps(programme_place())},
         asks("status"),
         show_status,
         {},
         "De volgende datum (next_date) is de eerste dag vanaf vandaag waarop iets klaar moet zijn of vanzelf gebeurt. "
         "Wat klaar\n"
         "had moeten zijn, zegt dat zelf en heeft in waiting_for \"late\": true. Wat aan bewoners is gevraagd, is "
         "nooit te laat."},
        {"log",
         "Laat zien wat er gebeurde, het oudste eerst. Met --json alles, één gebeurtenis per regel.",
         "log programma-1 --after 100 --limit 50",
         {perhaps(programme_place()),
          option("--installation", "", Kind::flag,
                 "wat bij geen programma hoort: mensen, workflows, instellingen en lotingen"),
          option("--after", "after", Kind::whole, "alleen wat na dit nummer kwam"),
          option("--limit", "limit", Kind::whole, "hoogstens zo veel; anders op het scherm 1000, met --json alles")},
         read_log,
         show_log,
         show_log_lines},
        {"explain",
         "Leg uit waarom een stap er is en waarom een keuze zo viel, met de gegevens die meetelden.",
         "explain taak-12",
         {place("nummer", "", Kind::text,
                "programma-1 of de naam van een programma: waar het op wacht; loop-3 of taak-12: waarom")},
         explain_what,
         show_explanation},
        {"search",
         "Zoek op een stuk van een naam of titel: programma's, gebieden, taken, teamrollen, documenten en "
         "toezeggingen.",
         "search bewonersavond",
         {place("tekst", "text", Kind::text, "een stuk van de naam of titel; hoofdletters maken niet uit")},
         asks("search"),
         show_hits},
    };
}

}  // namespace wd::cli
