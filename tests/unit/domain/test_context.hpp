// The supplies of one turn, in memory: time, people, text, workflows. What runtime gives in the engine, here without a store.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"
#include "support/short.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wd::domain::test {

// 10:00 in Amsterdam on a day of winter time, 11:00 in summer.
inline Timestamp morning_of(std::string_view date)
{
    return calendar::start_of(parse_date(date).value()) + std::chrono::hours{10};
}

using wd::test::day;

inline constexpr ProgrammeId here{5};

struct KeptText {
    std::string text;
    std::string kind;
};

class TestContext final : public Context {
public:
    explicit TestContext(Programme& programme) : programme_(programme) {}

    Timestamp now() const override { return at; }
    Actor actor() const override { return who; }
    const calendar::Calendar& calendar() const override { return days; }

    std::int64_t take_id() override { return next_id++; }
    ContentRef keep(const Text& text, std::string_view kind, std::optional<PersonId>) override
    {
        const ContentId id = new_id<ContentTag>();
        kept[id] = KeptText{text.value, std::string(kind)};
        return ContentRef{id, sha256(text.value)};
    }
    const std::string& text_of(const ContentRef& ref) const { return kept.at(ref.ref).text; }

    const Workflow* find_workflow(const Sha256& hash) override
    {
        for (const auto& [key, workflow] : workflows)
            if (workflow.hash == hash)
                return &workflow;
        return nullptr;
    }
    const Workflow* find_active_workflow(std::string_view key) override
    {
        const auto found = workflows.find(key);
        return found == workflows.end() ? nullptr : &found->second;
    }
    std::optional<PersonFacts> find_person(PersonId person) override
    {
        const auto found = people.find(person);
        return found == people.end() ? std::nullopt : std::optional{found->second};
    }
    RubricInForce rubric() override { return settings; }
    std::optional<AccountFacts> find_account(PersonId person) override
    {
        const auto found = accounts.find(person);
        return found == accounts.end() ? std::nullopt : std::optional{found->second};
    }
    std::vector<PersonId> administrators() override
    {
        std::vector<PersonId> found;
        for (const auto& [person, account] : accounts)
            if (std::any_of(account.grants.begin(), account.grants.end(), makes_administrator))
                found.push_back(person);
        return found;
    }
    bool knows_programme(ProgrammeId programme) override { return programmes.contains(programme); }
    std::optional<Credential> find_credential(PersonId person) override
    {
        const auto found = credentials.find(person);
        return found == credentials.end() ? std::nullopt : std::optional{found->second};
    }
    std::optional<PersonId> find_login(std::string_view login) override
    {
        for (const auto& [person, credential] : credentials)
            if (credential.login == login)
                return person;
        return {};
    }
    std::optional<Token> find_token(TokenId token) override
    {
        const auto found = tokens.find(token);
        return found == tokens.end() ? std::nullopt : std::optional{found->second};
    }
    std::vector<Token> list_tokens(PersonId person) override
    {
        std::vector<Token> found;
        for (const auto& [id, token] : tokens)
            if (token.person == person)
                found.push_back(token);
        return found;
    }
    void change_keys(KeyChange change) override { key_changes.push_back(std::move(change)); }
    const Ledger& ledger() override
    {
        if (!programme_.ledger)
            programme_.ledger.emplace();
        return *programme_.ledger;
    }
    std::vector<PassedStep> closed_steps(RunId, std::string_view id) override
    {
        const auto found = earlier_steps.find(id);
        return found == earlier_steps.end() ? std::vector<PassedStep>{} : found->second;
    }
    std::optional<EntryFacts> find_entry(EntryId entry) override
    {
        const auto found = entries.find(entry);
        return found == entries.end() ? std::nullopt : std::optional{found->second};
    }
    std::optional<ClosedTaskFacts> find_closed_task(TaskId task) override
    {
        const auto found = closed_tasks.find(task);
        return found == closed_tasks.end() ? std::nullopt : std::optional{found->second};
    }
    bool knows_task(TaskId task) override
    {
        return programme_.tasks.contains(task) || closed_tasks.contains(task) || origins.contains(task);
    }
    std::optional<TaskOrigin> find_task_origin(TaskId task) override
    {
        const auto found = origins.find(task);
        return found == origins.end() ? std::nullopt : std::optional{found->second};
    }
    Result<Evaluation> evaluate(const Sha256&, FunctionId, FactSource&, Evaluator::Wanted) override
    {
        return refusal(Errc::script_breach, "deze test kent geen functies");
    }

    Timestamp at = morning_of("2026-11-20");
    Actor who;
    calendar::Calendar days;
    std::int64_t next_id = 1000;
    RubricInForce settings;
    std::map<PersonId, AccountFacts> accounts;
    std::set<ProgrammeId> programmes;
    std::map<PersonId, Credential> credentials;
    std::map<TokenId, Token> tokens;
    std::vector<KeyChange> key_changes;
    std::map<ContentId, KeptText> kept;
    std::map<std::string, Workflow, std::less<>> workflows;
    std::map<PersonId, PersonFacts> people;
    std::map<std::string, std::vector<PassedStep>, std::less<>> earlier_steps;
    std::map<EntryId, EntryFacts> entries;
    std::map<TaskId, ClosedTaskFacts> closed_tasks;
    std::map<TaskId, TaskOrigin> origins;

private:
    Programme& programme_;
};

}  // namespace wd::domain::test
