// What happened in one programme, told from its events: steps by path, phases with their dates, votes, messages, counts, and a
// line for what people would tell each other. For reports of a demo and for the player of workflow tests.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wd::runtime {

struct PhaseTold {
    std::string phase;
    std::string title;
    int generation = 1;
    Date opened{};
    std::optional<Date> closed;
};

struct VoteTold {
    std::string step;
    std::string title;
    Date date{};
    domain::VoteOutcome outcome = domain::VoteOutcome::counted;
    int turnout_per_mille = 0;
    int yes_per_mille = 0;  // of who could vote
};

struct StepTold {
    std::string path;
    std::string title;
    domain::StepKind kind = domain::StepKind::task;
    domain::StepState state = domain::StepState::open;
    std::optional<std::string> outcome;
    bool late = false;
    int order = 0;  // of closing
};

class Chronicle {
public:
    // Events in the order of the log. Refuses what cannot be read.
    Result<void> add(const domain::LoggedEvent& event);

    const std::vector<PhaseTold>& phases() const { return phases_; }
    const std::vector<VoteTold>& votes() const { return votes_; }
    // Every step of every generation, by path.
    const std::map<std::string, StepTold>& steps() const { return steps_; }
    const std::set<std::string>& told() const { return told_; }  // ids and titles of messages
    const std::vector<std::string>& lines() const { return lines_; }
    int tasks_done() const { return tasks_done_; }
    int tasks_late() const { return tasks_late_; }
    std::int64_t events() const { return events_; }
    bool run_ended() const { return run_ended_; }
    std::string state() const;  // open | paused | done | stopped

private:
    struct Teller;
    void close(domain::TaskId task, std::optional<std::string> outcome, domain::StepState state);
    void cancel_open(domain::RunId run);
    void tell(std::string sentence);

    std::vector<PhaseTold> phases_;
    std::vector<VoteTold> votes_;
    std::map<std::string, StepTold> steps_;
    std::map<domain::TaskId, std::string> tasks_;  // open ones → path
    std::map<std::string, domain::RunId> runs_;    // path → run
    std::set<std::string> told_;
    std::vector<std::string> lines_;
    Date today_{};
    domain::RunId run_;
    std::optional<domain::RunId> first_run_;
    int closings_ = 0;
    int tasks_done_ = 0;
    int tasks_late_ = 0;
    std::int64_t events_ = 0;
    bool run_ended_ = false;
    bool paused_ = false;
    bool stopped_ = false;
};

}  // namespace wd::runtime
