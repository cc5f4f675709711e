// workflow preflight and workflow install --map by the program.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

namespace {

// The second version: counting houses became counting streets, under another name.
std::string streets()
{
    std::string text(small_workflow);
    text.replace(text.find("version = 1"), 11, "version = 2");
    const std::string_view before = R"(task("tellen", { title = "Tel de huizen")";
    text.replace(text.find(before), before.size(), R"(task("straten", { title = "Tel de straten")");
    return text;
}

}  // namespace

TEST(Preflight, ShowsWhatAnotherVersionMeansAndMakesTheFileToFillIn)
{
    const Neighbourhood place;
    const std::string folder = place.write_workflow();
    place.write("proef/workflow.lua", streets());
    const std::string file = (place.folder() / "overstap.toml").string();

    const json::value seen = place.must({"workflow", "preflight", folder, "--out", file});

    const json::value& run = seen.at("runs").at(0);
    EXPECT_EQ(run.at("verdict"), "needs_mapping");
    EXPECT_EQ(run.at("questions").at(0).at("map_as"), "begin/alles[a]/tellen");
    EXPECT_EQ(run.at("questions").at(0).at("title"), "Tel de huizen");
    std::ifstream made(file);
    const std::string text{std::istreambuf_iterator<char>(made), {}};
    EXPECT_NE(text.find("path = \"begin/alles[a]/tellen\""), std::string::npos) << text;
    const std::string told = place.run({"workflow", "preflight", folder}).out;
    EXPECT_NE(told.find("heeft een overstap nodig"), std::string::npos) << told;
    EXPECT_NE(told.find("? Tel de huizen (begin/alles[a]/tellen): deze stap staat niet meer in de nieuwe versie"),
              std::string::npos)
        << told;
    EXPECT_EQ(place.must({"workflow", "list"}).as_array().size(), 1U);
}

TEST(Install, TakesOpenRunsOverAsTheFileSays)
{
    const Neighbourhood place;
    const std::string folder = place.write_workflow();
    place.write("proef/workflow.lua", streets());
    const std::string counting = place.task("Tel de huizen");
    const std::string file =
        place.write("overstap.toml", "[[step]]\npath = \"begin/alles/tellen\"\nas = \"begin/alles[a]/straten\"\n");

    const json::value installed = place.must({"workflow", "install", folder, "--map", file, "--reason",
                                              "Straten tellen gaat sneller", "--as", place.leader});

    EXPECT_EQ(installed.at("runs").at(0).at("verdict"), "takes_over");
    EXPECT_EQ(place.task("Tel de straten"), counting);
    EXPECT_FALSE(place.is_open("Tel de huizen"));
    const std::string log = place.run({"log", place.programme}).out;
    EXPECT_NE(log.find("gaat verder met een andere versie van de workflow"), std::string::npos) << log;
    place.must({"verify", "--rebuild"});
}

TEST(Install, LeavesOpenRunsAsTheyAreWithoutBeingAsked)
{
    const Neighbourhood place;
    const std::string folder = place.write_workflow();
    place.write("proef/workflow.lua", streets());

    place.must({"workflow", "install", folder, "--as", place.leader});

    EXPECT_TRUE(place.is_open("Tel de huizen"));
}

TEST(Install, RefusesAFileThatCannotBeMeantBeforeAnythingIsInstalled)
{
    const Neighbourhood place;
    const std::string folder = place.write_workflow();
    place.write("proef/workflow.lua", streets());
    const std::string wrong = place.write("fout.toml", "[[step]]\npad = \"begin/tellen\"\ncancel = true\n");
    const std::string empty = place.write("leeg.toml", "[[step]]\npath = \"begin/tellen\"\n");

    EXPECT_NE(place.refused({"workflow", "install", folder, "--map", wrong, "--as", place.leader}).find("'pad'"),
              std::string::npos);
    EXPECT_NE(place.refused({"workflow", "install", folder, "--map", empty, "--as", place.leader})
                  .find("óf waarmee het verder gaat"),
              std::string::npos);
    EXPECT_NE(place.refused({"workflow", "preflight", folder, "--map", "niet_daar.toml"}).find("niet_daar.toml"),
              std::string::npos);

    EXPECT_EQ(place.must({"workflow", "list"}).as_array().size(), 1U);
}

}  // namespace wd::test
