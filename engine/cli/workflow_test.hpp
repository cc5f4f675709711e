// `workflow test`: the stories of test.lua, played on the real engine in virtual time and told back in a few lines each.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/session.hpp"

namespace wd::cli {

class Arguments;

// [{title, passed, story: [lines], failures: [{file, line, expected, found}]}] of the workflow that the place "map" names. A
// failing story is an answer, not a refusal; all_passed() makes the exit code.
Result<json::value> test_workflow(Session& session, const Arguments& arguments);
bool all_passed(const json::value& stories);
void show_tests(const json::value& stories, Session& session);

}  // namespace wd::cli
