// Programmes for people. See programme_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/programme_view.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"

#include <iostream>

namespace wd::cli {

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
         {std::pair{"phases", "phases"}, std::pair{"positions", "positions"}, std::pair{"runs", "status"}})
    {
        const Result<json::value> part = session.ask(question, arguments.data());
        if (!part)
            return part.error();
        page[key] = *part;
    }
    return json::value(std::move(page));
}

std::string waiting_text(const json::value& run, std::string_view indent)
{
    if (const std::string why = text_of(run, "cannot_move_because"); !why.empty())
        return wrapped(why, indent) + "\n";
    std::string text;
    for (const json::value& line : list_of(run, "waiting_for")) {
        std::string sentence = text_of(line, "text");
        if (const std::string task = text_of(line, "task"); !task.empty())
            sentence += fmt::format(" ({})", task);
        if (const std::string until = text_of(line, "until"); !until.empty())
            sentence += fmt::format(", {}", date_text(until));
        text += wrapped(sentence, indent) + "\n";
    }
    return text;
}

void show_programme_page(const json::value& page, Session&)
{
    const json::value& programme = member(page, "programme");
    std::cout << fmt::format("{} ({})\n\n", text_of(programme, "name"), text_of(programme, "programme"));
    std::cout << fields_text(programme.get_object(), {{"stand", "state", As::word},
                                                      {"gemeenten", "municipalities"},
                                                      {"opdrachtgever", "commissioner_name"},
                                                      {"begonnen", "started_at", As::day},
                                                      {"staat stil sinds", "paused_since", As::date},
                                                      {"waarom stil", "pause_reason"},
                                                      {"gestopt op", "stopped_on", As::date},
                                                      {"waarom gestopt", "stop_reason"},
                                                      {"open taken", "tasks_open", As::number},
                                                      {"afgeronde taken", "tasks_done", As::number},
                                                      {"stemmingen", "votes_closed", As::number}});
    std::cout << "\nFasen\n"
              << table_text(list_of(page, "phases"),
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
        std::cout << fmt::format("{} ({}), fase {}:\n{}", text_of(run, "run"), text_of(run, "workflow"),
                                 text_of(run, "phase"), waiting_text(run, "  "));
    if (list_of(page, "runs").empty())
        std::cout << "Er loopt niets meer.\n";
}

void show_programmes(const json::value& programmes, Session&)
{
    std::cout << table_text(programmes.get_array(),
                            {{"nummer", "programme"},
                             {"naam", "name"},
                             {"stand", "state", As::word},
                             {"gemeenten", "municipalities"},
                             {"begonnen", "started_at", As::day},
                             {"open taken", "tasks_open", As::number},
                             {"afgerond", "tasks_done", As::number},
                             {"stemmingen", "votes_closed", As::number}},
                            "Er zijn nog geen programma's. Begin er een met: wijkdraad programme create");
}

void show_runs(const json::value& runs, Session&)
{
    std::cout << table_text(runs.get_array(),
                            {{"nummer", "run"},
                             {"programma", "programme_name"},
                             {"workflow", "workflow"},
                             {"stand", "state", As::word},
                             {"fase", "phase"},
                             {"hoeveelste keer", "generation", As::number},
                             {"hoort bij", "parent"},
                             {"open stappen", "steps_open", As::number},
                             {"laatst verder op", "moved_at", As::day}},
                            "Er loopt niets.");
}

void show_resume(const json::value& answer, Session&)
{
    if (const json::value* timers = answer.is_object() ? answer.get_object().if_contains("timers") : nullptr) {
        std::cout << table_text(timers->is_array() ? timers->get_array() : json::array{},
                                {{"wat", "path"}, {"was", "before", As::date}, {"wordt", "after", As::date}},
                                "Er verandert geen enkele datum.");
        std::cout << "\nEr is nog niets veranderd. Verdergaan met deze data: voeg --confirm toe.\n";
        return;
    }
    std::cout << "Het programma loopt weer.\n";
}

}  // namespace wd::cli
