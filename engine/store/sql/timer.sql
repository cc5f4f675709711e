-- Projections of timers. A timer without `at` waits visibly; one of a paused programme is not in the due index.
-- SPDX-License-Identifier: EUPL-1.2

-- name: set_timer
insert into timer (programme, run, path, kind, rule, date, at, from_date, paused)
values (:programme, :run, :path, :kind, :rule, :date, :at, :from_date,
  coalesce((select case when p.state = 'paused' then 1 else 0 end from programme p where p.programme = :programme), 0))
on conflict (programme, run, path, kind) do update set rule = excluded.rule, date = excluded.date, at = excluded.at,
  from_date = excluded.from_date, paused = excluded.paused

-- name: delete_timer
delete from timer where programme = :programme and run = :run and path = :path and kind = :kind

-- name: delete_timers_at
delete from timer where programme = :programme and run = :run and path = :path

-- name: delete_timers_of_run
delete from timer where programme = :programme and run = :run

-- name: delete_timers
delete from timer where programme = :programme

-- name: carry_timers
update timer set run = 0, path = :place where programme = :programme and run = :run and path = :path

-- name: pause_timers
update timer set paused = :paused where programme = :programme

-- name: list_due_timers
-- Oldest first; ties in the order of their places, so that the log does not depend on how the index was made.
select programme, run, path, kind, at from timer where paused = 0 and at is not null and at <= :now
order by at, programme, run, path, kind limit :limit

-- name: find_next_timer
select at from timer where paused = 0 and at is not null order by at limit 1
