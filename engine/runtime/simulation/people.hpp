// Simulated people: they look at what a programme asks, decide when to do it, and then do it as anybody would, through the
// engine. Deterministic: one stream of chance for each (seed, programme), and an order by instant, programme and task, so that
// the story depends on neither batch size nor threads (RULES B8). They move no clock; timeline.hpp does.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "runtime/simulation/behaviour.hpp"
#include "runtime/simulation/scene.hpp"

#include <map>
#include <set>
#include <tuple>

namespace wd::runtime {

// What is special about the people of one programme.
struct Part {
    int tempo = 1000;                                      // share of the usual time
    std::vector<CertainAnswer> certain;                    // each once
    std::map<std::string, domain::PersonId> reserve;       // role → who takes the chair when something is asked of it
    std::map<domain::PersonId, domain::PersonId> members;  // team or group → who acts for it
    std::map<std::string, std::vector<domain::PersonId>> spares = {};  // role → who can still be found for it
    std::optional<domain::PersonId> deputy = {};                       // stands in for anybody
    std::optional<domain::PersonId> coordinator = {};                  // rates handovers of other programmes
};

// Wishes of a workflow test: answers by step id or path, as often as asked; steps that are left lying.
struct Wishes {
    json::object answers;
    std::vector<std::string> except;
};

// Something the engine refused; people try again later.
struct Refused {
    domain::ProgrammeId programme;
    std::string step;
    std::string message;
    Timestamp at{};
};

class SimulatedPeople {
public:
    // `engine` must outlive this object.
    SimulatedPeople(Engine& engine, Behaviour behaviour, calendar::Calendar calendar, std::uint64_t seed);

    void join(domain::ProgrammeId programme, Part part);
    // Forgets what was planned and plans anew by these wishes.
    void set_wishes(domain::ProgrammeId programme, Wishes wishes);
    // Something beside the tasks, at its own time.
    void plan(domain::ProgrammeId programme, Timestamp at, Request request);
    // Plans what has become open since the last look. Cheap when nothing has.
    void look(domain::ProgrammeId programme);

    // When somebody does something next.
    std::optional<Timestamp> next() const;
    // Carries out what is due now, at most one action for each programme, in one go; call again until it answers 0. Refuses
    // only when the engine itself cannot go on (the store, a bug); what a person was refused is in refusals().
    Result<int> act();
    // Answers one open task right now with these answers, all its parts. Gives the refusal, if any.
    Result<void> answer_now(domain::ProgrammeId programme, domain::TaskId task, const json::object& answers);

    // Draws which handovers are rated from outside, of those accepted so far, and plans those ratings. Refuses as act() does.
    Result<void> audit();
    // Looks wherever the engine may have done something by itself: a timer was due, or somebody acted since the last time.
    void look_around(Timestamp now);
    const std::vector<Refused>& refusals() const { return refusals_; }
    std::int64_t actions() const { return actions_; }  // carried out so far
    const Behaviour& behaviour() const { return behaviour_; }
    const calendar::Calendar& calendar() const { return calendar_; }

private:
    enum class Move { claim, postpone, answer };

    // What one person means to do about one task.
    struct Job {
        Sha256 hash{};     // of the workflow the task came from
        std::string path;  // of its step; "" for an ad-hoc task
        std::string phase;
        bool repeated = false;  // its phase was open before
        bool decides = false;   // a gate, vote or decision
        std::optional<Timestamp> next;
        Move move = Move::answer;
        Timestamp ready{};   // when it will be answered, once taken up
        bool begun = false;  // claiming and postponing were considered
        int refused = 0;
    };

    // The people of one programme.
    struct Troupe {
        domain::ProgrammeId id;
        Part part;
        SeededEntropy entropy;
        Wishes wishes;
        std::map<domain::TaskId, Job> jobs;
        std::multimap<Timestamp, Request> chores;
        std::optional<Timestamp> first_timer;
        std::set<std::string> supplied;          // facts that somebody is going to record
        bool stopping = false;                   // the commissioner chose to stop
        std::vector<domain::TaskId> decided;     // where something was decided
        std::set<domain::AssignmentId> staying;  // whose leaving is planned
        std::map<domain::HandoverId, int> care;  // how well each is prepared
        std::set<domain::HandoverId> drawn;      // took part in a draw, chosen or not
    };

    Troupe& troupe(domain::ProgrammeId programme) { return troupes_.at(programme); }
    std::optional<Scene> scene_of(Troupe& troupe, domain::TaskId task);
    void forget_closed(Troupe& troupe, const domain::Programme& programme);
    void plan_task(Troupe& troupe, const domain::Task& task);
    void plan_move(Troupe& troupe, Job& job, const Scene& scene);
    void set_next(Troupe& troupe, domain::TaskId task, Job& job, Move move, Timestamp at);
    void plan_staffing(Troupe& troupe, const domain::Task& task);
    void plan_facts(Troupe& troupe, const domain::Programme& programme);
    void plan_stop(Troupe& troupe, const domain::Programme& programme);
    void plan_leaving(Troupe& troupe, const domain::Programme& programme);
    // The rating of one drawn handover, that of a second rater too, the replies, and the end of the right of reply.
    void plan_rating(Troupe& troupe, domain::HandoverId handover, bool twice);
    std::vector<domain::PersonId> raters_for(domain::ProgrammeId programme) const;
    Scene scene_beside_tasks(Troupe& troupe, const domain::Programme& programme, const domain::Task& nothing);
    bool is_excepted(const Troupe& troupe, const Job& job) const;
    Timestamp ready_at(Troupe& troupe, const Job& job, const Scene& scene);
    Timestamp vote_at(Troupe& troupe, const Scene& scene);
    std::vector<Request> requests_for(Troupe& troupe, domain::TaskId task);
    std::vector<Request> take_chore(Troupe& troupe, Timestamp now);
    void after_task(Troupe& troupe, domain::TaskId task, const Reply& reply);
    void note_refusal(Troupe& troupe, const std::string& step, const Error& error);

    Engine& engine_;
    Behaviour behaviour_;
    calendar::Calendar calendar_;
    std::uint64_t seed_;
    std::map<domain::ProgrammeId, Troupe> troupes_;
    std::set<std::tuple<Timestamp, domain::ProgrammeId, domain::TaskId>> queue_;  // task 0: a chore
    std::set<domain::ProgrammeId> acted_;                                         // since the last look around
    std::vector<Refused> refusals_;
    std::int64_t actions_ = 0;
};

}  // namespace wd::runtime
