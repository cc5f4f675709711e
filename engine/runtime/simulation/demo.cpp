// Running the demo. See demo.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/demo.hpp"

#include "domain/paths.hpp"
#include "runtime/simulation/demo_start.hpp"
#include "runtime/simulation/timeline.hpp"
#include "script/loader.hpp"
#include "store/open.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::ProgrammeId;
using std::chrono::days;

namespace {

constexpr int events_per_page = 1'000;  // events read at once for the report

class Demo {
public:
    Demo(const DemoOptions& options, const std::function<void(const DemoProgress&)>& tell)
        : options_(options), tell_(tell)
    {
    }

    Result<DemoReport> run()
    {
        if (const Result<void> read = read_inputs(); !read)
            return read.error();
        if (const Result<void> opened = open(); !opened)
            return opened.error();
        if (const Result<void> lived = live(); !lived)
            return lived.error();
        if (const Result<void> opened = open_accounts(); !opened)
            return opened.error();
        finish();
        return report();
    }

private:
    Result<void> read_inputs()
    {
        Result<std::vector<Neighbourhood>> neighbourhoods =
            read_neighbourhoods(options_.neighbourhoods_csv, options_.neighbourhoods_name);
        if (!neighbourhoods)
            return neighbourhoods.error();
        neighbourhoods_ = std::move(*neighbourhoods);
        script::Bundle bundle;
        for (const store::BundleFile& file : options_.workflow)
            bundle.files.push_back({file.path, file.bytes});
        std::sort(bundle.files.begin(), bundle.files.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
        Result<std::unique_ptr<script::LoadedWorkflow>> loaded = script::load_workflow(bundle);
        if (!loaded)
            return loaded.error();
        workflow_ = (*loaded)->workflow();
        Result<Behaviour> behaviour = read_behaviour(options_.behaviour_toml, options_.behaviour_name, workflow_);
        if (!behaviour)
            return behaviour.error();
        behaviour_ = std::move(*behaviour);
        return {};
    }

    Result<void> open()
    {
        starts_ = plan_starts(neighbourhoods_, behaviour_, calendar_, options_.seed);
        clock_.advance_to(starts_.front().at);
        from_ = starts_.front().at;
        store::CreateOptions create;
        create.label = domain::StoreLabel::demo;
        if (const Result<void> created = store::create_store(options_.directory, create); !created)
            return created.error();
        Result<std::unique_ptr<store::Store>> store = store::open_store(options_.directory);
        if (!store)
            return store.error();
        (*store)->set_durability(store::Durability::off);
        EngineOptions engine;
        engine.commands_per_batch = options_.commands_per_batch;
        engine.seed = options_.seed;
        engine.calendar = calendar_;
        engine.directory = options_.directory;
        engine_ = create_engine(std::move(*store), clock_, engine, {});
        engine_->start();
        std::vector<std::vector<store::BundleFile>> bundles = options_.others;
        bundles.push_back(options_.workflow);
        for (std::vector<store::BundleFile>& files : bundles) {
            Install install;
            install.files = std::move(files);
            const Reply installed = engine_->install(install);
            if (!installed.answer)
                return installed.answer.error();
        }
        people_ = std::make_unique<SimulatedPeople>(*engine_, behaviour_, calendar_, options_.seed);
        const Date first_audit = calendar_.add(calendar::date_of(from_), {1, calendar::Unit::year});
        next_audit_ = calendar::start_of(calendar_.next_working_day(first_audit)) + std::chrono::hours{10};
        return {};
    }

    Result<void> live()
    {
        Timeline timeline{clock_, *engine_, *people_};
        const Timestamp end =
            calendar::start_of(calendar_.add(calendar::date_of(from_), {options_.years, calendar::Unit::year}));
        for (const DemoStart& start : starts_) {
            if (start.at >= end)
                break;
            if (const Result<void> lived = live_through_audits(timeline, start.at, end); !lived)
                return lived.error();
            const Result<ProgrammeId> begun = begin_programme(start, workflow_, *engine_, *people_, options_.seed);
            if (!begun)
                return begun.error();
            programmes_[start.number] = *begun;
        }
        return live_through_audits(timeline, end, end);
    }

    // Once a year it is drawn which handovers are rated from outside.
    Result<void> live_through_audits(Timeline& timeline, Timestamp until, Timestamp end)
    {
        while (next_audit_ < until) {
            if (const Result<void> lived = live_until(timeline, next_audit_, end); !lived)
                return lived.error();
            if (const Result<void> drawn = people_->audit(); !drawn)
                return drawn.error();
            const Date next = calendar_.add(calendar::date_of(next_audit_), {1, calendar::Unit::year});
            next_audit_ = calendar::start_of(next) + std::chrono::hours{10};
        }
        return live_until(timeline, until, end);
    }

    Result<void> live_until(Timeline& timeline, Timestamp until, Timestamp end)
    {
        for (;;) {
            const Result<bool> more = timeline.step(until);
            if (!more)
                return more.error();
            tell_progress(end);
            if (!*more)
                return {};
        }
    }

    // Once every virtual month.
    void tell_progress(Timestamp end)
    {
        const Date today = calendar::date_of(clock_.now());
        if (!tell_ || today < told_ + days{30})
            return;
        told_ = today;
        const auto share = (clock_.now() - from_) * 1000 / std::max((end - from_), std::chrono::milliseconds{1});
        tell_({today, static_cast<int>(share), static_cast<int>(programmes_.size()), people_->actions()});
    }

    // In the first neighbourhood that goes on; otherwise in the first.
    Result<void> open_accounts()
    {
        if (options_.password_hash.empty() || programmes_.empty())
            return {};
        ProgrammeId shown = programmes_.begin()->second;
        for (const auto& [number, programme] : programmes_)
            if (engine_->find_programme(programme)->state == domain::ProgrammeState::open) {
                shown = programme;
                break;
            }
        Result<std::vector<DemoAccount>> opened = open_demo_accounts(*engine_, shown, options_.password_hash);
        if (!opened)
            return opened.error();
        accounts_ = std::move(*opened);
        return {};
    }

    // Durable from here on, and the store goes on from its own "now".
    void finish()
    {
        engine_->tidy();
        store::Store& store = engine_->store();
        store.begin();
        store.set_meta("clock_offset_ms", std::to_string((clock_.now() - SystemClock{}.now()).count()));
        store.set_meta("demo_seed", std::to_string(options_.seed));
        store.commit();
        store.set_durability(store::Durability::full);
    }

    Result<DemoReport> report()
    {
        DemoReport report;
        report.label = demo_label;
        report.seed = options_.seed;
        report.from = calendar::date_of(from_);
        report.until = calendar::date_of(clock_.now());
        for (const domain::Phase& phase : workflow_.phases)
            report.phase_titles.push_back(phase.title);
        Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(options_.directory);
        if (!reader)
            return reader.error();
        report.events = static_cast<std::int64_t>(count_events(**reader));
        for (const auto& [number, programme] : programmes_) {
            Result<DemoRow> row = tell_of(**reader, neighbourhoods_[number - 1], programme);
            if (!row)
                return row.error();
            report.events += row->events;
            report.rows.push_back(std::move(*row));
        }
        report.accounts = accounts_;
        for (const Refused& refused : people_->refusals())
            report.refusals.push_back(
                fmt::format("{}: {}: {}", domain::to_text(refused.programme), refused.step, refused.message));
        return report;
    }

    // Of the installation's own stream.
    static std::int64_t count_events(store::ReadStore& reader)
    {
        std::int64_t count = 0;
        for (std::vector<domain::LoggedEvent> events = reader.list_events(domain::installation, 0, events_per_page);
             !events.empty(); events = reader.list_events(domain::installation, events.back().pseq, events_per_page))
            count += static_cast<std::int64_t>(events.size());
        return count;
    }

    static Result<DemoRow> tell_of(store::ReadStore& reader, const Neighbourhood& neighbourhood, ProgrammeId programme)
    {
        Chronicle chronicle;
        for (std::vector<domain::LoggedEvent> events = reader.list_events(programme, 0, events_per_page);
             !events.empty(); events = reader.list_events(programme, events.back().pseq, events_per_page))
            for (const domain::LoggedEvent& event : events)
                if (const Result<void> added = chronicle.add(event); !added)
                    return added.error();
        DemoRow row;
        row.name = neighbourhood.name;
        for (const MunicipalityPart& part : neighbourhood.municipalities)
            row.municipality += (row.municipality.empty() ? "" : " en ") + part.name;
        row.phases = chronicle.phases();
        row.phase = row.phases.empty() ? "" : row.phases.back().title;
        row.state = chronicle.state();
        row.repeats = static_cast<int>(
            std::count_if(row.phases.begin(), row.phases.end(), [](const PhaseTold& p) { return p.generation > 1; }));
        row.votes = chronicle.votes();
        row.tasks_done = chronicle.tasks_done();
        row.tasks_late = chronicle.tasks_late();
        row.events = chronicle.events();
        return row;
    }

    const DemoOptions& options_;
    const std::function<void(const DemoProgress&)>& tell_;
    calendar::Calendar calendar_;
    std::vector<Neighbourhood> neighbourhoods_;
    domain::Workflow workflow_;
    Behaviour behaviour_;
    std::vector<DemoStart> starts_;
    VirtualClock clock_{Timestamp{}};
    Timestamp from_{};
    Timestamp next_audit_{};
    Date told_{};
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<SimulatedPeople> people_;
    std::map<std::uint64_t, ProgrammeId> programmes_;  // by place in the file
    std::vector<DemoAccount> accounts_;
};

}  // namespace

Result<DemoReport> run_demo(const DemoOptions& options, const std::function<void(const DemoProgress&)>& tell)
{
    return Demo{options, tell}.run();
}

}  // namespace wd::runtime
