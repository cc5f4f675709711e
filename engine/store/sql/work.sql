-- Working tables: content, work left for a later turn, replies, small values.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_content
insert into content (programme, id, subject, kind, ground, keep_until, salt, bytes)
values (:programme, :id, :subject, :kind, :ground, :keep_until, :salt, :bytes)

-- name: find_content
select bytes from content where id = :id

-- name: find_programme_of_content
select programme from content where id = :id

-- name: erase_content
-- The salt goes with the row: nothing can be guessed back (RULES A1).
delete from content where id = :id

-- name: insert_erasure
insert into erasure (content, programme, at) values (:content, :programme, :at) on conflict (content) do nothing

-- name: insert_bundle
insert into bundle (hash, path, bytes) values (:hash, :path, :bytes) on conflict (hash, path) do nothing

-- name: load_bundle
select path, bytes from bundle where hash = :hash order by path

-- name: insert_due
-- Unique on (trigger, event): work that is already waiting is not queued again (RULES B2).
insert into due (id, programme, kind, trigger, event, depth, data)
values (:id, :programme, :kind, :trigger, :event, :depth, :data) on conflict (programme, trigger, event) do nothing

-- name: delete_due
delete from due where id = :id

-- name: list_due
select id, programme, kind, trigger, event, depth, data from due order by id limit :limit

-- name: find_last_due
select coalesce(max(id), 0) from due

-- name: insert_reply
insert into reply (actor, key, fingerprint, answer, at) values (:actor, :key, :fingerprint, :answer, :at)

-- name: find_reply
select fingerprint, answer from reply where actor = :actor and key = :key

-- name: forget_replies
-- Oldest first, at most `limit` at a time.
delete from reply where (actor, key) in (select r.actor, r.key from reply r where r.at < :before order by r.at limit :limit)

-- name: find_meta
select value from meta where key = :key

-- name: set_meta
insert into meta (key, value) values (:key, :value) on conflict (key) do update set value = excluded.value

-- name: find_salted_content
-- What the digest in an event covers.
select salt, bytes from content where id = :id

-- name: list_content_about
select id from content where subject = :subject order by id
