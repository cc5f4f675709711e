// How a neighbourhood of the demo begins: its people, areas and chairs, its history when it ran already, and what will come from
// outside.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/simulation/neighbourhoods.hpp"
#include "runtime/simulation/people.hpp"

namespace wd::runtime {

struct DemoStart {
    const Neighbourhood* neighbourhood = nullptr;
    Timestamp at{};
    std::uint64_t number = 0;  // place in the file, from 1: chance depends on it
};

// When each neighbourhood begins, earliest first.
std::vector<DemoStart> plan_starts(const std::vector<Neighbourhood>& neighbourhoods, const Behaviour& behaviour,
                                   const calendar::Calendar& calendar, std::uint64_t seed);

// Makes the programme now and lets its people join. Refuses what the engine refuses.
Result<domain::ProgrammeId> begin_programme(const DemoStart& start, const domain::Workflow& workflow, Engine& engine,
                                            SimulatedPeople& people, std::uint64_t seed);

}  // namespace wd::runtime
