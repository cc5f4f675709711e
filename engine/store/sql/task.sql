-- Projections of tasks and of the answers that close them.
-- SPDX-License-Identifier: EUPL-1.2

-- name: open_task
-- A task of a run, or added within one, is as confidential as that run.
insert into task (programme, task, run, path, kind, state, role, deciders, person, form, title, title_ref, title_sha256,
  team, opened_at, due, legal, late, carry, carried, yes, no, abstain, pseq)
values (:programme, :task, :run, :path, :kind, 'offered', :role, :deciders, :person, :form, :title, :title_ref,
  :title_sha256, (select r.team from run r where r.programme = :programme and r.run = :within), :opened_at, :due, :legal, 0,
  :carry, 0, 0, 0, 0, :pseq)

-- name: find_task_place
-- Where a task stands and what closing it does to the counts.
select case when carried = 1 then null else run end, path, late, team from task
where programme = :programme and task = :task

-- name: set_task_state
update task set state = :state, person = :person, until_date = :until_date, pseq = :pseq
where programme = :programme and task = :task

-- name: offer_task_again
update task set state = 'offered', until_date = null, pseq = :pseq where programme = :programme and task = :task

-- name: reschedule_task
update task set due = coalesce(:due, due), late = 0, pseq = :pseq where programme = :programme and task = :task

-- name: set_task_late
update task set late = 1, pseq = :pseq where programme = :programme and task = :task

-- name: touch_task
update task set pseq = :pseq where programme = :programme and task = :task

-- name: move_deadline
-- The deadline of the task at this place; no row when none stands there.
update task set due = :due where programme = :programme and run = :run and path = :path and carried = 0

-- name: move_deadline_of
-- The deadline of a task that stands beside the runs.
update task set due = :due where programme = :programme and task = :task and (run is null or carried = 1)

-- name: set_threshold
update task set threshold = :threshold, pseq = :pseq where programme = :programme and task = :task

-- name: set_electorate
update task set electorate = :electorate, pseq = :pseq where programme = :programme and task = :task

-- name: add_votes
update task set yes = yes + :yes, no = no + :no, abstain = abstain + :abstain, pseq = :pseq
where programme = :programme and task = :task

-- name: close_task
-- A task leaves the hot table, with who closed it and how.
insert into task_closed (programme, task, run, path, kind, state, outcome, role, person, form, title, title_ref, team,
  opened_at, due, legal, late, carried, closed_at, closed_by, reason, answers, pseq)
select programme, task, run, path, kind, :state, :outcome, role, person, form, title, title_ref, team, opened_at, due,
  legal, late, carried, :closed_at, :closed_by, :reason, :answers, :pseq
from task where programme = :programme and task = :task

-- name: delete_task
delete from task where programme = :programme and task = :task

-- name: list_tasks_of_run
-- The open tasks of a run, in the order of their ids.
select task, path, carry from task where programme = :programme and run = :run and carried = 0 order by task

-- name: list_open_tasks
select task from task where programme = :programme order by task

-- name: carry_task
-- The task outlives its phase: from now on it is the programme's. Run and path say where it came from.
update task set carried = 1, pseq = :pseq where programme = :programme and task = :task

-- name: find_task_answers
select run, path, answers from task_closed where programme = :programme and task = :task

-- name: set_task_answers
update task_closed set answers = :answers where programme = :programme and task = :task

-- name: insert_gate_answer
insert into gate_answer (programme, task, pseq, role, outcome, date, phase, grounds, grounds_sha256, conditions, at,
  by_person)
values (:programme, :task, :pseq, :role, :outcome, :date, :phase, :grounds, :grounds_sha256, :conditions, :at, :by_person)

-- name: insert_decision
-- Of a council, a gate or a commissioner, at the task that asked for it.
insert into decision (programme, task, run, path, kind, title, title_ref, team, outcome, date, phase, grounds, conditions,
  at, by_person, pseq)
select programme, task, run, path, kind, title, title_ref, team, :outcome, :date, :phase, :grounds, :conditions, :at,
  :by_person, :pseq
from task where programme = :programme and task = :task

-- name: insert_vote
insert into vote (programme, task, run, path, title, team, outcome, base, electorate, yes, no, abstain, needed, threshold,
  at, pseq)
select programme, task, run, path, title, team, :outcome, :base, :electorate, :yes, :no, :abstain, :needed, :threshold,
  :at, :pseq
from task where programme = :programme and task = :task

-- name: insert_meeting
insert into meeting (programme, task, run, path, title, team, date, attendance, groups, minutes, pseq)
select programme, task, run, path, title, team, :date, :attendance, :groups, :minutes, :pseq
from task where programme = :programme and task = :task

-- name: find_closed_task
select run, path, closed_by from task_closed where programme = :programme and task = :task

-- name: find_task_origin
-- Open or closed; without run for an ad-hoc task.
select run, path, team from task where programme = :programme and task = :task
union all select run, path, team from task_closed where programme = :programme and task = :task limit 1

-- name: find_phase_hash
select hash from phase where programme = :programme and run = :run and phase = :phase and generation = :generation

-- name: find_programme_of_task
select programme from task where task = :task

-- name: find_programme_of_closed_task
select programme from task_closed where task = :task

-- name: find_programme_of_run
-- Open and closed ones.
select programme from run where run = :run union all select programme from run_closed where run = :run limit 1

-- name: find_programme_of_entry
select programme from entry where entry = :entry
