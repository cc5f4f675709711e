// See quality_settings.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/quality_settings.hpp"

namespace wd::runtime {

using namespace domain;

namespace {

constexpr std::string_view rubric_view = "inner_rubric_settings";
constexpr std::string_view continuity_view = "inner_continuity_settings";
constexpr std::string_view retention_view = "inner_retention_settings";

// What check_settings() let through is readable for ever; anything else is a damaged store.
template <class Settings>
Settings settings_in(const json::array& rows)
{
    if (rows.empty())
        return {};
    Result<Settings> settings = read_json<Settings>(rows.front().at("settings"));
    WD_ASSERT(settings);
    return std::move(*settings);
}

template <class Settings>
json::object in_force(const json::array& rows)
{
    const json::value none;
    return {{"settings", json::parse(to_json_text(settings_in<Settings>(rows)))},
            {"defaults", json::parse(to_json_text(Settings{}))},
            {"since", rows.empty() ? none : rows.front().at("since")},
            {"event", rows.empty() ? none : rows.front().at("event")}};
}

}  // namespace

RubricSettings rubric_settings(store::ReadStore& store)
{
    return settings_in<RubricSettings>(store.view(rubric_view, {}));
}

ContinuitySettings continuity_settings(store::ReadStore& store)
{
    return settings_in<ContinuitySettings>(store.view(continuity_view, {}));
}

RetentionSettings retention_settings(const ViewRows& view)
{
    return settings_in<RetentionSettings>(view(retention_view, {}));
}

RubricSettings rubric_settings_of(const json::value& kept)
{
    if (kept.is_null())
        return {};
    Result<RubricSettings> settings = read_json<RubricSettings>(kept);
    WD_ASSERT(settings);
    return std::move(*settings);
}

Result<json::value> settings_question(store::ReadStore& store)
{
    return json::value(json::object{{"rubric", in_force<RubricSettings>(store.view(rubric_view, {}))},
                                    {"continuity", in_force<ContinuitySettings>(store.view(continuity_view, {}))},
                                    {"retention", in_force<RetentionSettings>(store.view(retention_view, {}))},
                                    {"changes", store.view("inner_settings_changes", {})}});
}

}  // namespace wd::runtime
