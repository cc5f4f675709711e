// See socket_port.hpp. Blocking: a command line asks one thing and waits for it.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/socket_port.hpp"

#include "base/limits.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

namespace wd::runtime {

namespace asio = boost::asio;

namespace {

class SocketPort final : public EnginePort {
public:
    explicit SocketPort(asio::local::stream_protocol::socket socket) : socket_(std::move(socket)) {}

    // The context of the socket, kept beside it.
    static std::unique_ptr<SocketPort> connect(const std::filesystem::path& path)
    {
        auto context = std::make_unique<asio::io_context>();
        asio::local::stream_protocol::socket socket{*context};
        boost::system::error_code failure;
        socket.connect(asio::local::stream_protocol::endpoint{path.string()}, failure);
        if (failure)
            return nullptr;
        auto port = std::make_unique<SocketPort>(std::move(socket));
        port->context_ = std::move(context);
        return port;
    }
    ~SocketPort() override
    {
        boost::system::error_code ignored;
        socket_.close(ignored);  // before its context goes
    }

    json::object request(const json::object& request) override
    {
        boost::system::error_code failure;
        const std::string line = json::serialize(request) + "\n";
        asio::write(socket_, asio::buffer(line), failure);
        // Who was turned away cannot write, and finds the reason waiting.
        asio::read_until(socket_, asio::dynamic_buffer(received_, limits::request_max * 16), '\n', failure);
        if (failure)
            throw StoreFailure(Errc::unavailable,
                               "de verbinding met 'wijkdraad serve' is verbroken: " + failure.message());
        const std::size_t end = received_.find('\n');
        const Result<json::value> answer = parse_json(std::string_view{received_}.substr(0, end));
        received_.erase(0, end + 1);
        if (!answer || !answer->is_object())
            throw StoreFailure(Errc::unavailable, "'wijkdraad serve' gaf geen leesbaar antwoord");
        return answer->get_object();
    }
    bool holds_store() const override { return false; }

private:
    std::unique_ptr<asio::io_context> context_;
    asio::local::stream_protocol::socket socket_;
    std::string received_;
};

}  // namespace

std::filesystem::path socket_path(const std::filesystem::path& directory)
{
    return directory / "wijkdraad.sock";
}

bool fits_in_address(const std::filesystem::path& path)
{
    return path.string().size() <= socket_path_max;
}

std::unique_ptr<EnginePort> connect_to_server(const std::filesystem::path& directory)
{
    std::error_code ignored;
    const std::filesystem::path path = socket_path(directory);
    return fits_in_address(path) && std::filesystem::exists(path, ignored) ? SocketPort::connect(path) : nullptr;
}

}  // namespace wd::runtime
