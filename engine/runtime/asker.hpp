// What somebody who asks is to a programme, as far as an answer depends on it. Figures about one person are for that person, and
// for who has to see to it that the work goes on: the core team with the commissioner, and who audits a handover here (DOMAIN
// §7.6). Other roles of accounts are asked at the door, not here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// The administrator of this machine asks without a name.
bool is_administrator(const domain::Viewer& viewer);
// Whether the asker administers this installation: that administrator, or a person whose account has the role. It opens accounts and
// settings; figures about a person stay with that person.
bool administers(store::ReadStore& store, const domain::Viewer& viewer);
// Whether it is the asking person, or a team or group of which she is a member.
bool is_oneself(store::ReadStore& store, const domain::Viewer& viewer, domain::PersonId person);
// Whether the asking person is commissioner of the programme, or sits or stands in for a chair of its core team today.
bool is_core(store::ReadStore& store, const domain::Viewer& viewer, domain::ProgrammeId programme, Date today);
// Whether the asking person rates a handover of the programme.
bool is_auditor(store::ReadStore& store, const domain::Viewer& viewer, domain::ProgrammeId programme);

}  // namespace wd::runtime
