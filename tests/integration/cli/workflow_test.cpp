// workflow check, test, draw, install and list by the program.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

TEST(WorkflowCheck, SaysThatAShippedWorkflowIsInOrder)
{
    const Program program;
    EXPECT_EQ(program.must({"workflow", "check", "wijkaanpak"}).at("key"), "wijkaanpak");
    EXPECT_NE(program.run({"workflow", "check", "wijkaanpak"}).out.find("In orde"), std::string::npos);
}

TEST(WorkflowCheck, ListsAllMistakesWithFileAndLine)
{
    const Program program;
    program.write("stuk/forms.lua", "return forms({})\n");
    const std::string file =
        program.write("stuk/workflow.lua",
                      "return workflow(\"stuk\", { title = \"Stuk\", version = 1, api = 1, roles = {},\n"
                      "  phases = { phase(\"een\", { title = \"Een\", steps = {\n"
                      "    task(\"a\", { titel = \"A\", role = \"niemand\" }),\n"
                      "    task(\"a\", { title = \"B\", role = \"niemand\" }) } }) } })\n");
    const std::string folder = std::filesystem::path(file).parent_path().string();

    const std::string reason = program.refused({"workflow", "check", folder});

    EXPECT_NE(reason.find(folder + "/workflow.lua:3"), std::string::npos) << reason;
    EXPECT_NE(reason.find(folder + "/workflow.lua:4"), std::string::npos) << reason;
    EXPECT_NE(reason.find("'titel'"), std::string::npos) << reason;
    program.must({"init"});
    program.refused({"workflow", "install", folder});
    EXPECT_TRUE(program.must({"workflow", "list"}).as_array().empty());
}

TEST(WorkflowCheck, RefusesAFolderWithoutWorkflow)
{
    const Program program;
    EXPECT_NE(program.refused({"workflow", "check", "bestaat_niet"}).find("wijkaanpak"), std::string::npos);
    EXPECT_NE(program.refused({"workflow", "check", program.folder().string()}).find("workflow.lua"),
              std::string::npos);
}

TEST(WorkflowInstall, KeepsVersionsAndRefusesAnotherTextUnderTheSameVersion)
{
    const Neighbourhood place;
    const std::string folder = place.write_workflow();
    std::string text(small_workflow);
    text.replace(text.find("Tel de huizen"), 13, "Tel de straten");
    place.write("proef/workflow.lua", text);
    place.refused({"workflow", "install", folder, "--as", place.leader});
    text.replace(text.find("version = 1"), 11, "version = 2");
    place.write("proef/workflow.lua", text);
    place.must({"workflow", "install", folder, "--reason", "Straten tellen", "--as", place.leader});

    const json::value list = place.must({"workflow", "list"});

    ASSERT_EQ(list.as_array().size(), 2U);
    EXPECT_EQ(list.as_array().at(1).at("reason"), "Straten tellen");
    EXPECT_EQ(list.as_array().at(1).at("active"), json::value(true));
}

TEST(WorkflowDraw, WritesDotFromAFolderTheStoreOrTheProgram)
{
    const Neighbourhood place;
    const Ran shipped = place.run({"workflow", "draw", "wijkaanpak"});
    EXPECT_TRUE(shipped.out.starts_with("digraph \"wijkaanpak\"")) << shipped.err;
    EXPECT_NE(place.run({"workflow", "draw", "proef"}).out.find("Tel de huizen"), std::string::npos);
    const std::string file = (place.folder() / "proef.dot").string();
    place.must({"workflow", "draw", place.write_workflow(), "--out", file});
    EXPECT_TRUE(std::filesystem::exists(file));
    place.refused({"workflow", "draw", "bestaat_niet"});
}

TEST(WorkflowTest, TellsEachStoryAndWhatWasExpectedAndFound)
{
    const Neighbourhood place;
    const std::string folder = place.write_workflow();
    place.write(
        "proef/test.lua",
        "return tests({\n"
        "  scenario(\"Dit klopt\", { start = \"2026-01-05\", input = { kanalen = { \"deur\" } }, play = {\n"
        "    expect({ phase = \"begin\", open = { \"tellen\" } }) } }),\n"
        "  scenario(\"Dit klopt niet\", { start = \"2026-01-05\", input = { kanalen = { \"deur\" } }, play = {\n"
        "    expect({ done = { \"tellen\" } }) } }),\n"
        "})\n");

    const Ran told = place.run({"workflow", "test", folder});

    EXPECT_EQ(told.code, 1);
    EXPECT_NE(told.out.find("goed  Dit klopt"), std::string::npos) << told.out << told.err;
    EXPECT_NE(told.out.find("FOUT  Dit klopt niet"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("test.lua:5"), std::string::npos) << told.out;
    EXPECT_EQ(place.run({"workflow", "test", folder, "--story", "Dit klopt niet"}).code, 1);
}

TEST(Workflow, IsNotDrawnInAFileOfAnUnknownKind)
{
    const Program program;
    const Ran ran = program.run({"workflow", "draw", "wijkaanpak", "--out", "wijkaanpak.docx"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.err.find(".svg, .png, .pdf of .dot"), std::string::npos) << ran.err;
}

}  // namespace wd::test
