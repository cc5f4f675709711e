// See workflows.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/workflows.hpp"

#include <fmt/format.h>

namespace wd::bench {

namespace {

std::vector<store::BundleFile> workflow(std::string_view key, std::string_view rest)
{
    return {{"workflow.lua",
             fmt::format("return workflow(\"{}\", {{\n"
                         "  title = \"Meting: {}\", version = 1, api = 1,\n"
                         "  roles = {{ role(\"opbouwwerker\", {{ title = \"Opbouwwerker\", core = true }}) }},\n"
                         "{}}})\n",
                         key, key, rest)}};
}

std::string phase(std::string_view steps)
{
    return fmt::format("  phases = {{ phase(\"fase\", {{ title = \"Fase\", steps = {{\n{}  }} }}) }},\n", steps);
}

// Options of an input field, and the waits over what was chosen there.
struct Group {
    std::string id;
    std::string time;
    int size = 0;
};

std::string field_of(const Group& group)
{
    std::string options;
    for (int i = 1; i <= group.size; ++i)
        options += fmt::format(" option(\"p{}\", {{ title = \"plek {}\" }}),", i, i);
    return fmt::format("    field(\"{}\", {{ title = \"Waar?\", kind = \"choices\", options = {{{} }} }}),\n", group.id,
                       options);
}

std::string branch_of(const Group& group)
{
    return fmt::format(
        "      {{ id = \"{}\", steps = {{ each(\"bij_{}\", {{ over = \"input.{}\", steps = {{\n"
        "        wait(\"wacht\", {{ time = \"{}\" }}) }} }}) }} }},\n",
        group.id, group.id, group.id, group.time);
}

}  // namespace

std::vector<store::BundleFile> steps_workflow()
{
    std::string steps;
    for (int i = 1; i <= steps_per_run; ++i)
        steps += fmt::format("    compute(\"c{}\", {{ value = function(c) return 1 end }}),\n", i);
    return workflow("meting_stappen", phase(steps + "    wait(\"einde\", { time = \"52 weken\" }),\n"));
}

std::vector<store::BundleFile> tasks_workflow()
{
    std::string steps;
    for (int i = 1; i <= tasks_per_run; ++i)
        steps += fmt::format(
            "    task(\"t{}\", {{ title = \"Taak {}\", role = \"opbouwwerker\", within = \"3 weken\" }}),\n", i, i);
    return workflow("meting_taken", phase(steps));
}

std::vector<store::BundleFile> timers_workflow()
{
    std::vector<Group> groups;
    for (int week = 1; week <= weeks_with_timers; ++week)
        groups.push_back(
            {fmt::format("week{}", week), fmt::format("{} {}", week, week == 1 ? "week" : "weken"), timers_per_week});
    groups.push_back({"later", "52 weken", timers_per_run - weeks_with_timers * timers_per_week});
    std::string fields;
    std::string branches;
    for (const Group& group : groups) {
        fields += field_of(group);
        branches += branch_of(group);
    }
    return workflow("meting_termijnen",
                    fmt::format("  input = {{\n{}  }},\n", fields) +
                        phase(fmt::format("    together(\"alles\", {{ branches = {{\n{}    }} }}),\n", branches)));
}

}  // namespace wd::bench
