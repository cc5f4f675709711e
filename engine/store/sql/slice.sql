-- One programme as a slice: what it takes along from outside its own tables, and whether ids are free.
-- SPDX-License-Identifier: EUPL-1.2

-- name: list_slice_people
-- Everybody the tables of a programme name; named_people.hpp finds whom only the log names.
select commissioner from programme where programme = :programme and commissioner is not null
union select person from assignment where programme = :programme
union select deputy from position where programme = :programme and deputy is not null
union select person from absence where programme = :programme
union select giver from handover where programme = :programme and giver is not null
union select receiver from handover where programme = :programme and receiver is not null
union select owner from handover_item where programme = :programme and owner is not null
union select rater from handover_rating where programme = :programme
union select person from handover_reply where programme = :programme
union select person from relation where programme = :programme
union select raised_by from learning where programme = :programme and raised_by is not null
union select owner from commitment_change where programme = :programme and owner is not null
union select told_by from commitment_change where programme = :programme and told_by is not null
union select made_by from commitment where programme = :programme and made_by is not null
union select team from run where programme = :programme and team is not null
union select team from run_closed where programme = :programme and team is not null
union select closed_by from step where programme = :programme and closed_by is not null
union select closed_by from step_closed where programme = :programme and closed_by is not null
union select person from task where programme = :programme and person is not null
union select person from task_closed where programme = :programme and person is not null
union select closed_by from task_closed where programme = :programme and closed_by is not null
union select by_person from entry where programme = :programme and by_person is not null
union select by_person from gate_answer where programme = :programme and by_person is not null
union select by_person from decision where programme = :programme and by_person is not null
union select payer from money where programme = :programme and payer is not null
union select holder from document where programme = :programme and holder is not null
union select owner from commitment where programme = :programme and owner is not null
union select known_by from contact where programme = :programme and known_by is not null
union select by_person from past_decision where programme = :programme and by_person is not null
union select subject from content where programme = :programme and subject is not null
order by 1

-- name: list_slice_bundles
-- The bundles that runs and phases are pinned to.
select hash from run where programme = :programme union select hash from run_closed where programme = :programme
union select hash from phase where programme = :programme order by 1

-- name: load_slice_person
select p.kind, p.name, p.name_sha256, p.organisation, p.before_wijkdraad, p.at, c.subject, c.kind, c.ground, c.keep_until,
  c.salt, c.bytes
from person p left join content c on c.id = p.name where p.person = :person

-- name: find_workflow_of
-- Under which key and version a bundle was installed.
select key, version, title from workflow where hash = :hash order by pseq desc limit 1

-- name: list_active_workflows
select w.key, w.version, w.title, w.hash from workflow w
where w.pseq = (select max(l.pseq) from workflow l where l.key = w.key) order by w.key

-- name: list_meta
select key, value from meta order by key

-- name: find_programme_of_any_task
-- Open and closed ones.
select programme from task where task = :task union all select programme from task_closed where task = :task limit 1

-- name: find_programme_row
select programme from programme where programme = :programme
