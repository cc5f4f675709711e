// demo: eighteen neighbourhoods over the years, in virtual time.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/assets.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/workflow_source.hpp"
#include "domain/words.hpp"
#include "http/password.hpp"
#include "runtime/simulation/demo.hpp"

#include <unistd.h>

#include <iostream>

namespace wd::cli {

namespace {

constexpr std::int64_t years_max = 30;
// No secret: it is printed, and opens a demo on this machine only.
constexpr std::string_view demo_password = "alleen-voor-de-demo";

// A file of the person's own, or what the program carries.
Result<void> choose_input(const Arguments& arguments, std::string_view option, std::string_view asset,
                          std::string& text, std::string& name)
{
    if (!arguments.has(option)) {
        const std::optional<std::string_view> carried = find_asset(asset);
        WD_ASSERT(carried);
        text = *carried;
        return {};
    }
    name = arguments.text(option);
    Result<std::string> read = read_file(name);
    if (!read)
        return read.error();
    text = std::move(*read);
    return {};
}

Result<runtime::DemoOptions> read_options(const Session& session, const Arguments& arguments)
{
    runtime::DemoOptions options;
    options.directory = session.data();
    const std::int64_t seed = arguments.whole("--seed", 1);
    const std::int64_t years = arguments.whole("--years", 12);
    if (seed < 0 || years < 1 || years > years_max)
        return refusal(Errc::invalid, "kies een seed van 0 of meer, en 1 tot en met {} jaar", years_max);
    options.seed = static_cast<std::uint64_t>(seed);
    options.years = static_cast<int>(years);
    options.password_hash = http::hash_password(demo_password, {});
    for (const Result<void>& chosen :
         {choose_input(arguments, "--neighbourhoods", "demo/wijken.csv", options.neighbourhoods_csv,
                       options.neighbourhoods_name),
          choose_input(arguments, "--behaviour", "demo/gedrag.toml", options.behaviour_toml, options.behaviour_name)})
        if (!chosen)
            return chosen.error();
    const std::string folder = arguments.text("--workflow-dir");
    const Result<WorkflowSource> source = find_workflow_files(folder.empty() ? "wijkaanpak" : folder);
    if (!source)
        return source.error();
    for (const script::File& file : source->bundle.files)
        options.workflow.push_back({file.path, file.bytes});
    for (const std::string& key : shipped_workflows()) {
        if (key == "wijkaanpak" || key == folder)
            continue;
        std::vector<store::BundleFile>& other = options.others.emplace_back();
        for (const script::File& file : shipped_bundle(key).files)
            other.push_back({file.path, file.bytes});
    }
    return options;
}

// On a terminal one line that grows; elsewhere a line for each year, so that a log of it stays short.
class ProgressLine {
public:
    void tell(const runtime::DemoProgress& progress)
    {
        const std::string text = fmt::format("{:3} %  {}  {} programma's, {} handelingen", progress.per_mille / 10,
                                             date_text(progress.today), progress.programmes, progress.actions);
        const auto year = std::chrono::year_month_day{progress.today}.year();
        if (terminal_)
            std::cerr << "\r" << text << "   " << std::flush;
        else if (year != year_)
            std::cerr << text << "\n";
        year_ = year;
    }
    void end()
    {
        if (terminal_)
            std::cerr << "\n";
    }

private:
    bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    std::chrono::year year_{0};
};

json::object row_json(const runtime::DemoRow& row)
{
    json::array phases;
    for (const runtime::PhaseTold& phase : row.phases) {
        json::object told{{"phase", phase.phase}, {"generation", phase.generation}, {"opened", to_text(phase.opened)}};
        if (phase.closed)
            told["closed"] = to_text(*phase.closed);
        phases.push_back(std::move(told));
    }
    json::array votes;
    for (const runtime::VoteTold& vote : row.votes)
        votes.push_back(json::object{{"step", vote.step},
                                     {"date", to_text(vote.date)},
                                     {"outcome", name_of(vote.outcome)},
                                     {"turnout_per_mille", vote.turnout_per_mille},
                                     {"yes_per_mille", vote.yes_per_mille}});
    return {{"name", row.name},          {"municipality", row.municipality}, {"phase", row.phase},
            {"state", row.state},        {"phases", std::move(phases)},      {"repeats", row.repeats},
            {"votes", std::move(votes)}, {"tasks_done", row.tasks_done},     {"tasks_late", row.tasks_late},
            {"events", row.events}};
}

json::array logins_json(const runtime::DemoReport& report)
{
    json::array logins;
    for (const runtime::DemoAccount& account : report.accounts)
        logins.push_back(json::object{{"login", account.login},
                                      {"person", to_text(account.person)},
                                      {"role", name_of(account.grants.front().role)}});
    return logins;
}

void show_demo(const json::value& answer, Session&)
{
    std::cout << text_of(answer, "text");
    json::array rows = list_of(answer, "logins");
    if (rows.empty())
        return;
    std::cout << "\n"
              << wrapped(
                     fmt::format("Kijk rond als een van deze mensen, met wachtwoord {}. Deze accounts zijn er alleen "
                                 "in een demo, en alleen op deze computer.",
                                 demo_password),
                     "")
              << "\n\n"
              << table_text(rows, {{"inlognaam", "login"}, {"rol", "role", As::word}, {"nummer", "person"}}, "");
}

Result<json::value> run_demo(Session& session, const Arguments& arguments)
{
    const Result<runtime::DemoOptions> options = read_options(session, arguments);
    if (!options)
        return options.error();
    ProgressLine line;
    const Result<runtime::DemoReport> report =
        runtime::run_demo(*options, [&](const runtime::DemoProgress& progress) { line.tell(progress); });
    if (!report)
        return report.error();
    line.end();
    json::object answer{{"label", report->label},          {"seed", report->seed},     {"from", to_text(report->from)},
                        {"until", to_text(report->until)}, {"events", report->events}, {"logins", logins_json(*report)},
                        {"password", demo_password}};
    // People get the table, below which every screen of a demo has its label; programs the same figures as members.
    if (!session.options().json) {
        const std::string text = to_text(*report);
        answer["text"] =
            text.substr(text.starts_with(report->label) ? text.find_first_not_of('\n', report->label.size()) : 0);
        return json::value(std::move(answer));
    }
    json::array rows;
    for (const runtime::DemoRow& row : report->rows)
        rows.push_back(row_json(row));
    answer["neighbourhoods"] = std::move(rows);
    answer["refusals"] = json::array(report->refusals.begin(), report->refusals.end());
    return json::value(std::move(answer));
}

}  // namespace

std::vector<Command> demo_commands()
{
    return {
        {"demo",
         "Maak een demo: achttien wijken door de jaren heen. Alleen wijknamen en inwonertallen zijn echt.",
         "demo --data build/demo --seed 1 --years 12",
         {option("--seed", "", Kind::whole, "hetzelfde getal geeft hetzelfde verloop; anders 1"),
          option("--years", "", Kind::whole, "hoeveel jaren; anders 12"),
          option("--workflow-dir", "", Kind::text, "map met een eigen workflow; anders de meegeleverde wijkaanpak"),
          option("--behaviour", "", Kind::text, "eigen bestand met hoe mensen zich gedragen; anders gedrag.toml"),
          option("--neighbourhoods", "", Kind::text, "eigen bestand met wijken; anders wijken.csv")},
         run_demo,
         show_demo},
    };
}

}  // namespace wd::cli
