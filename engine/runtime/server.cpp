// See server.hpp. One io_context thread for the local socket and signals; the work is done by the threads of the service.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/server.hpp"

#include "base/limits.hpp"
#include "runtime/requests.hpp"
#include "runtime/service.hpp"
#include "runtime/socket_port.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <spdlog/spdlog.h>

#include <sys/socket.h>

#include <csignal>
#include <optional>
#include <set>

namespace wd::runtime {

namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {

constexpr std::chrono::seconds patience{
    30};                                     // with a request that is half there, and with who does not read the answer
constexpr std::chrono::seconds farewell{5};  // for the last answers when we stop
constexpr std::chrono::milliseconds rest{200};  // after a connection could not be accepted

// One caller. Shared by its conversation and the server, which ends what is idle when it stops.
struct Connection {
    explicit Connection(stream_protocol::socket accepted) : socket(std::move(accepted)), deadline(socket.get_executor())
    {
    }
    stream_protocol::socket socket;
    asio::steady_timer deadline;
    std::string received;
    bool reads = false;  // waits for a request and is owed nothing
};
using SharedConnection = std::shared_ptr<Connection>;

// While it lives, what the connection waits for may take `patience` long and then the connection is closed.
class Deadline {
public:
    explicit Deadline(const SharedConnection& connection) : connection_(*connection)
    {
        connection_.deadline.expires_after(patience);
        connection_.deadline.async_wait(
            [waiting = std::weak_ptr(connection)](const boost::system::error_code& failure) {
                boost::system::error_code ignored;
                if (const SharedConnection late = failure ? nullptr : waiting.lock())
                    late->socket.close(ignored);
            });
    }
    ~Deadline() { connection_.deadline.cancel(); }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

private:
    Connection& connection_;
};

// Who speaks, by the kernel's word; nobody when it does not say.
std::optional<uid_t> user_of(stream_protocol::socket& socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return {};
    return peer.uid;
}

class Server {
public:
    Server(const std::filesystem::path& directory, Service& service, const Doors& doors)
        : path_(socket_path(directory)),
          service_(service),
          doors_(doors),
          acceptor_(context_),
          signals_(context_, SIGINT, SIGTERM)
    {
    }

    Result<void> listen()
    {
        if (!fits_in_address(path_))
            return refusal(Errc::invalid,
                           "het pad van de socket is {} tekens en dat mag {} zijn: {}; kies een map met een korter pad",
                           path_.string().size(), socket_path_max, path_.string());
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);  // left by a process that was killed; the lock says nobody else serves
        boost::system::error_code failure;
        acceptor_.open(stream_protocol(), failure);
        if (!failure)
            acceptor_.bind(stream_protocol::endpoint{path_.string()}, failure);
        // Nobody can connect before listen(), so nobody slips in while it may still be more than ours.
        std::error_code closed_off;
        if (!failure)
            std::filesystem::permissions(
                path_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, closed_off);
        if (!failure && !closed_off)
            acceptor_.listen(asio::socket_base::max_listen_connections, failure);
        if (failure || closed_off)
            return refusal(Errc::unavailable, "de socket {} kan niet worden gemaakt: {}", path_.string(),
                           failure ? failure.message() : closed_off.message());
        return {};
    }

    // Behind the local socket; when one is refused, those that were opened are closed again.
    Result<void> open_doors()
    {
        for (std::size_t i = 0; i < doors_.size(); ++i)
            if (const Result<void> opened = doors_[i]->open(service_); !opened) {
                close_doors(i);
                remove_socket();
                return opened.error();
            }
        return {};
    }

    void run()
    {
        signals_.async_wait([this](const boost::system::error_code& failure, int) {
            if (!failure)
                close();
        });
        spawn(accept(), {});
        context_.run();
        close_doors(doors_.size());
        context_.restart();
        context_.run_for(farewell);
        remove_socket();
    }

    void stop()
    {
        asio::post(context_, [this] { close(); });
    }

private:
    // Afterwards everything that was accepted has its answer; those who asked over the local socket still have to hear it.
    void close_doors(std::size_t opened)
    {
        for (std::size_t i = 0; i < opened; ++i)
            doors_[i]->close();
        service_.stop();
        for (std::size_t i = 0; i < opened; ++i)
            doors_[i]->end();
    }

    void remove_socket() const
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    // Everything that runs by itself goes through here, so that nothing fails unseen.
    void spawn(asio::awaitable<void> work, SharedConnection connection)
    {
        asio::co_spawn(context_, std::move(work), [this, connection](const std::exception_ptr& failure) {
            connections_.erase(connection);
            try {
                if (failure)
                    std::rethrow_exception(failure);
            } catch (const boost::system::system_error&) {
                // The other side hung up.
            } catch (const std::exception& error) {
                spdlog::error("a connection failed: {}", error.what());
            }
        });
    }

    void close()
    {
        if (stopping_)
            return;
        stopping_ = true;
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        signals_.cancel(ignored);
        for (const SharedConnection& connection : connections_)
            if (connection->reads)
                connection->socket.close(ignored);
        context_.stop();
    }

    asio::awaitable<void> accept()
    {
        asio::steady_timer pause{context_};
        while (!stopping_) {
            boost::system::error_code failure;
            stream_protocol::socket socket{context_};
            co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, failure));
            if (stopping_)
                co_return;
            if (failure) {
                spdlog::warn("a connection could not be accepted: {}", failure.message());
                pause.expires_after(rest);
                co_await pause.async_wait(asio::use_awaitable);
                continue;
            }
            if (connections_.size() >= limits::connections_max) {
                turn_away(socket);
                continue;
            }
            const auto connection = std::make_shared<Connection>(std::move(socket));
            connections_.insert(connection);
            spawn(converse(connection), connection);
        }
    }

    // One sentence fits in the buffer of a socket that nobody wrote to yet.
    static void turn_away(stream_protocol::socket& socket)
    {
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        const std::string line =
            json::serialize(failed(refusal(Errc::unavailable, "er zijn nu al {} verbindingen; probeer het zo weer",
                                           limits::connections_max))) +
            "\n";
        socket.write_some(asio::buffer(line), ignored);
    }

    asio::awaitable<void> converse(SharedConnection connection)
    {
        const std::optional<uid_t> user = user_of(connection->socket);
        while (!stopping_) {
            const std::string line = co_await read_line(connection);
            const json::object reply = co_await reply_to(line, user);
            const std::string out = json::serialize(reply) + "\n";
            const Deadline deadline{connection};
            co_await asio::async_write(connection->socket, asio::buffer(out), asio::use_awaitable);
        }
    }

    // A caller may be silent for as long as they like, but not halfway.
    asio::awaitable<std::string> read_line(SharedConnection connection)
    {
        connection->reads = true;
        if (connection->received.empty())
            co_await connection->socket.async_wait(stream_protocol::socket::wait_read, asio::use_awaitable);
        const Deadline deadline{connection};
        const std::size_t size = co_await asio::async_read_until(
            connection->socket, asio::dynamic_buffer(connection->received, limits::request_max), '\n',
            asio::use_awaitable);
        connection->reads = false;
        std::string line = connection->received.substr(0, size);
        connection->received.erase(0, size);
        co_return line;
    }

    asio::awaitable<json::object> reply_to(std::string line, std::optional<uid_t> user)
    {
        Result<json::value> document = parse_json(line);
        if (!document)
            co_return failed(document.error());
        if (!document->is_object())
            co_return failed(refusal(Errc::invalid, "een verzoek is een object met 'do' of 'ask'"));
        document->get_object().erase("uid");
        if (user)
            document->get_object()["uid"] = *user;
        co_return co_await ask_service(std::move(document->get_object()));
    }

    // The completion is posted back to the io_context from the thread that answers.
    asio::awaitable<json::object> ask_service(json::object request)
    {
        return asio::async_initiate<const asio::use_awaitable_t<>, void(json::object)>(
            [this](auto handler, json::object asked) {
                // Shared, because what the service calls must be copyable.
                auto shared = std::make_shared<decltype(handler)>(std::move(handler));
                service_.request(std::move(asked), Texts::by_token, [this, shared](json::object reply) {
                    asio::post(context_, [shared, reply = std::move(reply)]() mutable { (*shared)(std::move(reply)); });
                });
            },
            asio::use_awaitable, std::move(request));
    }

    std::filesystem::path path_;
    Service& service_;
    const Doors& doors_;
    asio::io_context context_;
    stream_protocol::acceptor acceptor_;
    asio::signal_set signals_;
    std::set<SharedConnection> connections_;
    bool stopping_ = false;  // thread of the io_context
};

}  // namespace

Result<void> run_server(const std::filesystem::path& directory,
                        const std::function<void(std::function<void()> stop)>& ready, const Doors& doors)
{
    const Result<std::unique_ptr<Service>> service = Service::open(directory);
    if (!service)
        return service.error();
    Server server{directory, **service, doors};
    if (const Result<void> listening = server.listen(); !listening)
        return listening.error();
    if (const Result<void> opened = server.open_doors(); !opened)
        return opened.error();
    ready([&server] { server.stop(); });
    server.run();
    return {};
}

}  // namespace wd::runtime
