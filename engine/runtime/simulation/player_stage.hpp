// Where one scenario is played: the store in its own directory, the clock, the engine, the people and what the log tells so
// far. The directory goes with the object.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/simulation/chronicle.hpp"
#include "runtime/simulation/player.hpp"
#include "runtime/simulation/timeline.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace wd::runtime {

// Removes the directory at the end.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// A run that cannot go on: why, with file and line, and whether something that is recorded later can still mend it.
struct Standstill {
    domain::RunId run;
    std::string why;
    bool for_good = false;
};

struct Stage {
    TemporaryDirectory directory;
    calendar::Calendar calendar;
    VirtualClock clock{Timestamp{}};
    std::unique_ptr<Engine> engine;
    std::unique_ptr<store::ReadStore> reader;
    std::unique_ptr<SimulatedPeople> people;
    domain::ProgrammeId programme;
    domain::RunId run;
    domain::PersonId somebody;                 // who records what nobody in particular does
    std::map<std::string, std::string> areas;  // how the scenario names an area → "gebied-12"
    Chronicle chronicle;
    std::int64_t read_until = 0;  // pseq

    // Store, engine, bundles, people and programme, as the scenario begins.
    static Result<std::unique_ptr<Stage>> set(const domain::Scenario& scenario, const WorkflowUnderTest& workflow);

    // Reads what the log has more.
    Result<void> catch_up();
    // The run, or null when it has ended.
    const domain::Run* find_run();
    // The run, or one that it started, that cannot go on; none when all can.
    std::optional<Standstill> find_standstill();
    // A step name or path as the scenario writes it, with the engine's names for areas.
    std::string path_of(std::string_view written) const;
};

// What is expected against what is; a failure for each thing that is otherwise.
std::vector<ScenarioFailure> check_expectations(Stage& stage, const domain::Play& play);
// Whether `name` (a step id, or a path) means this step.
bool means(const Stage& stage, std::string_view name, const std::string& path);

}  // namespace wd::runtime
