// See learning_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/learning_question.hpp"

#include "calendar/calendar.hpp"
#include "runtime/explain.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::ProgrammeId;

namespace {

// Those of `rows` that belong to `entry`, without that member.
json::array rows_about(const json::array& rows, const json::value& entry)
{
    json::array own;
    for (const json::value& row : rows)
        if (row.at("entry") == entry) {
            json::object line = row.as_object();
            line.erase("entry");
            own.push_back(std::move(line));
        }
    return own;
}

json::object action_json(store::ReadStore& store, const json::value& number, const domain::Viewer& viewer)
{
    const domain::TaskId task{number.to_number<std::int64_t>()};
    json::object row{{"task", domain::to_text(task)}};
    const json::array found = store.view("task", {{"task", task.value}, {"viewer", viewer.person.value}});
    row["title"] = found.empty() ? json::value{} : found.front().at("title");
    row["done"] = !found.empty() && found.front().at("state") == "done";
    return row;
}

}  // namespace

Result<ProgrammeId> programme_asked(const json::object& with)
{
    const Result<std::optional<ProgrammeId>> programme = find_id<domain::ProgrammeTag>(with, "programme");
    if (!programme)
        return programme.error();
    if (!*programme)
        return refusal(Errc::invalid, "noem een programma, bijvoorbeeld programma-1");
    return **programme;
}

Result<json::value> learning_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now)
{
    const Result<ProgrammeId> programme = programme_asked(with);
    if (!programme)
        return programme.error();
    const Date today = calendar::date_of(now);
    const json::array versions = store.view("inner_learning_versions", {{"programme", programme->value}});
    json::array rows = store.view("inner_learning", {{"programme", programme->value}, {"viewer", viewer.person.value}});
    for (json::value& value : rows) {
        json::object& row = value.as_object();
        const Date asked = calendar::date_of(parse_timestamp(text_of(row.at("at"))).value());
        row["age_days"] = (today - asked).count();
        json::array own = rows_about(versions, row.at("entry"));
        json::array actions;
        json::value answer;
        for (json::value& version : own) {
            json::array numbers;
            if (version.at("actions").is_array())
                numbers = version.at("actions").get_array();
            json::array of_version;
            for (const json::value& number : numbers) {
                actions.push_back(action_json(store, number, viewer));
                of_version.push_back(actions.back().at("task"));
            }
            version.as_object()["actions"] = std::move(of_version);
            if (!version.at("answer").is_null())
                answer = version.at("answer");
        }
        row["answer"] = std::move(answer);
        row["actions"] = std::move(actions);
        row["versions"] = std::move(own);
    }
    return json::value(std::move(rows));
}

Result<json::value> commitment_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<std::optional<domain::EntryId>> id = find_id<domain::EntryTag>(with, "commitment");
    if (!id)
        return id.error();
    if (!*id)
        return refusal(Errc::invalid, "noem een toezegging, bijvoorbeeld regel-12");
    const json::array programmes = store.view("inner_programme_of_entry", {{"entry", (*id)->value}});
    const Error absent = refusal(Errc::not_found, "toezegging {} bestaat niet; kijk met commitment list", **id);
    if (programmes.empty())
        return absent;
    const std::int64_t programme = programmes.front().at("programme").to_number<std::int64_t>();
    for (const json::value& value :
         store.view("commitments", {{"programme", programme}, {"viewer", viewer.person.value}})) {
        if (text_of(value.at("entry")) != domain::to_text(**id))
            continue;
        json::object row = value.as_object();
        row["programme"] = domain::to_text(ProgrammeId{programme});
        json::array changes =
            store.view("inner_commitment_changes", {{"programme", programme}, {"entry", (*id)->value}});
        for (json::value& change : changes)
            if (const Result<domain::Actor> actor = domain::parse_actor(text_of(change.at("by")));
                actor && actor->person)
                change.as_object()["by_name"] = name_of_person(store, actor->person);
        row["changes"] = std::move(changes);
        return json::value(std::move(row));
    }
    return absent;
}

Result<json::value> contacts_question(store::ReadStore& store, const json::object& with)
{
    const Result<ProgrammeId> programme = programme_asked(with);
    if (!programme)
        return programme.error();
    const json::array relations = store.view("inner_relations", {{"programme", programme->value}});
    json::array rows = store.view("contacts", {{"programme", programme->value}});
    for (json::value& row : rows)
        row.as_object()["relations"] = rows_about(relations, row.at("entry"));
    return json::value(std::move(rows));
}

}  // namespace wd::runtime
