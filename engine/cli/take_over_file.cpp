// See take_over_file.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/take_over_file.hpp"

#include "cli/files.hpp"
#include "cli/render.hpp"
#include "runtime/simulation/toml_table.hpp"

#include <set>

namespace wd::cli {

Result<json::value> read_take_over(const std::string& file)
{
    const Result<std::string> text = read_file(file);
    if (!text)
        return text.error();
    const Result<toml::table> parsed = runtime::parse_toml(*text, file);
    if (!parsed)
        return parsed.error();
    runtime::TomlComplaints complaints{file, {}};
    runtime::TomlTable whole{&*parsed, "", complaints};
    json::array restart;
    for (const std::string& phase : whole.find_texts("restart"))
        restart.push_back(json::value(phase));
    json::array steps;
    for (runtime::TomlTable& one : whole.find_tables("step")) {
        json::object step{{"path", one.text("path")}};
        if (const std::optional<std::string> as = one.find_text("as"))
            step["as"] = *as;
        if (const std::optional<bool> cancel = one.find_bool("cancel"))
            step["cancel"] = *cancel;
        one.finish();
        steps.push_back(std::move(step));
    }
    whole.finish();
    if (!complaints.list.empty())
        return complaints.to_error();
    return json::value(json::object{{"steps", std::move(steps)}, {"restart", std::move(restart)}});
}

std::string take_over_template(const json::value& preview)
{
    std::set<std::string> asked;
    std::string text;
    for (const json::value& run : list_of(preview, "runs"))
        for (const json::value& question : list_of(run, "questions")) {
            const std::string place = text_of(question, "map_as");
            if (!asked.insert(place).second)
                continue;
            text += fmt::format(
                "\n# {}, {}\n# {}\n[[step]]\npath = \"{}\"\n# kies één van de twee:\n# as = \"…\"\n"
                "# cancel = true\n",
                text_of(question, "title"), text_of(question, "where"), text_of(question, "told"), place);
        }
    if (text.empty())
        return text;
    return fmt::format(
        "# Overstap op {} versie {}. Zeg bij elke stap waarmee die verder gaat (as), of dat die vervalt\n"
        "# (cancel = true). Een fase die opnieuw begint: restart = [\"…\"] op de eerste regel.\n{}",
        text_of(preview, "workflow"), number_of(preview, "version"), text);
}

}  // namespace wd::cli
