// Accounts as administrators and their owners see them: login, what was granted, second factor, tokens. Never a hash or a secret, and
// not when somebody came in.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {person?}: one row for each account that was ever opened, with its grants. An administrator sees all; others their own.
Result<json::value> accounts_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now);
// {person?}: tokens, with whether they are valid now. The same rule.
Result<json::value> tokens_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                    Timestamp now);

}  // namespace wd::runtime
