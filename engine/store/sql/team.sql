-- Projections of the team: chairs, who sits in them, who stands in, who is away.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_position
insert into position (programme, position, role, title, core, residents, hours, competences)
values (:programme, :position, :role, :title, :core, :residents, :hours, :competences)

-- name: insert_assignment
insert into assignment (programme, assignment, position, person, from_date, hours, handover)
values (:programme, :assignment, :position, :person, :from_date, :hours, :handover)

-- name: fill_position
update position set vacant_since = null where programme = :programme and position = :position

-- name: empty_position
update position set vacant_since = :since where programme = :programme and position = :position

-- name: set_deputy
update position set deputy = :deputy where programme = :programme and position = :position

-- name: announce_end
update assignment set announced_on = :announced_on, last_day = :last_day
where programme = :programme and assignment = :assignment

-- name: end_assignment
update assignment set until_date = :until_date where programme = :programme and assignment = :assignment

-- name: insert_absence
insert into absence (programme, absence, person, from_date, until_date, state)
values (:programme, :absence, :person, :from_date, :until_date, 'planned')

-- name: start_absence
update absence set state = 'away' where programme = :programme and absence = :absence

-- name: end_absence
update absence set state = 'over', until_date = :until_date where programme = :programme and absence = :absence

-- name: list_ties_of
-- What still ties a person to programmes: 0 a chair, 1 a chair stood in for, 2 a programme commissioned.
select 0, a.programme, p.title from assignment a
  join position p on p.programme = a.programme and p.position = a.position
where a.person = :person and a.until_date is null
union all
select 1, p.programme, p.title from position p where p.deputy = :person
union all
select 2, g.programme, '' from programme g where g.commissioner = :person and g.state <> 'stopped'

-- name: find_programme_of_assignment
select programme from assignment where assignment = :assignment

-- name: find_programme_of_absence
select programme from absence where absence = :absence
