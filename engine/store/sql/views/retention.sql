-- What is kept about people and is past its term, for somebody to look at. Each view takes the day (or instant) before which it ends.
-- All are inner: the terms are settings, and who may ask is decided in runtime. See programme.sql for how columns are named.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_retention_households
-- Confidential runs that have ended, by team: how many there are, never which.
select r.programme as "programme@programma", g.name as programme_name, r.team as "team@persoon", n.bytes as team_name,
  count(*) as runs
from run_closed r join programme g on g.programme = r.programme left join person t on t.person = r.team
  left join content n on n.id = t.name
where r.team is not null and r.closed_at < :before
group by r.programme, g.name, r.team, n.bytes order by r.programme, r.team

-- name: view_inner_retention_signals
-- Messages from outside whose text is still there.
select s.programme as "programme@programma", g.name as programme_name, s.entry as "entry@regel", s.date as since
from signal s join programme g on g.programme = s.programme join content c on c.id = s.text
where s.date < :before order by s.date, s.entry

-- name: view_inner_retention_reflections
-- Reflections that were held, outside households.
select f.programme as "programme@programma", g.name as programme_name, f.task as "task@taak", f.date as since
from reflection f join programme g on g.programme = f.programme
where f.state = 'done' and f.date < :before
  and not exists (select 1 from task_erasure x where x.programme = f.programme and x.task = f.task)
  and not exists (select 1 from run r where r.programme = f.programme and r.run = f.run and r.team is not null)
  and not exists (select 1 from run_closed r where r.programme = f.programme and r.run = f.run and r.team is not null)
order by f.date, f.task

-- name: view_inner_retention_contacts
-- Contacts of programmes that were stopped.
select k.programme as "programme@programma", g.name as programme_name, k.entry as "entry@regel", g.stopped_on as since
from contact k join programme g on g.programme = k.programme join content c on c.id = k.name
where k.removed = 0 and g.stopped_on < :before order by g.stopped_on, k.entry

-- name: view_inner_retention_journals
-- How many lines the journal of a stopped programme still has.
select j.programme as "programme@programma", g.name as programme_name, g.stopped_on as since, count(*) as lines
from journal j join programme g on g.programme = j.programme join content c on c.id = j.text
where g.stopped_on < :before group by j.programme, g.name, g.stopped_on order by g.stopped_on, j.programme

-- name: view_inner_retention_people
-- Whose name is still there, with the last day in the last chair: nobody who sits, stands in, commissions or may come in.
select p.person as "person@persoon", c.bytes as person_name, max(a.until_date) as since
from person p join content c on c.id = p.name join assignment a on a.person = p.person
where p.kind = 'person'
  and not exists (select 1 from assignment o where o.person = p.person and o.until_date is null)
  and not exists (select 1 from position d where d.deputy = p.person)
  and not exists (select 1 from programme g where g.commissioner = p.person and g.state <> 'stopped')
  and not exists (select 1 from account k where k.person = p.person and k.closed_at is null)
group by p.person, c.bytes having max(a.until_date) < :before order by max(a.until_date), p.person

-- name: view_inner_retention_lines
-- What was ever found past its term, the last night first, with what was decided and when its text was erased. A programme that was
-- destroyed has no name.
select l.pseq as line, l.kind, l.day, l.programme as "programme@programma", g.name as programme_name, l.entry as "entry@regel",
  l.task as "task@taak", l.person as "person@persoon", n.bytes as person_name, l.until_date as kept_until, c.bytes as reason,
  l.by_person as "by@persoon", l.decided_at as "decided_at@time",
  coalesce(
    (select x.at from signal s join erasure x on x.content = s.text
      where l.kind = 'signal' and s.programme = l.programme and s.entry = l.entry),
    (select x.at from contact k join erasure x on x.content = k.name
      where l.kind = 'contact' and k.programme = l.programme and k.entry = l.entry),
    (select x.at from task_erasure x where x.programme = l.programme and x.task = l.task),
    (select max(x.at) from journal j join erasure x on x.content = j.text
      where l.kind = 'journal' and j.programme = l.programme),
    (select x.at from person q join erasure x on x.content = q.name where l.kind = 'person' and q.person = l.person)
  ) as "erased_at@time"
from retention_line l left join programme g on g.programme = l.programme left join person p on p.person = l.person
  left join content n on n.id = p.name left join content c on c.id = l.reason
order by l.pseq desc
