// A task is completed and the next of its chain is there to be read: inside the process, without HTTP. One caller that reads
// each time, and 64 at once on the writer thread.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/bench.hpp"
#include "cli/bench/chains.hpp"
#include "cli/bench/flight.hpp"
#include "cli/bench/stand.hpp"
#include "cli/bench/workflows.hpp"
#include "store/sqlite/raw_limit.hpp"

#include <algorithm>

namespace wd::bench {

namespace {

constexpr int rows_per_task = 12;  // written and removed by completing one task and opening the next
constexpr int callers = 64;

domain::CompleteTask complete(domain::TaskId task)
{
    return {task, json::object{}};
}

// Milliseconds of each round: completed, acknowledged, and the next task read on another connection.
std::vector<double> go_round(Stand& stand, const Chains& chains)
{
    const std::unique_ptr<store::ReadStore> reader = open_reader(stand.directory());
    const domain::Actor actor{chains.worker, {}};
    std::vector<double> rounds;
    for (domain::TaskId task : chains.first)
        for (int i = 1; i < tasks_per_run; ++i) {
            const Stopwatch::time_point start = Stopwatch::now();
            const json::value answer =
                granted(stand.engine().execute(runtime::Request{complete(task), actor, {}, {}}).answer);
            task = opened_in(answer.get_object());
            const json::array rows = reader->view("task", {{"task", task.value}});
            rounds.push_back(seconds_since(start) * 1'000);
            WD_ASSERT(rows.size() == 1 && rows[0].at("state") == "offered");
        }
    return rounds;
}

// Tasks per second with many callers, each with chains of its own.
double complete_at_once(Stand& stand, const Chains& chains)
{
    const domain::Actor actor{chains.worker, {}};
    const std::unique_ptr<runtime::Writer> writer = runtime::start_writer(stand.take_engine(), runtime::Timers::leave);
    std::size_t next_chain = 0;
    std::size_t completed = 0;
    std::vector<int> left(callers, 0);
    const double time =
        fly(*writer, callers, [&](int number, const json::object* answer) -> std::optional<runtime::Request> {
            int& rest = left[static_cast<std::size_t>(number)];
            if (rest == 0 && next_chain == chains.first.size())
                return {};
            const domain::TaskId task = rest > 0 ? opened_in(*answer) : chains.first[next_chain++];
            rest = rest > 0 ? rest - 1 : tasks_per_run - 2;
            ++completed;
            return runtime::Request{complete(task), actor, {}, {}};
        });
    writer->stop();
    return static_cast<double>(completed) / time;
}

}  // namespace

std::vector<Figure> measure_tasks(const Ground& ground)
{
    Figure middle{"task_p50", "taak af tot de volgende zichtbaar, één tegelijk, mediaan", "ms", {}};
    Figure slow{"task_p99", "dezelfde, 99 van de 100 sneller dan", "ms", {}};
    Figure rate{"task_rate", "taken af en de volgende gelezen, één tegelijk", "taken/s", {}};
    Figure many{"task_64", fmt::format("taken af, {} tegelijk", callers), "taken/s", {}};
    rate.limit = Limit{fmt::format("kale C, commits van {} rijen", rows_per_task), rate.unit, {}};
    middle.limit = slow.limit = Limit{fmt::format("kale C, een commit van {} rijen", rows_per_task), "ms/commit", {}};
    const SystemClock clock;
    for (int run = 0; run < ground.runs; ++run) {
        const std::filesystem::path directory = ground.folder(fmt::format("{}", run));
        {
            Stand stand{directory, clock};
            stand.install(tasks_workflow());
            std::vector<double> rounds = go_round(stand, create_chains(stand, ground.of(2, 100)));
            double total = 0;
            for (const double round : rounds)
                total += round;
            rate.values.push_back(static_cast<double>(rounds.size()) / total * 1'000);
            std::sort(rounds.begin(), rounds.end());
            middle.values.push_back(rounds[rounds.size() / 2]);
            slow.values.push_back(rounds[rounds.size() * 99 / 100]);
            const Chains chains = create_chains(stand, ground.of(callers, 16 * callers));
            many.values.push_back(complete_at_once(stand, chains));
        }
        const int commits = ground.of(100, 5'000);
        const double raw = commits / seconds(store::sqlite::write_raw_commits(directory, commits, rows_per_task));
        rate.limit->values.push_back(raw);
        middle.limit->values.push_back(1'000 / raw);
        slow.limit->values.push_back(1'000 / raw);
    }
    middle.durability = slow.durability = rate.durability = many.durability = full_durability;
    return {middle, slow, rate, many};
}

}  // namespace wd::bench
