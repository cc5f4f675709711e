// The branches of a `together` that are still going on, and when each last moved: what verkokering is seen by (DOMAIN §6).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"
#include "domain/workflow.hpp"

namespace wd::domain {

struct Track {
    std::string key;    // the branch
    Date moved{};       // when a step of it last opened or closed; what told of a standstill does not count
    bool asks = false;  // something could be taken up now
    bool busy = false;  // somebody has something in hand that is not late, or another run goes on for it
};

// In the order of the branches. `path` is that of the open block in `run`.
std::vector<Track> open_tracks(const Run& run, const Step& block, std::string_view path, const Programme& programme);

}  // namespace wd::domain
