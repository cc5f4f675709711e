// A task for people. See task_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/task_view.hpp"

#include "cli/form_answers.hpp"
#include "cli/render.hpp"
#include "domain/access.hpp"

#include <iostream>

namespace wd::cli {

namespace {

void show_how_to_answer(const json::value& task)
{
    const std::optional<domain::StepKind> kind = find_enum<domain::StepKind>(text_of(task, "kind"));
    const std::string state = text_of(task, "state");
    if (!kind || !find_enum<domain::TaskState>(state))
        return;
    const std::string_view command = domain::command_for(*kind);
    std::cout << fmt::format("\nBeantwoorden: wijkdraad {} {} …  (uitleg: wijkdraad {} --help)\n", command,
                             text_of(task, "task"), command);
    if (*kind == domain::StepKind::reflection)
        std::cout << fmt::format("Overslaan:    wijkdraad reflection skip {} --reason \"waarom in één zin\"\n",
                                 text_of(task, "task"));
}

std::string answer_text(const json::value& answer)
{
    if (const std::string shown = text_of(answer, "shown"); !shown.empty())
        return shown;
    const json::value& value = member(answer, "value");
    const std::string kind = text_of(answer, "kind");
    if (kind == "yes_no" && value.is_bool())
        return value.get_bool() ? "ja" : "nee";
    if (kind == "money")
        return cell_text(value, As::euro);
    if (kind == "per_mille")
        return cell_text(value, As::per_mille);
    if (kind == "date")
        return cell_text(value, As::date);
    return value.is_null() ? "(gewist)" : cell_text(value, kind == "count" ? As::number : As::text);
}

void show_answers(const json::value& task)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const json::value& answer : list_of(task, "answers"))
        if (const std::string role = text_of(answer, "role"); !role.empty())
            std::cout << fmt::format("  {} zei: {}\n",
                                     text_of(answer, "role_title").empty() ? role : text_of(answer, "role_title"),
                                     cell_text(member(answer, "outcome"), As::word));
        else
            rows.emplace_back(text_of(answer, "title"), answer_text(answer));
    if (!rows.empty())
        std::cout << "\nAntwoorden:\n" << definition_list(rows);
}

// "van de uitgebrachte stemmen", "van alle bewoners".
std::string base_text(const json::value& vote)
{
    const std::string base = text_of(vote, "base");
    if (base == "cast")
        return " van de uitgebrachte stemmen";
    return base.empty() ? std::string{} : fmt::format(" van alle {}", cell_text(member(vote, "base"), As::word));
}

// How a vote stands, or ended.
void show_count(const json::value& vote)
{
    if (text_of(vote, "kind") != "vote")
        return;
    const bool closed = !text_of(vote, "closed_at").empty();
    const std::int64_t yes = number_of(vote, "yes");
    const std::int64_t no = number_of(vote, "no");
    const std::int64_t abstain = number_of(vote, "abstain");
    const std::int64_t electorate = number_of(vote, "electorate");
    std::vector<std::pair<std::string, std::string>> rows;
    rows.emplace_back("voor", number_text(yes));
    rows.emplace_back("tegen", number_text(no));
    rows.emplace_back("blanco", number_text(abstain));
    if (electorate > 0) {
        const std::int64_t cast = yes + no + abstain;
        rows.emplace_back("stemden mee", fmt::format("{} van {} ({})", number_text(cast), number_text(electorate),
                                                     per_mille_text(cast * 1000 / electorate)));
    } else if (!closed)
        rows.emplace_back("mogen stemmen", "nog niet vastgelegd");
    if (const json::value& threshold = member(vote, "threshold"); threshold.is_int64())
        rows.emplace_back("nodig",
                          fmt::format("{}{}{}", per_mille_text(threshold.get_int64()), base_text(vote),
                                      number_of(vote, "needed") > 0
                                          ? fmt::format(": {} keer voor", number_text(number_of(vote, "needed")))
                                          : std::string{}));
    if (const std::string by = text_of(vote, "threshold_by"); !by.empty())
        rows.emplace_back("nodig", fmt::format("van {} tot en met {}{}; {} kiest de grens nog",
                                               per_mille_text(number_of(vote, "threshold_from")),
                                               per_mille_text(number_of(vote, "threshold_to")), base_text(vote), by));
    std::cout << (closed ? "\nUitslag:\n" : "\nStand van de stemming nu:\n") << definition_list(rows);
}

// What can be answered at a gate, and who still has to.
void show_gate(const json::value& gate)
{
    if (list_of(gate, "possible").empty())
        return;
    const auto titles_in = [&](std::string_view key) {
        std::vector<std::string> titles;
        for (const json::value& one : list_of(gate, key))
            titles.push_back(text_of(one, "title"));
        return titles;
    };
    std::vector<std::pair<std::string, std::string>> rows;
    rows.emplace_back("mogelijk", cell_text(member(gate, "possible"), As::word));
    if (const std::vector<std::string> back = titles_in("back_to"); !back.empty())
        rows.emplace_back("terug kan naar", fmt::format("{}", fmt::join(back, ", ")));
    if (const std::vector<std::string> silent = titles_in("silent"); !silent.empty())
        rows.emplace_back("moet nog antwoorden", fmt::format("{}", fmt::join(silent, ", ")));
    std::cout << "\nAntwoord geven:\n" << definition_list(rows);
    if (!list_of(gate, "answers").empty())
        std::cout << "\nAl gezegd:\n";
}

// "Fatima schreef op 11 nov 2026: …" for each line that people left at the task.
void show_notes(const json::value& task)
{
    std::string text;
    for (const json::value& note : list_of(task, "notes")) {
        const bool delegated = text_of(note, "what") == "task.delegated";
        text += fmt::format("  {}, {} {}{}{}\n", day_text(member(note, "at")), text_of(note, "by_name"),
                            delegated ? "gaf door aan " + text_of(note, "to_name")
                                      : "gaf terug: " + cell_text(member(note, "reason"), As::word),
                            text_of(note, "text").empty() ? "" : ": ", text_of(note, "text"));
    }
    for (const json::value& comment : list_of(task, "comments"))
        text += fmt::format("  {}, {}: {}\n", day_text(member(comment, "at")), text_of(comment, "by_name"),
                            text_of(comment, "text").empty() ? "(gewist)" : text_of(comment, "text"));
    if (!text.empty())
        std::cout << "\nWat erbij gezegd is:\n" << text;
}

}  // namespace

const json::array& task_fields(const json::value& shown)
{
    return list_of(shown, "fields");
}

void show_task(const json::value& shown, Session&)
{
    json::object row = shown.get_object();
    // Of what has no workflow any more the code words are better than nothing.
    for (const auto& [title, code] : {std::pair{"role_title", "role"}, std::pair{"decider_titles", "deciders"},
                                      std::pair{"programme_name", "programme"}})
        if (member(shown, title).is_null())
            row[title] = member(shown, code);
    if (std::string where = text_of(shown, "where"); where.starts_with("fase "))
        row["where"] = where.substr(5);
    std::cout << wrapped(text_of(shown, "title"), "") << "\n\n";
    std::cout << fields_text(row, {{"nummer", "task"},
                                   {"programma", "programme_name"},
                                   {"fase", "where"},
                                   {"soort", "kind", As::word},
                                   {"stand", "state", As::word},
                                   {"uitkomst", "outcome", As::word},
                                   {"teamrol", "role_title"},
                                   {"beslissers", "decider_titles"},
                                   {"persoon", "person_name"},
                                   {"open sinds", "opened_at", As::day},
                                   {"uiterlijk", "due", As::date},
                                   {"nu niet, tot", "until_date", As::date},
                                   {"datum voorbij", "late", As::yes},
                                   {"wettelijke termijn", "legal", As::yes},
                                   {"afgerond op", "closed_at", As::day},
                                   {"door", "closed_by_name"},
                                   {"waarom niet", "reason"}});
    show_count(shown);
    show_gate(shown);
    show_answers(shown);
    show_notes(shown);
    const bool closed = !text_of(shown, "closed_at").empty();
    if (const json::array& fields = task_fields(shown); !closed && !fields.empty())
        std::cout << "\nVragen:\n" << questions_text(fields);
    show_how_to_answer(shown);
}

}  // namespace wd::cli
