// task and step: what is asked of people, and the local changes of a plan.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/form_answers.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/task_view.hpp"
#include "domain/commands.hpp"

#include <iostream>

namespace wd::cli {

namespace {

// With --as and no filter: what waits for that person. Otherwise all open tasks that fit.
Result<json::value> list_tasks(Session& session, const Arguments& arguments)
{
    if (!arguments.data().empty() || session.options().as.empty())
        return session.ask("tasks", arguments.data());
    const Result<std::string> person = session.actor();
    if (!person)
        return person.error();
    return session.ask("tasks_of", {{"person", *person}});
}

void show_tasks(const json::value& tasks, Session& session)
{
    std::cout << table_text(tasks.get_array(),
                            {{"nummer", "task"},
                             {"programma", "programme_name"},
                             {"soort", "kind", As::word},
                             {"stand", "state", As::word},
                             {"uiterlijk", "due", As::date},
                             {"rol", "role"},
                             {"wie", "person_name"},
                             {"wat", "title"}},
                            session.options().as.empty() ? "Er zijn geen open taken." : "Er wacht nu niets op u.");
}

Result<json::value> complete_task(Session& session, const Arguments& arguments)
{
    const Result<json::value> shown = session.ask("task", arguments.data());
    if (!shown)
        return shown.error();
    const std::string kind = text_of(*shown, "kind");
    json::object data = arguments.data();
    if (arguments.has("--skip")) {
        data["reason"] = arguments.value("--skip");
        return session.send("reflection.skip", std::move(data));
    }
    Result<json::object> answers = read_answers(arguments, task_fields(*shown), session);
    if (!answers)
        return answers.error();
    if (!answers->empty())
        data["answers"] = std::move(*answers);
    return session.send(kind == "reflection" ? "reflection.record" : "task.complete", std::move(data));
}

std::vector<Command> working_commands()
{
    std::vector<Parameter> completing = {task_place()};
    for (Parameter& parameter : answer_parameters())
        completing.push_back(std::move(parameter));
    completing.push_back(option("--skip", "", Kind::text, "een reflectie overslaan, met in één zin waarom"));
    return {
        {"task claim",
         "Pak een taak op die aan u, uw rol of uw team is aangeboden.",
         "task claim taak-12 --as persoon-3",
         {task_place()},
         sends("task.claim"),
         says("U hebt de taak opgepakt")},
        {"task complete", "Rond een taak of reflectie af, met de antwoorden die het formulier vraagt.",
         "task complete taak-12 --answer aantal=14 --answer \"indruk=Er was veel steun\" --as persoon-3",
         std::move(completing), complete_task, says("De taak is afgerond")},
        {"task delegate",
         "Geef een taak door aan een ander.",
         "task delegate taak-12 --to persoon-5 --note \"Jij kent de bewoners van dit blok\" --as persoon-3",
         {task_place(), required(of("persoon", option("--to", "to", Kind::id, "aan wie"))),
          option("--note", "note", Kind::text, "wat erbij hoort")},
         sends("task.delegate"),
         says("De taak is doorgegeven", "", "Aan: {--to}")},
        {"task return",
         "Geef een taak terug. \"Niet voor ons\" en \"nu niet\" zijn gewone antwoorden.",
         "task return taak-12 --reason \"nu niet\" --until 2027-01-11 --as persoon-3",
         {task_place(), one_of<domain::ReturnReason>(option("--reason", "reason", Kind::word, "waarom")),
          option("--until", "until", Kind::date, "tot wanneer, bij nu niet"),
          option("--note", "note", Kind::text, "wat u erbij wilt zeggen")},
         sends("task.return"),
         says("De taak is teruggegeven", "", "[Waarom: {--reason}][, tot {--until}]")},
        {"task reschedule",
         "Zet een taak op een andere dag.",
         "task reschedule taak-12 --due 2027-02-01 --reason \"De corporatie kan eerder niet\" --as persoon-3",
         {task_place(), required(option("--due", "due", Kind::date, "de nieuwe dag")),
          option("--reason", "reason", Kind::text, "waarom")},
         sends("task.reschedule"),
         says("De taak staat op een andere dag", "", "Uiterlijk {--due}")},
        {"task comment",
         "Schrijf een opmerking bij een taak.",
         "task comment taak-12 \"De school wil meedenken\" --as persoon-3",
         {task_place(), place("tekst", "text", Kind::text, "de opmerking")},
         sends("task.comment"),
         says("De opmerking staat erbij", "entry")},
    };
}

std::vector<Command> planning_commands()
{
    return {
        {"task list",
         "Laat open taken zien; met --as wat er op die persoon wacht.",
         "task list --as persoon-3",
         {of("programma", option("--programme", "programme", Kind::id, "alleen van dit programma")),
          option("--role", "role", Kind::text, "alleen voor deze teamrol"),
          of("persoon", option("--person", "person", Kind::id, "alleen van deze persoon")),
          one_of<domain::TaskState>(option("--state", "state", Kind::word, "alleen in deze stand"))},
         list_tasks,
         show_tasks},
        {"task show",
         "Laat een taak zien: wat er gevraagd wordt, van wie, en met welke vragen.",
         "task show taak-12",
         {task_place()},
         asks("task"),
         show_task},
        {"task add",
         "Zet zelf een taak op de lijst, naast wat de workflow vraagt.",
         "task add programma-1 --title \"Bel de school over het speelplein\" --role opbouwwerker --due 2026-12-15",
         {programme_place(), required(option("--title", "title", Kind::text, "wat er te doen is")),
          option("--role", "role", Kind::text, "voor welke teamrol"),
          of("persoon", option("--person", "person", Kind::id, "voor wie")),
          option("--due", "due", Kind::date, "voor wanneer")},
         sends("task.add"),
         says("De taak staat op de lijst", "task",
              "{--title}[, voor de rol {--role}][, voor {--person}][, uiterlijk {--due}]")},
        {"step drop",
         "Laat een stap weg, met de reden. Wat daarna komt, gaat open.",
         "step drop taak-12 --reason \"De bewoners hebben dit zelf al gedaan\" --as persoon-3",
         {task_place(), required(option("--reason", "reason", Kind::text, "waarom deze stap hier niet nodig is"))},
         sends("step.drop"),
         says("De stap is weggelaten")},
        {"step move",
         "Zet een stap op een andere dag, met de reden.",
         "step move taak-12 --due 2027-03-01 --reason \"Eerst het buurtfeest\" --as persoon-3",
         {task_place(), required(option("--due", "due", Kind::date, "de nieuwe dag")),
          required(option("--reason", "reason", Kind::text, "waarom"))},
         sends("step.move"),
         says("De stap staat op een andere dag", "", "Uiterlijk {--due}")},
    };
}

}  // namespace

std::vector<Command> task_commands()
{
    std::vector<Command> list = planning_commands();
    for (Command& command : working_commands())
        list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
