// The words that workflow files are written in, with their keys: the only source for reading, for the text of complaints and
// for the reference (STYLE 3.6). Released words and keys only ever gain optional keys.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace wd::script {

// What a word makes, and so where it may stand.
enum class Group {
    workflow,
    phase,
    role,
    field,
    option,
    forms,
    form,
    each_time,
    when_event,
    step,
    tests,
    scenario,
    area,
    play
};

// How a word is called.
enum class Call {
    id_table,           // task("id", { … })
    id_table_optional,  // finish("id")
    text_table,         // scenario("titel", { … }), answer("stap", { … })
    table,              // people({ … })
    list,               // forms({ form(…), … })
    period_step,        // each_time("6 weken", step)
    text,               // pass("3 weken")
    table_optional,     // resume(), pause({ … })
};

// What a key holds.
enum class Shape {
    sentence,         // text for people
    name,             // an id
    names,            // { "a", "b" }
    sentences,        // { "…", "…" }
    yes_no,           // true or false
    whole,            // a whole number, 0 or more
    integer,          // a whole number, also below 0
    per_mille,        // 0 up to and including 1000
    per_mille_range,  // the same, or { min = 600, max = 700 }
    period,           // "6 weken"
    rule,             // "6 weken", "2 weken na avond"
    rule_before,      // "10 werkdagen voor raad"
    date,             // "2026-11-20"
    fact,             // "input.kanalen", "population.dwellings"
    one_of,           // one of KeyDoc::choices
    function,         // function(c) … end
    list,             // { word(…), word(…) } of KeyDoc::items
    branches_when,    // { { when = …, steps = { … } }, { otherwise = true } }
    branches_named,   // { { id = "…", steps = { … } } }
    outcomes,         // { rejected = { steps } }
    arguments,        // { name = "fact" or a plain value }
    literal,          // text, number, true, false or a list of texts
    free_table,       // { … } as the thing it is for takes it
    outcome_names,    // { stemming = "rejected" }
};

struct KeyDoc {
    std::string_view key;
    Shape shape = Shape::sentence;
    enum class Need { optional, required } need = Need::optional;
    std::string_view meaning;                    // one Dutch line
    std::vector<std::string_view> choices = {};  // one_of
    Group items = Group::step;                   // list
    int since = 1;                               // api level
    std::string_view unless = {};                // a required key may be left out when this one is there
};
inline constexpr auto required = KeyDoc::Need::required;
inline constexpr auto optional = KeyDoc::Need::optional;

struct WordDoc {
    std::string_view word;
    Group group = Group::step;
    Call call = Call::id_table;
    std::string_view meaning;  // one Dutch line
    std::vector<KeyDoc> keys;
    int since = 1;
};

// All words: declaring words, step words, words of test.lua; in the order of the reference.
const std::vector<WordDoc>& words();

// Null when there is no such word.
const WordDoc* find_word(std::string_view word);
const KeyDoc* find_key(const WordDoc& word, std::string_view key);
std::vector<std::string_view> keys_of(const WordDoc& word);

// How the word is written: `task("id", { … })`.
std::string_view example_of(Call call);
// Where the words of a group belong: "in steps = { … }".
std::string_view home_of(Group group);
// What a value of this shape looks like: "een duur, bijvoorbeeld \"6 weken\"".
std::string_view expected(Shape shape);

// For words(): the two halves of the table that fill pages of their own.
std::vector<WordDoc> words_of_steps();
std::vector<WordDoc> words_of_tests();

}  // namespace wd::script
