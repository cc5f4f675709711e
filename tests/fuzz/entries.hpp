// Where bytes of a stranger come in, one function each, with libFuzzer's signature, so that it could drive them as well. An entry
// throws Breach when something does not hold that must hold for every input. Does not know where inputs come from.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wd::fuzz {

int fuzz_request(const std::uint8_t* bytes, std::size_t size);  // the bytes of a connection
int fuzz_target(const std::uint8_t* bytes, std::size_t size);   // a path with its query, and percent-decoding
int fuzz_json(const std::uint8_t* bytes, std::size_t size);     // any JSON document
int fuzz_body(const std::uint8_t* bytes, std::size_t size);     // "POST /taken/{taak}/teruggave", and below it a body
int fuzz_query(const std::uint8_t* bytes, std::size_t size);    // "GET /taken", and below it a query
int fuzz_answer(const std::uint8_t* bytes,
                std::size_t size);  // the key of a schema, and below it an answer of the engine

struct Entry {
    std::string_view name;  // also of its folder in corpus/
    int (*run)(const std::uint8_t* bytes, std::size_t size) = nullptr;
    std::span<const std::string_view> words;        // that mean something here, for the mutator
    std::vector<std::string> (*seeds)() = nullptr;  // beside those of the corpus; null = none
};
std::span<const Entry> entries();

}  // namespace wd::fuzz
