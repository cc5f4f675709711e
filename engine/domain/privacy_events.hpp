// Events of what is kept about people: a name put right, a text erased, what is past its term and what was said of that. Numbers,
// dates and closed choices only; a name and a reason are content.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/facts.hpp"

namespace wd::domain {

// Somebody is called otherwise from now on; the earlier name stays to be read until the person is forgotten.
struct PersonCorrected {
    static constexpr std::string_view type = "person.corrected";
    PersonId person;
    ContentRef name;
    std::optional<ContentRef> reason;
};
BOOST_DESCRIBE_STRUCT(PersonCorrected, (), (person, name, reason))

// Typed texts of one entry or task went, also as they stood before they were put right; what refers to them stands.
struct TextsErased {
    static constexpr std::string_view type = "text.erased";
    std::optional<EntryId> entry;
    std::optional<TaskId> task;
    std::optional<std::string> field;  // only this one; none = all
    std::vector<ContentId> texts;
    bool all = false;  // no typed text is left there
};
BOOST_DESCRIBE_STRUCT(TextsErased, (), (entry, task, field, texts, all))

// What a term is about, as in RetentionSettings.
enum class RetentionKind {
    household,   // the confidential runs of one team in one programme
    signal,      // an entry
    reflection,  // a task
    contact,     // an entry
    journal,     // of a whole programme
    person
};
BOOST_DESCRIBE_ENUM(RetentionKind, household, signal, reflection, contact, journal, person)

// Found in the night: this is kept longer than its term. A line for an administrator to look at; nothing goes by it. Of the ids
// those that the kind needs.
struct TermPassed {
    static constexpr std::string_view type = "retention.passed";
    RetentionKind kind = RetentionKind::signal;
    std::optional<ProgrammeId> programme;
    std::optional<EntryId> entry;
    std::optional<TaskId> task;
    std::optional<PersonId> person;  // of a household its team
    Date day{};                      // of the list on which it stands
};
BOOST_DESCRIBE_STRUCT(TermPassed, (), (kind, programme, entry, task, person, day))

// An administrator keeps what stands on such a line up to and including a day, and says why.
struct TermExtended {
    static constexpr std::string_view type = "retention.extended";
    std::int64_t line = 0;  // pseq of the retention.passed
    Date until{};
    ContentRef reason;
};
BOOST_DESCRIBE_STRUCT(TermExtended, (), (line, until, reason))

}  // namespace wd::domain
