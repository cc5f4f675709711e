// What a CBS code looks like: GM0363 for a municipality, WK036300 for a wijk, BU03630000 for a buurt. Form only; which codes there
// really are is for CBS to say.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace wd::domain {

bool is_municipality_code(std::string_view code);
// One of the three forms.
bool is_area_code(std::string_view code);

}  // namespace wd::domain
