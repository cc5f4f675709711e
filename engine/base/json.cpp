// Parsing and string escaping. See json.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"

#include <boost/json/src.hpp>

namespace wd {

Result<json::value> parse_json(std::string_view text)
{
    boost::system::error_code failure;
    json::value value = json::parse(json::string_view{text.data(), text.size()}, failure);
    if (failure)
        return refusal(Errc::invalid, "dit is geen JSON: {}", failure.message());
    return value;
}

void write_json_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
            else
                out += c;
        }
    }
    out += '"';
}

}  // namespace wd
