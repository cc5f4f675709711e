// The process that is stopped. Takes one ChildOrder as its argument and says on descriptor 3 what is done: a line is written
// when the reply is there, so after the commit, and at once.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"
#include "full_disk.hpp"
#include "stage.hpp"

#include <unistd.h>

#include <cstdio>

namespace wd::crash {

namespace {

void say(const Saying& saying)
{
    const std::string line = to_json_text(saying) + "\n";
    if (::write(voice, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        throw StoreFailure(Errc::unavailable, "nobody hears the child");
}

Saying saying_of(std::int64_t action, const std::vector<runtime::Reply>& replies)
{
    Saying saying;
    saying.done = action;
    for (std::size_t order = 0; order < replies.size(); ++order) {
        const runtime::Reply& reply = replies[order];
        const std::string_view code = reply.answer ? std::string_view{"ok"} : name_of(reply.answer.error().code);
        saying.replies.push_back({action, static_cast<std::int64_t>(order), std::string(code), reply.part, reply.seq});
    }
    return saying;
}

void play(const ChildOrder& order)
{
    const Story story = read_story(order.story);
    const auto durability = order.durable == Durable::yes ? store::Durability::full : store::Durability::off;
    if (order.arm_at < 0)
        arm_crash_vfs();
    Stage stage{order.directory, time_before(story, static_cast<std::size_t>(order.from)), durability};
    for (auto action = order.from; action < static_cast<std::int64_t>(story.actions.size()); ++action) {
        if (action == order.arm_at)
            arm_crash_vfs();
        say(saying_of(action, stage.play(story.actions[static_cast<std::size_t>(action)])));
    }
}

void create(const ChildOrder& order)
{
    arm_crash_vfs();
    prepare_store(order.directory, [](std::string_view part) {
        Saying saying;
        saying.part = std::string(part);
        say(saying);
    });
}

void play_in_trouble(const ChildOrder& order, Trouble trouble)
{
    const Story story = read_story(order.story);
    const auto seed = static_cast<std::uint64_t>(order.seed);
    for (std::string& fault : tell_on_troubled_disk(story, order.directory, trouble, seed)) {
        Saying saying;
        saying.fault = std::move(fault);
        say(saying);
    }
}

void carry_out(const ChildOrder& order)
{
    install_crash_vfs({order.ending, order.stop_at, order.syncs_first, static_cast<std::uint64_t>(order.seed)});
    switch (order.task) {
    case ChildTask::play: play(order); break;
    case ChildTask::create: create(order); break;
    case ChildTask::full: play_in_trouble(order, Trouble::full); break;
    case ChildTask::full_briefly: play_in_trouble(order, Trouble::full_briefly); break;
    case ChildTask::sync_fails: play_in_trouble(order, Trouble::sync_fails); break;
    }
    Saying saying;
    saying.points = points_of_crash_vfs();
    say(saying);
}

}  // namespace

}  // namespace wd::crash

int main(int count, char** arguments)
{
    try {
        if (count != 2)
            throw wd::Bug("crash_child takes one argument: what to do, as JSON");
        const wd::json::value order = wd::parse_json(arguments[1]).value();
        wd::crash::carry_out(wd::read_json<wd::crash::ChildOrder>(order).value());
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "crash_child: %s\n", failure.what());
        return 1;
    }
    return 0;
}
