-- What people see of the records of a programme. Text is null when it was erased. See programme.sql for how columns are named.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_linkages
select l.entry as "entry@regel", l.level, s.bytes as subject, l.area as "area@gebied", a.name as area_name, l.state,
  r.bytes as reason, c.bytes as condition, l.look_again, e.at as "at@time", e.by_person as "by@persoon"
from linkage l join entry e on e.programme = l.programme and e.entry = l.entry left join content s on s.id = l.subject
  left join content r on r.id = l.reason left join content c on c.id = l.condition
  left join area a on a.programme = l.programme and a.area = l.area
where l.programme = :programme order by l.entry

-- name: view_reach
-- People reached for the first time, over all channels; rows with a group are a breakdown.
select r.entry as "entry@regel", r.channel, r.people, r.group_name as "group", r.date, e.at as "at@time",
  e.by_person as "by@persoon"
from reach r join entry e on e.programme = r.programme and e.entry = r.entry
where r.programme = :programme order by r.date, r.entry

-- name: view_measures
-- One that answers a task is as confidential as the task.
select m.entry as "entry@regel", m.measure, m.value, m.unit, s.bytes as source, m.date, m.task as "task@taak",
  e.at as "at@time", e.by_person as "by@persoon"
from measure m join entry e on e.programme = m.programme and e.entry = m.entry left join content s on s.id = m.source
  left join task o on o.programme = m.programme and o.task = m.task
  left join task_closed k on k.programme = m.programme and k.task = m.task
where m.programme = :programme and (coalesce(o.team, k.team) is null
  or coalesce(o.team, k.team) in (select b.team from person_member b where b.person = :viewer))
order by m.measure, m.date, e.pseq

-- name: view_signals
select s.entry as "entry@regel", s.kind, t.bytes as text, s.date, e.at as "at@time", e.by_person as "by@persoon",
  n.bytes as by_name
from signal s join entry e on e.programme = s.programme and e.entry = s.entry left join content t on t.id = s.text
  left join person p on p.person = e.by_person left join content n on n.id = p.name
where s.programme = :programme order by s.date, s.entry

-- name: view_journal
select j.entry as "entry@regel", j.kind, t.bytes as text, j.oral as "oral@bool", j.date, j.area as "area@gebied",
  a.name as area_name, j.before_wijkdraad as "before_wijkdraad@bool", e.at as "at@time", e.by_person as "by@persoon",
  e.corrected_at as "corrected_at@time", j.taken_from as "taken_from@regel", g.name as taken_from_programme
from journal j join entry e on e.programme = j.programme and e.entry = j.entry left join content t on t.id = j.text
  left join area a on a.programme = j.programme and a.area = j.area
  left join entry o on o.entry = j.taken_from left join programme g on g.programme = o.programme
where j.programme = :programme order by j.date, j.entry

-- name: view_money
select m.entry as "entry@regel", m.kind, m.cents, m.from_date, m.until_date, m.payer as "payer@persoon",
  n.bytes as payer_name, t.bytes as note, e.at as "at@time", e.by_person as "by@persoon"
from money m join entry e on e.programme = m.programme and e.entry = m.entry left join content t on t.id = m.note
  left join person p on p.person = m.payer left join content n on n.id = p.name
where m.programme = :programme order by m.entry

-- name: view_documents
select d.entry as "entry@regel", t.bytes as title, l.bytes as link, d.date, d.checksum as "checksum@hex",
  d.holder as "holder@persoon", n.bytes as holder_name, e.at as "at@time"
from document d join entry e on e.programme = d.programme and e.entry = d.entry left join content t on t.id = d.title
  left join content l on l.id = d.link left join person p on p.person = d.holder left join content n on n.id = p.name
where d.programme = :programme order by d.date, d.entry

-- name: view_commitments
-- A condition of a gate is as confidential as the gate. `told_…` is the last time that those concerned were told. Without a
-- state those in every state.
select c.entry as "entry@regel", t.bytes as text, c.state, c.silent, c.owner as "owner@persoon", n.bytes as owner_name, c.due,
  r.bytes as recipient, c.made_by as "made_by@persoon", m.bytes as made_by_name, s.bytes as occasion,
  h.told_by as "told_by@persoon", y.bytes as told_by_name, h.told_on, c.task as "task@taak",
  c.before_wijkdraad as "before_wijkdraad@bool", e.at as "at@time", e.by_person as "by@persoon"
from commitment c join entry e on e.programme = c.programme and e.entry = c.entry left join content t on t.id = c.text
  left join person p on p.person = c.owner left join content n on n.id = p.name
  left join content r on r.id = c.recipient left join content s on s.id = c.occasion
  left join person q on q.person = c.made_by left join content m on m.id = q.name
  left join commitment_change h on h.programme = c.programme and h.entry = c.entry and h.pseq = (
    select max(x.pseq) from commitment_change x
    where x.programme = c.programme and x.entry = c.entry and x.told_by is not null)
  left join person u on u.person = h.told_by left join content y on y.id = u.name
  left join task o on o.programme = c.programme and o.task = c.task
  left join task_closed k on k.programme = c.programme and k.task = c.task
where c.programme = :programme and c.state = coalesce(:state, c.state) and (coalesce(o.team, k.team) is null
  or coalesce(o.team, k.team) in (select b.team from person_member b where b.person = :viewer))
order by case when c.state = 'open' then 0 else 1 end, c.due nulls last, c.entry

-- name: view_inner_programme_of_entry
select programme from entry where entry = :entry

-- name: view_inner_commitment_changes
-- What was said about one promise, the oldest first: changed, found silent, kept or withdrawn.
select h.at as "at@time", h.what, v.actor as "by", h.owner as "owner@persoon", n.bytes as owner_name, h.due,
  r.bytes as reason, h.told_by as "told_by@persoon", y.bytes as told_by_name, h.told_on
from commitment_change h join event v on v.stream = h.programme and v.pseq = h.pseq
  left join content r on r.id = h.reason left join person p on p.person = h.owner left join content n on n.id = p.name
  left join person u on u.person = h.told_by left join content y on y.id = u.name
where h.programme = :programme and h.entry = :entry order by h.pseq

-- name: view_contacts
-- Those who were removed are gone. `told` says whether they know that they are listed.
select c.entry as "entry@regel", t.bytes as name, c.group_name as "group", c.key_figure as "key@bool",
  c.told as "told@bool", h.bytes as channel, c.known_by as "known_by@persoon", n.bytes as known_by_name, c.since,
  c.before_wijkdraad as "before_wijkdraad@bool", e.at as "at@time"
from contact c join entry e on e.programme = c.programme and e.entry = c.entry left join content t on t.id = c.name
  left join content h on h.id = c.channel
  left join person p on p.person = c.known_by left join content n on n.id = p.name
where c.programme = :programme and c.removed = 0 order by c.entry

-- name: view_inner_relations
-- Who knows which contact, and since when, by own account.
select r.entry as "entry@regel", r.person as "person@persoon", n.bytes as person_name, r.since
from relation r left join person p on p.person = r.person left join content n on n.id = p.name
where r.programme = :programme order by r.entry, r.since nulls last, r.person

-- name: view_past_decisions
select d.entry as "entry@regel", t.bytes as text, d.date, d.by_person as "by@persoon", n.bytes as by_name, e.at as "at@time"
from past_decision d join entry e on e.programme = d.programme and e.entry = d.entry left join content t on t.id = d.text
  left join person p on p.person = d.by_person left join content n on n.id = p.name
where d.programme = :programme order by d.date, d.entry
