-- Finding back by a piece of a name or title, whatever kind of thing it is. The letters A to Z in either case are the same.
-- SPDX-License-Identifier: EUPL-1.2

-- name: view_search
-- Programmes, neighbourhoods, tasks open and closed, chairs (also by who sits there), documents and promises. What is confidential
-- is found by its team only. A text without the piece is another text only when the piece stands in it.
with thing as (
  select 1 as place, 'programme' as kind, p.name as title, p.name as looked_in, p.programme, cast(null as bigint) as area,
    cast(null as bigint) as task, cast(null as bigint) as chair, cast(null as bigint) as entry, cast(null as text) as date
  from programme p
  union all
  select 2, 'area', a.name, a.name, a.programme, a.area, null, null, null, null from area a
  union all
  select 3, 'task', case when t.title_ref is null then t.title else c.bytes end,
    case when t.title_ref is null then t.title else c.bytes end, t.programme, null, t.task, null, null, t.due
  from task t left join content c on c.id = t.title_ref
  where t.team is null or t.team in (select m.team from person_member m where m.person = :viewer)
  union all
  select 4, 'task', case when t.title_ref is null then t.title else c.bytes end,
    case when t.title_ref is null then t.title else c.bytes end, t.programme, null, t.task, null, null, t.due
  from task_closed t left join content c on c.id = t.title_ref
  where t.team is null or t.team in (select m.team from person_member m where m.person = :viewer)
  union all
  select 5, 'position', s.title, s.title, s.programme, null, null, s.position, null, null from position s
  union all
  select 5, 'position', s.title, n.bytes, s.programme, null, null, s.position, null, null
  from position s join assignment b on b.programme = s.programme and b.position = s.position and b.until_date is null
    join person h on h.person = b.person join content n on n.id = h.name
  union all
  select 6, 'document', c.bytes, c.bytes, d.programme, null, null, null, d.entry, d.date
  from document d join content c on c.id = d.title
  union all
  select 7, 'commitment', c.bytes, c.bytes, k.programme, null, k.task, null, k.entry, k.due
  from commitment k join content c on c.id = k.text left join task o on o.programme = k.programme and o.task = k.task
    left join task_closed z on z.programme = k.programme and z.task = k.task
  where coalesce(o.team, z.team) is null
    or coalesce(o.team, z.team) in (select m.team from person_member m where m.person = :viewer)
)
select h.kind, h.title, h.programme as "programme@programma", g.name as programme_name, h.area as "area@gebied",
  h.task as "task@taak", h.chair as "position@teamrol", h.entry as "entry@regel", h.date
from thing h join programme g on g.programme = h.programme
where replace(lower(h.looked_in), lower(cast(:text as text)), '') <> lower(h.looked_in)
group by h.place, h.kind, h.title, h.programme, g.name, h.area, h.task, h.chair, h.entry, h.date
order by h.place, h.title, h.programme, h.area, h.task, h.chair, h.entry
