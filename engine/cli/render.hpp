// Text for people: tables aligned by the width that a reader sees, wrapped sentences, Dutch dates and amounts.
// Pure functions from values to text; the same everywhere, without colour.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wd::cli {

// Columns that the text takes on a screen: an é is one, also when written as two code points.
int display_width(std::string_view text);
// ASCII letters only; the names of parameters are.
std::string upper_case(std::string_view text);

// Lines of at most 100 columns, each starting with `indent`. Without a line end at the end.
std::string wrapped(std::string_view text, std::string_view indent);
// "  - regel", and what goes on below it hangs under its first word. Without a line end at the end.
std::string bulleted(std::string_view text, std::string_view indent);
// "  naam   uitleg …" with the explanations under each other, wrapped.
std::string definition_list(const std::vector<std::pair<std::string, std::string>>& rows);

// "20 nov 2026"; what is not a date comes back as it is.
std::string date_text(std::string_view iso_date);
std::string date_text(Date date);
// The Amsterdam day of an instant, given as milliseconds or as ISO text.
std::string day_text(const json::value& instant);
// "12,3 %" of 123 per mille, "25 %" of 250.
std::string per_mille_text(std::int64_t per_mille);
// "€ 1.250,50", and "€ 1.250" when there are no cents.
std::string euro_text(std::int64_t cents);
// "40.795".
std::string number_text(std::int64_t number);

// The same as "2026-11-20"; "" when it is none, and a text that is no instant as it is.
std::string day_of(const json::value& instant);
// What a figure is worth in its unit: "64,6 %" of 646 in per_mille, "€ 15" of 1500 in money, and else the number.
std::string figure_text(const json::value& value, std::string_view unit);

// What a cell of a table holds.
enum class As { text, word, date, day, number, per_mille, euro, yes };

struct Column {
    std::string_view title;
    std::string_view key;  // of the row's JSON object
    As as = As::text;
};

// A member as text for people; "" when it is null or not there. Lists are joined by commas.
std::string cell_text(const json::value& value, As as);

// Aligned columns under their titles. Columns that are empty in every row are left out; numbers stand to the right, and
// the last column is wrapped. With no rows only `when_empty`.
std::string table_text(const json::array& rows, const std::vector<Column>& columns, std::string_view when_empty);

// "naam: waarde" lines of one object, for what has a value.
std::string fields_text(const json::object& object, const std::vector<Column>& columns);

// Who did something, by name; without one "Wijkdraad" for the engine itself, otherwise the actor as it stands in the log.
std::string actor_text(const std::string& actor, const std::string& name);

// Members of an answer that may be missing: an empty value then.
const json::value& member(const json::value& object, std::string_view key);
std::string text_of(const json::value& object, std::string_view key);
std::int64_t number_of(const json::value& object, std::string_view key);
bool is_true(const json::value& object, std::string_view key);
const json::array& list_of(const json::value& object, std::string_view key);

}  // namespace wd::cli
