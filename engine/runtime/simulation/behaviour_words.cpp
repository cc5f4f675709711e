// Names, answers and stories. See behaviour_words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/behaviour_words.hpp"

#include "domain/step_lookup.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::FieldKind;
using domain::StepKind;

// What a step of this kind asks beside its form.
std::vector<std::string> own_questions(StepKind kind)
{
    switch (kind) {
    case StepKind::measure: return {"value"};
    case StepKind::meeting: return {"attendance", "date"};
    case StepKind::vote: return {"outcome", "yes", "no", "abstain", "electorate", "threshold"};
    case StepKind::decision: return {"outcome"};
    case StepKind::gate: return {"outcome", "date", "phase"};
    case StepKind::friction: return {"outcome", "date"};
    default: return {};
    }
}

std::vector<std::string> options_of(const domain::Field& field)
{
    if (field.kind == FieldKind::yes_no)
        return {"ja"};
    std::vector<std::string> options;
    for (const domain::Option& option : field.options)
        options.push_back(option.id);
    return options;
}

void sort_once(std::vector<std::string>& words)
{
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

BehaviourWords::BehaviourWords(const domain::Workflow& workflow)
    : steps{"stap", domain::step_ids(workflow)},
      roles{"rol", {}},
      phases{"fase", {}},
      questions{"vraag", {}},
      step_kinds{"soort stap", {}},
      field_kinds{"soort vraag", {}}
{
    for (const domain::Role& role : workflow.roles)
        roles.words.push_back(role.id);
    for (const domain::Phase& phase : workflow.phases)
        phases.words.push_back(phase.id);
    for (const std::string_view name : names_of<StepKind>())
        if (domain::asks_people(*find_enum<StepKind>(name)))
            step_kinds.words.emplace_back(name);
    for (const std::string_view name : names_of<FieldKind>())
        field_kinds.words.emplace_back(name);
    for (const std::string& id : domain::step_ids(workflow)) {
        const domain::Step* step = domain::find_step_by_id(workflow, id);
        for (const std::string& own : own_questions(step->kind))
            questions.words.push_back(fmt::format("{}.{}", id, own));
        const domain::Form* form = domain::find_form(workflow, step->form);
        for (const domain::Field& field : form == nullptr ? std::vector<domain::Field>{} : form->fields) {
            questions.words.push_back(fmt::format("{}.{}", id, field.id));
            options[questions.words.back()] = options_of(field);
        }
    }
    sort_once(steps.words);
    sort_once(questions.words);
}

Spread read_spread(TomlTable table, Bounds bounds)
{
    const Spread spread{table.whole("midden", bounds), table.whole("spreiding", any_count)};
    table.finish();
    return spread;
}

AnswerHabit read_answer_habit(TomlTable table, const std::vector<std::string>& options)
{
    AnswerHabit habit;
    habit.share_of = table.find_text("van").value_or("");
    if (table.has("midden") || table.has("spreiding"))
        habit.figure = Spread{table.whole("midden", any_number), table.whole("spreiding", any_count)};
    for (const std::string& option : options)
        if (const std::optional<std::int64_t> weight = table.find_whole(option, per_mille))
            habit.weights[option] = static_cast<int>(*weight);
    table.finish();
    return habit;
}

Story read_story(TomlTable& table, const BehaviourWords& words)
{
    Story story;
    story.tempo = static_cast<int>(table.find_whole("tempo", {100, 10'000}).value_or(1000));
    story.later = table.find_whole("begint_later", {0, 5'000}).value_or(0);
    if (table.has("begint_in"))
        story.first_phase = table.word("begint_in", words.phases);
    if (std::optional<TomlTable> history = table.find_table("geschiedenis")) {
        constexpr Bounds some{0, 200};
        story.history =
            History{history->whole("jaren", some), history->whole("besluiten", some), history->whole("contacten", some),
                    history->whole("toezeggingen", some), history->whole("eerdere_pogingen", some)};
        history->finish();
    }
    const std::string phase = table.has("in_fase") ? table.word("in_fase", words.phases) : std::string{};
    if (std::optional<TomlTable> steps = table.find_table("stap"))
        steps->each_key(words.steps, [&](TomlTable& all, const std::string& step) {
            TomlTable answers = all.table(step);
            CertainAnswer certain{step, phase, {}};
            answers.each_key([&](TomlTable& one, const std::string& field) {
                if (std::find(words.questions.words.begin(), words.questions.words.end(),
                              fmt::format("{}.{}", step, field)) == words.questions.words.end())
                    one.complain(field, fmt::format("stap '{}' heeft geen vraag '{}'", step, field));
                certain.answers[field] = one.answer(field);
            });
            story.certain.push_back(std::move(certain));
        });
    table.finish();
    return story;
}

}  // namespace wd::runtime
