// Reading commands by verb. See commands.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/commands.hpp"

#include "domain/alternatives.hpp"

#include <unordered_map>

namespace wd::domain {

Command::Command() = default;
Command::Command(const Command&) = default;
Command::Command(Command&&) noexcept = default;
Command::~Command() = default;

Command& Command::operator=(const Command& other)
{
    return make_anew(*this, Command(other));
}

Command& Command::operator=(Command&& other) noexcept
{
    return make_anew(*this, std::move(other));
}

namespace {

struct Verbs {
    std::vector<std::string_view> names;
    std::unordered_map<std::string_view, ReadAlternative<Command>> readers;
};

const Verbs& table()
{
    static const Verbs made = [] {
        Verbs list;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnyCommand>>([&](auto identity) {
            using C = typename decltype(identity)::type;
            list.names.push_back(C::verb);
            WD_ASSERT(list.readers.emplace(C::verb, &read_alternative<Command, C>).second);
        });
        return list;
    }();
    return made;
}

}  // namespace

std::string_view verb_of(const Command& command)
{
    return std::visit([](const auto& c) { return std::remove_cvref_t<decltype(c)>::verb; }, command);
}

const std::vector<std::string_view>& verbs()
{
    return table().names;
}

Result<Command> read_command(std::string_view verb, const json::value& data)
{
    const auto reader = table().readers.find(verb);
    if (reader == table().readers.end())
        return refusal(Errc::not_found, "opdracht '{}' bestaat niet{}", verb, did_you_mean(verb, verbs()));
    return read_with(reader->second, data);
}

}  // namespace wd::domain
