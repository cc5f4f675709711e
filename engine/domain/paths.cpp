// Step paths. See paths.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/paths.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <charconv>

namespace wd::domain {

namespace {

int read_repetition(std::string_view digits)
{
    int number = 1;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

PathPart read_part(std::string_view part)
{
    PathPart read;
    const std::size_t bracket = part.find('[');
    if (bracket != std::string_view::npos) {
        read.key = part.substr(bracket + 1, part.size() - bracket - 2);
        part = part.substr(0, bracket);
    }
    const std::size_t hash = part.rfind('#');  // before the key: "blokken#2[gebied-7]"
    if (hash != std::string_view::npos) {
        read.repetition = read_repetition(part.substr(hash + 1));
        part = part.substr(0, hash);
    }
    read.id = part;
    return read;
}

std::size_t last_slash(std::string_view path)
{
    return path.rfind('/');
}

}  // namespace

std::vector<PathPart> split_path(std::string_view path)
{
    std::vector<PathPart> parts;
    while (true) {
        const std::size_t slash = path.find('/');
        parts.push_back(read_part(path.substr(0, slash)));
        if (slash == std::string_view::npos)
            return parts;
        path.remove_prefix(slash + 1);
    }
}

std::string phase_path(std::string_view phase, int generation)
{
    return fmt::format("{}#{}", phase, generation);
}

std::string child_path(std::string_view parent, std::string_view id)
{
    std::string path;
    path.reserve(parent.size() + id.size() + 1);
    path.append(parent).append("/").append(id);
    return path;
}

std::string item_path(std::string_view block, std::string_view key)
{
    return fmt::format("{}[{}]", block, encode_key(key));
}

std::string repeated_path(std::string_view step, int repetition)
{
    return repetition == 1 ? std::string(step) : fmt::format("{}#{}", step, repetition);
}

std::string clock_path(std::string_view step)
{
    return fmt::format("{}#0", step);
}

std::string_view parent_path(std::string_view path)
{
    const std::size_t slash = last_slash(path);
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view last_id(std::string_view path)
{
    const std::size_t slash = last_slash(path);
    return read_part(slash == std::string_view::npos ? path : path.substr(slash + 1)).id;
}

std::string_view without_key(std::string_view path)
{
    const std::size_t slash = last_slash(path);
    const std::size_t bracket = path.find('[', slash == std::string_view::npos ? 0 : slash);
    return path.substr(0, bracket);
}

std::string_view without_repetition(std::string_view path)
{
    const std::size_t slash = last_slash(path);
    const std::size_t hash = path.find('#', slash == std::string_view::npos ? 0 : slash);
    return slash == std::string_view::npos ? path : path.substr(0, hash);
}

bool is_within(std::string_view path, std::string_view ancestor)
{
    if (!path.starts_with(ancestor))
        return false;
    return path.size() == ancestor.size() || path[ancestor.size()] == '/' || path[ancestor.size()] == '[' ||
           path[ancestor.size()] == '#';
}

}  // namespace wd::domain
