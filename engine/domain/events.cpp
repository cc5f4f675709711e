// Names, versions and bytes of events. See events.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/events.hpp"

#include "domain/alternatives.hpp"

#include <charconv>
#include <unordered_map>

namespace wd::domain {

Payload::Payload() = default;
Payload::Payload(const Payload&) = default;
Payload::Payload(Payload&&) noexcept = default;
Payload::~Payload() = default;

Payload& Payload::operator=(const Payload& other)
{
    return make_anew(*this, Payload(other));
}

Payload& Payload::operator=(Payload&& other) noexcept
{
    return make_anew(*this, std::move(other));
}

std::string_view type_of(const Payload& payload)
{
    return std::visit([](const auto& event) { return std::remove_cvref_t<decltype(event)>::type; }, payload);
}

int version_of(const Payload&)
{
    return 1;
}

std::string to_json_text(const Payload& payload)
{
    return std::visit([](const auto& event) { return wd::to_json_text(event); }, payload);
}

namespace {

const std::unordered_map<std::string_view, ReadAlternative<Payload>>& readers()
{
    static const auto* table = [] {
        auto* made = new std::unordered_map<std::string_view, ReadAlternative<Payload>>;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnyEvent>>([&](auto identity) {
            using E = typename decltype(identity)::type;
            WD_ASSERT(made->emplace(E::type, &read_alternative<Payload, E>).second);
        });
        return made;
    }();
    return *table;
}

}  // namespace

Result<Payload> read_payload(std::string_view type, int version, std::string_view data)
{
    const auto reader = readers().find(type);
    if (reader == readers().end() || version != 1)
        return refusal(Errc::store_newer, "gebeurtenis {} v{} is van een nieuwere versie", type, version);
    const Result<json::value> value = parse_json(data);
    if (!value)
        return value.error();
    return read_with(reader->second, *value);
}

Sha256 chain_hash(Sha256Hasher& hasher, const Sha256& previous, const LoggedEvent& event)
{
    hasher.add(previous);
    hasher.add_number(static_cast<std::uint64_t>(event.stream.value));
    hasher.add_number(static_cast<std::uint64_t>(event.pseq));
    hasher.add_number(static_cast<std::uint64_t>(event.run.value));
    hasher.add_number(static_cast<std::uint64_t>(event.cause));
    hasher.add_piece(event.type);
    hasher.add_number(static_cast<std::uint64_t>(event.v));
    hasher.add_number(static_cast<std::uint64_t>(to_unix_ms(event.at)));
    hasher.add_piece(event.actor);
    hasher.add_piece(event.data);
    return hasher.finish();
}

std::string event_id(const LoggedEvent& event)
{
    return fmt::format("{}-{}-{}", event.part, event.seq, to_hex(event.hash).substr(0, 8));
}

std::string to_text(const Actor& actor)
{
    std::string text = actor.person ? wd::to_text(actor.person) : std::string{actor.uid ? "beheerder" : "motor"};
    if (actor.uid)
        text += fmt::format(" uid-{}", *actor.uid);
    return text;
}

Result<Actor> parse_actor(std::string_view text)
{
    Actor actor;
    const std::size_t space = text.find(' ');
    const std::string_view who = text.substr(0, space);
    if (who != "motor" && who != "beheerder") {
        const Result<PersonId> person = parse_id<PersonTag>(who);
        if (!person)
            return person.error();
        actor.person = *person;
    }
    if (space != std::string_view::npos) {
        const Result<std::int64_t> uid = parse_id_number(text.substr(space + 1), "uid");
        if (!uid && text.substr(space + 1) != "uid-0")
            return uid.error();
        actor.uid = uid ? static_cast<std::uint32_t>(*uid) : 0;
    }
    return actor;
}

}  // namespace wd::domain
