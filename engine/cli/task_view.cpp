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
    const std::string_view command =
        *kind == domain::StepKind::reflection ? "task complete" : domain::command_for(*kind);
    std::cout << fmt::format("\nBeantwoorden: wijkdraad {} {} …  (uitleg: wijkdraad {} --help)\n", command,
                             text_of(task, "task"), command);
    if (*kind == domain::StepKind::reflection)
        std::cout << fmt::format("Overslaan:    wijkdraad task complete {} --skip \"waarom in één zin\"\n",
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
            std::cout << fmt::format("  {} zei: {}\n", role, cell_text(member(answer, "outcome"), As::word));
        else
            rows.emplace_back(text_of(answer, "title"), answer_text(answer));
    if (!rows.empty())
        std::cout << "\nAntwoorden:\n" << definition_list(rows);
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
    std::cout << wrapped(text_of(shown, "title"), "") << "\n\n";
    std::cout << fields_text(shown.get_object(), {{"nummer", "task"},
                                                  {"programma", "programme"},
                                                  {"plek in de workflow", "path"},
                                                  {"soort", "kind", As::word},
                                                  {"stand", "state", As::word},
                                                  {"uitkomst", "outcome", As::word},
                                                  {"teamrol", "role"},
                                                  {"beslissers", "deciders"},
                                                  {"persoon", "person_name"},
                                                  {"open sinds", "opened_at", As::day},
                                                  {"uiterlijk", "due", As::date},
                                                  {"nu niet, tot", "until_date", As::date},
                                                  {"datum voorbij", "late", As::yes},
                                                  {"wettelijke termijn", "legal", As::yes},
                                                  {"mogen stemmen", "electorate", As::number},
                                                  {"grens", "threshold", As::per_mille},
                                                  {"afgerond op", "closed_at", As::day}});
    show_answers(shown);
    show_notes(shown);
    const bool closed = !text_of(shown, "closed_at").empty();
    if (const json::array& fields = task_fields(shown); !closed && !fields.empty())
        std::cout << "\nVragen:\n" << questions_text(fields);
    show_how_to_answer(shown);
}

}  // namespace wd::cli
