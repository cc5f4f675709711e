// See worker.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/worker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace wd::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds look{100};           // how often deadlines are looked at
constexpr std::chrono::milliseconds linger_time{2'000};  // for a caller to take the last response and hang up
constexpr std::chrono::milliseconds short_linger{500};   // the same when we stop
constexpr std::size_t linger_max = 1 << 20;              // bytes that we let such a caller still send
constexpr std::size_t read_size = 16 << 10;
constexpr std::size_t turned_away_max = 100;  // who hear that it is full, at the same time; others are just cut
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

asio::const_buffer bytes(std::string_view text)
{
    return {text.data(), text.size()};
}

std::string_view trimmed(std::string_view text)
{
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

// The one who speaks to the server before this one: the last it added to the list. None when that is no address.
std::optional<std::string> forwarded_for(const Headers& headers)
{
    std::string_view last;
    for (const auto& [name, value] : headers)
        if (name == "x-forwarded-for")
            last = value;
    last = trimmed(last.substr(last.rfind(',') + 1));
    error_code wrong;
    const asio::ip::address address = asio::ip::make_address(last, wrong);
    return wrong ? std::nullopt : std::optional{address.to_string()};
}

// Which kind of thing was asked for, without the rest of the path: that may tell about people.
std::string resource_of(const Request& request)
{
    std::string resource;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, request.segments.size()); ++i)
        resource += "/" + request.segments[i];
    return resource;
}

}  // namespace

// One caller. Shared by its conversation, the worker's list of them, and whoever still owes it an answer.
struct Worker::Connection {
    Connection(std::unique_ptr<Wire> bytes, std::string from)
        : wire(std::move(bytes)), address(std::move(from)), signal(wire->socket().get_executor())
    {
    }

    std::unique_ptr<Wire> wire;
    std::string address;
    std::string received;
    Phase phase = Phase::reading;
    steady_clock::time_point deadline = steady_clock::time_point::max();
    bool late = false;               // the deadline passed
    bool cut = false;                // nothing more is to be done
    asio::steady_timer signal;       // cancelled when what it waits for may be there
    std::shared_ptr<Stream> stream;  // that it is reading from
};

// A value that comes from another thread, by way of the thread of the worker.
template <class Value>
struct Worker::Waiting {
    std::optional<Value> value;
    bool over = false;  // nobody waits for it any more
};

Worker::Worker(std::shared_ptr<Ground> ground)
    : ground_(std::move(ground)), awake_(context_.get_executor()), ticker_(context_)
{
}

void Worker::start()
{
    spawn(watch(), [] {});
    thread_ = std::thread([this] { context_.run(); });
}

void Worker::stop()
{
    asio::post(context_, [this] {
        stopping_ = true;
        for (const SharedConnection& connection : connections_)
            end_by_phase(*connection);
    });
}

void Worker::cut()
{
    asio::post(context_, [this] {
        for (const SharedConnection& connection : connections_) {
            error_code ignored;
            connection->cut = true;
            connection->wire->socket().close(ignored);
            wake(*connection);
        }
    });
}

void Worker::join()
{
    context_.stop();
    if (thread_.joinable())
        thread_.join();
}

void Worker::spawn(asio::awaitable<void> work, std::function<void()> ended)
{
    asio::co_spawn(context_, std::move(work), [ended = std::move(ended)](const std::exception_ptr& failure) {
        ended();
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

void Worker::welcome(tcp::socket socket, std::string address)
{
    if (stopping_) {
        ground_->seats.leave(address);
        return;
    }
    error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    std::unique_ptr<Wire> wire =
        ground_->tls ? create_wire(std::move(socket), *ground_->tls) : create_wire(std::move(socket));
    const auto connection = std::make_shared<Connection>(std::move(wire), std::move(address));
    connections_.insert(connection);
    spawn(converse(connection), [this, connection] {
        connections_.erase(connection);
        ground_->seats.leave(connection->address);
    });
}

void Worker::turn_away(tcp::socket socket)
{
    // Whoever speaks TLS would have to be greeted first, and that is what there is no room for.
    if (ground_->tls || stopping_ || turned_away_ >= turned_away_max)
        return;
    ++turned_away_;
    const auto connection = std::make_shared<Connection>(create_wire(std::move(socket)), "");
    connections_.insert(connection);
    Response full = plain_problem(503, "niet_beschikbaar", "er zijn nu te veel verbindingen; probeer het zo weer");
    full.headers.emplace_back("Retry-After", "1");
    spawn(refuse(connection, std::move(full)), [this, connection] {
        connections_.erase(connection);
        --turned_away_;
    });
}

// --- Time

void Worker::enter(Connection& connection, Phase phase, std::optional<std::chrono::milliseconds> time)
{
    connection.phase = phase;
    connection.late = false;
    connection.deadline = time ? steady_clock::now() + *time : steady_clock::time_point::max();
}

void Worker::wake(Connection& connection)
{
    connection.signal.cancel();
}

void Worker::end_by_phase(Connection& connection)
{
    error_code ignored;
    if (connection.phase == Phase::reading)
        connection.wire->socket().close(ignored);
    else if (connection.phase == Phase::streaming)
        wake(connection);
}

asio::awaitable<void> Worker::watch()
{
    while (true) {
        ticker_.expires_after(look);
        co_await ticker_.async_wait(asio::use_awaitable);
        check_deadlines();
    }
}

// Who is late with reading is told so; who does not take what we write is cut.
void Worker::check_deadlines()
{
    const steady_clock::time_point now = steady_clock::now();
    for (const SharedConnection& connection : connections_) {
        if (now < connection->deadline)
            continue;
        error_code ignored;
        connection->deadline = steady_clock::time_point::max();
        connection->late = true;
        if (connection->phase == Phase::reading)
            connection->wire->socket().cancel(ignored);
        else if (connection->phase == Phase::answering)
            wake(*connection);
        else
            connection->wire->socket().close(ignored);
    }
}

// --- One conversation

asio::awaitable<void> Worker::converse(SharedConnection connection)
{
    enter(*connection, Phase::reading, ground_->options.limits.head_time);
    // GCC 12 lays out the frame of a coroutine without value wrongly when it waits inside a condition.
    bool another = co_await connection->wire->greet();
    while (another)
        another = co_await serve_one(connection);
}

// Whether another request may follow.
asio::awaitable<bool> Worker::serve_one(SharedConnection connection)
{
    RequestParser parser{ground_->options.limits.message};
    const Received received = co_await receive(connection, parser);
    if (received == Received::gone)
        co_return false;
    if (received != Received::request) {
        Response refusal = plain_problem(408, "te_langzaam", "het verzoek kwam te langzaam binnen");
        if (received == Received::refused)
            refusal = parser.refusal();
        co_await refuse(connection, std::move(refusal));
        co_return false;
    }
    Request request = parser.take();
    say_who(request, *connection);
    const std::string what =
        spdlog::should_log(spdlog::level::debug) ? request.method + " " + resource_of(request) : std::string{};
    const bool is_head = request.method == "HEAD";
    const steady_clock::time_point begun = steady_clock::now();
    Response response = co_await ask(connection, std::move(request));
    spdlog::debug("{} {} {} ms", what, response.status,
                  std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begun).count());

    Form form{Framing::length, parser.keep_alive() && !stopping_ ? Afterwards::keep : Afterwards::close, is_head};
    if (response.stream) {
        form.framing = parser.knows_chunks() ? Framing::chunks : Framing::closing;
        form.afterwards = parser.knows_chunks() ? form.afterwards : Afterwards::close;
    }
    const Afterwards afterwards = form.afterwards;
    if (!co_await respond(connection, std::move(response), form))
        co_return false;
    if (afterwards == Afterwards::close || stopping_) {
        co_await linger(connection);
        co_return false;
    }
    co_return true;
}

asio::awaitable<Worker::Received> Worker::receive(SharedConnection connection, RequestParser& parser)
{
    const ConnectionLimits& limits = ground_->options.limits;
    bool begun = !connection->received.empty();
    bool in_body = false;
    enter(*connection, Phase::reading, begun ? limits.head_time : limits.idle_time);
    while (true) {
        const RequestParser::Progress progress = parser.feed(connection->received);
        if (progress == RequestParser::Progress::complete)
            co_return Received::request;
        if (progress == RequestParser::Progress::refused)
            co_return Received::refused;
        if (progress == RequestParser::Progress::body && !std::exchange(in_body, true)) {
            enter(*connection, Phase::reading, limits.body_time);
            if (parser.wants_continue() && !co_await connection->wire->write({bytes(go_on), {}}))
                co_return Received::gone;
        }
        const std::size_t waiting = connection->received.size();
        connection->received.resize(waiting + read_size);
        const std::size_t size =
            co_await connection->wire->read(asio::buffer(connection->received.data() + waiting, read_size));
        connection->received.resize(waiting + size);
        if (size == 0)
            co_return connection->late&& begun && !stopping_ ? Received::late : Received::gone;
        if (!std::exchange(begun, true))
            enter(*connection, Phase::reading, limits.head_time);
    }
}

// `handle` may answer at once or from any thread; the answer comes back by way of this one.
asio::awaitable<Response> Worker::ask(SharedConnection connection, Request request)
{
    const auto waiting =
        std::make_shared<Waiting<Response>>();  // shared with the handler, which may outlive our patience
    enter(*connection, Phase::answering, ground_->options.limits.answer_time);
    try {
        ground_->handler.handle(
            std::move(request), [self = shared_from_this(), connection, waiting](Response response) {
                asio::post(self->context_, [connection, waiting, response = std::move(response)]() mutable {
                    if (waiting->over && response.stream)
                        response.stream->close();
                    if (waiting->over)
                        return;
                    waiting->value = std::move(response);
                    wake(*connection);
                });
            });
    } catch (const std::exception& bug) {
        spdlog::error("a bug while answering a request: {}", bug.what());
        waiting->over = true;
        co_return plain_problem(500, "fout_in_wijkdraad", "dit is een fout in Wijkdraad zelf; het is vastgelegd");
    }
    while (!waiting->value && !connection->late && !connection->cut) {
        error_code ignored;
        connection->signal.expires_at(steady_clock::time_point::max());
        co_await connection->signal.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    waiting->over = true;
    if (waiting->value)
        co_return std::move(*waiting->value);
    spdlog::warn("a request was not answered in time");
    Response slow =
        plain_problem(503, "niet_beschikbaar", "het antwoord kwam niet op tijd; kijk na of uw opdracht is uitgevoerd");
    slow.headers.emplace_back("Retry-After", "5");
    co_return slow;
}

asio::awaitable<void> Worker::refuse(SharedConnection connection, Response response)
{
    if (!has_header(response.headers, "access-control-allow-origin"))
        response.headers.emplace_back("Access-Control-Allow-Origin", "*");  // nobody's data is in it
    const bool written = co_await respond(connection, std::move(response), {});
    if (written)
        co_await linger(connection);
}

// Whether it was sent as a whole.
asio::awaitable<bool> Worker::respond(SharedConnection connection, Response response, Form form)
{
    std::string head = head_of(response, form.framing, form.afterwards, ground_->options.headers, date());
    const bool withheld = form.withheld || !may_have_body(response.status) || response.stream;
    enter(*connection, Phase::writing, ground_->options.limits.write_time);
    const bool written =
        co_await connection->wire->write({bytes(head), bytes(withheld ? std::string_view{} : response.body)});
    if (!response.stream)
        co_return written;
    if (!written || form.withheld) {
        response.stream->close();
        co_return written;
    }
    co_return co_await pour(connection, response.stream, form.framing);
}

// Piece by piece: the next one is asked for when the one before was taken.
asio::awaitable<bool> Worker::pour(SharedConnection connection, std::shared_ptr<Stream> stream, Framing framing)
{
    bool taken = true;
    while (taken && !stopping_ && !connection->cut) {
        enter(*connection, Phase::streaming, {});
        const std::optional<std::string> piece = co_await next_piece(connection, stream);
        if (!piece)
            break;
        if (piece->empty())
            continue;
        const std::string chunk = framing == Framing::chunks ? chunk_of(*piece) : *piece;
        enter(*connection, Phase::writing, ground_->options.limits.write_time);
        taken = co_await connection->wire->write({bytes(chunk), {}});
    }
    stream->close();
    if (!taken || connection->cut || framing != Framing::chunks)
        co_return taken && !connection->cut;
    enter(*connection, Phase::writing, ground_->options.limits.write_time);
    co_return co_await connection->wire->write({bytes(last_chunk), {}});
}

// None as well when we stop.
asio::awaitable<std::optional<std::string>> Worker::next_piece(SharedConnection connection,
                                                               std::shared_ptr<Stream> stream)
{
    using Piece = std::optional<std::string>;
    const auto waiting =
        std::make_shared<Waiting<Piece>>();  // shared with the stream, which may outlive the connection
    stream->next([self = shared_from_this(), connection, waiting](Piece piece) {
        asio::post(self->context_, [connection, waiting, piece = std::move(piece)]() mutable {
            waiting->value = std::move(piece);
            wake(*connection);
        });
    });
    while (!waiting->value && !stopping_ && !connection->cut) {
        error_code ignored;
        connection->signal.expires_at(steady_clock::time_point::max());
        co_await connection->signal.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    co_return waiting->value ? std::move(*waiting->value) : Piece{};
}

// Closing at once would throw away what the caller has not read yet, when there is more of theirs on its way.
asio::awaitable<void> Worker::linger(SharedConnection connection)
{
    enter(*connection, Phase::ending, stopping_ ? short_linger : linger_time);
    co_await connection->wire->finish();
    std::string ignored(read_size, '\0');
    for (std::size_t total = 0; total < linger_max;) {
        const std::size_t size = co_await connection->wire->read(asio::buffer(ignored));
        if (size == 0)
            co_return;
        total += size;
    }
}

void Worker::say_who(Request& request, const Connection& connection) const
{
    const ListenerOptions& options = ground_->options;
    request.remote = connection.address;
    request.secure = options.tls.has_value() || options.tls_elsewhere == TlsElsewhere::yes;
    if (std::find(options.proxies.begin(), options.proxies.end(), connection.address) != options.proxies.end())
        request.remote = forwarded_for(request.headers).value_or(connection.address);
}

std::string_view Worker::date()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (now != dated_) {
        dated_ = now;
        date_ = http_date(now);
    }
    return date_;
}

}  // namespace wd::http
