// See manifest.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/manifest.hpp"

#include "base/text.hpp"
#include "domain/events.hpp"
#include "runtime/simulation/toml_table.hpp"

#include <algorithm>
#include <set>

namespace wd::plugin {

namespace {

using runtime::Bounds;
using runtime::TomlComplaints;
using runtime::TomlTable;

constexpr Bounds memory_sizes{16, 65'536};  // MiB
constexpr Bounds answer_times{1, 3'600};    // seconds
constexpr std::size_t name_length_max = 40;

bool is_name(std::string_view name)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    return !name.empty() && name.size() <= name_length_max && name.front() >= 'a' && name.front() <= 'z' &&
           std::all_of(name.begin(), name.end(), fits);
}

void read_name(TomlTable& table, std::string& name)
{
    name = table.text("name");
    if (!name.empty() && !is_name(name))
        table.complain("name", fmt::format("'{}' is geen naam; een naam begint met een kleine letter, daarna letters, "
                                           "cijfers, '-' en '_', hoogstens {} tekens",
                                           name, name_length_max));
}

// Every type, and every beginning that ends in a dot.
std::set<std::string_view> wanted_words()
{
    std::set<std::string_view> words;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, domain::AnyEvent>>([&](auto identity) {
        const std::string_view type = decltype(identity)::type::type;
        words.insert(type);
        words.insert(type.substr(0, type.find('.') + 1));
    });
    return words;
}

// An event that nobody will ever hear of is a mistake in typing.
void check_events(TomlTable& table, const std::vector<std::string>& events)
{
    const std::set<std::string_view> known = wanted_words();
    for (const std::string& wanted : events)
        if (!known.contains(wanted))
            table.complain("events", fmt::format("er zijn geen gebeurtenissen '{}'{}", wanted,
                                                 did_you_mean(wanted, std::vector(known.begin(), known.end()))));
}

bool fits(SettingKind kind, const json::value& value)
{
    switch (kind) {
    case SettingKind::text: return value.is_string();
    case SettingKind::number: return value.is_int64();
    case SettingKind::yes_no: return value.is_bool();
    }
    return false;
}

std::string_view dutch(SettingKind kind)
{
    switch (kind) {
    case SettingKind::text: return "een tekst";
    case SettingKind::number: return "een heel getal";
    case SettingKind::yes_no: return "true of false";
    }
    return "?";
}

SettingSpec read_setting(TomlTable& table)
{
    SettingSpec setting;
    read_name(table, setting.name);
    setting.title = table.text("title");
    if (table.has("kind")) {
        runtime::KnownWords known{"soort", {}};
        for (const std::string_view word : names_of<SettingKind>())
            known.words.emplace_back(word);
        setting.kind = find_enum<SettingKind>(table.word("kind", known)).value_or(SettingKind::text);
    }
    setting.secret = table.find_bool("secret").value_or(false);
    setting.required = table.find_bool("required").value_or(false);
    if (table.has("default")) {
        setting.otherwise = table.answer("default");
        if (!fits(setting.kind, setting.otherwise))
            table.complain("default", fmt::format("'default' is hier {}", dutch(setting.kind)));
        if (setting.required || setting.secret)
            table.complain("default", "wat verplicht of geheim is, heeft geen 'default'");
    }
    if (setting.secret && setting.kind != SettingKind::text)
        table.complain("kind", "een geheim is een tekst");
    table.finish();
    return setting;
}

// "${NAME}" becomes the text of that variable; what is missing goes to `missing`.
std::string expand(std::string_view text, const Environment& environment, std::vector<std::string>& missing)
{
    std::string expanded;
    while (true) {
        const std::size_t start = text.find("${");
        const std::size_t end = start == std::string_view::npos ? start : text.find('}', start);
        if (end == std::string_view::npos)
            return expanded.append(text);
        const std::string name(text.substr(start + 2, end - start - 2));
        const std::optional<std::string> value = environment(name);
        if (!value)
            missing.push_back(name);
        expanded.append(text.substr(0, start)).append(value.value_or(""));
        text.remove_prefix(end + 1);
    }
}

bool is_from_environment(std::string_view text)
{
    return text.starts_with("${") && text.find('}') == text.size() - 1;
}

}  // namespace

Result<Manifest> read_manifest(std::string_view text, const std::filesystem::path& file)
{
    const Result<toml::table> parsed = runtime::parse_toml(text, file.string());
    if (!parsed)
        return parsed.error();
    TomlComplaints complaints{file.string(), {}};
    TomlTable table{&*parsed, "", complaints};
    Manifest manifest;
    read_name(table, manifest.name);
    manifest.version = table.text("version");
    manifest.title = table.text("title");
    manifest.command = table.find_texts("command");
    if (manifest.command.empty())
        table.complain("command",
                       "noem bij 'command' het programma dat Wijkdraad start, bijvoorbeeld [\"python3\", "
                       "\"plugin.py\"]");
    manifest.folder = file.parent_path();
    manifest.events = table.find_texts("events");
    check_events(table, manifest.events);
    if (const std::optional<std::int64_t> size = table.find_whole("memory_mib", memory_sizes))
        manifest.memory_mib = *size;
    if (const std::optional<std::int64_t> seconds = table.find_whole("answer_seconds", answer_times))
        manifest.answer_time = std::chrono::seconds{*seconds};
    std::set<std::string> names;
    for (TomlTable& setting : table.find_tables("setting")) {
        manifest.settings.push_back(read_setting(setting));
        if (!names.insert(manifest.settings.back().name).second)
            setting.complain("name", fmt::format("'{}' staat er twee keer", manifest.settings.back().name));
    }
    table.finish();
    if (!complaints.list.empty())
        return complaints.to_error();
    return manifest;
}

bool wants(const Manifest& manifest, std::string_view type)
{
    return std::any_of(manifest.events.begin(), manifest.events.end(), [&](const std::string& wanted) {
        return wanted.ends_with('.') ? type.starts_with(wanted) : type == wanted;
    });
}

Result<json::object> read_settings(const Manifest& manifest, const json::object& given, const Environment& environment)
{
    std::vector<Error> complaints;
    const auto complain = [&](std::string_view name, std::string message) {
        complaints.push_back(Error{Errc::invalid, std::move(message), Where{{}, 0, std::string(name)}, {}});
    };
    std::vector<std::string_view> names;
    for (const SettingSpec& setting : manifest.settings)
        names.push_back(setting.name);
    for (const auto& member : given)
        if (std::find(names.begin(), names.end(), std::string_view(member.key())) == names.end())
            complain(member.key(), fmt::format("'{}' kent geen instelling '{}'{}", manifest.name,
                                               std::string_view(member.key()), did_you_mean(member.key(), names)));
    json::object read;
    for (const SettingSpec& setting : manifest.settings) {
        const json::value* value = given.if_contains(setting.name);
        if (value == nullptr) {
            if (setting.required)
                complain(setting.name, fmt::format("'{}' ontbreekt: {}", setting.name, setting.title));
            read[setting.name] = setting.otherwise;
            continue;
        }
        if (!fits(setting.kind, *value)) {
            complain(setting.name, fmt::format("'{}' moet {} zijn", setting.name, dutch(setting.kind)));
            continue;
        }
        if (setting.kind != SettingKind::text) {
            read[setting.name] = *value;
            continue;
        }
        const std::string_view text{value->get_string().data(), value->get_string().size()};
        if (setting.secret && !is_from_environment(text)) {
            complain(setting.name,
                     fmt::format("'{}' is geheim en hoort niet in dit bestand; zet het in een omgevingsvariabele en "
                                 "schrijf hier \"${{NAAM}}\"",
                                 setting.name));
            continue;
        }
        std::vector<std::string> missing;
        read[setting.name] = expand(text, environment, missing);
        for (const std::string& name : missing)
            complain(setting.name, fmt::format("'{}' verwijst naar ${{{}}}, en die omgevingsvariabele is er niet",
                                               setting.name, name));
    }
    if (complaints.empty())
        return read;
    if (complaints.size() == 1)
        return complaints.front();
    Error error = refusal(Errc::invalid, "{} instellingen van '{}' kloppen niet", complaints.size(), manifest.name);
    error.details = std::move(complaints);
    return error;
}

}  // namespace wd::plugin
