// A million timers that wait, and a tenth of them due at the same moment: how long it takes until none is left, and how long a
// command of a person has to wait meanwhile. The store is built without durability; the measured part is durable.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/bench.hpp"
#include "cli/bench/stand.hpp"
#include "cli/bench/workflows.hpp"
#include "runtime/writer.hpp"

#include <poll.h>

#include <algorithm>
#include <future>

namespace wd::bench {

namespace {

constexpr int pause_ms = 3;             // of the person between two commands
constexpr std::size_t at_a_time = 512;  // programmes created in one list of commands

json::object all_places()
{
    json::object input;
    const auto add = [&](std::string_view field, int size) {
        json::array places;
        for (int i = 1; i <= size; ++i)
            places.push_back(json::value(fmt::format("p{}", i)));
        input[field] = std::move(places);
    };
    for (int week = 1; week <= weeks_with_timers; ++week)
        add(fmt::format("week{}", week), timers_per_week);
    add("later", timers_per_run - weeks_with_timers * timers_per_week);
    return input;
}

void create_timers(Stand& stand, int programmes)
{
    domain::CreateProgramme create;
    create.workflow = "meting_termijnen";
    create.input = all_places();
    stand.build([&] {
        std::vector<domain::Command> commands;
        for (int i = 0; i < programmes; ++i) {
            create.name = fmt::format("wijk {}", i);
            commands.emplace_back(create);
            if (commands.size() == at_a_time || i + 1 == programmes) {
                stand.carry_out(commands, {});
                commands.clear();
            }
        }
        stand.engine().run_all_due();
    });
}

// Milliseconds until a person's command was acknowledged.
double wait_for_person(runtime::Writer& writer, int number)
{
    domain::AddPerson person;
    person.name.value = fmt::format("Bewoner {}", number);
    const auto answered = std::make_shared<std::promise<bool>>();  // the writer may still hold it when we go on
    const Stopwatch::time_point start = Stopwatch::now();
    const bool accepted =
        writer.submit(runtime::Request{std::move(person), {}, {}, {}},
                      [answered](const runtime::Reply& reply) { answered->set_value(reply.answer.has_value()); });
    WD_ASSERT(accepted && answered->get_future().get());
    return seconds_since(start) * 1'000;
}

bool is_drained(runtime::Writer& writer)
{
    const auto told = std::make_shared<std::promise<bool>>();
    writer.submit([told](runtime::Engine& engine) {
        const std::optional<Timestamp> next = engine.next_due();
        told->set_value(!next || *next > engine.clock().now());
    });
    return told->get_future().get();
}

struct Drained {
    double seconds = 0;
    std::vector<double> waits;  // of the person, in order of length
};

// What became due since the store was closed, beside a person who goes on working.
Drained drain(const std::filesystem::path& directory, const Clock& clock)
{
    Stand stand{directory, clock};
    const std::unique_ptr<runtime::Writer> writer = runtime::start_writer(stand.take_engine(), runtime::Timers::fire);
    Drained drained;
    const Stopwatch::time_point start = Stopwatch::now();
    do {
        drained.waits.push_back(wait_for_person(*writer, static_cast<int>(drained.waits.size())));
        ::poll(nullptr, 0, pause_ms);
    } while (!is_drained(*writer));
    drained.seconds = seconds_since(start);
    writer->stop();
    std::sort(drained.waits.begin(), drained.waits.end());
    return drained;
}

}  // namespace

std::vector<Figure> measure_timers(const Ground& ground)
{
    const int programmes = ground.of(40, 10'000);
    const int due = programmes * timers_per_week;
    const std::filesystem::path directory = ground.folder("store");
    VirtualClock clock{granted(parse_timestamp("2026-03-02T09:00:00.000Z"))};
    const Stopwatch::time_point start = Stopwatch::now();
    {
        Stand stand{directory, clock};
        stand.install(timers_workflow());
        create_timers(stand, programmes);
    }
    Figure built{"timers_built",
                 fmt::format("{} termijnen gemaakt en vastgelegd", programmes * timers_per_run),
                 "s",
                 {seconds_since(start)}};
    built.durability = "synchronous=OFF, daarna vastgelegd";
    Figure time{"timers_drained", fmt::format("{} termijnen die tegelijk aan de beurt zijn, gedaan in", due), "s", {}};
    time.goal = Goal{Wanted::at_most, 60};
    Figure slowest{"timers_foreground_max", "een opdracht van een mens intussen, de langzaamste", "ms", {}};
    slowest.goal = Goal{Wanted::at_most, 50};
    Figure usual{"timers_foreground_p50", "een opdracht van een mens intussen, mediaan", "ms", {}};
    for (int run = 0; run < std::min(ground.runs, weeks_with_timers); ++run) {
        clock.advance_to(clock.now() + std::chrono::days{8});
        const Drained drained = drain(directory, clock);
        time.values.push_back(drained.seconds);
        slowest.values.push_back(drained.waits.back());
        usual.values.push_back(drained.waits[drained.waits.size() / 2]);
    }
    time.durability = slowest.durability = usual.durability = full_durability;
    return {built, time, slowest, usual};
}

}  // namespace wd::bench
