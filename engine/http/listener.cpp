// See listener.hpp. Workers have a thread each; a connection stays with the worker that it was given to.
// SPDX-License-Identifier: EUPL-1.2
#include "http/listener.hpp"

#include "http/tls.hpp"
#include "http/worker.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>

namespace wd::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds rest{200};         // after a connection could not be accepted
constexpr std::chrono::milliseconds farewell{2'000};   // for the last answers when we stop
constexpr std::chrono::milliseconds last_look{1'000};  // for connections that were cut to end

std::string address_text(const asio::ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

class TcpListener final : public Listener {
public:
    explicit TcpListener(std::shared_ptr<Ground> ground) : ground_(std::move(ground))
    {
        for (int i = 0; i < std::max(1, ground_->options.threads); ++i)
            workers_.push_back(std::make_shared<Worker>(ground_));
        acceptor_.emplace(workers_.front()->context());
    }
    ~TcpListener() override { end(); }

    Result<void> listen()
    {
        const ListenerOptions& options = ground_->options;
        error_code failure;
        const asio::ip::address address =
            asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, failure);
        if (failure)
            return refusal(Errc::invalid, "'{}' is geen netwerkadres; bijvoorbeeld 127.0.0.1 of ::1", options.address);
        const tcp::endpoint endpoint{address, options.port};
        acceptor_->open(endpoint.protocol(), failure);
        if (!failure)
            acceptor_->set_option(tcp::acceptor::reuse_address{true}, failure);
        if (!failure)
            acceptor_->bind(endpoint, failure);
        if (!failure)
            acceptor_->listen(asio::socket_base::max_listen_connections, failure);
        if (failure)
            return refusal(Errc::unavailable, "adres {} poort {} kan niet worden gebruikt: {}", options.address,
                           options.port, failure.message());
        port_ = acceptor_->local_endpoint().port();
        accepting_ = accepted_all_.get_future();
        workers_.front()->spawn(accept(), [this] { accepted_all_.set_value(); });
        for (const std::shared_ptr<Worker>& worker : workers_)
            worker->start();
        return {};
    }

    std::uint16_t port() const override { return port_; }

    void close() override
    {
        if (std::exchange(closed_, true))
            return;
        asio::post(workers_.front()->context(), [this] {
            error_code ignored;
            closing_ = true;
            acceptor_->close(ignored);
        });
        // Afterwards nobody holds a socket of one worker on the thread of another.
        if (accepting_.valid())
            accepting_.wait();
        for (const std::shared_ptr<Worker>& worker : workers_)
            worker->stop();
        ground_->seats.wait_until_free(ground_->options.limits.drain_time);
    }

    void end() override
    {
        if (std::exchange(ended_, true))
            return;
        close();
        ground_->seats.wait_until_free(farewell);
        for (const std::shared_ptr<Worker>& worker : workers_)
            worker->cut();
        ground_->seats.wait_until_free(last_look);
        for (const std::shared_ptr<Worker>& worker : workers_)
            worker->join();
    }

private:
    asio::awaitable<void> accept()
    {
        asio::steady_timer pause{workers_.front()->context()};
        for (std::size_t next = 0; !closing_; next = (next + 1) % workers_.size()) {
            Worker& worker = *workers_[next];
            error_code failure;
            tcp::socket socket =
                co_await acceptor_->async_accept(worker.context(), asio::redirect_error(asio::use_awaitable, failure));
            if (closing_)
                co_return;
            if (!failure) {
                hand_over(worker, std::move(socket));
                continue;
            }
            spdlog::warn("a connection could not be accepted: {}", failure.message());
            pause.expires_after(rest);
            co_await pause.async_wait(asio::use_awaitable);
        }
    }

    void hand_over(Worker& worker, tcp::socket socket)
    {
        error_code gone;
        const tcp::endpoint caller = socket.remote_endpoint(gone);
        if (gone)
            return;
        std::string address = address_text(caller.address());
        const std::vector<std::string>& proxies = ground_->options.proxies;
        const bool is_proxy = std::find(proxies.begin(), proxies.end(), address) != proxies.end();
        const bool seated = ground_->seats.take(address, is_proxy ? Seats::Bound::free : Seats::Bound::counted);
        asio::post(worker.context(),
                   [worker = &worker, seated, address = std::move(address), socket = std::move(socket)]() mutable {
                       if (seated)
                           worker->welcome(std::move(socket), std::move(address));
                       else
                           worker->turn_away(std::move(socket));
                   });
    }

    std::shared_ptr<Ground> ground_;
    std::vector<std::shared_ptr<Worker>> workers_;
    std::optional<tcp::acceptor> acceptor_;  // of the first worker
    std::uint16_t port_ = 0;
    std::promise<void> accepted_all_;
    std::future<void> accepting_;  // until nobody is accepted any more
    bool closed_ = false;
    bool ended_ = false;
    bool closing_ = false;  // thread of the first worker
};

}  // namespace

Result<std::unique_ptr<Listener>> Listener::open(ListenerOptions options, Handler& handler)
{
    std::unique_ptr<asio::ssl::context> tls;
    if (options.tls) {
        Result<std::unique_ptr<asio::ssl::context>> made = create_tls_context(*options.tls);
        if (!made)
            return made.error();
        tls = std::move(*made);
    }
    auto listener =
        std::make_unique<TcpListener>(std::make_shared<Ground>(std::move(options), handler, std::move(tls)));
    if (const Result<void> listening = listener->listen(); !listening)
        return listening.error();
    return std::unique_ptr<Listener>{std::move(listener)};
}

}  // namespace wd::http
