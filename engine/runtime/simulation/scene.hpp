// What one simulated person looks at when acting: the programme, the task, the step behind it, the area it is about, and chance.
// Lives as long as one action.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "calendar/calendar.hpp"
#include "domain/programme.hpp"
#include "runtime/simulation/behaviour.hpp"

namespace wd::runtime {

struct Scene {
    const domain::Programme& programme;
    const domain::Ledger& ledger;
    const domain::Workflow* workflow;  // null for an ad-hoc task
    const domain::Step* step;          // null likewise
    const domain::Task& task;
    std::optional<domain::AreaId> area;  // of the item that the task belongs to
    const Behaviour& behaviour;
    const calendar::Calendar& calendar;
    Timestamp now;
    Entropy& entropy;
    // Answers that are certain: by question, or outcome, attendance, value …
    json::object certain;
    // Who acts for a team or group.
    const std::map<domain::PersonId, domain::PersonId>& members;
    // Who can still be found for a role, in order; who is found is taken out.
    std::map<std::string, std::vector<domain::PersonId>>& spares;
    // Where something was decided, latest last.
    const std::vector<domain::TaskId>& decided;
    // Who can stand in for somebody.
    std::optional<domain::PersonId> deputy;
    // How well each handover is prepared, 0 to 1000; drawn when it is first looked at.
    std::map<domain::HandoverId, int>& care;

    Date today() const { return calendar::date_of(now); }
    std::string_view step_id() const { return step == nullptr ? std::string_view{} : std::string_view{step->id}; }
};

// The area named by the innermost item of the path that is one, e.g. "…/deelgebied[gebied-12]/…".
std::optional<domain::AreaId> area_in(std::string_view path, const domain::Ledger& ledger);

// Who lives in the area of the scene, or in the whole neighbourhood.
std::int64_t inhabitants_of(const Scene& scene);
std::int64_t dwellings_of(const Scene& scene);

// Who does the work of a role today: everybody who holds it and is there, in the order in which they came, or who stands in;
// for a team or group the person who acts for it.
std::vector<domain::PersonId> holders_of(const Scene& scene, std::string_view role);

// A sentence for this use.
Text sentence(const Behaviour& behaviour, Entropy& entropy, std::string_view use);

}  // namespace wd::runtime
