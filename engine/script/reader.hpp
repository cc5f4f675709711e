// Reading one call of a word against its key table: unknown keys, missing ones and wrong values are complained about here,
// so that building sees only values of the right shape.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "calendar/rule.hpp"
#include "domain/workflow.hpp"
#include "script/capture.hpp"
#include "script/declarations.hpp"
#include "script/source_lines.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::script {

// What the reader goes by: the captured words, the place of their keys, and where complaints go.
struct Reader {
    const Declarations& declarations;
    const SourceLines& lines;
    Complaints& complaints;
    std::size_t steps = 0;                   // built so far
    int depth = 0;                           // of the lists around what is being built
    std::vector<std::string> each_ids = {};  // of the `each` blocks around what is being built
    bool comes_back = false;                 // the next step that is built is that of an each_time
};

// [a-z][a-z0-9_]*, at most id_max bytes.
inline constexpr std::size_t id_max = 64;
bool is_id(std::string_view text);

// A table that was checked against the keys of a word. Getters give the value of a key, or nothing when it is absent or
// was complained about.
class Entry {
public:
    // The call of a word with its own arguments.
    Entry(Reader& reader, const Node& node);
    // A table without a word of its own, such as a branch; `keys` is its key table, `place` that of the word around it.
    Entry(Reader& reader, const Value& table, const WordDoc& keys, const Place& place);

    const std::string& id() const { return id_; }  // of Call::id_table; the text of Call::text_table
    const Place& place() const { return place_; }
    Place place_of(std::string_view key) const;
    const WordDoc& word() const { return *word_; }
    Reader& reader() const { return *reader_; }

    bool has(std::string_view key) const { return find(key) != nullptr; }
    const Value* find(std::string_view key) const;
    std::string text(std::string_view key) const;
    bool yes_no(std::string_view key, bool otherwise) const;
    std::optional<std::int64_t> whole(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    std::optional<calendar::Period> period(std::string_view key) const;
    std::optional<calendar::Rule> rule(std::string_view key) const;
    domain::FunctionId function(std::string_view key) const;
    // The words in a list, those of the wrong group left out.
    std::vector<const Node*> nodes(std::string_view key) const;
    template <class Enum>
    std::optional<Enum> one_of(std::string_view key) const
    {
        return find_enum<Enum>(text(key));
    }
    // Complains at the place of a key.
    template <class... Args>
    void complain(std::string_view key, fmt::format_string<Args...> format, Args&&... args) const
    {
        reader_->complaints.add(place_of(key), format, std::forward<Args>(args)...);
    }

private:
    void read_arguments(const Node& node);
    void read_table(const Value& table);
    void check_key(const std::string& key, const Value& value);

    Reader* reader_;
    const WordDoc* word_;
    Place place_;
    std::string id_;
    struct Good {
        std::string_view key;
        const Value* value;
    };
    std::vector<Good> good_;
};

// The nodes of one group in a list, in order. Complains at `place` about what else is in it; `what` names the list.
std::vector<const Node*> read_nodes(Reader& reader, const Value& list, Group group, std::string_view what,
                                    const Place& place);

}  // namespace wd::script
