// SHA-256 by OpenSSL, which uses the processor's own instructions where it has them. See sha256.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256.hpp"

#include <openssl/evp.h>

namespace wd {

namespace {

// Looked up once: that takes longer than the digest of a short text. For all of the process, and never freed.
const EVP_MD* method()
{
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
}

}  // namespace

struct Sha256Hasher::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256Hasher::Sha256Hasher() : state_(std::make_unique<State>())
{
    WD_ASSERT(state_->context != nullptr && method() != nullptr);
    WD_ASSERT(EVP_DigestInit_ex2(state_->context, method(), nullptr) == 1);
}

Sha256Hasher::~Sha256Hasher() = default;

void Sha256Hasher::add(std::string_view bytes)
{
    WD_ASSERT(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

void Sha256Hasher::add(std::span<const std::uint8_t> bytes)
{
    WD_ASSERT(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

void Sha256Hasher::add_number(std::uint64_t number)
{
    std::array<std::uint8_t, 8> bytes{};
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(number & 0xff);
        number >>= 8;
    }
    add(bytes);
}

void Sha256Hasher::add_piece(std::string_view bytes)
{
    add_number(bytes.size());
    add(bytes);
}

Sha256 Sha256Hasher::finish()
{
    Sha256 digest{};
    unsigned int size = 0;
    WD_ASSERT(EVP_DigestFinal_ex(state_->context, digest.data(), &size) == 1 && size == digest.size());
    WD_ASSERT(EVP_DigestInit_ex2(state_->context, nullptr, nullptr) == 1);
    return digest;
}

Sha256 sha256(std::string_view bytes)
{
    thread_local Sha256Hasher hasher;  // begins anew after each digest
    hasher.add(bytes);
    return hasher.finish();
}

std::string to_hex(const Sha256& digest)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const std::uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Result<Sha256> parse_sha256(std::string_view hex)
{
    const auto nibble = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    Sha256 digest{};
    if (hex.size() != 64)
        return refusal(Errc::invalid, "een sha256 heeft 64 cijfers, dit zijn er {}", hex.size());
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = nibble(hex[2 * i]);
        const int low = nibble(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return refusal(Errc::invalid, "'{}' is geen sha256: alleen 0-9 en a-f", hex);
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

}  // namespace wd
