// Hears of every command that changes who may come in, by whichever door it came: what the guard remembers is read again before the
// command is answered, so that it counts at once. What came by the local socket is written in the security log; the routes of HTTP
// write their own lines, with the network address. Who was forgotten or closed also stands in it by what the store says
// (installation_watch.hpp).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "http/guard.hpp"
#include "http/security_log.hpp"
#include "runtime/service.hpp"

#include <optional>
#include <string_view>

namespace wd::http {

// By which way a command came that is no network address.
inline constexpr std::string_view from_socket = "lokale socket";
inline constexpr std::string_view from_command_line = "opdrachtregel";

// The line about a command that changes accounts, roles, passwords or tokens, as it was asked and answered; none for another one.
// Holds no name, login or hash.
std::optional<SecurityLine> key_line_of(const json::object& request, const json::object& answer,
                                        std::string_view origin);

// Listens until the service has stopped; both of the others outlive that, or stop() was called before.
class KeyWatch {
public:
    virtual ~KeyWatch() = default;
    virtual void stop() = 0;
};
std::unique_ptr<KeyWatch> watch_keys(runtime::Service& service, Guard& guard, SecurityLog& log);

}  // namespace wd::http
