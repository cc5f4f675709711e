// HTTP as one of the doors of `wijkdraad serve`: a listener, health, and whoever answers the rest. Does not know what that
// is: the composition root says how it is made.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/listener.hpp"
#include "runtime/server.hpp"

#include <functional>
#include <memory>

namespace wd::http {

// Makes the one that answers everything but health. The service lives longer than the handler.
using CreateHandler = std::function<Result<std::unique_ptr<Handler>>(runtime::Service& service)>;
// Called once it listens, with the port.
using Opened = std::function<void(std::uint16_t port)>;

std::unique_ptr<runtime::Door> create_door(ListenerOptions options, CreateHandler create, Opened opened = {});

}  // namespace wd::http
