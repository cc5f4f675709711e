// Texts of errors. See error.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/error.hpp"

namespace wd {

std::string_view name_of(Errc code)
{
    switch (code) {
    case Errc::invalid: return "invalid";
    case Errc::not_found: return "not_found";
    case Errc::wrong_state: return "wrong_state";
    case Errc::not_allowed: return "not_allowed";
    case Errc::conflict: return "conflict";
    case Errc::duplicate: return "duplicate";
    case Errc::key_reused: return "key_reused";
    case Errc::missing_fact: return "missing_fact";
    case Errc::over_limit: return "over_limit";
    case Errc::script_breach: return "script_breach";
    case Errc::store_in_use: return "store_in_use";
    case Errc::store_foreign: return "store_foreign";
    case Errc::store_newer: return "store_newer";
    case Errc::store_damaged: return "store_damaged";
    case Errc::store_read_only: return "store_read_only";
    case Errc::store_full: return "store_full";
    case Errc::unavailable: return "unavailable";
    }
    return "unknown";
}

namespace {

std::string place_of(const Where& where)
{
    if (where.file.empty())
        return where.field.empty() ? std::string{} : where.field + ": ";
    if (where.line == 0)
        return where.file + ": ";
    return fmt::format("{}:{}: ", where.file, where.line);
}

}  // namespace

std::string to_text(const Error& error)
{
    std::string text = place_of(error.where) + error.message;
    for (const Error& detail : error.details)
        text += "\n  " + to_text(detail);
    return text;
}

void throw_exception_from_error(const Error& error, const boost::source_location&)
{
    throw RefusedError(error);
}

void fail_assertion(const char* condition, const char* file, int line)
{
    throw Bug(fmt::format("{}:{}: {}", file, line, condition));
}

}  // namespace wd
