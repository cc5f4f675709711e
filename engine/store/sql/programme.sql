-- Projections of a programme as a whole: state, counts, codes, areas, people in their positions.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_programme
insert into programme (programme, name, state, commissioner, municipalities, before_wijkdraad, started_at, runs_open,
  tasks_open, tasks_done, tasks_late, votes_closed)
values (:programme, :name, 'open', :commissioner, :municipalities, :before_wijkdraad, :started_at, 0, 0, 0, 0, 0)

-- name: set_commissioner
update programme set commissioner = :commissioner where programme = :programme

-- name: pause_programme
update programme set state = 'paused', paused_since = :date, pause_reason = :reason where programme = :programme

-- name: resume_programme
update programme set state = 'open', paused_since = null, pause_reason = null where programme = :programme

-- name: stop_programme
update programme set state = 'stopped', stopped_on = :date, stop_reason = :reason where programme = :programme

-- name: add_counts
-- Maintained counts: what the events of a turn add to them, together.
update programme set runs_open = runs_open + :runs, tasks_open = tasks_open + :open, tasks_done = tasks_done + :done,
  tasks_late = tasks_late + :late, votes_closed = votes_closed + :votes
where programme = :programme

-- name: find_municipalities
select municipalities from programme where programme = :programme

-- name: set_municipalities
update programme set municipalities = :municipalities where programme = :programme

-- name: insert_programme_code
insert into programme_code (programme, pseq, code, from_date) values (:programme, :pseq, :code, :from_date)
on conflict (programme, pseq, code) do nothing

-- name: end_programme_code
update programme_code set until_date = :until_date where programme = :programme and code = :code and until_date is null

-- name: insert_area
insert into area (programme, area, parent, kind, name, code, inhabitants, dwellings)
values (:programme, :area, :parent, :kind, :name, :code, :inhabitants, :dwellings)

-- name: restate_area
update area set code = coalesce(:code, code), inhabitants = :inhabitants, dwellings = :dwellings
where programme = :programme and area = :area

-- name: set_area_code
update area set code = :code where programme = :programme and area = :area

-- name: insert_area_code
insert into area_code (programme, area, pseq, code, from_date) values (:programme, :area, :pseq, :code, :from_date)

-- name: end_area_code
update area_code set until_date = :until_date where programme = :programme and area = :area and until_date is null
