// What a closed step tells the functions of a script: numbers, dates and choices, never text. See programme.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/programme.hpp"

namespace wd::domain {

namespace {

void add_answers(json::object& facts, const std::vector<Answer>& answers)
{
    for (const Answer& answer : answers)
        facts[answer.field] = answer.text ? json::value(true) : answer.value;
}

struct Facts {
    json::value operator()(const StepComputed& e) const { return json::object{{"value", e.value}}; }
    json::value operator()(const StepChosen& e) const { return json::object{{"branch", e.branch}}; }
    json::value operator()(const TaskCompleted& e) const
    {
        json::object facts;
        add_answers(facts, e.answers);
        return facts;
    }
    json::value operator()(const ReflectionRecorded& e) const
    {
        json::object facts;
        add_answers(facts, e.answers);
        return facts;
    }
    json::value operator()(const MeetingRecorded& e) const
    {
        json::object facts{{"date", to_text(e.date)}, {"attendance", e.attendance}};
        for (const GroupCount& group : e.groups)
            facts[group.group] = group.count;
        add_answers(facts, e.answers);
        return facts;
    }
    json::value operator()(const VoteClosed& e) const
    {
        const std::int64_t took_part = e.yes + e.no + e.abstain;
        json::object facts{{"outcome", name_of(e.outcome)}, {"electorate", e.electorate}, {"yes", e.yes}, {"no", e.no},
                           {"abstain", e.abstain},          {"needed", e.needed}};
        facts["turnout_per_mille"] = e.electorate == 0 ? 0 : took_part * 1000 / e.electorate;
        return facts;
    }
    json::value operator()(const DecisionRecorded& e) const
    {
        json::object facts{{"outcome", name_of(e.outcome)}, {"date", to_text(e.date)}};
        facts["conditions"] = e.conditions.size();
        add_answers(facts, e.answers);
        return facts;
    }
    json::value operator()(const GateDecided& e) const
    {
        json::object facts{{"outcome", name_of(e.outcome)}};
        if (e.phase)
            facts["phase"] = *e.phase;
        if (e.again && e.again->date)
            facts["date"] = to_text(*e.again->date);
        return facts;
    }
    json::value operator()(const FrictionDecided& e) const
    {
        json::object facts{{"outcome", name_of(e.outcome)}};
        if (e.date)
            facts["date"] = to_text(*e.date);
        return facts;
    }
    json::value operator()(const MeasureRecorded& e) const
    {
        return json::object{{"value", e.value}, {"date", to_text(e.date)}};
    }
    template <class Other>
    json::value operator()(const Other&) const
    {
        return {};
    }
};

}  // namespace

json::value result_of(const Payload& payload)
{
    return std::visit(Facts{}, payload);
}

}  // namespace wd::domain
