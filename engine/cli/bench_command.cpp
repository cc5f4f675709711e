// bench: measures this machine and the engine on it, and shows the figures beside the goals.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/bench/bench.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"

#include <iostream>

namespace wd::cli {

namespace {

constexpr std::int64_t runs_max = 20;

Result<json::value> measure(Session& session, const Arguments& arguments)
{
    bench::Options options;
    options.directory = session.data();
    if (arguments.has("--only"))
        for (const json::value& name : arguments.value("--only").as_array())
            options.only.emplace_back(name.as_string());
    options.scale = find_enum<bench::Scale>(arguments.text("--scale")).value_or(bench::Scale::full);
    const std::int64_t runs = arguments.whole("--runs", 3);
    if (runs < 1 || runs > runs_max)
        return refusal(Errc::invalid, "--runs is {}; kies 1 tot en met {}", runs, runs_max);
    options.runs = static_cast<int>(runs);
    Result<json::object> report = bench::run_bench(
        options, [](const bench::Family& family) { std::cerr << fmt::format("meten: {} …\n", family.about); });
    if (!report)
        return report.error();
    return json::value(std::move(*report));
}

double real_of(const json::value& object, std::string_view key)
{
    return member(object, key).to_number<double>();
}

std::string goal_text(const json::value& figure)
{
    const json::value& goal = member(figure, "goal");
    if (!goal.is_object())
        return "";
    const auto& [word, value] = *goal.get_object().begin();
    const double number = value.to_number<double>();
    const std::string text = word == "share_at_least"
                                 ? fmt::format("≥ {} % van kaal", bench::figure_text(number * 100))
                                 : fmt::format("{} {}", word == "at_least" ? "≥" : "≤", bench::figure_text(number));
    return fmt::format("{} {}", text, member(figure, "reached").as_bool() ? "(gehaald)" : "(niet gehaald)");
}

json::object row_of(const json::value& figure)
{
    json::object row{{"what", figure.at("about")}};
    row["value"] = fmt::format("{} {}", bench::figure_text(real_of(figure, "median")), text_of(figure, "unit"));
    row["spread"] = fmt::format("{:.0f} %", real_of(figure, "spread") * 100);
    // What is no work of a disk has no limit that could be measured beside it.
    const json::value& limit = member(figure, "limit");
    row["limit"] = "n.v.t.";
    row["share"] = "n.v.t.";
    if (limit.is_object())
        row["limit"] = fmt::format("{} {}", bench::figure_text(real_of(limit, "median")), text_of(limit, "unit"));
    if (member(figure, "share_of_limit").is_number())
        row["share"] = fmt::format("{:.0f} %", real_of(figure, "share_of_limit") * 100);
    row["goal"] = goal_text(figure);
    row["durability"] = figure.at("durability");
    return row;
}

void show_report(const json::value& report, Session&)
{
    const json::value& conditions = report.at("conditions");
    std::cout << fmt::format(
        "{}, {} kernen, belasting vooraf {}; SQLite {}; {} keer gemeten, mediaan en spreiding.\n\n",
        text_of(conditions, "processor"), number_of(conditions, "cores"),
        bench::figure_text(real_of(conditions, "load_before")), text_of(conditions, "sqlite"),
        number_of(conditions, "runs"));
    json::array rows;
    for (const json::value& figure : list_of(report, "figures"))
        rows.push_back(row_of(figure));
    std::cout << table_text(rows,
                            {{"wat", "what"},
                             {"gemeten", "value"},
                             {"spreiding", "spread"},
                             {"grens van de machine", "limit"},
                             {"aandeel", "share"},
                             {"doel", "goal"},
                             {"duurzaamheid", "durability"}},
                            "Er is niets gemeten.");
}

}  // namespace

std::vector<Command> bench_commands()
{
    std::vector<std::string_view> names;
    for (const bench::Family& family : bench::families())
        names.push_back(family.name);
    // As they are typed: these are names, and no words of a closed list that has Dutch twins.
    static const std::string only = fmt::format("alleen dit onderdeel en wat de machine kan: {}", join_or(names));
    return {
        {"bench",
         "Meet hoe snel Wijkdraad hier is, naast wat de machine zelf kan.",
         "bench --only steps --runs 3",
         {repeated(option("--only", "", Kind::text, only)),
          option("--runs", "", Kind::whole, "hoe vaak elk onderdeel wordt gemeten, anders 3"),
          one_of<bench::Scale>(
              option("--scale", "", Kind::word, "small is klaar binnen een minuut en laat alleen zien dat het werkt"))},
         measure,
         show_report,
         {},
         "Meet in een eigen map onder --data, die daarna weg is: kies een map op de schijf waar de gegevens komen. De "
         "opslag "
         "die er al staat, wordt niet aangeraakt. Alles duurt enkele minuten; houd de machine intussen vrij."},
    };
}

}  // namespace wd::cli
