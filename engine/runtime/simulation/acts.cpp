// Answering tasks, by kind. See acts.hpp; votes are in vote_acts.cpp, what is written beside tasks in records.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/acts.hpp"

#include "domain/gate_needs.hpp"
#include "domain/team.hpp"
#include "runtime/simulation/form_answers.hpp"
#include "runtime/simulation/handover_acts.hpp"
#include "runtime/simulation/office_hours.hpp"
#include "runtime/simulation/records.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::Command;
using domain::PersonId;
using domain::StepKind;

std::optional<std::string> certain_text(const Scene& scene, const char* key)
{
    const json::value* value = scene.certain.if_contains(key);
    return value == nullptr || !value->is_string() ? std::nullopt : std::optional{std::string(value->get_string())};
}

std::optional<Date> certain_date(const Scene& scene)
{
    const std::optional<std::string> text = certain_text(scene, "date");
    const Result<Date> date = text ? parse_date(*text) : Result<Date>{Error{}};
    return date ? std::optional{*date} : std::nullopt;
}

template <class Outcome>
std::optional<Outcome> certain_outcome(const Scene& scene)
{
    const std::optional<std::string> text = certain_text(scene, "outcome");
    return text ? find_enum<Outcome>(*text) : std::nullopt;
}

json::value answers_of(const Scene& scene)
{
    json::object answers = make_answers(scene);
    return answers.empty() ? json::value{} : json::value(std::move(answers));
}

domain::Condition make_condition(const Scene& scene, PersonId owner)
{
    const Date due = working_days_after(scene.today(), scene.entropy.between(40, 120), scene.calendar);
    return {sentence(scene.behaviour, scene.entropy, "voorwaarde"), owner, due};
}

// Conditions are promised by who leads the work, or else by who decides.
PersonId owner_of_conditions(const Scene& scene, PersonId decider)
{
    for (const auto& [id, position] : scene.ledger.positions)
        if (position.core)
            if (const std::vector<PersonId> holders = holders_of(scene, position.role); !holders.empty())
                return holders.front();
    return decider;
}

// The evening before, when the task was open by then; a meeting is written up the next morning.
Date date_of_meeting(const Scene& scene)
{
    if (const std::optional<Date> date = certain_date(scene))
        return *date;
    const Date before = scene.calendar.previous_working_day(scene.today() - std::chrono::days{1});
    return before < calendar::date_of(scene.task.opened_at) ? scene.today() : before;
}

Command meeting(const Scene& scene)
{
    domain::RecordMeeting record;
    record.task = scene.task.id;
    record.date = date_of_meeting(scene);
    record.attendance = make_figure(scene, "attendance", domain::FieldKind::count);
    record.answers = answers_of(scene);
    if (const json::value* groups = scene.certain.if_contains("groups"); groups != nullptr && groups->is_object())
        for (const auto& group : groups->get_object())
            record.groups.push_back(
                {std::string(group.key()), group.value().is_int64() ? group.value().get_int64() : 0});
    if (scene.entropy.chance(scene.behaviour.meeting.minutes))
        record.minutes = sentence(scene.behaviour, scene.entropy, "verslag");
    if (scene.entropy.chance(scene.behaviour.meeting.actions))
        record.actions.push_back(sentence(scene.behaviour, scene.entropy, "actie"));
    return record;
}

domain::Decision drawn_decision(const Scene& scene)
{
    if (const auto certain = certain_outcome<domain::Decision>(scene))
        return *certain;
    const auto* terms = scene.step == nullptr ? nullptr : std::get_if<domain::DecisionTerms>(&scene.step->terms);
    const bool board = terms != nullptr && terms->body == domain::DecisionBody::board;
    const int reject = board ? scene.behaviour.board.reject : scene.behaviour.council.reject;
    const int conditions = board ? scene.behaviour.board.with_conditions : scene.behaviour.council.with_conditions;
    const std::int64_t drawn = scene.entropy.between(0, 999);
    if (drawn < reject)
        return domain::Decision::reject;
    return drawn < reject + conditions ? domain::Decision::adopt_with_conditions : domain::Decision::adopt;
}

Command decision(const Scene& scene, PersonId actor)
{
    domain::RecordDecision record;
    record.task = scene.task.id;
    record.outcome = drawn_decision(scene);
    record.grounds =
        sentence(scene.behaviour, scene.entropy, record.outcome == domain::Decision::reject ? "nee" : "besluit");
    if (record.outcome == domain::Decision::adopt_with_conditions)
        record.conditions.push_back(make_condition(scene, owner_of_conditions(scene, actor)));
    record.answers = answers_of(scene);
    return record;
}

Command friction(const Scene& scene)
{
    domain::DecideFriction decide;
    decide.task = scene.task.id;
    const std::int64_t drawn = scene.entropy.between(0, 999);
    const FrictionHabits& habits = scene.behaviour.friction;
    decide.outcome = drawn < habits.stop                      ? domain::FrictionOutcome::stop
                     : drawn < habits.stop + habits.move_date ? domain::FrictionOutcome::move_date
                                                              : domain::FrictionOutcome::smaller_step;
    decide.outcome = certain_outcome<domain::FrictionOutcome>(scene).value_or(decide.outcome);
    if (decide.outcome == domain::FrictionOutcome::move_date)
        decide.date = certain_date(scene).value_or(
            working_days_after(scene.today(), scene.entropy.between(30, 120), scene.calendar));
    decide.grounds = sentence(scene.behaviour, scene.entropy, "besluit");
    return decide;
}

Command reflection(const Scene& scene)
{
    const std::vector<std::string>& may_skip = scene.behaviour.reflection.steps;
    const bool may = std::find(may_skip.begin(), may_skip.end(), scene.step_id()) != may_skip.end();
    if (const std::optional<std::string> reason = certain_text(scene, "skip"))
        return domain::SkipReflection{scene.task.id, Text{*reason}};
    if (may && scene.entropy.chance(scene.behaviour.reflection.skipped))
        return domain::SkipReflection{scene.task.id, sentence(scene.behaviour, scene.entropy, "overslaan")};
    domain::RecordReflection record;
    record.task = scene.task.id;
    record.answers = answers_of(scene);
    if (scene.task.role)
        record.roles.push_back(*scene.task.role);
    return record;
}

Command measure(const Scene& scene)
{
    domain::AddMeasure add;
    add.task = scene.task.id;
    const auto* terms = scene.step == nullptr ? nullptr : std::get_if<domain::MeasureTerms>(&scene.step->terms);
    add.value = make_figure(scene, "value", terms == nullptr ? domain::FieldKind::number : terms->unit);
    add.source = sentence(scene.behaviour, scene.entropy, "bron");
    return add;
}

// --- Gates

bool has_spoken(const domain::Task& gate, std::string_view role)
{
    return std::any_of(gate.answers.begin(), gate.answers.end(),
                       [&](const auto& answer) { return answer.role == role; });
}

// Somebody of this role who did none of the work, where the gate asks for that; otherwise the first.
std::optional<PersonId> decider_of(const Scene& scene, const domain::GateTerms& terms, std::string_view role)
{
    const std::vector<PersonId> holders = holders_of(scene, role);
    if (holders.empty() || !terms.independent || !scene.task.run)
        return holders.empty() ? std::nullopt : std::optional{holders.front()};
    const domain::Run& run = scene.programme.runs.at(*scene.task.run);
    for (const PersonId holder : holders)
        if (std::none_of(terms.needs.begin(), terms.needs.end(),
                         [&](const std::string& need) { return domain::has_completed(run, need, holder); }))
            return holder;
    return holders.back();
}

domain::GateOutcome drawn_gate(const Scene& scene, const domain::GateTerms& terms)
{
    const GateHabits& habits = scene.behaviour.gate;
    const std::int64_t drawn = scene.entropy.between(0, 999);
    if (drawn < habits.back && !terms.back.empty())
        return domain::GateOutcome::back;
    if (drawn < habits.back + habits.not_now)
        return domain::GateOutcome::not_now;
    if (drawn < habits.back + habits.not_now + habits.with_conditions)
        return domain::GateOutcome::go_with_conditions;
    return domain::GateOutcome::go;
}

Command gate(const Scene& scene, const domain::GateTerms& terms, std::string_view role, PersonId actor)
{
    domain::DecideGate decide;
    decide.task = scene.task.id;
    decide.role = std::string(role);
    const domain::GateOutcome drawn = drawn_gate(scene, terms);
    decide.outcome = certain_outcome<domain::GateOutcome>(scene).value_or(drawn);
    decide.grounds = sentence(scene.behaviour, scene.entropy,
                              decide.outcome <= domain::GateOutcome::go_with_conditions ? "besluit" : "nee");
    if (decide.outcome == domain::GateOutcome::go_with_conditions)
        decide.conditions.push_back(make_condition(scene, owner_of_conditions(scene, actor)));
    if (decide.outcome == domain::GateOutcome::not_now) {
        const std::int64_t weeks = std::max<std::int64_t>(1, draw(scene.entropy, scene.behaviour.gate.not_now_weeks));
        decide.date =
            certain_date(scene).value_or(scene.calendar.next_working_day(scene.today() + std::chrono::days{7 * weeks}));
    }
    if (decide.outcome == domain::GateOutcome::back)
        decide.phase = certain_text(scene, "phase").value_or(terms.back.empty() ? std::string{} : terms.back.back());
    return decide;
}

// Nobody asks a gate to open while it waits for an empty chair: that only time and a successor can mend.
bool waits_for_staff(const Scene& scene, const domain::GateTerms& terms)
{
    if (std::find(terms.needs.begin(), terms.needs.end(), "core_team_staffed") == terms.needs.end())
        return false;
    return std::any_of(scene.ledger.positions.begin(), scene.ledger.positions.end(), [&](const auto& entry) {
        return entry.second.core && domain::holders_on(scene.ledger, entry.first, scene.today()).empty();
    });
}

// One decider who has not spoken yet, after what the gate still lacked has been supplied.
std::vector<Request> gate_requests(const Scene& scene)
{
    const auto* terms = scene.step == nullptr ? nullptr : std::get_if<domain::GateTerms>(&scene.step->terms);
    if (terms == nullptr || waits_for_staff(scene, *terms))
        return {};
    for (const std::string& role : terms->deciders) {
        if (has_spoken(scene.task, role))
            continue;
        const std::optional<PersonId> decider = decider_of(scene, *terms, role);
        if (!decider)
            continue;
        std::vector<Request> requests = supply_requests(scene, *terms);
        requests.push_back(request_of(gate(scene, *terms, role, *decider), decider));
        return requests;
    }
    return {};
}

}  // namespace

Request request_of(Command command, std::optional<PersonId> actor)
{
    Request request;
    request.command = std::move(command);
    request.actor = domain::Actor{actor.value_or(PersonId{}), {}};
    return request;
}

std::optional<PersonId> actor_of(const Scene& scene)
{
    const domain::Task& task = scene.task;
    if (task.person) {
        const auto member = scene.members.find(*task.person);
        return member == scene.members.end() ? *task.person : member->second;
    }
    if (task.kind == StepKind::friction && !task.role)
        return scene.programme.commissioner;
    if (task.role) {
        const std::vector<PersonId> holders = holders_of(scene, *task.role);
        return holders.empty() ? std::nullopt : std::optional{holders.front()};
    }
    return scene.programme.commissioner;
}

bool can_answer(const Scene& scene)
{
    if (scene.task.kind == StepKind::vote)
        return can_vote_go_on(scene);
    if (scene.task.kind != StepKind::gate)
        return actor_of(scene).has_value();
    const auto* terms = scene.step == nullptr ? nullptr : std::get_if<domain::GateTerms>(&scene.step->terms);
    if (terms != nullptr && waits_for_staff(scene, *terms))
        return false;
    return std::any_of(scene.task.deciders.begin(), scene.task.deciders.end(), [&](const std::string& role) {
        return !has_spoken(scene.task, role) && !holders_of(scene, role).empty();
    });
}

Request postpone_request(const Scene& scene, PersonId actor, Date until)
{
    domain::ReturnTask give_back;
    give_back.task = scene.task.id;
    give_back.reason = domain::ReturnReason::not_now;
    give_back.until = until;
    give_back.note = sentence(scene.behaviour, scene.entropy, "reden");
    return request_of(std::move(give_back), actor);
}

std::vector<Request> answer_requests(const Scene& scene)
{
    if (scene.task.kind == StepKind::gate)
        return gate_requests(scene);
    if (scene.task.kind == StepKind::vote)
        return vote_requests(scene);
    const std::optional<PersonId> actor = actor_of(scene);
    if (!actor)
        return {};
    if (scene.step != nullptr && !scene.step->answered_by.empty())
        return handover_requests(scene, *actor);
    Command answer;
    switch (scene.task.kind) {
    case StepKind::meeting: answer = meeting(scene); break;
    case StepKind::decision: answer = decision(scene, *actor); break;
    case StepKind::friction: answer = friction(scene); break;
    case StepKind::reflection: answer = reflection(scene); break;
    case StepKind::measure: answer = measure(scene); break;
    default: answer = domain::CompleteTask{scene.task.id, answers_of(scene)};
    }
    std::vector<Request> requests = records_beside(scene, *actor, answer);
    requests.push_back(request_of(std::move(answer), actor));
    return requests;
}

}  // namespace wd::runtime
