-- How plugins are and how far they have read: working tables, in no event and in no rebuild.
-- SPDX-License-Identifier: EUPL-1.2

-- name: put_plugin
insert into plugin (plugin, definition, version, state, why, since)
values (:plugin, :definition, :version, :state, :why, :since)
on conflict (plugin) do update set definition = excluded.definition, version = excluded.version, state = excluded.state,
  why = excluded.why, since = excluded.since

-- name: find_plugin_cursor
select seq from plugin_cursor where plugin = :plugin and part = :part

-- name: put_plugin_cursor
insert into plugin_cursor (plugin, part, seq) values (:plugin, :part, :seq)
on conflict (plugin, part) do update set seq = excluded.seq

-- name: put_plugin_letter
insert into plugin_letter (plugin, part, seq, event, type, programme, attempts, due_at, why)
values (:plugin, :part, :seq, :event, :type, :programme, :attempts, :due_at, :why)
on conflict (plugin, part, seq) do update set event = excluded.event, attempts = excluded.attempts, due_at = excluded.due_at,
  why = excluded.why

-- name: delete_plugin_letter
delete from plugin_letter where plugin = :plugin and part = :part and seq = :seq

-- name: list_due_plugin_letters
select plugin, part, seq, event, type, programme, attempts, due_at, why from plugin_letter
where plugin = :plugin and due_at <= :now order by due_at, part, seq limit :limit

-- name: list_plugin_letters
select plugin, part, seq, event, type, programme, attempts, due_at, why from plugin_letter
where plugin = :plugin order by part, seq limit :limit

-- name: find_next_plugin_letter
select min(due_at) from plugin_letter where plugin = :plugin and due_at is not null
