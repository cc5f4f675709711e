// Parsing and string escaping. See json.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"

#include <boost/json/src.hpp>

namespace wd {

namespace {

// The reader's own words are English; where it stopped is what helps somebody who mends the text.
std::string what_is_wrong(std::string_view text)
{
    json::parser parser;
    boost::system::error_code failure;
    const std::size_t read = parser.write_some(text.data(), text.size(), failure);
    if (failure == json::error::incomplete)
        return "het houdt te vroeg op";
    if (failure == json::error::too_deep)
        return "er staat te veel in elkaar";
    if (!failure)
        return fmt::format("achter teken {} staat nog iets", read);
    return fmt::format("bij teken {} klopt het niet", read + 1);
}

}  // namespace

Result<json::value> parse_json(std::string_view text)
{
    boost::system::error_code failure;
    json::value value = json::parse(json::string_view{text.data(), text.size()}, failure);
    if (failure)
        return refusal(Errc::invalid, "dit is geen JSON: {}", what_is_wrong(text));
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
