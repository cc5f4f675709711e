// Who can come in to look at a demo: one account for each role, in the first neighbourhood that is still under way. Their password is
// the same for all and printed, so that they exist in a demo store only; the door lets them in on this machine only.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"

namespace wd::runtime {

struct DemoAccount {
    std::string login;  // "projectleider"
    domain::PersonId person;
    std::vector<domain::Grant> grants;
};

// Opens them now, by the engine's own clock: the same demo gives the same events. `password_hash` is in none of them.
Result<std::vector<DemoAccount>> open_demo_accounts(Engine& engine, domain::ProgrammeId programme,
                                                    const std::string& password_hash);

}  // namespace wd::runtime
