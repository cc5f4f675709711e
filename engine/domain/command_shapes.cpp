// The shapes of all commands, by reflection. See command_shapes.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/command_shapes.hpp"

#include "domain/commands.hpp"

#include <map>

namespace wd::domain {

namespace {

template <class T>
std::vector<MemberShape> members_of();

template <class T>
void shape_value(MemberShape& shape)
{
    if constexpr (codec::is_optional<T>)
        shape_value<typename T::value_type>(shape);
    else if constexpr (codec::is_vector<T>) {
        shape.many = true;
        shape_value<typename T::value_type>(shape);
    } else if constexpr (std::is_same_v<T, bool>)
        shape.kind = ApiKind::yes_no;
    else if constexpr (std::is_integral_v<T>)
        shape.kind = ApiKind::number;
    else if constexpr (codec::is_id<T>) {
        shape.kind = ApiKind::id;
        shape.prefix = T::tag::prefix;
    } else if constexpr (std::is_same_v<T, Date>)
        shape.kind = ApiKind::date;
    else if constexpr (std::is_same_v<T, Timestamp>)
        shape.kind = ApiKind::date_time;
    else if constexpr (std::is_same_v<T, json::value>)
        shape.kind = ApiKind::open;
    else if constexpr (codec::is_enum<T>) {
        shape.kind = ApiKind::word;
        shape.words = names_of<T>();
    } else if constexpr (std::is_same_v<T, Text> || std::is_same_v<T, std::string> || std::is_same_v<T, Sha256>)
        shape.kind = ApiKind::text;
    else if constexpr (codec::is_struct<T>) {
        shape.kind = ApiKind::object;
        shape.members = members_of<T>();
    } else
        static_assert(codec::always_false<T>, "this type has no form in the API");
}

template <class T>
std::vector<MemberShape> members_of()
{
    std::vector<MemberShape> members;
    boost::mp11::mp_for_each<codec::members_of<T>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        MemberShape shape{d.name};
        shape.required = !codec::may_be_missing<Member>;
        shape_value<Member>(shape);
        members.push_back(std::move(shape));
    });
    return members;
}

std::map<std::string_view, std::vector<MemberShape>> all_shapes()
{
    std::map<std::string_view, std::vector<MemberShape>> shapes;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnyCommand>>([&](auto identity) {
        using Struct = typename decltype(identity)::type;
        shapes.emplace(Struct::verb, members_of<Struct>());
    });
    return shapes;
}

}  // namespace

const std::vector<MemberShape>* find_command_shape(std::string_view verb)
{
    static const std::map<std::string_view, std::vector<MemberShape>> shapes = all_shapes();
    const auto found = shapes.find(verb);
    return found == shapes.end() ? nullptr : &found->second;
}

}  // namespace wd::domain
