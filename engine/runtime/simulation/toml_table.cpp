// Strict TOML tables. See toml_table.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/toml_table.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

std::vector<std::string_view> views(const std::vector<std::string>& words)
{
    return {words.begin(), words.end()};
}

int line_of(const toml::node* node)
{
    return node == nullptr ? 0 : static_cast<int>(node->source().begin.line);
}

Date to_date(const toml::date& date)
{
    const std::chrono::year_month_day day{std::chrono::year{date.year}, std::chrono::month{date.month},
                                          std::chrono::day{date.day}};
    return Date{std::chrono::local_days{day}};
}

}  // namespace

void TomlComplaints::add(const toml::node* node, std::string message)
{
    list.push_back(Error{Errc::invalid, std::move(message), Where{file, line_of(node), {}}, {}});
}

Error TomlComplaints::to_error()
{
    WD_ASSERT(!list.empty());
    std::stable_sort(list.begin(), list.end(),
                     [](const Error& a, const Error& b) { return a.where.line < b.where.line; });
    if (list.size() == 1)
        return list.front();
    return Error{Errc::invalid, fmt::format("{}: {} dingen kloppen niet", file, list.size()), Where{file, 0, {}}, list};
}

Result<toml::table> parse_toml(std::string_view text, const std::string& file)
{
    try {
        return toml::parse(text, std::string_view{file});
    } catch (const toml::parse_error& error) {
        return Error{Errc::invalid,
                     fmt::format("dit is geen TOML: {}", error.description()),
                     Where{file, static_cast<int>(error.source().begin.line), {}},
                     {}};
    }
}

TomlTable::TomlTable(const toml::node* node, std::string name, TomlComplaints& complaints)
    : node_(node), table_(node == nullptr ? nullptr : node->as_table()), name_(std::move(name)), complaints_(complaints)
{
    if (node != nullptr && table_ == nullptr)
        complaints_.add(node, fmt::format("'{}' verwacht een tabel {{ … }}", name_));
}

bool TomlTable::has(std::string_view key)
{
    return take(key) != nullptr;
}

const toml::node* TomlTable::take(std::string_view key)
{
    known_.emplace_back(key);
    return table_ == nullptr ? nullptr : table_->get(key);
}

const toml::node* TomlTable::take_required(std::string_view key)
{
    const toml::node* node = take(key);
    if (node == nullptr && table_ != nullptr)
        complaints_.add(node_, fmt::format("in [{}] ontbreekt '{}'", name_, key));
    return node;
}

std::int64_t TomlTable::whole(std::string_view key, Bounds bounds)
{
    return take_required(key) == nullptr ? std::int64_t{0} : find_whole(key, bounds).value_or(0);
}

std::optional<std::int64_t> TomlTable::find_whole(std::string_view key, Bounds bounds)
{
    const toml::node* node = take(key);
    if (node == nullptr)
        return {};
    const toml::value<std::int64_t>* value = node->as_integer();
    if (value == nullptr || value->get() < bounds.low || value->get() > bounds.high) {
        complaints_.add(node,
                        fmt::format("'{}' verwacht een heel getal van {} tot en met {}", key, bounds.low, bounds.high));
        return {};
    }
    return value->get();
}

std::string TomlTable::text(std::string_view key)
{
    return take_required(key) == nullptr ? std::string{} : find_text(key).value_or("");
}

std::optional<std::string> TomlTable::find_text(std::string_view key)
{
    const toml::node* node = take(key);
    if (node == nullptr)
        return {};
    if (const toml::value<std::string>* value = node->as_string())
        return value->get();
    complaints_.add(node, fmt::format("'{}' verwacht tekst tussen aanhalingstekens", key));
    return {};
}

std::optional<bool> TomlTable::find_bool(std::string_view key)
{
    const toml::node* node = take(key);
    if (node == nullptr)
        return {};
    if (const toml::value<bool>* value = node->as_boolean())
        return value->get();
    complaints_.add(node, fmt::format("'{}' verwacht ja of nee (true of false)", key));
    return {};
}

Date TomlTable::date(std::string_view key)
{
    const toml::node* node = take_required(key);
    if (node == nullptr)
        return {};
    if (const toml::value<toml::date>* value = node->as_date())
        return to_date(value->get());
    complaints_.add(node, fmt::format("'{}' verwacht een datum zonder aanhalingstekens, bijvoorbeeld 2018-11-05", key));
    return {};
}

TomlTable TomlTable::table(std::string_view key)
{
    const toml::node* node = take_required(key);
    return {node, name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key), complaints_};
}

std::optional<TomlTable> TomlTable::find_table(std::string_view key)
{
    return has(key) ? std::optional{table(key)} : std::nullopt;
}

std::vector<std::string> TomlTable::find_texts(std::string_view key)
{
    const toml::node* node = take(key);
    if (node == nullptr)
        return {};
    std::vector<std::string> texts;
    const toml::array* array = node->as_array();
    bool sound = array != nullptr;
    for (std::size_t i = 0; sound && i < array->size(); ++i) {
        const toml::value<std::string>* text = array->get(i)->as_string();
        sound = text != nullptr;
        if (sound)
            texts.push_back(text->get());
    }
    if (!sound)
        complaints_.add(node, fmt::format("'{}' verwacht een lijst teksten [\"…\", \"…\"]", key));
    return texts;
}

std::vector<TomlTable> TomlTable::find_tables(std::string_view key)
{
    const toml::node* node = take(key);
    if (node == nullptr)
        return {};
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        complaints_.add(node, fmt::format("'{}' verwacht tabellen [[{}]]", key, key));
        return {};
    }
    std::vector<TomlTable> tables;
    for (const toml::node& item : *array)
        tables.emplace_back(&item, std::string(key), complaints_);
    return tables;
}

void TomlTable::check_word(const toml::node& node, std::string_view word, const KnownWords& known)
{
    const std::vector<std::string_view> words = views(known.words);
    if (std::find(words.begin(), words.end(), word) == words.end())
        complaints_.add(&node,
                        fmt::format("onbekende {} '{}' in [{}]{}", known.what, word, name_, did_you_mean(word, words)));
}

std::string TomlTable::word(std::string_view key, const KnownWords& known)
{
    const std::string found = text(key);
    if (const toml::node* node = take(key); node != nullptr && !found.empty())
        check_word(*node, found, known);
    return found;
}

std::vector<std::string> TomlTable::find_words(std::string_view key, const KnownWords& known)
{
    const std::vector<std::string> found = find_texts(key);
    for (const std::string& text : found)
        check_word(*take(key), text, known);
    return found;
}

void TomlTable::each_key(const KnownWords& known, const std::function<void(TomlTable&, const std::string&)>& read)
{
    each_key([&](TomlTable& table, const std::string& key) {
        check_word(*take(key), key, known);
        read(table, key);
    });
}

void TomlTable::each_key(const std::function<void(TomlTable&, const std::string&)>& read)
{
    if (table_ == nullptr)
        return;
    for (const auto& [key, node] : *table_)
        read(*this, std::string(key.str()));
}

json::value TomlTable::answer(std::string_view key)
{
    const toml::node* node = take(key);
    if (node == nullptr)
        return {};
    if (const auto* text = node->as_string())
        return json::value(text->get());
    if (const auto* number = node->as_integer())
        return json::value(number->get());
    if (const auto* yes = node->as_boolean())
        return json::value(yes->get());
    if (const auto* day = node->as_date())
        return json::value(wd::to_text(to_date(day->get())));
    json::array list;
    for (const std::string& text : find_texts(key))
        list.emplace_back(text);
    return list;
}

void TomlTable::complain(std::string_view key, std::string message)
{
    const toml::node* node = table_ == nullptr ? nullptr : table_->get(key);
    complaints_.add(node == nullptr ? node_ : node, std::move(message));
}

void TomlTable::finish()
{
    if (table_ == nullptr)
        return;
    const std::vector<std::string_view> known = views(known_);
    for (const auto& [key, node] : *table_)
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            complaints_.add(&node, fmt::format("onbekende sleutel '{}' in [{}]{}", key.str(),
                                               name_.empty() ? "dit bestand" : name_, did_you_mean(key.str(), known)));
}

}  // namespace wd::runtime
