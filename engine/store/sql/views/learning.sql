-- What people see of reflections and learning questions. Notes stay with who took part; lessons are in the journal. See programme.sql
-- for how columns are named.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_reflections
-- Recorded, skipped with a sentence, missed because what they belonged to was over or their day went by, and still to come.
select k.task as "task@taak", k.run as "run@loop", k.path,
  case when k.title_ref is null then k.title else c.bytes end as title, k.role, k.form,
  case when k.state = 'cancelled' then 'missed' else k.state end as state, k.opened_at as "opened_at@time", k.due,
  k.late as "late@bool", f.date, f.roles as "roles@json", f.lessons as "lessons@json", f.actions as "actions@json",
  r.bytes as reason, k.closed_at, k.pseq
from task_closed k left join reflection f on f.programme = k.programme and f.task = k.task
  left join content c on c.id = k.title_ref left join content r on r.id = k.reason
where k.programme = :programme and k.kind = 'reflection'
  and (k.team is null or k.team in (select m.team from person_member m where m.person = :viewer))
union all
select k.task, k.run, k.path, case when k.title_ref is null then k.title else c.bytes end, k.role, k.form,
  case when k.late = 1 then 'missed' else 'planned' end,
  k.opened_at, k.due, k.late, null, null, null, null, null, null, k.pseq
from task k left join content c on c.id = k.title_ref
where k.programme = :programme and k.kind = 'reflection'
  and (k.team is null or k.team in (select m.team from person_member m where m.person = :viewer))
order by pseq

-- name: view_inner_turns_missed
-- What should have come again while the last one was still open. Of which run, so that nobody hears of one that is not for them.
select e.run as "run@loop", e.pseq, e.data as "data@json"
from event e where e.stream = :programme and e.type = 'every.missed' order by e.pseq

-- name: view_inner_tasks_since
-- Plan against actual: what was done, and whether it was in time.
select cast(coalesce(sum(case when k.due is not null and k.late = 0 then 1 else 0 end), 0) as bigint) as in_time,
  cast(coalesce(sum(case when k.late = 1 then 1 else 0 end), 0) as bigint) as late,
  cast(coalesce(sum(case when k.due is null and k.late = 0 then 1 else 0 end), 0) as bigint) as without_date
from task_closed k
where k.programme = :programme and k.state = 'done' and k.closed_at > :since
  and (k.team is null or k.team in (select m.team from person_member m where m.person = :viewer))

-- name: view_inner_phases_since
select h.title, h.generation, h.opened_at as "opened_at@time", h.closed_at as "closed_at@time", h.how
from phase h
where h.programme = :programme and (h.opened_at > :since or h.closed_at > :since)
  and (h.team is null or h.team in (select m.team from person_member m where m.person = :viewer))
order by h.opened_pseq

-- name: view_inner_team_since
-- Arrivals and departures by role: who it was, is not for here.
select p.role, p.title, a.from_date, a.until_date
from assignment a join position p on p.programme = a.programme and p.position = a.position
where a.programme = :programme and (a.from_date >= :since_date or a.until_date >= :since_date)
order by a.from_date, a.assignment

-- name: view_inner_votes_since
select v.title, v.outcome, v.yes, v.no, v.abstain, v.needed, v.electorate, v.at as "at@time"
from vote v where v.programme = :programme and v.at > :since
  and (v.team is null or v.team in (select m.team from person_member m where m.person = :viewer))
order by v.pseq

-- name: view_inner_reach_since
select r.channel, cast(sum(r.people) as bigint) as people
from reach r join entry e on e.programme = r.programme and e.entry = r.entry
where r.programme = :programme and r.group_name is null and e.at > :since group by r.channel order by r.channel

-- name: view_inner_signals_since
select s.kind, s.date from signal s join entry e on e.programme = s.programme and e.entry = s.entry
where s.programme = :programme and e.at > :since order by s.date, s.entry

-- name: view_inner_promises_since
select cast(coalesce(sum(case when e.at > :since then 1 else 0 end), 0) as bigint) as made,
  cast(coalesce(sum(case when exists (select 1 from commitment_change h where h.programme = c.programme
    and h.entry = c.entry and h.what = 'kept' and h.at > :since) then 1 else 0 end), 0) as bigint) as kept,
  cast(coalesce(sum(case when exists (select 1 from commitment_change h where h.programme = c.programme
    and h.entry = c.entry and h.what = 'withdrawn' and h.at > :since) then 1 else 0 end), 0) as bigint) as withdrawn,
  cast(coalesce(sum(case when c.state = 'open' then 1 else 0 end), 0) as bigint) as open,
  cast(coalesce(sum(case when c.state = 'open' and c.silent is not null then 1 else 0 end), 0) as bigint) as silent
from commitment c join entry e on e.programme = c.programme and e.entry = c.entry
  left join task o on o.programme = c.programme and o.task = c.task
  left join task_closed k on k.programme = c.programme and k.task = c.task
where c.programme = :programme and (coalesce(o.team, k.team) is null
  or coalesce(o.team, k.team) in (select b.team from person_member b where b.person = :viewer))

-- name: view_inner_triggers_fired
-- Which triggers fired after a place in the log. Those of a confidential run name only runs of its own team.
select e.pseq, e.cause, e.data as "data@json"
from event e where e.stream = :programme and e.pseq > :after and e.type = 'trigger.fired' order by e.pseq

-- name: view_inner_gates_with_reflection
-- Each gate that was decided, and whether in its phase a reflection was recorded (2), or skipped with a reason (1), before it:
-- of its own run, or of one that this had begun.
select d.task as "task@taak", d.at as "at@time",
  max(case when f.state = 'done' then 2 when f.state = 'skipped' then 1 else 0 end) as reflected
from decision d left join reflection f on f.programme = d.programme and f.pseq < d.pseq and (f.run = d.run
    or exists (select 1 from run r where r.programme = f.programme and r.run = f.run and r.parent = d.run)
    or exists (select 1 from run_closed r where r.programme = f.programme and r.run = f.run and r.parent = d.run))
  and f.pseq > coalesce((select max(h.opened_pseq) from phase h
    where h.programme = d.programme and h.run = d.run and h.opened_pseq < d.pseq), 0)
where d.programme = :programme and d.kind = 'gate'
  and (d.team is null or d.team in (select m.team from person_member m where m.person = :viewer))
group by d.task, d.at, d.pseq order by d.pseq

-- name: view_inner_lessons
-- Every lesson of a programme, and how many other programmes took it over.
select j.entry as "entry@regel", (select count(distinct o.programme) from journal o
  where o.taken_from = j.entry and o.programme <> j.programme) as taken_by
from journal j where j.programme = :programme and j.kind = 'lesson' order by j.entry

-- name: view_inner_learning
-- A question that was asked at a confidential reflection is as confidential.
select l.entry as "entry@regel", l.code, t.bytes as text, l.level, l.state, l.raised_by as "raised_by@persoon",
  n.bytes as raised_by_name, b.bytes as obstacle, l.task as "task@taak", e.at as "at@time"
from learning l join entry e on e.programme = l.programme and e.entry = l.entry left join content t on t.id = l.text
  left join content b on b.id = l.obstacle left join person p on p.person = l.raised_by
  left join content n on n.id = p.name
  left join task o on o.programme = l.programme and o.task = l.task
  left join task_closed k on k.programme = l.programme and k.task = l.task
where l.programme = :programme and (coalesce(o.team, k.team) is null
  or coalesce(o.team, k.team) in (select m.team from person_member m where m.person = :viewer))
order by l.entry

-- name: view_inner_learning_versions
-- Every version of every question, the oldest first.
select v.entry as "entry@regel", v.at as "at@time", v.state, t.bytes as text, a.bytes as answer, v.actions as "actions@json"
from learning_version v left join content t on t.id = v.text left join content a on a.id = v.answer
where v.programme = :programme order by v.entry, v.pseq
