// workflow preflight, and the part of workflow install that takes open runs over.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/take_over_commands.hpp"

#include "cli/arguments.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/take_over_file.hpp"
#include "cli/workflow_source.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <set>

namespace wd::cli {

namespace {

// Shown of each list before "en nog N".
constexpr std::size_t shown_max = 6;

struct Told {
    std::string_view key;
    std::string_view sentence;
};
constexpr std::array told_lists{
    Told{"to_come", "komt erbij"},
    Told{"passed_over", "nieuw, maar hier al voorbij"},
    Told{"renewed", "vraagt voortaan iets anders"},
    Told{"carried_on", "gaat verder als"},
    Told{"cancelled", "vervalt"},
};

std::string titles_text(const json::array& steps)
{
    std::vector<std::string> titles;
    for (const json::value& step : steps)
        if (titles.size() < shown_max)
            titles.push_back(text_of(step, "title").empty() ? text_of(step, "map_as") : text_of(step, "title"));
    std::string text = fmt::format("{}", fmt::join(titles, "; "));
    if (steps.size() > shown_max)
        text += fmt::format("; en nog {}", steps.size() - shown_max);
    return text;
}

void show_run(const json::value& run)
{
    std::cout << fmt::format("\n{} · {}{}\n", text_of(run, "programme_name"),
                             text_of(run, "run").empty() ? "vertrouwelijk" : text_of(run, "run"),
                             text_of(run, "phase_title").empty() ? "" : " · fase " + text_of(run, "phase_title"));
    std::cout << fmt::format("  {}\n", text_of(run, "verdict_title"));
    if (member(run, "restart").is_bool())
        std::cout << "  de fase begint opnieuw\n";
    if (const json::array& missing = list_of(run, "missing_phases"); !missing.empty())
        std::cout << wrapped(fmt::format("in de nieuwe versie staat niet: {}", cell_text(missing, As::text)), "  ")
                  << '\n';
    for (const json::value& question : list_of(run, "questions"))
        std::cout << wrapped(fmt::format("? {} ({}): {}", text_of(question, "title"), text_of(question, "map_as"),
                                         text_of(question, "told")),
                             "  ")
                  << '\n';
    for (const Told& told : told_lists)
        if (const json::array& steps = list_of(run, told.key); !steps.empty())
            std::cout << wrapped(fmt::format("{}: {}", told.sentence, titles_text(steps)), "  ") << '\n';
}

std::int64_t count_of(const json::array& runs, std::string_view verdict)
{
    return std::count_if(runs.begin(), runs.end(),
                         [&](const json::value& run) { return text_of(run, "verdict") == verdict; });
}

Result<json::value> preview(Session& session, const WorkflowSource& source, const Arguments& arguments)
{
    json::object with;
    json::object files;
    for (const script::File& file : source.bundle.files)
        files[file.path] = file.bytes;
    with["files"] = std::move(files);
    if (arguments.has("--map")) {
        Result<json::value> mapping = read_take_over(arguments.text("--map"));
        if (!mapping)
            return mapping.error();
        with["mapping"] = std::move(*mapping);
    }
    return session.ask("preflight", std::move(with));
}

Result<json::value> preflight(Session& session, const Arguments& arguments)
{
    const Result<WorkflowSource> source = find_workflow_files(arguments.text("map"));
    if (!source)
        return source.error();
    if (const auto loaded = load_checked(*source); !loaded)
        return loaded.error();
    Result<json::value> answer = preview(session, *source, arguments);
    if (!answer || !arguments.has("--out"))
        return answer;
    const std::string text = take_over_template(*answer);
    if (text.empty())
        return answer;
    if (const Result<void> written = write_file(arguments.text("--out"), text); !written)
        return written.error();
    answer->get_object()["file"] = arguments.text("--out");
    return answer;
}

void show_preflight(const json::value& answer, Session&)
{
    const json::array& runs = list_of(answer, "runs");
    std::cout << fmt::format(
        "{} versie {}: {}\n", text_of(answer, "workflow"), number_of(answer, "version"),
        runs.empty() ? "er loopt nog niets" : counted(static_cast<std::int64_t>(runs.size()), "loop", "lopen"));
    for (const json::value& run : runs)
        if (text_of(run, "verdict") != "current")
            show_run(run);
    const std::int64_t asked = count_of(runs, "needs_mapping");
    if (asked > 0)
        std::cout << '\n'
                  << wrapped(
                         fmt::format("Zeg voor {} wat er met de stappen achter '?' gebeurt, in een bestand voor --map; "
                                     "--out overstap.toml maakt het klaar om in te vullen.",
                                     counted(asked, "loop", "lopen")),
                         "")
                  << '\n';
    if (const std::string file = text_of(answer, "file"); !file.empty())
        std::cout << fmt::format("\nHet bestand om in te vullen staat in {}.\n", file);
}

}  // namespace

bool takes_over(const Arguments& arguments)
{
    return arguments.has("--take-over") || arguments.has("--map");
}

Result<json::value> check_take_over(Session& session, const WorkflowSource& source, const Arguments& arguments)
{
    return preview(session, source, arguments);
}

Result<json::value> carry_out_take_over(Session& session, const json::value& checked, const Arguments& arguments)
{
    json::value mapping = json::object{{"steps", json::array{}}, {"restart", json::array{}}};
    if (arguments.has("--map")) {
        Result<json::value> read = read_take_over(arguments.text("--map"));
        if (!read)
            return read.error();
        mapping = std::move(*read);
    }
    json::array runs;
    std::set<std::string> programmes;
    for (const json::value& run : list_of(checked, "runs")) {
        const std::string programme = text_of(run, "programme");
        if (!programmes.insert(programme).second)
            continue;
        json::object data{{"programme", programme}, {"workflow", text_of(checked, "workflow")}, {"mapping", mapping}};
        if (arguments.has("--reason"))
            data["reason"] = arguments.text("--reason");
        Result<json::value> taken = session.send("run.take_over", std::move(data));
        if (!taken) {
            runs.push_back(json::object{{"programme", programme},
                                        {"programme_name", text_of(run, "programme_name")},
                                        {"verdict", "refused"},
                                        {"verdict_title", taken.error().message}});
            continue;
        }
        for (const json::value& row : list_of(*taken, "runs"))
            runs.push_back(row);
    }
    return json::value(std::move(runs));
}

void show_taken_over(const json::array& runs)
{
    for (const json::value& run : runs)
        if (text_of(run, "verdict") != "current")
            show_run(run);
    const std::int64_t taken = count_of(runs, "takes_over") + count_of(runs, "unchanged");
    std::cout << fmt::format("\n{} overgestapt", counted(taken, "loop is", "lopen zijn"));
    if (const std::int64_t kept = static_cast<std::int64_t>(runs.size()) - taken - count_of(runs, "current"); kept > 0)
        std::cout << fmt::format("; {} op de versie van nu", counted(kept, "loop blijft", "lopen blijven"));
    std::cout << ".\n";
}

Command preflight_command(const Parameter& folder)
{
    return {
        "workflow preflight",
        "Laat zien wat een nieuwe versie betekent voor wat er nu loopt. Er verandert niets.",
        "workflow preflight workflows/wijkaanpak --out overstap.toml",
        {folder, option("--map", "", Kind::text, "bestand dat zegt wat er met open stappen gebeurt"),
         option("--out", "", Kind::text, "waar het bestand komt om in te vullen")},
        preflight,
        show_preflight,
        {},
        "Een loop stapt vanzelf over als elke open stap er in de nieuwe versie nog is. Anders zegt u per stap in een "
        "bestand waarmee die verder gaat (as) of dat die vervalt (cancel = true); met restart begint een fase opnieuw. "
        "Een plaats is fase/stap, zoals 'verkennen/uitnodigen'; met een onderdeel "
        "'verkennen/kanaal[deur]/uitnodigen'."};
}

}  // namespace wd::cli
