// Everything here that is about one person, for that person: their right to see it and to take it along. Texts are those about the
// person and those that the person typed; what others wrote is in here only as the line of the log that names the person, because it may
// be about others as well.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {person}: {person, earlier_names: [{name, from_at, until_at, reason, by}], account, tokens, texts: [{kind, ground, keep_until, text}],
// events: [{programme, at, type, acted, data, texts}], hidden}. `hidden` counts lines of households whose team the asker is not in. For
// the person and for an administrator. Reads the whole log, a portion at a time.
Result<json::value> person_export(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                  Timestamp now);

}  // namespace wd::runtime
