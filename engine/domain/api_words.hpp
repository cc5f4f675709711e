// The one table between the English of the code and the Dutch of the API (DESIGN §8): member names ("opened_at" is
// "geopendTijdstip") and the words of closed lists ("not_now" is "nu_niet"). What a member means, which form its value has and an
// example stand beside it, so that openapi.json is written from here. Does not know routes or HTTP.
//
// A name may mean something else in one place: `at` is an instant, but in "commitment.add" it is the task at which a promise was
// made. Such a row names its place, a verb ("commitment.add"), a question or schema ("handover.document"), or the part before the
// dot ("task"), which holds for all of these; the nearest row counts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wd::domain {

// Which form a value has in the API.
enum class ApiKind {
    text,       // a string
    id,         // "taak-12"; `of` is the prefix
    number,     // a whole number
    per_mille,  // a whole number of 0 to 1000
    yes_no,     // true or false
    date,       // "2026-11-20"; the API name ends in "datum"
    date_time,  // "2026-11-20T10:00:00.000Z"; the API name ends in "tijdstip"
    word,       // of a closed list; `of` is its name
    object,     // members of its own, by the same table
    open        // as it is: answers to a form, facts, event data; nothing inside is translated
};

struct ApiWord {
    std::string_view code;  // the name of the member
    std::string_view api;   // in lowerCamelCase
    ApiKind kind = ApiKind::text;
    std::string_view of = {};           // prefix of an id, name of a closed list
    std::string_view description = {};  // Dutch
    std::string_view example = {};  // as text; numbers and yes/no without quotes. "" = one that follows from the kind
    std::string_view place = {};    // "" everywhere
};

// All rows, for tests.
std::span<const ApiWord> api_words();

// The row of a member at a place; null when the table does not have it.
const ApiWord* find_api_word(std::string_view place, std::string_view code);

// The code words of a closed list, e.g. "task_state"; empty when there is no such list.
const std::vector<std::string_view>& closed_list(std::string_view name);
// All lists, for tests.
std::vector<std::string_view> closed_list_names();

// The API word of a code word: dutch() in snake_case without accents, unless the table says otherwise, for one list or for all.
// The words of a list such as "money_field" are names of members, at the place "money".
std::string api_word(std::string_view code_word, std::string_view list = {});
// Back, for the words of this list; nothing for another word.
std::optional<std::string_view> code_of_api_word(std::string_view list, std::string_view api_word);
// All API words of a list.
std::vector<std::string> api_words_of(std::string_view list);

}  // namespace wd::domain
