// What the tables say about one handover, as evidence for the rubric (domain/rubric.hpp): every row knows the event that made it,
// so that each point lists its events. Reads by index, and the log only where somebody was taken off the list of contacts since.
// Computes nothing beyond "this holds".
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/handover_events.hpp"
#include "domain/rubric.hpp"
#include "runtime/explain.hpp"
#include "runtime/quality_settings.hpp"

#include <set>

namespace wd::runtime {

// Contacts that were still listed when the handover was accepted; whom the leaver knew of all contacts of then.
struct RemovedLater {
    std::set<std::int64_t> contacts;
    std::set<std::int64_t> known_to_giver;
};

// One handover with everything that was written for it, as rows of the views of views/handover.sql. What changes by itself
// (decisions, contacts, documents) is taken as it was when the handover was accepted, otherwise completed, otherwise now; what
// was put right since then counts as it reads now.
struct HandoverRows {
    domain::ProgrammeId programme;
    domain::HandoverId handover;
    std::optional<domain::PersonId> giver;
    std::optional<domain::PersonId> receiver;
    json::object row;                 // view_inner_handover
    domain::RubricSettings settings;  // of a final score those that it was made with, otherwise those that count now
    std::vector<domain::HandedItem> open;  // as kept with acceptance or completion; before that, what is open now
    json::array items;
    json::array topics;
    json::array talks;
    json::array ratings;
    json::array replies;
    json::array checkups;
    json::array decisions;
    json::array phases;
    json::array contacts;
    json::array relations;
    json::array documents;
    RemovedLater removed_later;
};

// None when there is no such handover.
std::optional<HandoverRows> find_handover_rows(store::ReadStore& store, domain::HandoverId handover);

// How these definitions read the elements of the rubric; tests/integration/cli/audit_check.py repeats them from the log alone. Lines,
// answers, story, own words, access, relations and talks count when they came before acceptance.
//  1 states: of the open items those that were stated; critical ones only with a reason.
//  2 story: the document is complete; confirmed when the leaver wrote it; decisions that were linked, of all that were taken.
//  3 actions: of the open tasks and promises those stated with a new owner and a date. The log half asks no more; whether the
//    first step in the next four weeks is there and right is for the rater.
//  4 roles: groups of contacts with a contact that was not removed; promises in the open items that were stated; key figures
//    whom the leaver knew (all of them without a leaver) who were introduced to the successor.
//  5 the three topics. 6: of the open items with "let op" or "kritiek" those with an if/then.
//  7 documents with a holder (link and date are always there); access that moved. 8: a talk of both, own words, acceptance, each
//    of this successor.
// Erasing a text takes no point away. That they talked, and with residents, is read from all talks. It concerns residents when
// the chair is theirs or a key person leaves.
domain::HandoverEvidence evidence_of(const HandoverRows& rows, Date today);
domain::HandoverAudit audit_of(const HandoverRows& rows);

domain::HandoverScore score_of(const HandoverRows& rows, Date today);

}  // namespace wd::runtime
