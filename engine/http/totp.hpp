// Codes that change with time, for a second proof beside the password (RFC 6238: SHA-1, 30 seconds, 6 digits, as every
// authenticator app does it). Pure: the caller gives the time and remembers which step was used.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wd::http {

// Base32 (RFC 4648) without padding, and back; small letters and blanks are read too, as people type them.
std::string to_base32(std::string_view bytes);
Result<std::string> from_base32(std::string_view text);

// Twenty random bytes, the length that RFC 4226 recommends.
std::string new_totp_secret();

// The thirty-second step that an instant lies in.
std::int64_t totp_step(Timestamp at);
// The code of a step: six digits, unless a test of the RFC asks for eight.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
// The step that `code` belongs to: this one, the one before or the one after, and later than `last_used`, so that a code
// counts once. None when it is not right.
std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Timestamp now,
                                           std::int64_t last_used);

// What an authenticator app reads as a picture: "otpauth://totp/Wijkdraad:noor?secret=…&issuer=Wijkdraad…".
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret);

}  // namespace wd::http
