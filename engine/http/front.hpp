// Everything that answers requests, as one handler: the entrance, the API and the live streams on one service. What the program hangs
// in its HTTP door (door.hpp).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/api.hpp"
#include "http/entrance.hpp"
#include "http/oidc.hpp"

#include <memory>

namespace wd::http {

struct FrontSettings {
    EntranceSettings entrance;
    ApiSettings api;
    OidcSettings oidc;  // without an issuer there is no provider
};

// Refuses what Entrance::open and check_oidc refuse. The service outlives the handler, and has stopped before it goes.
Result<std::unique_ptr<Handler>> create_front(runtime::Service& service, const std::filesystem::path& directory,
                                              FrontSettings settings);

}  // namespace wd::http
