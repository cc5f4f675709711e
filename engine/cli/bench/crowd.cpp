// See crowd.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/crowd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace wd::bench {

namespace {

constexpr int patience_ms = 60'000;
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view length_header = "\r\nContent-Length: ";

int connect_to(std::uint16_t port)
{
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int at_once = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw Bug("bench: nobody listens");
    return made;
}

// The size of the first answer with its body; 0 while it is not whole.
std::size_t whole_size(std::string_view heard, std::size_t& body)
{
    const std::size_t end = heard.find(end_of_head);
    if (end == std::string_view::npos)
        return 0;
    body = end + end_of_head.size();
    const std::size_t place = heard.substr(0, end).find(length_header);
    std::size_t size = 0;
    if (place != std::string_view::npos)
        std::from_chars(heard.data() + place + length_header.size(), heard.data() + end, size);
    return heard.size() >= body + size ? body + size : 0;
}

int status_of(std::string_view heard)
{
    int status = 0;
    constexpr std::size_t place = std::string_view{"HTTP/1.1 "}.size();
    if (heard.size() > place + 3)
        std::from_chars(heard.data() + place, heard.data() + place + 3, status);
    return status;
}

}  // namespace

Crowd::Crowd(std::uint16_t port, int callers) : events_(::epoll_create1(EPOLL_CLOEXEC))
{
    for (int i = 0; i < callers; ++i) {
        Caller caller;
        caller.socket = connect_to(port);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = static_cast<std::uint32_t>(i);
        ::epoll_ctl(events_, EPOLL_CTL_ADD, caller.socket, &event);
        callers_.push_back(std::move(caller));
    }
}

Crowd::~Crowd()
{
    for (const Caller& caller : callers_)
        ::close(caller.socket);
    ::close(events_);
}

void Crowd::run(const Next& next, const Wake& wake)
{
    ask_idle(next);
    while (true) {
        const std::optional<int> soon = wake ? wake() : std::nullopt;
        if (waiting_ == 0 && !soon)
            return;
        std::array<epoll_event, 64> events{};
        const int count =
            ::epoll_wait(events_, events.data(), static_cast<int>(events.size()), soon.value_or(patience_ms));
        if (count == 0 && !soon)
            throw Bug("bench: the server does not answer");
        for (int i = 0; i < count; ++i)
            hear(static_cast<int>(events.at(static_cast<std::size_t>(i)).data.u32), next);
        if (soon)
            ask_idle(next);
    }
}

void Crowd::ask_idle(const Next& next)
{
    for (int i = 0; i < static_cast<int>(callers_.size()); ++i)
        if (!callers_[static_cast<std::size_t>(i)].waits)
            if (const std::optional<std::string> request = next(i, nullptr))
                say(i, *request);
}

void Crowd::say(int caller, const std::string& request)
{
    Caller& who = callers_.at(static_cast<std::size_t>(caller));
    if (::send(who.socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
        throw Bug("bench: the server hung up");
    who.waits = true;
    ++waiting_;
}

void Crowd::hear(int caller, const Next& next)
{
    Caller& who = callers_.at(static_cast<std::size_t>(caller));
    std::array<char, 16'384> piece{};
    const ssize_t size = ::recv(who.socket, piece.data(), piece.size(), 0);
    if (size <= 0)
        throw Bug("bench: the server hung up");
    who.heard.append(piece.data(), static_cast<std::size_t>(size));
    std::size_t body = 0;
    const std::size_t whole = whole_size(who.heard, body);
    if (whole == 0)
        return;
    const std::string heard = who.heard.substr(0, whole);
    who.heard.erase(0, whole);
    who.waits = false;
    --waiting_;
    const Answer answer{status_of(heard), std::string_view{heard}.substr(body)};
    if (const std::optional<std::string> request = next(caller, &answer))
        say(caller, *request);
}

std::string request_text(std::string_view method, std::string_view path, std::string_view token, std::string_view body)
{
    std::string text =
        fmt::format("{} /api/v1{} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n", method, path, token);
    if (!body.empty())
        text += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
    return text + "\r\n" + std::string(body);
}

}  // namespace wd::bench
