// One turn of one programme: events are recorded one by one, each at once applied to the state, and handed over as one list
// (RULES B1). Also collects what is left for other turns (RULES B2).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

#include <deque>

namespace wd::domain {

// Work for a turn of its own; runtime writes it as a row of `due`.
struct DueRequest {
    std::string kind;     // "start", "child_end", "continue"
    std::string trigger;  // unique together with the event
    std::int64_t event = 0;
    json::object data;
};

class Turn {
public:
    Turn(Programme& programme, Context& context) : programme_(programme), context_(context) {}

    Programme& programme() { return programme_; }
    const Programme& programme() const { return programme_; }
    Context& context() { return context_; }

    // Applies the event and adds it to the list. `run` is 0 for what belongs to the programme as a whole. Time never goes
    // back within a programme. The first event of a turn is caused from outside; the others by it, unless set_cause said
    // which event of the turn leads to them.
    void record(RunId run, Payload payload);
    // Everything a decision answered, each under the run it belongs to.
    void record_all(Payloads payloads);

    const std::vector<Event>& events() const { return events_; }
    // The path of the step that an event is about, known before the event closed it; "" when it is about none.
    const std::string& path_of(std::size_t event) const { return paths_[event]; }
    // The team of the run that an event belongs to, known before the event ended it; none when everybody may see it.
    std::optional<PersonId> team_of(std::size_t event) const { return teams_[event]; }
    std::int64_t pseq_of(std::size_t event) const;
    // The event that leads to what is recorded from now on; 0 when it is the first of the turn.
    void set_cause(std::int64_t pseq) { cause_ = pseq; }
    std::int64_t cause() const { return cause_; }
    // Done steps of the phases that this turn has closed, oldest first: the tables have them only when the turn is over.
    std::vector<PassedStep> passed_steps(RunId run, std::string_view id) const;
    std::vector<Event> take_events() { return std::move(events_); }
    std::vector<DueRequest> due;

    // pseq of the last recorded event.
    std::int64_t last_pseq() const { return programme_.pseq; }

private:
    std::optional<PersonId> team_behind(RunId run, const Payload& payload) const;
    void keep_passed_steps(RunId run);

    Programme& programme_;
    Context& context_;
    std::vector<Event> events_;
    std::vector<std::string> paths_;
    std::vector<std::optional<PersonId>> teams_;
    std::map<RunId, std::vector<PassedStep>> passed_;
    std::int64_t first_pseq_ = 0;
    std::int64_t cause_ = 0;
};

// The run an event belongs to, from the programme before the event: by its task, or none.
RunId run_of(const Programme& programme, const Payload& payload);
// The step it is about: by its task or its own path; "" when none.
std::string step_of(const Programme& programme, const Payload& payload);

}  // namespace wd::domain
