// See named_people.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/named_people.hpp"

namespace wd::store {

using namespace domain;

namespace {

template <class T>
void add_people(const T& value, std::set<PersonId>& people)
{
    if constexpr (std::is_same_v<T, PersonId>) {
        if (value)
            people.insert(value);
    } else if constexpr (codec::is_optional<T>) {
        if (value)
            add_people(*value, people);
    } else if constexpr (codec::is_vector<T>) {
        for (const auto& item : value)
            add_people(item, people);
    } else if constexpr (codec::is_struct<T>)
        boost::mp11::mp_for_each<codec::members_of<T>>([&](auto d) { add_people(value.*d.pointer, people); });
}

}  // namespace

Result<void> add_named_people(const LoggedEvent& event, std::set<PersonId>& people)
{
    const Result<Actor> actor = parse_actor(event.actor);
    const Result<Payload> payload = read_payload(event.type, event.v, event.data);
    if (!actor || !payload)
        return refusal(Errc::invalid, "gebeurtenis {} ({}) kan deze versie niet lezen: {}", event.pseq, event.type,
                       actor ? payload.error().message : actor.error().message);
    add_people(actor->person, people);
    std::visit([&](const auto& known) { add_people(known, people); }, *payload);
    return {};
}

}  // namespace wd::store
