// One configuration of a plugin at work: starts its program, hands events over, keeps count, and starts it again when it fails. Inside the
// host only; see host.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "plugin/host.hpp"
#include "runtime/service.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>

namespace wd::plugin {

// What all runners share. Outlives them.
struct HostGround {
    boost::asio::io_context& context;
    runtime::Service& service;
    HostSettings settings;
    AskApi ask_api;
    EventInApi event_in_api;
};

// Everything on the thread of the context.
class Runner {
public:
    virtual ~Runner() = default;
    // Works until stop(); the context has nothing to do for it any more when that is done.
    virtual void start() = 0;
    // Something was committed.
    virtual void wake() = 0;
    // Lets the program finish what it is doing, within a bounded time, and ends it.
    virtual void stop() = 0;
};

// The ground outlives it.
std::shared_ptr<Runner> create_runner(HostGround& ground, Configuration configuration);

}  // namespace wd::plugin
