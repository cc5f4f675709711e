// The neighbourhoods of a demo, from wijken.csv (see scripts/demo/README.md), and the sub-areas that are made up for them: real
// names and numbers of inhabitants only, no invented CBS codes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/commands.hpp"
#include "runtime/simulation/behaviour.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wd::runtime {

// A municipality in which (a part of) the neighbourhood lies, and the one that took it over.
struct MunicipalityPart {
    std::string name;
    std::string code;
    std::string later_code;  // "" when it stayed
    std::optional<Date> later_from;
};

struct Neighbourhood {
    std::string name;
    std::vector<MunicipalityPart> municipalities;
    std::int64_t inhabitants = 0;
};

// In the order of the file. Refuses everything that is wrong at once, each with file:line.
Result<std::vector<Neighbourhood>> read_neighbourhoods(std::string_view csv, const std::string& file);

// The neighbourhood itself with its sub-areas, blocks and complexes, sized from its inhabitants.
domain::ImportAreas make_areas(domain::ProgrammeId programme, const Neighbourhood& neighbourhood,
                               const AreaHabits& habits, Entropy& entropy);

}  // namespace wd::runtime
