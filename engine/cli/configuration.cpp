// See configuration.hpp. What each key means for who reads the file stands in wijkdraad.example.toml.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/configuration.hpp"

#include "cli/oidc_configuration.hpp"
#include "cli/plugin_configuration.hpp"
#include "cli/toml_values.hpp"
#include "runtime/simulation/toml_table.hpp"

#include <boost/asio/ip/address.hpp>

namespace wd::cli {

namespace {

using runtime::Bounds;
using runtime::TomlComplaints;
using runtime::TomlTable;

constexpr Bounds ports{0, 65'535};
constexpr Bounds thread_counts{1, 64};
constexpr Bounds second_counts{1, 86'400};
constexpr Bounds connection_counts{1, 100'000};
constexpr Bounds head_sizes{1'024, 1 << 20};
constexpr Bounds body_sizes{1'024, 64 << 20};
constexpr Bounds request_counts{0, 1'000'000};
constexpr Bounds session_lengths{5, 10'080};  // minutes; a week
constexpr Bounds memory_sizes{8, 4'096};      // MiB

template <class Number>
void read_whole(TomlTable& table, std::string_view key, Bounds bounds, Number& value)
{
    if (const std::optional<std::int64_t> found = table.find_whole(key, bounds))
        value = static_cast<Number>(*found);
}

template <class Duration>
void read_seconds(TomlTable& table, std::string_view key, Duration& value)
{
    if (const std::optional<std::int64_t> found = table.find_whole(key, second_counts))
        value = std::chrono::seconds{*found};
}

std::optional<std::filesystem::path> find_path(TomlTable& table, std::string_view key,
                                               const std::filesystem::path& folder)
{
    const std::optional<std::string> found = table.find_text(key);
    if (!found || found->empty())
        return {};
    return folder / *found;  // an absolute one stays what it is
}

void read_url(TomlTable& table, std::string_view key, std::string& value)
{
    read_text(table, key, value);
    while (value.ends_with('/'))
        value.pop_back();
    if (!value.empty() && !value.starts_with("https://") && !value.starts_with("http://"))
        table.complain(key, fmt::format("'{}' verwacht een adres als https://wijkdraad.voorbeeld.nl", key));
}

void read_limits(TomlTable& table, Configuration& read)
{
    http::ConnectionLimits& limits = read.listener.limits;
    read_whole(table, "header_bytes", head_sizes, limits.message.head);
    read_whole(table, "body_bytes", body_sizes, limits.message.body);
    read_whole(table, "connections", connection_counts, limits.connections);
    read_whole(table, "connections_per_address", connection_counts, limits.per_address);
    read_seconds(table, "header_seconds", limits.head_time);
    read_seconds(table, "body_seconds", limits.body_time);
    read_seconds(table, "idle_seconds", limits.idle_time);
    read_seconds(table, "answer_seconds", limits.answer_time);
    read_seconds(table, "write_seconds", limits.write_time);
    read_seconds(table, "drain_seconds", limits.drain_time);
    read_whole(table, "requests_per_second", request_counts, read.rate.per_second);
    read_whole(table, "requests_at_once", Bounds{1, request_counts.high}, read.rate.burst);
    table.finish();
}

void read_tls(TomlTable& table, const std::filesystem::path& folder, Configuration& read)
{
    const std::optional<std::filesystem::path> certificate = find_path(table, "tls_certificate", folder);
    const std::optional<std::filesystem::path> key = find_path(table, "tls_key", folder);
    if (certificate.has_value() != key.has_value())
        table.complain(certificate ? "tls_certificate" : "tls_key",
                       "tls_certificate en tls_key horen bij elkaar: noem ze allebei, of geen van beide");
    if (certificate && key)
        read.listener.tls = http::TlsFiles{*certificate, *key};
    if (table.find_bool("tls_elsewhere").value_or(false))
        read.listener.tls_elsewhere = http::TlsElsewhere::yes;
}

void read_server(TomlTable& table, const std::filesystem::path& folder, Configuration& read)
{
    read_text(table, "address", read.listener.address);
    read_whole(table, "port", ports, read.listener.port);
    read_whole(table, "threads", thread_counts, read.listener.threads);
    read_tls(table, folder, read);
    read.listener.proxies = table.find_texts("proxies");
    read_url(table, "url", read.url);
    read.origins = table.find_texts("origins");
    if (std::optional<TomlTable> limits = table.find_table("limits"))
        read_limits(*limits, read);
    table.finish();
}

void read_log_settings(TomlTable& table, Configuration& read)
{
    read_word(table, "level", "mate", read.log_level);
    read_word(table, "format", "vorm", read.log_format);
    table.finish();
}

void read_attempts(TomlTable& table, http::AttemptSettings& attempts)
{
    read_whole(table, "free", Bounds{0, 1'000}, attempts.free);
    read_seconds(table, "first_pause_seconds", attempts.first_pause);
    read_seconds(table, "longest_pause_seconds", attempts.longest_pause);
    read_seconds(table, "forgotten_seconds", attempts.forgotten);
    table.finish();
}

void read_password(TomlTable& table, http::PasswordSettings& password)
{
    constexpr std::size_t mebibyte = 1 << 20;
    std::size_t memory = password.memory_bytes / mebibyte;
    read_whole(table, "passes", Bounds{1, 100}, password.passes);
    read_whole(table, "memory_mib", memory_sizes, memory);
    read_whole(table, "workers", thread_counts, password.workers);
    read_whole(table, "waiting", Bounds{1, 10'000}, password.waiting_max);
    password.memory_bytes = memory * mebibyte;
    table.finish();
}

void read_login(TomlTable& table, const std::filesystem::path& folder, Configuration& read)
{
    if (const std::optional<std::int64_t> minutes = table.find_whole("session_minutes", session_lengths))
        read.login.session_length = std::chrono::minutes{*minutes};
    read_text(table, "name", read.login.issuer);
    if (table.find_bool("second_factor_for_administrators").value_or(false))
        read.second_factor = http::SecondFactor::asked_of_administrators;
    if (const std::optional<std::filesystem::path> file = find_path(table, "key_file", folder))
        read.key_file = *file;
    if (std::optional<TomlTable> attempts = table.find_table("attempts"))
        read_attempts(*attempts, read.login.per_login);
    if (std::optional<TomlTable> attempts = table.find_table("attempts_per_address"))
        read_attempts(*attempts, read.login.per_address);
    if (std::optional<TomlTable> password = table.find_table("password"))
        read_password(*password, read.password);
    table.finish();
}

void read_contact(TomlTable& table, Configuration& read)
{
    read_text(table, "name", read.description.contact_name);
    read_url(table, "url", read.description.contact_url);
    read_text(table, "email", read.description.contact_email);
    table.finish();
}

void read_processing(TomlTable& table, Configuration& read)
{
    read_text(table, "person_activity", read.readings.person_activity);
    read_text(table, "household_activity", read.readings.household_activity);
    table.finish();
}

}  // namespace

Result<Configuration> read_configuration(std::string_view text, const std::filesystem::path& file)
{
    const Result<toml::table> parsed = runtime::parse_toml(text, file.filename().string());
    if (!parsed)
        return parsed.error();
    Configuration read;
    TomlComplaints complaints{file.filename().string(), {}};
    const std::filesystem::path folder = file.parent_path();
    TomlTable root{&*parsed, "", complaints};
    if (std::optional<TomlTable> server = root.find_table("server"))
        read_server(*server, folder, read);
    if (std::optional<TomlTable> log = root.find_table("log"))
        read_log_settings(*log, read);
    if (std::optional<TomlTable> login = root.find_table("login"))
        read_login(*login, folder, read);
    if (std::optional<TomlTable> oidc = root.find_table("oidc"))
        read.oidc = read_oidc(*oidc, folder, read.url);
    if (std::optional<TomlTable> contact = root.find_table("contact"))
        read_contact(*contact, read);
    if (std::optional<TomlTable> processing = root.find_table("processing"))
        read_processing(*processing, read);
    read.plugins = read_plugins(root.find_tables("plugin"), folder);
    root.finish();
    if (!complaints.list.empty())
        return complaints.to_error();
    return read;
}

bool is_loopback(const std::string& address)
{
    boost::system::error_code wrong;
    const boost::asio::ip::address parsed = boost::asio::ip::make_address(address, wrong);
    return address == "localhost" || (!wrong && parsed.is_loopback());
}

Result<void> check_configuration(const Configuration& configuration)
{
    const http::ListenerOptions& listener = configuration.listener;
    if (is_loopback(listener.address) || listener.tls || listener.tls_elsewhere == http::TlsElsewhere::yes)
        return {};
    return refusal(
        Errc::invalid,
        "op adres {} kunnen anderen meelezen; noem een tls_certificate en tls_key, of zet tls_elsewhere = true "
        "als een server hiervoor voor TLS zorgt",
        listener.address);
}

}  // namespace wd::cli
