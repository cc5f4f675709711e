// The routes of the login with who answers them. Inside the login only; others read login_routes().
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/login_call.hpp"

namespace wd::http {

struct LoginRow {
    LoginRoute route;
    void (*handler)(const SharedCall&) = nullptr;
};
std::span<const LoginRow> login_rows();

}  // namespace wd::http
