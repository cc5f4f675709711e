// Projections of names that were put right, of texts that were erased and of what is past its term. The texts themselves are erased
// by the writer.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::operator()(const PersonCorrected& e)
{
    constexpr auto& before = sql::keep_person_name;
    query(before)
        .set(before.person, e.person)
        .set(before.pseq, pseq_)
        .set(before.until_at, event_->at)
        .set(before.reason, id_of(e.reason))
        .set(before.by_person, by())
        .run_once();
    constexpr auto& s = sql::rename_person;
    query(s).set(s.person, e.person).set(s.name, e.name.ref).set(s.name_sha256, e.name.sha256).run_once();
}

void Projector::operator()(const TextsErased& e)
{
    if (!e.task || !e.all)
        return;
    constexpr auto& s = sql::erase_task;
    query(s).set(s.programme, programme_).set(s.task, *e.task).set(s.at, event_->at).set(s.pseq, pseq_).run_once();
}

void Projector::operator()(const TermPassed& e)
{
    constexpr auto& s = sql::insert_retention_line;
    query(s)
        .set(s.pseq, pseq_)
        .set(s.kind, e.kind)
        .set(s.programme, e.programme)
        .set(s.entry, e.entry)
        .set(s.task, e.task)
        .set(s.person, e.person)
        .set(s.day, e.day)
        .run_once();
}

void Projector::operator()(const TermExtended& e)
{
    constexpr auto& s = sql::extend_retention_line;
    query(s)
        .set(s.pseq, e.line)
        .set(s.until_date, e.until)
        .set(s.reason, e.reason.ref)
        .set(s.by_person, by())
        .set(s.decided_at, event_->at)
        .run_once();
}

}  // namespace wd::store
