// Checking calls and keys against the tables of words.hpp. See reader.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/reader.hpp"

#include "base/text.hpp"
#include "script/shapes.hpp"

#include <algorithm>

namespace wd::script {

namespace {

constexpr const char* no_functions = "; een functie hoort in when of in value";

bool has_table(Call call)
{
    return call != Call::list && call != Call::period_step && call != Call::text;
}

bool may_lack_table(Call call)
{
    return call == Call::id_table_optional || call == Call::table_optional;
}

bool has_id(Call call)
{
    return call == Call::id_table || call == Call::id_table_optional;
}

}  // namespace

bool is_id(std::string_view text)
{
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= id_max && is_letter(text[0]) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Entry::Entry(Reader& reader, const Node& node) : reader_(&reader), word_(node.word), place_(node.place)
{
    WD_ASSERT(word_ != nullptr);
    read_arguments(node);
}

Entry::Entry(Reader& reader, const Value& table, const WordDoc& keys, const Place& place)
    : reader_(&reader), word_(&keys), place_(place)
{
    read_table(table);
}

void Entry::read_arguments(const Node& node)
{
    const auto complain = [&](std::string_view what) {
        reader_->complaints.add(place_, "{}; schrijf {}{}", what, word_->word, example_of(word_->call));
    };
    std::size_t next = 0;
    if (has_id(word_->call) || word_->call == Call::text_table) {
        const Value* first = node.arguments.empty() ? nullptr : &node.arguments[0];
        if (first == nullptr || first->kind != Value::Kind::text)
            return complain(
                fmt::format("'{}' begint met {}", word_->word, has_id(word_->call) ? "een id" : "een tekst"));
        id_ = first->text;
        if (has_id(word_->call) && !is_id(id_))
            reader_->complaints.add(
                place_,
                "'{}' is geen id: gebruik kleine letters, cijfers en _, begin met een letter, hoogstens "
                "{} tekens",
                id_, id_max);
        next = 1;
    }
    if (!has_table(word_->call))
        return;
    const Value* table = next < node.arguments.size() ? &node.arguments[next] : nullptr;
    if (table == nullptr && may_lack_table(word_->call))
        return;
    if (table == nullptr || (table->kind != Value::Kind::table && table->kind != Value::Kind::broken))
        return complain(fmt::format("bij '{}' ontbreekt de tabel met sleutels", word_->word));
    if (node.arguments.size() > next + 1)
        complain(fmt::format("'{}' krijgt te veel waarden", word_->word));
    if (table->kind == Value::Kind::table)
        read_table(*table);
}

void Entry::read_table(const Value& table)
{
    if (!table.items.empty() && word_->word != "answer" && word_->word != "record") {
        const Value& item = table.items.front();
        reader_->complaints.add(
            place_, "in '{}' staat {} zonder sleutel{}", word_->word, dutch_name(item),
            item.kind == Value::Kind::node ? "; zet het in steps = { … }" : "; schrijf sleutel = waarde");
    }
    if (word_->word == "answer" || word_->word == "record")
        return;  // their tables go to the command as they are
    for (const auto& [key, value] : table.named)
        check_key(key, value);
    for (const KeyDoc& doc : word_->keys)
        if (doc.need == KeyDoc::Need::required && find_named(table, doc.key) == nullptr &&
            (doc.unless.empty() || find_named(table, doc.unless) == nullptr))
            reader_->complaints.add(place_, "in '{}'{} ontbreekt de sleutel '{}': {}", word_->word,
                                    id_.empty() ? "" : fmt::format(" \"{}\"", id_), doc.key, doc.meaning);
}

void Entry::check_key(const std::string& key, const Value& value)
{
    const KeyDoc* doc = find_key(*word_, key);
    if (doc == nullptr) {
        const std::vector<std::string_view> known = keys_of(*word_);
        std::vector<std::string_view> shown = known;
        std::sort(shown.begin(), shown.end());
        const std::string hint = hint_for_key(*word_, key);
        reader_->complaints.add(place_of(key), "onbekende sleutel '{}' in '{}'{}{}", key, word_->word,
                                hint.empty() ? did_you_mean(key, known) : "",
                                !hint.empty()   ? "; " + hint
                                : shown.empty() ? "; dit woord heeft geen sleutels"
                                                : fmt::format("; mogelijk zijn {}", join_or(shown)));
        return;
    }
    if (value.kind == Value::Kind::broken)
        return;
    if (const std::optional<std::string> wrong = find_wrong(*doc, value)) {
        const bool stray = value.kind == Value::Kind::function;
        reader_->complaints.add(place_of(key), "'{}' in '{}': {}{}", key, word_->word, *wrong,
                                stray ? no_functions : "");
        return;
    }
    good_.push_back({doc->key, &value});
}

Place Entry::place_of(std::string_view key) const
{
    return reader_->lines.find_key(place_, id_, key);
}

const Value* Entry::find(std::string_view key) const
{
    for (const Good& good : good_)
        if (good.key == key)
            return good.value;
    return nullptr;
}

std::string Entry::text(std::string_view key) const
{
    const Value* value = find(key);
    return value == nullptr ? std::string{} : value->text;
}

bool Entry::yes_no(std::string_view key, bool otherwise) const
{
    const Value* value = find(key);
    return value == nullptr ? otherwise : value->yes_no;
}

std::optional<std::int64_t> Entry::whole(std::string_view key) const
{
    const Value* value = find(key);
    if (value == nullptr || value->kind != Value::Kind::whole)
        return std::nullopt;
    return value->whole;
}

std::vector<std::string> Entry::texts(std::string_view key) const
{
    std::vector<std::string> list;
    if (const Value* value = find(key))
        for (const Value& item : value->items)
            list.push_back(item.text);
    return list;
}

std::optional<calendar::Period> Entry::period(std::string_view key) const
{
    const Value* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    return *calendar::parse_period(value->text);
}

std::optional<calendar::Rule> Entry::rule(std::string_view key) const
{
    const Value* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    return *calendar::parse_rule(value->text);
}

domain::FunctionId Entry::function(std::string_view key) const
{
    const Value* value = find(key);
    return value == nullptr ? domain::FunctionId{} : domain::FunctionId{value->index};
}

std::vector<const Node*> Entry::nodes(std::string_view key) const
{
    const Value* value = find(key);
    if (value == nullptr)
        return {};
    return read_nodes(*reader_, *value, find_key(*word_, key)->items, key, place_of(key));
}

std::vector<const Node*> read_nodes(Reader& reader, const Value& list, Group group, std::string_view what,
                                    const Place& place)
{
    std::vector<const Node*> nodes;
    if (!list.named.empty())
        reader.complaints.add(place, "'{}' is een lijst zonder sleutels, dus haal '{} =' weg", what,
                              list.named.front().name);
    for (const Value& item : list.items) {
        if (item.kind == Value::Kind::broken)
            continue;
        if (item.kind == Value::Kind::function) {
            reader.complaints.add(place, "in '{}' staat een functie{}", what, no_functions);
            continue;
        }
        if (item.kind != Value::Kind::node) {
            reader.complaints.add(place, "in '{}' staat {}, geen woord zoals task(\"id\", {{ … }})", what,
                                  dutch_name(item));
            continue;
        }
        const Node& node = reader.declarations.node(item.index);
        if (node.word == nullptr)
            continue;
        if (node.word->group == group)
            nodes.push_back(&node);
        else
            reader.complaints.add(node.place, "'{}' hoort {}, niet in '{}'", node.word->word, home_of(node.word->group),
                                  what);
    }
    return nodes;
}

}  // namespace wd::script
