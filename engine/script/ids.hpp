// The ids of a list of things that have one.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

namespace wd::script {

// Views into the list, in its order.
template <class List>
std::vector<std::string_view> ids_of(const List& list)
{
    std::vector<std::string_view> ids;
    ids.reserve(list.size());
    for (const auto& item : list)
        ids.push_back(item.id);
    return ids;
}

}  // namespace wd::script
