// A real engine on a real store in a directory of its own, with virtual time and a workflow written in the test. Helps to say
// things shortly; judges nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/health.hpp"
#include "runtime/engine.hpp"
#include "runtime/settings.hpp"
#include "store/open.hpp"
#include "support/short.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace wd::test {

using domain::PersonId;
using domain::ProgrammeId;
using domain::TaskId;

// A directory that goes with the test.
class Directory {
public:
    Directory()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Directory() { std::filesystem::remove_all(path_); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Wraps steps in a one-phase workflow with a leader, a worker and a residents' group.
inline std::string one_phase(std::string_view steps, std::string_view more = "")
{
    return fmt::format(R"lua(
return workflow("proef", {{ title = "Proef", version = 1, api = 1,
  roles = {{ role("leider", {{ title = "Projectleider", core = true }}), role("werker", {{ title = "Opbouwwerker", core = true }}),
            role("bewoners", {{ title = "Bewonersgroep", residents = true }}) }},
  {}
  phases = {{ phase("een", {{ title = "Eerste fase", steps = {{ {} }} }}), phase("twee", {{ title = "Tweede fase", steps = {{
    task("slot", {{ title = "Sluit af", role = "leider" }}) }} }}) }},
}}))lua",
                       more, steps);
}

class Stage {
public:
    explicit Stage(std::string_view workflow, std::string_view forms = "return forms({})",
                   runtime::EngineOptions options = {}, const std::vector<std::string>& children = {})
        : clock(*parse_timestamp("2026-01-05T08:00:00Z"))
    {
        EXPECT_TRUE(store::create_store(directory.path(), {}).has_value());
        open(std::move(options));
        leader = add_person("leider");
        worker = add_person("werker");
        resident = add_person("bewoner");
        for (const std::string& child : children)
            install(child, "return forms({})");
        install(workflow, forms);
        domain::CreateProgramme create;
        create.name = "Laak";
        create.municipalities = {"GM0518"};
        create.commissioner = leader;
        create.workflow = "proef";
        const json::value made = must(create);
        programme = *parse_id<domain::ProgrammeTag>(std::string_view{made.at("programme").as_string()});
        must(domain::StartAssignment{programme, "leider", leader, {}}, leader);
        must(domain::StartAssignment{programme, "werker", worker, {}}, leader);
        must(domain::StartAssignment{programme, "bewoners", resident, {}}, leader);
    }

    void open(runtime::EngineOptions options = {})
    {
        engine.reset();
        auto opened = store::open_store(directory.path());
        EXPECT_TRUE(opened.has_value()) << (opened ? "" : to_text(opened.error()));
        engine =
            runtime::create_engine(std::move(*opened), clock, std::move(options), runtime::reopen_in(directory.path()));
        engine->start();
    }

    void install(std::string_view workflow, std::string_view forms)
    {
        const runtime::Reply installed =
            engine->install({{{"workflow.lua", std::string(workflow)}, {"forms.lua", std::string(forms)}}, {}, {}});
        EXPECT_TRUE(installed.answer.has_value()) << (installed.answer ? "" : to_text(installed.answer.error()));
    }

    PersonId add_person(std::string_view name)
    {
        domain::AddPerson person;
        person.name = Text{std::string(name)};
        return *parse_id<domain::PersonTag>(std::string_view{must(person).at("person").as_string()});
    }

    runtime::Reply send(domain::Command command, PersonId who = {})
    {
        runtime::Reply reply = engine->execute(runtime::Request{std::move(command), domain::Actor{who, {}}, "", {}});
        engine->run_all_due();
        return reply;
    }
    // Carried out, or the test fails with the refusal.
    json::value must(domain::Command command, PersonId who = {})
    {
        const runtime::Reply reply = send(std::move(command), who);
        EXPECT_TRUE(reply.answer.has_value()) << (reply.answer ? "" : to_text(reply.answer.error()));
        return reply.answer ? *reply.answer : json::value(json::object{});
    }
    // Refused, with the sentence.
    std::string refused(domain::Command command, PersonId who = {})
    {
        const runtime::Reply reply = send(std::move(command), who);
        EXPECT_FALSE(reply.answer.has_value());
        return reply.answer ? "" : to_text(reply.answer.error());
    }

    const domain::Programme& state() { return *engine->find_programme(programme); }
    // The open task of the step with this id; 0 when there is none.
    TaskId task(std::string_view step)
    {
        for (const auto& [id, task] : state().tasks)
            if (task.path && (task.path->ends_with("/" + std::string(step)) ||
                              task.path->find("/" + std::string(step) + "#") != std::string::npos))
                return id;
        return {};
    }
    bool is_open(std::string_view step) { return static_cast<bool>(task(step)); }
    const domain::Run& run() { return state().runs.begin()->second; }
    const domain::StepRecord* step(std::string_view path)
    {
        const auto found = run().steps.find(path);
        return found == run().steps.end() ? nullptr : &found->second;
    }

    void complete(std::string_view step, json::value answers = json::object{})
    {
        must(domain::CompleteTask{task(step), std::move(answers)}, step == "slot" ? leader : worker);
    }
    // Time goes by; what becomes due happens on its day.
    void pass_to(std::string_view date)
    {
        const Timestamp end = calendar::start_of(*parse_date(date)) + std::chrono::hours{8};
        while (const std::optional<Timestamp> next = engine->next_due()) {
            if (*next > end)
                break;
            clock.advance_to(*next);
            engine->run_all_due();
        }
        clock.advance_to(end);
        engine->run_all_due();
    }
    domain::RunHealth health()
    {
        return domain::health_of(state(), engine->ledger_of(programme), run(), *engine->find_workflow(run().hash),
                                 calendar::date_of(clock.now()));
    }
    // Types of all events of the programme, oldest first.
    std::vector<std::string> log()
    {
        auto reader = store::open_reader(directory.path());
        std::vector<std::string> types;
        for (const domain::LoggedEvent& event : (*reader)->list_events(programme, 0, 100'000))
            types.push_back(event.type);
        return types;
    }
    // The data of the latest event of a type, as JSON; "" when there is none.
    std::string last(std::string_view type)
    {
        auto reader = store::open_reader(directory.path());
        std::string data;
        for (const domain::LoggedEvent& event : (*reader)->list_events(programme, 0, 100'000))
            if (event.type == type)
                data = event.data;
        return data;
    }
    std::int64_t count(std::string_view type)
    {
        const std::vector<std::string> types = log();
        return std::count(types.begin(), types.end(), type);
    }

    Directory directory;
    VirtualClock clock;
    std::unique_ptr<runtime::Engine> engine;
    PersonId leader;
    PersonId worker;
    PersonId resident;
    ProgrammeId programme;
};

}  // namespace wd::test
