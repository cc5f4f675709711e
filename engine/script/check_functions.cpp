// Names that a function reaches for and that cannot exist. See check.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"
#include "script/check.hpp"
#include "script/declarations.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using Words = std::vector<std::string_view>;

void check_globals(const FunctionUse& use, const std::string& file, Complaints& complaints)
{
    for (const FunctionUse::Name& read : use.read)
        if (const auto wrong = explain_global(read.name))
            complaints.add(Place{file, read.line}, "{}", *wrong);
    for (const FunctionUse::Name& written : use.written)
        complaints.add(Place{file, written.line}, "een functie legt niets vast: zet 'local' voor '{}'", written.name);
}

// The parts of a programme fact that has a closed list of them.
Words parts_of(std::string_view fact)
{
    if (fact == "population")
        return {"inhabitants", "dwellings"};
    if (fact == "core_team")
        return {"positions", "filled", "residents"};
    if (fact == "commitments")
        return {"open", "silent"};
    if (fact == "money")
        return {"budget", "granted", "spent"};
    return {};
}

void check_fact_use(const Checking& checking, const FunctionUse::Fact& fact, const Place& place)
{
    Words known{"input", "settings", "event", "today", "all"};
    known.insert(known.end(), domain::programme_facts().begin(), domain::programme_facts().end());
    const std::size_t fixed = known.size();
    for (const auto& [id, step] : checking.steps)
        known.push_back(id);
    const auto at = std::find(known.begin(), known.end(), fact.name);
    if (at == known.end())
        return checking.complaints.add(place,
                                       "c.{} bestaat niet{}; c kent input, settings, event, today, de feiten van het "
                                       "programma en de stappen",
                                       fact.name, did_you_mean(fact.name, known));
    if (fact.leaf.empty())
        return;
    const bool is_step = static_cast<std::size_t>(at - known.begin()) >= fixed;
    if (is_step || fact.name == "input" || fact.name == "settings") {
        if (const auto wrong = find_wrong_path(checking, fact.name + "." + fact.leaf, nullptr))
            checking.complaints.add(place, "c.{}.{}: {}", fact.name, fact.leaf, *wrong);
        return;
    }
    const Words parts = parts_of(fact.name);
    if (!parts.empty() && !is_among(fact.leaf, parts))
        checking.complaints.add(place, "c.{} heeft geen '{}'{}; mogelijk is {}", fact.name, fact.leaf,
                                did_you_mean(fact.leaf, parts), join_or(parts));
}

}  // namespace

void check_functions(const domain::Workflow& workflow, const Declarations& declarations, const SourceLines& lines,
                     Complaints& complaints)
{
    const Checking checking = checking_of(workflow, lines, complaints);
    for (std::size_t i = 0; i < declarations.functions().size(); ++i) {
        const std::string& file = declarations.functions()[i].file;
        const FunctionUse& use = declarations.uses()[i];
        check_globals(use, file, complaints);
        for (const FunctionUse::Fact& fact : use.facts)
            check_fact_use(checking, fact, Place{file, fact.line});
    }
}

}  // namespace wd::script
