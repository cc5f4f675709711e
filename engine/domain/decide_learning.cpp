// Moments to stop and think, what comes out of them, and the questions that a programme keeps asking itself (PRACTICE §1.3).
// Notes are the participants' own; lessons are released by them (DOMAIN §7.12). See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"
#include "domain/forms.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace wd::domain {

namespace {

constexpr std::size_t skip_reason_min = 10;  // one sentence, not a word to be rid of it
constexpr std::size_t lessons_max = 3;       // PRACTICE §1.3: more is remembered by nobody

void check_action(std::string_view field, const AgreedAction& action, Context& context, Complaints& complaints)
{
    complaints.add(check_text(fmt::format("{}.title", field), action.title));
    if (action.role)
        complaints.add(check_role_exists(fmt::format("{}.role", field), *action.role, context));
    if (action.person)
        complaints.add(check_person(fmt::format("{}.person", field), *action.person, context));
    if (action.due)
        complaints.add(check_due(fmt::format("{}.due", field), *action.due, context));
}

void check_actions(const std::vector<AgreedAction>& actions, Context& context, Complaints& complaints)
{
    for (std::size_t i = 0; i < actions.size(); ++i)
        check_action(fmt::format("actions[{}]", i), actions[i], context, complaints);
}

// A deadline; a date that is asked of residents is there to be seen and passes in silence (DOMAIN §7.1).
TimerSet timer_for(const std::optional<std::string>& role, Date due, Context& context)
{
    TimerSet timer = deadline_on(TimerKind::due, "", due);
    if (role && is_residents_role(context.ledger(), *role))
        timer.at.reset();
    return timer;
}

// Without a role or person of its own it is for who asked.
TaskAdded make_task(const AgreedAction& action, const std::optional<std::string>& otherwise, Context& context)
{
    TaskAdded added;
    added.task = context.new_id<TaskTag>();
    added.title = context.keep(action.title, "title", std::nullopt);
    added.role = action.role || action.person ? action.role : otherwise;
    added.person = action.person;
    if (action.due)
        added.timers.push_back(timer_for(added.role, *action.due, context));
    return added;
}

// A reflection that somebody planned, beside every workflow.
bool is_planned(const Task& task)
{
    return task.title_ref.has_value();
}

// Who took part. A step of a workflow was asked of a role, and that role was there when nothing else is said.
std::vector<std::string> participants(const Task& task, const RecordReflection& command)
{
    if (command.roles.empty() && task.role && !is_planned(task))
        return {*task.role};
    return command.roles;
}

void check_participants(const std::vector<std::string>& roles, Context& context, Complaints& complaints)
{
    if (roles.empty())
        complaints.add(
            refusal_at("roles", "een reflectie zonder deelnemers telt niet; noem de rollen die erbij waren"));
    std::set<std::string_view> seen;
    for (const std::string& role : roles) {
        complaints.add(check_role_exists("roles", role, context));
        if (!seen.insert(role).second)
            complaints.add(refusal_at("roles", "de rol '{}' staat er twee keer; noem elke rol één keer", role));
    }
}

void check_lessons(const std::vector<Text>& lessons, Complaints& complaints)
{
    if (lessons.size() > lessons_max)
        complaints.add(refusal_at("lessons", "dat zijn {} lessen; kies er hoogstens {} die u echt wilt onthouden",
                                  lessons.size(), lessons_max));
    for (std::size_t i = 0; i < lessons.size(); ++i)
        complaints.add(check_text(fmt::format("lessons[{}]", i), lessons[i]));
}

// "L4" when L3 is the last one, whoever asked that.
std::string next_code(const Ledger& ledger)
{
    int last = 0;
    for (const auto& [id, question] : ledger.learning) {
        int number = 0;
        const char* const end = question.code.data() + question.code.size();
        if (question.code.starts_with('L') && std::from_chars(question.code.data() + 1, end, number).ptr == end)
            last = std::max(last, number);
    }
    return fmt::format("L{}", last + 1);
}

void check_move(const MoveLearningQuestion& command, const LearningRecord& question, LearningState state,
                Context& context, Complaints& complaints)
{
    complaints.add(check_text("text", command.text));
    complaints.add(check_text("answer", command.answer));
    check_actions(command.actions, context, complaints);
    if (!command.state && !command.text && !command.answer && command.actions.empty())
        complaints.add(refusal_at("answer",
                                  "zeg wat er nieuw is aan {}: een antwoord, andere woorden, een actie of een andere "
                                  "stand",
                                  question.code));
    if (state == LearningState::answered && question.state != LearningState::answered && !command.answer)
        complaints.add(refusal_at(
            "answer", "{} is pas beantwoord met een antwoord erbij; schrijf het voorlopige antwoord", question.code));
}

}  // namespace

// --- Reflections

Result<Payloads> decide(const Programme& programme, const PlanReflection& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("title", command.title));
    complaints.add(check_role_exists("role", command.role, context));
    complaints.add(check_due("due", command.due, context));
    if (!complaints.empty())
        return complaints.to_error();
    TaskAdded added;
    added.task = context.new_id<TaskTag>();
    added.kind = StepKind::reflection;
    added.title = context.keep(command.title, "title", std::nullopt);
    added.role = command.role;
    added.timers.push_back(timer_for(added.role, command.due, context));
    return Payloads{std::move(added)};
}

Result<Payloads> decide(const Programme& programme, const RecordReflection& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::reflection, context);
    if (!open)
        return open.error();
    if (open->step != nullptr && !open->step->answered_by.empty())
        return refusal(Errc::wrong_state, "{} gaat vanzelf af als het gebeurd is: gebruik {}", command.task,
                       command_for_event(open->step->answered_by));
    const Date date = command.date.value_or(context.today());
    const std::vector<std::string> roles = participants(open->task, command);
    Complaints complaints;
    complaints.add(check_past("date", date, context));
    check_participants(roles, context, complaints);
    check_lessons(command.lessons, complaints);
    check_actions(command.actions, context, complaints);
    if (!complaints.empty())
        return complaints.to_error();
    Result<std::vector<Answer>> answers = check_answers(*open, command.answers, context);
    if (!answers)
        return answers.error();

    ReflectionRecorded recorded{command.task, std::move(*answers), date, roles};
    Payloads after;
    for (const Text& lesson : command.lessons) {
        const EntryId entry = context.new_id<EntryTag>();
        recorded.lessons.push_back(entry);
        after.emplace_back(JournalAdded{
            entry, JournalKind::lesson, context.keep(lesson, "text", std::nullopt), false, date, {}, false});
    }
    for (const AgreedAction& action : command.actions) {
        TaskAdded added = make_task(action, open->task.role, context);
        recorded.actions.push_back(added.task);
        after.emplace_back(std::move(added));
    }
    after.insert(after.begin(), std::move(recorded));
    return after;
}

Result<Payloads> decide(const Programme& programme, const SkipReflection& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::reflection, context);
    if (!open)
        return open.error();
    if (const Result<void> text = check_text("reason", command.reason); !text)
        return text.error();
    if (count_characters(trimmed(command.reason.value)) < skip_reason_min)
        return refusal_at("reason", "'{}' zegt te weinig; schrijf in één zin waarom de reflectie niet doorgaat",
                          trimmed(command.reason.value));
    return Payloads{ReflectionSkipped{command.task, context.keep(command.reason, "reason", std::nullopt)}};
}

// --- Learning questions

Result<Payloads> decide(const Programme& programme, const AddLearningQuestion& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("text", command.text));
    complaints.add(check_text("obstacle", command.obstacle));
    if (command.at)
        complaints.add(check_occasion("at", programme, *command.at, context));
    if (!complaints.empty())
        return complaints.to_error();
    LearningQuestionAdded added;
    added.entry = context.new_id<EntryTag>();
    added.code = next_code(context.ledger());
    added.text = context.keep(command.text, "text", std::nullopt);
    added.level = command.level.value_or(LearningLevel::practice);
    if (context.actor().person)
        added.raised_by = context.actor().person;
    added.obstacle = keep(context, command.obstacle, "text");
    added.task = command.at;
    return Payloads{std::move(added)};
}

Result<Payloads> decide(const Programme& programme, const MoveLearningQuestion& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const auto found = context.ledger().learning.find(command.question);
    if (found == context.ledger().learning.end())
        return refusal(Errc::not_found, "{} is geen leervraag van {}; kijk met learning list welke er zijn",
                       command.question, programme.id);
    const LearningRecord question = found->second;
    if (question.state == LearningState::lapsed)
        return refusal(Errc::wrong_state, "leervraag {} is vervallen; stel haar opnieuw met learning add",
                       question.code);
    const LearningState state = command.state.value_or(command.answer ? LearningState::answered : question.state);
    Complaints complaints;
    check_move(command, question, state, context, complaints);
    if (!complaints.empty())
        return complaints.to_error();

    LearningQuestionMoved moved;
    moved.entry = command.question;
    moved.state = state;
    moved.text = keep(context, command.text, "text");
    moved.answer = keep(context, command.answer, "answer");
    Payloads after;
    for (const AgreedAction& action : command.actions) {
        TaskAdded added = make_task(action, std::nullopt, context);
        moved.actions.push_back(added.task);
        after.emplace_back(std::move(added));
    }
    after.insert(after.begin(), std::move(moved));
    return after;
}

}  // namespace wd::domain
