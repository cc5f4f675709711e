// wijkdraad.toml: how this installation serves. Every key has a default that is safe; an unknown key is refused with its line and the
// nearest known one, and everything that is wrong is told at once. Does not start anything.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "http/listener.hpp"
#include "http/login.hpp"
#include "http/oidc.hpp"
#include "http/openapi.hpp"
#include "http/password.hpp"
#include "http/rate.hpp"
#include "http/readings.hpp"
#include "http/registry.hpp"
#include "plugin/host.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace wd::cli {

enum class LogLevel { debug, info, warning, error };
BOOST_DESCRIBE_ENUM(LogLevel, debug, info, warning, error)
enum class LogFormat { text, json };
BOOST_DESCRIBE_ENUM(LogFormat, text, json)

struct Configuration {
    http::ListenerOptions listener;
    std::string url;                   // as others reach it, without a slash at the end; "" = where it listens
    std::vector<std::string> origins;  // of web pages elsewhere that may ask (CORS)
    http::Rate rate;                   // requests of one account
    http::ApiDescription description;  // who may be asked about this installation

    LogLevel log_level = LogLevel::info;
    LogFormat log_format = LogFormat::text;

    http::LoginSettings login;
    http::PasswordSettings password;
    http::SecondFactor second_factor = http::SecondFactor::as_chosen;
    std::filesystem::path key_file;  // empty = beside the data directory
    http::ReadingSettings readings;
    http::OidcSettings oidc;  // without an issuer there is no provider
    std::vector<plugin::Configuration> plugins;
};

// The text of the file; `file` is its name in complaints, and its folder is where relative paths begin.
Result<Configuration> read_configuration(std::string_view text, const std::filesystem::path& file);

// Whether only this machine can knock.
bool is_loopback(const std::string& address);
// Refuses what would send passwords over the network in the open.
Result<void> check_configuration(const Configuration& configuration);

}  // namespace wd::cli
