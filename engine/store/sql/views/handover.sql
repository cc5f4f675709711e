-- What people see of handovers, and what a score and a handover document are made of. Only the list is for everybody, and it has
-- neither names nor text; the rest feeds questions that know who may see it. Tasks and decisions of households are left out
-- everywhere (DOMAIN §7): only their number is given. Every view is found by an index of one programme; one reads the log, and
-- only when a contact was removed.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_handovers
select h.handover as "handover@overdracht", h.programme as "programme@programma", g.name as programme_name,
  h.position as "position@teamrol", p.role, p.title as position_title, p.core as "core@bool",
  p.residents as "residents@bool", h.kind, h.giver as "giver@persoon", h.receiver as "receiver@persoon", h.announced_on,
  h.last_day, case when h.completed_pseq is null then 0 else 1 end as "completed@bool",
  case when exists (select 1 from handover_talk t where t.programme = h.programme and t.handover = h.handover
    and t.giver = 1 and t.receiver = 1 and t.pseq > coalesce(h.receiver_pseq, 0)) then 1 else 0 end as "talked@bool",
  case when h.own_words_pseq > coalesce(h.receiver_pseq, 0) then 1 else 0 end as "retold@bool", h.accepted_on,
  case when exists (select 1 from handover_rating r where r.programme = h.programme and r.handover = h.handover
    and r.second = 0) then 1 else 0 end as "rated@bool", h.score_final as "final@bool"
from handover h join programme g on g.programme = h.programme
  join position p on p.programme = h.programme and p.position = h.position
where h.programme >= coalesce(:programme, 0) and h.programme <= coalesce(:programme, 9223372036854775807)
order by h.programme, h.started_pseq

-- name: view_inner_handover
select h.handover as "handover@overdracht", h.programme as "programme@programma", g.name as programme_name,
  g.state as programme_state,
  g.municipalities as "municipalities@json", h.position as "position@teamrol", p.role, p.title as position_title,
  p.core as "core@bool", p.residents as "residents@bool", h.kind, h.giver as "giver@persoon",
  h.receiver as "receiver@persoon", h.announced_on, h.last_day, h.accepted_on, s.bytes as story,
  h.story_by_leaver as "story_by_leaver@bool", h.decisions as "decisions@json", h.access as "access@json",
  h.open_items as "open_items@json", w.bytes as own_words, h.score_final as "final@bool", h.started_pseq, h.completed_pseq,
  h.own_words_pseq, h.accepted_pseq, h.receiver_pseq, h.final_pseq, h.score_settings as "score_settings@json", d.round, d.drawn as "drawn@bool",
  d.twice as "drawn_twice@bool"
from handover h join programme g on g.programme = h.programme
  join position p on p.programme = h.programme and p.position = h.position left join audit_draw d on d.handover = h.handover
  left join content s on s.id = h.story left join content w on w.id = h.own_words
where h.handover = :handover

-- name: view_inner_handover_readers
-- Why a reader, or a team or group that they belong to, may read the document: part of the handover, of the core team,
-- commissioner, deputy of the chair, rater; and as long as a draw waits for a rating, a coordinator who may give it (check_rater).
with me(id) as (
  select p.person from person p where p.person = :reader
  union
  select m.team from person_member m where m.person = :reader
)
select 'part' as why from handover h join me on me.id = h.giver or me.id = h.receiver
where h.programme = :programme and h.handover = :handover
union all
select 'commissioner' from programme g join me on me.id = g.commissioner where g.programme = :programme
union all
select 'core' from assignment a join me on me.id = a.person
  join position p on p.programme = a.programme and p.position = a.position
where a.programme = :programme and p.core = 1 and a.from_date <= :today
  and coalesce(a.until_date, a.last_day, '9999-12-31') >= :today
union all
select 'deputy' from handover h join position p on p.programme = h.programme and p.position = h.position
  join me on me.id = p.deputy
where h.programme = :programme and h.handover = :handover
union all
select 'rater' from handover_rating r join me on me.id = r.rater
where r.programme = :programme and r.handover = :handover
union all
select 'drawn' from audit_draw d, assignment c join me on me.id = c.person
  join position s on s.programme = c.programme and s.position = c.position
where d.handover = :handover and d.drawn = 1 and c.until_date is null and s.role = 'coordinator'
  and (select count(*) from handover_rating r where r.programme = :programme and r.handover = d.handover) < 1 + d.twice
  and not exists (select 1 from assignment a join me on me.id = a.person
    join position p on p.programme = a.programme and p.position = a.position
    where a.programme = :programme and a.until_date is null and p.role <> 'coordinator')
  and not exists (select 1 from position p join me on me.id = p.deputy where p.programme = :programme)
  and not exists (select 1 from handover o join me on me.id = o.giver or me.id = o.receiver where o.programme = :programme)

-- name: view_inner_handover_items
select i.item, i.id, i.state, case when i.reason is null then 0 else 1 end as "reasoned@bool", r.bytes as reason, i.if_then as "if_then@json", i.owner as "owner@persoon",
  n.bytes as owner_name, i.due, f.bytes as first_step, i.pseq
from handover_item i left join content r on r.id = i.reason left join content f on f.id = i.first_step
  left join person p on p.person = i.owner left join content n on n.id = p.name
where i.programme = :programme and i.handover = :handover order by i.item, i.id

-- name: view_inner_handover_topics
select t.topic, t.answer, c.bytes as text, t.pseq from handover_topic t left join content c on c.id = t.text
where t.programme = :programme and t.handover = :handover order by t.pseq

-- name: view_inner_handover_talks
select t.pseq, t.date, t.giver as "giver@bool", t.receiver as "receiver@bool", t.residents as "residents@bool",
  t.walk as "walk@bool", t.questions, t.introductions as "introductions@json", n.bytes as note
from handover_talk t left join content n on n.id = t.note
where t.programme = :programme and t.handover = :handover order by t.pseq

-- name: view_inner_handover_ratings
select r.second as "second@bool", r.rater as "rater@persoon", r.ratings as "ratings@json", r.oversized as "oversized@bool",
  n.bytes as note, e.at as "at@time", r.pseq
from handover_rating r join event e on e.stream = r.programme and e.pseq = r.pseq left join content n on n.id = r.note
where r.programme = :programme and r.handover = :handover order by r.second

-- name: view_inner_handover_replies
select r.person as "person@persoon", t.bytes as text, r.pseq from handover_reply r left join content t on t.id = r.text
where r.programme = :programme and r.handover = :handover order by r.pseq

-- name: view_inner_handover_checkups
select c.day, c.date, c.missing as "missing@json", s.bytes as surprise, c.still_called, c.first_met,
  c.fresh_look as "fresh_look@regel", c.pseq
from handover_checkup c left join content s on s.id = c.surprise
where c.programme = :programme and c.handover = :handover order by c.day

-- name: view_inner_handover_tasks
-- Open tasks that go with a chair: offered to its role, or offered to or claimed by the leaver.
select t.task as "task@taak", t.pseq from task t
where t.programme = :programme and t.team is null
  and (t.person = :giver or (t.person is null and t.role = :role)) order by t.task

-- name: view_inner_handover_household_tasks
-- How many there are of households; they are handed over within their own team.
select count(*) as tasks from task t
where t.programme = :programme and t.team is not null and (t.person = :giver or (t.person is null and t.role = :role))

-- name: view_inner_handover_task
-- One task, open or closed, by its number.
select case when t.title_ref is null then t.title else c.bytes end as title, t.state, t.role,
  t.person as "person@persoon", t.due, null as outcome, t.path
from task t left join content c on c.id = t.title_ref
where t.programme = :programme and t.task = :task and t.team is null
union all
select case when t.title_ref is null then t.title else c.bytes end as title, t.state, t.role,
  t.person as "person@persoon", t.due, t.outcome, t.path
from task_closed t left join content c on c.id = t.title_ref
where t.programme = :programme and t.task = :task and t.team is null

-- name: view_inner_handover_commitments
-- Open promises of the leaver. One that was made about a household is of its team.
select c.entry as "entry@regel", e.pseq from commitment c join entry e on e.programme = c.programme and e.entry = c.entry
  left join task o on o.programme = c.programme and o.task = c.task
  left join task_closed k on k.programme = c.programme and k.task = c.task
where c.programme = :programme and c.owner = :giver and c.state = 'open' and coalesce(o.team, k.team) is null
order by c.entry

-- name: view_inner_handover_commitment
select t.bytes as title, c.state, c.owner as "person@persoon", n.bytes as owner_name, c.due, c.silent,
  r.bytes as recipient, coalesce(o.path, k.path) as path
from commitment c left join content t on t.id = c.text left join person p on p.person = c.owner
  left join content n on n.id = p.name left join content r on r.id = c.recipient
  left join task o on o.programme = c.programme and o.task = c.task
  left join task_closed k on k.programme = c.programme and k.task = c.task
where c.programme = :programme and c.entry = :entry and coalesce(o.team, k.team) is null

-- name: view_inner_handover_decisions
-- Dated decisions up to an event of the log, oldest first.
select d.task as "task@taak", d.kind, case when d.title_ref is null then d.title else c.bytes end as title, d.outcome,
  d.at as "at@time", d.path, d.by_person as "by@persoon", d.pseq
from decision d left join content c on c.id = d.title_ref
where d.programme = :programme and d.team is null and d.pseq <= coalesce(:until, 9223372036854775807) order by d.pseq

-- name: view_inner_handover_phases
-- The phases of the programme itself up to an event of the log: not those of what it starts beside it, e.g. a reflection.
select h.title, h.opened_at as "opened_at@time",
  case when h.closed_pseq <= coalesce(:until, 9223372036854775807) then h.closed_at else null end as "closed_at@time"
from phase h left join run r on r.programme = h.programme and r.run = h.run
  left join run_closed d on d.programme = h.programme and d.run = h.run
where h.programme = :programme and h.team is null and coalesce(r.parent, d.parent) is null
  and h.opened_pseq <= coalesce(:until, 9223372036854775807)
order by h.opened_pseq

-- name: view_inner_handover_contacts
-- People outside who matter, key figures first.
select c.entry as "entry@regel", t.bytes as name, c.group_name as "group", c.key_figure as "key@bool",
  c.removed as "removed@bool", c.known_by as "known_by@persoon", n.bytes as known_by_name, c.since, h.bytes as channel, e.pseq
from contact c join entry e on e.programme = c.programme and e.entry = c.entry left join content t on t.id = c.name
  left join content h on h.id = c.channel left join person p on p.person = c.known_by
  left join content n on n.id = p.name
where c.programme = :programme and e.pseq <= coalesce(:until, 9223372036854775807)
order by c.key_figure desc, c.group_name nulls last, c.entry

-- name: view_inner_handover_relations
-- Who says to know whom.
select r.entry as "entry@regel", r.person as "person@persoon", n.bytes as person_name, r.since, r.pseq
from relation r left join person p on p.person = r.person left join content n on n.id = p.name
where r.programme = :programme order by r.entry, r.pseq

-- name: view_inner_handover_removals
-- Which contacts were removed after an event of the log, and who knew whom before it: that still counts for what was handed over.
select e.type, e.data as "data@json" from event e
where e.stream = :programme and ((e.pseq > :after and e.type = 'contact.removed')
  or (e.pseq <= :after and e.type in ('contact.added', 'contact.known_by'))) order by e.pseq

-- name: view_inner_handover_documents
select d.entry as "entry@regel", t.bytes as title, l.bytes as link, d.date, d.holder as "holder@persoon",
  n.bytes as holder_name, e.pseq
from document d join entry e on e.programme = d.programme and e.entry = d.entry left join content t on t.id = d.title
  left join content l on l.id = d.link left join person p on p.person = d.holder left join content n on n.id = p.name
where d.programme = :programme and e.pseq <= coalesce(:until, 9223372036854775807) order by d.date desc, d.entry

-- name: view_inner_handover_journal
-- What the journal holds of one kind, newest first.
select j.entry as "entry@regel", t.bytes as text, j.oral as "oral@bool", j.date, j.area as "area@gebied", a.name as area_name
from journal j left join content t on t.id = j.text left join area a on a.programme = j.programme and a.area = j.area
where j.programme = :programme and j.kind = :kind order by j.date desc, j.entry desc limit coalesce(:limit, 100000)

-- name: view_inner_handover_calendar
-- What falls on a day from `from` up to and including `until`.
select t.due as date, t.kind as what, 'taak-' || t.task as id, case when t.title_ref is null then t.title else c.bytes end as title,
  t.path, cast(null as bigint) as "area@gebied"
from task t left join content c on c.id = t.title_ref
where t.programme = :programme and t.team is null and t.due >= :from and t.due <= :until
union all
select t.until_date, t.kind, 'taak-' || t.task, case when t.title_ref is null then t.title else c.bytes end, t.path, cast(null as bigint)
from task t left join content c on c.id = t.title_ref
where t.programme = :programme and t.team is null and t.until_date >= :from and t.until_date <= :until
union all
select m.due, 'commitment', 'regel-' || m.entry, c.bytes, coalesce(o.path, k.path),
  cast(null as bigint) from commitment m left join content c on c.id = m.text
  left join task o on o.programme = m.programme and o.task = m.task
  left join task_closed k on k.programme = m.programme and k.task = m.task
where m.programme = :programme and m.state = 'open' and m.due >= :from and m.due <= :until
  and coalesce(o.team, k.team) is null
union all
select l.look_again, 'linkage', 'regel-' || l.entry, c.bytes, null, l.area from linkage l left join content c on c.id = l.subject
where l.programme = :programme and l.look_again >= :from and l.look_again <= :until
order by 1, 3

-- name: view_inner_handover_endings
-- Chairs of the team that somebody left. Without `handover` the leave was never handed over. One that was begun by hand afterwards
-- does not name the assignment: it is of who left the chair last before it, or of the giver that it names.
select a.programme as "programme@programma", g.name as programme_name, g.municipalities as "municipalities@json",
  a.assignment as "assignment@bezetting", a.position as "position@teamrol", p.role, p.title as position_title,
  p.core as "core@bool", a.person as "person@persoon", a.until_date,
  coalesce((select max(h.handover) from handover h where h.programme = a.programme and h.assignment = a.assignment),
    (select max(h.handover) from handover h
     where h.programme = a.programme and h.position = a.position and h.assignment is null
       and h.announced_on >= a.until_date and coalesce(h.giver, a.person) = a.person and not exists (
         select 1 from assignment l where l.programme = a.programme and l.position = a.position
           and l.until_date > a.until_date and l.until_date <= h.announced_on))) as "handover@overdracht"
from assignment a join programme g on g.programme = a.programme
  join position p on p.programme = a.programme and p.position = a.position
where a.until_date is not null and p.residents = 0 and a.programme >= coalesce(:programme, 0)
  and a.programme <= coalesce(:programme, 9223372036854775807)
order by a.programme, a.until_date, a.assignment

-- name: view_inner_handover_area_work
-- Who has open work of which step, by name or through the role: whose contacts have to do with the area that the step stands in.
select t.path, coalesce(t.person, a.person) as "person@persoon" from task t
  left join position p on p.programme = t.programme and p.role = t.role and t.person is null
  left join assignment a on a.programme = p.programme and a.position = p.position and a.until_date is null
where t.programme = :programme and t.team is null and t.path is not null order by t.task
