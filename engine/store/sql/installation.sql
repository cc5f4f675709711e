-- Projections of the installation's stream: people and workflows.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_person
insert into person (person, kind, name, name_sha256, organisation, before_wijkdraad, at)
values (:person, :kind, :name, :name_sha256, :organisation, :before_wijkdraad, :at)

-- name: insert_person_member
insert into person_member (person, team) values (:person, :team) on conflict (person, team) do nothing

-- name: keep_person_name
-- The name that is about to go from its row, with since when it was the name.
insert into person_name (person, pseq, name, from_at, until_at, reason, by_person)
select p.person, :pseq, p.name,
  coalesce((select max(n.until_at) from person_name n where n.person = p.person), p.at), :until_at, :reason, :by_person
from person p where p.person = :person

-- name: rename_person
update person set name = :name, name_sha256 = :name_sha256 where person = :person

-- name: find_person
-- Whose name is not there any more was forgotten.
select p.kind, p.organisation, case when c.id is null then 1 else 0 end
from person p left join content c on c.id = p.name where p.person = :person

-- name: insert_retention_line
insert into retention_line (pseq, kind, programme, entry, task, person, day)
values (:pseq, :kind, :programme, :entry, :task, :person, :day)

-- name: extend_retention_line
update retention_line set until_date = :until_date, reason = :reason, by_person = :by_person, decided_at = :decided_at
where pseq = :pseq

-- name: find_retention_line
select kind, programme, entry, task, person, day, until_date from retention_line where pseq = :pseq

-- name: list_teams_of
select team from person_member where person = :person order by team

-- name: insert_workflow
insert into workflow (key, version, hash, title, reason, at, pseq)
values (:key, :version, :hash, :title, :reason, :at, :pseq)

-- name: insert_settings_change
insert into settings_change (pseq, rubric, continuity, reason, retention, at)
values (:pseq, :rubric, :continuity, :reason, :retention, :at)

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
