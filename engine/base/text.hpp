// Small questions about text: is it UTF-8, in one normal form, and which known word is nearest to a misspelt one.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wd {

// Valid UTF-8 without surrogates or overlong forms.
bool is_utf8(std::string_view text);

// Unicode NFC, so that an "é" typed in two ways is one key (RULES D4). `text` must be valid UTF-8.
std::string to_nfc(std::string_view text);

// Percent-encodes `/[]#%` and control characters, so that a key fits in a step path (RULES D4).
std::string encode_key(std::string_view key);
std::string decode_key(std::string_view encoded);

// The known word with the smallest edit distance, if that is at most a third of its length (and at least 1): for
// "bedoelt u …?".
std::optional<std::string_view> nearest_word(std::string_view word, std::span<const std::string_view> known);

// " (bedoelt u 'x'?)" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

// "a, b of c".
std::string join_or(std::span<const std::string_view> words);
// "a, b en c".
std::string join_and(std::span<const std::string> words);

// What makes text unfit to keep, as a sentence: signs that steer a screen or turn the reading direction; none when it is fit. Ends of
// lines and tabs are fit.
std::optional<std::string_view> find_unfit(std::string_view text);

// A to Z only: for names, codes and logins, which have no other letters.
std::string lower_case(std::string_view text);

// What stands between spaces, in order. Valid as long as `text`.
std::vector<std::string_view> words_in(std::string_view text);

// Whether `word` is one of `words`, a range of texts.
template <class Words>
bool is_among(std::string_view word, const Words& words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Without white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace wd
