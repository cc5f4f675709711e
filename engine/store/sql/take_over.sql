-- Projections of a run that goes on with another text.
-- SPDX-License-Identifier: EUPL-1.2

-- name: move_step
update step set path = :as_path, id = :id, pseq = :pseq where programme = :programme and run = :run and path = :path

-- name: move_task_of_step
update task set path = :as_path, pseq = :pseq
where programme = :programme and run = :run and path = :path and carried = 0

-- name: move_answer_of_step
-- Of a task that was answered already: what is put right in it is found by its path.
update task_closed set path = :as_path where programme = :programme and run = :run and path = :path

-- name: move_timers_of_step
update timer set path = :as_path where programme = :programme and run = :run and path = :path

-- name: move_children_of_step
update run set parent_path = :as_path where programme = :programme and parent = :run and parent_path = :path

-- name: move_stuck_path
update run set stuck_path = :as_path where programme = :programme and run = :run and stuck_path = :path

-- name: set_run_hash
update run set hash = :hash where programme = :programme and run = :run

-- name: set_phase_hash
-- Of the generation that is open: its tasks are read with this text from now on.
update phase set hash = :hash where programme = :programme and run = :run and closed_at is null

-- name: pass_over_step
insert into step (programme, run, path, id, kind, state, title, opened_at, closed_at, open_items, pseq)
values (:programme, :run, :path, :id, :kind, 'skipped', :title, :at, :at, 0, :pseq)

-- name: restate_task
update task set title = :title, role = :role, deciders = :deciders, form = :form, legal = :legal, carry = :carry,
  pseq = :pseq
where programme = :programme and task = :task
