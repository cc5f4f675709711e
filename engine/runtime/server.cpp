// See server.hpp. One io_context thread for sockets and signals, the writer thread for changes, a few threads for reading.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/server.hpp"

#include "base/limits.hpp"
#include "runtime/requests.hpp"
#include "runtime/settings.hpp"
#include "runtime/socket_port.hpp"
#include "runtime/writer.hpp"
#include "store/open.hpp"

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
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <spdlog/spdlog.h>

#include <sys/socket.h>

#include <csignal>
#include <mutex>
#include <set>

namespace wd::runtime {

namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {

constexpr std::chrono::seconds patience{
    30};                                     // with a request that is half there, and with who does not read the answer
constexpr std::chrono::seconds farewell{5};  // for the last answers when we stop
constexpr std::chrono::milliseconds rest{200};  // after a connection could not be accepted

// Read connections, lent to one question at a time.
class Readers {
public:
    explicit Readers(std::filesystem::path directory) : directory_(std::move(directory)) {}

    json::object answer_question(const Question& question)
    {
        return answered([&] {
            std::unique_ptr<store::ReadStore> reader = take();  // one that failed is not used again
            json::object reply = answer(*reader, question, clock_of(*reader).now());
            const std::lock_guard lock{mutex_};
            free_.push_back(std::move(reader));
            return reply;
        });
    }

private:
    std::unique_ptr<store::ReadStore> take()
    {
        {
            const std::lock_guard lock{mutex_};
            if (!free_.empty()) {
                std::unique_ptr<store::ReadStore> reader = std::move(free_.back());
                free_.pop_back();
                return reader;
            }
        }
        Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(directory_);
        if (!reader)
            throw StoreFailure(reader.error().code, reader.error().message);
        return std::move(*reader);
    }

    std::filesystem::path directory_;
    std::mutex mutex_;  // guards free_
    std::vector<std::unique_ptr<store::ReadStore>> free_;
};

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
    Server(const std::filesystem::path& directory, std::unique_ptr<Writer> writer)
        : path_(socket_path(directory)),
          readers_(directory),
          pool_(limits::read_connections),
          writer_(std::move(writer)),
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

    void run()
    {
        signals_.async_wait([this](const boost::system::error_code& failure, int) {
            if (!failure)
                close();
        });
        spawn(accept(), {});
        context_.run();
        writer_->stop();
        pool_.join();
        // Everything that was accepted has its answer now; those who asked still have to hear it.
        context_.restart();
        context_.run_for(farewell);
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    void stop()
    {
        asio::post(context_, [this] { close(); });
    }

private:
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
        Result<Wish> wish = read_request(document->get_object());
        if (!wish)
            co_return failed(wish.error());
        if (stopping_)
            co_return failed(too_busy());
        if (std::holds_alternative<Question>(*wish))
            co_return co_await ask_reader(std::get<Question>(*wish));
        if (std::holds_alternative<Tick>(*wish))
            co_return co_await tick();
        co_return co_await tell_writer(std::move(*wish));
    }

    // The completion is posted back to the io_context from the other thread.
    template <class Start>
    asio::awaitable<json::object> wait_for(Start start)
    {
        return asio::async_initiate<const asio::use_awaitable_t<>, void(json::object)>(
            [this](auto handler, Start begin) {
                auto shared =
                    std::make_shared<decltype(handler)>(std::move(handler));  // shared by the work and its refusal
                begin([this, shared](json::object reply) {
                    asio::post(context_, [shared, reply = std::move(reply)]() mutable { (*shared)(std::move(reply)); });
                });
            },
            asio::use_awaitable, std::move(start));
    }

    asio::awaitable<json::object> ask_reader(Question question)
    {
        return wait_for([this, question = std::move(question)](auto done) {
            asio::post(pool_, [this, question, done] { done(readers_.answer_question(question)); });
        });
    }

    asio::awaitable<json::object> tell_writer(Wish wish)
    {
        return wait_for([this, wish = std::move(wish)](auto done) {
            bool accepted = false;
            if (const auto* request = std::get_if<Request>(&wish))
                accepted = writer_->submit(*request, [done](const Reply& reply) { done(to_json(reply)); });
            else
                accepted = writer_->submit(
                    [wish, done](Engine& engine) { done(answered([&] { return carry_out(engine, wish); })); });
            if (!accepted)
                done(failed(too_busy()));
        });
    }

    asio::awaitable<json::object> tick()
    {
        return wait_for([this](auto done) { tick_on(Ticking{}, std::move(done)); });
    }

    // A portion, and the next one behind whoever came in meanwhile. What was done counts when there is no room for more.
    template <class Done>
    void tick_on(Ticking ticking, Done done)
    {
        const bool accepted = writer_->submit([this, ticking, done](Engine& engine) mutable {
            bool more = false;
            const json::object reply = answered([&] {
                more = ticking.go_on(engine);
                return ticking.answer();
            });
            more ? tick_on(ticking, done) : done(reply);
        });
        if (!accepted)
            done(ticking.has_begun() ? ticking.answer() : failed(too_busy()));
    }

    static Error too_busy()
    {
        return refusal(Errc::unavailable, "het is nu te druk of Wijkdraad stopt; probeer het zo weer");
    }

    std::filesystem::path path_;
    asio::io_context context_;
    Readers readers_;
    asio::thread_pool pool_;
    std::unique_ptr<Writer> writer_;
    stream_protocol::acceptor acceptor_;
    asio::signal_set signals_;
    std::set<SharedConnection> connections_;
    bool stopping_ = false;  // thread of the io_context
};

}  // namespace

Result<void> run_server(const std::filesystem::path& directory,
                        const std::function<void(std::function<void()> stop)>& ready)
{
    Result<std::unique_ptr<store::Store>> store = store::open_store(directory);
    if (!store)
        return store.error();
    Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(directory);
    if (!reader)
        return reader.error();
    const SystemClock clock = clock_of(**reader);
    Result<EngineOptions> options = engine_options(**reader, directory);
    if (!options)
        return options.error();
    options->guard_crashes = true;
    std::unique_ptr<Engine> engine = create_engine(std::move(*store), clock, std::move(*options), reopen_in(directory));
    engine->start();
    Server server{directory, start_writer(std::move(engine), Timers::fire)};
    if (const Result<void> listening = server.listen(); !listening)
        return listening.error();
    ready([&server] { server.stop(); });
    server.run();
    return {};
}

}  // namespace wd::runtime
