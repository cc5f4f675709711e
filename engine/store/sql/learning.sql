-- Projections of reflection and of learning questions.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_reflection
-- Recorded, or skipped with a sentence; read before the task leaves the hot table.
insert into reflection (programme, task, run, path, title, title_ref, form, state, opened_at, due, date, roles, lessons,
  actions, reason, by_person, pseq)
select programme, task, run, path, title, title_ref, form, :state, opened_at, due, :date, :roles, :lessons, :actions,
  :reason, :by_person, :pseq
from task where programme = :programme and task = :task

-- name: insert_learning
insert into learning (programme, entry, code, text, level, state, raised_by, obstacle, task)
values (:programme, :entry, :code, :text, :level, 'open', :raised_by, :obstacle, :task)

-- name: move_learning
update learning set state = :state, text = coalesce(:text, text) where programme = :programme and entry = :entry

-- name: insert_learning_version
insert into learning_version (programme, entry, pseq, at, state, text, answer, actions)
values (:programme, :entry, :pseq, :at, :state, :text, :answer, :actions)

-- name: list_latest_reflections
-- How the latest reflections of one workflow ended, in all its runs, the last first.
select f.path, f.state from reflection f
  left join run r on r.programme = f.programme and r.run = f.run
  left join run_closed d on d.programme = f.programme and d.run = f.run
where f.programme = :programme and coalesce(r.workflow, d.workflow) = :workflow order by f.pseq desc limit :limit
