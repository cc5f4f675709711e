// What many years leave: opening a programme of a hundred thousand events and the handover document of a chair in it, following
// its hash chain, and making its tables again from the log. The limit is bare C stepping through the same rows.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/assets.hpp"
#include "cli/bench/bench.hpp"
#include "cli/bench/stand.hpp"
#include "runtime/questions.hpp"
#include "store/open.hpp"
#include "store/sqlite/raw_limit.hpp"
#include "store/verify.hpp"

namespace wd::bench {

namespace {

constexpr int events_per_round = 5;  // a task added, claimed and completed, a reach figure, a line in the journal
constexpr int rounds_at_a_time = 512;

// Everybody's work on one programme, round after round.
class LongProgramme {
public:
    explicit LongProgramme(Stand& stand) : stand_(stand)
    {
        for (const std::string& key : cli::shipped_workflows()) {
            std::vector<store::BundleFile> files;
            for (const script::File& file : cli::shipped_bundle(key).files)
                files.push_back({file.path, file.bytes});
            stand.install(files);
        }
        worker_ = stand.add_person("Sam");
        domain::CreateProgramme create;
        create.workflow = "wijkaanpak";
        create.name = "een wijk met geschiedenis";
        create.input = json::object{{"kanalen", json::array{"deur", "huiskamer", "brief"}}};
        id_ = id_in<domain::ProgrammeId>(stand.carry_out(create, {}), "programme");
        for (const std::string role : {"projectleider", "opbouwwerker"}) {
            domain::StartAssignment start;
            start.programme = id_;
            start.role = role;
            start.person = worker_;
            last_ = id_in<domain::AssignmentId>(stand.carry_out(start, {}), "assignment");
        }
    }

    domain::ProgrammeId id() const { return id_; }

    void go_on(int rounds)
    {
        std::vector<domain::Command> commands;
        for (int i = 0; i < rounds; ++i) {
            domain::AddTask add;
            add.programme = id_;
            add.title.value = "Bel de woningcorporatie";
            add.role = "opbouwwerker";
            commands.emplace_back(add);
        }
        std::vector<domain::Command> claims;
        std::vector<domain::Command> rest;
        for (const json::object& answer : stand_.carry_out(commands, worker_)) {
            const auto task = id_in<domain::TaskId>(answer, "task");
            claims.emplace_back(domain::ClaimTask{task});
            rest.emplace_back(domain::CompleteTask{task, json::object{}});
            rest.emplace_back(domain::RecordReach{id_, "deur", 1, {}, {}});
            domain::AddJournal line;
            line.programme = id_;
            line.text.value = "Aan de deur duurt het langer, en het levert meer op.";
            rest.emplace_back(line);
        }
        stand_.carry_out(claims, worker_);
        stand_.carry_out(rest, worker_);
    }

    // Whoever sits in a chair says when to leave it.
    void announce_leave()
    {
        domain::AnnounceEnd leave;
        leave.assignment = last_;
        leave.last_day = calendar::date_of(SystemClock{}.now()) + std::chrono::days{70};
        stand_.carry_out(leave, worker_);
    }

private:
    Stand& stand_;
    domain::PersonId worker_;
    domain::AssignmentId last_;
    domain::ProgrammeId id_;
};

domain::ProgrammeId create_history(const std::filesystem::path& directory, int events)
{
    const SystemClock clock;
    Stand stand{directory, clock};
    domain::ProgrammeId id;
    stand.build([&] {
        LongProgramme programme{stand};
        id = programme.id();
        for (int rounds = events / events_per_round; rounds > 0; rounds -= rounds_at_a_time)
            programme.go_on(std::min(rounds, rounds_at_a_time));
        programme.announce_leave();
    });
    return id;
}

// Milliseconds until the programme can be shown and worked on: its state, its ledger, its open tasks, its latest events.
double open_programme(const std::filesystem::path& directory, domain::ProgrammeId id)
{
    const Stopwatch::time_point start = Stopwatch::now();
    const std::unique_ptr<store::ReadStore> reader = open_reader(directory);
    const std::optional<domain::Programme> programme = reader->load_programme(id);
    WD_ASSERT(programme.has_value());
    const domain::Ledger ledger = reader->load_ledger(id);
    const json::array tasks = reader->view("tasks", {{"programme", id.value}});
    const std::vector<domain::LoggedEvent> latest = reader->list_events(id, programme->pseq - 50, 50);
    const double time = seconds_since(start) * 1'000;
    WD_ASSERT(!ledger.positions.empty() && !tasks.empty() && latest.size() == 50);
    return time;
}

// Milliseconds until the document of the chair that is left can be read.
double open_document(const std::filesystem::path& directory, domain::ProgrammeId id)
{
    const Timestamp now = SystemClock{}.now();
    const Stopwatch::time_point start = Stopwatch::now();
    const std::unique_ptr<store::ReadStore> reader = open_reader(directory);
    const json::value handovers = granted(runtime::ask(*reader, "handovers", {{"programme", id.value}}, {}, now));
    const json::value document = granted(runtime::ask(
        *reader, "handover_document", {{"handover", handovers.as_array().front().at("handover")}}, {}, now));
    const double time = seconds_since(start) * 1'000;
    WD_ASSERT(document.as_object().contains("first_hundred_days"));
    return time;
}

// Seconds of a check of the whole store.
double check_store(const std::filesystem::path& directory, bool rebuild)
{
    const std::unique_ptr<store::Database> database = store::database_in(directory);
    store::VerifyOptions options;
    options.rebuild = rebuild;
    const Stopwatch::time_point start = Stopwatch::now();
    const store::VerifyReport report = granted(store::verify(*database, options));
    const double time = seconds_since(start);
    if (!report.sound())
        throw Bug("bench: " + report.problems.front());
    return time;
}

}  // namespace

std::vector<Figure> measure_history(const Ground& ground)
{
    const int events = ground.of(1'000, 100'000);
    const std::filesystem::path directory = ground.folder("store");
    const domain::ProgrammeId id = create_history(directory, events);
    Figure opening{"open_programme", fmt::format("een programma van {} gebeurtenissen openen", events), "ms", {}};
    opening.goal = Goal{Wanted::at_most, 300};
    Figure document{
        "handover_document", fmt::format("een overdrachtsdocument uit {} gebeurtenissen openen", events), "ms", {}};
    document.goal = Goal{Wanted::at_most, 300};
    Figure chain{"verify_chain", "verify: het bestand en alle ketens nagelopen", "gebeurtenissen/s", {}};
    chain.goal = Goal{Wanted::at_least, 500'000};
    chain.limit = Limit{"kale C, dezelfde rijen lezen", chain.unit, {}};
    Figure projection{"project_again",
                      "verify --rebuild, wat daarbij komt: tabellen opnieuw gemaakt en vergeleken",
                      "gebeurtenissen/s",
                      {}};
    projection.goal = Goal{Wanted::at_least, 200'000};
    projection.limit = chain.limit;
    for (int run = 0; run < ground.runs; ++run) {
        opening.values.push_back(open_programme(directory, id));
        document.values.push_back(open_document(directory, id));
        const double check = check_store(directory, false);
        chain.values.push_back(events / check);
        projection.values.push_back(events / (check_store(directory, true) - check));
        const double read = events / seconds(store::sqlite::scan_raw_events(directory));
        chain.limit->values.push_back(read);
        projection.limit->values.push_back(read);
    }
    return {opening, document, chain, projection};
}

}  // namespace wd::bench
