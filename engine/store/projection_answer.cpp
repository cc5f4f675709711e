// Projections of what closes a step that asked something of people: forms, meetings, votes, gates, decisions.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::operator()(const TaskCompleted& e)
{
    close_task(e.task, {.facts = result_of(payload()), .answers = &e.answers});
}

void Projector::operator()(const MeetingRecorded& e)
{
    constexpr auto& s = sql::insert_meeting;
    Query insert = query(s);
    insert.set(s.programme, programme_).set(s.task, e.task).set(s.date, e.date).set(s.attendance, e.attendance);
    insert.set_list(s.groups, e.groups).set(s.pseq, pseq_);
    if (e.minutes)
        insert.set(s.minutes, e.minutes->ref);
    insert.run_once();
    close_task(e.task, {.facts = result_of(payload()), .answers = &e.answers});
}

// --- Votes

void Projector::operator()(const ThresholdSet& e)
{
    constexpr auto& s = sql::set_threshold;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.threshold, e.threshold)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const ElectorateSet& e)
{
    constexpr auto& s = sql::set_electorate;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.electorate, e.electorate)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const VotesCounted& e)
{
    constexpr auto& s = sql::add_votes;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.yes, e.yes)
        .set(s.no, e.no)
        .set(s.abstain, e.abstain)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const VoteClosed& e)
{
    constexpr auto& s = sql::insert_vote;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.outcome, e.outcome)
        .set(s.base, e.base)
        .set(s.electorate, e.electorate)
        .set(s.yes, e.yes)
        .set(s.no, e.no)
        .set(s.abstain, e.abstain)
        .set(s.needed, e.needed)
        .set(s.threshold, e.threshold)
        .set(s.at, event_->at)
        .set(s.pseq, pseq_)
        .run_once();
    const Place place = place_of(e.task);
    if (!place.confidential)
        ++counts_.votes;
    close_with_outcome(e.task, place, name_of(e.outcome));
}

// --- Decisions

void Projector::operator()(const DecisionRecorded& e)
{
    constexpr auto& s = sql::insert_decision;
    Query insert = query(s);
    insert.set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.outcome, e.outcome)
        .set(s.date, e.date)
        .set_list(s.conditions, e.conditions);
    insert.set(s.at, event_->at).set(s.by_person, by()).set(s.pseq, pseq_);
    if (e.grounds)
        insert.set(s.grounds, e.grounds->ref);
    insert.run_once();
    close_task(e.task, {.outcome = name_of(e.outcome), .facts = result_of(payload()), .answers = &e.answers});
}

void Projector::operator()(const GateAnswered& e)
{
    constexpr auto& s = sql::insert_gate_answer;
    Query insert = query(s);
    insert.set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.pseq, pseq_)
        .set(s.role, e.role)
        .set(s.outcome, e.outcome);
    insert.set(s.date, e.date).set(s.phase, e.phase).set_list(s.conditions, e.conditions);
    insert.set(s.at, event_->at).set(s.by_person, by());
    if (e.grounds)
        insert.set(s.grounds, e.grounds->ref).set(s.grounds_sha256, e.grounds->sha256);
    insert.run_once();
}

void Projector::operator()(const GateDecided& e)
{
    constexpr auto& s = sql::insert_decision;
    Query insert = query(s);
    insert.set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.outcome, e.outcome)
        .set(s.date, e.again ? e.again->date : std::nullopt)
        .set(s.phase, e.phase);
    insert.set(s.at, event_->at).set(s.by_person, by()).set(s.pseq, pseq_);
    insert.run_once();

    const Place gate = place_of(e.task);
    close_with_outcome(e.task, gate, name_of(e.outcome));
    if (e.again)
        set_timers(gate.run, gate.path, {*e.again});
}

void Projector::operator()(const FrictionDecided& e)
{
    constexpr auto& s = sql::insert_decision;
    Query insert = query(s);
    insert.set(s.programme, programme_).set(s.task, e.task).set(s.outcome, e.outcome).set(s.date, e.date);
    insert.set(s.at, event_->at).set(s.by_person, by()).set(s.pseq, pseq_);
    if (e.grounds)
        insert.set(s.grounds, e.grounds->ref);
    insert.run_once();
    close_with_outcome(e.task, place_of(e.task), name_of(e.outcome));
}

void Projector::close_with_outcome(TaskId task, const Place& place, std::string_view outcome)
{
    close_task(task, place, {.outcome = outcome, .facts = result_of(payload())});
}

// --- Corrections of answers

namespace {

void replace_answer(std::vector<Answer>& answers, const Answer& corrected)
{
    for (Answer& answer : answers)
        if (answer.field == corrected.field) {
            answer = corrected;
            return;
        }
    answers.push_back(corrected);
}

}  // namespace

void Projector::operator()(const AnswerCorrected& e)
{
    std::optional<RunId> run;
    std::string path;
    std::vector<Answer> answers;
    {
        Query find = query(sql::find_task_answers);
        find.set(sql::find_task_answers.programme, programme_).set(sql::find_task_answers.task, e.task);
        WD_ASSERT(find.next());
        run = find.take<std::optional<RunId>>();
        path = find.take<std::string>();
        answers = find.take<std::vector<Answer>>();
    }
    replace_answer(answers, e.answer);
    constexpr auto& s = sql::set_task_answers;
    query(s).set(s.programme, programme_).set(s.task, e.task).set_list(s.answers, answers).run_once();
    if (run)
        correct_result(*run, path, e.answer);
}

// The step of the current generation, or the one in history; a step without facts keeps none.
void Projector::correct_result(RunId run, std::string_view path, const Answer& answer)
{
    const auto correct = [&](const auto& find_result, const auto& set_result) {
        json::value facts;
        {
            Query find = query(find_result);
            find.set(find_result.programme, programme_).set(find_result.run, run).set(find_result.path, path);
            if (!find.next())
                return false;
            facts = find.template take<json::value>();
        }
        if (!facts.is_object())
            return true;
        facts.get_object()[answer.field] = answer.text ? json::value(true) : answer.value;
        Query set = query(set_result);
        set.set(set_result.programme, programme_).set(set_result.run, run).set(set_result.path, path);
        set.set(set_result.result, facts).run_once();
        return true;
    };
    if (!correct(sql::find_step_result, sql::set_step_result))
        correct(sql::find_closed_step_result, sql::set_closed_step_result);
}

}  // namespace wd::store
