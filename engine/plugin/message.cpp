// See message.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/message.hpp"

namespace wd::plugin {

namespace {

Error no_message()
{
    return refusal(Errc::invalid,
                   "stuurde een regel die geen bericht van JSON-RPC 2.0 is; stdout is alleen voor berichten, "
                   "meldingen gaan naar stderr");
}

std::string line_of(const json::object& message)
{
    return json::serialize(message) + "\n";
}

bool is_id(const json::value& value)
{
    return value.is_string() || value.is_int64();
}

std::string sentence_in(const json::value& error)
{
    const json::object* object = error.if_object();
    const json::value* message = object == nullptr ? nullptr : object->if_contains("message");
    return message != nullptr && message->is_string() ? std::string(message->get_string()) : "zonder uitleg";
}

}  // namespace

Result<Message> read_message(std::string_view line)
{
    const Result<json::value> parsed = parse_json(line);
    const json::object* object = parsed ? parsed->if_object() : nullptr;
    if (object == nullptr)
        return no_message();
    const json::value* version = object->if_contains("jsonrpc");
    const json::value* id = object->if_contains("id");
    if (version == nullptr || *version != "2.0" || id == nullptr || !is_id(*id))
        return no_message();
    if (const json::value* method = object->if_contains("method")) {
        const json::value* params = object->if_contains("params");
        if (!method->is_string() || (params != nullptr && !params->is_object()))
            return no_message();
        return Message{
            Asked{*id, std::string(method->get_string()), params == nullptr ? json::object{} : params->get_object()}};
    }
    const json::value* result = object->if_contains("result");
    const json::value* error = object->if_contains("error");
    if (!id->is_int64() || (result == nullptr) == (error == nullptr))
        return no_message();
    if (result != nullptr)
        return Message{Answered{id->get_int64(), *result, {}}};
    return Message{Answered{id->get_int64(), {}, sentence_in(*error)}};
}

std::string write_question(std::int64_t id, std::string_view method, const json::object& params)
{
    return line_of({{"jsonrpc", "2.0"}, {"id", id}, {"method", json::string(method)}, {"params", params}});
}

std::string write_answer(const json::value& id, const json::value& result)
{
    return line_of({{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

std::string write_refusal(const json::value& id, int code, std::string_view sentence)
{
    return line_of(
        {{"jsonrpc", "2.0"}, {"id", id}, {"error", json::object{{"code", code}, {"message", json::string(sentence)}}}});
}

}  // namespace wd::plugin
