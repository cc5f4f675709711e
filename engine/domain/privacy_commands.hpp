// Commands about what is kept about people, beside forgetting somebody whole (ForgetPerson).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

namespace wd::domain {

// Another name for somebody: it was written wrong, or it changed. Oneself or an administrator.
struct CorrectPerson {
    static constexpr std::string_view verb = "person.correct";
    PersonId person;
    Text name;
    std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(CorrectPerson, (), (person, name, reason))

// Erases what was typed in one entry or at one task, all of it or one field. By who wrote it or an administrator; of a household
// by its team.
struct EraseTexts {
    static constexpr std::string_view verb = "text.erase";
    std::optional<EntryId> entry;
    std::optional<TaskId> task;
    std::optional<std::string> field;
};
BOOST_DESCRIBE_STRUCT(EraseTexts, (), (entry, task, field))

// Keeps what stands on a line of the retention list longer, up to and including a day.
struct ExtendTerm {
    static constexpr std::string_view verb = "retention.keep";
    std::int64_t line = 0;
    Date until{};
    Text reason;
};
BOOST_DESCRIBE_STRUCT(ExtendTerm, (), (line, until, reason))

}  // namespace wd::domain
