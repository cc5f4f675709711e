// Text questions; normal forms by utf8proc. See text.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"

#include "base/error.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace wd {

bool is_utf8(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &point);
        if (used <= 0)
            return false;
        bytes += used;
        left -= used;
    }
    return true;
}

std::string to_nfc(std::string_view text)
{
    utf8proc_uint8_t* composed = nullptr;
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    WD_ASSERT(size >= 0);
    std::string normal(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
    std::free(composed);
    return normal;
}

namespace {

bool needs_encoding(char c)
{
    return std::string_view{"/[]#%"}.find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20;
}

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// How many mistakes lie between two words: a letter too many, too few or another one, or two neighbours that changed places,
// which is what fingers do most ("taks" for "task").
std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);  // the row of two letters back
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row.back();
}

template <class Words>
std::string join(const Words& words, std::string_view last_word)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += i + 1 == words.size() ? fmt::format(" {} ", last_word) : std::string{", "};
        text += words[i];
    }
    return text;
}

}  // namespace

std::string encode_key(std::string_view key)
{
    std::string encoded;
    for (const char c : key) {
        if (needs_encoding(c))
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else
            encoded += c;
    }
    return encoded;
}

std::string decode_key(std::string_view encoded)
{
    std::string key;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        const int high = encoded[i] == '%' && i + 2 < encoded.size() ? hex_value(encoded[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(encoded[i + 2]) : -1;
        if (low < 0) {
            key += encoded[i];
            continue;
        }
        key += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return key;
}

std::optional<std::string_view> nearest_word(std::string_view word, std::span<const std::string_view> known)
{
    std::optional<std::string_view> best;
    std::size_t best_distance = 0;
    for (const std::string_view candidate : known) {
        const std::size_t distance = edit_distance(word, candidate);
        const std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
        if (distance <= allowed && (!best || distance < best_distance)) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known)
{
    const std::optional<std::string_view> best = nearest_word(word, known);
    return best ? fmt::format(" (bedoelt u '{}'?)", *best) : std::string{};
}

std::string join_or(std::span<const std::string_view> words)
{
    return join(words, "of");
}

std::string join_and(std::span<const std::string> words)
{
    return join(words, "en");
}

std::optional<std::string_view> find_unfit(std::string_view text)
{
    constexpr std::string_view directions[] = {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                               "\u2066", "\u2067", "\u2068", "\u2069"};
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F)
            return "er staan tekens in die een scherm besturen; laat die weg";
    }
    for (const std::string_view sign : directions)
        if (text.find(sign) != std::string_view::npos)
            return "er staan tekens in die de leesrichting omkeren; laat die weg";
    return {};
}

std::string lower_case(std::string_view text)
{
    std::string lower{text};
    for (char& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

std::vector<std::string_view> words_in(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view white = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace wd
