// Why a step exists and why a choice fell as it did, with the facts it looked at, read from the log (DESIGN §4).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"
#include "domain/workflow.hpp"
#include "store/store.hpp"

#include <map>
#include <memory>
#include <optional>

namespace wd::script {
class LoadedWorkflow;
}

namespace wd::runtime {

// Workflows for reading, loaded once per question.
class ReadWorkflows {
public:
    explicit ReadWorkflows(store::ReadStore& store);
    ~ReadWorkflows();
    // Null when the bundle is not in the store, or does not load here.
    const domain::Workflow* find(const Sha256& hash);
    // The version that new phases take; null when there is none.
    const domain::Workflow* find_active(std::string_view key);

private:
    store::ReadStore& store_;
    std::map<Sha256, std::unique_ptr<script::LoadedWorkflow>> loaded_;
    std::map<std::string, const domain::Workflow*, std::less<>> active_;
};

// {task} or {run}: {"why": [sentences], "opened": event, "choices": [{path, branch, because, looked_at, place, where, followed}]}.
// For a run that a trigger began, and its tasks, also {"occasions": [{on, event, text}]}: what it is about (occasions.hpp).
// `why`, `because`, `where` and `followed` are words for people, with titles; so are `title`, `shown` and `told` of a fact.
Result<json::value> explain(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer);

// An event as it is printed: ids as text, data as JSON.
json::object to_json(const domain::LoggedEvent& event);

std::string_view text_of(const json::value& value);
// What somebody is called; "" when that was erased.
std::string name_of_person(store::ReadStore& store, domain::PersonId person);

// An id given as text or number under `name`; none when it is not there.
template <class Tag>
Result<std::optional<Id<Tag>>> find_id(const json::object& with, std::string_view name)
{
    const json::value* value = with.if_contains(json::string_view{name.data(), name.size()});
    if (value == nullptr || value->is_null())
        return std::optional<Id<Tag>>{};
    if (value->is_int64() && value->get_int64() > 0)
        return std::optional<Id<Tag>>{Id<Tag>{value->get_int64()}};
    if (!value->is_string())
        return refusal(Errc::invalid, "'{}' is een nummer, bijvoorbeeld {}-12", name, Tag::prefix);
    const Result<Id<Tag>> id = parse_id<Tag>(text_of(*value));
    if (!id)
        return id.error();
    return std::optional<Id<Tag>>{*id};
}

}  // namespace wd::runtime
