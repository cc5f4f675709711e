// See storyteller.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "storyteller.hpp"

#include "base/entropy.hpp"
#include "calendar/amsterdam.hpp"
#include "domain/ids.hpp"

#include <algorithm>

namespace wd::crash {

namespace {

using domain::PersonId;
using domain::ProgrammeId;
using domain::StepKind;
using domain::Task;
using domain::TaskState;

constexpr int rounds = 13;
constexpr std::size_t orders_per_batch = 8;
constexpr int dues_in_a_row = 30;

class Storyteller {
public:
    Storyteller(const std::filesystem::path& directory, const Cast& cast, std::uint64_t seed)
        : directory_(directory), cast_(cast), stage_(directory, story_begin(), store::Durability::off), chance_(seed, 0)
    {
        telling_.before = picture_of(directory_);
    }

    Telling tell()
    {
        begin_programme("Noorderwijk", json::array{"noord", "zuid", "oost"});
        for (int round = 0; round < rounds; ++round) {
            if (round == 2)
                begin_programme("Zuiderwijk", json::array{"zuid", "oost"});
            work();
            pass_time();
            if (round == 4 || round == 9)
                act({ActionKind::tidy, {}, {}});
            if (round == 6)
                act({ActionKind::reopen, {}, {}});
        }
        work();
        return std::move(telling_);
    }

private:
    void act(Action action)
    {
        Told told;
        told.replies = stage_.play(action);
        for (const runtime::Reply& reply : told.replies)
            told.hashes.push_back(reply.seq == 0 ? Sha256{} : hash_of_event(directory_, reply.part, reply.seq));
        told.after = picture_of(directory_);
        telling_.story.actions.push_back(std::move(action));
        telling_.told.push_back(std::move(told));
    }

    Order order(std::string verb, json::object data, PersonId actor)
    {
        return {std::move(verb), std::move(data), actor, fmt::format("sleutel-{}", ++keys_)};
    }

    void begin_programme(const std::string& name, json::array doors)
    {
        act({ActionKind::batch,
             {order("programme.create",
                    {{"name", name},
                     {"municipalities", json::array{"GM0000"}},
                     {"commissioner", cast_.boss.value},
                     {"workflow", "herstel"},
                     {"input", {{"deuren", std::move(doors)}}}},
                    cast_.boss)},
             {}});
        const json::value answer = telling_.told.back().replies.front().answer.value();
        const ProgrammeId id =
            parse_id<domain::ProgrammeTag>(std::string_view{answer.at("programme").as_string()}).value();
        const json::object area{{"id", "w"},       {"parent", ""},       {"kind", "wijk"},
                                {"name", name},    {"code", ""},         {"inhabitants", 100},
                                {"dwellings", 40}, {"earlier_code", ""}, {"code_from", ""}};
        Action staffing{ActionKind::batch, {}, {}};
        staffing.orders.push_back(
            order("area.import", {{"programme", id.value}, {"areas", json::array{area}}}, cast_.boss));
        const std::pair<const char*, PersonId> chairs[] = {
            {"leider", cast_.leader}, {"werker", cast_.worker}, {"bewoners", cast_.resident}};
        for (const auto& [role, person] : chairs)
            staffing.orders.push_back(order(
                "assignment.start", {{"programme", id.value}, {"role", role}, {"person", person.value}}, cast_.boss));
        act(std::move(staffing));
        programmes_.push_back(id);
        do_what_is_due();
    }

    // One batch: what people do about open tasks, something written down beside it, and now and then a mistake.
    void work()
    {
        Action batch{ActionKind::batch, {}, {}};
        for (const ProgrammeId id : programmes_) {
            batch.orders.push_back(note(id));
            for (const auto& [task, open] : stage_.engine().find_programme(id)->tasks)
                if (batch.orders.size() < orders_per_batch && chance_.chance(700))
                    add_answer(batch.orders, open);
        }
        if (chance_.chance(300))
            batch.orders.push_back(order("task.claim", {{"task", 999'999}}, cast_.worker));
        act(std::move(batch));
        do_what_is_due();
    }

    void pass_time()
    {
        const auto days = std::chrono::days{chance_.between(1, 4)};
        act({ActionKind::clock, {}, stage_.clock().now() + days});
        do_what_is_due();
    }

    void do_what_is_due()
    {
        for (int i = 0; i < dues_in_a_row; ++i) {
            const std::optional<Timestamp> next = stage_.engine().next_due();
            if (!next || *next > stage_.clock().now())
                return;
            act({ActionKind::due, {}, {}});
        }
        WD_ASSERT(false);
    }

    Order note(ProgrammeId id)
    {
        const json::value programme(id.value);
        switch (chance_.between(0, 4)) {
        case 0:
            return order("journal.add", {{"programme", programme}, {"kind", "lesson"}, {"text", "Vroeg bellen werkt"}},
                         cast_.leader);
        case 1:
            return order("linkage.add",
                         {{"programme", programme}, {"level", "coordination"}, {"subject", "Straat open"}},
                         cast_.leader);
        case 2:
            return order("task.add", {{"programme", programme}, {"title", "Bel de huismeester"}, {"role", "werker"}},
                         cast_.leader);
        case 3:
            return order("commitment.add",
                         {{"programme", programme}, {"text", "Wij komen terug"}, {"owner", cast_.leader.value}},
                         cast_.leader);
        default:
            return order("reach.record",
                         {{"programme", programme}, {"channel", "deur"}, {"people", chance_.between(1, 6)}},
                         cast_.worker);
        }
    }

    PersonId actor_for(const Task& task) const
    {
        if (task.person)
            return *task.person;
        const bool asks_leader = task.kind == StepKind::gate || task.role == "leider";
        return asks_leader ? cast_.leader : cast_.worker;
    }

    void add_answer(std::vector<Order>& orders, const Task& task)
    {
        const json::value id(task.id.value);
        const PersonId actor = actor_for(task);
        switch (task.kind) {
        case StepKind::task: orders.push_back(answer_task(task, actor)); break;
        case StepKind::measure:
            orders.push_back(
                order("measure.add", {{"task", id}, {"value", chance_.between(1, 9)}, {"source", "geteld"}}, actor));
            break;
        case StepKind::vote:
            if (task.electorate)
                orders.push_back(order("vote.record", {{"task", id}, {"close", true}}, actor));
            else
                orders.push_back(
                    order("vote.record", {{"task", id}, {"electorate", 10}, {"yes", 6}, {"no", 4}}, actor));
            break;
        case StepKind::gate:
            if (went_back_++ == 0)
                orders.push_back(order("gate.decide",
                                       {{"task", id}, {"outcome", "back"}, {"phase", "langs"}, {"grounds", "Te vroeg"}},
                                       actor));
            else
                orders.push_back(order("gate.decide", {{"task", id}, {"outcome", "go"}}, actor));
            break;
        default: break;
        }
    }

    Order answer_task(const Task& task, PersonId actor)
    {
        const json::value id(task.id.value);
        const std::int64_t lot = chance_.between(0, 9);
        if (lot == 0)
            return order("task.comment", {{"task", id}, {"text", "Niemand thuis"}}, actor);
        if (lot == 1 && task.state == TaskState::offered)
            return order("task.claim", {{"task", id}}, actor);
        if (lot == 2 && task.state == TaskState::offered && task.run) {
            const Date later = calendar::date_of(stage_.clock().now()) + std::chrono::days{3};
            return order("task.return", {{"task", id}, {"reason", "not_now"}, {"until", to_text(later)}}, actor);
        }
        json::object data{{"task", id}};
        if (task.form)
            data["answers"] = json::object{{"aantal", chance_.between(0, 5)}, {"gehoord", "De lift hapert"}};
        return order("task.complete", std::move(data), actor);
    }

    std::filesystem::path directory_;
    Cast cast_;
    Stage stage_;
    SeededEntropy chance_;
    Telling telling_;
    std::vector<ProgrammeId> programmes_;
    int keys_ = 0;
    int went_back_ = 0;
};

}  // namespace

int Telling::orders() const
{
    int count = 0;
    for (const Action& action : story.actions)
        count += static_cast<int>(action.orders.size());
    return count;
}

Telling tell_story(const std::filesystem::path& directory, const Cast& cast, std::uint64_t seed)
{
    return Storyteller{directory, cast, seed}.tell();
}

}  // namespace wd::crash
