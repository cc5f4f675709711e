// A process that is going to be stopped: what it is told to do, and what it was heard to say before it ended.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "crash_vfs.hpp"
#include "store/store.hpp"

#include <chrono>

namespace wd::crash {

enum class ChildTask {
    play,          // tell the story from an action on
    create,        // make a store with prepare_store()
    full,          // tell the story on a disk that is full again and again, until somebody makes room
    full_briefly,  // the same, but it has room again by itself
    sync_fails,    // tell the story on a disk that fails to sync again and again
};
BOOST_DESCRIBE_ENUM(ChildTask, play, create, full, full_briefly, sync_fails)

enum class Durable { yes, no };
BOOST_DESCRIBE_ENUM(Durable, yes, no)

struct ChildOrder {
    ChildTask task = ChildTask::play;
    std::string directory;
    std::string story;         // file
    std::int64_t from = 0;     // the first action
    std::int64_t arm_at = -1;  // points count from this action on; -1: from the opening of the store on
    Ending ending = Ending::none;
    std::int64_t stop_at = 0;
    std::int64_t syncs_first = 0;
    std::int64_t seed = 0;
    Durable durable = Durable::yes;
};
BOOST_DESCRIBE_STRUCT(ChildOrder, (),
                      (task, directory, story, from, arm_at, ending, stop_at, syncs_first, seed, durable))

// A reply that reached the caller.
struct Acknowledged {
    std::int64_t action = 0;
    std::int64_t order = 0;
    std::string code;  // "ok", or why it was refused
    int part = 0;
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(Acknowledged, (), (action, order, code, part, seq))

// One line of what a child says, as JSON.
struct Saying {
    std::vector<Acknowledged> replies;
    std::optional<std::int64_t> done;   // this action
    std::optional<std::string> part;    // of making a store
    std::optional<std::string> points;  // at the end, see crash_vfs.hpp
    std::optional<std::string> fault;   // something that should not be; only told by the disk in trouble
};
BOOST_DESCRIBE_STRUCT(Saying, (), (replies, done, part, points, fault))

struct Heard {
    std::vector<Acknowledged> replies;
    std::optional<std::int64_t> last_done;
    std::vector<std::string> parts;
    std::string points;
    std::vector<std::string> faults;
    bool was_killed = false;  // by SIGKILL, its own or ours
    bool ended_well = false;  // with exit code 0
};

// When a parent kills its child: so long after it heard that this action is done; -1 is the start. In actions and not in time
// alone, because nobody knows how fast the machine is today.
struct KillMoment {
    std::int64_t after_action = -1;
    std::chrono::microseconds later{0};
};

// Lets a child carry out the order and hears it to its end; kills it at `moment`, if it still lives. Throws StoreFailure when no process can be made. Any thread.
Heard run_child(const ChildOrder& order, std::optional<KillMoment> moment);

// The descriptor on which a child speaks.
inline constexpr int voice = 3;

}  // namespace wd::crash
