// Checks that belong to one kind of record, shared by writing it down and correcting it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/checks.hpp"
#include "domain/run_facts.hpp"

namespace wd::domain {

// People reached for the first time: at least one, and not more than live there as far as that is known.
Result<void> check_people_reached(std::string_view field, std::int64_t people, Context& context);
// How many people live in the areas of the programme; none when no area says so.
std::optional<std::int64_t> find_inhabitants(const Ledger& ledger);

// "Liever mondeling": the topic in a few words, so that the story itself stays with who tells it.
Result<void> check_topic(std::string_view field, const Text& text);

// A web address or urn of a document.
Result<void> check_link(std::string_view field, const Text& link);

// Cents that came or went: more than 0.
Result<void> check_cents(std::string_view field, std::int64_t cents);

// What may be put right in an entry of a kind; the store has a correction for each (store/sql/correction.sql).
std::vector<std::string_view> correctable_fields(EntryKind kind);

}  // namespace wd::domain
