// See reflection_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/reflection_question.hpp"

#include "domain/paths.hpp"
#include "domain/reflection_measures.hpp"
#include "runtime/explain.hpp"
#include "runtime/learning_question.hpp"
#include "runtime/occasions.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::ProgrammeId;

namespace {

// The numbers of a list as ids for people: [12] becomes ["regel-12"].
template <class Tag>
json::value ids_text(const json::value& numbers)
{
    json::array ids;
    if (numbers.is_array())
        for (const json::value& number : numbers.get_array())
            ids.emplace_back(domain::to_text(Id<Tag>{number.to_number<std::int64_t>()}));
    return ids;
}

json::array rows_of(store::ReadStore& store, std::string_view view, ProgrammeId programme, const domain::Viewer& viewer)
{
    return store.view(view, {{"programme", programme.value}, {"viewer", viewer.person.value}});
}

// How each role is called in this programme.
json::object titles_of_roles(store::ReadStore& store, ProgrammeId programme)
{
    json::object titles;
    for (const json::value& row : store.view("positions", {{"programme", programme.value}}))
        titles[text_of(row.at("role"))] = row.at("title");
    return titles;
}

// Where the last reflection ended that was recorded; the start of the programme when there was none.
struct Since {
    std::int64_t at_ms = 0;
    std::optional<std::string> reflection;
};

Since find_since(store::ReadStore& store, ProgrammeId programme, const domain::Viewer& viewer)
{
    Since since;
    for (const json::value& row : rows_of(store, "inner_reflections", programme, viewer))
        if (row.at("state") == "done") {
            since.at_ms = row.at("closed_at").to_number<std::int64_t>();
            since.reflection = text_of(row.at("task"));
        }
    if (since.reflection)
        return since;
    const json::array programmes = store.view("programme", {{"programme", programme.value}});
    if (!programmes.empty())
        since.at_ms = to_unix_ms(parse_timestamp(text_of(programmes.front().at("started_at"))).value());
    return since;
}

// Which talks are still to come, and what each is about.
json::array talks_to_come(store::ReadStore& store, ProgrammeId programme, const domain::Viewer& viewer)
{
    json::array talks;
    for (const json::value& row : rows_of(store, "inner_reflections", programme, viewer)) {
        if (!row.at("closed_at").is_null())
            continue;
        const Result<domain::RunId> run =
            row.at("run").is_string() ? parse_id<domain::RunTag>(text_of(row.at("run"))) : domain::RunId{};
        talks.push_back(
            json::object{{"task", row.at("task")},
                         {"title", row.at("title")},
                         {"due", row.at("due")},
                         {"occasions", run && *run ? occasions_of(store, viewer, programme, *run) : json::array{}}});
    }
    return talks;
}

// The reflection that comes back and that this missed turn belongs to; null when something else missed its turn.
const json::object* find_recurring(const std::vector<json::object>& reflections, const json::value& missed)
{
    const auto found = std::find_if(reflections.begin(), reflections.end(), [&](const json::object& reflection) {
        return reflection.at("path").is_string() && reflection.at("run") == missed.at("run") &&
               domain::last_id(text_of(reflection.at("path"))) == text_of(missed.at("data").at("step"));
    });
    return found == reflections.end() ? nullptr : &*found;
}

// All reflections, and among them each turn that passed because the last one was still open: that was missed as well.
std::vector<json::object> with_missed_turns(store::ReadStore& store, ProgrammeId programme,
                                            const domain::Viewer& viewer)
{
    std::vector<json::object> reflections;
    for (const json::value& row : rows_of(store, "inner_reflections", programme, viewer))
        reflections.push_back(row.as_object());
    std::vector<json::object> all = reflections;
    for (const json::value& missed : store.view("inner_turns_missed", {{"programme", programme.value}})) {
        const json::object* recurring = find_recurring(reflections, missed);
        if (recurring == nullptr)
            continue;
        json::object row = *recurring;
        for (auto& member : row)
            if (member.key() != "run" && member.key() != "title" && member.key() != "role" && member.key() != "form")
                member.value() = nullptr;
        row["path"] = domain::without_repetition(text_of(recurring->at("path")));
        row["state"] = "missed";
        row["due"] = missed.at("data").at("date");
        row["pseq"] = missed.at("pseq");
        all.push_back(std::move(row));
    }
    std::stable_sort(all.begin(), all.end(), [](const json::object& one, const json::object& other) {
        return one.at("pseq").to_number<std::int64_t>() < other.at("pseq").to_number<std::int64_t>();
    });
    return all;
}

}  // namespace

Result<json::value> reflections_question(store::ReadStore& store, const json::object& with,
                                         const domain::Viewer& viewer)
{
    const Result<ProgrammeId> programme = programme_asked(with);
    if (!programme)
        return programme.error();
    const json::object titles = titles_of_roles(store, *programme);
    json::array rows;
    for (json::object& row : with_missed_turns(store, *programme, viewer)) {
        row.erase("closed_at");
        row.erase("pseq");
        row["lessons"] = ids_text<domain::EntryTag>(row["lessons"]);
        row["actions"] = ids_text<domain::TaskTag>(row["actions"]);
        if (!row["roles"].is_array())
            row["roles"] = json::array{};
        json::array role_titles;
        for (const json::value& role : row["roles"].get_array())
            role_titles.push_back(titles.contains(text_of(role)) ? titles.at(text_of(role)) : role);
        row["role_titles"] = std::move(role_titles);
        rows.push_back(std::move(row));
    }
    return json::value(std::move(rows));
}

Result<json::value> reflection_facts(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<ProgrammeId> programme = programme_asked(with);
    if (!programme)
        return programme.error();
    const Since since = find_since(store, *programme, viewer);
    const Timestamp at = from_unix_ms(since.at_ms);
    const std::string day = to_text(calendar::date_of(at));
    const auto ask = [&](std::string_view view) {
        return store.view(view,
                          {{"programme", programme->value}, {"since", since.at_ms}, {"viewer", viewer.person.value}});
    };
    json::object facts{{"since", to_text(at)}};
    facts["reflection"] = since.reflection ? json::value(*since.reflection) : json::value{};
    facts["to_come"] = talks_to_come(store, *programme, viewer);
    facts["tasks"] = ask("inner_tasks_since").at(0);
    facts["phases"] = ask("inner_phases_since");
    json::array arrivals;
    json::array departures;
    for (const json::value& row :
         store.view("inner_team_since", {{"programme", programme->value}, {"since_date", day}})) {
        const json::object chair{{"role", row.at("role")}, {"title", row.at("title")}};
        if (text_of(row.at("from_date")) >= day) {
            arrivals.push_back(chair);
            arrivals.back().get_object()["date"] = row.at("from_date");
        }
        if (row.at("until_date").is_string()) {
            departures.push_back(chair);
            departures.back().get_object()["date"] = row.at("until_date");
        }
    }
    facts["arrivals"] = std::move(arrivals);
    facts["departures"] = std::move(departures);
    facts["votes"] = ask("inner_votes_since");
    facts["reach"] = ask("inner_reach_since");
    facts["promises"] = ask("inner_promises_since").at(0);
    facts["signals"] = ask("inner_signals_since");
    return json::value(std::move(facts));
}

Result<json::value> reflection_measures(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                        Timestamp now)
{
    const Result<ProgrammeId> programme = programme_asked(with);
    if (!programme)
        return programme.error();
    std::vector<domain::GateReflection> gates;
    for (const json::value& row : rows_of(store, "inner_gates_with_reflection", *programme, viewer))
        gates.push_back(static_cast<domain::GateReflection>(row.at("reflected").to_number<int>()));
    const Result<json::value> questions = learning_question(store, with, viewer, now);
    if (!questions)
        return questions.error();
    std::vector<domain::LearningFacts> asked;
    for (const json::value& row : questions->as_array()) {
        domain::LearningFacts facts;
        facts.state = find_enum<domain::LearningState>(text_of(row.at("state"))).value();
        facts.asked = calendar::date_of(parse_timestamp(text_of(row.at("at"))).value());
        for (const json::value& action : row.at("actions").as_array())
            facts.actions_done += action.at("done").as_bool() ? 1 : 0;
        asked.push_back(facts);
    }
    std::vector<domain::LessonFacts> lessons;
    for (const json::value& row : store.view("inner_lessons", {{"programme", programme->value}}))
        lessons.push_back({row.at("taken_by").to_number<std::int64_t>()});
    std::vector<domain::ReflectionFacts> recorded;
    for (const json::value& row : rows_of(store, "inner_reflections", *programme, viewer)) {
        if (row.at("state") != "done")
            continue;
        domain::ReflectionFacts facts;
        if (row.at("roles").is_array())
            for (const json::value& role : row.at("roles").get_array())
                facts.roles.emplace_back(text_of(role));
        recorded.push_back(std::move(facts));
    }
    std::vector<std::string> roles;
    for (const json::value& row : store.view("roles", {{"programme", programme->value}}))
        roles.emplace_back(text_of(row.at("role")));

    const auto figure = [](std::optional<int> value) { return value ? json::value(*value) : json::value{}; };
    const domain::ReflectionMeasures measures =
        domain::measure_reflection(gates, asked, lessons, recorded, roles, calendar::date_of(now));
    json::object participation;
    for (const auto& [role, share] : measures.participation)
        participation[role] = share;
    return json::value(json::object{{"gates_reflected", figure(measures.gates_reflected)},
                                    {"open_age_days", figure(measures.open_age_days)},
                                    {"answered_with_action", figure(measures.answered_with_action)},
                                    {"lessons_reused", figure(measures.lessons_reused)},
                                    {"participation", std::move(participation)},
                                    {"role_titles", titles_of_roles(store, *programme)}});
}

}  // namespace wd::runtime
