// What payloads and commands have alike: each holds one of a hundred structs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <memory>
#include <type_traits>
#include <utility>

namespace wd::domain {

// Assigns by making anew instead of alternative by alternative: the same for whoever looks, and half of the code.
template <class Any>
Any& make_anew(Any& out, std::type_identity_t<Any>&& from) noexcept
{
    static_assert(std::is_nothrow_move_constructible_v<Any>, "otherwise nothing would be left of `out`");
    if (&out != &from) {
        std::destroy_at(&out);
        std::construct_at(&out, std::move(from));
    }
    return out;
}

// Reads the alternative that its name asked for into `out`.
template <class Any>
using ReadAlternative = void (*)(Any& out, const json::value&, codec::Complaints&);

template <class Any, class Alternative>
void read_alternative(Any& out, const json::value& data, codec::Complaints& complaints)
{
    codec::read_into(out.template emplace<Alternative>(), data, codec::Path{}, complaints);
}

template <class Any>
Result<Any> read_with(ReadAlternative<Any> read, const json::value& data)
{
    Any any;
    codec::Complaints complaints;
    read(any, data, complaints);
    if (!complaints.list.empty())
        return codec::refusal_of(std::move(complaints));
    return any;
}

}  // namespace wd::domain
