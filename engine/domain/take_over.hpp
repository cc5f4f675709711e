// What another text of a workflow means to a run that is in the middle of a phase (RULES D7): where it can go on by itself, what
// a person has to say first, and when it keeps the text it has. Pure: it compares, and changes nothing; taking over itself is
// take_over() in interpreter.hpp.
//
// A place in a mapping is a path without generation and repetitions: "verkennen/uitnodigen". With keys it is about one item,
// "verkennen/kanaal[deur]/uitnodigen"; without them about all.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/commands.hpp"
#include "domain/programme.hpp"
#include "domain/workflow.hpp"

namespace wd::domain {

enum class TakeOverVerdict {
    current,        // on this text already
    unchanged,      // nothing of the phase it is in has changed
    takes_over,     // goes on with the new text by itself, or as the mapping says
    needs_mapping,  // a person says first what becomes of some open steps
    stays,          // the new text lacks a phase that it may still reach: it keeps its own text
};
BOOST_DESCRIBE_ENUM(TakeOverVerdict, current, unchanged, takes_over, needs_mapping, stays)

// Why an open step cannot simply go on.
enum class Mismatch {
    lacking,      // the new text has no such step
    other_kind,   // it is of another kind there
    other_items,  // an `each` over something else
    other_terms,  // a vote that is under way would be counted by other rules
    deciders,     // a gate asks others, and somebody has answered
    wrong_target  // the mapping names a place that does not fit
};
BOOST_DESCRIBE_ENUM(Mismatch, lacking, other_kind, other_items, other_terms, deciders, wrong_target)

struct OpenQuestion {
    std::string path;
    StepKind kind = StepKind::task;
    Mismatch why = Mismatch::lacking;
    std::optional<std::string> target = {};  // of a mapping that does not fit
};

// An open step that goes on. `renewed`: what it asks, of whom or until when is said otherwise in the new text, or its judgement is
// tried again.
struct KeptStep {
    std::string path;  // in the new text
    const Step* before = nullptr;
    const Step* fresh = nullptr;  // both live as long as their texts
    bool renewed = false;
};

// A branch of a block.
struct BlockItem {
    std::string path;
    std::string key;
};

// Paths are those of the run: with generation, keys and repetitions.
struct TakeOverPlan {
    TakeOverVerdict verdict = TakeOverVerdict::current;
    std::vector<std::string> missing_phases;  // stays
    std::vector<OpenQuestion> questions;      // needs_mapping
    bool restart = false;                     // the phase begins again; nothing below applies
    std::vector<std::string> cancelled;       // open steps, inner ones first
    std::vector<CarriedOn> carried_on;        // with everything below them
    std::vector<StandingChoice> choices;      // whose branch stands elsewhere in the new text
    std::vector<PassedOver> passed_over;      // new, where the run has already been; titles as declared
    std::vector<BlockItem> joined;            // new branches of an open block
    std::vector<BlockItem> gone;              // branches that the new text lacks
    std::vector<std::string> afresh;          // asked again after another kind of it was cancelled
    std::vector<std::string> to_come;         // new, where the run still comes
    std::vector<KeptStep> kept;
};

// `from` is the text that the run is on.
TakeOverPlan plan_take_over(const Programme& programme, const Run& run, const Workflow& from, const Workflow& to,
                            const TakeOverMapping& mapping);

// The phases of `pinned` that `fresh` lacks: a run may still go to each of them.
std::vector<std::string> missing_phases(const Workflow& pinned, const Workflow& fresh);

// The place of a path as a mapping names it: "verkennen/kanaal[deur]/uitnodigen" for "verkennen#2/kanaal[deur]/uitnodigen#3".
std::string place_in_mapping(std::string_view path);

}  // namespace wd::domain
