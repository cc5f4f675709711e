// Expectations of a scenario against what the log and the run say. See player_stage.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/paths.hpp"
#include "runtime/simulation/player_stage.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::StepState;

// "open", "afgerond" …: how a step is found.
std::string state_in_words(StepState state)
{
    switch (state) {
    case StepState::open: return "staat open";
    case StepState::waiting: return "wacht";
    case StepState::done: return "is klaar";
    case StepState::skipped: return "is overgeslagen";
    case StepState::cancelled: return "is vervallen";
    case StepState::stuck: return "kan niet verder";
    }
    return "?";
}

class Expectations {
public:
    Expectations(Stage& stage, const domain::Play& play) : stage_(stage), play_(play), run_(stage.find_run()) {}

    std::vector<ScenarioFailure> check()
    {
        for (const auto& member : play_.arguments)
            check_one(std::string_view{member.key()}, member.value());
        return std::move(failures_);
    }

private:
    void check_one(std::string_view key, const json::value& value)
    {
        if (key == "phase")
            same("fase", text(value), run_ == nullptr ? "geen: de workflow is afgelopen" : run_->phase);
        else if (key == "repetition")
            same("keer", std::to_string(value.as_int64()),
                 run_ == nullptr ? "geen: de workflow is afgelopen" : std::to_string(run_->generation));
        else if (key == "state")
            same("stand", text(value), run_ != nullptr ? std::string(name_of(run_->state)) : stage_.chronicle.state());
        else if (key == "cannot_move")
            check_missing(text(value));
        else if (key == "outcome")
            for (const auto& one : value.as_object())
                check_outcome(std::string(one.key()), text(one.value()));
        else
            for (const std::string& name : texts(value))
                check_step(key, name);
    }

    void check_missing(const std::string& fact)
    {
        const std::string found = run_ != nullptr && run_->stuck ? run_->stuck->fact.value_or("") : "";
        if (found != fact && !found.starts_with(fact + "."))
            fail(fmt::format("kan niet verder omdat '{}' ontbreekt", fact),
                 found.empty() ? "er ontbreekt niets" : fmt::format("'{}' ontbreekt", found));
    }

    void check_outcome(const std::string& name, const std::string& outcome)
    {
        const StepTold* latest = nullptr;
        for (const auto& [path, step] : stage_.chronicle.steps())
            if (means(stage_, name, path) && step.outcome && (latest == nullptr || step.order > latest->order))
                latest = &step;
        if (latest == nullptr || *latest->outcome != outcome)
            fail(fmt::format("uitkomst van '{}' is {}", name, outcome),
                 latest == nullptr ? "er is nog geen uitkomst" : "die is " + *latest->outcome);
    }

    template <class Holds>
    bool any_step(const std::string& name, Holds holds) const
    {
        const auto& steps = stage_.chronicle.steps();
        return std::any_of(steps.begin(), steps.end(),
                           [&](const auto& entry) { return means(stage_, name, entry.first) && holds(entry.second); });
    }

    void check_step(std::string_view key, const std::string& name)
    {
        const bool going = run_ != nullptr;
        const bool open = any_step(name, [&](const StepTold& step) { return going && step.state == StepState::open; });
        if (key == "open" && !open)
            fail(fmt::format("stap '{}' staat open", name), found_as(name));
        if (key == "not_open" && open)
            fail(fmt::format("stap '{}' staat niet open", name), found_as(name));
        if (key == "done" && !any_step(name, [](const StepTold& step) { return step.state == StepState::done; }))
            fail(fmt::format("stap '{}' is klaar", name), found_as(name));
        if (key == "skipped" && !any_step(name, [](const StepTold& step) { return step.state == StepState::skipped; }))
            fail(fmt::format("stap '{}' is overgeslagen", name), found_as(name));
        if (key == "late" && !any_step(name, [](const StepTold& step) { return step.late; }))
            fail(fmt::format("stap '{}' is te laat", name), found_as(name));
        if (key == "told" && !stage_.chronicle.told().contains(name))
            fail(fmt::format("bericht '{}' is verstuurd", name), "dat is niet verstuurd");
    }

    std::string found_as(const std::string& name) const
    {
        std::string found;
        for (const auto& [path, step] : stage_.chronicle.steps())
            if (means(stage_, name, path))
                found += (found.empty() ? "" : ", ") + fmt::format("{} {}", path, state_in_words(step.state));
        return found.empty() ? "die is nog niet begonnen" : found;
    }

    void same(std::string_view what, const std::string& expected, const std::string& found)
    {
        if (expected != found)
            fail(fmt::format("{}: {}", what, expected), found);
    }
    void fail(std::string expected, std::string found)
    {
        failures_.push_back({Where{"test.lua", play_.line, {}}, std::move(expected), std::move(found)});
    }
    static std::string text(const json::value& value)
    {
        return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
    }
    static std::vector<std::string> texts(const json::value& value)
    {
        std::vector<std::string> list;
        if (value.is_array())
            for (const json::value& item : value.get_array())
                list.push_back(text(item));
        else if (value.is_string())
            list.push_back(text(value));
        return list;
    }

    Stage& stage_;
    const domain::Play& play_;
    const domain::Run* run_;
    std::vector<ScenarioFailure> failures_;
};

}  // namespace

std::vector<ScenarioFailure> check_expectations(Stage& stage, const domain::Play& play)
{
    return Expectations{stage, play}.check();
}

}  // namespace wd::runtime
