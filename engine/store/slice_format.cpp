// Bytes as text. See slice_format.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/slice_format.hpp"

namespace wd::store {

namespace {

int nibble_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string to_hex_text(std::span<const std::uint8_t> bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Result<std::string> parse_hex_text(std::string_view text)
{
    if (text.size() % 2 != 0)
        return refusal(Errc::invalid, "bytes hebben een even aantal cijfers");
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = nibble_of(text[i]);
        const int low = nibble_of(text[i + 1]);
        if (high < 0 || low < 0)
            return refusal(Errc::invalid, "'{}' is geen cijfer van bytes: alleen 0-9 en a-f", text.substr(i, 2));
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

}  // namespace wd::store
