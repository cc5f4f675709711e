// What a workflow's test.lua says: a programme, answers, virtual time, and the path that is expected. Plain data; made by
// script/, played by runtime/.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>
#include <vector>

namespace wd::domain {

enum class PlayKind {
    answer,  // target = step id or path of an open step; arguments = form answers, outcome, counts
    record,  // target = reach | measure | signal | linkage | money; arguments as the command takes them
    pass,    // arguments.time = "3 weken": virtual time goes by, nobody does anything
    people,  // simulated people do what is asked of them; arguments: until_phase | until_open | until_state | for
             // (a duration), except = { step ids }, answers = { step id = { … } }
    pause,   // the programme pauses
    resume,  // and goes on
    expect,  // phase, repetition, open, done, skipped, not_open, outcome, cannot_move, state, told, late
};
BOOST_DESCRIBE_ENUM(PlayKind, answer, record, pass, people, pause, resume, expect)

struct Play {
    PlayKind kind = PlayKind::answer;
    std::string target;
    json::object arguments;
    int line = 0;
};

struct ScenarioArea {
    std::string id;  // how `parent` and the expected paths name it
    std::string kind;
    std::string name;
    std::string parent;
    std::int64_t inhabitants = 0;
    std::int64_t dwellings = 0;
};

struct Scenario {
    std::string title;
    std::string start;  // a date, "2026-01-05"
    std::vector<ScenarioArea> areas;
    json::object input;
    json::object settings;
    std::vector<std::string> unstaffed;  // roles that nobody holds; all others are held by simulated people
    std::vector<Play> play;
    int line = 0;
};

}  // namespace wd::domain
