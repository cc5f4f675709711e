// Small checks that many decisions share: typed text, words, dates, people, figures. Each names its field, says which value is
// wrong and what would be right; none of them keeps or takes anything.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/complaints.hpp"
#include "domain/context.hpp"

namespace wd::domain {

// Typed text that must say something: not blank, valid UTF-8, within limits::content_max.
Result<void> check_text(std::string_view field, const Text& text);
// The same for text that may be left out.
Result<void> check_text(std::string_view field, const std::optional<Text>& text);

// A name of somebody or something: one line that cannot be taken for a number of ours, because what people type as a name finds
// somebody.
Result<void> check_name(std::string_view name);

// Whether this can name a channel, group or kind: one to 64 small letters, digits and _.
bool is_word(std::string_view text);
Result<void> check_word(std::string_view field, std::string_view text);

// No more people than this, so that sums and shares stay exact.
inline constexpr std::int64_t people_max = 100'000'000;
// A count on a form or of a measure.
inline constexpr std::int64_t count_max = 1'000'000'000;
// Ten billion euros: beyond it an amount is a slip of the pen, and a thousand programmes of it can still be summed.
inline constexpr std::int64_t cents_max = 1'000'000'000'000;

// A day that can be meant: from 1900 up to and including 2199. Rules count on from it for a hundred years at most, and the log
// writes years in four digits.
bool is_plausible(Date date);
Result<void> check_day(std::string_view field, Date date);

// A day on which something happened: today or earlier.
Result<void> check_past(std::string_view field, Date date, const Context& context);
// A day from which something holds: any day in the past that can be meant, or up to a year ahead.
Result<void> check_from(std::string_view field, Date from, const Context& context);
// A day on which something is due: today or later, and not so far away that the year must be a slip.
Result<void> check_due(std::string_view field, Date date, const Context& context);
// A day on which something is asked again: tomorrow or later.
Result<void> check_future(std::string_view field, Date date, const Context& context);

// Somebody whom the installation knows. The second form wants one kind only, e.g. an organisation that pays.
Result<void> check_person(std::string_view field, PersonId person, Context& context);
Result<void> check_organisation(std::string_view field, PersonId person, Context& context);
// Who can hold a position or have a task: a person, or a team or group of which people are members.
Result<void> check_holder(std::string_view field, PersonId person, Context& context);
Result<void> check_area(std::string_view field, AreaId area, Context& context);
// A role that a position of the programme has; refused with the nearest one.
Result<void> check_role_exists(std::string_view field, std::string_view role, Context& context);

// Whether a figure can be of this kind: counts and money are not negative and stay within their bounds, a share lies between
// 0 and 1000.
Result<void> check_figure(std::string_view field, FieldKind kind, std::int64_t value);

// Keeps text that may be left out.
std::optional<ContentRef> keep(Context& context, const std::optional<Text>& text, std::string_view kind);

// How many characters a reader sees, not bytes; `text` is valid UTF-8.
std::size_t count_characters(std::string_view text);

}  // namespace wd::domain
