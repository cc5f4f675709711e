// See account_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/account_question.hpp"

#include "runtime/asker.hpp"
#include "runtime/explain.hpp"

namespace wd::runtime {

using domain::PersonId;

namespace {

// Whose accounts the answer is about: {} is everybody's. Others than an administrator ask about themselves.
Result<json::object> whose(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<std::optional<PersonId>> person = find_id<domain::PersonTag>(with, "person");
    if (!person)
        return person.error();
    if (administers(store, viewer))
        return *person ? json::object{{"person", (*person)->value}} : json::object{};
    if (*person && **person != viewer.person)
        return refusal(Errc::not_allowed, "u ziet uw eigen account; die van anderen ziet een beheerder");
    return json::object{{"person", viewer.person.value}};
}

json::array grants_of(const json::array& grants, const json::value& person)
{
    json::array own;
    for (const json::value& grant : grants)
        if (grant.at("person") == person) {
            json::object row = grant.as_object();
            row.erase("person");
            own.push_back(std::move(row));
        }
    return own;
}

bool is_past(const json::value& instant, Timestamp now)
{
    return !instant.is_null() && *parse_timestamp(text_of(instant)) <= now;
}

}  // namespace

Result<json::value> accounts_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now)
{
    const Result<json::object> parameters = whose(store, with, viewer);
    if (!parameters)
        return parameters.error();
    json::array accounts = store.view("inner_accounts", *parameters);
    const json::array grants = store.view("inner_grants", *parameters);
    for (json::value& account : accounts) {
        json::object& row = account.as_object();
        row["open"] = row.at("closed_at").is_null();
        if (is_past(row.at("locked_until"), now))
            row["locked_until"] = nullptr;
        row["grants"] = grants_of(grants, row.at("person"));
    }
    return json::value(std::move(accounts));
}

Result<json::value> tokens_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                    Timestamp now)
{
    const Result<json::object> parameters = whose(store, with, viewer);
    if (!parameters)
        return parameters.error();
    json::array tokens = store.view("inner_tokens", *parameters);
    for (json::value& token : tokens) {
        json::object& row = token.as_object();
        row["valid"] = row.at("withdrawn_at").is_null() && !is_past(row.at("expires_at"), now);
        json::object scope = row.at("scope").as_object();
        row.erase("scope");
        row["reads_only"] = scope.at("reads_only");
        row["content"] = scope.at("content");
        json::array programmes;
        if (const json::value* only = scope.if_contains("programmes"))
            for (const json::value& id : only->as_array())
                programmes.push_back(json::value(domain::to_text(domain::ProgrammeId{id.as_int64()})));
        row["programmes"] = std::move(programmes);
    }
    return json::value(std::move(tokens));
}

}  // namespace wd::runtime
