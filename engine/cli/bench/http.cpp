// The same chains of tasks as in tasks.cpp, but over HTTP on loopback, as a portal would: a token, a command, and the next task read.
// The server is a process of its own; whoever asks shares the machine with it.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/bench.hpp"
#include "cli/bench/chains.hpp"
#include "cli/bench/crowd.hpp"
#include "cli/bench/served.hpp"
#include "cli/bench/workflows.hpp"
#include "http/secrets.hpp"

#include <algorithm>
#include <fstream>

namespace wd::bench {

namespace {

constexpr int http_callers = 64;
constexpr int paced_callers = 64;  // who share the commands of the steady pace
constexpr double commands_a_second = 500;

struct Scene {
    Chains chains;
    std::string token;
};

// A worker with an account that may work in every programme, and a token that may write.
std::string open_account(Stand& stand, domain::PersonId worker)
{
    domain::OpenAccount account;
    account.person = worker;
    account.login.value = "sam";
    domain::GrantAccess grant;
    grant.person = worker;
    grant.role = domain::PermissionRole::commissioner;
    grant.scope = domain::ScopeKind::municipality;
    grant.municipality = chains_municipality;
    std::string secret = http::new_secret();
    domain::AddToken token;
    token.person = worker;
    token.name = "meting";
    token.secret_hash = sha256(secret);
    token.expires =
        Date{std::chrono::floor<std::chrono::days>(SystemClock{}.now()).time_since_epoch()} + std::chrono::days{30};
    token.reads_only = false;
    token.content = true;  // with names and titles, as a portal shows them
    stand.carry_out({account, grant, token}, {});
    return secret;
}

Scene create_scene(const std::filesystem::path& directory, int programmes)
{
    const SystemClock clock;
    Stand stand{directory, clock};
    stand.install(tasks_workflow());
    Scene scene{create_chains(stand, programmes), {}};
    scene.token = open_account(stand, scene.chains.worker);
    return scene;
}

// Without a bound on requests of one account: here one account is everybody.
std::string write_settings(const Ground& ground)
{
    const std::filesystem::path file = ground.directory / "wijkdraad.toml";
    std::ofstream{file} << "[server.limits]\nrequests_per_second = 0\nconnections_per_address = 1000\n";
    return file.string();
}

std::string complete(const std::string& task, const std::string& token)
{
    return request_text("POST", fmt::format("/taken/{}/afronding", task), token, R"({"antwoorden":{}})");
}

std::string look_at(const std::string& task, const std::string& token)
{
    return request_text("GET", fmt::format("/taken/{}", task), token, "");
}

// The task that was opened, from the answer to the one that was completed.
std::string next_task(const Crowd::Answer& answer)
{
    if (answer.status != 200)
        throw Bug(fmt::format("bench: status {}: {}", answer.status, answer.body));
    const json::value body = granted(parse_json(answer.body));
    const json::string& text = body.at("geopend").as_array().at(0).as_string();
    return {text.data(), text.size()};
}

void expect_seen(const Crowd::Answer& answer)
{
    if (answer.status != 200 || answer.body.find("\"aangeboden\"") == std::string_view::npos)
        throw Bug(fmt::format("bench: the next task is not there: {} {}", answer.status, answer.body));
}

// One caller on the way along one chain after the other.
struct Walk {
    std::string task;
    int left = 0;
    bool completing = false;
    Stopwatch::time_point since;
};

struct Walked {
    std::vector<double> rounds;  // milliseconds
    double seconds = 0;
};

// Every chain to its last task but one: completed, and the next one read, with so many callers.
Walked walk(std::uint16_t port, const Scene& scene, std::size_t first, std::size_t last, int count)
{
    Crowd crowd{port, count};
    std::vector<Walk> walks(static_cast<std::size_t>(count));
    Walked walked;
    const Stopwatch::time_point start = Stopwatch::now();
    crowd.run([&](int number, const Crowd::Answer* answer) -> std::optional<std::string> {
        Walk& here = walks[static_cast<std::size_t>(number)];
        if (answer != nullptr && here.completing) {
            here.task = next_task(*answer);
            here.completing = false;
            return look_at(here.task, scene.token);
        }
        if (answer != nullptr) {
            expect_seen(*answer);
            walked.rounds.push_back(seconds_since(here.since) * 1'000);
        }
        if (here.left == 0 && first == last)
            return {};
        if (here.left == 0) {
            here.task = to_text(scene.chains.first[first++]);
            here.left = tasks_per_run - 1;
        }
        --here.left;
        here.completing = true;
        here.since = Stopwatch::now();
        return complete(here.task, scene.token);
    });
    walked.seconds = seconds_since(start);
    return walked;
}

// Commands at a steady pace, while as many readers ask without a pause. Milliseconds of each command.
std::vector<double> walk_beside_readers(std::uint16_t port, const Scene& scene, std::size_t first, double time)
{
    Crowd crowd{port, paced_callers + http_callers};
    std::vector<Walk> walks(paced_callers);
    std::vector<double> rounds;
    const Stopwatch::time_point start = Stopwatch::now();
    int sent = 0;
    const auto due = [&] { return static_cast<int>(seconds_since(start) * commands_a_second) - sent; };
    const auto going = [&] { return seconds_since(start) < time; };
    const std::string read = look_at(to_text(scene.chains.first.back()), scene.token);
    const auto write = [&](Walk& here, const Crowd::Answer* answer) -> std::optional<std::string> {
        if (answer != nullptr) {
            rounds.push_back(seconds_since(here.since) * 1'000);
            here.task = next_task(*answer);
        }
        if (due() <= 0 || !going())
            return {};
        if (here.left == 0) {
            here.task = to_text(scene.chains.first.at(first++));
            here.left = tasks_per_run - 1;
        }
        --here.left;
        ++sent;
        here.since = Stopwatch::now();
        return complete(here.task, scene.token);
    };
    crowd.run(
        [&](int number, const Crowd::Answer* answer) -> std::optional<std::string> {
            if (number < paced_callers)
                return write(walks[static_cast<std::size_t>(number)], answer);
            return going() ? std::optional{read} : std::nullopt;
        },
        [&]() -> std::optional<int> { return going() ? std::optional{1} : std::nullopt; });
    return rounds;
}

double share(std::vector<double> values, std::size_t of_hundred)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() * of_hundred / 100);
}

}  // namespace

std::vector<Figure> measure_http(const Ground& ground)
{
    Figure middle{"http_p50", "over HTTP: taak af tot de volgende zichtbaar, één beller, mediaan", "ms", {}};
    Figure slow{"http_p99", "dezelfde, 99 van de 100 sneller dan", "ms", {}};
    Figure rate{"http_rate", "over HTTP: taken af en de volgende gelezen, één beller", "taken/s", {}};
    Figure many{"http_64", fmt::format("dezelfde, {} bellers", http_callers), "taken/s", {}};
    Figure many_slow{
        "http_64_p99", fmt::format("dezelfde, {} bellers, 99 van de 100 sneller dan", http_callers), "ms", {}};
    Figure paced{
        "http_paced_p99",
        fmt::format("{:.0f} opdrachten/s naast {} lezers, 99 van de 100 sneller dan", commands_a_second, http_callers),
        "ms",
        {}};
    middle.goal = Goal{Wanted::at_most, 0.4};
    rate.goal = Goal{Wanted::at_least, 3'000};
    many.goal = Goal{Wanted::at_least, 15'000};
    many_slow.goal = Goal{Wanted::at_most, 10};
    paced.goal = Goal{Wanted::at_most, 5};
    const std::string settings = write_settings(ground);
    const auto alone = static_cast<std::size_t>(ground.of(2, 100));
    const auto together = static_cast<std::size_t>(ground.of(http_callers, 16 * http_callers));
    const double time = ground.of(1, 10);
    // Each chain gives one command fewer than it has tasks; and one is only read.
    const int for_pace = paced_callers + static_cast<int>(time * commands_a_second) / (tasks_per_run - 1) + 1;
    for (int run = 0; run < ground.runs; ++run) {
        const std::filesystem::path directory = ground.folder(fmt::format("{}", run)) / "gegevens";
        const Scene scene = create_scene(directory, static_cast<int>(alone + together) + for_pace + 1);
        const Served served{directory, {"--config", settings}};
        const std::uint16_t port = served.wait_until_ready();
        const Walked one = walk(port, scene, 0, alone, 1);
        middle.values.push_back(share(one.rounds, 50));
        slow.values.push_back(share(one.rounds, 99));
        rate.values.push_back(static_cast<double>(one.rounds.size()) / one.seconds);
        const Walked all = walk(port, scene, alone, alone + together, http_callers);
        many.values.push_back(static_cast<double>(all.rounds.size()) / all.seconds);
        many_slow.values.push_back(share(all.rounds, 99));
        paced.values.push_back(share(walk_beside_readers(port, scene, alone + together, time), 99));
    }
    for (Figure* figure : {&middle, &slow, &rate, &many, &many_slow, &paced})
        figure->durability = full_durability;
    return {middle, slow, rate, many, many_slow, paced};
}

}  // namespace wd::bench
