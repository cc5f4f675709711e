// What a workflow file declares, read once and checked whole: phases, steps, roles, forms. Plain data; it is made by script/
// and walked by the interpreter. Judgement stays in Lua functions, known here only by number.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "calendar/period.hpp"
#include "calendar/rule.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wd::domain {

// A pure function of the script, by its place in the loaded file. None when negative.
struct FunctionId {
    int index = -1;
    explicit operator bool() const noexcept { return index >= 0; }
    friend bool operator==(const FunctionId&, const FunctionId&) = default;
};

// The step words (DESIGN §4).
enum class StepKind {
    task,        // work for a person, role or team
    meeting,     // residents' evening, core team meeting; attendance as counts
    vote,        // residents, households or tenancies say yes or no
    decision,    // council or board: adopt, adopt_with_conditions, reject
    friction,    // a date against the residents' pace: the commissioner decides by name
    gate,        // who decides on what grounds whether to move on
    reflection,  // a moment to stop and think; may be skipped with a sentence
    measure,     // a figure with source and date
    wait,        // for a time, a date or an event
    choose,      // the first branch whose condition holds
    each,        // the same steps for every item
    together,    // all branches; ends when all have
    first,       // all branches; ends when one has, the others are cancelled
    start,       // a child run
    compute,     // a value from facts
    call,        // an action of a plugin
    tell,        // a message
    go,          // to another phase, also back
    finish,      // the end of the run
};
BOOST_DESCRIBE_ENUM(StepKind, task, meeting, vote, decision, friction, gate, reflection, measure, wait, choose, each,
                    together, first, start, compute, call, tell, go, finish)

// Whether a step of this kind asks something of people, and so has a task.
bool asks_people(StepKind kind);
// Whether a step of this kind holds other steps that it waits for.
bool is_block(StepKind kind);

enum class FieldKind { count, number, per_mille, money, date, yes_no, choice, choices, person, area, text };
BOOST_DESCRIBE_ENUM(FieldKind, count, number, per_mille, money, date, yes_no, choice, choices, person, area, text)

struct Option {
    std::string id;
    std::string title;
};

// A question of a form, an input or a setting. Money is in whole cents, per_mille from 0 to 1000.
struct Field {
    std::string id;
    std::string title;
    FieldKind kind = FieldKind::text;
    std::vector<Option> options;  // choice and choices only
    bool required = true;
    json::value standard;  // the default; null when there is none
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
};

struct Form {
    std::string id;
    std::string title;
    std::vector<Field> fields;
};

// A role makes a Position in each programme that runs the workflow.
struct Role {
    std::string id;
    std::string title;
    bool core = false;
    bool residents = false;  // nothing asked of a residents' role is ever late (DOMAIN §7.1)
    std::vector<std::string> competences;
};

struct Step;
using Steps = std::vector<Step>;

// The base of a vote: of whom the threshold is a share (RULES D5). `cast` counts yes and no only.
enum class VoteBase { residents, households, tenancies, cast };
BOOST_DESCRIBE_ENUM(VoteBase, residents, households, tenancies, cast)

struct VoteTerms {
    VoteBase base = VoteBase::residents;
    std::string electorate;  // fact path of the number of people who may vote; "" = asked when the vote is recorded
    std::optional<int> threshold;      // per mille; none = the outcome is `counted`
    std::optional<int> threshold_max;  // with it a range: waits until `set_by` picks
    std::string set_by;                // the role that set or sets the threshold
    int quorum = 0;                    // per mille of the electorate that must take part; 0 = none
};

struct GateTerms {
    std::vector<std::string> deciders;  // roles; all must speak
    std::vector<std::string> needs;     // steps of this phase, or checks
    std::vector<std::string> back;      // phases that may be chosen to go back to
    bool independent = false;           // refuses a decider who completed one of the needs
};

enum class WaitFor { time, date, event };
struct WaitTerms {
    WaitFor what = WaitFor::time;
    std::optional<calendar::Rule> time;
    std::string date;   // fact path
    std::string event;  // a trigger event
};

// One alternative of `choose`, or one branch of `together` and `first`.
struct Branch {
    std::string id;   // together and first: identity in the path; choose: "" (its steps have unique ids)
    FunctionId when;  // choose only; none for `otherwise`
    Steps steps;
    int line = 0;
};
struct Branches {
    std::vector<Branch> list;
    std::optional<calendar::Period> idle;  // together only: a branch in which nothing moves for so long stands still
};

struct EachTerms {
    std::string over;   // "input.kanalen", "afspraak.blokken" or "areas.<kind>"
    bool live = false;  // later keys join while it is open
    Steps steps;
};

// What a child run or a plugin's action gets: name → fact path ("event.assignment", "input.x", an each id) or a literal.
struct Argument {
    std::string name;
    std::string path;  // "" when `literal` is used
    json::value literal;
};

struct StartTerms {
    std::string workflow;
    std::vector<Argument> input;
    bool wait = true;
};
struct ComputeTerms {
    FunctionId value;
};
struct CallTerms {
    std::string plugin;
    std::string action;
    std::vector<Argument> input;
};
struct TellTerms {
    std::string to;         // a role
    std::string to_person;  // or a fact path of somebody
};
struct GoTerms {
    std::string phase;
};
enum class DecisionBody { council, board };
BOOST_DESCRIBE_ENUM(DecisionBody, council, board)
struct DecisionTerms {
    DecisionBody body = DecisionBody::council;
};
struct MeasureTerms {
    std::string measure;  // the name under which c.measures knows it
    FieldKind unit = FieldKind::number;
};
struct NoTerms {};

// What happens with deadlines that passed while nothing ran (RULES F2).
enum class AfterDowntime { once, each, skip, ask };
BOOST_DESCRIBE_ENUM(AfterDowntime, once, each, skip, ask)

// The steps that answer one outcome, run after the step has closed and before the next step opens.
struct OutcomeSteps {
    std::string outcome;
    Steps steps;
};

struct Step {
    std::string id;
    StepKind kind = StepKind::task;
    std::string title;  // may hold {each id}, replaced by the item's title
    std::string role;
    std::string person;       // fact path of somebody it is offered to by name, instead of a role
    std::string answered_by;  // the event that answers it; "" = the command of its kind
    std::string form;
    std::optional<calendar::Rule> due;       // `within` (after an anchor) or `before` one
    std::optional<calendar::Period> remind;  // so long before the due date; once
    bool legal = false;                      // never shifted by a pause
    bool carry = false;                      // goes on as a task of the programme when the phase closes
    int minutes = 0;                         // what it asks of a person, for the load budget
    AfterDowntime after_downtime = AfterDowntime::once;
    Steps late;  // run beside the step when its deadline passes; of a `together`: within the branch that stands still
    std::vector<OutcomeSteps> outcomes;
    std::variant<NoTerms, VoteTerms, GateTerms, WaitTerms, Branches, EachTerms, StartTerms, ComputeTerms, CallTerms,
                 TellTerms, GoTerms, DecisionTerms, MeasureTerms>
        terms;
    int line = 0;           // in its file, for messages
    std::string file = {};  // "workflow.lua" or a file of lib/
};

// A step that comes back every so often while its phase is open; does not overlap.
struct Every {
    calendar::Period period;
    Step step;
};

struct Phase {
    std::string id;
    std::string title;
    Steps steps;
    std::vector<Every> every;
    int line = 0;
    std::string file = {};
};

// `on`: an event of the programme starts a workflow.
struct Trigger {
    std::string id;
    std::string event;
    FunctionId when;  // none = always
    std::string start;
    std::vector<Argument> input;
    bool merge = false;  // while a run of `start` still asks something, it is about this too, and no other one starts
    int line = 0;
    std::string file = {};
};

struct Workflow {
    std::string key;
    std::string title;
    int version = 1;
    int api = 1;
    bool confidential = false;  // its runs exist for their team only
    std::vector<Role> roles;
    std::vector<Field> input;
    std::vector<Field> settings;
    std::vector<Phase> phases;
    std::vector<Trigger> on;
    std::vector<Form> forms;
    std::vector<std::string> lines_of_functions;  // "workflow.lua:31", by FunctionId
    Sha256 hash{};                                // of the bundle
};

const Phase* find_phase(const Workflow& workflow, std::string_view id);
const Form* find_form(const Workflow& workflow, std::string_view id);
const Role* find_role(const Workflow& workflow, std::string_view id);

// The outcomes a step of this kind can have, favourable first (RULES D5).
const std::vector<std::string_view>& outcomes_of(StepKind kind);
// Those of them that the file must answer in `outcomes`.
const std::vector<std::string_view>& unfavourable_outcomes_of(StepKind kind);

// Closed lists, complete from the first release (RULES D6).
const std::vector<std::string_view>& gate_checks();
const std::vector<std::string_view>& trigger_events();
const std::vector<std::string_view>& programme_facts();

}  // namespace wd::domain
