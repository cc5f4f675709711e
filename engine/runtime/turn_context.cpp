// See turn_context.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/turn_context.hpp"

#include "base/limits.hpp"
#include "domain/run_facts.hpp"

#include <algorithm>

namespace wd::runtime {

std::optional<domain::PersonFacts> PersonCache::find(domain::PersonId person)
{
    const auto known = people_.find(person.value);
    if (known != people_.end())
        return known->second;
    const std::optional<store::PersonRecord> record = store_->find_person(person);
    if (!record)
        return {};
    if (people_.size() >= limits::people_cached_max)
        people_.clear();
    return people_.emplace(person.value, domain::PersonFacts{record->kind, record->member_of, record->forgotten})
        .first->second;
}

void PersonCache::forget(store::Store& store)
{
    store_ = &store;
    people_.clear();
}

// In a demo the salt follows from the seed, so that the same seed gives the same bytes (RULES B8).
std::array<std::uint8_t, 16> TurnContext::new_salt(domain::ContentId content) const
{
    std::array<std::uint8_t, 16> salt{};
    if (supplies_.options->seed) {
        SeededEntropy seeded{*supplies_.options->seed, static_cast<std::uint64_t>(content.value)};
        seeded.fill(salt);
    } else
        supplies_.entropy->fill(salt);
    return salt;
}

domain::ContentRef TurnContext::keep(const Text& text, std::string_view kind, std::optional<domain::PersonId> subject)
{
    store::NewContent content;
    content.id = new_id<domain::ContentTag>();
    content.subject = subject;
    content.kind = kind;
    content.ground = "programma";
    content.salt = new_salt(content.id);
    content.bytes = text.value;
    Sha256Hasher hasher;
    hasher.add(content.salt);
    hasher.add(text.value);
    const domain::ContentRef reference{content.id, hasher.finish()};
    contents.push_back(std::move(content));
    return reference;
}

const domain::Workflow* TurnContext::find_workflow(const Sha256& hash)
{
    const script::LoadedWorkflow* loaded = supplies_.workflows->find(hash);
    return loaded == nullptr ? nullptr : &loaded->workflow();
}

const domain::Workflow* TurnContext::find_active_workflow(std::string_view key)
{
    const script::LoadedWorkflow* loaded = supplies_.workflows->find_active(key);
    return loaded == nullptr ? nullptr : &loaded->workflow();
}

std::optional<domain::PersonFacts> TurnContext::find_person(domain::PersonId person)
{
    return supplies_.people->find(person);
}

const domain::Ledger& TurnContext::ledger()
{
    if (!programme_.ledger) {
        domain::Ledger loaded = supplies_.store->load_ledger(programme_.id);
        if (turn_ != nullptr)
            for (const domain::Event& event : turn_->events())
                domain::apply(loaded, event);
        programme_.ledger = std::move(loaded);
    }
    return *programme_.ledger;
}

std::vector<domain::PassedStep> TurnContext::closed_steps(domain::RunId run, std::string_view id)
{
    std::vector<domain::PassedStep> steps;
    for (store::ClosedStep& step : supplies_.store->list_closed_steps(programme_.id, run, id))
        steps.push_back({std::move(step.path), domain::facts_of(step.result, step.outcome)});
    if (turn_ != nullptr)
        for (domain::PassedStep& step : turn_->passed_steps(run, id))
            steps.push_back(std::move(step));
    return steps;
}

std::optional<domain::EntryFacts> TurnContext::find_entry(domain::EntryId entry)
{
    return supplies_.store->find_entry(programme_.id, entry);
}

std::optional<domain::ClosedTaskFacts> TurnContext::find_closed_task(domain::TaskId task)
{
    return supplies_.store->find_closed_task(programme_.id, task);
}

bool TurnContext::knows_task(domain::TaskId task)
{
    return programme_.tasks.contains(task) || supplies_.store->find_programme_of_closed(task) == programme_.id;
}

std::optional<domain::TaskOrigin> TurnContext::find_task_origin(domain::TaskId task)
{
    return supplies_.store->find_task_origin(programme_.id, task);
}

std::optional<domain::AccountFacts> TurnContext::find_account(domain::PersonId person)
{
    return supplies_.store->keys().find_account(person);
}

std::vector<domain::PersonId> TurnContext::administrators()
{
    return supplies_.store->keys().list_administrators();
}

bool TurnContext::knows_programme(domain::ProgrammeId programme)
{
    return supplies_.store->find_head(programme).pseq > 0;
}

std::optional<domain::Credential> TurnContext::find_credential(domain::PersonId person)
{
    return supplies_.store->keys().find_credential(person);
}

std::optional<domain::PersonId> TurnContext::find_login(std::string_view login)
{
    const std::optional<domain::Credential> found = supplies_.store->keys().find_login(login);
    return found ? std::optional{found->person} : std::nullopt;
}

std::optional<domain::Token> TurnContext::find_token(domain::TokenId token)
{
    return supplies_.store->keys().find_token(token);
}

std::vector<domain::Token> TurnContext::list_tokens(domain::PersonId person)
{
    return supplies_.store->keys().list_tokens(person);
}

Result<domain::Evaluation> TurnContext::evaluate(const Sha256& hash, domain::FunctionId function,
                                                 domain::FactSource& facts, domain::Evaluator::Wanted wanted)
{
    script::LoadedWorkflow* loaded = supplies_.workflows->find(hash);
    WD_ASSERT(loaded != nullptr);
    return loaded->evaluate(function, facts, wanted);
}

}  // namespace wd::runtime
