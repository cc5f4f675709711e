// Valid sequences of events by chance, from a seed: what the interpreter could have said, without a workflow. Modest: it knows
// what fits a state, not what makes sense.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/entropy.hpp"
#include "story.hpp"

namespace wd::store::test {

class RandomStory {
public:
    RandomStory(Store& store, std::uint64_t seed);

    // One more event, or a few that belong together. Over a few hundred steps every type occurs.
    void step();
    Story& story() { return story_; }

private:
    void act_on_programme();
    void act_on_run();
    void act_on_steps(domain::Run run);
    void act_on_task();
    void close_task(const domain::Task& task);
    void act_on_gate(const domain::Task& gate);
    void act_on_timer();
    void act_on_records();
    void correct_something();
    // random_team.cpp
    void act_on_team();
    void announce_end();
    void act_on_absence();
    void act_on_handover();
    void act_on_promises();
    void act_on_contacts_and_learning();
    void end_phase(const domain::Run& run);
    void take_over(const domain::Run& run);
    void open_step(const domain::Run& run, const std::string& path);

    std::int64_t pick(std::int64_t count) { return entropy_.between(0, count - 1); }
    template <class Map>
    auto any_of(const Map& map)
    {
        return std::next(map.begin(), pick(static_cast<std::int64_t>(map.size())));
    }
    std::string fresh_path(const domain::Run& run);
    domain::ContentRef ref();
    domain::TimerSet timer(domain::TimerKind kind);
    std::vector<domain::Answer> answers();
    domain::PersonId person() { return domain::PersonId{pick(5) + 1}; }

    SeededEntropy entropy_;
    Story story_;
    std::vector<domain::EntryId> linkages_;
    std::vector<std::pair<domain::EntryId, std::string>> entries_;
    std::vector<domain::TaskId> answered_;
    std::vector<domain::AreaId> areas_;
    std::vector<domain::PositionId> positions_;
    int paths_ = 0;
};

}  // namespace wd::store::test
