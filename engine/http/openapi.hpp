// openapi.json, written from the routing table, the command structs and the words of the API, so that it cannot say anything else
// than what the API does. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>

namespace wd::http {

// What the installation says about itself.
struct ApiDescription {
    std::string server = "/api/v1";  // where the API is found
    std::string contact_name = "Beheer van deze installatie";
    std::string contact_url = "https://wijkdraad.example";
    std::string contact_email = "beheer@wijkdraad.example";
    std::string openid_url = {};  // discovery of the OpenID provider; "" = none
};

// OpenAPI 3.0.3, members in a fixed order.
json::object write_openapi(const ApiDescription& description);

}  // namespace wd::http
