-- Corrections of an entry: the closed list of what may be put right, one statement per table and column,
-- the same as in domain/decide_corrections.cpp.
-- SPDX-License-Identifier: EUPL-1.2

-- name: correct_linkage_level
update linkage set level = :value where programme = :programme and entry = :entry

-- name: correct_linkage_subject
update linkage set subject = :value where programme = :programme and entry = :entry

-- name: correct_linkage_area
update linkage set area = :value where programme = :programme and entry = :entry

-- name: correct_reach_channel
update reach set channel = :value where programme = :programme and entry = :entry

-- name: correct_reach_people
update reach set people = :value where programme = :programme and entry = :entry

-- name: correct_reach_group_name
update reach set group_name = :value where programme = :programme and entry = :entry

-- name: correct_reach_date
update reach set date = :value where programme = :programme and entry = :entry

-- name: correct_measure_value
update measure set value = :value where programme = :programme and entry = :entry

-- name: correct_measure_source
update measure set source = :value where programme = :programme and entry = :entry

-- name: correct_measure_date
update measure set date = :value where programme = :programme and entry = :entry

-- name: correct_signal_kind
update signal set kind = :value where programme = :programme and entry = :entry

-- name: correct_signal_text
update signal set text = :value where programme = :programme and entry = :entry

-- name: correct_signal_date
update signal set date = :value where programme = :programme and entry = :entry

-- name: correct_journal_kind
update journal set kind = :value where programme = :programme and entry = :entry

-- name: correct_journal_text
update journal set text = :value where programme = :programme and entry = :entry

-- name: correct_journal_date
update journal set date = :value where programme = :programme and entry = :entry

-- name: correct_journal_area
update journal set area = :value where programme = :programme and entry = :entry

-- name: correct_money_kind
update money set kind = :value where programme = :programme and entry = :entry

-- name: correct_money_cents
update money set cents = :value where programme = :programme and entry = :entry

-- name: correct_money_from_date
update money set from_date = :value where programme = :programme and entry = :entry

-- name: correct_money_until_date
update money set until_date = :value where programme = :programme and entry = :entry

-- name: correct_money_payer
update money set payer = :value where programme = :programme and entry = :entry

-- name: correct_money_note
update money set note = :value where programme = :programme and entry = :entry

-- name: correct_document_title
update document set title = :value where programme = :programme and entry = :entry

-- name: correct_document_link
update document set link = :value where programme = :programme and entry = :entry

-- name: correct_document_date
update document set date = :value where programme = :programme and entry = :entry

-- name: correct_document_checksum
update document set checksum = :value where programme = :programme and entry = :entry

-- name: correct_document_holder
update document set holder = :value where programme = :programme and entry = :entry

-- name: correct_commitment_text
update commitment set text = :value where programme = :programme and entry = :entry

-- name: correct_commitment_owner
update commitment set owner = :value where programme = :programme and entry = :entry

-- name: correct_commitment_due
update commitment set due = :value where programme = :programme and entry = :entry

-- name: correct_contact_name
update contact set name = :value where programme = :programme and entry = :entry

-- name: correct_contact_known_by
update contact set known_by = :value where programme = :programme and entry = :entry

-- name: correct_contact_since
update contact set since = :value where programme = :programme and entry = :entry

-- name: correct_past_decision_text
update past_decision set text = :value where programme = :programme and entry = :entry

-- name: correct_past_decision_date
update past_decision set date = :value where programme = :programme and entry = :entry

-- name: correct_past_decision_by_person
update past_decision set by_person = :value where programme = :programme and entry = :entry

-- name: correct_comment_text
update comment set text = :value where programme = :programme and entry = :entry

-- name: correct_commitment_recipient
update commitment set recipient = :value where programme = :programme and entry = :entry

-- name: correct_commitment_made_by
update commitment set made_by = :value where programme = :programme and entry = :entry

-- name: correct_commitment_occasion
update commitment set occasion = :value where programme = :programme and entry = :entry

-- name: correct_contact_group_name
update contact set group_name = :value where programme = :programme and entry = :entry

-- name: correct_contact_key_figure
update contact set key_figure = :value where programme = :programme and entry = :entry

-- name: correct_contact_told
update contact set told = :value where programme = :programme and entry = :entry

-- name: correct_contact_channel
update contact set channel = :value where programme = :programme and entry = :entry
