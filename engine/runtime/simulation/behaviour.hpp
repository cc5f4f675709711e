// How simulated people behave, as scripts/demo/gedrag.toml says: how long they take, how they decide and vote, what they answer
// and what they write down beside their tasks. Plain values; the people themselves are in people.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/entropy.hpp"
#include "base/json.hpp"
#include "domain/events.hpp"
#include "domain/workflow.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::runtime {

// Most draws lie between middle - spread and middle + spread.
struct Spread {
    std::int64_t middle = 0;
    std::int64_t spread = 0;
};
// Never below zero unless the middle is.
std::int64_t draw(Entropy& entropy, const Spread& spread);

template <class Value>
using ByName = std::map<std::string, Value, std::less<>>;

// Time is in working days unless it says otherwise; shares are per mille.
struct Pace {
    Spread usual;         // share of the term
    int repeated = 1000;  // in a phase that is open for a second time: this share of the usual time
    Spread without_term;  // where a step has no term
    int late = 0;         // chance to pass the term (never for residents)
    Spread how_late;      // share of the term that comes on top
    int not_now = 0;      // chance that a task is first given back with "nu niet"
    Spread not_now_days;
    int claim = 0;           // chance that somebody takes a task up before finishing it
    ByName<Spread> by_kind;  // of step
    ByName<Spread> by_role;
    ByName<Spread> by_step;
};

struct GateHabits {
    int not_now = 0;
    int with_conditions = 0;
    int back = 0;  // to the last phase that is allowed
    Spread not_now_weeks;
};

struct Recess {
    int from_month = 1, from_day = 1, until_month = 1, until_day = 1;
};

struct CouncilHabits {
    int every_weeks = 4;
    std::vector<Recess> recess;
    int ahead_weeks = 0;  // to put a plan on the agenda
    int reject = 0;
    int with_conditions = 0;
};

struct BoardHabits {
    int reject = 0;
    int with_conditions = 0;
};

// What the commissioner chooses; the rest is a smaller step.
struct FrictionHabits {
    int move_date = 1000;
    int stop = 0;
};

struct Voting {
    Spread turnout;  // of who may vote
    Spread yes;      // of who voted
};

struct VoteHabits {
    Voting usual;
    ByName<Voting> by_step;
    Spread abstain;
    Spread threshold;  // picked when there is a range
};

// Reflections that are sometimes skipped, with a sentence.
struct ReflectionHabits {
    int skipped = 0;
    std::vector<std::string> steps;
};

// People spoken for the first time by a step, as a share of who lives there.
struct ReachAfter {
    std::string channel;
    Spread people;
};

struct ReachHabits {
    int at_most = 1000;  // of the neighbourhood, ever
    ByName<ReachAfter> after;
};

struct LinkageHabits {
    std::string add_at;
    Spread count;
    std::string choose_at;
    int chosen = 0;
};

struct NoteAfter {
    domain::JournalKind kind = domain::JournalKind::lesson;
    int chance = 0;
};

struct MeetingHabits {
    int actions = 0;  // chance of an action that becomes a task
    int minutes = 0;  // chance of minutes
};

// What a question gets. Only what fits its kind counts.
struct AnswerHabit {
    std::optional<Spread> figure;
    std::string
        share_of;         // "", "inwoners", "woningen", "raad" (the next council day), or a question answered before it
    ByName<int> weights;  // of yes ("ja"), or of options
};

// Which sub-areas a neighbourhood gets, from its inhabitants.
struct AreaHabits {
    std::int64_t inhabitants_per_subarea = 1;
    std::int64_t subareas_min = 1;
    std::int64_t subareas_max = 1;
    std::int64_t blocks_per_subarea = 1;
    std::int64_t inhabitants_per_dwelling_tenths = 21;
    std::int64_t inhabitants_per_complex = 1;
    std::int64_t complexes_min = 0;
    std::int64_t complexes_max = 0;
    Spread complex_dwellings;
    std::int64_t complex_dwellings_min = 1;
};

// How people come and go. Nobody leaves where `after_months` is zero.
struct LeavingHabits {
    Spread after_months;  // in one chair
    int sudden = 0;       // chance that it is from one day to the next
    Spread notice_weeks;
    std::int64_t spares = 0;  // how many successors there are for each chair of one person
    int absence = 0;          // chance in a year that somebody is away for some weeks
    Spread absence_weeks;
};

// How well a chair is handed over. Warm ones are rare (DOMAIN §1).
struct HandoverHabits {
    int document = 0;         // chance that the leaver writes it
    Spread care;              // share of it that is done well, the same for everything in one handover
    int thorough = 0;         // chance that one is done with all care there is
    int talk = 0;             // chance of a talk before the last day
    int talk_afterwards = 0;  // and when the leaver is gone
    int residents = 0;        // chance that a resident is there
    int walk = 0;
    int introduced = 0;  // chance that a key contact is introduced
    int omission = 0;    // chance that a check-up finds something missing
    int critical_omission = 0;
    bool rated = false;  // whether the handovers that are drawn are rated from outside
    Spread rating;       // 0 to 4000: 3500 is between 3 and 4; of usual care
    int reply = 0;       // chance that the successor replies to it
};

// Something from outside that everybody feels.
struct OutsideSignal {
    Date date{};
    std::string kind;
    std::string text;
    int slower = 1000;       // pace while it lasts
    std::int64_t weeks = 0;  // how long it lasts
    int pause = 0;           // chance that a programme pauses
    std::int64_t pause_weeks = 0;
};

// An answer that is certain, once; with a phase only there.
struct CertainAnswer {
    std::string step;
    std::string phase;
    json::object answers;
};

struct History {
    std::int64_t years = 0;
    std::int64_t decisions = 0;
    std::int64_t contacts = 0;
    std::int64_t commitments = 0;
    std::int64_t earlier_attempts = 0;
};

// The special course of one neighbourhood.
struct Story {
    int tempo = 1000;
    std::int64_t later = 0;   // working days after the demo's first day
    std::string first_phase;  // it ran already
    std::optional<History> history;
    std::vector<CertainAnswer> certain;
};

struct Behaviour {
    Date first_day{};
    Spread between_starts;
    std::vector<std::string> empty_at_first;  // roles that are staffed when something is asked of them
    std::int64_t staffed_after = 0;
    std::vector<std::string> teams;   // roles held by a team of which somebody acts
    std::vector<std::string> groups;  // the same for groups of residents
    bool supplies_facts = true;       // records what a run or gate misses
    Pace pace;
    GateHabits gate;
    CouncilHabits council;
    BoardHabits board;
    FrictionHabits friction;
    VoteHabits vote;
    ReflectionHabits reflection;
    MeetingHabits meeting;
    LeavingHabits leaving;
    HandoverHabits handover;
    ReachHabits reach;
    LinkageHabits linkages;
    ByName<NoteAfter> notes;               // after a step
    ByName<domain::MoneyKind> money;       // "step.field" → what kind of money that is
    std::vector<std::string> documents;    // steps that leave a document
    std::vector<std::string> contacts;     // steps that make contacts
    ByName<AnswerHabit> answers_by_kind;   // of question
    ByName<AnswerHabit> answers_by_field;  // "step.field"
    AreaHabits areas;
    std::vector<OutsideSignal> signals;
    ByName<std::vector<std::string>> texts;  // by use, see text_uses()
    ByName<Story> stories;                   // by neighbourhood
};

// What sentences are used for: "antwoord", "verslag", …; each has at least one.
const std::vector<std::string>& text_uses();

// Reads the file against the workflow whose steps, roles, phases and questions it names. Refuses every unknown name with its
// line and the nearest known one.
Result<Behaviour> read_behaviour(std::string_view toml, const std::string& file, const domain::Workflow& workflow);

// People who do what is asked, in time, and answer favourably; for workflow tests. They record nothing beside their tasks.
Behaviour simple_behaviour();

}  // namespace wd::runtime
