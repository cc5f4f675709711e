// The API itself: from a request to its response. Finds the route, asks the guard, translates, lets the engine decide or answer, and
// translates back; with pages, ETags, idempotency keys and cross-origin headers. What the login answers goes to the login.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/guard.hpp"
#include "http/live.hpp"
#include "http/login.hpp"
#include "http/message.hpp"
#include "http/openapi.hpp"
#include "http/readings.hpp"
#include "runtime/service.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wd::http {

struct ApiSettings {
    std::vector<std::string> origins;  // web pages of these origins may ask with the session of who is logged in
    ApiDescription description;
};

// All of these outlive the API. Without a login or live streams their routes do not exist; without readings nothing is written down
// (tests only).
struct ApiNeeds {
    runtime::Service& service;
    Guard& guard;
    Login* login = nullptr;
    Readings* readings = nullptr;
    Live* live = nullptr;
};

// How an event stands in GET /gebeurtenissen, for the live streams.
json::object event_in_api(const domain::LoggedEvent& event);

std::unique_ptr<Handler> create_api(const ApiNeeds& needs, ApiSettings settings);

}  // namespace wd::http
