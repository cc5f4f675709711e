// Refusals as problem details (RFC 9457), with the members that Dutch APIs add: code, instance and invalidParams. Names of members
// stand in it as the caller knows them. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "http/message.hpp"

#include <string_view>

namespace wd::http {

// What HTTP calls it.
int status_of(Errc code);

// The whole response. `place` is where the names of members are looked up; `status` 0 takes that of the code.
Response problem_of(const Error& error, const Request& request, std::string_view place = {}, int status = 0);
// One that only HTTP knows: "methode_niet_toegestaan".
Response problem_of(int status, std::string_view code, std::string_view detail, const Request& request);

}  // namespace wd::http
