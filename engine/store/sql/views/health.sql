-- What people see of how it goes: runs, what they wait for, what is stuck, how much there is. See programme.sql.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_runs
-- Open runs: since when each stands still, and how many of its steps are open.
select r.run as "run@loop", r.programme as "programme@programma", g.name as programme_name, r.workflow, r.hash as "hash@hex",
  r.state, r.phase, r.generation, r.parent as "parent@loop", r.parent_path, r.trigger, r.team as "team@persoon",
  r.stepwise as "stepwise@bool", r.started_at as "started_at@time", r.moved_at as "moved_at@time", r.stuck_reason,
  r.stuck_path, r.stuck_fact, r.stuck_place,
  (select count(*) from step s where s.programme = r.programme and s.run = r.run and s.closed_at is null) as steps_open
from run r join programme g on g.programme = r.programme
where r.programme >= coalesce(:programme, 0) and r.programme <= coalesce(:programme, 9223372036854775807)
  and (r.team is null or r.team in (select m.team from person_member m where m.person = :viewer))
order by r.programme, r.run limit coalesce(:limit, 100000)

-- name: view_run
-- One run, open or closed, with where in the log of its programme it began.
select r.run as "run@loop", r.programme as "programme@programma", r.workflow, r.hash as "hash@hex", r.state, r.phase,
  r.generation, r.started_pseq
from run r where r.run = :run
  and (r.team is null or r.team in (select m.team from person_member m where m.person = :viewer))
union all
select r.run, r.programme, r.workflow, r.hash, r.state, r.phase, r.generation, r.started_pseq
from run_closed r where r.run = :run
  and (r.team is null or r.team in (select m.team from person_member m where m.person = :viewer))

-- name: view_inner_programmes_of_workflow
-- Where runs of this workflow are open.
select distinct r.programme as "programme@programma" from run r
where r.workflow = :workflow
  and r.programme >= coalesce(:programme, 0) and r.programme <= coalesce(:programme, 9223372036854775807)
order by r.programme

-- name: view_runs_closed
select r.run as "run@loop", r.workflow, r.hash as "hash@hex", r.state, r.outcome, r.phase, r.generation,
  r.parent as "parent@loop", r.parent_path, r.trigger, r.team as "team@persoon", r.started_at as "started_at@time",
  r.closed_at as "closed_at@time"
from run_closed r where r.programme = :programme
  and (r.team is null or r.team in (select m.team from person_member m where m.person = :viewer))
order by r.pseq

-- name: view_stuck_runs
select r.run as "run@loop", r.programme as "programme@programma", g.name as programme_name, r.workflow, r.phase,
  r.generation, r.stuck_reason as reason, r.stuck_path as path, r.stuck_fact as fact, r.stuck_place as place,
  r.moved_at as "since@time"
from run r join programme g on g.programme = r.programme
where r.state = 'stuck' and (r.team is null or r.team in (select m.team from person_member m where m.person = :viewer))
order by r.programme, r.run

-- name: view_steps
-- The steps of the current phase of a run, in the order in which they were opened.
select s.path, s.id, s.kind, s.state, coalesce(s.title, t.title, k.title) as title, coalesce(s.role, t.role, k.role) as role,
  s.task as "task@taak", s.opened_at as "opened_at@time", s.closed_at as "closed_at@time",
  s.closed_by as "closed_by@persoon", s.outcome, s.result as "result@json", s.keys as "keys@json", s.open_items
from run r join step s on s.programme = r.programme and s.run = r.run
  left join task t on t.programme = s.programme and t.task = s.task
  left join task_closed k on k.programme = s.programme and k.task = s.task
where r.run = :run and (r.team is null or r.team in (select m.team from person_member m where m.person = :viewer))
order by s.opened_at, s.pseq, s.path

-- name: view_steps_closed
-- The steps of earlier phases of a run.
select s.path, s.id, s.kind, s.state, coalesce(s.title, t.title, k.title) as title, coalesce(s.role, t.role, k.role) as role,
  s.task as "task@taak", s.opened_at as "opened_at@time", s.closed_at as "closed_at@time",
  s.closed_by as "closed_by@persoon", s.outcome, s.result as "result@json"
from step_closed s left join task t on t.programme = s.programme and t.task = s.task
  left join task_closed k on k.programme = s.programme and k.task = s.task
  left join run r on r.programme = s.programme and r.run = s.run
  left join run_closed d on d.programme = s.programme and d.run = s.run
where s.programme = :programme and s.run = :run and (coalesce(r.team, d.team) is null
  or coalesce(r.team, d.team) in (select m.team from person_member m where m.person = :viewer))
order by s.closed_at, s.pseq, s.path

-- name: view_timers
-- What time will do; without `at` the date is not known yet.
select t.run as "run@loop", t.path, t.kind, t.rule, t.date, t.at as "at@time", t.paused as "paused@bool"
from timer t left join run r on r.programme = t.programme and r.run = t.run
  left join task k on k.programme = t.programme and t.run = 0 and t.path = ('taak-' || k.task)
where t.programme = :programme and (coalesce(r.team, k.team) is null
  or coalesce(r.team, k.team) in (select m.team from person_member m where m.person = :viewer))
order by t.at nulls last, t.run, t.path, t.kind

-- name: view_counts
-- Sums of the counts that programmes keep; confidential work is not in them.
select count(*) as programmes,
  cast(coalesce(sum(case when state = 'open' then 1 else 0 end), 0) as bigint) as programmes_open,
  cast(coalesce(sum(case when state = 'paused' then 1 else 0 end), 0) as bigint) as programmes_paused,
  cast(coalesce(sum(case when state = 'stopped' then 1 else 0 end), 0) as bigint) as programmes_stopped,
  cast(coalesce(sum(runs_open), 0) as bigint) as runs_open,
  cast(coalesce(sum(tasks_open), 0) as bigint) as tasks_open,
  cast(coalesce(sum(tasks_done), 0) as bigint) as tasks_done,
  cast(coalesce(sum(tasks_late), 0) as bigint) as tasks_late,
  cast(coalesce(sum(votes_closed), 0) as bigint) as votes_closed
from programme
