// What a meeting to reflect is about: the event that began its run, and each that joined it while nobody had come together yet.
// Read from the log, for people; whether something joins is decided in domain/start.cpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// The occasions of one run, oldest first: [{on, event, text}], where `event` is the place in the log of the programme and
// `text` a Dutch phrase ("bericht van buiten (energieprijzen)"). Empty for a run that no trigger began. What the viewer may not
// see is left out.
json::array occasions_of(store::ReadStore& store, const domain::Viewer& viewer, domain::ProgrammeId programme,
                         domain::RunId run);

// The same in one sentence, with the days; "" without occasions.
std::string occasions_text(const json::array& occasions);

}  // namespace wd::runtime
