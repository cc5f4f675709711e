// From captured words to domain::Workflow. Complains about what one word says by itself; whether the parts fit together is
// for check.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/scenario.hpp"
#include "domain/workflow.hpp"
#include "script/reader.hpp"

#include <string>
#include <vector>

namespace wd::script {

// The whole workflow with its forms. With complaints it may be incomplete, but what it holds is well formed.
domain::Workflow build_workflow(Reader& reader);

// The scenarios of test.lua, checked against the workflow.
std::vector<domain::Scenario> build_scenarios(Reader& reader, const domain::Workflow& workflow);

// Parts, for each other.
std::vector<domain::Phase> build_phases(const Entry& workflow);
domain::Steps build_steps(Reader& reader, const std::vector<const Node*>& nodes);
domain::Steps build_step_list(Reader& reader, const Value& list, std::string_view what, const Place& place);
std::vector<domain::Field> build_fields(const std::vector<const Node*>& nodes, Reader& reader);
// A text that is shaped like a path with a dot, or that names an `each` around it, is a fact; whether it exists is checked
// later. Others are plain values.
std::vector<domain::Argument> build_arguments(const Entry& entry, std::string_view key);

// Complains when an id comes twice; for lists whose ids have no further scope.
template <class List>
void complain_about_repeats(Reader& reader, const std::vector<const Node*>& nodes, const List& built,
                            std::string_view what)
{
    for (std::size_t i = 0; i < built.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (built[i].id == built[j].id) {
                reader.complaints.add(nodes[i]->place, "{} \"{}\" bestaat al op {}:{}; kies een andere id", what,
                                      built[i].id, nodes[j]->place.file, nodes[j]->place.line);
                break;
            }
}

}  // namespace wd::script
