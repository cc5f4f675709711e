// See household_readings.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/household_readings.hpp"

#include "runtime/explain.hpp"

#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

struct Named {
    std::set<TaskId> tasks;
    std::set<RunId> runs;
};

void gather_text(const json::string& text, Named& named)
{
    const std::string_view id{text.data(), text.size()};
    if (const Result<TaskId> task = parse_id<TaskTag>(id); task && id.starts_with(TaskTag::prefix))
        named.tasks.insert(*task);
    else if (const Result<RunId> run = parse_id<RunTag>(id); run && id.starts_with(RunTag::prefix))
        named.runs.insert(*run);
}

void gather_named(const json::value& value, Named& named)
{
    if (value.is_string())
        gather_text(value.get_string(), named);
    else if (value.is_array())
        for (const json::value& each : value.get_array())
            gather_named(each, named);
    else if (const json::object* object = value.if_object()) {
        // In a question and in the data of an event an id may be a bare number.
        if (const auto task = find_id<TaskTag>(*object, "task"); task && *task)
            named.tasks.insert(**task);
        if (const auto run = find_id<RunTag>(*object, "run"); run && *run)
            named.runs.insert(**run);
        for (const auto& member : *object)
            gather_named(member.value(), named);
    }
}

bool is_of_team(store::ReadStore& store, std::string_view view, std::int64_t id)
{
    const json::array rows = store.view(view, {{"id", id}});
    return !rows.empty() && !rows.front().at("team").is_null();
}

}  // namespace

std::vector<std::string> households_in(store::ReadStore& store, const json::object& with, const json::value& answer)
{
    Named named;
    gather_named(with, named);
    gather_named(answer, named);
    std::vector<std::string> subjects;
    for (const TaskId task : named.tasks)
        if (is_of_team(store, "inner_place_of_task", task.value))
            subjects.push_back(to_text(task));
    for (const RunId run : named.runs)
        if (is_of_team(store, "inner_place_of_run", run.value))
            subjects.push_back(to_text(run));
    return subjects;
}

}  // namespace wd::runtime
