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

-- name: find_workflow
-- The active version: the one installed last.
select key, version, hash, title from workflow where key = :key order by pseq desc limit 1

-- name: find_workflow_version
-- Any version that was ever installed.
select key, version, hash, title from workflow where key = :key and version = :version order by pseq desc limit 1
