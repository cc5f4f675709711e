-- What the installation chose about scores and measures, and which handovers it drew for a rating.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_rubric_settings
-- Those that count now. No row: the defaults.
select s.pseq as event, s.rubric as "settings@json", s.at as "since@time" from settings_change s
where s.rubric is not null and s.pseq = (select max(l.pseq) from settings_change l where l.rubric is not null)

-- name: view_inner_continuity_settings
-- Those that count now; no row: the defaults.
select s.pseq as event, s.continuity as "settings@json", s.at as "since@time" from settings_change s
where s.continuity is not null and s.pseq = (select max(l.pseq) from settings_change l where l.continuity is not null)

-- name: view_inner_retention_settings
-- Those that count now; no row: the defaults.
select s.pseq as event, s.retention as "settings@json", s.at as "since@time" from settings_change s
where s.retention is not null and s.pseq = (select max(l.pseq) from settings_change l where l.retention is not null)

-- name: view_inner_settings_changes
-- Every change, newest first; by whom is not told.
select s.pseq as event, s.at as "at@time", s.rubric as "rubric@json", s.continuity as "continuity@json",
  s.retention as "retention@json", c.bytes as reason
from settings_change s left join content c on c.id = s.reason order by s.pseq desc

-- name: view_inner_audit_rounds
-- Every draw, the oldest first.
select r.pseq as event, r.seed, r.until_date as until, r.one_in, r.second_one_in, r.at as "at@time"
from audit_round r order by r.pseq

-- name: view_inner_audit_pool
-- What took part in which draw; a handover whose programme was destroyed says no more whether its chair was core.
select d.round, d.handover as "handover@overdracht", d.drawn as "drawn@bool", d.twice as "twice@bool", p.core as "core@bool"
from audit_draw d left join handover h on h.handover = d.handover
  left join position p on p.programme = h.programme and p.position = h.position
order by d.round, d.handover
