-- Plugins as administrators see them. All are inner: who may ask for them is decided in runtime. See programme.sql for how columns are
-- named.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_inner_plugins
select p.plugin, p.definition, p.version, p.state, case when p.why = '' then null else p.why end as why,
  p.since as "since@time", (select c.seq from plugin_cursor c where c.plugin = p.plugin and c.part = 1) as seq,
  (select count(*) from plugin_letter l where l.plugin = p.plugin and l.due_at is not null) as waiting,
  (select count(*) from plugin_letter l where l.plugin = p.plugin and l.due_at is null) as dead
from plugin p order by p.plugin

-- name: view_inner_plugin_letters
-- What a plugin could not take; without a time at which it is tried again it waits for a person.
select l.plugin, l.event, l.type, l.programme as "programme@programma", l.attempts, l.due_at as "due_at@time", l.why
from plugin_letter l where l.plugin = :plugin or :plugin is null order by l.plugin, l.part, l.seq
