// See stage.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

#include "base/limits.hpp"
#include "store/open.hpp"
#include "story_workflows.hpp"

namespace wd::crash {

namespace {

constexpr std::uint64_t seed = 7;

runtime::Request request_for(domain::Command command)
{
    runtime::Request request;
    request.command = std::move(command);
    return request;
}

json::value answer_to(runtime::Reply reply)
{
    return std::move(reply.answer).value();
}

domain::PersonId add_person(runtime::Engine& engine, const std::string& name)
{
    domain::AddPerson add;
    add.name = Text{name};
    const json::value answer = answer_to(engine.execute(request_for(add)));
    return parse_id<domain::PersonTag>(std::string_view{answer.at("person").as_string()}).value();
}

}  // namespace

Stage::Stage(std::filesystem::path directory, Timestamp now, store::Durability durability)
    : directory_(std::move(directory)), durability_(durability), clock_(now)
{
    open();
}

std::unique_ptr<store::Store> Stage::open_store() const
{
    Result<std::unique_ptr<store::Store>> store = store::open_store(directory_);
    if (!store)
        throw StoreFailure(store.error().code, store.error().message);
    if (durability_ == store::Durability::off)
        (*store)->set_durability(durability_);
    return std::move(*store);
}

void Stage::open()
{
    runtime::EngineOptions options;
    options.seed = seed;
    options.guard_crashes = true;
    options.directory = directory_;
    engine_ = runtime::create_engine(open_store(), clock_, std::move(options), [this] { return open_store(); });
    engine_->start();
}

void Stage::close()
{
    engine_.reset();
}

std::vector<runtime::Reply> Stage::play(const Action& action)
{
    switch (action.kind) {
    case ActionKind::batch: {
        std::vector<runtime::Request> requests;
        for (const Order& order : action.orders)
            requests.push_back(request_of(order));
        return engine_->execute(requests);
    }
    case ActionKind::clock: clock_.advance_to(*action.to); break;
    case ActionKind::due: engine_->run_due(limits::due_per_scan); break;
    case ActionKind::tidy: engine_->tidy(); break;
    case ActionKind::reopen:
        close();
        open();
        break;
    }
    return {};
}

Cast prepare_store(const std::filesystem::path& directory, const std::function<void(std::string_view)>& told)
{
    const auto tell = [&](std::string_view part) {
        if (told)
            told(part);
    };
    store::create_store(directory, store::CreateOptions{}).value();
    tell("store");
    Stage stage{directory, story_begin(), store::Durability::full};
    tell("engine");
    answer_to(stage.engine().install({child_workflow(), {}, {}}));
    answer_to(stage.engine().install({main_workflow(), {}, {}}));
    tell("workflows");
    Cast cast;
    cast.boss = add_person(stage.engine(), "Opdrachtgever");
    cast.leader = add_person(stage.engine(), "Leider");
    cast.worker = add_person(stage.engine(), "Werker");
    cast.resident = add_person(stage.engine(), "Bewoner");
    tell("people");
    return cast;
}

}  // namespace wd::crash
