// What people may ask about what is kept of them, beside forgetting somebody whole (start.hpp): another name, one text gone, or kept
// longer with a reason. Decisions; what they have to know of the store is handed in.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/commands.hpp"

#include <variant>

namespace wd::domain {

class Turn;

// Where somebody typed something: an entry, or a task and its answers.
using TypedAt = std::variant<EntryId, TaskId>;

// A text that is there, or was before it was put right.
struct TypedText {
    std::string field;  // as the event calls it; of an answer the question
    ContentId text;
    PersonId by;  // 0: nobody with a name
};

// The texts of one event that were typed at this place; none when it is about something else. The place of an event is the entry it
// has, otherwise its task. Typed names of persons are at no place.
std::vector<TypedText> typed_texts(const Payload& payload, PersonId by, const TypedAt& at);

// Gives somebody another name. Only oneself and an administrator; refused where the name is that already, or was erased.
// `now` is the name as it stands.
Result<void> correct_person(Turn& turn, const CorrectPerson& command, const std::optional<std::string>& now);

struct TypedThere {
    std::vector<TypedText> texts;
    std::optional<PersonId> team = {};  // of a household: who may see it at all
    RunId run = {};
};

// Where the texts are that are meant: one of both, no more.
Result<TypedAt> place_of(const EraseTexts& command);

// Erases what is meant of what is there, and gives it back. Who wrote a text may, an administrator may for all that is no household's,
// and of a household its team; whoever may erase only some erases these.
Result<std::vector<TypedText>> erase_texts(Turn& turn, const EraseTexts& command, const TypedThere& there);

// A line of the retention list, and until when it was kept last.
struct RetentionLine {
    TermPassed what;
    std::optional<Date> until;
};

// Writes down that an administrator keeps it longer. Refused for a line that is not there, and for a day that is past.
Result<void> extend_term(Turn& turn, const ExtendTerm& command, const std::optional<RetentionLine>& line);

}  // namespace wd::domain
