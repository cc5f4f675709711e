-- The tables of a store in SQLite. Dates are ISO text, instants integer milliseconds, booleans 0 and 1, JSON text, ids
-- integers; a column named after typed text (title_ref, note, reason, …) holds the id of a content row.
-- `-- table NAME: flags` says what a table is for: log | projection (made from the log, compared by verify --rebuild) |
-- content (apart from the log, travels with it) | working (of this store only); slice = leads its key with the programme and
-- travels with it. WITHOUT ROWID: one tree per table, rows of a programme side by side.
-- SPDX-License-Identifier: EUPL-1.2

-- table event: log, slice
create table event (
  part integer not null,
  seq integer not null,
  stream integer not null,
  pseq integer not null,
  run integer not null,
  cause integer not null,
  type text not null,
  v integer not null,
  at integer not null,
  actor text not null,
  data text not null,
  hash blob not null,
  primary key (part, seq)
) strict, without rowid;
create unique index event_stream on event (stream, pseq);
-- What is looked for by its type alone, and seldom there.
create index event_rare on event (stream, type, pseq)
  where type = 'every.missed' or type = 'programme.stopped' or type = 'task.delegated' or type = 'task.returned'
    or type = 'trigger.fired';

-- table partition: working
create table partition (
  part integer not null,
  epoch integer not null,
  seq integer not null,
  next_id integer not null,
  primary key (part)
) strict, without rowid;

-- table programme: projection, slice
create table programme (
  programme integer not null,
  name text not null,
  state text not null,
  commissioner integer,
  municipalities text not null,
  before_wijkdraad integer not null,
  started_at integer not null,
  paused_since text,
  pause_reason integer,
  stopped_on text,
  stop_reason integer,
  runs_open integer not null,
  tasks_open integer not null,
  tasks_done integer not null,
  tasks_late integer not null,
  votes_closed integer not null,
  primary key (programme)
) strict, without rowid;

-- table programme_code: projection, slice
create table programme_code (
  programme integer not null,
  pseq integer not null,
  code text not null,
  from_date text,
  until_date text,
  primary key (programme, pseq, code),
  foreign key (programme) references programme (programme)
) strict, without rowid;

-- table area: projection, slice
create table area (
  programme integer not null,
  area integer not null,
  parent integer,
  kind text not null,
  name text not null,
  code text,
  inhabitants integer not null,
  dwellings integer not null,
  primary key (programme, area),
  foreign key (programme) references programme (programme)
) strict, without rowid;

-- table area_code: projection, slice
create table area_code (
  programme integer not null,
  area integer not null,
  pseq integer not null,
  code text not null,
  from_date text,
  until_date text,
  primary key (programme, area, pseq),
  foreign key (programme, area) references area (programme, area)
) strict, without rowid;

-- table position: projection, slice
create table position (
  programme integer not null,
  position integer not null,
  role text not null,
  title text not null,
  core integer not null,
  residents integer not null,
  hours integer,
  competences text,
  deputy integer,
  vacant_since text,
  primary key (programme, position),
  foreign key (programme) references programme (programme)
) strict, without rowid;

-- table assignment: projection, slice
create table assignment (
  programme integer not null,
  assignment integer not null,
  position integer not null,
  person integer not null,
  from_date text not null,
  until_date text,
  hours integer,
  handover integer,
  announced_on text,
  last_day text,
  primary key (programme, assignment),
  foreign key (programme, position) references position (programme, position)
) strict, without rowid;
create unique index position_id on position (position);
create index position_deputy on position (deputy) where deputy is not null;
create index assignment_person on assignment (person);
create unique index assignment_id on assignment (assignment);

-- table run: projection, slice
create table run (
  programme integer not null,
  run integer not null,
  workflow text not null,
  hash blob not null,
  state text not null,
  phase text not null,
  generation integer not null,
  generations text not null,
  parent integer,
  parent_path text,
  trigger text,
  team integer,
  stepwise integer not null,
  stuck_reason text,
  stuck_path text,
  stuck_fact text,
  stuck_place text,
  stuck_said integer,
  stuck_said_sha256 blob,
  started_at integer not null,
  started_pseq integer not null,
  moved_at integer not null,
  pseq integer not null,
  primary key (programme, run),
  foreign key (programme) references programme (programme)
) strict, without rowid;
create unique index run_id on run (run);
create index run_stuck on run (programme, run) where state = 'stuck';

-- table run_closed: projection, slice
create table run_closed (
  programme integer not null,
  run integer not null,
  workflow text not null,
  hash blob not null,
  state text not null,
  outcome text,
  phase text not null,
  generation integer not null,
  parent integer,
  parent_path text,
  trigger text,
  team integer,
  started_at integer not null,
  started_pseq integer not null,
  closed_at integer not null,
  pseq integer not null,
  primary key (programme, run)
) strict, without rowid;
create unique index run_closed_id on run_closed (run);

-- table phase: projection, slice
create table phase (
  programme integer not null,
  run integer not null,
  phase text not null,
  generation integer not null,
  title text not null,
  hash blob not null,
  team integer,
  opened_at integer not null,
  opened_pseq integer not null,
  closed_at integer,
  closed_pseq integer,
  how text,
  to_phase text,
  primary key (programme, run, phase, generation)
) strict, without rowid;

-- table step: projection, slice
create table step (
  programme integer not null,
  run integer not null,
  path text not null,
  id text not null,
  kind text not null,
  state text not null,
  title text,
  role text,
  task integer,
  opened_at integer not null,
  closed_at integer,
  closed_by integer,
  outcome text,
  result text,
  keys text,
  open_items integer not null,
  pseq integer not null,
  primary key (programme, run, path)
) strict, without rowid;

-- table step_closed: projection, slice
create table step_closed (
  programme integer not null,
  run integer not null,
  path text not null,
  id text not null,
  kind text not null,
  state text not null,
  title text,
  role text,
  task integer,
  opened_at integer not null,
  closed_at integer,
  closed_by integer,
  outcome text,
  result text,
  keys text,
  open_items integer not null,
  pseq integer not null,
  primary key (programme, run, path)
) strict, without rowid;
create index step_closed_id on step_closed (programme, run, id, closed_at);

-- table task: projection, slice
create table task (
  programme integer not null,
  task integer not null,
  run integer,
  path text,
  kind text not null,
  state text not null,
  role text,
  deciders text,
  person integer,
  form text,
  title text not null,
  title_ref integer,
  title_sha256 blob,
  team integer,
  opened_at integer not null,
  due text,
  until_date text,
  legal integer not null,
  late integer not null,
  carry integer not null,
  carried integer not null,
  electorate integer,
  threshold integer,
  yes integer not null,
  no integer not null,
  abstain integer not null,
  pseq integer not null,
  primary key (programme, task)
) strict, without rowid;
create unique index task_id on task (task);
create index task_person on task (person) where person is not null;
create index task_role on task (role, programme) where role is not null;
create index task_deciders on task (programme) where deciders is not null;

-- table task_closed: projection, slice
create table task_closed (
  programme integer not null,
  task integer not null,
  run integer,
  path text,
  kind text not null,
  state text not null,
  outcome text,
  role text,
  person integer,
  form text,
  title text not null,
  title_ref integer,
  team integer,
  opened_at integer not null,
  due text,
  legal integer not null,
  late integer not null,
  carried integer not null,
  closed_at integer not null,
  closed_by integer,
  reason integer,
  answers text,
  pseq integer not null,
  primary key (programme, task)
) strict, without rowid;
create unique index task_closed_id on task_closed (task);
create index task_closed_person on task_closed (person) where person is not null;

-- table gate_answer: projection, slice
create table gate_answer (
  programme integer not null,
  task integer not null,
  pseq integer not null,
  role text not null,
  outcome text not null,
  date text,
  phase text,
  grounds integer,
  grounds_sha256 blob,
  conditions text,
  at integer not null,
  by_person integer,
  primary key (programme, task, pseq)
) strict, without rowid;

-- table decision: projection, slice
create table decision (
  programme integer not null,
  task integer not null,
  run integer,
  path text,
  kind text not null,
  title text not null,
  title_ref integer,
  team integer,
  outcome text not null,
  date text,
  phase text,
  grounds integer,
  conditions text,
  at integer not null,
  by_person integer,
  pseq integer not null,
  primary key (programme, task)
) strict, without rowid;

-- table vote: projection, slice
create table vote (
  programme integer not null,
  task integer not null,
  run integer,
  path text,
  title text not null,
  team integer,
  outcome text not null,
  base text not null,
  electorate integer not null,
  yes integer not null,
  no integer not null,
  abstain integer not null,
  needed integer not null,
  threshold integer,
  at integer not null,
  pseq integer not null,
  primary key (programme, task)
) strict, without rowid;

-- table meeting: projection, slice
create table meeting (
  programme integer not null,
  task integer not null,
  run integer,
  path text,
  title text not null,
  team integer,
  date text not null,
  attendance integer not null,
  groups text,
  minutes integer,
  pseq integer not null,
  primary key (programme, task)
) strict, without rowid;

-- table timer: projection, slice
create table timer (
  programme integer not null,
  run integer not null,
  path text not null,
  kind text not null,
  rule text not null,
  date text,
  at integer,
  from_date text,
  paused integer not null,
  primary key (programme, run, path, kind)
) strict, without rowid;
create index timer_due on timer (at, programme, run, path, kind) where paused = 0 and at is not null;

-- table entry: projection, slice
create table entry (
  programme integer not null,
  entry integer not null,
  kind text not null,
  at integer not null,
  by_person integer,
  corrected_at integer,
  pseq integer not null,
  primary key (programme, entry),
  foreign key (programme) references programme (programme)
) strict, without rowid;
create unique index entry_id on entry (entry);

-- table linkage: projection, slice
create table linkage (
  programme integer not null,
  entry integer not null,
  level text not null,
  subject integer not null,
  area integer,
  state text not null,
  reason integer,
  condition integer,
  look_again text,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table reach: projection, slice
create table reach (
  programme integer not null,
  entry integer not null,
  channel text not null,
  people integer not null,
  group_name text,
  date text not null,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table measure: projection, slice
create table measure (
  programme integer not null,
  entry integer not null,
  measure text not null,
  value integer not null,
  unit text not null,
  source integer,
  date text not null,
  task integer,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table signal: projection, slice
create table signal (
  programme integer not null,
  entry integer not null,
  kind text not null,
  text integer,
  date text not null,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table journal: projection, slice
create table journal (
  programme integer not null,
  entry integer not null,
  kind text not null,
  text integer not null,
  oral integer not null,
  date text not null,
  area integer,
  before_wijkdraad integer not null,
  taken_from integer,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;
create index journal_taken on journal (taken_from) where taken_from is not null;

-- table money: projection, slice
create table money (
  programme integer not null,
  entry integer not null,
  kind text not null,
  cents integer not null,
  from_date text,
  until_date text,
  payer integer,
  note integer,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table document: projection, slice
create table document (
  programme integer not null,
  entry integer not null,
  title integer not null,
  link integer not null,
  date text not null,
  checksum blob,
  holder integer,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table commitment: projection, slice
create table commitment (
  programme integer not null,
  entry integer not null,
  text integer not null,
  owner integer,
  due text,
  task integer,
  before_wijkdraad integer not null,
  recipient integer,
  made_by integer,
  occasion integer,
  state text not null default 'open',
  silent text,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table contact: projection, slice
create table contact (
  programme integer not null,
  entry integer not null,
  name integer not null,
  known_by integer,
  since text,
  before_wijkdraad integer not null,
  group_name text,
  key_figure integer not null default 0,
  told integer not null default 0,
  channel integer,
  removed integer not null default 0,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table past_decision: projection, slice
create table past_decision (
  programme integer not null,
  entry integer not null,
  text integer not null,
  date text not null,
  by_person integer,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table comment: projection, slice
create table comment (
  programme integer not null,
  entry integer not null,
  task integer not null,
  text integer not null,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table absence: projection, slice
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

create index absence_person on absence (person);
create unique index absence_id on absence (absence);

-- table handover: projection, slice
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
  score_settings text,
  primary key (programme, handover),
  foreign key (programme, position) references position (programme, position)
) strict, without rowid;

create unique index handover_id on handover (handover);

-- table handover_item: projection, slice
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

-- table handover_topic: projection, slice
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

-- table handover_talk: projection, slice
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

-- table handover_rating: projection, slice
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

-- table handover_reply: projection, slice
create table handover_reply (
  programme integer not null,
  handover integer not null,
  pseq integer not null,
  person integer not null,
  text integer not null,
  primary key (programme, handover, pseq),
  foreign key (programme, handover) references handover (programme, handover)
) strict, without rowid;

-- table handover_checkup: projection, slice
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

-- table commitment_change: projection, slice
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

-- table relation: projection, slice
create table relation (
  programme integer not null,
  entry integer not null,
  person integer not null,
  since text,
  pseq integer not null,
  primary key (programme, entry, person),
  foreign key (programme, entry) references entry (programme, entry)
) strict, without rowid;

-- table learning: projection, slice
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

-- table learning_version: projection, slice
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

-- table reflection: projection, slice
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

-- table task_erasure: projection, slice
create table task_erasure (
  programme integer not null,
  task integer not null,
  at integer not null,
  pseq integer not null,
  primary key (programme, task),
  foreign key (programme) references programme (programme)
) strict, without rowid;

-- table person: projection
create table person (
  person integer not null,
  kind text not null,
  name integer not null,
  name_sha256 blob not null,
  organisation integer,
  before_wijkdraad integer not null,
  at integer not null,
  primary key (person)
) strict, without rowid;

-- table person_name: projection
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

-- table person_member: projection
create table person_member (
  person integer not null,
  team integer not null,
  primary key (person, team)
) strict, without rowid;

-- table workflow: projection
create table workflow (
  key text not null,
  pseq integer not null,
  version integer not null,
  hash blob not null,
  title text not null,
  reason integer,
  at integer not null,
  primary key (key, pseq)
) strict, without rowid;

-- table account: projection
create table account (
  person integer not null,
  opened_at integer not null,
  closed_at integer,
  primary key (person)
) strict, without rowid;

-- table account_grant: projection
create table account_grant (
  person integer not null,
  role text not null,
  scope text not null,
  id integer not null,  -- of the organisation, programme or team; otherwise 0
  code text not null,   -- of the municipality; otherwise empty
  at integer not null,
  primary key (person, role, scope, id, code),
  foreign key (person) references account (person)
) strict, without rowid;
create index account_grant_role on account_grant (role, scope);

-- table retention_line: projection
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

-- table settings_change: projection
create table settings_change (
  pseq integer not null,
  rubric text,
  continuity text,
  reason integer,
  retention text,
  at integer not null,
  primary key (pseq)
) strict, without rowid;

-- table audit_round: projection
create table audit_round (
  pseq integer not null,
  seed integer not null,
  until_date text not null,
  one_in integer not null,
  second_one_in integer not null,
  at integer not null,
  primary key (pseq)
) strict, without rowid;

-- table audit_draw: projection
create table audit_draw (
  handover integer not null,
  round integer not null,
  drawn integer not null,
  twice integer not null,
  primary key (handover),
  foreign key (round) references audit_round (pseq)
) strict, without rowid;

-- table bundle: content
create table bundle (
  hash blob not null,
  path text not null,
  bytes blob not null,
  primary key (hash, path)
) strict, without rowid;

-- table content: content, slice
create table content (
  programme integer not null,
  id integer not null,
  subject integer,
  kind text not null,
  ground text not null,
  keep_until text,
  salt blob not null,
  bytes text not null,
  primary key (programme, id)
) strict, without rowid;
create unique index content_id on content (id);
create index content_subject on content (subject) where subject is not null;

-- table due: working, slice
create table due (
  id integer not null,
  programme integer not null,
  kind text not null,
  trigger text not null,
  event integer not null,
  depth integer not null,
  data text not null,
  primary key (id)
) strict, without rowid;
create unique index due_once on due (programme, trigger, event);

-- table plugin: working
-- How a plugin is; by the name that it has in the settings of this installation.
create table plugin (
  plugin text not null,
  definition text not null,
  version text not null,
  state text not null,
  why text not null,
  since integer not null,
  primary key (plugin)
) strict, without rowid;

-- table plugin_cursor: working
-- Up to where a plugin has read a partition of the log.
create table plugin_cursor (
  plugin text not null,
  part integer not null,
  seq integer not null,
  primary key (plugin, part)
) strict, without rowid;

-- table plugin_letter: working
-- What a plugin could not take: tried again at due_at, and without one it waits for a person.
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

-- table reply: working
create table reply (
  actor text not null,
  key text not null,
  fingerprint blob not null,
  answer text not null,
  at integer not null,
  primary key (actor, key)
) strict, without rowid;
create index reply_at on reply (at);

-- table credential: working
create table credential (
  person integer not null,
  login text not null,
  password_hash text not null,
  totp_secret text,
  totp_step integer not null,
  subject text,
  must_change integer not null,
  failures integer not null,
  locked_until integer,
  changed_at integer not null,
  primary key (person)
) strict, without rowid;
create unique index credential_login on credential (login);
create unique index credential_subject on credential (subject) where subject is not null;

-- table session: working
create table session (
  id_hash blob not null,
  person integer not null,
  csrf text not null,
  created integer not null,
  expires integer not null,
  primary key (id_hash)
) strict, without rowid;
create index session_person on session (person);
create index session_expires on session (expires);

-- table token: working
create table token (
  id integer not null,
  person integer not null,
  secret_hash blob not null,
  name text not null,
  scope text not null,
  created integer not null,
  expires integer not null,
  withdrawn integer,
  primary key (id)
) strict, without rowid;
create unique index token_secret on token (secret_hash);
create index token_person on token (person);

-- table meta: working
create table meta (
  key text not null,
  value text not null,
  primary key (key)
) strict, without rowid;

-- table erasure: working
create table erasure (
  content integer not null,
  programme integer not null,
  at integer not null,
  primary key (content)
) strict, without rowid;
