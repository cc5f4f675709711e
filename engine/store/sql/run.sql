-- Projections of runs, phases and steps.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_run
-- What it started with stands in the log at `started_pseq`, and is not written twice.
insert into run (programme, run, workflow, hash, state, phase, generation, generations, parent, parent_path, trigger, team,
  stepwise, started_at, started_pseq, moved_at, pseq)
values (:programme, :run, :workflow, :hash, 'open', '', 0, '{}', :parent, :parent_path, :trigger, :team, :stepwise, :at,
  :pseq, :at, :pseq)

-- name: touch_run
-- Since when a run stands still: the last event of each turn.
update run set moved_at = :moved_at, pseq = :pseq where programme = :programme and run = :run

-- name: close_run
-- A run leaves the hot table.
insert into run_closed (programme, run, workflow, hash, state, outcome, phase, generation, parent, parent_path, trigger,
  team, started_at, started_pseq, closed_at, pseq)
select programme, run, workflow, hash, :state, :outcome, phase, generation, parent, parent_path, trigger, team,
  started_at, started_pseq, :at, :pseq
from run where programme = :programme and run = :run

-- name: delete_run
delete from run where programme = :programme and run = :run

-- name: list_runs_of
select run from run where programme = :programme order by run

-- name: set_run_stuck
update run set state = 'stuck', stuck_reason = :reason, stuck_path = :path, stuck_fact = :fact, stuck_place = :place,
  stuck_said = :said, stuck_said_sha256 = :said_sha256
where programme = :programme and run = :run

-- name: set_run_free
update run set state = 'open', stuck_reason = null, stuck_path = null, stuck_fact = null, stuck_place = null,
  stuck_said = null, stuck_said_sha256 = null
where programme = :programme and run = :run

-- name: find_run_team
select team from run where programme = :programme and run = :run

-- name: find_generations
select generations from run where programme = :programme and run = :run

-- name: set_run_phase
update run set phase = :phase, generation = :generation, generations = :generations, hash = :hash
where programme = :programme and run = :run

-- name: insert_phase
insert into phase (programme, run, phase, generation, title, hash, team, opened_at, opened_pseq)
values (:programme, :run, :phase, :generation, :title, :hash,
  (select r.team from run r where r.programme = :programme and r.run = :run), :opened_at, :opened_pseq)

-- name: close_phase
update phase set closed_at = :closed_at, closed_pseq = :closed_pseq, how = :how, to_phase = :to_phase
where programme = :programme and run = :run and phase = :phase and generation = :generation

-- name: close_open_phases
-- Of a programme that stops: whatever is still open.
update phase set closed_at = :closed_at, closed_pseq = :closed_pseq, how = 'stopped'
where programme = :programme and run = :run and closed_at is null

-- name: open_step
-- A step that was already judged and could not go on is opened under the same path. Title and role of a task stand at the
-- task only.
insert into step (programme, run, path, id, kind, state, title, role, task, opened_at, keys, open_items, pseq)
values (:programme, :run, :path, :id, :kind, :state, :title, :role, :task, :opened_at, :keys, :open_items, :pseq)
on conflict (programme, run, path) do update set kind = excluded.kind, state = excluded.state, title = excluded.title,
  role = excluded.role, task = excluded.task, opened_at = excluded.opened_at, keys = excluded.keys,
  open_items = excluded.open_items, pseq = excluded.pseq

-- name: pass_step
-- A step that opens and closes in one event; it may have been open while a fact was missing.
insert into step (programme, run, path, id, kind, state, title, opened_at, closed_at, result, open_items, pseq)
values (:programme, :run, :path, :id, :kind, 'done', :title, :at, :at, :result, 0, :pseq)
on conflict (programme, run, path) do update set kind = excluded.kind, state = 'done', closed_at = excluded.closed_at,
  result = excluded.result, pseq = excluded.pseq

-- name: close_step
update step set state = :state, closed_at = :closed_at, closed_by = coalesce(:closed_by, closed_by), outcome = :outcome,
  result = :result, pseq = :pseq
where programme = :programme and run = :run and path = :path

-- name: find_step_task
select task from step where programme = :programme and run = :run and path = :path

-- name: find_step_keys
select keys from step where programme = :programme and run = :run and path = :path

-- name: join_item
update step set keys = :keys, open_items = open_items + 1, pseq = :pseq
where programme = :programme and run = :run and path = :path

-- name: close_item
update step set open_items = open_items - 1, pseq = :pseq
where programme = :programme and run = :run and path = :path and open_items > 0

-- name: move_steps
-- A generation closes: its steps become history, and what was open is cancelled.
insert into step_closed (programme, run, path, id, kind, state, title, role, task, opened_at, closed_at, closed_by, outcome,
  result, keys, open_items, pseq)
select programme, run, path, id, kind, case when closed_at is null then 'cancelled' else state end, title, role, task,
  opened_at, coalesce(closed_at, :closed_at), closed_by, outcome, result, keys, open_items, pseq
from step where programme = :programme and run = :run

-- name: delete_steps
delete from step where programme = :programme and run = :run

-- name: find_step_result
select result from step where programme = :programme and run = :run and path = :path

-- name: set_step_result
update step set result = :result where programme = :programme and run = :run and path = :path

-- name: find_closed_step_result
select result from step_closed where programme = :programme and run = :run and path = :path

-- name: set_closed_step_result
update step_closed set result = :result where programme = :programme and run = :run and path = :path

-- name: list_closed_steps
-- What the steps of one id gave in earlier generations, oldest first.
select path, closed_at, outcome, result from step_closed
where programme = :programme and run = :run and id = :id and state = 'done' order by closed_at, pseq, path
