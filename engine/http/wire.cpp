// See wire.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/wire.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace wd::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

template <class Channel>
class AnyWire : public Wire {
public:
    explicit AnyWire(Channel channel) : channel_(std::move(channel)) {}

    asio::awaitable<std::size_t> read(asio::mutable_buffer room) override
    {
        error_code failure;
        const std::size_t size =
            co_await channel_.async_read_some(room, asio::redirect_error(asio::use_awaitable, failure));
        co_return failure ? 0 : size;
    }

    asio::awaitable<bool> write(Buffers buffers) override
    {
        error_code failure;
        co_await asio::async_write(channel_, buffers, asio::redirect_error(asio::use_awaitable, failure));
        co_return !failure;
    }

protected:
    Channel& channel() { return channel_; }

private:
    Channel channel_;
};

class OpenWire final : public AnyWire<tcp::socket> {
public:
    using AnyWire::AnyWire;

    asio::awaitable<bool> greet() override { co_return true; }
    asio::awaitable<void> finish() override
    {
        error_code ignored;
        channel().shutdown(tcp::socket::shutdown_send, ignored);
        co_return;
    }
    tcp::socket& socket() override { return channel(); }
};

class SecretWire final : public AnyWire<asio::ssl::stream<tcp::socket>> {
public:
    using AnyWire::AnyWire;

    asio::awaitable<bool> greet() override
    {
        error_code failure;
        co_await channel().async_handshake(asio::ssl::stream_base::server,
                                           asio::redirect_error(asio::use_awaitable, failure));
        co_return !failure;
    }
    // Says goodbye and waits for the other's; who does not answer is cut by the deadline.
    asio::awaitable<void> finish() override
    {
        error_code ignored;
        co_await channel().async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        socket().shutdown(tcp::socket::shutdown_send, ignored);
    }
    tcp::socket& socket() override { return channel().next_layer(); }
};

}  // namespace

std::unique_ptr<Wire> create_wire(tcp::socket socket)
{
    return std::make_unique<OpenWire>(std::move(socket));
}

std::unique_ptr<Wire> create_wire(tcp::socket socket, asio::ssl::context& context)
{
    return std::make_unique<SecretWire>(asio::ssl::stream<tcp::socket>{std::move(socket), context});
}

}  // namespace wd::http
