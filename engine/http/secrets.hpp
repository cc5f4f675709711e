// Secrets that the door hands out and takes back: random words, their digests, comparison in the same time whatever differs.
// Does not know sessions or tokens.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/sha256.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace wd::http {

// 256 bits of the operating system's entropy as 43 signs of base64url. Thread-safe.
std::string new_secret();
// `count` random bytes. Thread-safe.
std::string random_bytes(std::size_t count);

// Base64 with the alphabet of URLs, without padding, and back. Refuses what has another sign or a loose end.
std::string to_base64url(std::string_view bytes);
Result<std::string> from_base64url(std::string_view text);

// Plain base64 with padding, as in `Authorization: Basic`.
std::string to_base64(std::string_view bytes);

// As the libraries of ciphers want it; valid as long as `text`.
inline const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Whether both are the same, in a time that does not tell where they differ.
bool is_same_secret(std::string_view one, std::string_view other);
bool is_same_secret(const Sha256& one, const Sha256& other);

}  // namespace wd::http
