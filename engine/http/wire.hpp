// Bytes to and from one caller, with TLS or without, for the coroutines of the listener. One thread at a time.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <array>
#include <memory>

namespace wd::http {

class Wire {
public:
    using Buffers = std::array<boost::asio::const_buffer, 2>;

    virtual ~Wire() = default;
    // What must be said before a request can come. False when it was not understood or the caller is gone.
    virtual boost::asio::awaitable<bool> greet() = 0;
    // How many bytes came; 0 when no more will come, or the waiting was cancelled.
    virtual boost::asio::awaitable<std::size_t> read(boost::asio::mutable_buffer room) = 0;
    // False when the caller is gone, or the waiting was cancelled.
    virtual boost::asio::awaitable<bool> write(Buffers buffers) = 0;
    // Says that nothing more will come from us.
    virtual boost::asio::awaitable<void> finish() = 0;
    virtual boost::asio::ip::tcp::socket& socket() = 0;
};

std::unique_ptr<Wire> create_wire(boost::asio::ip::tcp::socket socket);
// `context` must outlive it.
std::unique_ptr<Wire> create_wire(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

}  // namespace wd::http
