// The real program on a data directory of its own, and a small neighbourhood to work with. Judges nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "support/short.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>
#include <csignal>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace wd::test {

// How one call ended.
struct Ran {
    int code = -1;
    std::string out;
    std::string err;

    json::value json() const
    {
        const Result<json::value> parsed = parse_json(out);
        EXPECT_TRUE(parsed) << out << err;
        return parsed ? *parsed : json::value{};
    }
};

// A call that goes on beside the test. Its output comes over a pipe, so that waiting for a sentence needs no clock.
class Background {
public:
    Background(pid_t child, int output) : child_(child), output_(output) {}
    ~Background()
    {
        stop();
        ::close(output_);
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    // Reads until the sentence is there; false when the program ends without it.
    bool waits_for(std::string_view sentence) const
    {
        std::string seen;
        char c = 0;
        while (seen.find(sentence) == std::string::npos)
            if (::read(output_, &c, 1) == 1)
                seen += c;
            else
                return false;
        return true;
    }
    // What comes between this sentence and the sign; "" when the program ends before that.
    std::string word_after(std::string_view sentence, char end) const
    {
        std::string word;
        char c = 0;
        for (bool goes_on = waits_for(sentence); goes_on && c != end; word += c)
            goes_on = ::read(output_, &c, 1) == 1;
        return word.substr(0, word.find(end));
    }
    // Asks it to stop, and gives its exit code.
    int stop() const
    {
        if (child_ > 0)
            ::kill(child_, SIGTERM);
        return end();
    }
    // Lets it come to its own end, and gives its exit code.
    int end() const
    {
        if (child_ > 0) {
            ::waitpid(child_, &status_, 0);
            child_ = 0;
        }
        return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
    }

private:
    mutable pid_t child_;
    mutable int status_ = 0;
    int output_;
};

// Words as a reader takes them in: the last column of a table goes on below itself.
inline std::string in_one_line(std::string_view text)
{
    std::string line;
    for (const char c : text)
        if (c != ' ' && c != '\n')
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    return line;
}

// A day that is soon: some answers reach no further than a year.
inline std::string in_a_month()
{
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return to_text(Date{(today + std::chrono::days{30}).time_since_epoch()});
}

class Program {
public:
    Program()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-cli-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~Program() { std::filesystem::remove_all(folder_); }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    std::filesystem::path folder() const { return folder_; }
    std::filesystem::path data() const { return folder_ / "data"; }

    // Goes along with every call on this data directory; "" = none.
    std::string token;
    // One of somebody, for everything that person may; the options are those of `token add`.
    std::string make_token(const std::string& person, std::vector<std::string> options = {"--write", "--content"}) const
    {
        options.insert(options.begin(), {"token", "add", "proef", "--until", in_a_month(), "--as", person});
        const json::value made = must(std::move(options));
        return made.is_object() ? std::string(made.at("secret").as_string()) : "";
    }
    // A new store, seen with the token of its administrator.
    void initialise()
    {
        const json::value made = must({"init"});
        token = make_token(std::string(made.at("administrator").at("person").as_string()));
    }

    // A file beside the data directory; gives its whole path.
    std::string write(const std::string& name, std::string_view text) const
    {
        const std::filesystem::path file = folder_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }

    // Exactly these words.
    Ran run_words(std::vector<std::string> words) const
    {
        const std::string out = (folder_ / "out").string();
        const std::string err = (folder_ / "err").string();
        words.insert(words.begin(), WIJKDRAAD_PROGRAM);
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(::open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), STDOUT_FILENO);
            ::dup2(::open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), STDERR_FILENO);
            send_token(words);
            ::execv(arguments[0], arguments.data());
            std::_Exit(127);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(out), read(err)};
    }
    Background start(std::vector<std::string> words) const
    {
        words.insert(words.begin(), WIJKDRAAD_PROGRAM);
        words.insert(words.end(), {"--data", data().string()});
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        int ends[2] = {-1, -1};
        EXPECT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            send_token(words);
            ::execv(arguments[0], arguments.data());
            std::_Exit(127);
        }
        ::close(ends[1]);
        return {child, ends[0]};
    }
    // With --data of this directory.
    Ran run(std::vector<std::string> words) const
    {
        words.insert(words.end(), {"--data", data().string()});
        return run_words(std::move(words));
    }
    // Expects that it is done, and gives the answer as JSON.
    json::value must(std::vector<std::string> words) const
    {
        std::string line;
        for (const std::string& word : words)
            line += word + ' ';
        words.emplace_back("--json");
        const Ran ran = run(std::move(words));
        EXPECT_EQ(ran.code, 0) << line << "\n" << ran.err << ran.out;
        return ran.code == 0 ? ran.json() : json::value{};
    }
    // Expects a refusal, and gives what stands on standard error.
    std::string refused(std::vector<std::string> words) const
    {
        const Ran ran = run(std::move(words));
        EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
        EXPECT_TRUE(ran.err.starts_with("Dit lukt nog niet: ")) << ran.err;
        return ran.err;
    }

private:
    // Another directory knows this token not.
    void send_token(const std::vector<std::string>& words) const
    {
        if (!token.empty() && std::find(words.begin(), words.end(), data().string()) != words.end())
            ::setenv("WIJKDRAAD_TOKEN", token.c_str(), 1);
        else
            ::unsetenv("WIJKDRAAD_TOKEN");
    }
    static std::string read(const std::string& file)
    {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::filesystem::path folder_;
};

// One task of every kind is open at once.
inline constexpr std::string_view small_workflow = R"lua(
return workflow("proef", { title = "Proef", version = 1, api = 1,
  roles = { role("leider", { title = "Projectleider", core = true }), role("werker", { title = "Opbouwwerker" }),
            role("opdrachtgever", { title = "Opdrachtgever" }) },
  input = { field("kanalen", { title = "Hoe nodigt u uit?", kind = "choices", options = {
    option("deur", { title = "aan de deur" }), option("brief", { title = "brief" }) } }) },
  phases = {
    phase("begin", { title = "Begin", steps = {
      choose("hoe", { branches = {
        { when = function(c) return c.settings.groot end, steps = { task("veel", { title = "Veel", role = "werker" }) } },
        { otherwise = true } } }),
      together("alles", { branches = {
        { id = "a", steps = { task("tellen", { title = "Tel de huizen", role = "leider", form = "tellen" }) } },
        { id = "b", steps = { meeting("avond", { title = "Bewonersavond", role = "leider" }) } },
        { id = "c", steps = { vote("stem", { title = "Stemming", role = "leider", base = "residents", threshold = 600,
          set_by = "leider", outcomes = { rejected = {}, no_quorum = {} } }) } },
        { id = "d", steps = { decision("raad", { title = "Raadsbesluit", role = "leider", outcomes = { reject = {} } }) } },
        { id = "e", steps = { reflection("terugblik", { title = "Terugblik", role = "leider", form = "terugblik" }) } },
        { id = "f", steps = { measure("rekening", { title = "Wie heeft moeite met de rekening?", role = "leider",
          measure = "rekening", unit = "per_mille" }) } },
        { id = "g", steps = { gate("verder", { title = "Verder?", deciders = { "opdrachtgever" }, needs = {},
          outcomes = { not_now = {} } }) } },
        { id = "i", steps = { task("invullen", { title = "Vul in", role = "leider", form = "invullen" }) } },
        { id = "h", steps = { task("los", { title = "Iets voor de werker", role = "werker" }) } },
      } }) } }),
  },
  settings = { field("groot", { title = "Is het een grote wijk?", kind = "yes_no", default = false }) },
})
)lua";

inline constexpr std::string_view small_forms = R"lua(
return forms({
  form("tellen", { title = "Tellen", fields = {
    field("huizen", { title = "Hoeveel huizen?", kind = "count" }),
    field("soort", { title = "Wat voor huizen?", kind = "choice", options = {
      option("hoog", { title = "hoogbouw" }), option("laag", { title = "laagbouw" }) } }),
    field("indruk", { title = "Wat valt op?", kind = "text" }) } }),
  form("invullen", { title = "Invullen", fields = {
    field("deel", { title = "Welk deel?", kind = "per_mille" }),
    field("bedrag", { title = "Welk bedrag?", kind = "money" }),
    field("wie", { title = "Wie?", kind = "person" }) } }),
  form("terugblik", { title = "Terugblik", fields = { field("les", { title = "Wat leerden we?", kind = "text" }) } }),
})
)lua";

// A store with three people, the small workflow and a programme on it: persoon-1 leads, persoon-2 works, persoon-3 commissions and
// so holds that chair from the beginning.
class Neighbourhood : public Program {
public:
    Neighbourhood()
    {
        initialise();
        leader = id(must({"person", "add", "Fatima Bouzid"}), "person");
        worker = id(must({"person", "add", "Jan de Vries"}), "person");
        commissioner = id(must({"person", "add", "Ans Smit"}), "person");
        must({"workflow", "install", write_workflow(), "--as", leader});
        const json::value made =
            must({"programme", "create", "Crabbehof", "--workflow", "proef", "--municipality", "GM0505", "--input",
                  "kanalen=deur,brief", "--commissioner", commissioner, "--as", leader});
        programme = id(made, "programme");
        staff("leider", leader);
        staff("werker", worker);
    }

    std::string write_workflow() const
    {
        write("proef/forms.lua", small_forms);
        return std::filesystem::path(write("proef/workflow.lua", small_workflow)).parent_path().string();
    }
    // The number of the open task of this title.
    std::string task(std::string_view title) const
    {
        const json::value tasks = must({"task", "list", "--programme", programme});
        for (const json::value& task : tasks.as_array())
            if (task.at("title").as_string() == title)
                return std::string(task.at("task").as_string());
        ADD_FAILURE() << "no open task " << title << " in " << json::serialize(tasks);
        return "taak-1";
    }
    bool is_open(std::string_view title) const
    {
        const json::value tasks = must({"task", "list", "--programme", programme});
        for (const json::value& task : tasks.as_array())
            if (task.at("title").as_string() == title)
                return true;
        return false;
    }
    static std::string id(const json::value& answer, std::string_view key)
    {
        const json::value* found = answer.is_object() ? answer.get_object().if_contains(key) : nullptr;
        EXPECT_TRUE(found) << key << " in " << json::serialize(answer);
        return found ? std::string(found->as_string()) : "";
    }

    std::string leader;
    std::string worker;
    std::string commissioner;
    std::string programme;

private:
    void staff(const std::string& role, const std::string& person) const
    {
        must({"assignment", "start", programme, "--role", role, "--person", person, "--as", commissioner});
    }
};

}  // namespace wd::test
