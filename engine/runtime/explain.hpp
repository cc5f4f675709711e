// Why a step exists and why a choice fell as it did, with the facts it looked at, read from the log (DESIGN §4).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"
#include "store/store.hpp"

#include <optional>

namespace wd::runtime {

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

// "persoon-12" as the views write it.
template <class Tag>
std::optional<Id<Tag>> id_in(const json::object& row, std::string_view key)
{
    const json::value* value = row.if_contains(json::string_view{key.data(), key.size()});
    if (value == nullptr || !value->is_string())
        return {};
    const Result<Id<Tag>> id = parse_id<Tag>(std::string_view{value->get_string()});
    return id ? std::optional{*id} : std::nullopt;
}

// A member of the data of an event; null when it is not there.
inline const json::value* find_member(const json::value& data, std::string_view name)
{
    const json::object* object = data.if_object();
    return object == nullptr ? nullptr : object->if_contains(json::string_view{name.data(), name.size()});
}

}  // namespace wd::runtime
