// See rehearsal.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "rehearsal.hpp"

#include <cstdlib>

namespace wd::crash {

namespace {

constexpr std::uint64_t story_seed = 2026;

std::filesystem::path place_for_files()
{
    const std::filesystem::path memory{"/dev/shm"};
    std::error_code failure;
    return std::filesystem::is_directory(memory, failure) ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

TemporaryDirectory::TemporaryDirectory()
{
    std::string name = place_for_files() / "wijkdraad-crash-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        throw StoreFailure(Errc::store_read_only, "no directory can be made in " + place_for_files().string());
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;  // what cannot be removed is left to the system
    std::filesystem::remove_all(path_, ignored);
}

const Rehearsal& Rehearsal::once()
{
    static const Rehearsal rehearsal;
    return rehearsal;
}

Rehearsal::Rehearsal()
{
    const Cast cast = prepare_store(directory_.path() / "template", {});
    copy_template_to(directory_.path() / "telling");
    telling_ = tell_story(directory_.path() / "telling", cast, story_seed);
    write_story(directory_.path() / "story.json", telling_.story);
    points_not_durable_ = count_points(Durable::no);
    points_durable_ = count_points(Durable::yes);
}

// A child without an end must tell the same story.
std::string Rehearsal::count_points(Durable durable)
{
    const std::filesystem::path directory = directory_.path() / "counting";
    copy_template_to(directory);
    ChildOrder counting = order(directory);
    counting.durable = durable;
    const Heard heard = run_child(counting, {});
    if (!heard.ended_well || heard.points.empty())
        throw Bug("an undisturbed child does not tell the story to its end");
    const std::string different = difference(telling_.told.back().after, picture_of(directory));
    if (!different.empty())
        throw Bug("an undisturbed child tells another story, in: " + different);
    std::filesystem::remove_all(directory);
    return heard.points;
}

void Rehearsal::copy_template_to(const std::filesystem::path& directory) const
{
    std::filesystem::copy(directory_.path() / "template", directory, std::filesystem::copy_options::recursive);
}

ChildOrder Rehearsal::order(const std::filesystem::path& directory) const
{
    ChildOrder order;
    order.directory = directory;
    order.story = directory_.path() / "story.json";
    return order;
}

std::vector<std::int64_t> Rehearsal::points(int count, Durable durable) const
{
    return choose_points(durable == Durable::yes ? points_durable_ : points_not_durable_, count);
}

std::vector<std::int64_t> choose_points(const std::string& letters, int count)
{
    std::vector<std::int64_t> rare;
    const auto all = static_cast<std::int64_t>(letters.size());
    for (std::int64_t i = 0; i < all; ++i)
        if (letters[static_cast<std::size_t>(i)] != 'w')
            for (const std::int64_t point : {i, i + 1, i + 2})
                if (point >= 1 && point <= all && (rare.empty() || rare.back() < point))
                    rare.push_back(point);
    std::vector<std::int64_t> points;
    const int half = rare.empty() ? 0 : count / 2;
    for (int i = 0; i < half; ++i)
        points.push_back(
            rare[static_cast<std::size_t>(i) * rare.size() / static_cast<std::size_t>(half) % rare.size()]);
    for (int i = half; i < count; ++i)
        points.push_back(1 + (i - half) * all / (count - half) % all);
    return points;
}

}  // namespace wd::crash
