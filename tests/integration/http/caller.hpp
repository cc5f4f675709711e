// A caller of HTTP that sends exactly the bytes it is told to, right or wrong, and reads what comes back. Judges nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace wd::test {

// A response as it came, with its head apart. `status` 0: nothing came.
struct Heard {
    int status = 0;
    std::string head;
    std::string body;

    // The value of a header; "" when it is not there. The name as it is written on the wire.
    std::string header(const std::string& name) const
    {
        const std::size_t at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos)
            return "";
        const std::size_t begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

class Caller {
public:
    explicit Caller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        const timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Caller()
    {
        if (socket_ >= 0)
            ::close(socket_);
    }
    Caller(Caller&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), waiting_(std::move(other.waiting_))
    {
    }
    Caller& operator=(Caller&&) = delete;

    bool connected() const { return connected_; }
    int socket() const { return socket_; }

    // False when the other side has hung up.
    bool say(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish() const { ::shutdown(socket_, SHUT_WR); }

    // One response with a length; of an answer to HEAD the head only.
    Heard hear(bool has_body = true)
    {
        Heard heard = hear_head();
        const std::string length = heard.header("Content-Length");
        if (!has_body || length.empty())
            return heard;
        const std::size_t size = std::strtoul(length.c_str(), nullptr, 10);
        while (waiting_.size() < size && more()) {
        }
        heard.body = waiting_.substr(0, size);
        waiting_.erase(0, size);
        return heard;
    }
    // The head of a response, with whatever is behind it still to come.
    Heard hear_head()
    {
        std::size_t end = waiting_.find("\r\n\r\n");
        while (end == std::string::npos && more())
            end = waiting_.find("\r\n\r\n");
        Heard heard;
        if (end == std::string::npos)
            return heard;
        heard.head = waiting_.substr(0, end + 2);
        heard.status = std::atoi(heard.head.c_str() + std::string_view{"HTTP/1.1 "}.size());
        waiting_.erase(0, end + 4);
        return heard;
    }
    // Reads until these words have come; false when the other side hangs up without them.
    bool hears(std::string_view words)
    {
        while (waiting_.find(words) == std::string::npos)
            if (!more())
                return false;
        waiting_.erase(0, waiting_.find(words) + words.size());
        return true;
    }
    // Everything until the other side hangs up.
    std::string hear_all()
    {
        while (more()) {
        }
        return std::exchange(waiting_, {});
    }
    // Whether the other side hangs up without a further word.
    bool hears_nothing_more() { return hear_all().empty(); }

    Heard get(std::string_view target)
    {
        say("GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return hear();
    }

private:
    bool more()
    {
        char bytes[4'096];
        const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size > 0)
            waiting_.append(bytes, static_cast<std::size_t>(size));
        return size > 0;
    }

    int socket_;
    bool connected_ = false;
    std::string waiting_;
};

}  // namespace wd::test
