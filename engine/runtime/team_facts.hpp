// One programme as the measures of continuity read it: who sat where from when to when, and who declared to know or hold what.
// Gathered from the tables and the log; what it means is for domain/continuity.hpp to say. Declared relations and holdings only:
// nothing is counted that somebody did (PRACTICE §1.2, DOMAIN §7.6).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/continuity.hpp"
#include "store/store.hpp"

#include <map>

namespace wd::runtime {

// A chair as people read it.
struct ChairName {
    domain::PositionId position;
    std::string role;  // of the workflow
    std::string title;
    std::string programme;  // its name
    bool core = false;
};

// What is known when:
// * a contact from the day that its knower gave (`since`), or else from when it was written down; until it was removed. One that
//   was put right counts as it reads now.
// * a promise while it is open, by whoever owned it on that day;
// * a decision or gate by who gave the last answer, from that day on;
// * a task in somebody's hands: from being taken up until it was given back, passed on or closed. Tasks that nobody took up are
//   not in it, nor those of a confidential run;
// * a sub-area while something in its list is asked, by who sits in a chair that is asked, has a task of it in hand or took a
//   decision in it. It counts once, whatever was done there.
// What somebody knew ends with the last day in the last chair: a person who never had one (a commissioner) goes on. The theme
// is the group of a contact, or else the kind; the area that of the item in whose list a task or decision stands.
struct TeamFacts {
    domain::TeamHistory history;
    std::map<domain::PositionId, ChairName> chairs;
    std::vector<domain::KnowledgeItem> items;
    std::vector<domain::ResidentContact> residents;  // contacts of residents and key figures
    std::vector<Date> gates;                         // on which a gate was passed
};

// Fails as the store does. `viewer` matters for nothing here: no text is read.
TeamFacts gather_team(store::ReadStore& store, domain::ProgrammeId programme);
// Programmes taken together, as of one municipality.
void add_team(TeamFacts& all, TeamFacts one);

// A person's last day in this programme; none while a chair is held, or when there never was one.
std::optional<Date> left_on(const domain::TeamHistory& history, domain::PersonId person);
// Whether `person` knew or held this on `day`.
bool knew_on(const domain::KnowledgeItem& item, domain::PersonId person, Date day);

// --- Reading rows: nothing when the column is empty

// A number, also out of "teamrol-12".
std::optional<std::int64_t> number_in(const json::object& row, std::string_view key);
std::optional<domain::PersonId> person_in(const json::object& row, std::string_view key);
// "" when it is empty.
std::string word_in(const json::object& row, std::string_view key);
bool is_set(const json::object& row, std::string_view key);
std::optional<Date> date_in(const json::object& row, std::string_view key);
// The Amsterdam day of an instant.
std::optional<Date> day_in(const json::object& row, std::string_view key);

}  // namespace wd::runtime
