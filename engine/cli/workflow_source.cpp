// Finding and checking workflows. See workflow_source.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/workflow_source.hpp"

#include "cli/assets.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"

namespace wd::cli {

namespace {

void name_files(Error& error, const std::string& from)
{
    if (!error.where.file.empty())
        error.where.file = (std::filesystem::path(from) / error.where.file).generic_string();
    for (Error& detail : error.details)
        name_files(detail, from);
}

template <class T>
Result<T> with_places(Result<T> loaded, const WorkflowSource& source)
{
    if (loaded)
        return loaded;
    Error error = loaded.error();
    name_files(error, source.from);
    return error;
}

}  // namespace

Result<WorkflowSource> find_workflow_files(const std::string& named)
{
    std::error_code failure;
    if (!std::filesystem::is_directory(named, failure)) {
        if (script::Bundle shipped = shipped_bundle(named); !shipped.files.empty())
            return WorkflowSource{std::move(shipped), named};
        const std::vector<std::string> keys = shipped_workflows();
        return refusal(Errc::not_found, "'{}' is geen map met een workflow en niet meegeleverd; meegeleverd: {}", named,
                       join_and(keys));
    }
    Result<script::Bundle> bundle = read_bundle(named);
    if (!bundle)
        return bundle.error();
    return WorkflowSource{std::move(*bundle), named};
}

Result<WorkflowSource> find_started_workflow(const WorkflowSource& starter, const std::string& key)
{
    const std::filesystem::path folder = std::filesystem::path(starter.from).lexically_normal().parent_path() / key;
    std::error_code failure;
    if (std::filesystem::exists(folder / "workflow.lua", failure))
        return find_workflow_files(folder.string());
    return find_workflow_files(key);
}

Result<WorkflowSource> find_installed_workflow(const std::string& key, Session& session)
{
    const Result<json::value> all = session.ask("workflows", {});
    if (!all)
        return all.error();
    for (const json::value& row : all->get_array()) {
        const json::value& active = member(row, "active");
        if (text_of(row, "key") != key || !active.is_bool() || !active.get_bool())
            continue;
        const Result<store::ReadStore*> reader = session.reader();
        if (!reader)
            return reader.error();
        return WorkflowSource{to_bundle((*reader)->load_bundle(*parse_sha256(text_of(row, "hash")))), key};
    }
    return refusal(Errc::not_found, "workflow '{}' is niet geïnstalleerd", key);
}

Result<WorkflowSource> find_any_workflow(const std::string& named, Session& session)
{
    std::error_code failure;
    if (!std::filesystem::is_directory(named, failure))
        if (Result<WorkflowSource> installed = find_installed_workflow(named, session))
            return installed;
    return find_workflow_files(named);
}

Result<std::unique_ptr<script::LoadedWorkflow>> load_checked(const WorkflowSource& source)
{
    return with_places(script::load_workflow(source.bundle), source);
}

Result<std::vector<domain::Scenario>> load_stories(const WorkflowSource& source)
{
    return with_places(script::load_scenarios(source.bundle), source);
}

json::array questions_json(const std::vector<domain::Field>& fields)
{
    json::array list;
    for (const domain::Field& field : fields) {
        json::array options;
        for (const domain::Option& option : field.options)
            options.push_back(json::object{{"id", option.id}, {"title", option.title}});
        list.push_back(json::object{
            {"id", field.id}, {"title", field.title}, {"kind", name_of(field.kind)}, {"options", std::move(options)}});
    }
    return list;
}

script::Bundle to_bundle(std::vector<store::BundleFile> files)
{
    script::Bundle bundle;
    for (store::BundleFile& file : files)
        bundle.files.push_back({std::move(file.path), std::move(file.bytes)});
    return bundle;
}

}  // namespace wd::cli
