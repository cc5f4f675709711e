// Where chance comes from: a parameter like the clock, so that the same seed gives the same story (RULES B8).
// Our own distributions, because those of the standard library differ between implementations.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace wd {

// A stream of random numbers. From one thread at a time.
class Entropy {
public:
    virtual ~Entropy() = default;
    virtual std::uint64_t next() = 0;

    // Evenly from low to high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high);
    // True in `per_mille` of thousand cases.
    bool chance(int per_mille);
    // Bell-shaped around `middle` with the given spread (the mean of twelve even draws), in whole numbers.
    std::int64_t around(std::int64_t middle, std::int64_t spread);
    void fill(std::span<std::uint8_t> bytes);
};

// Seeded and repeatable (xoshiro256**, Blackman and Vigna 2018, public domain). Not for secrets.
class SeededEntropy final : public Entropy {
public:
    // Two numbers, so that every programme has its own stream from (seed, programme).
    SeededEntropy(std::uint64_t seed, std::uint64_t stream);
    std::uint64_t next() override;

private:
    std::array<std::uint64_t, 4> state_;
};

// The operating system's, by libsodium: for salts in a real store.
class SystemEntropy final : public Entropy {
public:
    SystemEntropy();
    std::uint64_t next() override;
};

}  // namespace wd
