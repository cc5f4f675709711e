// Sequential durable steps: runs of ten `compute` steps, one transition a turn, each acknowledged before the next of its run.
// One at a time a commit holds one step; with many at once the writer puts what waits into one commit. The limit is bare C
// writing the very rows that the engine has just written, into a copy of the store from before.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/bench.hpp"
#include "cli/bench/flight.hpp"
#include "cli/bench/stand.hpp"
#include "cli/bench/workflows.hpp"
#include "store/sqlite/raw_limit.hpp"

#include <future>

namespace wd::bench {

namespace {

constexpr int part_of_programmes = 1;
constexpr int wave = 2'000;  // runs that are in memory at the same time, within the engine's own bound

struct Pupil {
    domain::ProgrammeId programme;
    domain::RunId run;
};

// One stepwise run for each programme, at its first phase.
std::vector<Pupil> create_runs(Stand& stand, int count)
{
    std::vector<Pupil> pupils;
    stand.build([&] {
        domain::CreateProgramme create;
        create.workflow = "meting_stappen";
        create.stepwise = true;
        std::vector<domain::Command> commands;
        for (int i = 0; i < count; ++i) {
            create.name = fmt::format("wijk {}", i);
            commands.emplace_back(create);
        }
        for (const json::object& answer : stand.carry_out(commands, {}))
            pupils.push_back({id_in<domain::ProgrammeId>(answer, "programme"), id_in<domain::RunId>(answer, "run")});
    });
    return pupils;
}

runtime::Request advance(domain::RunId run)
{
    return {domain::AdvanceRun{run}, {}, {}, {}};
}

// On the calling thread, a commit for each step.
double step_one_by_one(Stand& stand, const std::vector<Pupil>& pupils)
{
    runtime::Engine& engine = stand.engine();
    for (const Pupil& pupil : pupils)
        engine.find_programme(pupil.programme);
    const Stopwatch::time_point start = Stopwatch::now();
    for (const Pupil& pupil : pupils)
        for (int step = 0; step < steps_per_run; ++step)
            granted(engine.execute(advance(pupil.run)).answer);
    return seconds_since(start);
}

// Through the writer thread, `at_once` runs under way. What is loaded before the clock starts is in memory.
double step_at_once(runtime::Writer& writer, std::span<const Pupil> pupils, int at_once)
{
    std::promise<void> loaded;
    writer.submit([&](runtime::Engine& engine) {
        for (const Pupil& pupil : pupils)
            engine.find_programme(pupil.programme);
        loaded.set_value();
    });
    loaded.get_future().wait();
    std::size_t next_pupil = 0;
    struct Caller {
        domain::RunId run;
        int left = 0;
    };
    std::vector<Caller> callers(static_cast<std::size_t>(at_once));
    return fly(writer, at_once, [&](int number, const json::object*) -> std::optional<runtime::Request> {
        Caller& caller = callers[static_cast<std::size_t>(number)];
        if (caller.left == 0) {
            if (next_pupil == pupils.size())
                return {};
            caller = {pupils[next_pupil++].run, steps_per_run};
        }
        --caller.left;
        return advance(caller.run);
    });
}

// Steps per second of the engine and of bare C.
struct Rates {
    double engine = 0;
    double raw = 0;
};

Rates measure_run(const Ground& ground, int run, int at_once, int count)
{
    const std::filesystem::path directory = ground.folder(fmt::format("{}-{}", at_once, run));
    const std::filesystem::path copy = directory / "raw";
    const SystemClock clock;
    std::int64_t before = 0;
    double time = 0;
    {
        Stand stand{directory, clock};
        stand.install(steps_workflow());
        const std::vector<Pupil> pupils = create_runs(stand, count);
        copy_store(directory, copy);
        before = stand.engine().store().find_last_seq(part_of_programmes);
        if (at_once == 1) {
            time = step_one_by_one(stand, pupils);
        } else {
            const std::unique_ptr<runtime::Writer> writer =
                runtime::start_writer(stand.take_engine(), runtime::Timers::leave);
            for (std::size_t first = 0; first < pupils.size(); first += wave)
                time += step_at_once(
                    *writer, std::span{pupils}.subspan(first, std::min<std::size_t>(wave, pupils.size() - first)),
                    at_once);
            writer->stop();
        }
    }
    const std::vector<store::sqlite::RawStep> steps = store::sqlite::load_raw_steps(directory, before);
    WD_ASSERT(steps.size() == static_cast<std::size_t>(count) * steps_per_run);
    const double raw = seconds(store::sqlite::write_raw_steps(copy, steps, at_once));
    std::filesystem::remove_all(directory);
    const auto total = static_cast<double>(steps.size());
    return {total / time, total / raw};
}

Figure measure_mode(const Ground& ground, int at_once, int count, std::optional<Goal> goal)
{
    Figure figure;
    figure.name = fmt::format("steps_{}", at_once);
    figure.about = at_once == 1 ? std::string{"stappen, één tegelijk, een commit per stap"}
                                : fmt::format("stappen, {} lopen tegelijk", at_once);
    figure.unit = "stappen/s";
    figure.goal = goal;
    figure.durability = full_durability;
    figure.limit = Limit{fmt::format("kale C, dezelfde rijen, {} per commit", at_once), figure.unit, {}};
    for (int run = 0; run < ground.runs; ++run) {
        const Rates rates = measure_run(ground, run, at_once, count);
        figure.values.push_back(rates.engine);
        figure.limit->values.push_back(rates.raw);
    }
    return figure;
}

}  // namespace

std::vector<Figure> measure_steps(const Ground& ground)
{
    return {measure_mode(ground, 1, ground.of(20, 1'000), Goal{Wanted::share_at_least, 0.8}),
            measure_mode(ground, 16, ground.of(48, 4'000), {}),
            measure_mode(ground, 128, ground.of(256, 12'000), Goal{Wanted::share_at_least, 0.5})};
}

}  // namespace wd::bench
