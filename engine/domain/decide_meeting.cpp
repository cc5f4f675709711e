// What came out of a meeting, and a decision of council or board. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/conditions.hpp"
#include "domain/decisions.hpp"
#include "domain/forms.hpp"

#include <set>

namespace wd::domain {

namespace {

// Groups overlap (somebody can be young and new here), so each is at most the attendance; their sum says nothing.
void check_groups(const RecordMeeting& command, Complaints& complaints)
{
    std::set<std::string_view> seen;
    for (const GroupCount& group : command.groups) {
        complaints.add(check_word("groups", group.group));
        if (!seen.insert(group.group).second)
            complaints.add(refusal_at("groups", "groep '{}' staat er twee keer; tel die bij elkaar op", group.group));
        if (group.count < 0 || group.count > command.attendance)
            complaints.add(refusal_at("groups",
                                      "groep '{}' telt {} mensen op {} aanwezigen; een groep is 0 tot en met alle "
                                      "aanwezigen",
                                      group.group, group.count, command.attendance));
    }
}

Result<void> check_meeting(const RecordMeeting& command, const Context& context)
{
    Complaints complaints;
    complaints.add(check_past("date", command.date, context));
    complaints.add(check_figure("attendance", FieldKind::count, command.attendance));
    check_groups(command, complaints);
    complaints.add(check_text("minutes", command.minutes));
    for (const Text& action : command.actions)
        complaints.add(check_text("actions", action));
    return complaints.empty() ? Result<void>{} : complaints.to_error();
}

TaskAdded make_action(const Text& action, const Task& meeting, Context& context)
{
    TaskAdded added;
    added.task = context.new_id<TaskTag>();
    added.title = context.keep(action, "title", std::nullopt);
    added.role = meeting.role;
    return added;
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const RecordMeeting& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::meeting, context);
    if (!open)
        return open.error();
    if (const Result<void> sound = check_meeting(command, context); !sound)
        return sound.error();
    Result<std::vector<Answer>> answers = check_answers(*open, command.answers, context);
    if (!answers)
        return answers.error();

    MeetingRecorded recorded{
        command.task,       command.date, command.attendance, command.groups, keep(context, command.minutes, "minutes"),
        std::move(*answers)};
    Payloads events{std::move(recorded)};
    for (const Text& action : command.actions)
        events.emplace_back(make_action(action, open->task, context));
    return events;
}

Result<Payloads> decide(const Programme& programme, const RecordDecision& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::decision, context);
    if (!open)
        return open.error();
    const Date date = command.date.value_or(context.today());
    Complaints complaints;
    complaints.add(check_past("date", date, context));
    complaints.add(check_text("grounds", command.grounds));
    check_conditions(command.conditions,
                     command.outcome == Decision::adopt_with_conditions ? Conditions::wanted : Conditions::unwanted,
                     name_of(command.outcome), date, context, complaints);
    if (!complaints.empty())
        return complaints.to_error();
    Result<std::vector<Answer>> answers = check_answers(*open, command.answers, context);
    if (!answers)
        return answers.error();

    Payloads events;
    DecisionRecorded recorded{command.task, command.outcome, date, {}, {}, std::move(*answers)};
    recorded.conditions = add_commitments(command.conditions, command.task, events, context);
    recorded.grounds = keep(context, command.grounds, "grounds");
    events.emplace_back(std::move(recorded));
    return events;
}

}  // namespace wd::domain
