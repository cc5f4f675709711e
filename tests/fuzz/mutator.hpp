// Changes inputs by chance: bits, pieces, words that mean something, and parts of another input. Seeded, so repeatable.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/entropy.hpp"

#include <span>
#include <string>
#include <string_view>

namespace wd::fuzz {

inline constexpr std::size_t input_max = 4'000;  // bytes

class Mutator {
public:
    // Both outlive the mutator.
    Mutator(Entropy& entropy, std::span<const std::string_view> words) : entropy_(entropy), words_(words) {}
    // One to eight changes of `input`.
    std::string change(std::string input, std::string_view other);

private:
    void change_once(std::string& input, std::string_view other);
    std::size_t below(std::size_t end)
    {
        return static_cast<std::size_t>(entropy_.between(0, static_cast<std::int64_t>(end) - 1));
    }
    std::string_view piece_of(std::string_view text);

    Entropy& entropy_;
    std::span<const std::string_view> words_;
};

}  // namespace wd::fuzz
