// Which settings of scores and measures count, as the installation set them (domain/quality.hpp), and what is asked about them.
// Changes nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/rubric_settings.hpp"
#include "domain/team_history.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// Those that count now; the defaults when nobody chose others.
domain::RubricSettings rubric_settings(store::ReadStore& store);
domain::ContinuitySettings continuity_settings(store::ReadStore& store);

// Those that a final score was made with, as its event keeps them; null = the defaults.
domain::RubricSettings rubric_settings_of(const json::value& kept);

// {}: {rubric, continuity}, each {settings, defaults, since, event}, and the changes, newest first, with their reason. Not by whom.
Result<json::value> settings_question(store::ReadStore& store);

}  // namespace wd::runtime
