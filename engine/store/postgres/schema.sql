-- The tables of a store in PostgreSQL, column for column those of sqlite/schema.sql, which says what they are for. Text is
-- compared as bytes, like in SQLite: the database has to be made with the C collation.
-- SPDX-License-Identifier: EUPL-1.2

create table event (
  part bigint not null,
  seq bigint not null,
  stream bigint not null,
  pseq bigint not null,
  run bigint not null,
  cause bigint not null,
  type text not null,
  v bigint not null,
  at bigint not null,
  actor text not null,
  data text not null,
  hash bytea not null,
  primary key (part, seq)
);
create unique index event_stream on event (stream, pseq);
create index event_rare on event (stream, type, pseq)
  where type = 'every.missed' or type = 'programme.stopped' or type = 'task.delegated' or type = 'task.returned'
    or type = 'trigger.fired';

create table partition (
  part bigint not null,
  epoch bigint not null,
  seq bigint not null,
  next_id bigint not null,
  primary key (part)
);

create table programme (
  programme bigint not null,
  name text not null,
  state text not null,
  commissioner bigint,
  municipalities text not null,
  before_wijkdraad bigint not null,
  started_at bigint not null,
  paused_since text,
  pause_reason bigint,
  stopped_on text,
  stop_reason bigint,
  runs_open bigint not null,
  tasks_open bigint not null,
  tasks_done bigint not null,
  tasks_late bigint not null,
  votes_closed bigint not null,
  primary key (programme)
);

create table programme_code (
  programme bigint not null,
  pseq bigint not null,
  code text not null,
  from_date text,
  until_date text,
  primary key (programme, pseq, code),
  foreign key (programme) references programme (programme)
);

create table area (
  programme bigint not null,
  area bigint not null,
  parent bigint,
  kind text not null,
  name text not null,
  code text,
  inhabitants bigint not null,
  dwellings bigint not null,
  primary key (programme, area),
  foreign key (programme) references programme (programme)
);

create table area_code (
  programme bigint not null,
  area bigint not null,
  pseq bigint not null,
  code text not null,
  from_date text,
  until_date text,
  primary key (programme, area, pseq),
  foreign key (programme, area) references area (programme, area)
);

create table position (
  programme bigint not null,
  position bigint not null,
  role text not null,
  title text not null,
  core bigint not null,
  residents bigint not null,
  hours bigint,
  competences text,
  deputy bigint,
  vacant_since text,
  primary key (programme, position),
  foreign key (programme) references programme (programme)
);

create table assignment (
  programme bigint not null,
  assignment bigint not null,
  position bigint not null,
  person bigint not null,
  from_date text not null,
  until_date text,
  hours bigint,
  handover bigint,
  announced_on text,
  last_day text,
  primary key (programme, assignment),
  foreign key (programme, position) references position (programme, position)
);
create unique index position_id on position (position);
create index position_deputy on position (deputy) where deputy is not null;
create index assignment_person on assignment (person);
create unique index assignment_id on assignment (assignment);

create table run (
  programme bigint not null,
  run bigint not null,
  workflow text not null,
  hash bytea not null,
  state text not null,
  phase text not null,
  generation bigint not null,
  generations text not null,
  parent bigint,
  parent_path text,
  trigger text,
  team bigint,
  stepwise bigint not null,
  stuck_reason text,
  stuck_path text,
  stuck_fact text,
  stuck_place text,
  stuck_said bigint,
  stuck_said_sha256 bytea,
  started_at bigint not null,
  started_pseq bigint not null,
  moved_at bigint not null,
  pseq bigint not null,
  primary key (programme, run),
  foreign key (programme) references programme (programme)
);
create unique index run_id on run (run);
create index run_stuck on run (programme, run) where state = 'stuck';

create table run_closed (
  programme bigint not null,
  run bigint not null,
  workflow text not null,
  hash bytea not null,
  state text not null,
  outcome text,
  phase text not null,
  generation bigint not null,
  parent bigint,
  parent_path text,
  trigger text,
  team bigint,
  started_at bigint not null,
  started_pseq bigint not null,
  closed_at bigint not null,
  pseq bigint not null,
  primary key (programme, run)
);
create unique index run_closed_id on run_closed (run);

create table phase (
  programme bigint not null,
  run bigint not null,
  phase text not null,
  generation bigint not null,
  title text not null,
  hash bytea not null,
  team bigint,
  opened_at bigint not null,
  opened_pseq bigint not null,
  closed_at bigint,
  closed_pseq bigint,
  how text,
  to_phase text,
  primary key (programme, run, phase, generation)
);

create table step (
  programme bigint not null,
  run bigint not null,
  path text not null,
  id text not null,
  kind text not null,
  state text not null,
  title text,
  role text,
  task bigint,
  opened_at bigint not null,
  closed_at bigint,
  closed_by bigint,
  outcome text,
  result text,
  keys text,
  open_items bigint not null,
  pseq bigint not null,
  primary key (programme, run, path)
);

create table step_closed (
  programme bigint not null,
  run bigint not null,
  path text not null,
  id text not null,
  kind text not null,
  state text not null,
  title text,
  role text,
  task bigint,
  opened_at bigint not null,
  closed_at bigint,
  closed_by bigint,
  outcome text,
  result text,
  keys text,
  open_items bigint not null,
  pseq bigint not null,
  primary key (programme, run, path)
);
create index step_closed_id on step_closed (programme, run, id, closed_at);

create table task (
  programme bigint not null,
  task bigint not null,
  run bigint,
  path text,
  kind text not null,
  state text not null,
  role text,
  deciders text,
  person bigint,
  form text,
  title text not null,
  title_ref bigint,
  title_sha256 bytea,
  team bigint,
  opened_at bigint not null,
  due text,
  until_date text,
  legal bigint not null,
  late bigint not null,
  carry bigint not null,
  carried bigint not null,
  electorate bigint,
  threshold bigint,
  yes bigint not null,
  no bigint not null,
  abstain bigint not null,
  pseq bigint not null,
  primary key (programme, task)
);
create unique index task_id on task (task);
create index task_person on task (person) where person is not null;
create index task_role on task (role, programme) where role is not null;
create index task_deciders on task (programme) where deciders is not null;

create table task_closed (
  programme bigint not null,
  task bigint not null,
  run bigint,
  path text,
  kind text not null,
  state text not null,
  outcome text,
  role text,
  person bigint,
  form text,
  title text not null,
  title_ref bigint,
  team bigint,
  opened_at bigint not null,
  due text,
  legal bigint not null,
  late bigint not null,
  carried bigint not null,
  closed_at bigint not null,
  closed_by bigint,
  reason bigint,
  answers text,
  pseq bigint not null,
  primary key (programme, task)
);
create unique index task_closed_id on task_closed (task);
create index task_closed_person on task_closed (person) where person is not null;

create table gate_answer (
  programme bigint not null,
  task bigint not null,
  pseq bigint not null,
  role text not null,
  outcome text not null,
  date text,
  phase text,
  grounds bigint,
  grounds_sha256 bytea,
  conditions text,
  at bigint not null,
  by_person bigint,
  primary key (programme, task, pseq)
);

create table decision (
  programme bigint not null,
  task bigint not null,
  run bigint,
  path text,
  kind text not null,
  title text not null,
  title_ref bigint,
  team bigint,
  outcome text not null,
  date text,
  phase text,
  grounds bigint,
  conditions text,
  at bigint not null,
  by_person bigint,
  pseq bigint not null,
  primary key (programme, task)
);

create table vote (
  programme bigint not null,
  task bigint not null,
  run bigint,
  path text,
  title text not null,
  team bigint,
  outcome text not null,
  base text not null,
  electorate bigint not null,
  yes bigint not null,
  no bigint not null,
  abstain bigint not null,
  needed bigint not null,
  threshold bigint,
  at bigint not null,
  pseq bigint not null,
  primary key (programme, task)
);

create table meeting (
  programme bigint not null,
  task bigint not null,
  run bigint,
  path text,
  title text not null,
  team bigint,
  date text not null,
  attendance bigint not null,
  groups text,
  minutes bigint,
  pseq bigint not null,
  primary key (programme, task)
);

create table timer (
  programme bigint not null,
  run bigint not null,
  path text not null,
  kind text not null,
  rule text not null,
  date text,
  at bigint,
  from_date text,
  paused bigint not null,
  primary key (programme, run, path, kind)
);
create index timer_due on timer (at, programme, run, path, kind) where paused = 0 and at is not null;

create table entry (
  programme bigint not null,
  entry bigint not null,
  kind text not null,
  at bigint not null,
  by_person bigint,
  corrected_at bigint,
  pseq bigint not null,
  primary key (programme, entry),
  foreign key (programme) references programme (programme)
);
create unique index entry_id on entry (entry);

create table linkage (
  programme bigint not null,
  entry bigint not null,
  level text not null,
  subject bigint not null,
  area bigint,
  state text not null,
  reason bigint,
  condition bigint,
  look_again text,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table reach (
  programme bigint not null,
  entry bigint not null,
  channel text not null,
  people bigint not null,
  group_name text,
  date text not null,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table measure (
  programme bigint not null,
  entry bigint not null,
  measure text not null,
  value bigint not null,
  unit text not null,
  source bigint,
  date text not null,
  task bigint,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table signal (
  programme bigint not null,
  entry bigint not null,
  kind text not null,
  text bigint,
  date text not null,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table journal (
  programme bigint not null,
  entry bigint not null,
  kind text not null,
  text bigint not null,
  oral bigint not null,
  date text not null,
  area bigint,
  before_wijkdraad bigint not null,
  taken_from bigint,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);
create index journal_taken on journal (taken_from) where taken_from is not null;

create table money (
  programme bigint not null,
  entry bigint not null,
  kind text not null,
  cents bigint not null,
  from_date text,
  until_date text,
  payer bigint,
  note bigint,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table document (
  programme bigint not null,
  entry bigint not null,
  title bigint not null,
  link bigint not null,
  date text not null,
  checksum bytea,
  holder bigint,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table commitment (
  programme bigint not null,
  entry bigint not null,
  text bigint not null,
  owner bigint,
  due text,
  task bigint,
  before_wijkdraad bigint not null,
  recipient bigint,
  made_by bigint,
  occasion bigint,
  state text not null default 'open',
  silent text,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table contact (
  programme bigint not null,
  entry bigint not null,
  name bigint not null,
  known_by bigint,
  since text,
  before_wijkdraad bigint not null,
  group_name text,
  key_figure bigint not null default 0,
  told bigint not null default 0,
  channel bigint,
  removed bigint not null default 0,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table past_decision (
  programme bigint not null,
  entry bigint not null,
  text bigint not null,
  date text not null,
  by_person bigint,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table comment (
  programme bigint not null,
  entry bigint not null,
  task bigint not null,
  text bigint not null,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table absence (
  programme bigint not null,
  absence bigint not null,
  person bigint not null,
  from_date text not null,
  until_date text,
  state text not null,
  primary key (programme, absence),
  foreign key (programme) references programme (programme)
);

create index absence_person on absence (person);
create unique index absence_id on absence (absence);

create table handover (
  programme bigint not null,
  handover bigint not null,
  position bigint not null,
  assignment bigint,
  giver bigint,
  receiver bigint,
  kind text not null,
  announced_on text not null,
  last_day text,
  story bigint,
  story_by_leaver bigint,
  decisions text,
  access text,
  own_words bigint,
  accepted_on text,
  score_final bigint not null,
  started_pseq bigint not null,
  completed_pseq bigint,
  own_words_pseq bigint,
  accepted_pseq bigint,
  open_items text,
  receiver_pseq bigint,
  final_pseq bigint,
  score_settings text,
  primary key (programme, handover),
  foreign key (programme, position) references position (programme, position)
);

create unique index handover_id on handover (handover);

create table handover_item (
  programme bigint not null,
  handover bigint not null,
  item text not null,
  id bigint not null,
  state text not null,
  reason bigint,
  if_then text,
  owner bigint,
  due text,
  first_step bigint,
  pseq bigint not null,
  primary key (programme, handover, item, id),
  foreign key (programme, handover) references handover (programme, handover)
);

create table handover_topic (
  programme bigint not null,
  handover bigint not null,
  topic text not null,
  answer text not null,
  text bigint,
  pseq bigint not null,
  primary key (programme, handover, topic),
  foreign key (programme, handover) references handover (programme, handover)
);

create table handover_talk (
  programme bigint not null,
  handover bigint not null,
  pseq bigint not null,
  date text not null,
  giver bigint not null,
  receiver bigint not null,
  residents bigint not null,
  walk bigint not null,
  questions bigint not null,
  introductions text,
  note bigint,
  primary key (programme, handover, pseq),
  foreign key (programme, handover) references handover (programme, handover)
);

create table handover_rating (
  programme bigint not null,
  handover bigint not null,
  second bigint not null,
  rater bigint not null,
  ratings text not null,
  oversized bigint not null,
  note bigint,
  pseq bigint not null,
  primary key (programme, handover, second),
  foreign key (programme, handover) references handover (programme, handover)
);

create table handover_reply (
  programme bigint not null,
  handover bigint not null,
  pseq bigint not null,
  person bigint not null,
  text bigint not null,
  primary key (programme, handover, pseq),
  foreign key (programme, handover) references handover (programme, handover)
);

create table handover_checkup (
  programme bigint not null,
  handover bigint not null,
  day bigint not null,
  date text not null,
  missing text,
  surprise bigint,
  still_called bigint not null,
  first_met text,
  fresh_look bigint,
  pseq bigint not null,
  primary key (programme, handover, day),
  foreign key (programme, handover) references handover (programme, handover)
);

create table commitment_change (
  programme bigint not null,
  entry bigint not null,
  pseq bigint not null,
  at bigint not null,
  what text not null,
  owner bigint,
  due text,
  reason bigint,
  told_by bigint,
  told_on text,
  primary key (programme, entry, pseq),
  foreign key (programme, entry) references entry (programme, entry)
);

create table relation (
  programme bigint not null,
  entry bigint not null,
  person bigint not null,
  since text,
  pseq bigint not null,
  primary key (programme, entry, person),
  foreign key (programme, entry) references entry (programme, entry)
);

create table learning (
  programme bigint not null,
  entry bigint not null,
  code text not null,
  text bigint not null,
  level text not null,
  state text not null,
  raised_by bigint,
  obstacle bigint,
  task bigint,
  primary key (programme, entry),
  foreign key (programme, entry) references entry (programme, entry)
);

create table learning_version (
  programme bigint not null,
  entry bigint not null,
  pseq bigint not null,
  at bigint not null,
  state text not null,
  text bigint,
  answer bigint,
  actions text,
  primary key (programme, entry, pseq),
  foreign key (programme, entry) references entry (programme, entry)
);

create table reflection (
  programme bigint not null,
  task bigint not null,
  run bigint,
  path text,
  title text not null,
  title_ref bigint,
  form text,
  state text not null,
  opened_at bigint not null,
  due text,
  date text not null,
  roles text,
  lessons text,
  actions text,
  reason bigint,
  by_person bigint,
  pseq bigint not null,
  primary key (programme, task),
  foreign key (programme) references programme (programme)
);

create table task_erasure (
  programme bigint not null,
  task bigint not null,
  at bigint not null,
  pseq bigint not null,
  primary key (programme, task),
  foreign key (programme) references programme (programme)
);

create table person (
  person bigint not null,
  kind text not null,
  name bigint not null,
  name_sha256 bytea not null,
  organisation bigint,
  before_wijkdraad bigint not null,
  at bigint not null,
  primary key (person)
);

create table person_name (
  person bigint not null,
  pseq bigint not null,
  name bigint not null,
  from_at bigint not null,
  until_at bigint not null,
  reason bigint,
  by_person bigint,
  primary key (person, pseq)
);

create table person_member (
  person bigint not null,
  team bigint not null,
  primary key (person, team)
);

create table workflow (
  key text not null,
  pseq bigint not null,
  version bigint not null,
  hash bytea not null,
  title text not null,
  reason bigint,
  at bigint not null,
  primary key (key, pseq)
);

create table account (
  person bigint not null,
  opened_at bigint not null,
  closed_at bigint,
  primary key (person)
);

create table account_grant (
  person bigint not null,
  role text not null,
  scope text not null,
  id bigint not null,
  code text not null,
  at bigint not null,
  primary key (person, role, scope, id, code),
  foreign key (person) references account (person)
);
create index account_grant_role on account_grant (role, scope);

create table retention_line (
  pseq bigint not null,
  kind text not null,
  programme bigint,
  entry bigint,
  task bigint,
  person bigint,
  day text not null,
  until_date text,
  reason bigint,
  by_person bigint,
  decided_at bigint,
  primary key (pseq)
);

create table settings_change (
  pseq bigint not null,
  rubric text,
  continuity text,
  reason bigint,
  retention text,
  at bigint not null,
  primary key (pseq)
);

create table audit_round (
  pseq bigint not null,
  seed bigint not null,
  until_date text not null,
  one_in bigint not null,
  second_one_in bigint not null,
  at bigint not null,
  primary key (pseq)
);

create table audit_draw (
  handover bigint not null,
  round bigint not null,
  drawn bigint not null,
  twice bigint not null,
  primary key (handover),
  foreign key (round) references audit_round (pseq)
);

create table bundle (
  hash bytea not null,
  path text not null,
  bytes bytea not null,
  primary key (hash, path)
);

create table content (
  programme bigint not null,
  id bigint not null,
  subject bigint,
  kind text not null,
  ground text not null,
  keep_until text,
  salt bytea not null,
  bytes text not null,
  primary key (programme, id)
);
create unique index content_id on content (id);
create index content_subject on content (subject) where subject is not null;

create table due (
  id bigint not null,
  programme bigint not null,
  kind text not null,
  trigger text not null,
  event bigint not null,
  depth bigint not null,
  data text not null,
  primary key (id)
);
create unique index due_once on due (programme, trigger, event);

create table plugin (
  plugin text not null,
  definition text not null,
  version text not null,
  state text not null,
  why text not null,
  since bigint not null,
  primary key (plugin)
);

create table plugin_cursor (
  plugin text not null,
  part bigint not null,
  seq bigint not null,
  primary key (plugin, part)
);

create table plugin_letter (
  plugin text not null,
  part bigint not null,
  seq bigint not null,
  event text not null,
  type text not null,
  programme bigint not null,
  attempts bigint not null,
  due_at bigint,
  why text not null,
  primary key (plugin, part, seq)
);
create index plugin_letter_due on plugin_letter (plugin, due_at) where due_at is not null;

create table reply (
  actor text not null,
  key text not null,
  fingerprint bytea not null,
  answer text not null,
  at bigint not null,
  primary key (actor, key)
);
create index reply_at on reply (at);

create table credential (
  person bigint not null,
  login text not null,
  password_hash text not null,
  totp_secret text,
  totp_step bigint not null,
  subject text,
  must_change bigint not null,
  failures bigint not null,
  locked_until bigint,
  changed_at bigint not null,
  primary key (person)
);
create unique index credential_login on credential (login);
create unique index credential_subject on credential (subject) where subject is not null;

create table session (
  id_hash bytea not null,
  person bigint not null,
  csrf text not null,
  created bigint not null,
  expires bigint not null,
  primary key (id_hash)
);
create index session_person on session (person);
create index session_expires on session (expires);

create table token (
  id bigint not null,
  person bigint not null,
  secret_hash bytea not null,
  name text not null,
  scope text not null,
  created bigint not null,
  expires bigint not null,
  withdrawn bigint,
  primary key (id)
);
create unique index token_secret on token (secret_hash);
create index token_person on token (person);

create table meta (
  key text not null,
  value text not null,
  primary key (key)
);

create table erasure (
  content bigint not null,
  programme bigint not null,
  at bigint not null,
  primary key (content)
);
