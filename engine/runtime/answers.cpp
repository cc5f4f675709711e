// See answers.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/answers.hpp"

namespace wd::runtime {

namespace {

constexpr std::size_t opened_max = 20;

class Answer {
public:
    explicit Answer(json::object& answer) : answer_(answer) {}

    template <class E>
    void operator()(const E& e)
    {
        using namespace domain;
        if constexpr (std::is_same_v<E, StepOpened>) {
            if (e.task && opened_.size() < opened_max)
                opened_.push_back(json::value(to_text(*e.task)));
            return;
        }
        if constexpr (std::is_same_v<E, RunStuck>)
            answer_["stuck"] = name_of(e.reason);
        if constexpr (std::is_same_v<E, RunFreed>)
            answer_.erase("stuck");
        if constexpr (std::is_same_v<E, AreaAdded>)
            ++areas_;
        if constexpr (std::is_same_v<E, AreaRestated>)
            ++restated_;
        if constexpr (std::is_same_v<E, RunStarted>)
            answer_["run"] = to_text(e.run);
        if constexpr (std::is_same_v<E, PersonAdded>)
            answer_["person"] = to_text(e.person);
        if constexpr (std::is_same_v<E, AssignmentStarted>)
            answer_["assignment"] = to_text(e.assignment);
        if constexpr (std::is_same_v<E, AbsenceAdded>)
            answer_["absence"] = to_text(e.absence);
        if constexpr (std::is_same_v<E, HandoverStarted>)
            answer_["handover"] = to_text(e.handover);
        if constexpr (std::is_same_v<E, AuditDrawn>) {
            answer_["seed"] = e.seed;
            answer_["until"] = to_text(e.until);
            answer_["pool"] = ids(e.pool);
            answer_["drawn"] = ids(e.drawn);
            answer_["twice"] = ids(e.twice);
        }
        if constexpr (std::is_same_v<E, PositionAdded>)
            answer_["position"] = to_text(e.position);
        if constexpr (requires {
                          {
                              e.entry
                              } -> std::convertible_to<EntryId>;
                      })
            answer_["entry"] = to_text(e.entry);
        if constexpr (std::is_same_v<E, TextsErased>) {
            if (e.entry)
                answer_["entry"] = to_text(*e.entry);
            if (e.task)
                answer_["task"] = to_text(*e.task);
        }
        if constexpr (std::is_same_v<E, PersonCorrected>)
            answer_["person"] = to_text(e.person);
        if constexpr (std::is_same_v<E, TaskCommented>)
            answer_["entry"] = to_text(e.comment);
        if constexpr (std::is_same_v<E, LearningQuestionAdded>)
            answer_["code"] = e.code;
        if constexpr (std::is_same_v<E, TaskAdded>)
            answer_["task"] = to_text(e.task);
        if constexpr (requires { name_of(e.outcome); })
            answer_["outcome"] = name_of(e.outcome);
    }
    void finish()
    {
        if (!opened_.empty())
            answer_["opened"] = std::move(opened_);
        if (areas_ > 0)
            answer_["areas_added"] = areas_;
        if (restated_ > 0)
            answer_["areas_restated"] = restated_;
    }

private:
    static json::array ids(const std::vector<domain::HandoverId>& handovers)
    {
        json::array list;
        for (const domain::HandoverId handover : handovers)
            list.push_back(json::value(to_text(handover)));
        return list;
    }

    json::object& answer_;
    json::array opened_;
    std::int64_t areas_ = 0;
    std::int64_t restated_ = 0;
};

}  // namespace

json::object answer_of(const domain::Turn& turn)
{
    json::object answer;
    if (turn.programme().id)
        answer["programme"] = domain::to_text(turn.programme().id);
    Answer builder{answer};
    for (const domain::Event& event : turn.events())
        std::visit(builder, event.payload);
    builder.finish();
    return answer;
}

}  // namespace wd::runtime
