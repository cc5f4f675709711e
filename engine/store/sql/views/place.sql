-- Where things are: the programme of a task, run, team role … by its id alone, so that the door can ask whether somebody may come
-- there. All are inner. An id never moves to another programme.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_place_of_programme
-- The codes count that hold now.
select programme, municipalities as "municipalities@json" from programme where programme = :id

-- name: view_inner_head
-- The last event of a stream; 0 when it has none.
select coalesce(max(pseq), 0) as pseq from event where stream = :id

-- name: view_inner_places
select programme, municipalities as "municipalities@json" from programme order by programme

-- name: view_inner_place_of_task
-- With the team when it is confidential.
select programme, team from task where task = :id
union all select programme, team from task_closed where task = :id limit 1

-- name: view_inner_place_of_run
select programme, team from run where run = :id
union all select programme, team from run_closed where run = :id limit 1

-- name: view_inner_place_of_entry
select programme from entry where entry = :id

-- name: view_inner_place_of_handover
select programme from handover where handover = :id

-- name: view_inner_place_of_position
select programme from position where position = :id

-- name: view_inner_place_of_assignment
select programme from assignment where assignment = :id

-- name: view_inner_place_of_absence
select programme from absence where absence = :id

-- name: view_inner_place_of_person
-- The organisation that a person belongs to, or an organisation itself; and whether it is a team.
select case when p.kind = 'organisation' then p.person else p.organisation end as organisation,
  case when p.kind = 'team' then p.person end as team
from person p where p.person = :id
