// See stand.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/stand.hpp"

#include "runtime/settings.hpp"
#include "store/open.hpp"

namespace wd::bench {

Stand::Stand(const std::filesystem::path& directory, const Clock& clock) : directory_(directory)
{
    if (!std::filesystem::exists(directory / "wijkdraad.db")) {
        store::CreateOptions made;
        made.label = domain::StoreLabel::practice;
        if (const Result<void> created = store::create_store(directory, made); !created)
            throw Bug("bench: " + to_text(created.error()));
    }
    const std::unique_ptr<store::ReadStore> reader = open_reader(directory);
    runtime::EngineOptions options = granted(runtime::engine_options(*reader, directory));
    engine_ = runtime::create_engine(granted(store::open_store(directory)), clock, std::move(options),
                                     runtime::reopen_in(directory));
    engine_->start();
}

void Stand::install(const std::vector<store::BundleFile>& files)
{
    granted(engine_->install({files, {}, {}}).answer);
}

domain::PersonId Stand::add_person(std::string name)
{
    domain::AddPerson person;
    person.name.value = std::move(name);
    return id_in<domain::PersonId>(carry_out(std::move(person), {}), "person");
}

std::vector<json::object> Stand::carry_out(const std::vector<domain::Command>& commands, domain::PersonId actor)
{
    std::vector<runtime::Request> requests;
    requests.reserve(commands.size());
    for (const domain::Command& command : commands)
        requests.push_back({command, {actor, {}}, {}, {}});
    std::vector<json::object> answers;
    for (runtime::Reply& reply : engine_->execute(requests))
        answers.push_back(granted(std::move(reply.answer)).as_object());
    return answers;
}

json::object Stand::carry_out(domain::Command command, domain::PersonId actor)
{
    return carry_out(std::vector<domain::Command>{std::move(command)}, actor).front();
}

void Stand::build(const std::function<void()>& work)
{
    engine_->store().set_durability(store::Durability::off);
    work();
    engine_->store().set_durability(store::Durability::full);
}

void copy_store(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::filesystem::create_directories(to);
    std::filesystem::copy_file(from / "wijkdraad.db", to / "wijkdraad.db");
}

std::unique_ptr<store::ReadStore> open_reader(const std::filesystem::path& directory)
{
    return granted(store::open_reader(directory));
}

}  // namespace wd::bench
