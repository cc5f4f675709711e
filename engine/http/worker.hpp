// One thread of the listener with its connections: each is read, answered and written by one coroutine, and everything it
// waits for has a deadline. Does not know where connections come from.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/listener.hpp"
#include "http/request_parser.hpp"
#include "http/response_head.hpp"
#include "http/seats.hpp"
#include "http/wire.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace wd::http {

// What all workers of a listener share. Kept by each of them.
struct Ground {
    Ground(ListenerOptions chosen, Handler& answers, std::unique_ptr<boost::asio::ssl::context> secret)
        : options(std::move(chosen)),
          handler(answers),
          tls(std::move(secret)),
          seats(options.limits.connections, options.limits.per_address)
    {
    }

    ListenerOptions options;
    Handler& handler;
    std::unique_ptr<boost::asio::ssl::context> tls;  // null: without TLS
    Seats seats;
};

// Shared with whoever still owes an answer: a handler may answer when the listener is gone already.
class Worker : public std::enable_shared_from_this<Worker> {
public:
    explicit Worker(std::shared_ptr<Ground> ground);

    boost::asio::io_context& context() { return context_; }
    void start();
    // Any thread: from now on idle callers and streams are ended, others after their answer.
    void stop();
    // Any thread: every connection is ended.
    void cut();
    // Ends the thread.
    void join();

    // On the thread of the worker: a caller who has a seat, and one who has none.
    void welcome(boost::asio::ip::tcp::socket socket, std::string address);
    void turn_away(boost::asio::ip::tcp::socket socket);

    // Runs by itself on this worker; what it throws is logged.
    void spawn(boost::asio::awaitable<void> work, std::function<void()> ended);

private:
    enum class Phase { reading, answering, streaming, writing, ending };
    enum class Received { request, refused, late, gone };
    struct Connection;
    using SharedConnection = std::shared_ptr<Connection>;
    template <class Value>
    struct Waiting;
    struct Form {
        Framing framing = Framing::length;
        Afterwards afterwards = Afterwards::close;
        bool withheld = false;  // the body of an answer to HEAD
    };

    static void enter(Connection& connection, Phase phase, std::optional<std::chrono::milliseconds> time);
    static void wake(Connection& connection);
    void end_by_phase(Connection& connection);
    void check_deadlines();
    boost::asio::awaitable<void> watch();

    boost::asio::awaitable<void> converse(SharedConnection connection);
    boost::asio::awaitable<bool> serve_one(SharedConnection connection);
    boost::asio::awaitable<Received> receive(SharedConnection connection, RequestParser& parser);
    boost::asio::awaitable<Response> ask(SharedConnection connection, Request request);
    boost::asio::awaitable<void> refuse(SharedConnection connection, Response response);
    boost::asio::awaitable<bool> respond(SharedConnection connection, Response response, Form form);
    boost::asio::awaitable<bool> pour(SharedConnection connection, std::shared_ptr<Stream> stream, Framing framing);
    boost::asio::awaitable<std::optional<std::string>> next_piece(SharedConnection connection,
                                                                  std::shared_ptr<Stream> stream);
    boost::asio::awaitable<void> linger(SharedConnection connection);
    void say_who(Request& request, const Connection& connection) const;
    std::string_view date();

    std::shared_ptr<Ground> ground_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> awake_;
    boost::asio::steady_timer ticker_;
    std::thread thread_;
    // Thread of the worker only.
    std::set<SharedConnection> connections_;
    std::size_t turned_away_ = 0;  // of these, without a seat
    bool stopping_ = false;
    std::chrono::sys_seconds dated_{};
    std::string date_;
};

}  // namespace wd::http
