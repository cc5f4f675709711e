// See story.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "story.hpp"

#include "calendar/amsterdam.hpp"

#include <fstream>
#include <sstream>

namespace wd::crash {

void write_story(const std::filesystem::path& file, const Story& story)
{
    std::ofstream out{file, std::ios::binary};
    out << to_json_text(story);
    if (!out.flush())
        throw StoreFailure(Errc::store_read_only, "the story cannot be written to " + file.string());
}

Story read_story(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    std::stringstream text;
    if (!in || !(text << in.rdbuf()))
        throw StoreFailure(Errc::not_found, "there is no story in " + file.string());
    Result<Story> story = read_json<Story>(parse_json(text.str()).value());
    if (!story)
        throw Bug("no story: " + to_text(story.error()));
    return std::move(*story);
}

runtime::Request request_of(const Order& order)
{
    runtime::Request request;
    request.command = domain::read_command(order.verb, order.data).value();
    request.actor = domain::Actor{order.actor, {}};
    request.key = order.key;
    request.fingerprint = sha256(order.verb + json::serialize(order.data));
    return request;
}

Timestamp story_begin()
{
    return calendar::start_of(Date{std::chrono::year{2026} / 9 / 1}) + std::chrono::hours{9};
}

Timestamp time_before(const Story& story, std::size_t action)
{
    Timestamp now = story_begin();
    for (std::size_t i = 0; i < action && i < story.actions.size(); ++i)
        now = story.actions[i].to.value_or(now);
    return now;
}

}  // namespace wd::crash
