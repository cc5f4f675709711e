// Plugins as an administrator has them: named in wijkdraad.toml, running while Wijkdraad serves, seen with `plugin list`.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include <sys/stat.h>

#include <cstdlib>

namespace wd::test {

namespace {

constexpr std::string_view manifest = R"(name = "vraagbaak"
version = "1.0"
title = "Vraagt bij elke regel van het logboek in welk programma dat is"
command = ["python3", "vraagbaak.py"]
events = ["journal.added"]

[[setting]]
name = "ear"
title = "Waar het antwoord komt"
required = true
)";

constexpr std::string_view script = R"(import json, sys

def say(message):
    print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)

ear = None
for line in sys.stdin:
    message = json.loads(line)
    if message["method"] == "initialize":
        ear = message["params"]["settings"]["ear"]
    if message["method"] == "events":
        for event in message["params"]["events"]:
            say({"id": "q", "method": "api", "params": {"method": "GET", "path": "/programmas/" + event["programma"]}})
            reply = json.loads(sys.stdin.readline())["result"]
            with open(ear, "w") as out:
                out.write(f"{event['type']} {reply['status']} {reply['body'].get('naam')}\n")
    say({"id": message["id"], "result": {}})
)";

// Waits until somebody writes a line.
std::string line_in(const std::string& pipe)
{
    std::ifstream in(pipe);
    std::string line;
    std::getline(in, line);
    return line;
}

class Plugins : public ::testing::Test {
protected:
    Plugins() : ear_(here_.write("ear", ""))
    {
        std::filesystem::remove(ear_);
        EXPECT_EQ(::mkfifo(ear_.c_str(), 0600), 0);
        here_.write("vraagbaak/plugin.toml", manifest);
        here_.write("vraagbaak/vraagbaak.py", script);
    }
    std::string configuration(std::string_view plugins) const
    {
        return here_.write("wijkdraad.toml", "[server]\nport = 0\n\n" + std::string(plugins));
    }

    Neighbourhood here_;
    std::string ear_;
};

TEST_F(Plugins, FollowTheLogAndAskTheApiWithTheirToken)
{
    here_.must({"account", "open", here_.leader, "fatima"});
    here_.must({"account", "grant", here_.leader, "projectleider", "--programme", here_.programme});
    ::setenv("WIJKDRAAD_TEST_TOKEN", here_.make_token(here_.leader, {"--content"}).c_str(), 1);
    const std::string file = configuration(R"([[plugin]]
name = "vragen"
folder = "vraagbaak"
token = "${WIJKDRAAD_TEST_TOKEN}"
settings = { ear = ")" + ear_ + "\" }\n");
    const Background server{here_.start({"serve", "--config", file})};
    ASSERT_TRUE(server.waits_for("Wijkdraad draait"));

    here_.must({"journal", "add", here_.programme, "--kind", "les", "--text", "Begin bij het groen"});

    EXPECT_EQ(line_in(ear_), "journal.added 200 Crabbehof");
    const json::value running = here_.must({"plugin", "list"});
    EXPECT_EQ(running.at(0).at("plugin"), "vragen");
    EXPECT_EQ(running.at(0).at("definition"), "vraagbaak");
    EXPECT_EQ(running.at(0).at("state"), "running");
    EXPECT_TRUE(has(here_.run({"plugin", "list"}).out, "draait"));
    EXPECT_TRUE(here_.must({"plugin", "dead-letters"}).as_array().empty());
    EXPECT_EQ(server.stop(), 0);
    EXPECT_TRUE(has(here_.run({"plugin", "list"}).out, "gestopt"));
    ::unsetenv("WIJKDRAAD_TEST_TOKEN");
}

// The guide shows the example as it is; tests/integration/plugin runs it.
TEST(PluginGuide, ShowsTheExampleWhole)
{
    const auto text_of = [](const std::filesystem::path& file) {
        std::ifstream in(file);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const std::filesystem::path plugins = std::filesystem::path(REPOSITORY) / "plugins";
    const std::string guide = text_of(plugins / "README.md");
    for (const char* file : {"plugin.toml", "example.py"}) {
        const std::string text = text_of(plugins / "example" / file);
        ASSERT_FALSE(text.empty()) << file;
        EXPECT_TRUE(has(guide, "```" + std::string(file == std::string_view("plugin.toml") ? "toml" : "python") + "\n" +
                                   text + "```"))
            << file;
    }
}

TEST_F(Plugins, AreRefusedWithEverythingThatIsWrong)
{
    const std::string refused = here_.refused({"serve", "--config", configuration(R"([[plugin]]
name = "Vragen!"
folder = "vraagbaak"
token = "wd_zichtbaar"
colour = "rood"
settings = { aer = "x" }

[[plugin]]
name = "twee"
folder = "bestaat-niet"
from = "ooit"
token = "${WIJKDRAAD_ER_NIET}"
)")});

    for (const std::string_view part : {"'Vragen!' is geen naam", "omgevingsvariabele WIJKDRAAD_ER_NIET", "colour",
                                        "'aer' (bedoelt u 'ear'", "'ear' ontbreekt", "bestaat-niet", "'ooit'"})
        EXPECT_TRUE(has(refused, part)) << part << "\n" << refused;
    EXPECT_FALSE(has(refused, "zichtbaar")) << "a secret is not shown";
}

}  // namespace

}  // namespace wd::test
