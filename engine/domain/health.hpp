// What each open run waits for, or why it cannot move: for every person, date, event, child or plugin one line (DESIGN idea 5).
// A run that waits for nothing and cannot move is an incident. Pure; the sentences are Dutch.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wd::domain {

struct Waiting {
    std::string text;  // "wacht op opbouwwerker: Nodig bewoners uit: aan de deur"
    std::optional<Date>
        until;  // when something happens by itself, or is due; none when residents may take as long as they like
    Timestamp since{};
    std::optional<TaskId> task;
    bool late = false;  // `until` has passed and somebody should have answered; never of residents
};

struct RunHealth {
    RunId run;
    std::vector<Waiting> waiting_for;                // earliest first; empty only when the run cannot move
    std::optional<std::string> cannot_move_because;  // "kan niet verder: bereik.per_mille ontbreekt (…)"
    Timestamp since{};
    std::optional<Date> next_date;  // the first date that is still to come, today included
};

// What somebody is called; "" when that is not known here.
using NameOf = std::function<std::string(PersonId)>;

// Reads what every open step of the run waits for on that day. A run cannot move when it is stuck, when nothing is left to do or
// to wait for, or when a gate stands before it that nobody in the deciding role may decide.
RunHealth health_of(const Programme& programme, const Ledger& ledger, const Run& run, const Workflow& workflow,
                    Date today, const NameOf& name_of_person = {});

}  // namespace wd::domain
