-- What the installation chose about scores and measures, and which handovers it drew for a rating.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_rubric_settings
-- As an event of the installation set them; without one those that count now. No row: the defaults.
select s.pseq as event, s.rubric as "settings@json", s.at as "since@time" from settings_change s
where s.rubric is not null
  and s.pseq = coalesce(:event, (select max(l.pseq) from settings_change l where l.rubric is not null))

-- name: view_inner_continuity_settings
-- Those that count now; no row: the defaults.
select s.pseq as event, s.continuity as "settings@json", s.at as "since@time" from settings_change s
where s.continuity is not null and s.pseq = (select max(l.pseq) from settings_change l where l.continuity is not null)

-- name: view_inner_settings_changes
-- Every change, newest first; by whom is not told.
select s.pseq as event, s.at as "at@time", s.rubric as "rubric@json", s.continuity as "continuity@json", c.bytes as reason
from settings_change s left join content c on c.id = s.reason order by s.pseq desc
