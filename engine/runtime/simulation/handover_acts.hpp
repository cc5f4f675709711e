// What people do about a handover: find somebody, write down what they know, talk, tell back, take over, look back. See acts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "runtime/simulation/scene.hpp"

namespace wd::runtime {

// How well a handover is prepared, 0 to 1000: drawn once, and known from then on.
int care_for(const Behaviour& behaviour, Entropy& entropy, std::map<domain::HandoverId, int>& known,
             domain::HandoverId handover);

// The requests that bring about the event which answers this task. Empty when nobody can; then it is tried again later.
std::vector<Request> handover_requests(const Scene& scene, domain::PersonId actor);

// Leaving a chair: announced some weeks ahead, or from one day to the next.
Request leave_request(const Scene& scene, domain::AssignmentId assignment, domain::PersonId person);

}  // namespace wd::runtime
