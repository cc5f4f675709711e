-- Accounts and what was granted to them: projections of the installation's stream.
-- SPDX-License-Identifier: EUPL-1.2

-- name: open_account
insert into account (person, opened_at, closed_at) values (:person, :at, null)
on conflict (person) do update set opened_at = excluded.opened_at, closed_at = null

-- name: close_account
update account set closed_at = :at where person = :person and closed_at is null

-- name: insert_account_grant
insert into account_grant (person, role, scope, id, code, at) values (:person, :role, :scope, :id, :code, :at)

-- name: delete_account_grant
delete from account_grant where person = :person and role = :role and scope = :scope and id = :id and code = :code

-- name: delete_account_grants
delete from account_grant where person = :person

-- name: find_account
select person from account where person = :person and closed_at is null

-- name: list_account_grants
select role, scope, id, code from account_grant where person = :person order by role, scope, id, code

-- name: list_administrators
select g.person from account_grant g join account a on a.person = g.person and a.closed_at is null
where g.role = 'administrator' and g.scope = 'everywhere' order by g.person
