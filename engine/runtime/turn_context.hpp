// What a turn gives its decisions and the interpreter: time, ids, a place for typed text, workflows, look-ups. One object per
// turn; what it collects goes to the store with the turn's events.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/entropy.hpp"
#include "domain/turn.hpp"
#include "runtime/engine.hpp"
#include "runtime/workflow_cache.hpp"

#include <unordered_map>

namespace wd::runtime {

// Who is who, remembered between turns: people change rarely. Bounded: when it is full it starts again.
class PersonCache {
public:
    explicit PersonCache(store::Store& store) : store_(&store) {}
    std::optional<domain::PersonFacts> find(domain::PersonId person);
    void forget(store::Store& store);

private:
    store::Store* store_;
    std::unordered_map<std::int64_t, domain::PersonFacts> people_;
};

// What lives as long as the engine and serves every turn.
struct Supplies {
    store::Store* store;
    const EngineOptions* options;
    WorkflowCache* workflows;
    PersonCache* people;
    Entropy* entropy;  // for salts when there is no seed
};

class TurnContext final : public domain::Context {
public:
    TurnContext(const Supplies& supplies, domain::Programme& programme, Timestamp now, domain::Actor actor)
        : supplies_(supplies), programme_(programme), now_(now), actor_(actor)
    {
    }
    // The turn this context serves: its events count for a ledger that is loaded half-way.
    void serve(const domain::Turn& turn) { turn_ = &turn; }

    Timestamp now() const override { return now_; }
    domain::Actor actor() const override { return actor_; }
    const calendar::Calendar& calendar() const override { return supplies_.options->calendar; }
    std::int64_t take_id() override { return supplies_.store->take_id(programme_.id); }
    domain::ContentRef keep(const Text& text, std::string_view kind, std::optional<domain::PersonId> subject) override;
    const domain::Workflow* find_workflow(const Sha256& hash) override;
    const domain::Workflow* find_active_workflow(std::string_view key) override;
    std::optional<domain::PersonFacts> find_person(domain::PersonId person) override;
    const domain::Ledger& ledger() override;
    std::vector<domain::PassedStep> closed_steps(domain::RunId run, std::string_view id) override;
    std::optional<domain::EntryFacts> find_entry(domain::EntryId entry) override;
    std::optional<domain::ClosedTaskFacts> find_closed_task(domain::TaskId task) override;
    bool knows_task(domain::TaskId task) override;
    std::optional<domain::TaskOrigin> find_task_origin(domain::TaskId task) override;
    domain::RubricInForce rubric() override { return supplies_.store->find_rubric(); }
    std::optional<domain::AccountFacts> find_account(domain::PersonId person) override;
    std::vector<domain::PersonId> administrators() override;
    bool knows_programme(domain::ProgrammeId programme) override;
    std::optional<domain::Credential> find_credential(domain::PersonId person) override;
    std::optional<domain::PersonId> find_login(std::string_view login) override;
    std::optional<domain::Token> find_token(domain::TokenId token) override;
    std::vector<domain::Token> list_tokens(domain::PersonId person) override;
    void change_keys(domain::KeyChange change) override { keys.push_back(std::move(change)); }
    Result<domain::Evaluation> evaluate(const Sha256& hash, domain::FunctionId function, domain::FactSource& facts,
                                        domain::Evaluator::Wanted wanted) override;

    std::vector<store::NewContent> contents;
    std::vector<domain::KeyChange> keys;

private:
    std::array<std::uint8_t, 16> new_salt(domain::ContentId content) const;

    const Supplies& supplies_;
    domain::Programme& programme_;
    Timestamp now_;
    domain::Actor actor_;
    const domain::Turn* turn_ = nullptr;
};

}  // namespace wd::runtime
