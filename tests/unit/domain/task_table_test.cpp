// Every state of a task with every command that a task can get: what goes, and what is refused with which words.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

namespace wd::domain::test {

namespace {

enum class State { offered_to_role, offered_to_me, offered_to_other, claimed_by_me, claimed_by_other, waiting, closed };
enum class Ask { claim, delegate, give_back, not_ours, not_now, complete, reschedule, comment, drop, move };

constexpr std::string_view goes = "";  // instead of a refusal: events follow

struct TaskRow {
    State state;
    Ask ask;
    Errc code;
    std::string_view says;
};

constexpr TaskRow go(State state, Ask ask)
{
    return {state, ask, Errc::invalid, goes};
}

const std::vector<TaskRow>& table()
{
    using enum State;
    using enum Ask;
    static const std::vector<TaskRow> rows{
        go(offered_to_role, claim),
        go(offered_to_role, delegate),
        {offered_to_role, give_back, Errc::wrong_state, "is niet opgepakt"},
        go(offered_to_role, not_ours),
        go(offered_to_role, not_now),
        go(offered_to_role, complete),
        go(offered_to_role, reschedule),
        go(offered_to_role, comment),
        go(offered_to_role, drop),
        go(offered_to_role, Ask::move),

        go(offered_to_me, claim),
        go(offered_to_me, delegate),
        {offered_to_me, give_back, Errc::wrong_state, "is niet opgepakt"},
        go(offered_to_me, not_ours),
        go(offered_to_me, not_now),
        go(offered_to_me, complete),
        go(offered_to_me, reschedule),
        go(offered_to_me, comment),
        go(offered_to_me, drop),
        go(offered_to_me, Ask::move),

        {offered_to_other, claim, Errc::not_allowed, "aangeboden aan persoon-11, niet aan u"},
        {offered_to_other, delegate, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, give_back, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, not_ours, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, not_now, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, complete, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, reschedule, Errc::not_allowed, "aangeboden aan persoon-11"},
        go(offered_to_other, comment),
        go(offered_to_other, drop),  // the core team may change the plan
        go(offered_to_other, Ask::move),

        {claimed_by_me, claim, Errc::conflict, "al opgepakt door uzelf"},
        go(claimed_by_me, delegate),
        go(claimed_by_me, give_back),
        go(claimed_by_me, not_ours),
        go(claimed_by_me, not_now),
        go(claimed_by_me, complete),
        go(claimed_by_me, reschedule),
        go(claimed_by_me, comment),
        go(claimed_by_me, drop),
        go(claimed_by_me, Ask::move),

        {claimed_by_other, claim, Errc::conflict, "al opgepakt door persoon-11"},
        {claimed_by_other, delegate, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, give_back, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, not_ours, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, not_now, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, complete, Errc::not_allowed, "alleen die kan de taak afronden"},
        {claimed_by_other, reschedule, Errc::not_allowed, "opgepakt door persoon-11"},
        go(claimed_by_other, comment),
        go(claimed_by_other, drop),
        go(claimed_by_other, Ask::move),

        go(waiting, claim),
        go(waiting, delegate),
        {waiting, give_back, Errc::wrong_state, "is niet opgepakt"},
        go(waiting, not_ours),
        go(waiting, not_now),
        go(waiting, complete),
        go(waiting, reschedule),
        go(waiting, comment),
        go(waiting, drop),
        go(waiting, Ask::move),

        {closed, claim, Errc::wrong_state, "staat niet open; misschien is die al afgerond"},
        {closed, delegate, Errc::wrong_state, "staat niet open"},
        {closed, give_back, Errc::wrong_state, "staat niet open"},
        {closed, not_ours, Errc::wrong_state, "staat niet open"},
        {closed, not_now, Errc::wrong_state, "staat niet open"},
        {closed, complete, Errc::wrong_state, "staat niet open"},
        {closed, reschedule, Errc::wrong_state, "staat niet open"},
        {closed, comment, Errc::wrong_state, "staat niet open"},
        {closed, drop, Errc::wrong_state, "staat niet open"},
        {closed, Ask::move, Errc::wrong_state, "staat niet open"},
    };
    return rows;
}

void put_in(Scene& scene, TaskId id, State state)
{
    Task& task = scene.task(id);
    switch (state) {
    case State::offered_to_role: break;
    case State::offered_to_me: task.person = worker; break;
    case State::offered_to_other: task.person = leader; break;
    case State::claimed_by_me:
        task.state = TaskState::claimed;
        task.person = worker;
        break;
    case State::claimed_by_other:
        task.state = TaskState::claimed;
        task.person = leader;
        break;
    case State::waiting: task.state = TaskState::waiting; break;
    case State::closed: scene.programme.tasks.erase(id); break;
    }
}

Result<Payloads> ask(Scene& scene, TaskId id, Ask what)
{
    const Date later = day("2026-12-01");
    switch (what) {
    case Ask::claim: return scene.decide(ClaimTask{id});
    case Ask::delegate: return scene.decide(DelegateTask{id, stranger, {}});
    case Ask::give_back: return scene.decide(ReturnTask{id, ReturnReason::given_back, {}, {}});
    case Ask::not_ours: return scene.decide(ReturnTask{id, ReturnReason::not_ours, {}, {}});
    case Ask::not_now: return scene.decide(ReturnTask{id, ReturnReason::not_now, later, {}});
    case Ask::complete: return scene.decide(CompleteTask{id, {}});
    case Ask::reschedule: return scene.decide(RescheduleTask{id, later, {}});
    case Ask::comment: return scene.decide(CommentTask{id, Text{"Ik bel morgen"}});
    case Ask::drop: return scene.decide(DropStep{id, Text{"Bewoners deden dit zelf al"}});
    case Ask::move: return scene.decide(MoveStep{id, later, Text{"De zaal is later vrij"}});
    }
    return Payloads{};
}

TEST(TaskTable, EveryStateAnswersEveryCommandAsAgreed)
{
    ASSERT_EQ(table().size(), 7U * 10U);
    for (const TaskRow& row : table()) {
        Scene scene;
        const TaskId id = scene.open(StepKind::task);
        put_in(scene, id, row.state);

        const Result<Payloads> decided = ask(scene, id, row.ask);

        SCOPED_TRACE(fmt::format("state {}, command {}", static_cast<int>(row.state), static_cast<int>(row.ask)));
        if (row.says == goes)
            EXPECT_TRUE(decided) << (decided ? "" : to_text(decided.error()));
        else
            expect_refused(decided, row.code, row.says);
    }
}

TEST(TaskTable, WhatIsDecidedFitsTheProgramme)
{
    for (const TaskRow& row : table()) {
        if (row.says != goes)
            continue;
        Scene scene;
        const TaskId id = scene.open(StepKind::task);
        put_in(scene, id, row.state);
        const Result<Payloads> decided = ask(scene, id, row.ask);
        ASSERT_TRUE(decided);

        Turn turn{scene.programme, scene.context};

        EXPECT_NO_THROW(turn.record_all(*decided)) << static_cast<int>(row.state) << ' ' << static_cast<int>(row.ask);
    }
}

}  // namespace

}  // namespace wd::domain::test
