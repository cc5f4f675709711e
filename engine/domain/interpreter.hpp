// The step interpreter: says what opens next when something has closed, and does it to rest, one event a transition
// (RULES B1, D1). It keeps no position: what is left to do follows from the named steps alone, so nothing can be lost by a
// crash, a new binary or a long sleep.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/turn.hpp"

namespace wd::domain {

// How far one turn may go: whole turns stop at limits::transitions_per_turn, a stepwise run after one.
struct Budget {
    int transitions = 0;
};

// Makes the programme's runs go on after the events that the turn has recorded from `first_event` on: opens what follows each
// closed step, closes blocks and phases, answers waits for events, fires `on` triggers, moves timers whose anchor became known,
// and tries judgements again that missed a fact. While the programme is paused nothing opens. When the budget ends before
// rest, a "continue" request is left in turn.due.
void settle(Turn& turn, std::size_t first_event, Budget budget);

// Goes on from the state of the steps alone: for a continuation and a resumed programme. A parked run stays parked.
void go_on(Turn& turn, RunId run, Budget budget);

// The same because somebody says so: also frees a parked run, and makes one transition of a stepwise run.
void advance(Turn& turn, RunId run, Budget budget);

// The child run that `request` asks for cannot start: its step, or the trigger, is held and says why, and is tried again like
// every judgement.
void hold_start(Turn& turn, const json::object& request, StuckReason reason);

// A timer is due: reminds, marks late (and opens `late` steps), ends a wait, asks a gate again, opens a turn of `every`.
void fire_timer(Turn& turn, const TimerKey& key, Budget budget);

// A child run has ended, or a plugin has answered: the waiting step closes.
void close_waiting(Turn& turn, RunId run, const std::string& path, std::optional<std::string> outcome, Budget budget);

// The calendar changed: moves the timers that fall on another date now.
void recompute_timers(Turn& turn);

// Opens the first phase, or `phase` when it is named.
void open_first_phase(Turn& turn, RunId run, std::string_view phase, Budget budget);

}  // namespace wd::domain
