// What a person does about one task, as requests to the engine: taking it up, giving it back, answering it by its kind, and what
// is written down beside it. Pure but for chance: nothing is carried out here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "runtime/simulation/scene.hpp"

namespace wd::runtime {

// The one who acts for this task now: who took it up, whom it is offered to, or who holds the role. None when that chair is empty.
std::optional<domain::PersonId> actor_of(const Scene& scene);

// Whether the chairs are filled of those who have to act next.
bool can_answer(const Scene& scene);

// Which part of a vote is next, from what is known of it.
enum class VotePart { threshold, electorate, first_count, close };
VotePart vote_part(const Scene& scene);
bool can_vote_go_on(const Scene& scene);

// The requests that answer the task, or its next part (a vote, a gate with several deciders). Empty when nobody can.
std::vector<Request> answer_requests(const Scene& scene);
// The requests that give the task back until a date.
Request postpone_request(const Scene& scene, domain::PersonId actor, Date until);

// The next part of a vote: in vote_acts.cpp.
std::vector<Request> vote_requests(const Scene& scene);

Request request_of(domain::Command command, std::optional<domain::PersonId> actor);

}  // namespace wd::runtime
