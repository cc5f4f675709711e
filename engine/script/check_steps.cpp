// The rules of one step: roles, forms, terms, outcomes. See check.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/limits.hpp"
#include "base/text.hpp"
#include "script/check.hpp"
#include "script/ids.hpp"
#include "script/walk.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using domain::Step;
using domain::StepKind;
using domain::Steps;

void check_role(const Checking& checking, const Step& step, std::string_view key, const std::string& role)
{
    if (role.empty() || domain::find_role(checking.workflow, role) != nullptr)
        return;
    const std::vector<std::string_view> known = ids_of(checking.workflow.roles);
    checking.complain(step, key, "onbekende rol '{}'{}; de rollen zijn {}", role, did_you_mean(role, known),
                      join_or(known));
}

void check_form(const Checking& checking, const Step& step)
{
    if (step.form.empty() || domain::find_form(checking.workflow, step.form) != nullptr)
        return;
    const std::vector<std::string_view> known = ids_of(checking.workflow.forms);
    checking.complain(step, "form", "onbekend formulier '{}'{}; {}", step.form, did_you_mean(step.form, known),
                      known.empty() ? "zet het in forms.lua" : fmt::format("in forms.lua staan {}", join_or(known)));
}

void check_phase_name(const Checking& checking, const Step& step, std::string_view key, const std::string& phase)
{
    if (phase.empty() || domain::find_phase(checking.workflow, phase) != nullptr)
        return;
    const std::vector<std::string_view> known = ids_of(checking.workflow.phases);
    checking.complain(step, key, "onbekende fase '{}'{}; de fasen zijn {}", phase, did_you_mean(phase, known),
                      join_or(known));
}

// Nothing asked of residents is ever late (DOMAIN §7.1).
void check_residents(const Checking& checking, const Step& step)
{
    if (step.late.empty())
        return;
    std::vector<std::string> roles{step.role};
    if (const auto* gate = std::get_if<domain::GateTerms>(&step.terms))
        roles = gate->deciders;
    for (const std::string& id : roles) {
        const domain::Role* role = domain::find_role(checking.workflow, id);
        if (role != nullptr && role->residents)
            checking.complain(step, "late",
                              "'late' kan niet bij '{}': voor bewoners is niets ooit te laat; één remind mag wel", id);
    }
}

std::string_view due_key(const Checking& checking, const Step& step)
{
    for (const std::string_view key : {"closes", "before", "within", "time"})
        if (checking.place_of(step, key) != Place{step.file, step.line})
            return key;
    return "";
}

// An anchor is another step of the phase, or a date that was asked at the start: input_<vraag>.
void check_anchor(const Checking& checking, const Step& step, const calendar::Rule& rule, const domain::Phase& phase)
{
    constexpr std::string_view input = "input_";
    if (rule.anchor.empty())
        return;
    const std::string_view key = due_key(checking, step);
    if (rule.anchor == step.id)
        return checking.complain(step, key, "de termijn van \"{}\" telt vanaf zichzelf", step.id);
    std::vector<std::string_view> known;
    bool found = false;
    for_each_step(phase, [&](const Step& other) {
        found = found || other.id == rule.anchor;
        known.push_back(other.id);
    });
    if (found)
        return;
    if (rule.anchor.starts_with(input)) {
        const auto kind = find_field_kind(checking, "input." + rule.anchor.substr(input.size()));
        if (kind == domain::FieldKind::date)
            return;
        return checking.complain(step, key, "de termijn telt vanaf '{}', maar input heeft geen datum '{}'", rule.anchor,
                                 rule.anchor.substr(input.size()));
    }
    checking.complain(step, key, "de termijn telt vanaf '{}', maar zo heet geen stap van fase \"{}\"{}", rule.anchor,
                      phase.id, did_you_mean(rule.anchor, known));
}

bool answers(const Step& step, std::string_view outcome)
{
    return std::any_of(step.outcomes.begin(), step.outcomes.end(),
                       [outcome](const domain::OutcomeSteps& answer) { return answer.outcome == outcome; });
}

void check_outcomes(const Checking& checking, const Step& step)
{
    const auto* vote = std::get_if<domain::VoteTerms>(&step.terms);
    std::vector<std::string_view> missing;
    for (const std::string_view outcome : domain::unfavourable_outcomes_of(step.kind)) {
        // Without a threshold nothing is rejected: the votes are counted.
        const bool cannot_happen = vote != nullptr && !vote->threshold && outcome == "rejected";
        if (!answers(step, outcome) && !cannot_happen)
            missing.push_back(outcome);
    }
    for (const std::string_view outcome : missing)
        checking.complain(step, "outcomes",
                          "{} \"{}\" zegt niet wat er na '{}' gebeurt; geef outcomes = {{ {} = {{ stappen }} }}, "
                          "of {{}} als er niets extra's gebeurt",
                          name_of(step.kind), step.id, outcome, outcome);
}

void check_vote(const Checking& checking, const Step& step, const Block& block)
{
    const auto& vote = std::get<domain::VoteTerms>(step.terms);
    check_role(checking, step, "set_by", vote.set_by);
    check_fact(checking, step, "electorate", vote.electorate, block);
    const auto kind = find_field_kind(checking, vote.electorate);
    if (kind && *kind != domain::FieldKind::count)
        checking.complain(step, "electorate", "'{}' is geen aantal (count) maar {}", vote.electorate, name_of(*kind));
    if (vote.threshold && vote.set_by.empty())
        checking.complain(step, "threshold", "bij een drempel hoort set_by: de rol die de drempel bepaalt");
    if (!vote.threshold && !vote.set_by.empty())
        checking.complain(step, "set_by", "set_by hoort bij threshold, en die ontbreekt");
}

// A step anywhere in the phase: when it stands in a block, every item of it counts. One that comes after the gate could
// never be ready in time, unless it comes back by itself.
void check_need(const Checking& checking, const Step& step, const std::string& need, const domain::Phase& phase)
{
    std::vector<std::string_view> known = domain::gate_checks();
    if (std::find(known.begin(), known.end(), need) != known.end())
        return;
    bool behind_gate = false;
    bool found = false;
    bool found_before = false;
    for_each_step(phase, [&](const Step& other) {
        behind_gate = behind_gate || &other == &step;
        known.push_back(other.id);
        if (other.id != need)
            return;
        found = true;
        found_before = found_before || !behind_gate;
    });
    for (const domain::Every& every : phase.every)
        for_each_step(every.step, [&](const Step& other) { found_before = found_before || other.id == need; });
    if (found && !found_before)
        return checking.complain(step, "needs", "'{}' komt pas na gate \"{}\" en kan dan nog niet klaar zijn", need,
                                 step.id);
    if (found)
        return;
    if (checking.steps.contains(need))
        return checking.complain(step, "needs", "'{}' staat in een andere fase; noem een stap van fase \"{}\"", need,
                                 phase.id);
    checking.complain(step, "needs", "'{}' is geen stap van deze fase en geen controle{}; de controles zijn {}", need,
                      did_you_mean(need, known), join_or(domain::gate_checks()));
}

void check_gate(const Checking& checking, const Step& step, const Block& block)
{
    const auto& gate = std::get<domain::GateTerms>(step.terms);
    if (gate.deciders.empty())
        checking.complain(step, "deciders", "een gate heeft minstens één rol die beslist");
    for (const std::string& role : gate.deciders)
        check_role(checking, step, "deciders", role);
    for (const std::string& need : gate.needs)
        check_need(checking, step, need, *block.phase);
    for (const std::string& phase : gate.back)
        check_phase_name(checking, step, "back", phase);
}

void check_wait(const Checking& checking, const Step& step, const Block& block)
{
    const auto& wait = std::get<domain::WaitTerms>(step.terms);
    if (wait.time)
        check_anchor(checking, step, *wait.time, *block.phase);
    check_fact(checking, step, "date", wait.date, block);
    const auto kind = find_field_kind(checking, wait.date);
    if (kind && *kind != domain::FieldKind::date)
        checking.complain(step, "date", "'{}' is geen datum maar {}", wait.date, name_of(*kind));
}

void check_terms(const Checking& checking, const Step& step, const Block& block)
{
    switch (step.kind) {
    case StepKind::vote: return check_vote(checking, step, block);
    case StepKind::gate: return check_gate(checking, step, block);
    case StepKind::wait: return check_wait(checking, step, block);
    case StepKind::each: return check_over(checking, step, block);
    case StepKind::first:
        if (std::get<domain::Branches>(step.terms).list.empty())
            checking.complain(step, "branches", "first \"{}\" heeft geen takken en kan dus nooit klaar zijn", step.id);
        return;
    case StepKind::start:
        return check_arguments(checking, std::get<domain::StartTerms>(step.terms).input,
                               checking.place_of(step, "input"), &block);
    case StepKind::call:
        return check_arguments(checking, std::get<domain::CallTerms>(step.terms).input,
                               checking.place_of(step, "input"), &block);
    case StepKind::tell: {
        const auto& terms = std::get<domain::TellTerms>(step.terms);
        check_role(checking, step, "to", terms.to);
        return check_fact(checking, step, "to_person", terms.to_person, block);
    }
    case StepKind::go: return check_phase_name(checking, step, "phase", std::get<domain::GoTerms>(step.terms).phase);
    default: return;
    }
}

void check_inner_blocks(const Checking& checking, const Step& step, const Block& block)
{
    for_each_inner_block(step, [&](const Steps& steps, std::string_view key) {
        Block inner;
        inner.outer = &block;
        inner.phase = block.phase;
        inner.owner = &step;
        const std::size_t key_size = step.kind == StepKind::each ? limits::step_key_max : key.size();
        inner.path_size = block.path_size + step.id.size() + key_size + 3;  // "/", "[" and "]"
        gather_ids(checking, steps, inner);
        for (const Step& told : step.late)
            if (inner.order.contains(told.id))
                checking.complain(told, "", "\"{}\" is al de id van een stap in tak \"{}\"; kies een andere id",
                                  told.id, key);
        check_steps(checking, steps, inner);
    });
}

void check_step(const Checking& checking, const Step& step, const Block& block)
{
    constexpr std::size_t repetition_size = 7;  // "/" and "#99999"
    if (block.path_size + step.id.size() + repetition_size > limits::step_path_max)
        return checking.complain(step, "",
                                 "stap \"{}\" zit in te veel blokken: zijn pad kan langer worden dan {} tekens",
                                 step.id, limits::step_path_max);
    check_role(checking, step, "role", step.role);
    check_fact(checking, step, "person", step.person, block);
    check_form(checking, step);
    check_title(checking, step, block);
    check_residents(checking, step);
    if (step.due)
        check_anchor(checking, step, *step.due, *block.phase);
    check_outcomes(checking, step);
    check_terms(checking, step, block);
    for_each_own_list(step, [&](const Steps& steps) {
        if (step.kind != StepKind::together || &steps != &step.late)
            return check_steps(checking, steps, block);
        Block branch = block;
        branch.outer = &block;
        branch.owner = &step;
        check_steps(checking, steps, branch);
    });
    check_inner_blocks(checking, step, block);
}

}  // namespace

void check_steps(const Checking& checking, const Steps& steps, const Block& block)
{
    for (const Step& step : steps)
        check_step(checking, step, block);
}

}  // namespace wd::script
