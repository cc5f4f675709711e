-- The team as people see it: chairs, who sat in them and who is away, with dates only; and what is needed to say what a programme
-- would lose with somebody. See programme.sql for how columns are named. Texts of a confidential run are for its team only;
-- elsewhere such a row has `secret` and no text, so that it can be counted.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_chairs
select p.position as "position@teamrol", p.role, p.title, p.core as "core@bool", p.residents as "residents@bool", p.hours,
  p.competences as "competences@json", p.deputy as "deputy@persoon", n.bytes as deputy_name, p.vacant_since
from position p left join person d on d.person = p.deputy left join content n on n.id = d.name
where p.programme = :programme order by p.core desc, p.position

-- name: view_inner_spells
-- Everybody who ever sat in a chair of the programme. `last_day` is the day that was announced, `until_date` the last day of one
-- that has ended.
select a.assignment as "assignment@bezetting", a.position as "position@teamrol", a.person as "person@persoon",
  n.bytes as person_name, a.from_date, a.until_date, a.hours, a.announced_on, a.last_day, a.handover as "handover@overdracht"
from assignment a left join person h on h.person = a.person left join content n on n.id = h.name
where a.programme = :programme order by a.assignment

-- name: view_inner_spells_of
-- The chairs of one person over all programmes, the present ones first.
select a.programme as "programme@programma", g.name as programme_name, a.assignment as "assignment@bezetting",
  a.position as "position@teamrol", p.role, p.title, p.core as "core@bool", a.from_date, a.until_date, a.hours, a.announced_on,
  a.last_day
from assignment a join position p on p.programme = a.programme and p.position = a.position
  join programme g on g.programme = a.programme
where a.person = :person
order by case when a.until_date is null then 0 else 1 end, a.programme, a.assignment

-- name: view_inner_teams_of
-- The teams and groups of one person.
select m.team as "team@persoon" from person_member m where m.person = :person order by m.team

-- name: view_inner_deputyships_of
-- The chairs that one person stands in for.
select p.programme as "programme@programma", g.name as programme_name, p.position as "position@teamrol", p.role, p.title
from position p join programme g on g.programme = p.programme
where p.deputy = :person order by p.programme, p.position

-- name: view_absences
-- Dates only, never a reason (DOMAIN §7.7).
select w.absence as "absence@afwezigheid", w.person as "person@persoon", n.bytes as person_name, w.from_date, w.until_date,
  w.state
from absence w left join person h on h.person = w.person left join content n on n.id = h.name
where w.programme = :programme and (w.person = :person or :person is null)
order by w.from_date, w.absence

-- name: view_inner_handovers_of_team
-- The dates of every handover; `talked_on` is the first day on which giver and receiver talked.
select h.handover as "handover@overdracht", h.position as "position@teamrol", h.assignment as "assignment@bezetting",
  h.giver as "giver@persoon", h.receiver as "receiver@persoon", h.kind, h.announced_on, h.last_day, h.accepted_on,
  (select min(t.date) from handover_talk t
   where t.programme = h.programme and t.handover = h.handover and t.giver = 1 and t.receiver = 1) as talked_on
from handover h where h.programme = :programme order by h.handover

-- name: view_inner_team_log
-- What tells who knew or held what, and since when: chairs and deputies, promises, contacts, tasks in somebody's hands.
select e.pseq, e.at as "at@time", e.type, e.data as "data@json"
from event e
where e.stream = :programme and e.type in ('position.added', 'position.deputy_named', 'commitment.added', 'commitment.changed',
  'commitment.closed', 'contact.added', 'contact.known_by', 'contact.removed', 'entry.corrected', 'task.claimed',
  'task.delegated', 'task.returned', 'task.completed', 'step.dropped')
order by e.pseq

-- name: view_inner_stood_in
-- Who answered for a chair without sitting in it, and when: the deputies who really stood in.
select p.position as "position@teamrol", t.closed_by as "person@persoon", t.closed_at as "at@time"
from task_closed t join position p on p.programme = t.programme and p.role = t.role
where t.programme = :programme and t.closed_by is not null and t.team is null
order by t.closed_at, t.task

-- name: view_inner_taken_decisions
-- Gates and decisions by who answered them last; `go` says whether a gate was passed.
select d.task as "task@taak", d.kind, d.path, case when d.team is null or d.team in
    (select m.team from person_member m where m.person = :viewer)
  then case when d.title_ref is null then d.title else c.bytes end end as title,
  d.outcome, d.at as "at@time", d.by_person as "by@persoon",
  case when d.team is null or d.team in (select m.team from person_member m where m.person = :viewer) then 0 else 1 end
  as "secret@bool"
from decision d left join content c on c.id = d.title_ref
where d.programme = :programme order by d.at, d.task

-- name: view_inner_all_tasks
-- Every task that is or was open.
select t.task as "task@taak", t.kind, t.path, t.role, t.deciders as "deciders@json", t.person as "person@persoon",
  case when t.team is null or t.team in (select m.team from person_member m where m.person = :viewer)
  then case when t.title_ref is null then t.title else c.bytes end end as title,
  t.due, t.opened_at as "opened_at@time", null as "closed_at@time",
  case when t.team is null or t.team in (select m.team from person_member m where m.person = :viewer) then 0 else 1 end
  as "secret@bool", case when t.team is null then 0 else 1 end as "confidential@bool"
from task t left join content c on c.id = t.title_ref where t.programme = :programme
union all
select t.task, t.kind, t.path, t.role, null, t.person,
  case when t.team is null or t.team in (select m.team from person_member m where m.person = :viewer)
  then case when t.title_ref is null then t.title else c.bytes end end,
  t.due, t.opened_at, t.closed_at,
  case when t.team is null or t.team in (select m.team from person_member m where m.person = :viewer) then 0 else 1 end,
  case when t.team is null then 0 else 1 end
from task_closed t left join content c on c.id = t.title_ref where t.programme = :programme

-- name: view_inner_all_promises
-- Kept and withdrawn ones too. A condition of a gate is as confidential as the gate.
select c.entry as "entry@regel", c.due, c.state, c.silent,
  case when coalesce(o.team, k.team) is null or coalesce(o.team, k.team) in
    (select b.team from person_member b where b.person = :viewer) then t.bytes end as text,
  case when coalesce(o.team, k.team) is null or coalesce(o.team, k.team) in
    (select b.team from person_member b where b.person = :viewer) then 0 else 1 end as "secret@bool"
from commitment c left join content t on t.id = c.text
  left join task o on o.programme = c.programme and o.task = c.task
  left join task_closed k on k.programme = c.programme and k.task = c.task
where c.programme = :programme order by c.due nulls last, c.entry

-- name: view_inner_all_contacts
select c.entry as "entry@regel", t.bytes as name, c.group_name, c.key_figure as "key@bool", c.removed as "removed@bool"
from contact c left join content t on t.id = c.name
where c.programme = :programme order by c.entry

-- name: view_inner_raised_questions
-- Learning questions by who raised them, with the state in which they are now.
select l.entry as "entry@regel", l.code, t.bytes as text, l.state, l.raised_by as "raised_by@persoon", e.at as "at@time"
from learning l join entry e on e.programme = l.programme and e.entry = l.entry left join content t on t.id = l.text
where l.programme = :programme order by l.entry

-- name: view_inner_question_versions
select v.entry as "entry@regel", v.at as "at@time", v.state from learning_version v
where v.programme = :programme order by v.entry, v.pseq

-- name: view_inner_earlier_decisions
-- Taken before Wijkdraad was there.
select d.entry as "entry@regel", t.bytes as text, d.date, d.by_person as "by@persoon"
from past_decision d left join content t on t.id = d.text
where d.programme = :programme order by d.date, d.entry
