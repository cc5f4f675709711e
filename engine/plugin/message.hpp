// The protocol between Wijkdraad and a plugin: JSON-RPC 2.0, one message to a line (plugins/README.md). Reads and writes lines; does not
// know pipes. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace wd::plugin {

inline constexpr std::int64_t protocol_version = 1;

// What a plugin asks of us.
struct Asked {
    json::value id;  // a text or number of its own choice
    std::string method;
    json::object params;
};
// Its answer to what we asked.
struct Answered {
    std::int64_t id = 0;
    std::optional<json::value> result;  // none: it refused
    std::string refused;                // its sentence
};
using Message = std::variant<Asked, Answered>;

// Refuses what is neither, without repeating it: it may hold a secret.
Result<Message> read_message(std::string_view line);

// Each with the end of the line.
std::string write_question(std::int64_t id, std::string_view method, const json::object& params);
std::string write_answer(const json::value& id, const json::value& result);
std::string write_refusal(const json::value& id, int code, std::string_view sentence);

// Codes of JSON-RPC.
inline constexpr int unknown_method = -32601;
inline constexpr int wrong_parameters = -32602;
inline constexpr int refused_here = -32000;

}  // namespace wd::plugin
