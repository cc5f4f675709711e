// Programmes for people. See programme_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/programme_view.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"

#include <iostream>
#include <map>
#include <set>

namespace wd::cli {

namespace {

// The row of a programme or run with its state as people say it: what is open, goes on.
json::object in_words(const json::value& row)
{
    json::object shown = row.get_object();
    const std::string state = text_of(row, "state");
    shown["state"] = state == "open"    ? "loopt"
                     : state == "stuck" ? "kan niet verder"
                                        : cell_text(member(row, "state"), As::word);
    return shown;
}

// Whether a programme in which nothing runs came to its end: work was done, and none is left.
bool is_finished(const json::value& programme)
{
    return text_of(programme, "state") == "open" && number_of(programme, "tasks_open") == 0 &&
           number_of(programme, "tasks_done") > 0;
}

// The phases with titles; the number of the run and how often only where they tell something.
json::array phase_rows(const json::value& page)
{
    std::map<std::string, std::string> titles;
    std::set<std::string> runs;
    for (const json::value& phase : list_of(page, "phases")) {
        titles[text_of(phase, "phase")] = text_of(phase, "title");
        runs.insert(text_of(phase, "run"));
    }
    json::array rows;
    for (const json::value& phase : list_of(page, "phases")) {
        json::object row = phase.get_object();
        if (const auto title = titles.find(text_of(phase, "to_phase")); title != titles.end())
            row["to_phase"] = title->second;
        if (runs.size() == 1)
            row["run"] = nullptr;
        if (number_of(phase, "generation") == 1)
            row["generation"] = nullptr;
        rows.push_back(std::move(row));
    }
    return rows;
}

// "GM0010 → GM1979 vanaf 1 jan 2021" for each code that another took over; without the other when that cannot be told.
std::vector<std::string> earlier_codes(const json::array& codes)
{
    std::vector<std::string> told;
    for (const json::value& code : codes) {
        const std::string until = text_of(code, "until_date");
        if (until.empty())
            continue;
        std::vector<std::string> next;
        for (const json::value& other : codes)
            if (text_of(other, "from_date") == until)
                next.push_back(text_of(other, "code"));
        told.push_back(next.size() == 1
                           ? fmt::format("{} → {} vanaf {}", text_of(code, "code"), next.front(), date_text(until))
                           : fmt::format("{} tot {}", text_of(code, "code"), date_text(until)));
    }
    return told;
}

}  // namespace

Result<json::value> find_programme(Session& session, const std::string& number)
{
    const Result<json::value> rows = session.ask("programme", {{"programme", number}});
    if (!rows)
        return rows.error();
    if (rows->get_array().empty())
        return refusal(Errc::not_found, "{} bestaat niet; kijk met: wijkdraad programme list", number);
    return rows->get_array().front();
}

Result<json::value> load_programme_page(Session& session, const Arguments& arguments)
{
    const Result<json::value> programme = find_programme(session, arguments.text("programma"));
    if (!programme)
        return programme.error();
    json::object page{{"programme", *programme}};
    for (const auto& [key, question] :
         {std::pair{"phases", "phases"}, std::pair{"positions", "positions"}, std::pair{"runs", "status"},
          std::pair{"codes", "programme_codes"}, std::pair{"lessons", "programme_lessons"}})
    {
        const Result<json::value> part = session.ask(question, arguments.data());
        if (!part)
            return part.error();
        page[key] = *part;
    }
    return json::value(std::move(page));
}

std::string stuck_text(const json::value& run)
{
    const std::string told = text_of(run, "cannot_move_told");
    return told.empty() ? text_of(run, "cannot_move_because") : told;
}

std::string waiting_text(const json::value& run, std::string_view indent)
{
    if (const std::string why = stuck_text(run); !why.empty())
        return wrapped(why, indent) + "\n";
    std::string text;
    for (const json::value& line : list_of(run, "waiting_for")) {
        std::string sentence = text_of(line, "text");
        if (const std::string task = text_of(line, "task"); !task.empty())
            sentence += fmt::format(" ({})", task);
        const bool late = member(line, "late").is_bool();  // then the sentence names the day itself
        if (const std::string until = text_of(line, "until"); !until.empty() && !late)
            sentence += fmt::format(", {} {}", text_of(line, "task").empty() ? "op" : "uiterlijk", date_text(until));
        text += bulleted(sentence, indent) + "\n";
    }
    return text;
}

void show_programme_page(const json::value& page, Session&)
{
    json::object programme = in_words(member(page, "programme"));
    if (list_of(page, "runs").empty() && is_finished(member(page, "programme")))
        programme["state"] = "afgerond";
    std::cout << fmt::format("{} ({})\n\n", text_of(programme, "name"), text_of(programme, "programme"));
    programme["earlier_codes"] = fmt::format("{}", fmt::join(earlier_codes(list_of(page, "codes")), ", "));
    std::cout << fields_text(programme, {{"stand", "state"},
                                         {"gemeenten", "municipalities"},
                                         {"andere code", "earlier_codes"},
                                         {"opdrachtgever", "commissioner_name"},
                                         {"begonnen", "started_at", As::day},
                                         {"staat stil sinds", "paused_since", As::date},
                                         {"waarom stil", "pause_reason"},
                                         {"gestopt op", "stopped_on", As::date},
                                         {"waarom gestopt", "stop_reason"},
                                         {"open taken", "tasks_open", As::number},
                                         {"afgeronde taken", "tasks_done", As::number},
                                         {"stemmingen", "votes_closed", As::number}});
    if (!list_of(page, "lessons").empty())
        std::cout << "\nWat ervan geleerd is\n";
    for (const json::value& lesson : list_of(page, "lessons"))
        std::cout << bulleted(text_of(lesson, "text").empty() ? "(gewist)" : text_of(lesson, "text"), "  ") << "\n";
    std::cout << "\nFasen\n"
              << table_text(phase_rows(page),
                            {{"loop", "run"},
                             {"fase", "title"},
                             {"hoeveelste keer", "generation", As::number},
                             {"begon", "opened_at", As::day},
                             {"klaar", "closed_at", As::day},
                             {"hoe geëindigd", "how", As::word},
                             {"naar", "to_phase"}},
                            "Er is nog geen fase begonnen.");
    std::cout << "\nTeamrollen\n"
              << table_text(list_of(page, "positions"),
                            {{"rol", "title"},
                             {"kernteam", "core", As::yes},
                             {"wie", "person_name"},
                             {"sinds", "from_date", As::date}},
                            "Er zijn geen teamrollen.");
    std::cout << "\nWaar wacht het op?\n";
    for (const json::value& run : list_of(page, "runs"))
        std::cout << fmt::format("{} ({}), fase {}:\n{}", text_of(run, "workflow_title"), text_of(run, "run"),
                                 text_of(run, "phase_title"), waiting_text(run, "  "));
    if (list_of(page, "runs").empty())
        std::cout << "Er loopt niets meer.\n";
}

void show_programmes(const json::value& programmes, Session& session)
{
    std::set<std::string> going;
    const Result<json::value> runs = session.ask("runs", {});
    if (runs)
        for (const json::value& run : runs->get_array())
            going.insert(text_of(run, "programme"));
    json::array rows;
    for (const json::value& programme : programmes.get_array()) {
        json::object row = in_words(programme);
        if (runs && !going.contains(text_of(programme, "programme")) && is_finished(programme))
            row["state"] = "afgerond";
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nummer", "programme"},
                             {"naam", "name"},
                             {"stand", "state"},
                             {"gemeenten", "municipalities"},
                             {"begonnen", "started_at", As::day},
                             {"open taken", "tasks_open", As::number},
                             {"afgerond", "tasks_done", As::number},
                             {"stemmingen", "votes_closed", As::number}},
                            "Er zijn nog geen programma's. Begin er een met: wijkdraad programme create");
}

void show_runs(const json::value& runs, Session& session)
{
    // The titles stand in the answer on how it goes.
    std::map<std::string, std::string> phases;
    if (const Result<json::value> status = session.ask("status", {}); status)
        for (const json::value& run : status->get_array())
            phases[text_of(run, "run")] = text_of(run, "phase_title");
    json::array rows;
    for (const json::value& run : runs.get_array()) {
        json::object row = in_words(run);
        if (const auto title = phases.find(text_of(run, "run")); title != phases.end())
            row["phase"] = title->second;
        if (number_of(run, "generation") == 1)
            row["generation"] = nullptr;
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nummer", "run"},
                             {"programma", "programme_name"},
                             {"workflow", "workflow"},
                             {"stand", "state"},
                             {"fase", "phase"},
                             {"hoeveelste keer", "generation", As::number},
                             {"hoort bij", "parent"},
                             {"open stappen", "steps_open", As::number},
                             {"laatst verder op", "moved_at", As::day}},
                            "Er loopt niets.");
}

void show_resume(const json::value& answer, Session&)
{
    if (answer.is_object() && answer.get_object().contains("timers")) {
        json::array rows;
        for (const json::value& timer : list_of(answer, "timers")) {
            json::object row = timer.get_object();
            if (text_of(timer, "title").empty())
                row["title"] = row.at("path");
            rows.push_back(std::move(row));
        }
        std::cout << table_text(
            rows,
            {{"was", "before", As::date}, {"wordt", "after", As::date}, {"soort", "timer", As::word}, {"wat", "title"}},
            "Er verandert geen enkele datum.");
        std::cout << "\nEr is nog niets veranderd. Verdergaan met deze data: voeg --confirm toe.\n";
        return;
    }
    std::cout << "Het programma loopt weer.\n";
}

}  // namespace wd::cli
