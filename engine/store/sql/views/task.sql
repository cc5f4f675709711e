-- What people see of tasks and of the answers to them. See programme.sql for how columns are named.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_tasks
-- Open tasks; a filter that is left out takes all. Each part of the union is one way to search, by one index; the others
-- end at their condition without looking at a row. The bounds on programme keep the search in its rows.
select t.task as "task@taak", t.programme as "programme@programma", g.name as programme_name, t.run as "run@loop", t.path,
  t.kind, t.state, case when t.title_ref is null then t.title else c.bytes end as title, t.role, t.deciders as "deciders@json", t.person as "person@persoon",
  n.bytes as person_name, t.form, t.opened_at as "opened_at@time", t.due, t.until_date, t.legal as "legal@bool",
  t.late as "late@bool", t.carried as "carried@bool"
from (
  select o.programme, o.task from task o
  where o.person = :person and o.programme >= coalesce(:programme, 0)
    and o.programme <= coalesce(:programme, 9223372036854775807)
  union all
  select o.programme, o.task from task o
  where :person is null and o.role = :role and o.programme >= coalesce(:programme, 0)
    and o.programme <= coalesce(:programme, 9223372036854775807)
  union all
  select o.programme, o.task from task o
  where :person is null and :role is not null and o.deciders is not null and o.programme >= coalesce(:programme, 0)
    and o.programme <= coalesce(:programme, 9223372036854775807) and (o.role is null or o.role <> :role)
  union all
  select o.programme, o.task from task o
  where :person is null and :role is null and o.programme >= coalesce(:programme, 0)
    and o.programme <= coalesce(:programme, 9223372036854775807)
) found join task t on t.programme = found.programme and t.task = found.task
  join programme g on g.programme = t.programme left join content c on c.id = t.title_ref
  left join person p on p.person = t.person left join content n on n.id = p.name
where (t.role = :role or :role is null or replace(t.deciders, '"' || :role || '"', '') <> t.deciders)
  and (t.state = :state or :state is null)
  and (t.team is null or t.team in (select m.team from person_member m where m.person = :viewer))
order by found.programme, found.task limit coalesce(:limit, 100000)

-- name: view_tasks_of
-- What one person may take up or answer, themselves or as a member of a team or group: claimed by or offered to them, offered to
-- a role that is held on the day (left out: on any), a gate that still waits for the answer of that role, and in programmes
-- where they take part what is for whoever picks it up; and the same of chairs they stand in for, while who sits there is away or
-- nobody does: `chain` goes back from their own deputyship over deputies who are away themselves. domain/access.cpp and
-- domain/team.cpp decide by the same rules. `deciders` is a list of quoted names.
with recursive holder(id) as (
  select p.person from person p where p.person = :person
  union
  select m.team from person_member m where m.person = :person
), chain(programme, position, depth) as (
  select p.programme, p.position, 1 from holder h join position p on p.deputy = h.id
  where p.programme >= coalesce(:programme, 0) and p.programme <= coalesce(:programme, 9223372036854775807)
  union
  select p.programme, p.position, c.depth + 1 from chain c
    join assignment a on a.programme = c.programme and a.position = c.position and a.until_date is null
    join position p on p.programme = c.programme and p.deputy = a.person
  where c.depth < 3 and exists (
    select 1 from absence w where w.programme = a.programme and w.person = a.person and w.state <> 'over'
      and w.from_date <= :today and coalesce(w.until_date, '9999-12-31') >= :today)
), covered(programme, position) as (
  select distinct c.programme, c.position from chain c where not exists (
    select 1 from assignment a
    where a.programme = c.programme and a.position = c.position and a.until_date is null and a.from_date <= :today
      and coalesce(a.last_day, '9999-12-31') >= :today and not exists (
        select 1 from absence w where w.programme = a.programme and w.person = a.person and w.state <> 'over'
          and w.from_date <= :today and coalesce(w.until_date, '9999-12-31') >= :today))
), seat(programme, role) as (
  select a.programme, p.role from holder h join assignment a on a.person = h.id
    join position p on p.programme = a.programme and p.position = a.position
  where a.until_date is null and a.from_date <= coalesce(:today, '9999-12-31')
    and coalesce(a.last_day, '9999-12-31') >= coalesce(:today, '')
    and a.programme >= coalesce(:programme, 0) and a.programme <= coalesce(:programme, 9223372036854775807)
  union
  select p.programme, p.role from covered v join position p on p.programme = v.programme and p.position = v.position
), led(programme) as (
  select distinct l.programme from programme l join holder h on h.id = l.commissioner
  where l.programme >= coalesce(:programme, 0) and l.programme <= coalesce(:programme, 9223372036854775807)
)
select t.task as "task@taak", t.programme as "programme@programma", g.name as programme_name, t.run as "run@loop", t.path,
  t.kind, t.state, case when t.title_ref is null then t.title else c.bytes end as title, t.role, t.form, t.opened_at as "opened_at@time", t.due,
  t.until_date, t.legal as "legal@bool", t.late as "late@bool", t.carried as "carried@bool"
from (
  select o.programme, o.task from holder h join task o on o.person = h.id
  where (o.state <> 'claimed' or o.person = :person)
    and o.programme >= coalesce(:programme, 0) and o.programme <= coalesce(:programme, 9223372036854775807)
  union
  select o.programme, o.task from covered v
    join assignment a on a.programme = v.programme and a.position = v.position and a.until_date is null
    join task o on o.programme = v.programme and o.person = a.person
  union
  select o.programme, o.task from seat s join task o on o.programme = s.programme and o.role = s.role
  where o.person is null
  union
  select o.programme, o.task from seat s
    join task o on o.programme = s.programme and replace(o.deciders, '"' || s.role || '"', '') <> o.deciders
  where not exists (
    select 1 from gate_answer g where g.programme = o.programme and g.task = o.task and g.role = s.role)
  union
  select o.programme, o.task from seat s join task o on o.programme = s.programme
  where o.person is null and o.role is null and o.deciders is null and o.kind <> 'friction'
  union
  select o.programme, o.task from led l join task o on o.programme = l.programme
  where o.person is null and o.role is null and o.deciders is null
) mine join task t on t.programme = mine.programme and t.task = mine.task
  join programme g on g.programme = t.programme left join content c on c.id = t.title_ref
where t.team is null or t.team in (select m.team from person_member m where m.person = :viewer)
order by t.due nulls last, t.task

-- name: view_task
-- One task, open or closed; `reason` says why it was left out.
select t.task as "task@taak", t.programme as "programme@programma", t.run as "run@loop", t.path, t.kind, t.state,
  null as outcome, case when t.title_ref is null then t.title else c.bytes end as title, t.role, t.deciders as "deciders@json", t.person as "person@persoon",
  n.bytes as person_name, t.form, t.opened_at as "opened_at@time", t.due, t.until_date, t.legal as "legal@bool",
  t.late as "late@bool", t.carried as "carried@bool", t.electorate, t.threshold, t.yes, t.no, t.abstain,
  null as "closed_at@time", null as "closed_by@persoon", null as closed_by_name, null as reason, null as "answers@json"
from task t left join content c on c.id = t.title_ref
  left join person p on p.person = t.person left join content n on n.id = p.name
where t.task = :task and (t.team is null or t.team in (select m.team from person_member m where m.person = :viewer))
union all
select t.task, t.programme, t.run, t.path, t.kind, t.state, t.outcome, case when t.title_ref is null then t.title else c.bytes end, t.role, null, t.person,
  n.bytes, t.form, t.opened_at, t.due, null, t.legal, t.late, t.carried, null, null, null, null, null, t.closed_at,
  t.closed_by, m.bytes, r.bytes, t.answers
from task_closed t left join content c on c.id = t.title_ref
  left join person p on p.person = t.person left join content n on n.id = p.name
  left join person q on q.person = t.closed_by left join content m on m.id = q.name left join content r on r.id = t.reason
where t.task = :task and (t.team is null or t.team in (select m.team from person_member m where m.person = :viewer))

-- name: view_tasks_closed
-- What was asked and answered, the latest first.
select t.task as "task@taak", t.run as "run@loop", t.path, t.kind, t.state, t.outcome,
  case when t.title_ref is null then t.title else c.bytes end as title, t.role, t.closed_by as "closed_by@persoon", n.bytes as closed_by_name,
  t.opened_at as "opened_at@time", t.closed_at as "closed_at@time", t.due, t.late as "late@bool",
  t.answers as "answers@json", r.bytes as reason
from task_closed t left join content c on c.id = t.title_ref left join content r on r.id = t.reason
  left join person p on p.person = t.closed_by left join content n on n.id = p.name
where t.programme = :programme
  and (t.team is null or t.team in (select m.team from person_member m where m.person = :viewer))
order by t.pseq desc, t.task limit coalesce(:limit, 100000)

-- name: view_task_comments
select c.entry as "comment@regel", b.bytes as text, e.by_person as "by@persoon", n.bytes as by_name, e.at as "at@time",
  e.corrected_at as "corrected_at@time"
from task t join comment c on c.programme = t.programme and c.task = t.task
  join entry e on e.programme = c.programme and e.entry = c.entry left join content b on b.id = c.text
  left join person p on p.person = e.by_person left join content n on n.id = p.name
where t.task = :task and (t.team is null or t.team in (select m.team from person_member m where m.person = :viewer))
union all
select c.entry, b.bytes, e.by_person, n.bytes, e.at, e.corrected_at
from task_closed t join comment c on c.programme = t.programme and c.task = t.task
  join entry e on e.programme = c.programme and e.entry = c.entry left join content b on b.id = c.text
  left join person p on p.person = e.by_person left join content n on n.id = p.name
where t.task = :task and (t.team is null or t.team in (select m.team from person_member m where m.person = :viewer))
order by 1

-- name: view_gates
-- Each decider's answer, at open and closed gates.
select a.task as "task@taak", a.role, a.outcome, a.date, a.phase, g.bytes as grounds, a.conditions as "conditions@json",
  a.at as "at@time", a.by_person as "by@persoon", n.bytes as by_name
from gate_answer a left join content g on g.id = a.grounds left join person p on p.person = a.by_person
  left join content n on n.id = p.name left join task t on t.programme = a.programme and t.task = a.task
  left join task_closed k on k.programme = a.programme and k.task = a.task
where a.programme = :programme and (coalesce(t.team, k.team) is null
  or coalesce(t.team, k.team) in (select m.team from person_member m where m.person = :viewer))
order by a.pseq

-- name: view_decisions
-- Of councils and boards, of gates, and of commissioners on a friction.
select d.task as "task@taak", d.run as "run@loop", d.path, d.kind, case when d.title_ref is null then d.title else c.bytes end as title, d.outcome, d.date,
  d.phase, g.bytes as grounds, d.conditions as "conditions@json", d.at as "at@time", d.by_person as "by@persoon",
  n.bytes as by_name
from decision d left join content c on c.id = d.title_ref left join content g on g.id = d.grounds
  left join person p on p.person = d.by_person left join content n on n.id = p.name
where d.programme = :programme
  and (d.team is null or d.team in (select m.team from person_member m where m.person = :viewer))
order by d.pseq

-- name: view_votes
select task as "task@taak", run as "run@loop", path, title, outcome, base, electorate, yes, no, abstain, needed, threshold,
  at as "at@time"
from vote v where v.programme = :programme
  and (v.team is null or v.team in (select m.team from person_member m where m.person = :viewer))
order by v.pseq

-- name: view_meetings
select v.task as "task@taak", v.run as "run@loop", v.path, v.title, v.date, v.attendance, v.groups as "groups@json",
  b.bytes as minutes
from meeting v left join content b on b.id = v.minutes
where v.programme = :programme
  and (v.team is null or v.team in (select m.team from person_member m where m.person = :viewer))
order by v.pseq

-- name: view_inner_tasks_moved
-- Which tasks went to somebody else or came back, and why, after a place in the log. Each part of the union is one search by type.
select e.type, e.at as "at@time", e.actor, e.data as "data@json"
from (
  select d.pseq from event d where d.stream = :programme and d.pseq > :after and d.type = 'task.delegated'
  union all
  select b.pseq from event b where b.stream = :programme and b.pseq > :after and b.type = 'task.returned'
) found join event e on e.stream = :programme and e.pseq = found.pseq
  left join run r on r.programme = e.stream and r.run = e.run
  left join run_closed c on c.programme = e.stream and c.run = e.run
where coalesce(r.team, c.team) is null
  or coalesce(r.team, c.team) in (select m.team from person_member m where m.person = :viewer)
order by e.pseq

-- name: view_inner_task_of_entry
-- The task that something was written down at: what is confidential there is confidential here.
select c.task as "task@taak" from comment c where c.programme = :programme and c.entry = :entry
union all
select k.task from commitment k where k.programme = :programme and k.entry = :entry and k.task is not null
union all
select m.task from measure m where m.programme = :programme and m.entry = :entry and m.task is not null
union all
select l.task from learning l where l.programme = :programme and l.entry = :entry and l.task is not null
