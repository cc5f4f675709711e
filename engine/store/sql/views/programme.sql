-- What people see of programmes: state, phases, people, places, workflows. A column "task@taak" is the id of a task and
-- becomes "taak-12"; @time, @bool, @json, @hex likewise. Every view takes :viewer where a confidential run could show: its
-- rows exist for its team only (RULES B6).
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_programmes
select p.programme as "programme@programma", p.name, p.state, p.municipalities as "municipalities@json",
  p.commissioner as "commissioner@persoon", n.bytes as commissioner_name, p.before_wijkdraad as "before_wijkdraad@bool",
  p.started_at as "started_at@time", p.paused_since, p.stopped_on, p.runs_open, p.tasks_open, p.tasks_done, p.tasks_late,
  p.votes_closed
from programme p left join person c on c.person = p.commissioner left join content n on n.id = c.name
order by p.name, p.programme

-- name: view_programme
select p.programme as "programme@programma", p.name, p.state, p.municipalities as "municipalities@json",
  p.commissioner as "commissioner@persoon", n.bytes as commissioner_name, p.before_wijkdraad as "before_wijkdraad@bool",
  p.started_at as "started_at@time", p.paused_since, w.bytes as pause_reason, p.stopped_on, r.bytes as stop_reason,
  p.runs_open, p.tasks_open, p.tasks_done, p.tasks_late, p.votes_closed
from programme p left join person c on c.person = p.commissioner left join content n on n.id = c.name
  left join content w on w.id = p.pause_reason left join content r on r.id = p.stop_reason
where p.programme = :programme

-- name: view_programme_lessons
-- What was learned from a programme that stopped: the lessons that came with it. After that nothing is written any more.
select j.entry as "entry@regel", t.bytes as text, j.date
from journal j join entry e on e.programme = j.programme and e.entry = j.entry left join content t on t.id = j.text
where j.programme = :programme and j.kind = 'lesson'
  and exists (select 1 from programme g where g.programme = :programme and g.state = 'stopped')
  and e.pseq > (select max(v.pseq) from event v where v.stream = :programme and v.type = 'programme.stopped')
order by j.entry

-- name: view_programme_codes
select code, from_date, until_date from programme_code where programme = :programme order by pseq, code

-- name: view_phases
-- Every generation, with its dates: a phase that was opened again has several rows.
select h.run as "run@loop", coalesce(r.workflow, d.workflow) as workflow, h.phase, h.generation, h.title,
  h.opened_at as "opened_at@time", h.closed_at as "closed_at@time", h.how, h.to_phase
from phase h left join run r on r.programme = h.programme and r.run = h.run
  left join run_closed d on d.programme = h.programme and d.run = h.run
where h.programme = :programme
  and (h.team is null or h.team in (select m.team from person_member m where m.person = :viewer))
order by h.opened_pseq

-- name: view_positions
-- Chairs and who sits in them now; an empty chair has a row without person.
select p.position as "position@teamrol", p.role, p.title, p.core as "core@bool", p.residents as "residents@bool",
  a.assignment as "assignment@bezetting", a.person as "person@persoon", n.bytes as person_name, a.from_date
from position p left join assignment a on a.programme = p.programme and a.position = p.position and a.until_date is null
  left join person h on h.person = a.person left join content n on n.id = h.name
where p.programme = :programme order by p.core desc, p.position, a.assignment

-- name: view_roles
-- The roles that positions have, of one programme or of all.
select distinct p.role from position p
where p.programme >= coalesce(:programme, 0) and p.programme <= coalesce(:programme, 9223372036854775807)
order by p.role

-- name: view_assignments_of
-- The chairs of one person, over all programmes.
select a.programme as "programme@programma", g.name as programme_name, a.assignment as "assignment@bezetting",
  a.position as "position@teamrol", p.role, p.title, a.from_date, a.until_date
from assignment a join position p on p.programme = a.programme and p.position = a.position
  join programme g on g.programme = a.programme
where a.person = :person order by a.programme, a.assignment

-- name: view_assignments
-- Who sits and sat in which chair of a programme; the first first.
select a.assignment as "assignment@bezetting", a.position as "position@teamrol", p.role, p.title, p.core as "core@bool",
  a.person as "person@persoon", n.bytes as person_name, a.from_date, a.until_date, a.hours, a.announced_on, a.last_day
from assignment a join position p on p.programme = a.programme and p.position = a.position
  left join person h on h.person = a.person left join content n on n.id = h.name
where a.programme = :programme order by a.from_date, a.assignment

-- name: view_areas
select area as "area@gebied", parent as "parent@gebied", kind, name, code, inhabitants, dwellings
from area where programme = :programme order by area

-- name: view_area_codes
select area as "area@gebied", code, from_date, until_date from area_code where programme = :programme order by area, pseq

-- name: view_people
select p.person as "person@persoon", p.kind, n.bytes as name, p.organisation as "organisation@persoon",
  o.bytes as organisation_name, p.before_wijkdraad as "before_wijkdraad@bool", p.at as "at@time"
from person p left join content n on n.id = p.name left join person g on g.person = p.organisation
  left join content o on o.id = g.name
order by p.person

-- name: view_person
select p.person as "person@persoon", p.kind, n.bytes as name, p.organisation as "organisation@persoon",
  o.bytes as organisation_name, p.before_wijkdraad as "before_wijkdraad@bool", p.at as "at@time"
from person p left join content n on n.id = p.name left join person g on g.person = p.organisation
  left join content o on o.id = g.name
where p.person = :person

-- name: view_members
-- Who belongs to a team, or every membership.
select m.team as "team@persoon", t.bytes as team_name, m.person as "person@persoon", n.bytes as person_name
from person_member m join person p on p.person = m.person left join content n on n.id = p.name
  left join person g on g.person = m.team left join content t on t.id = g.name
where m.team >= coalesce(:team, 0) and m.team <= coalesce(:team, 9223372036854775807)
order by m.team, m.person

-- name: view_workflows
-- Every installed version; the last of a key is the active one.
select w.key, w.version, w.hash as "hash@hex", w.title, r.bytes as reason, w.at as "at@time",
  case when w.pseq = (select max(l.pseq) from workflow l where l.key = w.key) then 1 else 0 end as "active@bool"
from workflow w left join content r on r.id = w.reason order by w.key, w.pseq
