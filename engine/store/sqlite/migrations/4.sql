-- From 3 to 4: accounts and what was granted to them; the keys to them, outside the log; terms for what is kept about people.
-- SPDX-License-Identifier: EUPL-1.2
alter table settings_change add column retention text;
create table account (
  person integer not null,
  opened_at integer not null,
  closed_at integer,
  primary key (person)
) strict, without rowid;
create table account_grant (
  person integer not null,
  role text not null,
  scope text not null,
  id integer not null,
  code text not null,
  at integer not null,
  primary key (person, role, scope, id, code),
  foreign key (person) references account (person)
) strict, without rowid;
create index account_grant_role on account_grant (role, scope);
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
