// SHA-256 over pieces of bytes, for the hash chain, content references and workflow bundles.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace wd {

using Sha256 = std::array<std::uint8_t, 32>;

// One hash at a time; reusable after finish(). Not for use from two threads at once.
class Sha256Hasher {
public:
    Sha256Hasher();
    ~Sha256Hasher();
    Sha256Hasher(const Sha256Hasher&) = delete;
    Sha256Hasher& operator=(const Sha256Hasher&) = delete;

    void add(std::string_view bytes);
    void add(std::span<const std::uint8_t> bytes);
    // A number as eight bytes, lowest first, whatever the machine.
    void add_number(std::uint64_t number);
    // Length as eight bytes, then the bytes: no two lists of pieces give the same input.
    void add_piece(std::string_view bytes);
    Sha256 finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

Sha256 sha256(std::string_view bytes);

// 64 lower-case hexadecimal digits, and back.
std::string to_hex(const Sha256& digest);
Result<Sha256> parse_sha256(std::string_view hex);

}  // namespace wd
