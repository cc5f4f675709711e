// Playing a scenario, one play after another until one fails. See player.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/player.hpp"

#include "calendar/calendar.hpp"
#include "domain/handover_checks.hpp"
#include "domain/paths.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/player_stage.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::PersonId;
using domain::Play;
using domain::PlayKind;

constexpr int years_max = 40;  // of virtual time: a programme that is not where it should be by then, never will be
constexpr int steps_max = 200'000;
// So long somebody may still record what a run misses; then the play ends and says so.
constexpr std::chrono::days missed_max{366};

std::string text_in(const json::object& arguments, const char* key)
{
    const json::value* value = arguments.if_contains(key);
    return value == nullptr || !value->is_string() ? std::string{} : std::string(value->get_string());
}

class Player {
public:
    explicit Player(Stage& stage) : stage_(stage)
    {
        end_of_time_ = stage.clock.now() + std::chrono::days{366 * years_max};
    }

    // What went wrong in this play.
    std::vector<ScenarioFailure> play(const Play& play)
    {
        play_ = &play;
        failures_.clear();
        switch (play.kind) {
        case PlayKind::answer: answer(); break;
        case PlayKind::record: record(); break;
        case PlayKind::pass: pass(); break;
        case PlayKind::people: people(); break;
        case PlayKind::pause: pause(); break;
        case PlayKind::resume: resume(); break;
        case PlayKind::expect: break;
        }
        check(stage_.catch_up());
        if (play.kind == PlayKind::expect)
            failures_ = check_expectations(stage_, play);
        // What was expected of a run that cannot go on is explained by that.
        if (const std::optional<Standstill> still = stage_.find_standstill();
            still && play.kind == PlayKind::expect && !failures_.empty())
            failures_.back().found += fmt::format("; {}", still->why);
        return failures_;
    }

private:
    void fail(std::string expected, std::string found)
    {
        failures_.push_back({Where{"test.lua", play_->line, {}}, std::move(expected), std::move(found)});
    }
    void check(const Result<void>& done, const std::string& wanted = "het gaat goed")
    {
        if (!done)
            fail(wanted, to_text(done.error()));
    }
    Result<void> carry_out(domain::Command command) { return carry_out(std::move(command), stage_.somebody); }
    Result<void> carry_out(domain::Command command, PersonId who)
    {
        const Reply reply = stage_.engine->execute(request_of(std::move(command), who));
        stage_.engine->run_all_due();
        stage_.people->look(stage_.programme);
        return reply.answer ? Result<void>{} : Result<void>{reply.answer.error()};
    }

    std::string open_steps()
    {
        std::string list;
        for (const auto& [id, task] : stage_.engine->find_programme(stage_.programme)->tasks)
            list += (list.empty() ? "" : ", ") + (task.path ? *task.path : domain::to_text(id));
        return list.empty() ? "er staat niets open" : "open staan: " + list;
    }

    void answer()
    {
        const domain::Programme& programme = *stage_.engine->find_programme(stage_.programme);
        for (const auto& [id, task] : programme.tasks)
            if (task.path && means(stage_, play_->target, *task.path)) {
                check(stage_.people->answer_now(stage_.programme, id, play_->arguments),
                      fmt::format("'{}' wordt beantwoord", play_->target));
                stage_.engine->run_all_due();
                stage_.people->look(stage_.programme);
                return;
            }
        fail(fmt::format("stap '{}' staat open", play_->target), open_steps());
    }

    // Who holds the role longest says that he or she leaves after some time ("leave"), or has left ("gone"): then first who had said
    // so for a later day.
    void leave()
    {
        const std::string role = text_in(play_->arguments, "role");
        const bool gone = play_->target == "gone";
        const domain::Ledger& ledger = stage_.engine->ledger_of(stage_.programme);
        std::optional<domain::AssignmentId> leaver;
        for (const auto& [id, assignment] : ledger.assignments)
            if (ledger.positions.at(assignment.position).role == role &&
                (assignment.last_day ? gone : !leaver.has_value()))
                leaver = id;
        if (!leaver)
            return fail(fmt::format("iemand heeft de rol '{}'", role), "niemand");
        if (gone)
            return check(carry_out(domain::EndAssignment{*leaver, {}}));
        if (const std::optional<Timestamp> last = later(text_in(play_->arguments, "after")))
            check(carry_out(domain::AnnounceEnd{*leaver, calendar::date_of(*last), {}}));
    }

    // Somebody does a part of the newest handover, whether a step asks for it or not. Who orders it comes as the successor.
    void hand_over()
    {
        const domain::Ledger& ledger = stage_.engine->ledger_of(stage_.programme);
        if (ledger.handovers.empty())
            return fail("er is een overdracht", "niemand gaat weg");
        const auto& [id, handover] = *ledger.handovers.rbegin();
        const bool gone = domain::is_giver_gone(handover, calendar::date_of(stage_.clock.now()));
        const PersonId giver = gone ? stage_.somebody : *handover.giver;
        const PersonId receiver = handover.receiver.value_or(stage_.somebody);
        const std::string part = text_in(play_->arguments, "part");
        if (part == "receiver")
            return check(carry_out(domain::NameReceiver{id, stage_.somebody}));
        if (part == "document")
            return check(carry_out(domain::CompleteHandover{id, Text{"Zo staat het ervoor"}, {}, {}}, giver));
        if (part == "own_words")
            return check(carry_out(domain::RetellHandover{id, Text{"Zo ga ik verder"}}, receiver));
        if (part == "accept") {
            const std::string after = text_in(play_->arguments, "after");
            const std::optional<Timestamp> from = after.empty() ? std::optional{stage_.clock.now()} : later(after);
            if (!from)
                return;
            return check(carry_out(domain::AcceptHandover{id, calendar::date_of(*from), {}}, receiver));
        }
        domain::HoldConversation talk;
        talk.handover = id;
        if (part == "conversation")
            return check(carry_out(talk, giver));
        fail("part is receiver, document, conversation, own_words of accept", fmt::format("'{}'", part));
    }

    void record()
    {
        if (play_->target == "leave" || play_->target == "gone")
            return leave();
        if (play_->target == "handover")
            return hand_over();
        json::object data = play_->arguments;
        data["programme"] = stage_.programme.value;
        if (json::value* area = data.if_contains("area"); area != nullptr && area->is_string())
            if (const auto known = stage_.areas.find(std::string(area->get_string())); known != stage_.areas.end())
                *area = known->second;
        std::string verb = play_->target;
        if (verb == "reach")
            verb = "reach.record";
        else if (verb == "signal")
            verb = "signal.send";
        else
            verb += ".add";
        if (verb == "measure.add" && !data.contains("source"))
            data["source"] = "een test";
        if (verb == "linkage.add" && !data.contains("subject"))
            data["subject"] = "een koppelkans";
        const Result<domain::Command> command = domain::read_command(verb, data);
        check(command ? carry_out(*command) : Result<void>{command.error()},
              fmt::format("'{}' wordt vastgelegd", play_->target));
    }

    std::optional<Timestamp> later(const std::string& period)
    {
        const Result<calendar::Period> parsed = calendar::parse_period(period);
        if (!parsed) {
            fail("een duur als '3 weken'", parsed.error().message);
            return {};
        }
        const Date today = calendar::date_of(stage_.clock.now());
        const auto time = stage_.clock.now() - calendar::start_of(today);
        return calendar::start_of(stage_.calendar.add(today, *parsed)) + time;
    }

    void pass()
    {
        const std::optional<Timestamp> end = later(text_in(play_->arguments, "time"));
        Timeline timeline{stage_.clock, *stage_.engine, *stage_.people};
        while (end && timeline.step_without_people(*end)) {
        }
        stage_.people->look(stage_.programme);
    }

    // Whether what the people were to go on for is there.
    bool reached()
    {
        const json::object& arguments = play_->arguments;
        const domain::Run* run = stage_.find_run();
        if (const std::string phase = text_in(arguments, "until_phase"); !phase.empty())
            return run != nullptr && run->phase == phase;
        if (const std::string state = text_in(arguments, "until_state"); !state.empty())
            return state == (run == nullptr ? (stage_.chronicle.state() == "stopped" ? "stopped" : "done")
                                            : name_of(run->state));
        const std::string step = text_in(arguments, "until_open");
        if (step.empty() || run == nullptr)
            return false;
        return std::any_of(run->steps.begin(), run->steps.end(), [&](const auto& entry) {
            return entry.second.state == domain::StepState::open && means(stage_, step, entry.first);
        });
    }

    std::string wanted() const
    {
        const json::object& arguments = play_->arguments;
        if (arguments.contains("until_phase"))
            return fmt::format("fase '{}' wordt bereikt", text_in(arguments, "until_phase"));
        if (arguments.contains("until_open"))
            return fmt::format("stap '{}' gaat open", text_in(arguments, "until_open"));
        return fmt::format("de workflow wordt '{}'", text_in(arguments, "until_state"));
    }

    void people()
    {
        stage_.people->set_wishes(stage_.programme, wishes());
        Timestamp end = end_of_time_;
        const std::string during = text_in(play_->arguments, "for");
        if (!during.empty()) {
            const std::optional<Timestamp> until = later(during);
            if (!until)
                return;
            end = std::min(end, *until);
        }
        go_on_until(end, during.empty());
        stage_.people->set_wishes(stage_.programme, {});
    }

    Wishes wishes() const
    {
        Wishes wishes;
        if (const json::value* answers = play_->arguments.if_contains("answers");
            answers != nullptr && answers->is_object())
            for (const auto& member : answers->get_object())
                wishes.answers[stage_.path_of(std::string_view{member.key()})] = member.value();
        if (const json::value* except = play_->arguments.if_contains("except"); except != nullptr && except->is_array())
            for (const json::value& step : except->get_array())
                wishes.except.push_back(stage_.path_of(std::string_view{step.as_string()}));
        return wishes;
    }

    void go_on_until(Timestamp end, bool must_reach)
    {
        Timeline timeline{stage_.clock, *stage_.engine, *stage_.people};
        const std::size_t refused_before = stage_.people->refusals().size();
        missed_.reset();
        while (!(must_reach && reached())) {
            if (++steps_ > steps_max)
                return fail(wanted(), fmt::format("na {} stappen nog niet; {}", steps_max, open_steps()));
            const Result<bool> more = timeline.step(must_reach ? std::min(end, patience()) : end);
            if (!more)
                return fail(wanted(), to_text(more.error()));
            if (const auto& refusals = stage_.people->refusals(); refusals.size() > refused_before)
                return fail(fmt::format("'{}' kan worden beantwoord", refusals.back().step), refusals.back().message);
            if (!*more && must_reach)
                return fail(wanted(),
                            fmt::format("op {} nog niet; {}{}", wd::to_text(calendar::date_of(stage_.clock.now())),
                                        open_steps(), why_not()));
            if (!*more)
                return;
        }
    }

    // Until when it makes sense to go on: a run that cannot may be helped by what somebody records, but not for ever, and what a
    // workflow does wrong nobody mends in this play.
    Timestamp patience()
    {
        const std::optional<Standstill> still = stage_.find_standstill();
        if (!still || !missed_ || missed_->why != still->why) {
            missed_ = still;
            missed_since_ = stage_.clock.now();
        }
        if (!still)
            return end_of_time_;
        return still->for_good ? stage_.clock.now() : missed_since_ + missed_max;
    }

    std::string why_not()
    {
        const domain::Run* run = stage_.find_run();
        if (run == nullptr)
            return "; de workflow is afgelopen";
        const std::optional<Standstill> still = stage_.find_standstill();
        return fmt::format("; fase '{}' is open{}", run->phase, still ? fmt::format("; {}", still->why) : "");
    }

    void pause()
    {
        const std::string reason = text_in(play_->arguments, "reason");
        check(carry_out(domain::PauseProgramme{stage_.programme, Text{reason.empty() ? "een pauze" : reason}}),
              "het programma pauzeert");
    }
    void resume() { check(carry_out(domain::ResumeProgramme{stage_.programme, true}), "het programma gaat verder"); }

    Stage& stage_;
    const Play* play_ = nullptr;
    std::vector<ScenarioFailure> failures_;
    Timestamp end_of_time_{};
    std::optional<Standstill> missed_;  // as it was seen last
    Timestamp missed_since_{};
    int steps_ = 0;
};

}  // namespace

ScenarioResult play_scenario(const domain::Scenario& scenario, const WorkflowUnderTest& workflow)
{
    ScenarioResult result;
    result.title = scenario.title;
    const Result<std::unique_ptr<Stage>> stage = Stage::set(scenario, workflow);
    if (!stage) {
        result.failures.push_back(
            {Where{"test.lua", scenario.line, {}}, "het verhaal kan beginnen", to_text(stage.error())});
        return result;
    }
    Player player{**stage};
    for (const Play& play : scenario.play) {
        result.failures = player.play(play);
        if (!result.failures.empty())
            break;
    }
    result.passed = result.failures.empty();
    result.story = (*stage)->chronicle.lines();
    return result;
}

}  // namespace wd::runtime
