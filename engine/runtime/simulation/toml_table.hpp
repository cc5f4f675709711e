// Strict reading of a TOML file into plain values: every key is asked for by name, and what nobody asked for is refused with
// its line and the nearest known key. Collects all complaints; an absent value reads as zero or empty.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::runtime {

// Everything that is wrong with one file.
struct TomlComplaints {
    std::string file;
    std::vector<Error> list;

    void add(const toml::node* node, std::string message);
    // One Error with every complaint as a detail, in the order of the lines. Only when there is one.
    Error to_error();
};

// The whole file; refused with the line where it stops being TOML.
Result<toml::table> parse_toml(std::string_view text, const std::string& file);

// The lowest and highest value that makes sense.
struct Bounds {
    std::int64_t low = 0;
    std::int64_t high = 0;
};
inline constexpr Bounds per_mille{0, 1000};
inline constexpr Bounds any_count{0, 1'000'000'000'000};
inline constexpr Bounds any_number{-1'000'000'000'000, 1'000'000'000'000};

// What a key of an open-ended table is allowed to be, and what to call it: ("stap", {"avond", …}).
struct KnownWords {
    std::string what;
    std::vector<std::string> words;
};

// One table. `node` may be null: then nothing is there. Call finish() when every key has been asked for.
class TomlTable {
public:
    TomlTable(const toml::node* node, std::string name, TomlComplaints& complaints);

    bool exists() const { return table_ != nullptr; }
    // Whether the key is there; it then counts as known.
    bool has(std::string_view key);
    const std::string& name() const { return name_; }

    // Required values.
    std::int64_t whole(std::string_view key, Bounds bounds);
    std::string text(std::string_view key);
    Date date(std::string_view key);
    TomlTable table(std::string_view key);
    // Values that may be left out.
    std::optional<std::int64_t> find_whole(std::string_view key, Bounds bounds);
    std::optional<std::string> find_text(std::string_view key);
    std::optional<bool> find_bool(std::string_view key);
    std::optional<TomlTable> find_table(std::string_view key);
    std::vector<std::string> find_texts(std::string_view key);
    // The tables of [[key]].
    std::vector<TomlTable> find_tables(std::string_view key);

    // A text, or each text of a list, that must be one of the known words.
    std::string word(std::string_view key, const KnownWords& known);
    std::vector<std::string> find_words(std::string_view key, const KnownWords& known);
    // Every key of this table, in alphabetical order: refused unless it is a known word. `read` gets this table and the key.
    void each_key(const KnownWords& known, const std::function<void(TomlTable&, const std::string&)>& read);
    // Every key, whatever it is.
    void each_key(const std::function<void(TomlTable&, const std::string&)>& read);

    // The value as an answer of a form: text, whole number, yes or no, date, or a list of texts.
    json::value answer(std::string_view key);

    void complain(std::string_view key, std::string message);
    // Complains about every key that nobody asked for.
    void finish();

private:
    const toml::node* take(std::string_view key);
    const toml::node* take_required(std::string_view key);
    void check_word(const toml::node& node, std::string_view word, const KnownWords& known);

    const toml::node* node_ = nullptr;
    const toml::table* table_ = nullptr;
    std::string name_;
    TomlComplaints& complaints_;
    std::vector<std::string> known_;
};

}  // namespace wd::runtime
