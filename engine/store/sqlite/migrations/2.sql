-- From 1 to 2: chairs with hours, deputies and vacancies, absence, handovers, the ledger of promises, learning, reflections.
-- SPDX-License-Identifier: EUPL-1.2
alter table position add column hours integer;
alter table position add column competences text;
alter table position add column deputy integer;
alter table position add column vacant_since text;
alter table assignment add column hours integer;
alter table assignment add column handover integer;
alter table assignment add column announced_on text;
alter table assignment add column last_day text;
alter table commitment add column recipient integer;
alter table commitment add column made_by integer;
alter table commitment add column occasion integer;
alter table commitment add column state text not null default 'open';
alter table commitment add column silent text;
alter table contact add column group_name text;
alter table contact add column key_figure integer not null default 0;
alter table contact add column told integer not null default 0;
alter table contact add column channel integer;
alter table contact add column removed integer not null default 0;
create table absence (
  programme integer not null,
  absence integer not null,
  person integer not null,
  from_date text not null,
  until_date text,
  state text not null,
  primary key (programme, absence),
  foreign key (programme) references programme (programme)
) strict, without rowid;
create table handover (
  programme integer not null,
  handover integer not null,
  position integer not null,
  assignment integer,
  giver integer,
  receiver integer,
  kind text not null,
  announced_on text not null,
  last_day text,
  story integer,
  story_by_leaver integer,
  decisions text,
  access text,
  own_words integer,
  accepted_on text,
  score_final integer not null,
  started_pseq integer not null,
  completed_pseq integer,
  own_words_pseq integer,
  accepted_pseq integer,
  open_items text,
  receiver_pseq integer,
  final_pseq integer,
  primary key (programme, handover),
  foreign key (programme, position) references position (programme, position)
) strict, without rowid;
create table handover_item (
  programme integer not null,
  handover integer not null,
  item text not null,
  id integer not null,
  state text not null,
  reason integer,
  if_then text,
  owner integer,
  due text,
  first_step integer,
  pseq integer not null,
  primary key (programme, handover, item, id),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;
create table handover_topic (
  programme integer not null,
  handover integer not null,
  topic text not null,
  answer text not null,
  text integer,
  pseq integer not null,
  primary key (programme, handover, topic),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;
create table handover_talk (
  programme integer not null,
  handover integer not null,
  pseq integer not null,
  date text not null,
  giver integer not null,
  receiver integer not null,
  residents integer not null,
  walk integer not null,
  questions integer not null,
  introductions text,
  note integer,
  primary key (programme, handover, pseq),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;
create table handover_rating (
  programme integer not null,
  handover integer not null,
  second integer not null,
  rater integer not null,
  ratings text not null,
  oversized integer not null,
  note integer,
  pseq integer not null,
  primary key (programme, handover, second),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;
create table handover_reply (
  programme integer not null,
  handover integer not null,
  pseq integer not null,
  person integer not null,
  text integer not null,
  primary key (programme, handover, pseq),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;
create table handover_checkup (
  programme integer not null,
  handover integer not null,
  day integer not null,
  date text not null,
  missing text,
  surprise integer,
  still_called integer not null,
  first_met text,
  fresh_look integer,
  pseq integer not null,
  primary key (programme, handover, day),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;
create table commitment_change (
  programme integer not null,
  entry integer not null,
  pseq integer not null,
  at integer not null,
  what text not null,
  owner integer,
  due text,
  reason integer,
  told_by integer,
  told_on text,
  primary key (programme, entry, pseq),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;
create table relation (
  programme integer not null,
  entry integer not null,
  person integer not null,
  since text,
  pseq integer not null,
  primary key (programme, entry, person),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;
create table learning (
  programme integer not null,
  entry integer not null,
  code text not null,
  text integer not null,
  level text not null,
  state text not null,
  raised_by integer,
  obstacle integer,
  task integer,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;
create table learning_version (
  programme integer not null,
  entry integer not null,
  pseq integer not null,
  at integer not null,
  state text not null,
  text integer,
  answer integer,
  actions text,
  primary key (programme, entry, pseq),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;
create table reflection (
  programme integer not null,
  task integer not null,
  run integer,
  path text,
  title text not null,
  title_ref integer,
  form text,
  state text not null,
  opened_at integer not null,
  due text,
  date text not null,
  roles text,
  lessons text,
  actions text,
  reason integer,
  by_person integer,
  pseq integer not null,
  primary key (programme, task),
  foreign key (programme) references programme (programme)
) strict, without rowid;
create index position_deputy on position (deputy) where deputy is not null;
create index absence_person on absence (person);
create unique index assignment_id on assignment (assignment);
create unique index absence_id on absence (absence);
create unique index handover_id on handover (handover);
-- What the log told before these tables were there.
insert into relation (programme, entry, person, since, pseq)
select c.programme, c.entry, c.known_by, c.since, max(e.pseq)
from event e join contact c on c.programme = e.stream and c.entry = json_extract(e.data, '$.entry')
where c.known_by is not null and (e.type = 'contact.added'
  or e.type = 'entry.corrected' and json_extract(e.data, '$.field') = 'known_by')
group by c.programme, c.entry;
-- The date in Amsterdam: an hour after UTC, two from the last Sunday of March to that of October, both at 01:00 UTC.
insert into reflection (programme, task, run, path, title, title_ref, form, state, opened_at, due, date, reason, by_person, pseq)
select c.programme, c.task, c.run, c.path, c.title, c.title_ref, c.form, c.state, c.opened_at, c.due,
  date(e.at / 1000, 'unixepoch', iif(
    datetime(e.at / 1000, 'unixepoch') >=
      date(strftime('%Y', e.at / 1000, 'unixepoch') || '-04-01', 'weekday 0', '-7 days') || ' 01:00:00'
    and datetime(e.at / 1000, 'unixepoch') <
      date(strftime('%Y', e.at / 1000, 'unixepoch') || '-11-01', 'weekday 0', '-7 days') || ' 01:00:00',
    '+2 hours', '+1 hours')),
  c.reason, c.closed_by, e.pseq
from event e join task_closed c on c.programme = e.stream and c.task = json_extract(e.data, '$.task')
where e.type in ('reflection.recorded', 'reflection.skipped');
