// Which settings of scores, measures and terms count, as the installation set them (domain/quality.hpp), and what is asked about them.
// Changes nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/retention.hpp"
#include "domain/rubric_settings.hpp"
#include "domain/team_history.hpp"
#include "store/store.hpp"

#include <functional>

namespace wd::runtime {

// The rows of a view, of who reads or of the turn that writes.
using ViewRows = std::function<json::array(std::string_view, const json::object&)>;

// Those that count now; the defaults when nobody chose others.
domain::RubricSettings rubric_settings(store::ReadStore& store);
domain::ContinuitySettings continuity_settings(store::ReadStore& store);
domain::RetentionSettings retention_settings(const ViewRows& view);

// Those that a final score was made with, as its event keeps them; null = the defaults.
domain::RubricSettings rubric_settings_of(const json::value& kept);

// {}: {rubric, continuity, retention}, each {settings, defaults, since, event}, and the changes, newest first, with their reason. Not by whom.
Result<json::value> settings_question(store::ReadStore& store);

}  // namespace wd::runtime
