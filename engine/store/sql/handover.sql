-- Projections of handovers.
-- SPDX-License-Identifier: EUPL-1.2

-- name: insert_handover
insert into handover (programme, handover, position, assignment, giver, kind, announced_on, last_day,
  score_final, started_pseq)
values (:programme, :handover, :position, :assignment, :giver, :kind, :announced_on, :last_day, 0, :pseq)

-- name: set_receiver
update handover set receiver = :receiver, receiver_pseq = :pseq where programme = :programme and handover = :handover

-- name: set_handover_item
insert into handover_item (programme, handover, item, id, state, reason, if_then, owner, due, first_step, pseq)
values (:programme, :handover, :item, :id, :state, :reason, :if_then, :owner, :due, :first_step, :pseq)
on conflict (programme, handover, item, id) do update set state = excluded.state, reason = excluded.reason,
  if_then = excluded.if_then, owner = excluded.owner, due = excluded.due, first_step = excluded.first_step,
  pseq = excluded.pseq

-- name: set_handover_topic
insert into handover_topic (programme, handover, topic, answer, text, pseq)
values (:programme, :handover, :topic, :answer, :text, :pseq)
on conflict (programme, handover, topic) do update set answer = excluded.answer, text = excluded.text,
  pseq = excluded.pseq

-- name: complete_handover
update handover set story = :story, story_by_leaver = :by_leaver, decisions = :decisions, access = :access,
  completed_pseq = :pseq, open_items = case when accepted_pseq is null then :open_items else open_items end
where programme = :programme and handover = :handover

-- name: insert_handover_talk
insert into handover_talk (programme, handover, pseq, date, giver, receiver, residents, walk, questions, introductions, note)
values (:programme, :handover, :pseq, :date, :giver, :receiver, :residents, :walk, :questions, :introductions, :note)

-- name: set_own_words
update handover set own_words = :own_words, own_words_pseq = :pseq where programme = :programme and handover = :handover

-- name: accept_handover
update handover set receiver = :receiver, accepted_on = :accepted_on, accepted_pseq = :pseq,
  open_items = :open_items
where programme = :programme and handover = :handover

-- name: set_handover_rating
insert into handover_rating (programme, handover, second, rater, ratings, oversized, note, pseq)
values (:programme, :handover, :second, :rater, :ratings, :oversized, :note, :pseq)
on conflict (programme, handover, second) do update set rater = excluded.rater, ratings = excluded.ratings,
  oversized = excluded.oversized, note = excluded.note, pseq = excluded.pseq

-- name: insert_handover_reply
insert into handover_reply (programme, handover, pseq, person, text) values (:programme, :handover, :pseq, :person, :text)

-- name: close_handover_score
update handover set score_final = 1, final_pseq = :pseq, score_settings = :settings where programme = :programme and handover = :handover

-- name: set_handover_checkup
insert into handover_checkup (programme, handover, day, date, missing, surprise, still_called, first_met, fresh_look, pseq)
values (:programme, :handover, :day, :date, :missing, :surprise, :still_called, :first_met, :fresh_look, :pseq)

-- name: set_last_day_of_handover
-- Who leaves before the announced day has left.
update handover set last_day = :last_day where programme = :programme and assignment = :assignment

-- name: find_rating_grounds
-- Whether a handover was drawn to be rated, and whether a person, or a team of theirs, coordinates handovers in any programme.
select case when exists (select 1 from audit_draw d where d.handover = :handover and d.drawn = 1) then 1 else 0 end,
  case when exists (select 1 from assignment a
    join position p on p.programme = a.programme and p.position = a.position
    where a.until_date is null and p.role = 'coordinator' and (a.person = :person
      or a.person in (select m.team from person_member m where m.person = :person))) then 1 else 0 end

-- name: find_programme_of_handover
select programme from handover where handover = :handover
