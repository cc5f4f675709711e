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
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <spdlog/spdlog.h>

#include <csignal>
#include <mutex>

namespace wd::runtime {

namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {

// Read connections, lent to one question at a time.
class Readers {
public:
    explicit Readers(std::filesystem::path directory) : directory_(std::move(directory)) {}

    json::object answer_question(const Question& question)
    {
        try {
            std::unique_ptr<store::ReadStore> reader = take();
            json::object reply = answer(*reader, question, clock_of(*reader).now());
            const std::lock_guard lock{mutex_};
            free_.push_back(std::move(reader));
            return reply;
        } catch (const StoreFailure& failure) {
            return failed(refusal(failure.code(), "het lezen is niet gelukt: {}", failure.what()));
        }
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
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);  // left by a process that was killed; the lock says nobody else serves
        boost::system::error_code failure;
        acceptor_.open(stream_protocol(), failure);
        if (!failure)
            acceptor_.bind(stream_protocol::endpoint{path_.string()}, failure);
        if (!failure)
            acceptor_.listen(asio::socket_base::max_listen_connections, failure);
        if (failure)
            return refusal(Errc::unavailable, "de socket {} kan niet worden gemaakt: {}", path_.string(),
                           failure.message());
        std::filesystem::permissions(path_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                     ignored);
        return {};
    }

    void run()
    {
        signals_.async_wait([this](const boost::system::error_code& failure, int) {
            if (!failure)
                close();
        });
        spawn(accept());
        context_.run();
        writer_->stop();
        pool_.join();
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    void stop()
    {
        asio::post(context_, [this] { close(); });
    }

private:
    // Everything that runs by itself goes through here, so that nothing fails unseen.
    void spawn(asio::awaitable<void> work)
    {
        asio::co_spawn(context_, std::move(work), [](const std::exception_ptr& failure) {
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
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        signals_.cancel(ignored);
        context_.stop();
    }

    asio::awaitable<void> accept()
    {
        while (true) {
            stream_protocol::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
            spawn(converse(std::move(socket)));
        }
    }

    asio::awaitable<void> converse(stream_protocol::socket socket)
    {
        std::string received;
        while (true) {
            const std::size_t size = co_await asio::async_read_until(
                socket, asio::dynamic_buffer(received, limits::request_max), '\n', asio::use_awaitable);
            const std::string line = received.substr(0, size);
            received.erase(0, size);
            const json::object reply = co_await reply_to(line);
            const std::string out = json::serialize(reply) + "\n";
            co_await asio::async_write(socket, asio::buffer(out), asio::use_awaitable);
        }
    }

    asio::awaitable<json::object> reply_to(std::string line)
    {
        const Result<json::value> document = parse_json(line);
        if (!document)
            co_return failed(document.error());
        if (!document->is_object())
            co_return failed(refusal(Errc::invalid, "een verzoek is een object met 'do' of 'ask'"));
        Result<Wish> wish = read_request(document->get_object());
        if (!wish)
            co_return failed(wish.error());
        if (std::holds_alternative<Question>(*wish))
            co_return co_await ask_reader(std::get<Question>(*wish));
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
                accepted = writer_->submit([wish, done](Engine& engine) { done(carry_out(engine, wish)); });
            if (!accepted)
                done(failed(refusal(Errc::unavailable, "het is nu te druk of Wijkdraad stopt; probeer het zo weer")));
        });
    }

    std::filesystem::path path_;
    asio::io_context context_;
    Readers readers_;
    asio::thread_pool pool_;
    std::unique_ptr<Writer> writer_;
    stream_protocol::acceptor acceptor_;
    asio::signal_set signals_;
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
