// The plugin host with real programs on a real store: events come in order and once, whatever a plugin does wrong ends with that plugin,
// and nothing is lost.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/host.hpp"

#include "runtime/service.hpp"
#include "store/open.hpp"
#include "store/store.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <future>
#include <set>
#include <sstream>

namespace wd::plugin {

namespace {

namespace fs = std::filesystem;

// A directory that goes with the test.
class Ground {
public:
    Ground()
    {
        std::string name = (fs::temp_directory_path() / "wijkdraad-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Ground()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// Hears, line by line, what a plugin tells in a named pipe.
class Ear {
public:
    explicit Ear(fs::path path) : path_(std::move(path))
    {
        EXPECT_EQ(::mkfifo(path_.c_str(), 0600), 0);
        pipe_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
    }
    ~Ear() { ::close(pipe_); }
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;
    std::string path() const { return path_.string(); }

    // Waits for it; a minute is for a machine that is very slow.
    std::string next()
    {
        std::size_t end = heard_.find('\n');
        while (end == std::string::npos) {
            pollfd waiting{pipe_, POLLIN, 0};
            std::array<char, 4'096> buffer{};
            if (::poll(&waiting, 1, 60'000) != 1) {
                ADD_FAILURE() << "nothing was told";
                return {};
            }
            const ssize_t size = ::read(pipe_, buffer.data(), buffer.size());
            heard_.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
            end = heard_.find('\n');
        }
        std::string line = heard_.substr(0, end);
        heard_.erase(0, end + 1);
        return line;
    }
    // Passes over what is told before.
    void wait_for(std::string_view line)
    {
        for (std::string heard = next(); heard != line; heard = next())
            if (heard.empty())
                return ADD_FAILURE() << "was not told: " << line, void();
    }
    // The next event: "task.completed" or "late task.completed".
    std::string next_event()
    {
        while (true) {
            const std::string line = next();
            if (line.empty() || line.find("1-") == 0 || line.find("late 1-") == 0)
                return line;
        }
    }

private:
    fs::path path_;
    int pipe_ = -1;
    std::string heard_;
};

// Which trouble to make, at which message, at an event of which type, and whether once only.
struct Trouble {
    std::string kind = {};
    std::string at = {};
    std::string on = {};
    bool once = false;
};

class Host : public ::testing::Test {
protected:
    Host()
    {
        EXPECT_TRUE(store::create_store(store_path(), {}));
        open_service();
        must("workflow.install", {{"files",
                                   {{"workflow.lua", R"lua(return workflow("proef", { title = "Proef", version = 1,
          api = 1, roles = { role("leider", { title = "Projectleider", core = true }) },
          phases = { phase("een", { title = "Een", steps = { task("slot", { title = "Sluit af", role = "leider" }) } }) } }))lua"},
                                    {"forms.lua", "return forms({})"}}}});
        programme_ = must("programme.create",
                          {{"name", "Crabbehof"}, {"municipalities", json::array{"GM0505"}}, {"workflow", "proef"}})
                         .at("programme");
    }
    ~Host() override
    {
        close();
        service_->stop();
    }

    fs::path store_path() const { return ground_.path() / "data"; }
    void open_service() { service_ = std::move(*runtime::Service::open(store_path())); }

    json::value must(std::string_view verb, json::object data)
    {
        std::promise<json::object> answered;
        service_->request({{"do", json::string(verb)}, {"data", std::move(data)}}, runtime::Texts::shown,
                          [&](json::object answer) { answered.set_value(std::move(answer)); });
        const json::object answer = answered.get_future().get();
        EXPECT_TRUE(answer.at("ok").as_bool()) << verb << ": " << json::serialize(answer);
        return answer.contains("result") ? answer.at("result") : json::value{};
    }
    // Each is one event, "journal.added".
    void write_journal(int lines = 1)
    {
        for (int i = 0; i < lines; ++i)
            must("journal.add", {{"programme", programme_}, {"kind", "lesson"}, {"text", "Begin bij het groen"}});
    }
    void send_signal()
    {
        must("signal.send", {{"programme", programme_}, {"kind", "prijs"}, {"text", "De prijs stijgt"}});
    }

    // Quick, where that is safe on a slow machine.
    static Pace pace()
    {
        Pace pace;
        pace.first_rest = std::chrono::milliseconds{10};
        pace.longest_rest = std::chrono::milliseconds{50};
        pace.health_pause = std::chrono::milliseconds{50};
        pace.memory_look = std::chrono::milliseconds{20};
        return pace;
    }

    Configuration troublesome(const std::string& name, const Ear& ear, const Trouble& trouble = {})
    {
        Configuration configuration;
        configuration.name = name;
        configuration.manifest.name = "troublesome";
        configuration.manifest.version = "1";
        configuration.manifest.command = {"python3", "-u", "troublesome.py"};
        configuration.manifest.folder = TROUBLESOME;
        configuration.manifest.events = {"journal.", "signal."};
        configuration.manifest.memory_mib = 128;
        configuration.manifest.answer_time = answer_time_;
        configuration.settings = {{"ear", ear.path()},
                                  {"trouble", trouble.kind},
                                  {"at", trouble.at},
                                  {"on", trouble.on},
                                  {"once", trouble.once ? (ground_.path() / (name + ".once")).string() : ""}};
        configuration.from = From::beginning;
        return configuration;
    }

    void open(std::vector<Configuration> configurations, AskApi ask_api = {})
    {
        HostSettings settings;
        settings.notes = ground_.path() / "notes";
        settings.pace = pace();
        host_ =
            create_host(std::move(configurations), settings, std::move(ask_api), [](const domain::LoggedEvent& event) {
                return json::object{{"type", event.type}, {"programme", domain::to_text(event.stream)}};
            });
        const Result<void> opened = host_->open(*service_);
        ASSERT_TRUE(opened) << to_text(opened.error());
    }
    void close()
    {
        if (host_)
            host_->close();
        host_.reset();
    }

    template <class Value>
    Value read(const std::function<Value(store::ReadStore&)>& work)
    {
        std::promise<Value> done;
        EXPECT_TRUE(service_->read([&](store::ReadStore& store) { done.set_value(work(store)); }));
        return done.get_future().get();
    }
    json::array plugins()
    {
        return read<json::array>([](store::ReadStore& store) { return store.view("inner_plugins", {}); });
    }
    static std::string_view text_of(const json::value& value)
    {
        return {value.get_string().data(), value.get_string().size()};
    }
    std::string why_of(std::string_view plugin)
    {
        for (const json::value& row : plugins())
            if (text_of(row.at("plugin")) == plugin && row.at("why").is_string())
                return std::string(row.at("why").as_string());
        return {};
    }
    std::vector<store::PluginLetter> letters(const std::string& plugin)
    {
        return read<std::vector<store::PluginLetter>>(
            [&](store::ReadStore& store) { return store.plugins().list_letters(plugin, 100); });
    }
    // What waits is due now.
    void let_time_pass(const std::string& plugin)
    {
        std::promise<void> done;
        EXPECT_TRUE(service_->write([&](store::Store& store) {
            for (store::PluginLetter letter : store.plugins().list_letters(plugin, 100)) {
                letter.due = service_->now();
                store.plugins().put(letter);
            }
            done.set_value();
        }));
        done.get_future().get();
    }
    // The ids of the events of these types, in the order of the log.
    std::vector<std::string> logged(const std::vector<std::string>& types)
    {
        return read<std::vector<std::string>>([&](store::ReadStore& store) {
            std::vector<std::string> ids;
            for (const domain::LoggedEvent& event : store.list_events({}, 0, 1'000))
                if (std::find(types.begin(), types.end(), event.type) != types.end())
                    ids.push_back(domain::event_id(event));
            return ids;
        });
    }
    std::string notes_of(const std::string& plugin) const
    {
        std::ostringstream out;
        out << std::ifstream(ground_.path() / "notes" / (plugin + ".log")).rdbuf();
        return out.str();
    }

    const Ground ground_;
    std::chrono::milliseconds answer_time_{30'000};
    std::unique_ptr<runtime::Service> service_;
    std::unique_ptr<runtime::Door> host_;
    json::value programme_;
};

std::string with_type(const std::string& id, std::string_view type)
{
    return id + " " + std::string(type);
}

TEST_F(Host, TellsEventsInOrderAndGoesOnWhereItWas)
{
    Ear ear{ground_.path() / "ear"};
    write_journal(3);
    open({troublesome("een", ear)});

    for (const std::string& id : logged({"journal.added"}))
        EXPECT_EQ(ear.next_event(), with_type(id, "journal.added"));
    write_journal();
    EXPECT_EQ(ear.next_event(), with_type(logged({"journal.added"}).back(), "journal.added")) << "as it happens";
    EXPECT_EQ(plugins().at(0).at("state"), "running");
    close();
    EXPECT_EQ(plugins().at(0).at("state"), "stopped");
    EXPECT_NE(notes_of("een").find("nu aan het werk"), std::string::npos);

    write_journal();
    open({troublesome("een", ear)});
    EXPECT_EQ(ear.next_event(), with_type(logged({"journal.added"}).back(), "journal.added")) << "no repeats";
    close();
    EXPECT_TRUE(letters("een").empty());
}

TEST_F(Host, TellsANewPluginWhatHappensFromNowOn)
{
    Ear ear{ground_.path() / "ear"};
    write_journal(2);
    Configuration configuration = troublesome("een", ear);
    configuration.from = From::now;
    open({configuration});
    ear.wait_for("answered validate");

    write_journal();

    EXPECT_EQ(ear.next_event(), with_type(logged({"journal.added"}).back(), "journal.added"));
}

TEST_F(Host, RunsTheExampleOfTheGuide)
{
    Ear ear{ground_.path() / "ear"};
    const fs::path file = fs::path(EXAMPLE) / "plugin.toml";
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    Configuration configuration;
    configuration.name = "voorbeeld";
    configuration.manifest = read_manifest(text.str(), file).value();
    configuration.settings = read_settings(configuration.manifest, {{"file", ear.path()}}, {}).value();
    configuration.from = From::beginning;
    write_journal(2);

    open({configuration});

    for (const std::string& id : logged({"journal.added"}))
        ear.wait_for(with_type(id, "journal.added"));
}

// The second event is refused: the others pass it, and it comes back.
TEST_F(Host, TriesWhatFailedAgainAndGoesOn)
{
    Ear ear{ground_.path() / "ear"};
    write_journal();
    send_signal();
    write_journal();
    open({troublesome("een", ear, {"fail", "events", "signal.received", true})});
    ear.wait_for("trouble at events");
    write_journal();
    ear.wait_for(with_type(logged({"journal.added"}).back(), "journal.added"));
    const std::vector<store::PluginLetter> waiting = letters("een");
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].type, "signal.received");
    EXPECT_EQ(waiting[0].attempts, 1);
    EXPECT_EQ(waiting[0].why, "Het adres klopt niet");
    ASSERT_TRUE(waiting[0].due);

    let_time_pass("een");
    write_journal();

    ear.wait_for("late " + with_type(logged({"signal.received"}).back(), "signal.received"));
    close();
    EXPECT_TRUE(letters("een").empty());
}

TEST_F(Host, WaitsForAPersonWhenTryingAgainIsNoUse)
{
    Ear ear{ground_.path() / "ear"};
    send_signal();
    open({troublesome("een", ear, {"drop", "events", "signal.received", false})});
    ear.wait_for("trouble at events");
    write_journal();
    ear.wait_for(with_type(logged({"journal.added"}).back(), "journal.added"));

    close();

    const std::vector<store::PluginLetter> waiting = letters("een");
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_FALSE(waiting[0].due);
}

TEST_F(Host, SaysWhyAPluginCannotBegin)
{
    Ear ear{ground_.path() / "ear"};
    open({troublesome("een", ear, {"complain", "validate", "", false})});
    ear.wait_for("trouble at validate");
    ear.wait_for("trouble at validate");

    EXPECT_EQ(why_of("een"), "De mailserver is er niet") << "also while it is tried again";
}

TEST_F(Host, SaysThatAProgramIsNotThere)
{
    Ear ear{ground_.path() / "ear"};
    Configuration absent = troublesome("een", ear);
    absent.manifest.command = {"./bestaat-niet"};
    open({absent, troublesome("twee", ear)});
    write_journal();
    EXPECT_EQ(ear.next_event(), with_type(logged({"journal.added"}).back(), "journal.added")) << "the other works";
}

TEST_F(Host, AnswersWhatAPluginAsksOfTheApi)
{
    Ear ear{ground_.path() / "ear"};
    Configuration configuration = troublesome("een", ear, {"ask", "validate", "", true});
    configuration.token = "wd_geheim";
    std::promise<ApiRequest> asked;
    open({configuration}, [&](ApiRequest request, const std::function<void(ApiAnswer)>& done) {
        asked.set_value(std::move(request));
        done({200, R"({"persoon":"persoon-3"})"});
    });

    ear.wait_for(R"(api says {"status": 200, "body": {"persoon": "persoon-3"}})");
    const ApiRequest request = asked.get_future().get();
    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.target, "/mij");
    EXPECT_EQ(request.token, "wd_geheim");
}

TEST_F(Host, AsksTheApiNothingForAPluginWithoutAToken)
{
    Ear ear{ground_.path() / "ear"};
    open({troublesome("een", ear, {"ask", "validate", "", true})},
         [](const ApiRequest&, const auto&) { ADD_FAILURE() << "nobody may ask"; });

    std::string line = ear.next();
    while (!line.empty() && line.find("api says") != 0)
        line = ear.next();
    EXPECT_NE(line.find("token"), std::string::npos) << line;
}

TEST_F(Host, GivesAPluginNoFileOrSecretOfOurs)
{
    Ear ear{ground_.path() / "ear"};
    ::setenv("WIJKDRAAD_SECRET_OF_ANOTHER", "s3cret", 1);
    Configuration configuration = troublesome("een", ear);
    configuration.manifest.command = {
        "python3", "-c",
        "import os; print(sorted(os.listdir('/proc/self/fd')), file=__import__('sys').stderr); "
        "print([k for k in os.environ if 'WIJKDRAAD' in k], file=__import__('sys').stderr); "
        "open('" +
            ear.path() + "', 'w').write('seen\\n')"};
    open({configuration});
    ear.wait_for("seen");
    ear.wait_for("seen");
    ::unsetenv("WIJKDRAAD_SECRET_OF_ANOTHER");

    close();

    EXPECT_NE(notes_of("een").find("['0', '1', '2', '3']"), std::string::npos) << "3 is the folder that it lists\n"
                                                                               << notes_of("een");
    EXPECT_NE(notes_of("een").find(" []\n"), std::string::npos) << notes_of("een");
}

// --- Whatever goes wrong, at whatever message: once, and it works again; the other plugin notices nothing and nothing is lost.

struct Case {
    std::string kind;
    std::string at;
};
class HostTrouble : public Host, public ::testing::WithParamInterface<Case> {};

TEST_P(HostTrouble, EndsWithThePluginAndLosesNothing)
{
    const Case& made = GetParam();
    if (made.kind == "hang" || made.kind == "pester")
        answer_time_ = std::chrono::milliseconds{made.at == "shutdown" ? 30'000 : 5'000};
    Ear ear{ground_.path() / "ear"};
    Ear other{ground_.path() / "other"};
    write_journal(3);
    open({troublesome("een", ear, {made.kind, made.at, "", true}), troublesome("twee", other)});

    std::set<std::string> heard;
    if (made.at == "shutdown" || made.at == "health")
        for (int i = 0; i < 3; ++i)
            heard.insert(ear.next_event());
    if (made.at == "health")
        ear.wait_for("trouble at health");
    if (made.at == "shutdown") {
        close();
        open({troublesome("een", ear), troublesome("twee", other)});
    }
    write_journal();

    std::vector<std::string> expected;
    for (const std::string& id : logged({"journal.added"}))
        expected.push_back(with_type(id, "journal.added"));
    for (const std::string& event : expected)
        EXPECT_EQ(other.next_event(), event);
    while (heard.size() < expected.size()) {
        const std::string event = ear.next_event();
        if (event.empty())
            break;
        heard.insert(event);
    }
    EXPECT_EQ(heard, std::set<std::string>(expected.begin(), expected.end()));
    close();
    EXPECT_TRUE(letters("een").empty());
}

std::vector<Case> all_cases()
{
    std::vector<Case> cases;
    for (const char* at : {"initialize", "validate", "events", "health", "shutdown"})
        for (const char* kind : {"crash", "exit", "garbage", "twice", "flood", "memory"})
            cases.push_back({kind, at});
    for (const char* at : {"events", "health", "shutdown"})
        cases.push_back({"hang", at});
    cases.push_back({"liar", "events"});
    cases.push_back({"pester", "events"});
    cases.push_back({"shout", "events"});
    cases.push_back({"explain", "events"});
    cases.push_back({"refuse", "validate"});
    return cases;
}

INSTANTIATE_TEST_SUITE_P(Each, HostTrouble, ::testing::ValuesIn(all_cases()),
                         [](const auto& one) { return one.param.kind + "_at_" + one.param.at; });

TEST_F(Host, KeepsTheLastWordsOfAProgram)
{
    Ear ear{ground_.path() / "ear"};
    write_journal();
    open({troublesome("een", ear, {"explain", "events", "", true})});
    ear.wait_for("trouble at events");
    ear.wait_for("answered initialize");

    close();

    const std::string notes = notes_of("een");
    EXPECT_NE(notes.find(std::string(1'000, 'z')), std::string::npos);
    EXPECT_NE(notes.find("de laatste woorden"), std::string::npos);
}

TEST_F(Host, LetsAProgramFinishAfterItsGoodbye)
{
    Ear ear{ground_.path() / "ear"};
    open({troublesome("een", ear, {"goodbye", "shutdown", "", true})});
    ear.wait_for("answered validate");

    close();

    ear.wait_for("goodbye");
}

TEST_F(Host, SaysOfWhatIsNoLongerSetThatItIsNot)
{
    Ear ear{ground_.path() / "ear"};
    open({troublesome("oud", ear)});
    ear.wait_for("answered validate");
    close();
    open({troublesome("nieuw", ear)});
    ear.wait_for("answered validate");

    EXPECT_EQ(why_of("oud"), "staat niet meer in wijkdraad.toml");
    EXPECT_EQ(why_of("nieuw"), "");
}

// An event that always brings the program down is set apart; what came with it arrives.
TEST_F(Host, SetsApartTheEventThatBringsAPluginDown)
{
    Ear ear{ground_.path() / "ear"};
    write_journal(2);
    send_signal();
    write_journal(2);
    open({troublesome("een", ear, {"crash", "events", "signal.received", false})});

    for (const std::string& id : logged({"journal.added"}))
        EXPECT_EQ(ear.next_event(), with_type(id, "journal.added"));
    close();

    const std::vector<store::PluginLetter> apart = letters("een");
    ASSERT_EQ(apart.size(), 1U);
    EXPECT_EQ(apart[0].type, "signal.received");
    EXPECT_NE(apart[0].why.find("signaal 11"), std::string::npos) << apart[0].why;
}

}  // namespace

}  // namespace wd::plugin
