// By libsodium. See secrets.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/secrets.hpp"

#include <sodium.h>

namespace wd::http {

namespace {

constexpr std::size_t secret_bytes = 32;

void need_sodium()
{
    static const int ready = sodium_init();
    WD_ASSERT(ready >= 0);
}

std::string encoded(std::string_view bytes, int variant)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      variant);
    text.pop_back();  // the zero at its end
    return text;
}

}  // namespace

std::string random_bytes(std::size_t count)
{
    need_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string new_secret()
{
    return to_base64url(random_bytes(secret_bytes));
}

std::string to_base64url(std::string_view bytes)
{
    return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string to_base64(std::string_view bytes)
{
    return encoded(bytes, sodium_base64_VARIANT_ORIGINAL);
}

Result<std::string> from_base64url(std::string_view text)
{
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                          nullptr, &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return refusal(Errc::invalid,
                       "dit is geen base64url: alleen A-Z, a-z, 0-9, - en _ mogen, zonder = aan het eind");
    bytes.resize(size);
    return bytes;
}

bool is_same_secret(std::string_view one, std::string_view other)
{
    // Digests are of one length, so a difference in length takes no other time than any other.
    return is_same_secret(sha256(one), sha256(other));
}

bool is_same_secret(const Sha256& one, const Sha256& other)
{
    need_sodium();
    return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace wd::http
