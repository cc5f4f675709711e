// What people write down beside their tasks: reach, linkages, journal, money, documents, contacts; and what a gate or a run
// still misses.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "runtime/simulation/scene.hpp"

namespace wd::runtime {

// "school: Leerkracht van de school" is somebody of the school; without a colon of no group.
domain::AddContact contact_named(const Text& text);

// Records that go with this answer, before it, so that what follows can rest on them.
std::vector<Request> records_beside(const Scene& scene, domain::PersonId actor, const domain::Command& answer);

// What the checks of a gate still lack and people can supply: reach, choices about linkages.
std::vector<Request> supply_requests(const Scene& scene, const domain::GateTerms& terms);

// A programme fact that a run is held on, e.g. "reach.per_mille"; none when it cannot be recorded by itself.
std::optional<Request> supply_fact(const Scene& scene, std::string_view fact, domain::PersonId actor);

}  // namespace wd::runtime
