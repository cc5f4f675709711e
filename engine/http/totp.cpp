// By OpenSSL's HMAC. See totp.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/totp.hpp"

#include "http/secrets.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace wd::http {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t totp_secret_bytes = 20;

// Everything that is not plain in a URI, as %XX.
std::string percent_encoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, const std::array<std::uint8_t, 8>& message)
{
    std::array<std::uint8_t, 20> digest{};
    unsigned int size = 0;
    WD_ASSERT(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest.data(),
                   &size) != nullptr);
    WD_ASSERT(size == digest.size());
    return digest;
}

}  // namespace

std::string to_base32(std::string_view bytes)
{
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<std::uint8_t>(c);
        for (bits += 8; bits >= 5; bits -= 5)
            text += alphabet[(held >> (bits - 5)) & 31];
        held &= (1U << bits) - 1;
    }
    if (bits > 0)
        text += alphabet[(held << (5 - bits)) & 31];
    return text;
}

Result<std::string> from_base32(std::string_view text)
{
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        if (c == ' ' || c == '=' || c == '-')
            continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        const std::size_t value = alphabet.find(upper);
        if (value == std::string_view::npos)
            return refusal(Errc::invalid, "dit is geen base32: alleen A-Z en 2-7 mogen");
        held = (held << 5) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits < 8)
            continue;
        bits -= 8;
        bytes += static_cast<char>((held >> bits) & 0xff);
        held &= (1U << bits) - 1;
    }
    return bytes;
}

std::string new_totp_secret()
{
    return random_bytes(totp_secret_bytes);
}

std::int64_t totp_step(Timestamp at)
{
    return to_unix_ms(at) / step_ms;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits)
{
    std::array<std::uint8_t, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i)
        message[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (8 * (7 - i)));
    const std::array<std::uint8_t, 20> digest = hmac_sha1(secret, message);
    const std::size_t offset = digest.back() & 15;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = (number << 8) | digest[offset + i];
    number &= 0x7fffffff;
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i)
        modulus *= 10;
    return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Timestamp now,
                                           std::int64_t last_used)
{
    const std::int64_t current = totp_step(now);
    std::optional<std::int64_t> found;
    for (std::int64_t step = current - 1; step <= current + 1; ++step)
        if (is_same_secret(totp_code(secret, step), code) && step > last_used)
            found = step;
    return found;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret)
{
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
                       percent_encoded(issuer), percent_encoded(account), to_base32(secret));
}

}  // namespace wd::http
