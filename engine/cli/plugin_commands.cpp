// plugin list and dead-letters: how the plugins of this installation are, and what they could not take.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "runtime/socket_port.hpp"
#include "store/store.hpp"

#include <iostream>

namespace wd::cli {

namespace {

std::string_view dutch(store::PluginState state)
{
    switch (state) {
    case store::PluginState::starting: return "start";
    case store::PluginState::running: return "draait";
    case store::PluginState::waiting: return "kan nu niet";
    case store::PluginState::stopped: return "gestopt";
    }
    return "?";
}

Result<json::value> list_plugins(Session& session, const Arguments&)
{
    const Result<store::ReadStore*> store = session.reader();
    if (!store)
        return store.error();
    json::array plugins = (*store)->view("inner_plugins", {});
    // A program that was killed could not say so.
    if (!runtime::connect_to_server(session.data()))
        for (json::value& plugin : plugins)
            plugin.as_object()["state"] = json::string(name_of(store::PluginState::stopped));
    return json::value(std::move(plugins));
}

Result<json::value> list_letters(Session& session, const Arguments& arguments)
{
    const Result<store::ReadStore*> store = session.reader();
    if (!store)
        return store.error();
    json::object with;
    if (arguments.has("--plugin")) {
        const std::string name = arguments.text("--plugin");
        std::vector<std::string> names;
        for (const json::value& plugin : (*store)->view("inner_plugins", {}))
            names.push_back(text_of(plugin, "plugin"));
        const std::vector<std::string_view> known(names.begin(), names.end());
        if (!is_among(name, names))
            return refusal(Errc::not_found, "er is geen plugin '{}'{}; kijk met plugin list welke er zijn", name,
                           did_you_mean(name, known));
        with["plugin"] = json::string(name);
    }
    json::array letters;
    for (json::value& letter : (*store)->view("inner_plugin_letters", with))
        if (arguments.has("--all") || letter.at("due_at").is_null())
            letters.push_back(std::move(letter));
    return json::value(std::move(letters));
}

void show_plugins(const json::value& answer, Session&)
{
    json::array rows;
    for (const json::value& plugin : answer.as_array()) {
        json::object row = plugin.as_object();
        const auto state = find_enum<store::PluginState>(text_of(plugin, "state"));
        row["state"] = state ? json::string(dutch(*state)) : json::string("?");
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"plugin", "plugin"},
                             {"soort", "definition"},
                             {"versie", "version"},
                             {"stand", "state"},
                             {"sinds", "since", As::day},
                             {"straks opnieuw", "waiting", As::number},
                             {"vastgelopen", "dead", As::number},
                             {"waarom", "why"}},
                            "Er zijn geen plugins. Zet er een bij [[plugin]] in wijkdraad.toml.");
}

void show_letters(const json::value& answer, Session&)
{
    std::cout << table_text(answer.as_array(),
                            {{"plugin", "plugin"},
                             {"gebeurtenis", "event"},
                             {"soort", "type"},
                             {"programma", "programme"},
                             {"pogingen", "attempts", As::number},
                             {"opnieuw", "due_at", As::day},
                             {"waarom", "why"}},
                            "Er is niets blijven liggen.");
}

}  // namespace

std::vector<Command> plugin_commands()
{
    return {
        {"plugin list",
         "Laat zien hoe het met de plugins gaat.",
         "plugin list --data wijkdraad-data",
         {},
         list_plugins,
         show_plugins,
         {},
         "Plugins staan bij [[plugin]] in wijkdraad.toml en draaien zolang wijkdraad serve draait. Wat een plugin zelf "
         "meldt, staat in de map met gegevens, in plugins/NAAM.log."},
        {"plugin dead-letters",
         "Laat zien welke gebeurtenissen een plugin niet kon verwerken en die niet vanzelf nog eens komen.",
         "plugin dead-letters",
         {option("--plugin", "", Kind::text, "alleen van deze plugin"),
          option("--all", "", Kind::flag, "ook wat vanzelf nog eens komt")},
         list_letters,
         show_letters},
    };
}

}  // namespace wd::cli
