// The table of all commands, and what many rows share. See command.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/echo.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"

#include <iostream>
#include <iterator>

namespace wd::cli {

Parameter place(std::string_view name, std::string_view key, Kind kind, std::string_view about)
{
    return Parameter{name, key, kind, about, Need::required};
}

Parameter programme_place()
{
    return of("programma", place("programma", "programme", Kind::id, "het programma, bijvoorbeeld programma-1"));
}

Parameter task_place()
{
    return of("taak", place("taak", "task", Kind::id, "de taak, bijvoorbeeld taak-12"));
}

Parameter option(std::string_view name, std::string_view key, Kind kind, std::string_view about)
{
    return Parameter{name, key, kind, about};
}

Parameter required(Parameter parameter)
{
    parameter.need = Need::required;
    return parameter;
}

Parameter repeated(Parameter parameter)
{
    parameter.times = Times::many;
    return parameter;
}

Parameter of(std::string_view prefix, Parameter parameter)
{
    parameter.prefix = prefix;
    return parameter;
}

Parameter person(Parameter parameter)
{
    return of("persoon", std::move(parameter));
}

Parameter person(std::string_view name, std::string_view key, std::string_view about)
{
    return person(option(name, key, Kind::id, about));
}

Parameter one_of(std::vector<std::string_view> words, Parameter parameter)
{
    parameter.words = std::move(words);
    return parameter;
}

CarryOut sends(std::string_view verb)
{
    return [verb](Session& session, const Arguments& arguments) { return session.send(verb, arguments.data()); };
}

CarryOut asks(std::string_view question)
{
    return [question](Session& session, const Arguments& arguments) { return session.ask(question, arguments.data()); };
}

Show says(std::string_view sentence)
{
    return says(sentence, "");
}

Show says(std::string_view sentence, std::string_view key)
{
    return says(sentence, key, "");
}

Show says(std::string_view sentence, std::string_view key, std::string_view echo)
{
    return [sentence, key, echo](const json::value& answer, Session& session) {
        json::object told = answer.is_object() ? answer.get_object() : json::object{};
        const std::string id = text_of(answer, key);
        std::string text = wrapped(fmt::format("{}{}{}.", sentence, id.empty() ? "" : ": ", id), "");
        if (const json::value& typed = member(answer, "typed"); typed.is_object())
            if (const std::string back = filled_in(echo, typed.get_object()); !back.empty())
                text += "\n" + wrapped(back, "");
        if (const std::string stuck = text_of(answer, "stuck"); !stuck.empty())
            text +=
                "\n" + wrapped(fmt::format("Let op: {} kan nu niet verder. Waarom, en wat helpt: wijkdraad explain {}",
                                           text_of(answer, "programme"), text_of(answer, "programme")),
                               "");
        told["opened"] = opened_tasks(answer, session);
        std::cout << text << "\n" << fields_text(told, {{"uitkomst", "outcome", As::word}, {"nu open", "opened"}});
    };
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", number_text(count), count == 1 ? one : many);
}

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = [] {
        std::vector<Command> list;
        for (auto family :
             {store_commands,    demo_commands,    serve_commands,   plugin_commands,    upkeep_commands,
              security_commands, slice_commands,   look_commands,    programme_commands, workflow_commands,
              people_commands,   account_commands, privacy_commands, team_commands,      task_commands,
              answer_commands,   record_commands,  promise_commands, learning_commands,  handover_commands,
              settings_commands, correct_commands, bench_commands})
        {
            std::vector<Command> rows = family();
            std::move(rows.begin(), rows.end(), std::back_inserter(list));
        }
        return list;
    }();
    return all;
}

}  // namespace wd::cli
