// Setting the stage. See player_stage.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/player_stage.hpp"

#include "domain/health.hpp"
#include "domain/paths.hpp"
#include "runtime/simulation/acts.hpp"
#include "store/open.hpp"

#include <algorithm>
#include <cstdlib>

namespace wd::runtime {

using domain::PersonId;

namespace {

constexpr std::uint64_t seed = 1;
constexpr int rows_per_read = 1'000;

std::string_view view_of(const json::value& text)
{
    return {text.as_string().data(), text.as_string().size()};
}

class Setting {
public:
    Setting(Stage& stage, const domain::Scenario& scenario, const WorkflowUnderTest& workflow)
        : stage_(stage), scenario_(scenario), bundle_(workflow)
    {
    }

    Result<void> run()
    {
        if (const Result<void> opened = open_store(); !opened)
            return opened;
        for (const std::vector<store::BundleFile>& other : bundle_.others)
            install(other);
        const std::string key = install(bundle_.files);
        if (failure_)
            return *failure_;
        const domain::Workflow workflow = *stage_.engine->find_active_workflow(key);
        add_people(workflow);
        create(workflow);
        import_areas();
        take_chairs(workflow);
        if (failure_)
            return *failure_;
        stage_.people = std::make_unique<SimulatedPeople>(*stage_.engine, simple_behaviour(), stage_.calendar, seed);
        Part part;
        part.deputy = deputy_;
        for (const domain::Role& role : workflow.roles)
            if (is_staffed(role.id))
                part.spares[role.id] = {spares_[role.id]};
        stage_.people->join(stage_.programme, std::move(part));
        stage_.engine->run_all_due();
        stage_.people->look(stage_.programme);
        return stage_.catch_up();
    }

private:
    Result<void> open_store()
    {
        const Result<Date> start = parse_date(scenario_.start);
        if (!start)
            return start.error();
        stage_.clock.advance_to(calendar::start_of(*start) + std::chrono::hours{9});
        store::CreateOptions create;
        create.label = domain::StoreLabel::practice;
        if (const Result<void> created = store::create_store(stage_.directory.path(), create); !created)
            return created.error();
        Result<std::unique_ptr<store::Store>> store = store::open_store(stage_.directory.path());
        if (!store)
            return store.error();
        (*store)->set_durability(store::Durability::off);
        Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(stage_.directory.path());
        if (!reader)
            return reader.error();
        stage_.reader = std::move(*reader);
        EngineOptions options;
        options.seed = seed;
        options.calendar = stage_.calendar;
        stage_.engine = create_engine(std::move(*store), stage_.clock, options, {});
        stage_.engine->start();
        return {};
    }

    // The key of the workflow.
    std::string install(const std::vector<store::BundleFile>& files)
    {
        if (failure_)
            return {};
        const Reply reply = stage_.engine->install(Install{files, {}, {}});
        if (!reply.answer) {
            failure_ = reply.answer.error();
            return {};
        }
        return std::string(view_of(reply.answer->at("workflow")));
    }

    json::value carry_out(domain::Command command)
    {
        if (failure_)
            return {};
        const Reply reply = stage_.engine->execute(request_of(std::move(command), {}));
        if (reply.answer)
            return *reply.answer;
        failure_ = reply.answer.error();
        return {};
    }

    bool is_staffed(const std::string& role) const
    {
        return std::find(scenario_.unstaffed.begin(), scenario_.unstaffed.end(), role) == scenario_.unstaffed.end();
    }

    PersonId add_person(const std::string& name)
    {
        domain::AddPerson add;
        add.name = Text{name};
        const json::value answer = carry_out(std::move(add));
        return failure_ ? PersonId{} : *parse_id<domain::PersonTag>(view_of(answer.at("person")));
    }

    // Two for each role, so that somebody can decide who did not do the work.
    void add_people(const domain::Workflow& workflow)
    {
        const auto chair = std::find_if(workflow.roles.begin(), workflow.roles.end(), is_commissioners);
        const bool has_chair = chair != workflow.roles.end() && is_staffed(chair->id);
        if (!has_chair)
            commissioner_ = add_person("Opdrachtgever");
        deputy_ = add_person("Waarnemer");
        for (const domain::Role& role : workflow.roles)
            if (is_staffed(role.id))
                holders_[role.id] = {add_person(role.title), add_person(role.title + " (tweede)")};
        if (has_chair)
            commissioner_ = holders_[chair->id].front();
        for (const domain::Role& role : workflow.roles)
            if (is_staffed(role.id))
                spares_[role.id] = add_person(role.title + " (opvolger)");
        stage_.somebody = commissioner_;
    }

    static bool is_commissioners(const domain::Role& role) { return role.id == "opdrachtgever"; }

    void create(const domain::Workflow& workflow)
    {
        domain::CreateProgramme create;
        create.name = "Proefwijk";
        create.municipalities = {"GM0000"};
        if (is_staffed("opdrachtgever"))  // who commissions sits in that chair, and this scenario wants it empty
            create.commissioner = commissioner_;
        create.workflow = workflow.key;
        if (!scenario_.input.empty())
            create.input = scenario_.input;
        if (!scenario_.settings.empty())
            create.settings = scenario_.settings;
        const json::value answer = carry_out(std::move(create));
        if (failure_)
            return;
        stage_.programme = *parse_id<domain::ProgrammeTag>(view_of(answer.at("programme")));
        stage_.run = *parse_id<domain::RunTag>(view_of(answer.at("run")));
    }

    void import_areas()
    {
        if (scenario_.areas.empty() || failure_)
            return;
        domain::ImportAreas import{stage_.programme, {}};
        for (const domain::ScenarioArea& area : scenario_.areas)
            import.areas.push_back(
                {area.id, area.parent, area.kind, area.name, "", area.inhabitants, area.dwellings, "", ""});
        carry_out(std::move(import));
        if (failure_)
            return;
        // They were taken over in the order of the list.
        auto area = scenario_.areas.begin();
        for (const auto& [id, known] : stage_.engine->ledger_of(stage_.programme).areas)
            stage_.areas[(area++)->id] = domain::to_text(id);
    }

    void take_chairs(const domain::Workflow& workflow)
    {
        for (const domain::Role& role : workflow.roles)
            for (const PersonId person : holders_[role.id])
                if (!is_commissioners(role) || person != commissioner_)  // who commissions sits there already
                    carry_out(domain::StartAssignment{stage_.programme, role.id, person, {}});
    }

    Stage& stage_;
    const domain::Scenario& scenario_;
    const WorkflowUnderTest& bundle_;
    std::map<std::string, std::vector<PersonId>> holders_;
    std::map<std::string, PersonId> spares_;
    PersonId commissioner_;
    PersonId deputy_;
    std::optional<Error> failure_;
};

}  // namespace

TemporaryDirectory::TemporaryDirectory()
{
    std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-proef-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw StoreFailure(Errc::store_read_only,
                           fmt::format("geen map te maken in {}", std::filesystem::temp_directory_path().string()));
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;  // what cannot be removed is left to the system
    std::filesystem::remove_all(path_, ignored);
}

Result<std::unique_ptr<Stage>> Stage::set(const domain::Scenario& scenario, const WorkflowUnderTest& workflow)
{
    auto stage = std::make_unique<Stage>();
    const Result<void> set = Setting{*stage, scenario, workflow}.run();
    if (!set)
        return set.error();
    return stage;
}

Result<void> Stage::catch_up()
{
    for (;;) {
        const std::vector<domain::LoggedEvent> events = reader->list_events(programme, read_until, rows_per_read);
        if (events.empty())
            return {};
        for (const domain::LoggedEvent& event : events)
            if (const Result<void> added = chronicle.add(event); !added)
                return added;
        read_until = events.back().pseq;
    }
}

const domain::Run* Stage::find_run()
{
    const domain::Programme* found = engine->find_programme(programme);
    const auto entry = found->runs.find(run);
    return entry == found->runs.end() ? nullptr : &entry->second;
}

std::optional<Standstill> Stage::find_standstill()
{
    const domain::Programme& known = *engine->find_programme(programme);
    for (const auto& [id, one] : known.runs) {
        const domain::Workflow* workflow = one.stuck ? engine->find_workflow(one.hash) : nullptr;
        if (workflow == nullptr)
            continue;
        const domain::RunHealth health =
            domain::health_of(known, engine->ledger_of(programme), one, *workflow, calendar::date_of(clock.now()));
        return Standstill{id, *health.cannot_move_because, one.stuck->reason != domain::StuckReason::missing_fact};
    }
    return {};
}

std::string Stage::path_of(std::string_view written) const
{
    std::string path{written};
    for (const auto& [name, id] : areas) {
        const std::string key = "[" + name + "]";
        for (std::size_t at = path.find(key); at != std::string::npos; at = path.find(key, at))
            path.replace(at, key.size(), "[" + id + "]");
    }
    return path;
}

bool means(const Stage& stage, std::string_view name, const std::string& path)
{
    if (name.find('/') == std::string_view::npos)
        return domain::last_id(path) == name;
    const std::string wanted = stage.path_of(name);
    return path == wanted || domain::without_repetition(path) == wanted;
}

}  // namespace wd::runtime
