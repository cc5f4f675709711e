// See plugin_configuration.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/plugin_configuration.hpp"

#include "base/text.hpp"
#include "cli/files.hpp"
#include "cli/toml_values.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace wd::cli {

namespace {

using runtime::TomlTable;

constexpr std::size_t name_length_max = 40;

std::optional<std::string> from_environment(const std::string& name)
{
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// It becomes the name of a file.
bool is_name(std::string_view name)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    return !name.empty() && name.size() <= name_length_max && std::all_of(name.begin(), name.end(), fits);
}

void complain_of(TomlTable& table, std::string_view key, const Error& error)
{
    if (error.details.empty())
        return table.complain(key, to_text(error));
    for (const Error& detail : error.details)
        table.complain(key, to_text(detail));
}

void read_token(TomlTable& table, std::string& token)
{
    read_text(table, "token", token);
    if (token.empty())
        return;
    if (!token.starts_with("${") || token.find('}') != token.size() - 1)
        return table.complain("token",
                              "een token is geheim en hoort niet in dit bestand; zet het in een "
                              "omgevingsvariabele en schrijf hier \"${NAAM}\"");
    const std::string name = token.substr(2, token.size() - 3);
    const std::optional<std::string> value = from_environment(name);
    if (!value)
        return table.complain("token", fmt::format("de omgevingsvariabele {} is er niet", name));
    token = *value;
}

void read_manifest_of(TomlTable& table, const std::filesystem::path& folder, plugin::Configuration& read)
{
    const std::string path = table.text("folder");
    json::object given;
    if (std::optional<TomlTable> settings = table.find_table("settings"))
        settings->each_key([&](TomlTable& own, const std::string& key) { given[key] = own.answer(key); });
    if (path.empty())
        return;
    const std::filesystem::path file = std::filesystem::absolute(folder / path / "plugin.toml");
    const Result<std::string> text = read_file(file);
    if (!text)
        return complain_of(table, "folder", text.error());
    Result<plugin::Manifest> manifest = plugin::read_manifest(*text, file);
    if (!manifest)
        return complain_of(table, "folder", manifest.error());
    read.manifest = std::move(*manifest);
    Result<json::object> settings = plugin::read_settings(read.manifest, given, from_environment);
    if (!settings)
        return complain_of(table, "settings", settings.error());
    read.settings = std::move(*settings);
}

plugin::Configuration read_plugin(TomlTable& table, const std::filesystem::path& folder)
{
    plugin::Configuration read;
    read.name = table.text("name");
    if (!read.name.empty() && !is_name(read.name))
        table.complain("name",
                       fmt::format("'{}' is geen naam voor een plugin; kies kleine letters, cijfers, '-' en '_', "
                                   "hoogstens {} tekens",
                                   read.name, name_length_max));
    read_word(table, "from", "beginpunt", read.from);
    read_token(table, read.token);
    read_manifest_of(table, folder, read);
    table.finish();
    return read;
}

}  // namespace

std::vector<plugin::Configuration> read_plugins(std::vector<TomlTable> tables, const std::filesystem::path& folder)
{
    std::vector<plugin::Configuration> plugins;
    std::set<std::string> names;
    for (TomlTable& table : tables) {
        plugins.push_back(read_plugin(table, folder));
        if (!names.insert(plugins.back().name).second)
            table.complain("name",
                           fmt::format("er is al een plugin '{}'; geef deze een andere naam", plugins.back().name));
    }
    return plugins;
}

}  // namespace wd::cli
