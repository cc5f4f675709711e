// The border between a script's functions and the facts of a programme. A function sees recorded facts only, and the engine
// notes which ones it looked at, so that every choice can explain itself (DESIGN §4, RULES D3).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wd::domain {

// A fact that a function looked at: "reach.per_mille" = 180. Stands in the event with the answer.
struct LookedAt {
    std::string fact;
    json::value value;
};
BOOST_DESCRIBE_STRUCT(LookedAt, (), (fact, value))

// What `c` knows during one call. Implementations answer from memory or by a lazy read; they never write.
class FactSource {
public:
    virtual ~FactSource() = default;

    enum class Knowledge { known, not_recorded, no_such_name };
    struct Fact {
        Knowledge knowledge = Knowledge::no_such_name;
        json::value value;  // when known: a scalar, an array of scalars, or an object of them
    };
    // `c.<name>`: input, settings, event, today, the key of an enclosing `each` under its id, a programme fact, or the
    // latest closed step of that id (its form answers, and `outcome` where it has outcomes).
    virtual Fact find(std::string_view name) = 0;
    // `c.all("name")`: every closed step of that id, oldest first, in this run.
    virtual std::vector<json::value> all(std::string_view name) = 0;
    // Every name that find() knows here, for "bedoelt u …?".
    virtual std::vector<std::string> names() = 0;
};

// The answer of a function, with what it looked at in the order of first looking.
struct Evaluation {
    json::value value;
    std::vector<LookedAt> looked_at;
};

// Runs functions of one loaded workflow. Refuses with Errc::missing_fact (where.field = the fact, e.g. "reach.per_mille")
// when a fact is not recorded yet, and with Errc::script_breach for everything that is the script's fault.
class Evaluator {
public:
    virtual ~Evaluator() = default;
    // The answer of a condition must be a boolean, of a compute a boolean, whole number or string.
    enum class Wanted { condition, value };
    virtual Result<Evaluation> evaluate(FunctionId function, FactSource& facts, Wanted wanted) = 0;
};

}  // namespace wd::domain
