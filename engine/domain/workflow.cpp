// Closed lists and look-ups of a workflow. See workflow.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/workflow.hpp"

#include <algorithm>

namespace wd::domain {

using Words = std::vector<std::string_view>;

bool asks_people(StepKind kind)
{
    switch (kind) {
    case StepKind::task:
    case StepKind::meeting:
    case StepKind::vote:
    case StepKind::decision:
    case StepKind::friction:
    case StepKind::gate:
    case StepKind::reflection:
    case StepKind::measure: return true;
    default: return false;
    }
}

bool is_block(StepKind kind)
{
    return kind == StepKind::each || kind == StepKind::together || kind == StepKind::first;
}

namespace {

template <class List>
auto find_by_id(const List& list, std::string_view id) -> decltype(list.data())
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Phase* find_phase(const Workflow& workflow, std::string_view id)
{
    return find_by_id(workflow.phases, id);
}
const Form* find_form(const Workflow& workflow, std::string_view id)
{
    return find_by_id(workflow.forms, id);
}
const Role* find_role(const Workflow& workflow, std::string_view id)
{
    return find_by_id(workflow.roles, id);
}

const Words& outcomes_of(StepKind kind)
{
    static const Words vote{"accepted", "counted", "rejected", "no_quorum"};
    static const Words decision{"adopt", "adopt_with_conditions", "reject"};
    static const Words friction{"move_date", "smaller_step", "stop"};
    static const Words call{"done", "refused", "failed"};
    static const Words gate{"go", "go_with_conditions", "not_now", "back"};
    static const Words none;
    switch (kind) {
    case StepKind::vote: return vote;
    case StepKind::decision: return decision;
    case StepKind::friction: return friction;
    case StepKind::call: return call;
    case StepKind::gate: return gate;
    default: return none;
    }
}

const Words& unfavourable_outcomes_of(StepKind kind)
{
    static const Words vote{"rejected", "no_quorum"};
    static const Words decision{"reject"};
    static const Words friction{"stop"};
    static const Words call{"refused", "failed"};
    static const Words gate{"not_now"};
    static const Words none;
    switch (kind) {
    case StepKind::vote: return vote;
    case StepKind::decision: return decision;
    case StepKind::friction: return friction;
    case StepKind::call: return call;
    case StepKind::gate: return gate;
    default: return none;
    }
}

const Words& gate_checks()
{
    static const Words checks{"core_team_staffed", "deputies_named",   "no_silent_promises",
                              "feedback_given",    "linkages_decided", "reach_recorded"};
    return checks;
}

const Words& trigger_events()
{
    static const Words events{
        "area.added",
        "assignment.started",
        "assignment.end_announced",
        "assignment.ended",
        "absence.started",
        "absence.ended",
        "commitment.added",
        "commitment.silent",
        "commitment.changed",
        "commitment.closed",
        "decision.recorded",
        "friction.decided",
        "friction.raised",
        "gate.decided",
        "handover.started",
        "handover.receiver_named",
        "handover.completed",
        "handover.conversation_held",
        "handover.own_words",
        "handover.accepted",
        "handover.score_final",
        "handover.checked_up",
        "handover.first_check_up",
        "handover.last_check_up",
        "journal.added",
        "learning.added",
        "linkage.added",
        "linkage.decided",
        "measure.recorded",
        "meeting.recorded",
        "money.added",
        "phase.closed",
        "phase.opened",
        "position.vacant",
        "programme.resumed",
        "reach.recorded",
        "reflection.recorded",
        "reflection.skipped",
        "run.ended",
        "signal.received",
        "task.became_late",
        "track.idle",
        "vote.closed",
    };
    return events;
}

const Words& programme_facts()
{
    static const Words facts{"reach", "population", "core_team", "commitments", "money", "measures", "handover"};
    return facts;
}

}  // namespace wd::domain
