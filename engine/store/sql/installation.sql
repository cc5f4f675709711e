-- Projections of the installation's stream: people and workflows.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_person
insert into person (person, kind, name, name_sha256, organisation, before_wijkdraad, at)
values (:person, :kind, :name, :name_sha256, :organisation, :before_wijkdraad, :at)

-- name: insert_person_member
insert into person_member (person, team) values (:person, :team) on conflict (person, team) do nothing

-- name: find_person
select kind, organisation from person where person = :person

-- name: list_teams_of
select team from person_member where person = :person order by team

-- name: insert_workflow
insert into workflow (key, version, hash, title, reason, at, pseq)
values (:key, :version, :hash, :title, :reason, :at, :pseq)

-- name: insert_settings_change
insert into settings_change (pseq, rubric, continuity, reason, at) values (:pseq, :rubric, :continuity, :reason, :at)

-- name: find_rubric
-- The settings of the rubric that count now.
select pseq, rubric from settings_change where rubric is not null order by pseq desc limit 1

-- name: insert_audit_round
insert into audit_round (pseq, seed, until_date, one_in, second_one_in, at)
values (:pseq, :seed, :until_date, :one_in, :second_one_in, :at)

-- name: insert_audit_draw
insert into audit_draw (handover, round, drawn, twice) values (:handover, :round, :drawn, :twice)

-- name: list_handovers_to_draw
-- Accepted up to and including a day and in no draw yet, of chairs of the team; with whether the position is core.
select h.handover, p.core from handover h
  join position p on p.programme = h.programme and p.position = h.position
  left join audit_draw d on d.handover = h.handover
where h.accepted_on <= :until and p.residents = 0 and d.handover is null
order by h.handover

-- name: find_workflow
-- The active version: the one installed last.
select key, version, hash, title from workflow where key = :key order by pseq desc limit 1

-- name: find_workflow_version
-- Any version that was ever installed.
select key, version, hash, title from workflow where key = :key and version = :version order by pseq desc limit 1
