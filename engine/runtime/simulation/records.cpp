// Records beside tasks. See records.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/records.hpp"

#include "base/text.hpp"
#include "domain/team.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/office_hours.hpp"

#include <algorithm>
#include <array>

namespace wd::runtime {

namespace {

using domain::PersonId;

constexpr int held_documents = 930;  // of a thousand documents so many say who holds them
constexpr int key_figures = 400;

std::int64_t reached_so_far(const domain::Ledger& ledger)
{
    std::int64_t people = 0;
    for (const auto& [channel, count] : ledger.reach)
        people += count;
    return people;
}

domain::RecordReach reach(const Scene& scene, const std::string& channel, const Spread& share)
{
    Scene whole{scene};
    whole.area.reset();
    const std::int64_t everybody = inhabitants_of(whole);
    const std::int64_t left = everybody * scene.behaviour.reach.at_most / 1000 - reached_so_far(scene.ledger);
    domain::RecordReach record;
    record.programme = scene.programme.id;
    record.channel = channel;
    record.people = std::clamp<std::int64_t>(inhabitants_of(scene) * draw(scene.entropy, share) / 1000, 0,
                                             std::max<std::int64_t>(0, left));
    return record;
}

domain::AddJournal note(const Scene& scene, domain::JournalKind kind)
{
    using domain::JournalKind;
    const auto use_of = [](JournalKind of) -> std::string_view {
        switch (of) {
        case JournalKind::sensitivity: return "gevoeligheid";
        case JournalKind::clash: return "botsing";
        case JournalKind::failed_initiative: return "poging";
        case JournalKind::groundwork: return "zaaiwerk";
        default: return "les";
        }
    };
    domain::AddJournal add;
    add.programme = scene.programme.id;
    add.kind = kind;
    add.text = sentence(scene.behaviour, scene.entropy, use_of(kind));
    add.area = scene.area;
    return add;
}

domain::AddLinkage linkage(const Scene& scene)
{
    static constexpr std::array levels{domain::LinkageLevel::synergy, domain::LinkageLevel::piggyback,
                                       domain::LinkageLevel::coordination};
    domain::AddLinkage add;
    add.programme = scene.programme.id;
    add.level = levels[static_cast<std::size_t>(scene.entropy.between(0, levels.size() - 1))];
    add.subject = sentence(scene.behaviour, scene.entropy, "koppelkans");
    return add;
}

domain::ChooseLinkage choose(const Scene& scene, domain::EntryId entry)
{
    domain::ChooseLinkage choice;
    choice.linkage = entry;
    choice.chosen = scene.entropy.chance(scene.behaviour.linkages.chosen);
    if (!choice.chosen) {
        choice.reason = sentence(scene.behaviour, scene.entropy, "geen_koppelkans");
        choice.look_again = working_days_after(scene.today(), scene.entropy.between(100, 250), scene.calendar);
    }
    return choice;
}

class Beside {
public:
    Beside(const Scene& scene, PersonId actor, std::vector<Request>& out) : scene_(scene), actor_(actor), out_(out) {}

    void add(domain::Command command) { out_.push_back(request_of(std::move(command), actor_)); }

    void reach_after()
    {
        const auto after = scene_.behaviour.reach.after.find(scene_.step_id());
        if (after == scene_.behaviour.reach.after.end())
            return;
        if (domain::RecordReach record = reach(scene_, after->second.channel, after->second.people); record.people > 0)
            add(std::move(record));
    }

    void linkages()
    {
        const LinkageHabits& habits = scene_.behaviour.linkages;
        if (scene_.step_id() == habits.add_at)
            for (std::int64_t left = draw(scene_.entropy, habits.count); left > 0; --left)
                add(linkage(scene_));
        if (scene_.step_id() == habits.choose_at)
            choose_open();
    }

    void choose_open()
    {
        for (const auto& [entry, state] : scene_.ledger.linkages)
            if (state == domain::LinkageState::open)
                add(choose(scene_, entry));
    }

    void notes()
    {
        const auto after = scene_.behaviour.notes.find(scene_.step_id());
        if (after != scene_.behaviour.notes.end() && scene_.entropy.chance(after->second.chance))
            add(note(scene_, after->second.kind));
    }

    void papers_and_people()
    {
        if (is_among(scene_.step_id(), scene_.behaviour.documents)) {
            domain::AddDocument document;
            document.programme = scene_.programme.id;
            document.title = sentence(scene_.behaviour, scene_.entropy, "document");
            document.link = Text{
                fmt::format("https://voorbeeld.invalid/{}/{}", domain::to_text(scene_.programme.id), scene_.step_id())};
            document.date = scene_.today();
            if (scene_.entropy.chance(held_documents))
                document.holder = actor_;
            add(std::move(document));
        }
        if (is_among(scene_.step_id(), scene_.behaviour.contacts)) {
            domain::AddContact contact = contact_named(sentence(scene_.behaviour, scene_.entropy, "contact"));
            contact.programme = scene_.programme.id;
            contact.known_by = actor_;
            contact.since = scene_.today();
            contact.key = scene_.entropy.chance(key_figures);
            contact.told = true;
            add(std::move(contact));
        }
    }

    void money(const json::value& answers)
    {
        if (!answers.is_object())
            return;
        for (const auto& member : answers.get_object()) {
            const auto kind =
                scene_.behaviour.money.find(fmt::format("{}.{}", scene_.step_id(), std::string_view{member.key()}));
            if (kind == scene_.behaviour.money.end() || !member.value().is_int64() || member.value().get_int64() <= 0)
                continue;
            domain::AddMoney add_money;
            add_money.programme = scene_.programme.id;
            add_money.kind = kind->second;
            add_money.cents = member.value().get_int64();
            add(std::move(add_money));
        }
    }

private:
    const Scene& scene_;
    PersonId actor_;
    std::vector<Request>& out_;
};

}  // namespace

std::vector<Request> records_beside(const Scene& scene, PersonId actor, const domain::Command& answer)
{
    std::vector<Request> records;
    if (scene.step == nullptr)
        return records;
    Beside beside{scene, actor, records};
    beside.reach_after();
    beside.linkages();
    beside.notes();
    beside.papers_and_people();
    if (const auto* complete = std::get_if<domain::CompleteTask>(&answer))
        beside.money(complete->answers);
    return records;
}

namespace {

// What was promised and went by without a word is told, kept or given another day.
void speak_of_promises(const Scene& scene, PersonId worker, std::vector<Request>& requests)
{
    for (const auto& [id, commitment] : scene.ledger.commitments) {
        const bool overdue = commitment.due && *commitment.due < scene.today();
        if (!commitment.silent && commitment.owner && !overdue)
            continue;
        if (scene.entropy.chance(600)) {
            domain::CloseCommitment kept;
            kept.commitment = id;
            kept.told_by = worker;
            kept.told_on = scene.today();
            requests.push_back(request_of(std::move(kept), worker));
            continue;
        }
        domain::ChangeCommitment later;
        later.commitment = id;
        later.owner = worker;
        later.due = working_days_after(scene.today(), scene.entropy.between(40, 160), scene.calendar);
        later.reason = sentence(scene.behaviour, scene.entropy, "nieuwe_datum");
        later.told_by = worker;
        later.told_on = scene.today();
        requests.push_back(request_of(std::move(later), worker));
    }
}

// Somebody without a chair stands in for every chair of one person: no chain, and no circle.
void name_deputies(const Scene& scene, PersonId worker, std::vector<Request>& requests)
{
    for (const auto& [id, position] : scene.ledger.positions) {
        if (!position.core || position.deputy || position.residents)
            continue;
        const std::vector<PersonId> holders = domain::holders_on(scene.ledger, id, scene.today());
        const bool alone = holders.size() == 1 && !scene.members.contains(holders.front());
        if (!alone || !scene.deputy)
            continue;
        requests.push_back(request_of(domain::NameDeputy{scene.programme.id, position.role, scene.deputy}, worker));
    }
}

}  // namespace

domain::AddContact contact_named(const Text& text)
{
    domain::AddContact contact;
    const std::size_t colon = text.value.find(": ");
    contact.name = Text{colon == std::string::npos ? text.value : text.value.substr(colon + 2)};
    if (colon != std::string::npos)
        contact.group = text.value.substr(0, colon);
    return contact;
}

std::vector<Request> supply_requests(const Scene& scene, const domain::GateTerms& terms)
{
    std::vector<Request> requests;
    std::optional<PersonId> worker = scene.programme.commissioner;
    for (const auto& [id, position] : scene.ledger.positions)
        if (const std::vector<PersonId> holders = holders_of(scene, position.role); position.core && !holders.empty()) {
            worker = holders.front();
            break;
        }
    if (!worker)
        return requests;
    Beside beside{scene, *worker, requests};
    if (is_among("linkages_decided", terms.needs))
        beside.choose_open();
    if (is_among("no_silent_promises", terms.needs))
        speak_of_promises(scene, *worker, requests);
    if (is_among("deputies_named", terms.needs))
        name_deputies(scene, *worker, requests);
    if (scene.behaviour.supplies_facts && is_among("reach_recorded", terms.needs) && scene.ledger.reach.empty())
        beside.add(reach(scene, "huiskamer", {30, 10}));
    return requests;
}

std::optional<Request> supply_fact(const Scene& scene, std::string_view fact, PersonId actor)
{
    if (fact.starts_with("reach"))
        return request_of(reach(scene, "huiskamer", {30, 10}), actor);
    if (fact.starts_with("measures.")) {
        domain::AddMeasure add;
        add.programme = scene.programme.id;
        add.measure = std::string(fact.substr(std::string_view{"measures."}.size()));
        add.value = scene.entropy.between(1, 1000);
        add.source = sentence(scene.behaviour, scene.entropy, "bron");
        return request_of(std::move(add), actor);
    }
    return {};
}

}  // namespace wd::runtime
