// Projections of handovers.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

std::vector<ContentId> ids_of(const std::vector<ContentRef>& texts)
{
    std::vector<ContentId> ids;
    for (const ContentRef& text : texts)
        ids.push_back(text.ref);
    return ids;
}

}  // namespace

void Projector::operator()(const HandoverStarted& e)
{
    constexpr auto& s = sql::insert_handover;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.position, e.position)
        .set(s.assignment, e.assignment)
        .set(s.giver, e.giver)
        .set(s.kind, e.kind)
        .set(s.announced_on, e.announced_on)
        .set(s.last_day, e.last_day)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverReceiverNamed& e)
{
    constexpr auto& s = sql::set_receiver;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.receiver, e.receiver)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverItemStated& e)
{
    constexpr auto& s = sql::set_handover_item;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.item, e.item)
        .set(s.id, e.id)
        .set(s.state, e.state)
        .set(s.reason, id_of(e.reason))
        .set_list(s.if_then, ids_of(e.if_then))
        .set(s.owner, e.owner)
        .set(s.due, e.due)
        .set(s.first_step, id_of(e.first_step))
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverTopicAnswered& e)
{
    constexpr auto& s = sql::set_handover_topic;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.topic, e.topic)
        .set(s.answer, e.answer)
        .set(s.text, id_of(e.text))
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverCompleted& e)
{
    constexpr auto& s = sql::complete_handover;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.story, e.story.ref)
        .set(s.by_leaver, e.by_leaver)
        .set_list(s.decisions, e.decisions)
        .set_list(s.access, e.access)
        .set_list(s.open_items, e.open)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverConversationHeld& e)
{
    constexpr auto& s = sql::insert_handover_talk;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.pseq, pseq_)
        .set(s.date, e.date)
        .set(s.giver, e.giver)
        .set(s.receiver, e.receiver)
        .set(s.residents, e.residents)
        .set(s.walk, e.walk)
        .set(s.questions, e.questions)
        .set_list(s.introductions, e.introductions)
        .set(s.note, id_of(e.note))
        .run_once();
}

void Projector::operator()(const HandoverRetold& e)
{
    constexpr auto& s = sql::set_own_words;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.own_words, e.text.ref)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverAccepted& e)
{
    constexpr auto& s = sql::accept_handover;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.receiver, e.receiver)
        .set(s.accepted_on, e.from)
        .set_list(s.open_items, e.open)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverRated& e)
{
    constexpr auto& s = sql::set_handover_rating;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.second, e.second)
        .set(s.rater, e.rater)
        .set_list(s.ratings, e.ratings)
        .set(s.oversized, e.oversized)
        .set(s.note, id_of(e.note))
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverReplied& e)
{
    constexpr auto& s = sql::insert_handover_reply;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.pseq, pseq_)
        .set(s.person, e.person)
        .set(s.text, e.text.ref)
        .run_once();
}

void Projector::operator()(const HandoverScoreClosed& e)
{
    constexpr auto& s = sql::close_handover_score;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.settings, e.settings ? std::optional{to_json_text(*e.settings)} : std::nullopt)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const HandoverCheckedUp& e)
{
    constexpr auto& s = sql::set_handover_checkup;
    query(s)
        .set(s.programme, programme_)
        .set(s.handover, e.handover)
        .set(s.day, e.day)
        .set(s.date, e.date)
        .set_list(s.missing, e.missing)
        .set(s.surprise, id_of(e.surprise))
        .set(s.still_called, e.still_called)
        .set(s.first_met, e.first_met)
        .set(s.fresh_look, e.fresh_look)
        .set(s.pseq, pseq_)
        .run_once();
}

}  // namespace wd::store
