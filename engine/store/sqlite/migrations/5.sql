-- From 4 to 5: earlier names of people, whose texts at a task were erased, and what is past its term. No event before told any of these.
-- And how far plugins are; there were none.
-- SPDX-License-Identifier: EUPL-1.2
create table person_name (
  person integer not null,
  pseq integer not null,
  name integer not null,
  from_at integer not null,
  until_at integer not null,
  reason integer,
  by_person integer,
  primary key (person, pseq)
) strict, without rowid;
create table retention_line (
  pseq integer not null,
  kind text not null,
  programme integer,
  entry integer,
  task integer,
  person integer,
  day text not null,
  until_date text,
  reason integer,
  by_person integer,
  decided_at integer,
  primary key (pseq)
) strict, without rowid;
create table task_erasure (
  programme integer not null,
  task integer not null,
  at integer not null,
  pseq integer not null,
  primary key (programme, task),
  foreign key (programme) references programme (programme)
) strict, without rowid;
create index event_rare on event (stream, type, pseq)
  where type = 'every.missed' or type = 'programme.stopped' or type = 'task.delegated' or type = 'task.returned'
    or type = 'trigger.fired';
create unique index position_id on position (position);
create table plugin (
  plugin text not null,
  definition text not null,
  version text not null,
  state text not null,
  why text not null,
  since integer not null,
  primary key (plugin)
) strict, without rowid;
create table plugin_cursor (
  plugin text not null,
  part integer not null,
  seq integer not null,
  primary key (plugin, part)
) strict, without rowid;
create table plugin_letter (
  plugin text not null,
  part integer not null,
  seq integer not null,
  event text not null,
  type text not null,
  programme integer not null,
  attempts integer not null,
  due_at integer,
  why text not null,
  primary key (plugin, part, seq)
) strict, without rowid;
create index plugin_letter_due on plugin_letter (plugin, due_at) where due_at is not null;
