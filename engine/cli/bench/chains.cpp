// See chains.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/chains.hpp"

namespace wd::bench {

Chains create_chains(Stand& stand, int count)
{
    Chains chains;
    stand.build([&] {
        chains.worker = stand.add_person("Sam");
        domain::CreateProgramme create;
        create.workflow = "meting_taken";
        create.municipalities = {std::string(chains_municipality)};
        std::vector<domain::Command> commands;
        for (int i = 0; i < count; ++i) {
            create.name = fmt::format("wijk {}", i);
            commands.emplace_back(create);
        }
        std::vector<domain::Command> assignments;
        for (const json::object& answer : stand.carry_out(commands, {})) {
            domain::StartAssignment start;
            start.programme = id_in<domain::ProgrammeId>(answer, "programme");
            start.role = "opbouwwerker";
            start.person = chains.worker;
            assignments.emplace_back(start);
            chains.first.push_back(opened_in(answer));
        }
        stand.carry_out(assignments, {});
    });
    return chains;
}

domain::TaskId opened_in(const json::object& answer)
{
    const json::string& text = answer.at("opened").as_array().at(0).as_string();
    return granted(parse_id<domain::TaskTag>(std::string_view{text.data(), text.size()}));
}

}  // namespace wd::bench
