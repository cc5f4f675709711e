// Random streams. See entropy.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/entropy.hpp"

#include "base/error.hpp"

#include <sodium.h>

#include <bit>

namespace wd {

namespace {

// SplitMix64 (Steele, Lea, Flood 2014): spreads a small seed over all bits.
std::uint64_t split_mix(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

}  // namespace

std::int64_t Entropy::between(std::int64_t low, std::int64_t high)
{
    WD_ASSERT(low <= high);
    // In unsigned numbers, which wrap: from the lowest to the highest number the width itself does not fit.
    const auto base = static_cast<std::uint64_t>(low);
    const std::uint64_t width = static_cast<std::uint64_t>(high) - base + 1;
    return static_cast<std::int64_t>(base + (width == 0 ? next() : next() % width));
}

bool Entropy::chance(int per_mille)
{
    return between(0, 999) < per_mille;
}

std::int64_t Entropy::around(std::int64_t middle, std::int64_t spread)
{
    // Twelve even draws of 0..2000 have mean 12000 and standard deviation 2000, as an Irwin-Hall sum.
    std::int64_t sum = 0;
    for (int i = 0; i < 12; ++i)
        sum += between(0, 2000);
    return middle + (sum - 12000) * spread / 2000;
}

void Entropy::fill(std::span<std::uint8_t> bytes)
{
    std::uint64_t number = 0;
    int left = 0;
    for (std::uint8_t& byte : bytes) {
        if (left == 0) {
            number = next();
            left = 8;
        }
        byte = static_cast<std::uint8_t>(number & 0xff);
        number >>= 8;
        --left;
    }
}

SeededEntropy::SeededEntropy(std::uint64_t seed, std::uint64_t stream) : state_{}
{
    std::uint64_t mix = seed;
    mix = split_mix(mix) ^ stream;
    for (std::uint64_t& part : state_)
        part = split_mix(mix);
}

std::uint64_t SeededEntropy::next()
{
    const std::uint64_t answer = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return answer;
}

SystemEntropy::SystemEntropy()
{
    WD_ASSERT(sodium_init() >= 0);
}

std::uint64_t SystemEntropy::next()
{
    std::uint64_t number = 0;
    randombytes_buf(&number, sizeof number);
    return number;
}

}  // namespace wd
