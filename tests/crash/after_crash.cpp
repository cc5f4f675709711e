// See after_crash.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "after_crash.hpp"

#include "domain/health.hpp"
#include "store/open.hpp"
#include "store/verify.hpp"

namespace wd::crash {

namespace {

class Check {
public:
    Check(const Telling& telling, const std::filesystem::path& directory, const Heard& heard)
        : telling_(telling),
          directory_(directory),
          heard_(heard),
          acknowledged_(static_cast<std::size_t>(heard.last_done.value_or(-1) + 1)),
          stage_(directory, time_before(telling.story, acknowledged_), store::Durability::off)
    {
    }

    std::vector<std::string> run()
    {
        add(check_sound(directory_));
        find_state();
        check_replies_heard();
        check_replies_kept();
        add(check_health(stage_.engine()));
        if (faults_.empty())
            send_again();
        if (faults_.empty())
            tell_on();
        return std::move(faults_);
    }

private:
    void add(std::vector<std::string> faults)
    {
        for (std::string& fault : faults)
            faults_.push_back(std::move(fault));
    }

    const Action& action(std::size_t number) const { return telling_.story.actions[number]; }

    // How many actions the store has seen.
    void find_state()
    {
        const Picture picture = picture_of(directory_);
        for (seen_ = acknowledged_; seen_ <= std::min(acknowledged_ + 1, telling_.told.size()); ++seen_)
            if (picture == telling_.after(seen_))
                return;
        seen_ = acknowledged_;
        faults_.push_back(
            fmt::format("after {} acknowledged actions the store is neither as then nor one action further; tables "
                        "that differ: {}",
                        acknowledged_, difference(telling_.after(acknowledged_), picture)));
    }

    void check_replies_heard()
    {
        std::vector<Sha256> hashes;
        for (const Acknowledged& reply : heard_.replies) {
            const Told& told = telling_.told[static_cast<std::size_t>(reply.action)];
            const auto order = static_cast<std::size_t>(reply.order);
            const runtime::Reply& expected = told.replies[order];
            const std::string_view code =
                expected.answer ? std::string_view{"ok"} : name_of(expected.answer.error().code);
            if (reply.code != code || reply.part != expected.part || reply.seq != expected.seq)
                faults_.push_back(fmt::format("action {} was answered with {} at {}-{}, undisturbed with {} at {}-{}",
                                              reply.action, reply.code, reply.part, reply.seq, code, expected.part,
                                              expected.seq));
            else if (reply.seq != 0)
                hashes.push_back(told.hashes[order]);
        }
        for (const Sha256& hash : not_once(directory_, hashes))
            faults_.push_back(
                fmt::format("acknowledged event {} does not stand in the log exactly once", to_hex(hash)));
    }

    // Every command of the actions that the store has seen has its reply, none of the later ones has.
    void check_replies_kept()
    {
        for (std::size_t number = 0; number < telling_.told.size(); ++number)
            for (std::size_t i = 0; i < action(number).orders.size(); ++i) {
                const Order& order = action(number).orders[i];
                const runtime::Reply& reply = telling_.told[number].replies[i];
                const auto kept =
                    stage_.engine().store().find_reply(to_text(domain::Actor{order.actor, {}}), order.key);
                const bool expected = number < seen_ && reply.answer.has_value();
                if (kept.has_value() != expected)
                    faults_.push_back(fmt::format("the reply to {} of action {} {}", order.key, number,
                                                  expected ? "is lost" : "is there without being due"));
                else if (kept && kept->answer != json::serialize(*reply.answer))
                    faults_.push_back(fmt::format("the reply to {} of action {} is another", order.key, number));
            }
    }

    // What was carried out is not carried out again.
    void send_again()
    {
        for (std::size_t number = 0; number < seen_; ++number) {
            Action again{ActionKind::batch, {}, {}};
            std::vector<json::value> answers;
            for (std::size_t i = 0; i < action(number).orders.size(); ++i)
                if (telling_.told[number].replies[i].answer) {
                    again.orders.push_back(action(number).orders[i]);
                    answers.push_back(*telling_.told[number].replies[i].answer);
                }
            const std::vector<runtime::Reply> replies = stage_.play(again);
            for (std::size_t i = 0; i < replies.size(); ++i)
                if (!replies[i].answer || *replies[i].answer != answers[i])
                    faults_.push_back(fmt::format("{} sent again is answered otherwise", again.orders[i].key));
        }
        const std::string different = difference(telling_.after(seen_), picture_of(directory_));
        if (!different.empty())
            faults_.push_back("commands that were sent again changed " + different);
    }

    void tell_on()
    {
        for (std::size_t number = seen_; number < telling_.told.size(); ++number)
            stage_.play(action(number));
        const std::string different = difference(telling_.told.back().after, picture_of(directory_));
        if (!different.empty())
            faults_.push_back(fmt::format("told on from action {}, the story ends otherwise in {}", seen_, different));
    }

    const Telling& telling_;
    std::filesystem::path directory_;
    const Heard& heard_;
    std::size_t acknowledged_;  // so many actions were heard to be done
    Stage stage_;
    std::size_t seen_ = 0;
    std::vector<std::string> faults_;
};

// A store may be so broken that it cannot be looked at; that is a fault as any other.
template <class Work>
std::vector<std::string> faults_of(Work work)
{
    try {
        return work();
    } catch (const std::exception& failure) {
        return {std::string{"the store cannot be used: "} + failure.what()};
    }
}

bool was_said(const Heard& heard, std::string_view part)
{
    return std::find(heard.parts.begin(), heard.parts.end(), part) != heard.parts.end();
}

}  // namespace

std::vector<std::string> check_after_crash(const Telling& telling, const std::filesystem::path& directory,
                                           const Heard& heard)
{
    return faults_of([&] { return Check{telling, directory, heard}.run(); });
}

std::vector<std::string> check_after_creating(const std::filesystem::path& directory, const Heard& heard)
{
    return faults_of([&]() -> std::vector<std::string> {
        if (!std::filesystem::exists(directory / "wijkdraad.db")) {
            if (was_said(heard, "store"))
                return {"the store was made and is gone"};
            prepare_store(directory, {});
            return check_sound(directory);
        }
        Stage stage{directory, story_begin(), store::Durability::off};
        std::vector<std::string> faults = check_sound(directory);
        if (was_said(heard, "workflows") && stage.engine().find_active_workflow("herstel") == nullptr)
            faults.push_back("the workflows were installed and are gone");
        return faults;
    });
}

std::vector<std::string> check_sound(const std::filesystem::path& directory)
{
    const std::filesystem::path heads = directory / "heads.log";
    store::VerifyOptions options;
    options.rebuild = true;
    if (std::filesystem::exists(heads))
        options.heads = heads;
    const Result<store::VerifyReport> report = store::verify(*store::database_in(directory), options);
    if (!report)
        return {"verify: " + to_text(report.error())};
    std::vector<std::string> faults;
    for (const std::string& problem : report->problems)
        faults.push_back("verify: " + problem);
    if (!report->tables_identical.value_or(false))
        faults.emplace_back("verify: the tables are not those of the log");
    return faults;
}

std::vector<std::string> check_health(runtime::Engine& engine)
{
    std::vector<std::string> faults;
    for (const store::ProgrammeId id : engine.store().list_programmes()) {
        const domain::Ledger ledger = engine.ledger_of(id);
        const domain::Programme& programme = *engine.find_programme(id);
        for (const auto& [run_id, run] : programme.runs) {
            const domain::Workflow* workflow = engine.find_workflow(run.hash);
            if (workflow == nullptr) {
                faults.push_back(fmt::format("{} has no workflow", run_id));
                continue;
            }
            const domain::RunHealth health =
                domain::health_of(programme, ledger, run, *workflow, calendar::date_of(engine.clock().now()));
            if (health.waiting_for.empty() && !health.cannot_move_because)
                faults.push_back(fmt::format("{} cannot say what it waits for", run_id));
        }
    }
    return faults;
}

}  // namespace wd::crash
