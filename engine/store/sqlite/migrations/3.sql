-- From 2 to 3: settings and draws in the log; what a script did when a run got stuck; lessons that another programme takes over;
-- the last day of who left before the day that was announced.
-- SPDX-License-Identifier: EUPL-1.2
alter table handover add column score_settings text;
alter table run add column stuck_said integer;
alter table run add column stuck_said_sha256 blob;
update handover set last_day = (select a.until_date from assignment a
  where a.programme = handover.programme and a.assignment = handover.assignment)
where exists (select 1 from assignment a
  where a.programme = handover.programme and a.assignment = handover.assignment and a.until_date is not null);
alter table journal add column taken_from integer;
create index journal_taken on journal (taken_from) where taken_from is not null;
create table settings_change (
  pseq integer not null,
  rubric text,
  continuity text,
  reason integer,
  at integer not null,
  primary key (pseq)
) strict, without rowid;
create table audit_round (
  pseq integer not null,
  seed integer not null,
  until_date text not null,
  one_in integer not null,
  second_one_in integer not null,
  at integer not null,
  primary key (pseq)
) strict, without rowid;
create table audit_draw (
  handover integer not null,
  round integer not null,
  drawn integer not null,
  twice integer not null,
  primary key (handover),
  foreign key (round) references audit_round (pseq)
) strict, without rowid;
