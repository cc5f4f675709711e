-- The log and the counters of its partitions.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_event
-- Appends one event. (part, seq) and (stream, pseq) are unique: a second writer or a stale head fails here.
insert into event (part, seq, stream, pseq, run, cause, type, v, at, actor, data, hash)
values (:part, :seq, :stream, :pseq, :run, :cause, :type, :v, :at, :actor, :data, :hash)

-- name: load_partitions
-- Counters as of the last commit.
select part, epoch, seq, next_id from partition order by part

-- name: insert_partition
insert into partition (part, epoch, seq, next_id) values (:part, 1, 0, :next_id)

-- name: raise_epoch
-- A new writer takes over: commits of the former one no longer match (RULES C3).
update partition set epoch = epoch + 1 where part = :part

-- name: update_partition
-- Once per commit and partition; changes no row when another writer has taken over.
update partition set seq = :seq, next_id = :next_id where part = :part and epoch = :epoch

-- name: find_head
-- The last event of a stream; nothing when it has none.
select pseq, hash, at from event where stream = :stream order by pseq desc limit 1

-- name: find_event
-- One event of a stream by its place there.
select hash from event where stream = :stream and pseq = :pseq

-- name: list_events
-- All events in the order that cursors follow, of one partition.
select part, seq, stream, pseq, run, cause, type, v, at, actor, data, hash
from event where part = :part and seq > :after order by part, seq limit :limit

-- name: list_events_of
-- The events of one stream.
select part, seq, stream, pseq, run, cause, type, v, at, actor, data, hash
from event where stream = :stream and pseq > :after order by pseq limit :limit

-- name: list_events_for
-- The events of one stream that a viewer may see: those of confidential runs are for their team only.
select e.part, e.seq, e.stream, e.pseq, e.run, e.cause, e.type, e.v, e.at, e.actor, e.data, e.hash
from event e left join run r on r.programme = e.stream and r.run = e.run
  left join run_closed d on d.programme = e.stream and d.run = e.run
where e.stream = :stream and e.pseq > :after and (coalesce(r.team, d.team) is null
  or coalesce(r.team, d.team) in (select m.team from person_member m where m.person = :viewer))
order by e.pseq limit :limit

-- name: list_all_events_for
-- Those of every programme, in the order that cursors follow.
select e.part, e.seq, e.stream, e.pseq, e.run, e.cause, e.type, e.v, e.at, e.actor, e.data, e.hash
from event e left join run r on r.programme = e.stream and r.run = e.run
  left join run_closed d on d.programme = e.stream and d.run = e.run
where e.part = :part and e.seq > :after and (coalesce(r.team, d.team) is null
  or coalesce(r.team, d.team) in (select m.team from person_member m where m.person = :viewer))
order by e.part, e.seq limit :limit

-- name: scan_log
-- The whole log, streamed: every stream's events stand in their own order.
select part, seq, stream, pseq, run, cause, type, v, at, actor, data, hash from event order by part, seq

-- name: list_changed_heads
-- Where the chains of the programmes stand that got events after `after` in partition 1 (RULES A4).
select e.stream, e.pseq, e.hash from event e
where e.part = 1 and e.seq > :after and e.pseq = (select max(l.pseq) from event l where l.stream = e.stream)
order by e.stream

-- name: list_event_data
-- What the events of one stream say, for who looks for something in them.
select type, v, actor, data from event where stream = :stream order by pseq
