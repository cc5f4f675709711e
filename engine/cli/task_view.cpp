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
    std::cout << fmt::format("\nBeantwoorden: wijkdraad {} {} …  (uitleg: wijkdraad {} --help)\n",
                             domain::command_for(*kind), text_of(task, "task"), domain::command_for(*kind));
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
                                                  {"voor", "due", As::date},
                                                  {"nu niet, tot", "until_date", As::date},
                                                  {"te laat", "late", As::yes},
                                                  {"wettelijke termijn", "legal", As::yes},
                                                  {"mogen stemmen", "electorate", As::number},
                                                  {"grens", "threshold", As::per_mille},
                                                  {"afgerond op", "closed_at", As::day}});
    for (const json::value& answer : list_of(shown, "answers"))
        if (const std::string role = text_of(answer, "role"); !role.empty())
            std::cout << fmt::format("  {} zei: {}\n", role, cell_text(member(answer, "outcome"), As::word));
    if (const json::array& fields = task_fields(shown); !fields.empty())
        std::cout << "\nVragen:\n" << questions_text(fields);
    show_how_to_answer(shown);
}

}  // namespace wd::cli
