// workflow: check, test, draw, install and list; taking over stands in take_over_commands.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/draw.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/take_over_commands.hpp"
#include "cli/workflow_source.hpp"
#include "cli/workflow_test.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace wd::cli {

namespace {

std::int64_t count_steps(const domain::Steps& steps)
{
    std::int64_t count = 0;
    for (const domain::Step& step : steps) {
        count += 1 + count_steps(step.late);
        for (const domain::OutcomeSteps& outcome : step.outcomes)
            count += count_steps(outcome.steps);
        if (const auto* branches = std::get_if<domain::Branches>(&step.terms))
            for (const domain::Branch& branch : branches->list)
                count += count_steps(branch.steps);
        if (const auto* each = std::get_if<domain::EachTerms>(&step.terms))
            count += count_steps(each->steps);
    }
    return count;
}

Result<json::value> check_workflow(Session&, const Arguments& arguments)
{
    const Result<WorkflowSource> source = find_workflow_files(arguments.text("map"));
    if (!source)
        return source.error();
    const Result<std::unique_ptr<script::LoadedWorkflow>> loaded = load_checked(*source);
    if (!loaded)
        return loaded.error();
    const Result<std::vector<domain::Scenario>> stories = load_stories(*source);
    if (!stories)
        return stories.error();
    const domain::Workflow& workflow = (*loaded)->workflow();
    std::int64_t steps = 0;
    for (const domain::Phase& phase : workflow.phases)
        steps += count_steps(phase.steps) + static_cast<std::int64_t>(phase.every.size());
    json::array starts;
    for (const std::string& key : script::started_workflows(workflow))
        starts.push_back(json::value(key));
    return json::value(json::object{{"key", workflow.key},
                                    {"title", workflow.title},
                                    {"version", workflow.version},
                                    {"hash", to_hex(workflow.hash)},
                                    {"phases", workflow.phases.size()},
                                    {"steps", steps},
                                    {"roles", workflow.roles.size()},
                                    {"forms", workflow.forms.size()},
                                    {"stories", stories->size()},
                                    {"starts", std::move(starts)}});
}

void show_check(const json::value& checked, Session&)
{
    std::cout << "In orde.\n"
              << fields_text(checked.get_object(), {{"workflow", "key"},
                                                    {"titel", "title"},
                                                    {"versie", "version", As::number},
                                                    {"fasen", "phases", As::number},
                                                    {"stappen", "steps", As::number},
                                                    {"rollen", "roles", As::number},
                                                    {"formulieren", "forms", As::number},
                                                    {"verhalen in test.lua", "stories", As::number},
                                                    {"begint ook", "starts"}});
}

Result<json::value> send_bundle(Session& session, const WorkflowSource& source, const Arguments& arguments)
{
    json::object files;
    for (const script::File& file : source.bundle.files)
        files[file.path] = file.bytes;
    json::object data = arguments.data();
    data["files"] = std::move(files);
    return session.send("workflow.install", std::move(data));
}

// What it starts goes first, as far as that is not installed yet and can be found; the engine says what is missing then.
Result<void> install_started(Session& session, const WorkflowSource& source, const Arguments& arguments)
{
    const auto loaded = load_checked(source);
    if (!loaded)
        return loaded.error();
    for (const std::string& key : script::started_workflows((*loaded)->workflow())) {
        if (key == (*loaded)->workflow().key || find_installed_workflow(key, session))
            continue;
        const Result<WorkflowSource> started = find_started_workflow(source, key);
        if (!started)
            continue;
        if (const Result<void> first = install_started(session, *started, arguments); !first)
            return first;
        if (const Result<json::value> installed = send_bundle(session, *started, arguments); !installed)
            return installed.error();
    }
    return {};
}

Result<json::value> install_workflow(Session& session, const Arguments& arguments)
{
    const Result<WorkflowSource> source = find_workflow_files(arguments.text("map"));
    if (!source)
        return source.error();
    if (!takes_over(arguments)) {
        if (const Result<void> there = install_started(session, *source, arguments); !there)
            return there.error();
        return send_bundle(session, *source, arguments);
    }
    const Result<json::value> checked = check_take_over(session, *source, arguments);
    if (!checked)
        return checked.error();
    if (const Result<void> there = install_started(session, *source, arguments); !there)
        return there.error();
    Result<json::value> installed = send_bundle(session, *source, arguments);
    if (!installed)
        return installed;
    Result<json::value> taken = carry_out_take_over(session, *checked, arguments);
    if (!taken)
        return taken;
    installed->get_object()["runs"] = std::move(*taken);
    return installed;
}

void show_installed(const json::value& answer, Session&)
{
    std::cout << "Geïnstalleerd. Nieuwe programma's en nieuwe fasen gebruiken deze versie.\n";
    if (answer.is_object())
        std::cout << fields_text(answer.get_object(), {{"workflow", "key"}, {"versie", "version", As::number}});
    if (member(answer, "runs").is_array())
        show_taken_over(list_of(answer, "runs"));
}

void show_workflows(const json::value& workflows, Session&)
{
    std::cout << table_text(workflows.get_array(),
                            {{"naam", "key"},
                             {"versie", "version", As::number},
                             {"in gebruik", "active", As::yes},
                             {"sinds", "at", As::day},
                             {"titel", "title"},
                             {"reden", "reason"}},
                            "Er is nog geen workflow. Installeer er een met: wijkdraad workflow install wijkaanpak");
}

// What dot can draw by the ending of a file; "" for the text that dot reads, none for another ending.
std::optional<std::string_view> drawing_of(std::string_view file)
{
    for (const std::string_view ending : {"svg", "png", "pdf"})
        if (file.ends_with(fmt::format(".{}", ending)))
            return ending;
    if (file.ends_with(".dot") || file.ends_with(".gv"))
        return "";
    return {};
}

// Gives dot's drawing to `file`. Refuses when dot is not there or fails; `dot` itself is written beside it then.
Result<void> write_drawing(const std::string& dot, const std::string& file, std::string_view ending)
{
    const std::string source = file + ".dot";
    if (Result<void> written = write_file(source, dot); !written)
        return written;
    const std::string quoted_source = "'" + source + "'";
    const std::string command = fmt::format("dot -T{} {} -o '{}' 2>/dev/null", ending, quoted_source, file);
    if (source.find('\'') != std::string::npos)
        return refusal(Errc::invalid, "kies voor {} een naam zonder aanhalingsteken", file);
    const int status = std::system(command.c_str());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return refusal(Errc::unavailable,
                       "het programma dot (pakket graphviz) is er niet of lukt niet; de tekening staat als tekst in {}",
                       source);
    std::remove(source.c_str());
    return {};
}

Result<json::value> draw_workflow(Session& session, const Arguments& arguments)
{
    const Result<WorkflowSource> source = find_any_workflow(arguments.text("workflow"), session);
    if (!source)
        return source.error();
    const Result<std::unique_ptr<script::LoadedWorkflow>> loaded = load_checked(*source);
    if (!loaded)
        return loaded.error();
    const std::string dot = dot_of((*loaded)->workflow());
    json::object answer{{"key", (*loaded)->workflow().key}};
    if (!arguments.has("--out")) {
        answer["dot"] = dot;
        return json::value(std::move(answer));
    }
    const std::string file = arguments.text("--out");
    const std::optional<std::string_view> ending = drawing_of(file);
    if (!ending)
        return refusal(Errc::invalid, "{} kan Wijkdraad niet tekenen; kies een naam op .svg, .png, .pdf of .dot", file);
    if (const Result<void> written = ending->empty() ? write_file(file, dot) : write_drawing(dot, file, *ending);
        !written)
        return written.error();
    answer["file"] = file;
    return json::value(std::move(answer));
}

void show_drawing(const json::value& answer, Session&)
{
    if (const std::string file = text_of(answer, "file"); !file.empty())
        std::cout << fmt::format("De tekening staat in {}.\n", file);
    else
        std::cout << text_of(answer, "dot");
}

}  // namespace

std::vector<Command> workflow_commands()
{
    const Parameter folder =
        place("map", "", Kind::text, "map met workflow.lua, of de naam van een meegeleverde workflow");
    return {
        {"workflow check",
         "Kijk een workflow na. Alle fouten in één keer, met bestand en regel.",
         "workflow check workflows/wijkaanpak",
         {folder},
         check_workflow,
         show_check},
        {"workflow test",
         "Speel de verhalen van test.lua na en laat zien hoe elk verliep.",
         "workflow test workflows/wijkaanpak --story \"begin tot eind\"",
         {folder, option("--story", "", Kind::text, "alleen verhalen met deze woorden in de titel")},
         test_workflow,
         show_tests,
         {},
         {},
         all_passed},
        {"workflow draw",
         "Teken een workflow. Met --out x.svg als plaatje, anders als tekst voor Graphviz.",
         "workflow draw wijkaanpak --out wijkaanpak.svg",
         {place("workflow", "", Kind::text, "een map, of de naam van een geïnstalleerde of meegeleverde workflow"),
          option("--out", "", Kind::text, "waar de tekening komt: .svg of .dot")},
         draw_workflow,
         show_drawing},
        {"workflow install",
         "Installeer een workflow of een nieuwe versie ervan.",
         "workflow install workflows/wijkaanpak --reason \"Termijn na de bewonersavond aangepast\" --as persoon-1",
         {folder, option("--reason", "reason", Kind::text, "waarom deze versie er komt"),
          option("--take-over", "", Kind::flag, "laat ook overstappen wat nu loopt, waar dat vanzelf kan"),
          option("--map", "", Kind::text, "laat ook overstappen wat nu loopt, en hoe; zie workflow preflight")},
         install_workflow,
         show_installed},
        preflight_command(folder),
        {"workflow list",
         "Laat de geïnstalleerde workflows zien, met hun versies.",
         "workflow list",
         {},
         asks("workflows"),
         show_workflows},
    };
}

}  // namespace wd::cli
