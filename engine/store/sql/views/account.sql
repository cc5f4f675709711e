-- Accounts as their owners and administrators see them. All are inner: who may ask for them is decided in runtime. See programme.sql
-- for how columns are named.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_accounts
-- Open ones, and those that were closed.
select a.person as "person@persoon", n.bytes as person_name, a.opened_at as "opened_at@time", a.closed_at as "closed_at@time",
  k.login, case when k.password_hash is null or k.password_hash = '' then 0 else 1 end as "has_password@bool",
  case when k.totp_secret is null then 0 else 1 end as "has_second_factor@bool",
  case when k.subject is null then 0 else 1 end as "has_provider@bool", coalesce(k.must_change, 0) as "must_change@bool",
  k.locked_until as "locked_until@time"
from account a join person p on p.person = a.person left join content n on n.id = p.name
  left join credential k on k.person = a.person
where a.person = :person or :person is null order by a.person

-- name: view_inner_grants
-- What was granted, with the name of the organisation, programme or team that it is for.
select g.person as "person@persoon", g.role, g.scope, case when g.code = '' then null else g.code end as municipality,
  case when g.scope = 'organisation' then g.id end as "organisation@persoon",
  case when g.scope = 'programme' then g.id end as "programme@programma",
  case when g.scope = 'team' then g.id end as "team@persoon",
  case when g.scope = 'programme' then r.name else n.bytes end as scope_name, g.at as "at@time"
from account_grant g left join programme r on g.scope = 'programme' and r.programme = g.id
  left join person p on g.scope in ('organisation', 'team') and p.person = g.id left join content n on n.id = p.name
where g.person = :person or :person is null order by g.person, g.role, g.scope, g.id, g.code

-- name: view_inner_tokens
select t.id as "token@token", t.person as "person@persoon", t.name, t.scope as "scope@json", t.created as "created_at@time",
  t.expires as "expires_at@time", t.withdrawn as "withdrawn_at@time"
from token t where t.person = :person or :person is null order by t.person, t.id

-- name: view_inner_texts_about
-- Every text that is kept about a person.
select c.kind, c.ground, c.keep_until, c.bytes as text from content c where c.subject = :person order by c.id

-- name: view_inner_person_names
-- What somebody was called before, the last first; the text of a name that was erased is not there.
select n.bytes as name, e.from_at as "from_at@time", e.until_at as "until_at@time", r.bytes as reason, e.by_person as "by@persoon"
from person_name e left join content n on n.id = e.name left join content r on r.id = e.reason
where e.person = :person order by e.pseq desc
