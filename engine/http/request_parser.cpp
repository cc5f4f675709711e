// See request_parser.hpp. The grammar is Beast's; what it lets through and we do not, is checked when the head is whole.
// SPDX-License-Identifier: EUPL-1.2
#include "http/request_parser.hpp"

#include "base/text.hpp"
#include "http/target.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <array>

namespace wd::http {

namespace beast_http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

namespace {

constexpr std::size_t headers_max = 100;
constexpr std::size_t chunk_line_max = 4 << 10;  // bytes of the size, extensions and trailers of a chunk

// What may come once only, because one server would take the first and another one the last.
constexpr std::array<std::string_view, 9> single{"host",          "content-length", "transfer-encoding", "content-type",
                                                 "authorization", "expect",         "idempotency-key",   "if-match",
                                                 "x-csrf-token"};

std::string copy_of(string_view text)
{
    return {text.data(), text.size()};
}

bool is_steering(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

bool is_authority(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{".-_:[]"}.find(c) != std::string_view::npos;
    });
}

// "http://host/path" as the path, when the host is the one of the header. None when it is another one.
std::optional<std::string> without_authority(const std::string& target, std::string_view host)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!lower_case(target.substr(0, scheme.size())).starts_with(scheme))
            continue;
        const std::size_t end = std::min(target.find_first_of("/?", scheme.size()), target.size());
        if (lower_case(target.substr(scheme.size(), end - scheme.size())) != lower_case(std::string(host)))
            return {};
        const std::string rest = target.substr(end);
        return rest.starts_with('/') ? rest : "/" + rest;
    }
    return target;
}

}  // namespace

class RequestParser::Reader final : public beast_http::basic_parser<true> {
public:
    explicit Reader(MessageLimits limits) : limits_(limits)
    {
        header_limit(static_cast<std::uint32_t>(limits.head));
        body_limit(limits.body);
    }

    Progress feed(std::string& received)
    {
        std::size_t used = 0;
        error_code failure;
        while (!refused_ && !is_done()) {
            const std::size_t waiting = received.size() - used;
            const bool in_head = !is_header_done();
            if (may_end_too_soon(std::string_view{received}.substr(used)))
                break;
            const std::size_t taken = put(boost::asio::const_buffer{received.data() + used, waiting}, failure);
            used += taken;
            const bool waits = failure == beast_http::error::need_more;
            if (in_head && (waits || !failure) && !fits_in_head(taken, received.size() - used))
                break;
            if (waits) {
                check_waiting(received.size() - used);
                break;
            }
            if (failure)
                refuse(failure);
            else if (in_head && is_header_done())
                check_head();
            else if (used == received.size())
                break;
        }
        received.erase(0, used);
        if (refused_)
            return Progress::refused;
        if (is_done())
            return Progress::complete;
        return is_header_done() ? Progress::body : Progress::head;
    }

    bool wants_continue() const { return expects_continue_; }
    bool knows_chunks() const { return version_ >= 11; }
    bool persists() const { return !refused_ && keep_alive(); }
    Request take() { return std::move(request_); }
    const Response& refusal() const { return *refused_; }

private:
    void refuse(int status, std::string_view code, std::string_view detail)
    {
        if (!refused_)
            refused_ = plain_problem(status, code, detail);
    }
    void refuse(std::string_view detail) { refuse(400, "ongeldig", detail); }

    void refuse(const error_code& failure)
    {
        if (failure == beast_http::error::header_limit)
            refuse_large_head();
        else if (failure == beast_http::error::body_limit)
            refuse(413, "te_groot",
                   fmt::format("de inhoud van een verzoek mag hoogstens {} bytes groot zijn", limits_.body));
        else if (failure == beast_http::error::bad_version)
            refuse(400, "ongeldig", "de eerste regel van een verzoek is 'METHODE pad HTTP/1.1'");
        else if (is_header_done())
            refuse("de inhoud van dit verzoek is niet goed in stukken verdeeld (chunked)");
        else
            refuse("dit is geen goed gevormd HTTP-verzoek");
    }

    void refuse_large_head()
    {
        refuse(431, "te_groot",
               fmt::format("de kop van een verzoek mag hoogstens {} bytes en {} regels groot zijn", limits_.head,
                           headers_max));
    }

    // Beast counts on the whole of "0\r\n\r\n" when it looks at the last chunk again, and that comes in any case.
    bool may_end_too_soon(std::string_view waiting) const
    {
        return is_header_done() && chunked() && waiting.starts_with('0') && waiting.size() < 5;
    }

    // Beast bounds each line and what waits; a head of many lines is for us to bound.
    bool fits_in_head(std::size_t taken, std::size_t waiting)
    {
        head_ += taken;
        if (head_ > limits_.head || (!is_header_done() && head_ + waiting > limits_.head))
            refuse_large_head();
        return !refused_;
    }

    // What was not understood yet is part of one line of the head or of a chunk, and those have an end.
    void check_waiting(std::size_t waiting)
    {
        if (is_header_done() && waiting > chunk_line_max)
            refuse("de regels tussen de stukken van dit verzoek (chunked) zijn te lang");
    }

    std::size_t count(std::string_view name) const
    {
        return static_cast<std::size_t>(std::count_if(request_.headers.begin(), request_.headers.end(),
                                                      [&](const auto& header) { return header.first == name; }));
    }

    void check_head()
    {
        in_trailer_ = true;
        if (request_.headers.size() > headers_max)
            return refuse_large_head();
        for (const std::string_view name : single)
            if (count(name) > 1)
                return refuse(fmt::format("de kop '{}' mag er maar één keer staan", name));
        for (const auto& [name, value] : request_.headers)
            if (std::any_of(value.begin(), value.end(), is_steering))
                return refuse("in de kop van dit verzoek staat een stuurteken");
        check_length();
        check_host();
        check_expect();
        if (!refused_)
            read_target();
    }

    void check_length()
    {
        const bool encoded = count("transfer-encoding") > 0;
        const std::string_view length = find_header(request_.headers, "content-length");
        if (encoded && (count("content-length") > 0 || version_ < 11 ||
                        lower_case(std::string(find_header(request_.headers, "transfer-encoding"))) != "chunked"))
            refuse("bij Transfer-Encoding kan alleen 'chunked', in HTTP/1.1 en zonder Content-Length");
        if (count("content-length") > 0 &&
            (length.empty() || !std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; })))
            refuse("Content-Length is één heel getal");
    }

    void check_host()
    {
        const std::string_view host = find_header(request_.headers, "host");
        if (count("host") == 0 ? version_ >= 11 : !is_authority(host))
            refuse("een verzoek noemt in de kop 'Host' één host, bijvoorbeeld Host: localhost:8080");
    }

    void check_expect()
    {
        const std::string expect = lower_case(std::string(find_header(request_.headers, "expect")));
        if (!expect.empty() && expect != "100-continue")
            refuse(417, "ongeldig", "van 'Expect' wordt alleen 100-continue begrepen");
        expects_continue_ = !expect.empty() && version_ >= 11 && !is_done();
    }

    void read_target()
    {
        std::optional<std::string> own = without_authority(request_.target, find_header(request_.headers, "host"));
        if (!own)
            return refuse("dit adres hoort bij een andere host dan de kop 'Host' noemt");
        request_.target = std::move(*own);
        Result<Target> target = wd::http::parse_target(request_.target);
        if (!target)
            return refuse(target.error().message);
        request_.segments = std::move(target->segments);
        request_.query = std::move(target->query);
        request_.trailing_slash = target->trailing_slash;
    }

    // --- What the grammar found. The results are kept; what is wrong with them is said when the head is whole.

    void on_request_impl(beast_http::verb, string_view method, string_view target, int version, error_code&) override
    {
        request_.method = copy_of(method);
        request_.target = copy_of(target);
        version_ = version;
    }
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(beast_http::field, string_view name, string_view value, error_code&) override
    {
        if (!in_trailer_)  // nobody looks at what comes behind the body
            request_.headers.emplace_back(lower_case(copy_of(name)), copy_of(value));
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view piece, error_code&) override
    {
        request_.body.append(piece.data(), piece.size());
        return piece.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code&) override
    {
        request_.body.append(piece.data(), piece.size());
        return piece.size();
    }
    void on_finish_impl(error_code&) override {}

    MessageLimits limits_;
    Request request_;
    std::size_t head_ = 0;  // bytes of it that were taken
    int version_ = 11;
    bool expects_continue_ = false;
    bool in_trailer_ = false;
    std::optional<Response> refused_;
};

RequestParser::RequestParser(MessageLimits limits) : reader_(std::make_unique<Reader>(limits))
{
}
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::feed(std::string& received)
{
    return reader_->feed(received);
}

bool RequestParser::wants_continue() const
{
    return reader_->wants_continue();
}

bool RequestParser::keep_alive() const
{
    return reader_->persists();
}

bool RequestParser::knows_chunks() const
{
    return reader_->knows_chunks();
}

Request RequestParser::take()
{
    return reader_->take();
}

const Response& RequestParser::refusal() const
{
    return reader_->refusal();
}

}  // namespace wd::http
