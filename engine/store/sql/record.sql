-- Projections of the records of a programme. Each has a row in `entry`, which says whose it is and who wrote it.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_entry
insert into entry (programme, entry, kind, at, by_person, pseq) values (:programme, :entry, :kind, :at, :by_person, :pseq)

-- name: find_entry
-- With what a correction has to fit: the unit of a measure, and whether a story was told rather than written.
select e.kind, e.by_person, m.unit, coalesce(j.oral, 0)
from entry e left join measure m on m.programme = e.programme and m.entry = e.entry
  left join journal j on j.programme = e.programme and j.entry = e.entry
where e.programme = :programme and e.entry = :entry

-- name: touch_entry
update entry set corrected_at = :corrected_at, pseq = :pseq where programme = :programme and entry = :entry

-- name: insert_linkage
insert into linkage (programme, entry, level, subject, area, state) values (:programme, :entry, :level, :subject, :area, 'open')

-- name: reopen_linkage
-- The day to look again has come.
update linkage set state = 'open' where programme = :programme and entry = :entry

-- name: decide_linkage
update linkage set state = :state, reason = :reason, condition = :condition, look_again = :look_again
where programme = :programme and entry = :entry

-- name: insert_reach
insert into reach (programme, entry, channel, people, group_name, date)
values (:programme, :entry, :channel, :people, :group_name, :date)

-- name: insert_measure
insert into measure (programme, entry, measure, value, unit, source, date, task)
values (:programme, :entry, :measure, :value, :unit, :source, :date, :task)

-- name: insert_signal
insert into signal (programme, entry, kind, text, date) values (:programme, :entry, :kind, :text, :date)

-- name: insert_journal
insert into journal (programme, entry, kind, text, oral, date, area, before_wijkdraad, taken_from)
values (:programme, :entry, :kind, :text, :oral, :date, :area, :before_wijkdraad, :taken_from)

-- name: find_journal
select e.programme, j.kind from entry e join journal j on j.programme = e.programme and j.entry = e.entry
where e.entry = :entry

-- name: insert_money
insert into money (programme, entry, kind, cents, from_date, until_date, payer, note)
values (:programme, :entry, :kind, :cents, :from_date, :until_date, :payer, :note)

-- name: insert_document
insert into document (programme, entry, title, link, date, checksum, holder)
values (:programme, :entry, :title, :link, :date, :checksum, :holder)

-- name: insert_commitment
insert into commitment (programme, entry, text, owner, due, task, before_wijkdraad, recipient, made_by, occasion, state)
values (:programme, :entry, :text, :owner, :due, :task, :before_wijkdraad, :recipient, :made_by, :occasion, 'open')

-- name: change_commitment
-- Something was said about it, so that it is silent no more.
update commitment set owner = coalesce(:owner, owner), due = coalesce(:due, due), silent = null
where programme = :programme and entry = :entry

-- name: close_commitment
update commitment set state = :state, silent = null where programme = :programme and entry = :entry

-- name: silence_commitment
update commitment set silent = :why where programme = :programme and entry = :entry

-- name: list_unwatched_promises
-- `last_day`: of an owner whose last chair in the programme has ended. Nothing can happen any more in a stopped programme.
select c.programme, c.entry, e.at,
  case when not exists (select 1 from assignment o
    where o.programme = c.programme and o.person = c.owner and o.until_date is null)
  then (select max(a.until_date) from assignment a where a.programme = c.programme and a.person = c.owner) end as last_day
from commitment c join entry e on e.programme = c.programme and e.entry = c.entry
  join programme g on g.programme = c.programme
where c.state = 'open' and c.silent is null and g.state <> 'stopped'
  and not exists (select 1 from commitment_change h where h.programme = c.programme and h.entry = c.entry)
  and not exists (select 1 from timer t
    where t.programme = c.programme and t.run = 0 and t.path = 'regel-' || c.entry and t.kind = 'silent')
order by c.programme, c.entry

-- name: insert_commitment_change
insert into commitment_change (programme, entry, pseq, at, what, owner, due, reason, told_by, told_on)
values (:programme, :entry, :pseq, :at, :what, :owner, :due, :reason, :told_by, :told_on)

-- name: insert_contact
insert into contact (programme, entry, name, known_by, since, before_wijkdraad, group_name, key_figure, told, channel, removed)
values (:programme, :entry, :name, :known_by, :since, :before_wijkdraad, :group_name, :key_figure, :told, :channel, 0)

-- name: add_relation
insert into relation (programme, entry, person, since, pseq) values (:programme, :entry, :person, :since, :pseq)
on conflict (programme, entry, person) do update set since = excluded.since

-- name: keep_first_relation
-- After a correction of who knows them, or since when.
insert into relation (programme, entry, person, since, pseq)
select programme, entry, known_by, since, :pseq from contact
where programme = :programme and entry = :entry and known_by is not null
on conflict (programme, entry, person) do update set since = excluded.since

-- name: drop_first_relation
-- Before a correction of who knows them.
delete from relation where programme = :programme and entry = :entry
  and person = (select c.known_by from contact c where c.programme = :programme and c.entry = :entry)

-- name: remove_contact
update contact set removed = 1, known_by = null where programme = :programme and entry = :entry

-- name: remove_relations
delete from relation where programme = :programme and entry = :entry

-- name: insert_past_decision
insert into past_decision (programme, entry, text, date, by_person) values (:programme, :entry, :text, :date, :by_person)

-- name: insert_comment
insert into comment (programme, entry, task, text) values (:programme, :entry, :task, :text)

-- name: list_taken_from
-- Lines of the journal of any programme that use this lesson.
select entry from journal where taken_from = :entry order by entry

-- name: erase_task
-- Nothing that was typed there is left.
insert into task_erasure (programme, task, at, pseq) values (:programme, :task, :at, :pseq)
on conflict (programme, task) do update set at = excluded.at, pseq = excluded.pseq
