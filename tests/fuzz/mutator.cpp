// See mutator.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "mutator.hpp"

#include <algorithm>

namespace wd::fuzz {

namespace {

constexpr std::int64_t changes_max = 8;
constexpr std::size_t cut_max = 64;
constexpr char signs[] = "\0\x01\t\n\r \"%&'+-./0:;=?[\\]{}\x7f\x80\xc0\xed\xff";
constexpr std::string_view telling{signs, sizeof(signs) - 1};

}  // namespace

std::string Mutator::change(std::string input, std::string_view other)
{
    for (std::int64_t left = entropy_.between(1, changes_max); left > 0; --left)
        change_once(input, other);
    if (input.size() > input_max)
        input.resize(input_max);
    return input;
}

std::string_view Mutator::piece_of(std::string_view text)
{
    if (text.empty())
        return text;
    return text.substr(below(text.size()), below(cut_max) + 1);
}

void Mutator::change_once(std::string& input, std::string_view other)
{
    const std::size_t at = below(input.size() + 1);
    const std::size_t end = std::min(at + below(cut_max) + 1, input.size());
    switch (entropy_.between(0, 8)) {
    case 0:  // one bit
        if (at < input.size())
            input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        return;
    case 1:  // one sign
        if (at < input.size())
            input[at] = telling[below(telling.size())];
        return;
    case 2: input.insert(at, 1, telling[below(telling.size())]); return;
    case 3: input.erase(at, end - at); return;
    case 4:  // a piece once more
        input.insert(at, std::string(piece_of(input)));
        return;
    case 5: input.insert(at, words_[below(words_.size())]); return;
    case 6: input.replace(at, end - at, words_[below(words_.size())]); return;
    case 7: input.replace(at, end - at, std::string(piece_of(other))); return;
    default:  // the beginning of this one, the end of the other one
        input.resize(at);
        input += other.substr(below(other.size() + 1));
    }
}

}  // namespace wd::fuzz
