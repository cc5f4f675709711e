// The distinct ids of the domain. The prefix is how an id looks outside the engine: "taak-1042".
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/id.hpp"
#include "base/json.hpp"

namespace wd::domain {

using wd::name_of;
using wd::to_json_text;
using wd::to_text;

struct ProgrammeTag {
    static constexpr std::string_view prefix = "programma";
};
struct AreaTag {
    static constexpr std::string_view prefix = "gebied";
};
struct PersonTag {
    static constexpr std::string_view prefix = "persoon";
};
struct PositionTag {
    static constexpr std::string_view prefix = "teamrol";
};
struct AssignmentTag {
    static constexpr std::string_view prefix = "bezetting";
};
struct AbsenceTag {
    static constexpr std::string_view prefix = "afwezigheid";
};
struct HandoverTag {
    static constexpr std::string_view prefix = "overdracht";
};
struct RunTag {
    static constexpr std::string_view prefix = "loop";
};
struct TaskTag {
    static constexpr std::string_view prefix = "taak";
};
struct ContentTag {
    static constexpr std::string_view prefix = "inhoud";
};
struct EntryTag {
    static constexpr std::string_view prefix = "regel";
};
struct TokenTag {
    static constexpr std::string_view prefix = "token";
};

// Programme 0 is the installation: people, workflows, calendars (RULES A6).
using ProgrammeId = Id<ProgrammeTag>;
using AreaId = Id<AreaTag>;
// A person, team, group of residents or organisation.
using PersonId = Id<PersonTag>;
using PositionId = Id<PositionTag>;
using AssignmentId = Id<AssignmentTag>;
using AbsenceId = Id<AbsenceTag>;
using HandoverId = Id<HandoverTag>;
// One workflow being carried out in one programme.
using RunId = Id<RunTag>;
// Whatever asks something of people: a task, meeting, vote, gate … is answered under this id.
using TaskId = Id<TaskTag>;
using ContentId = Id<ContentTag>;
// A row of one of the records of a programme: linkage, reach, measure, signal, journal, money, document, commitment, contact.
using EntryId = Id<EntryTag>;
// A key that a person made for a program.
using TokenId = Id<TokenTag>;

inline constexpr ProgrammeId installation{0};

// What an event holds instead of typed text: which content row, and a digest over its salt and bytes (RULES A1).
struct ContentRef {
    ContentId ref;
    Sha256 sha256;
    friend bool operator==(const ContentRef&, const ContentRef&) = default;
};
BOOST_DESCRIBE_STRUCT(ContentRef, (), (ref, sha256))

// Who does something: a person by id, or the engine itself (0). `uid` is the operating-system user behind `--as`.
struct Actor {
    PersonId person;
    std::optional<std::uint32_t> uid;
    friend bool operator==(const Actor&, const Actor&) = default;
};
// "persoon-12", "persoon-12 uid-1000", "beheerder uid-1000" or "motor": how it stands in the log.
std::string to_text(const Actor& actor);
Result<Actor> parse_actor(std::string_view text);

// Who looks. Sees what is not confidential, and the confidential runs of the teams that this person belongs to (RULES B6).
struct Viewer {
    PersonId person;
};

}  // namespace wd::domain
