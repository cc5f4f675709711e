// plugin.toml: what a plugin is, which events it wants and what must be set for it. Read strictly: an unknown key, an event that does not
// exist and a setting that does not fit are all told at once, with their line. Reads no files and starts nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::plugin {

enum class SettingKind { text, number, yes_no };
BOOST_DESCRIBE_ENUM(SettingKind, text, number, yes_no)

// Something that an administrator sets for one configuration.
struct SettingSpec {
    std::string name;
    std::string title;  // Dutch, for who fills it in
    SettingKind kind = SettingKind::text;
    bool secret = false;    // comes from the environment, stands in no file and is never shown
    bool required = false;  // one that is neither required nor given has `otherwise`
    json::value otherwise;
};

// A definition: one folder with its plugin.toml. There may be several configurations of it.
struct Manifest {
    std::string name;  // "webhook"
    std::string version;
    std::string title;                  // Dutch: what it does
    std::vector<std::string> command;   // the program and its arguments, started in `folder`
    std::filesystem::path folder;       // where plugin.toml lies
    std::vector<std::string> events;    // types ("task.offered"), or beginnings of types ("task."); empty: none
    std::vector<SettingSpec> settings;  // in the order of the file
    std::int64_t memory_mib = 256;      // whoever takes more is started anew
    std::chrono::milliseconds answer_time{30'000};  // for one message
};

// `file` is its name in complaints, and its folder is where the program is started.
Result<Manifest> read_manifest(std::string_view text, const std::filesystem::path& file);

// Whether this plugin is told of events of this type.
bool wants(const Manifest& manifest, std::string_view type);

// Where "${NAME}" is looked up; nothing when there is no such variable.
using Environment = std::function<std::optional<std::string>(const std::string&)>;

// What the program gets: every setting of the manifest, with the text in place of each "${NAME}". Refuses, all at once: a setting that
// the manifest does not have, a required one that is missing, a value of another kind, a variable that is not there, and a secret
// that stands in the file itself.
Result<json::object> read_settings(const Manifest& manifest, const json::object& given, const Environment& environment);

}  // namespace wd::plugin
