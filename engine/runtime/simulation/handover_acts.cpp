// See handover_acts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/handover_acts.hpp"

#include "domain/handover_checks.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/office_hours.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::HandoverId;
using domain::PersonId;

constexpr int thorough_from = 950;  // of 1000: then everything is done that can be

std::optional<HandoverId> handover_of(const Scene& scene)
{
    if (!scene.task.run)
        return {};
    const json::object* input = scene.programme.runs.at(*scene.task.run).input.if_object();
    const json::value* id = input == nullptr ? nullptr : input->if_contains("handover");
    if (id == nullptr && !scene.ledger.handovers.empty())
        return scene.ledger.handovers.rbegin()->first;  // started by hand: the newest
    if (id == nullptr || !id->is_int64() || !scene.ledger.handovers.contains(HandoverId{id->get_int64()}))
        return {};
    return HandoverId{id->get_int64()};
}

int care_of(const Scene& scene, HandoverId id)
{
    return care_for(scene.behaviour, scene.entropy, scene.care, id);
}

Text words(const Scene& scene, std::string_view use)
{
    return sentence(scene.behaviour, scene.entropy, use);
}

// --- Finding somebody

std::vector<Request> name_receiver(const Scene& scene, PersonId actor, HandoverId id)
{
    const domain::HandoverRecord& handover = scene.ledger.handovers.at(id);
    const std::string& role = scene.ledger.positions.at(handover.position).role;
    const auto spare = scene.spares.find(role);
    if (spare == scene.spares.end() || spare->second.empty())
        return {};  // nobody is found
    const PersonId receiver = spare->second.front();
    spare->second.erase(spare->second.begin());
    return {request_of(domain::NameReceiver{id, receiver}, actor)};
}

// --- Writing down

domain::StateItem state_of(const Scene& scene, HandoverId id, std::string item, int care)
{
    domain::StateItem state;
    state.handover = id;
    state.item = std::move(item);
    const std::int64_t drawn = scene.entropy.between(0, 999);
    state.state = drawn < 80    ? domain::ItemState::critical
                  : drawn < 300 ? domain::ItemState::attention
                                : domain::ItemState::stable;
    if (state.state == domain::ItemState::critical || scene.entropy.chance(care / 2))
        state.reason = words(scene, "overdracht_reden");
    if (state.state != domain::ItemState::stable && scene.entropy.chance(care))
        state.if_then.push_back(words(scene, "overdracht_als_dan"));
    if (scene.entropy.chance(care)) {
        state.owner = scene.ledger.handovers.at(id).receiver;
        state.due = working_days_after(scene.today(), scene.entropy.between(5, 20), scene.calendar);
        state.first_step = words(scene, "overdracht_eerste_stap");
    }
    return state;
}

// Open tasks of the chair and of its holder, and what was promised.
std::vector<std::string> open_items(const Scene& scene, const domain::HandoverRecord& handover)
{
    std::vector<std::string> items;
    const std::string& role = scene.ledger.positions.at(handover.position).role;
    for (const auto& [id, task] : scene.programme.tasks)
        if (id != scene.task.id && (task.role == role || (handover.giver && task.person == handover.giver)) &&
            !(task.run && scene.programme.runs.at(*task.run).team))
            items.push_back(domain::to_text(id));
    for (const auto& [id, commitment] : scene.ledger.commitments)
        if (handover.giver && commitment.owner == handover.giver)
            items.push_back(domain::to_text(id));
    if (scene.ledger.positions.at(handover.position).core)
        for (const auto& [id, area] : scene.ledger.areas)
            if (area.kind == domain::sub_area_kind)
                items.push_back(domain::to_text(id));
    return items;
}

// Says of what is open how it stands, as far as the care goes.
std::vector<Request> state_items(const Scene& scene, PersonId writer, HandoverId id)
{
    const int care = care_of(scene, id);
    std::vector<Request> requests;
    for (std::string& item : open_items(scene, scene.ledger.handovers.at(id)))
        if (scene.entropy.chance(care))
            requests.push_back(request_of(state_of(scene, id, std::move(item), care), writer));
    return requests;
}

std::vector<Request> complete(const Scene& scene, PersonId actor, HandoverId id)
{
    const int care = care_of(scene, id);
    std::vector<Request> requests = state_items(scene, actor, id);
    for (const std::string_view name : names_of<domain::HandoverTopic>()) {
        if (!scene.entropy.chance(care))
            continue;
        domain::AnswerTopic topic{id, *find_enum<domain::HandoverTopic>(name), domain::TopicAnswer::none_known, {}};
        const std::int64_t drawn = scene.entropy.between(0, 999);
        if (drawn < 500)
            topic = {id, topic.topic, domain::TopicAnswer::told, words(scene, "overdracht_gevoelig")};
        else if (drawn < 700)
            topic = {id, topic.topic, domain::TopicAnswer::oral, words(scene, "overdracht_onderwerp")};
        requests.push_back(request_of(std::move(topic), actor));
    }
    domain::CompleteHandover done;
    done.handover = id;
    done.story = words(scene, "overdracht_verhaal");
    if (scene.entropy.chance(care))
        done.decisions = scene.decided;
    done.access.push_back({words(scene, "overdracht_toegang"), scene.entropy.chance(care)});
    requests.push_back(request_of(std::move(done), actor));
    return requests;
}

// --- Talking

std::vector<Request> talk(const Scene& scene, PersonId actor, HandoverId id)
{
    const domain::HandoverRecord& handover = scene.ledger.handovers.at(id);
    const bool gone = handover.last_day && scene.today() > *handover.last_day;
    const HandoverHabits& habits = scene.behaviour.handover;
    const bool thorough = care_of(scene, id) >= thorough_from;
    if (!scene.entropy.chance(gone ? habits.talk_afterwards : thorough ? 1000 : habits.talk))
        return {request_of(domain::DropStep{scene.task.id, words(scene, "overdracht_geen_gesprek")}, actor)};
    domain::HoldConversation talk;
    talk.handover = id;
    talk.residents = scene.entropy.chance(thorough ? 1000 : habits.residents);
    talk.walk = scene.entropy.chance(habits.walk);
    talk.questions = scene.entropy.between(2, 12);
    for (const auto& [contact, key] : scene.ledger.contacts)
        if (scene.entropy.chance(thorough ? 1000 : key ? habits.introduced : habits.introduced / 2))
            talk.introductions.push_back({contact, handover.giver});
    return {request_of(std::move(talk), actor)};
}

// --- Taking over

// What changed since the document was written is told first: by the leaver, or by who comes when the leaver is gone.
std::vector<Request> accept(const Scene& scene, PersonId actor, HandoverId id)
{
    const domain::HandoverRecord& handover = scene.ledger.handovers.at(id);
    std::vector<Request> requests;
    if (handover.completed)
        requests = state_items(
            scene, domain::is_giver_gone(handover, scene.today()) ? actor : handover.giver.value_or(actor), id);
    requests.push_back(request_of(domain::AcceptHandover{id, {}, {}}, actor));
    return requests;
}

// --- Looking back

std::vector<Request> check_up(const Scene& scene, PersonId actor, HandoverId id)
{
    domain::CheckUpHandover check;
    check.handover = id;
    const std::vector<int> days = domain::RubricSettings{}.check_up_days;  // simulated people keep to the defaults
    const bool last = scene.step->answered_by == "handover.last_check_up";
    check.day = last ? days.back() : days.front();
    if (scene.entropy.chance(scene.behaviour.handover.omission))
        check.missing.push_back({static_cast<int>(scene.entropy.between(1, 8)),
                                 scene.entropy.chance(scene.behaviour.handover.critical_omission),
                                 words(scene, "overdracht_gemist")});
    check.still_called = scene.entropy.between(0, 4);
    if (last)
        check.fresh_look = words(scene, "overdracht_frisse_blik");
    return {request_of(std::move(check), actor)};
}

}  // namespace

int care_for(const Behaviour& behaviour, Entropy& entropy, std::map<HandoverId, int>& known, HandoverId handover)
{
    const auto [care, fresh] = known.try_emplace(handover, 0);
    if (fresh)
        care->second =
            entropy.chance(behaviour.handover.thorough)
                ? 1000
                : static_cast<int>(std::clamp<std::int64_t>(draw(entropy, behaviour.handover.care), 0, 1000));
    return care->second;
}

std::vector<Request> handover_requests(const Scene& scene, PersonId actor)
{
    const std::optional<HandoverId> id = handover_of(scene);
    if (!id)
        return {};
    const std::string& event = scene.step->answered_by;
    const domain::HandoverRecord& handover = scene.ledger.handovers.at(*id);
    if (event == "handover.receiver_named")
        return name_receiver(scene, actor, *id);
    if (event == "handover.completed") {
        const bool gone = handover.last_day && scene.today() > *handover.last_day && handover.giver == actor;
        if (!gone && scene.entropy.chance(scene.behaviour.handover.document))
            return complete(scene, actor, *id);
        const std::vector<PersonId> leaders = holders_of(scene, "projectleider");
        if (leaders.empty())
            return {};
        return {request_of(domain::DropStep{scene.task.id, words(scene, "overdracht_geen_document")}, leaders.front())};
    }
    if (event == "handover.conversation_held")
        return talk(scene, actor, *id);
    if (event == "handover.own_words")
        return {request_of(domain::RetellHandover{*id, words(scene, "overdracht_eigen_woorden")}, actor)};
    if (event == "handover.accepted")
        return accept(scene, actor, *id);
    if (event == "handover.first_check_up" || event == "handover.last_check_up")
        return check_up(scene, actor, *id);
    return {};
}

Request leave_request(const Scene& scene, domain::AssignmentId assignment, PersonId person)
{
    const LeavingHabits& habits = scene.behaviour.leaving;
    if (scene.entropy.chance(habits.sudden))
        return request_of(domain::EndAssignment{assignment, {}}, person);
    const std::int64_t weeks = std::max<std::int64_t>(2, draw(scene.entropy, habits.notice_weeks));
    const Date last_day = scene.calendar.previous_working_day(scene.today() + std::chrono::days{7 * weeks});
    return request_of(domain::AnnounceEnd{assignment, last_day, {}}, person);
}

}  // namespace wd::runtime
