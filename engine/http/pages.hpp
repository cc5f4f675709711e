// Lists in pages: filtered, sorted, and cut. A page ends with a cursor that holds where it ended and what stood there, so that the next
// one goes on behind that row also when rows came in before it. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/translate.hpp"

#include <optional>
#include <string>

namespace wd::http {

struct Page {
    json::array rows;
    std::optional<std::string> next;  // the cursor; none on the last page
};

// `rows` as the API shows them. Refuses a cursor that was not given by an earlier page.
Result<Page> page_of(json::array rows, const ListWish& wish);
// How many rows have to be known for this page when nothing is filtered or sorted; none when all have to.
Result<std::optional<std::size_t>> rows_needed(const ListWish& wish);

// The same request with another cursor.
std::string next_target(const Request& request, std::string_view cursor);

}  // namespace wd::http
