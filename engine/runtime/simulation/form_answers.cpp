// Drawing answers. See form_answers.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/form_answers.hpp"

#include "runtime/simulation/office_hours.hpp"

#include <algorithm>
#include <array>

namespace wd::runtime {

namespace {

using domain::Field;
using domain::FieldKind;

constexpr int left_open = 400;  // chance that a question that need not be answered is not

// What the file says about this question, or about its kind.
const AnswerHabit& habit_of(const Scene& scene, std::string_view question, FieldKind kind)
{
    static const AnswerHabit none;
    const Behaviour& behaviour = scene.behaviour;
    const auto by_field = behaviour.answers_by_field.find(fmt::format("{}.{}", scene.step_id(), question));
    if (by_field != behaviour.answers_by_field.end())
        return by_field->second;
    const auto by_kind = behaviour.answers_by_kind.find(name_of(kind));
    return by_kind == behaviour.answers_by_kind.end() ? none : by_kind->second;
}

// The figure that shares are taken of; none when the draw is the figure itself.
std::optional<std::int64_t> base_of(const Scene& scene, const AnswerHabit& habit, const json::object& before)
{
    if (habit.share_of.empty())
        return {};
    if (habit.share_of == "inwoners")
        return inhabitants_of(scene);
    if (habit.share_of == "woningen")
        return dwellings_of(scene);
    const json::value* value = before.if_contains(habit.share_of);
    return value != nullptr && value->is_int64() ? std::optional{value->get_int64()} : std::nullopt;
}

std::int64_t lowest(FieldKind kind)
{
    return kind == FieldKind::number || kind == FieldKind::money ? -1'000'000'000'000 : 0;
}

std::int64_t figure(const Scene& scene, const AnswerHabit& habit, FieldKind kind, const json::object& before)
{
    const Spread spread = habit.figure.value_or(Spread{10, 0});
    const std::int64_t drawn = scene.entropy.around(spread.middle, spread.spread);
    const std::optional<std::int64_t> base = base_of(scene, habit, before);
    const std::int64_t value = base ? *base * drawn / 1000 : drawn;
    return std::clamp<std::int64_t>(value, spread.middle < 0 ? lowest(kind) : 0,
                                    kind == FieldKind::per_mille ? 1000 : 1'000'000'000'000);
}

Date make_date(const Scene& scene, const AnswerHabit& habit)
{
    if (habit.share_of == "raad")
        return council_day(scene.today() + std::chrono::days{7 * scene.behaviour.council.ahead_weeks},
                           scene.behaviour.council, scene.calendar);
    const std::int64_t ahead = draw(scene.entropy, habit.figure.value_or(Spread{20, 0}));
    return ahead == 0 ? scene.today() : working_days_after(scene.today(), ahead, scene.calendar);
}

json::value make_choice(const Scene& scene, const AnswerHabit& habit, const Field& field)
{
    std::vector<int> weights;
    int sum = 0;
    for (const domain::Option& option : field.options) {
        const auto weight = habit.weights.find(option.id);
        weights.push_back(habit.weights.empty() ? 1 : weight == habit.weights.end() ? 0 : weight->second);
        sum += weights.back();
    }
    if (sum == 0)
        return json::value(field.options.front().id);
    std::int64_t drawn = scene.entropy.between(0, sum - 1);
    std::size_t chosen = 0;
    while (drawn >= weights[chosen])
        drawn -= weights[chosen++];
    return json::value(field.options[chosen].id);
}

json::value make_choices(const Scene& scene, const AnswerHabit& habit, const Field& field)
{
    const auto known = static_cast<std::int64_t>(field.options.size());
    const std::int64_t wanted =
        std::clamp<std::int64_t>(draw(scene.entropy, habit.figure.value_or(Spread{2, 1})), 1, known);
    json::array chosen;
    std::int64_t left = wanted;
    // Each option in its order, with the chance that is left: as fair as a shuffle, and the list keeps the file's order.
    for (std::int64_t i = 0; i < known && left > 0; ++i)
        if (scene.entropy.between(0, known - i - 1) < left) {
            chosen.emplace_back(field.options[static_cast<std::size_t>(i)].id);
            --left;
        }
    return chosen;
}

json::value make_person(const Scene& scene)
{
    for (const std::string& role : scene.step == nullptr ? std::vector<std::string>{} : std::vector{scene.step->role})
        if (const std::vector<domain::PersonId> holders = holders_of(scene, role); !holders.empty())
            return json::value(holders.front().value);
    return scene.ledger.assignments.empty() ? json::value{}
                                            : json::value(scene.ledger.assignments.begin()->second.person.value);
}

json::value make_area(const Scene& scene)
{
    if (scene.area)
        return json::value(scene.area->value);
    return scene.ledger.areas.empty() ? json::value{} : json::value(scene.ledger.areas.begin()->first.value);
}

json::value make_answer(const Scene& scene, const Field& field, const json::object& before)
{
    const AnswerHabit& habit = habit_of(scene, field.id, field.kind);
    switch (field.kind) {
    case FieldKind::count:
    case FieldKind::number:
    case FieldKind::per_mille:
    case FieldKind::money: {
        const std::int64_t low = std::max(field.min.value_or(lowest(field.kind)), lowest(field.kind));
        const std::int64_t high = std::max(low, field.max.value_or(1'000'000'000'000));
        return json::value(std::clamp(figure(scene, habit, field.kind, before), low, high));
    }
    case FieldKind::date: return json::value(wd::to_text(make_date(scene, habit)));
    case FieldKind::yes_no: {
        const auto yes = habit.weights.find("ja");
        return json::value(scene.entropy.chance(yes == habit.weights.end() ? 800 : yes->second));
    }
    case FieldKind::choice: return make_choice(scene, habit, field);
    case FieldKind::choices: return make_choices(scene, habit, field);
    case FieldKind::person: return make_person(scene);
    case FieldKind::area: return make_area(scene);
    case FieldKind::text: return json::value(sentence(scene.behaviour, scene.entropy, "antwoord").value);
    }
    WD_ASSERT(false);
    return {};
}

// What a step of another kind than `task` asks beside its form.
bool is_beside_form(const Scene& scene, std::string_view key)
{
    static constexpr std::array beside{"outcome",    "date",      "phase", "role",  "attendance",
                                       "groups",     "minutes",   "yes",   "no",    "abstain",
                                       "electorate", "threshold", "close", "value", "skip"};
    return scene.task.kind != domain::StepKind::task && std::find(beside.begin(), beside.end(), key) != beside.end();
}

// Certain answers to questions that the form does not have: the engine refuses them and says so.
void add_unknown(const Scene& scene, json::object& answers)
{
    for (const auto& member : scene.certain)
        if (!answers.contains(member.key()) &&
            !is_beside_form(scene, std::string_view{member.key().data(), member.key().size()}))
            answers[member.key()] = member.value();
}

}  // namespace

json::object make_answers(const Scene& scene)
{
    json::object answers;
    const domain::Form* form =
        scene.workflow == nullptr || !scene.task.form ? nullptr : domain::find_form(*scene.workflow, *scene.task.form);
    for (const Field& field : form == nullptr ? std::vector<Field>{} : form->fields) {
        if (const json::value* certain = scene.certain.if_contains(field.id))
            answers[field.id] = *certain;
        else if (field.required || !scene.entropy.chance(left_open))
            answers[field.id] = make_answer(scene, field, answers);
    }
    add_unknown(scene, answers);
    return answers;
}

std::int64_t make_figure(const Scene& scene, std::string_view question, FieldKind kind)
{
    const json::value* certain = scene.certain.if_contains(json::string_view{question.data(), question.size()});
    if (certain != nullptr && certain->is_int64())
        return certain->get_int64();
    return std::max(figure(scene, habit_of(scene, question, kind), kind, {}), lowest(kind));
}

}  // namespace wd::runtime
