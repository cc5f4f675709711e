-- The keys to accounts: working tables, in no event and in no rebuild.
-- SPDX-License-Identifier: EUPL-1.2

-- name: put_credential
insert into credential (person, login, password_hash, totp_secret, totp_step, subject, must_change, failures, locked_until,
  changed_at)
values (:person, :login, :password_hash, :totp_secret, :totp_step, :subject, :must_change, :failures, :locked_until,
  :changed_at)
on conflict (person) do update set login = excluded.login, password_hash = excluded.password_hash,
  totp_secret = excluded.totp_secret, totp_step = excluded.totp_step, subject = excluded.subject,
  must_change = excluded.must_change, failures = excluded.failures, locked_until = excluded.locked_until,
  changed_at = excluded.changed_at

-- name: find_credential
select person, login, password_hash, totp_secret, totp_step, subject, must_change, failures, locked_until, changed_at
from credential where person = :person

-- name: find_login
select person, login, password_hash, totp_secret, totp_step, subject, must_change, failures, locked_until, changed_at
from credential where login = :login

-- name: find_subject
select person, login, password_hash, totp_secret, totp_step, subject, must_change, failures, locked_until, changed_at
from credential where subject = :subject

-- name: delete_credential
delete from credential where person = :person

-- name: delete_nameless_credentials
-- Of people whose name was erased: after a restore they are who was forgotten since.
delete from credential where not exists (select 1 from person p join content c on c.id = p.name
  where p.person = credential.person)

-- name: delete_nameless_tokens
delete from token where not exists (select 1 from person p join content c on c.id = p.name where p.person = token.person)

-- name: put_session
insert into session (id_hash, person, csrf, created, expires) values (:id_hash, :person, :csrf, :created, :expires)
on conflict (id_hash) do update set csrf = excluded.csrf, expires = excluded.expires

-- name: find_session
select id_hash, person, csrf, created, expires from session where id_hash = :id_hash

-- name: list_sessions
select id_hash, person, csrf, created, expires from session order by id_hash

-- name: delete_session
delete from session where id_hash = :id_hash

-- name: delete_sessions_of
delete from session where person = :person

-- name: delete_expired_sessions
delete from session where expires <= :now

-- name: delete_sessions
delete from session

-- name: put_token
insert into token (id, person, secret_hash, name, scope, created, expires, withdrawn)
values (:id, :person, :secret_hash, :name, :scope, :created, :expires, :withdrawn)
on conflict (id) do update set name = excluded.name, scope = excluded.scope, expires = excluded.expires,
  withdrawn = excluded.withdrawn

-- name: find_token
select id, person, secret_hash, name, scope, created, expires, withdrawn from token where id = :id

-- name: find_token_by_secret
select id, person, secret_hash, name, scope, created, expires, withdrawn from token where secret_hash = :secret_hash

-- name: list_tokens
select id, person, secret_hash, name, scope, created, expires, withdrawn from token where person = :person order by id

-- name: delete_tokens_of
delete from token where person = :person
