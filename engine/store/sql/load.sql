-- What a turn loads: five statements for the hot state, the rest when first asked for (RULES B1).
-- SPDX-License-Identifier: EUPL-1.2

-- name: load_programme
select name, state, commissioner, municipalities, paused_since from programme where programme = :programme

-- name: load_runs
-- With the event that each started with: input and settings stand there.
select r.run, r.workflow, r.hash, r.state, r.phase, r.generation, r.generations, r.parent, r.parent_path, r.team, r.stepwise,
  r.stuck_reason, r.stuck_path, r.stuck_fact, r.stuck_place, r.stuck_said, r.stuck_said_sha256, e.type, e.v, e.data
from run r join event e on e.stream = r.programme and e.pseq = r.started_pseq
where r.programme = :programme order by r.run

-- name: load_steps
-- Of the current generation of open runs: nothing else stands in this table.
select run, path, kind, state, opened_at, closed_at, closed_by, task, outcome, result, keys, open_items
from step where programme = :programme order by run, path

-- name: load_tasks
-- With the answers to gates so far, one row for each.
select t.task, t.run, t.path, t.kind, t.state, t.role, t.deciders, t.person, t.form, t.title, t.title_ref, t.title_sha256,
  t.opened_at, t.due, t.legal, t.late, t.carry, t.carried, t.electorate, t.threshold, t.yes, t.no, t.abstain,
  a.role, a.outcome, a.date, a.phase, a.grounds, a.grounds_sha256, a.conditions
from task t left join gate_answer a on a.programme = t.programme and a.task = t.task
where t.programme = :programme order by t.task, a.pseq

-- name: load_timers
select run, path, kind, rule, date, at, from_date from timer where programme = :programme order by run, path, kind

-- name: load_areas
select area, parent, kind, name, code, inhabitants, dwellings from area where programme = :programme order by area

-- name: load_positions
select position, role, title, core, residents, hours, deputy, vacant_since from position where programme = :programme order by position

-- name: load_assignments
-- Those that have not ended.
select assignment, position, person, from_date, hours, last_day, handover from assignment
where programme = :programme and until_date is null order by assignment

-- name: load_absences
select absence, person, from_date, until_date from absence where programme = :programme and state <> 'over' order by absence

-- name: load_handovers
select handover, position, assignment, giver, receiver, kind, announced_on, last_day,
  case when completed_pseq is null then 0 else 1 end, coalesce(story_by_leaver, 0),
  case when exists (select 1 from handover_talk t where t.programme = h.programme and t.handover = h.handover
    and t.giver = 1 and t.receiver = 1 and t.pseq > coalesce(h.receiver_pseq, 0)) then 1 else 0 end,
  case when own_words_pseq > coalesce(h.receiver_pseq, 0) then 1 else 0 end, accepted_on,
  (select r.rater from handover_rating r where r.programme = h.programme and r.handover = h.handover and r.second = 0),
  (select r.rater from handover_rating r where r.programme = h.programme and r.handover = h.handover and r.second = 1),
  (select v.at from handover_rating r join event v on v.stream = r.programme and v.pseq = r.pseq
    where r.programme = h.programme and r.handover = h.handover and r.second = 0), score_final
from handover h where h.programme = :programme order by h.handover

-- name: load_handover_owners
select handover, item, id, owner from handover_item where programme = :programme and owner is not null
order by handover, item, id

-- name: load_handover_checkups
select handover, day from handover_checkup where programme = :programme order by handover, day

-- name: load_handover_replies
-- To the rating that counts; replies to an earlier one stay readable and do not count.
select y.handover, y.person from handover_reply y
where y.programme = :programme and y.pseq > coalesce((select r.pseq from handover_rating r
  where r.programme = y.programme and r.handover = y.handover and r.second = 0), 0)
order by y.handover, y.pseq

-- name: load_contacts
select entry, key_figure from contact where programme = :programme and removed = 0 order by entry

-- name: load_learning
select entry, code, state from learning where programme = :programme order by entry

-- name: load_reach
-- People reached for the first time, by channel; group figures are a breakdown and do not add.
select channel, cast(sum(people) as bigint) from reach where programme = :programme and group_name is null group by channel order by channel

-- name: load_measures
-- Oldest first by date: the last of each name is the one that counts.
select m.measure, m.value, m.date from measure m join entry e on e.programme = m.programme and e.entry = m.entry
where m.programme = :programme order by m.measure, m.date, e.pseq

-- name: load_linkages
select entry, state from linkage where programme = :programme order by entry

-- name: load_commitments
-- Open ones.
select entry, owner, due, silent, made_by, task from commitment where programme = :programme and state = 'open' order by entry

-- name: load_money
select kind, cast(sum(cents) as bigint) from money where programme = :programme group by kind order by kind

-- name: list_programmes
select programme from programme order by programme
