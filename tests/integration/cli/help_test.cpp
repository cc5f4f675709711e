// The help of every command, and what wrong usage says.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/help.hpp"
#include "cli/program.hpp"
#include "program.hpp"

#include <set>

namespace wd::test {

TEST(Help, OfEveryCommandHasAnExampleThatParses)
{
    for (const cli::Command& command : cli::commands()) {
        const std::string help = cli::help_of(command);
        EXPECT_NE(help.find(fmt::format("wijkdraad {}", command.example)), std::string::npos) << command.name;

        const Result<cli::Reading> reading = cli::read_words(cli::split_words(command.example));
        ASSERT_TRUE(reading) << command.name << ": " << to_text(reading.error());
        EXPECT_EQ(reading->command, &command) << command.example;
    }
}

TEST(Help, IsPrintedByTheProgramForEveryCommand)
{
    const Program program;
    for (const cli::Command& command : cli::commands()) {
        std::vector<std::string> words = cli::split_words(command.name);
        words.emplace_back("--help");
        const Ran ran = program.run_words(words);
        EXPECT_EQ(ran.code, 0) << command.name;
        EXPECT_EQ(ran.out, cli::help_of(command));
    }
}

TEST(Commands, HaveANameOfTheirOwnAndADutchSentence)
{
    std::set<std::string_view> names;
    for (const cli::Command& command : cli::commands()) {
        EXPECT_TRUE(names.insert(command.name).second) << command.name;
        EXPECT_TRUE(command.about.ends_with('.')) << command.name;
        EXPECT_TRUE(command.carry_out && command.show) << command.name;
    }
}

TEST(Usage, WithoutCommandShowsAll)
{
    const Ran ran = Program{}.run_words({});
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find("programme create"), std::string::npos);
    EXPECT_EQ(Program{}.run_words({"--help"}).code, 0);
}

TEST(Help, GroupsEveryCommandOnceWithOnesOwnTasksFirst)
{
    const std::string help = cli::overview_of("");
    const std::size_t tasks = help.find("\nMijn taken\n");
    const std::size_t programme = help.find("\nHet programma\n");
    const std::size_t administration = help.find("\nVoor beheerders\n");
    ASSERT_TRUE(tasks < programme && programme < administration && administration != std::string::npos) << help;

    for (const cli::Command& command : cli::commands()) {
        const std::string line = fmt::format("\n  {}  ", command.name);
        const std::size_t at = help.find(line);
        EXPECT_NE(at, std::string::npos) << command.name;
        EXPECT_EQ(help.find(line, at + 1), std::string::npos) << command.name;
    }
    EXPECT_LT(help.find("\n  task complete  "), programme);
    EXPECT_GT(help.find("\n  journal add  "), programme);
    EXPECT_LT(help.find("\n  journal add  "), administration);
    EXPECT_GT(help.find("\n  backup  "), administration);
}

TEST(Usage, OfAWrongWordNamesTheNearestCommand)
{
    const Ran family = Program{}.run_words({"programe", "list"});
    EXPECT_EQ(family.code, 2);
    EXPECT_NE(family.err.find("bedoelt u 'programme list'?"), std::string::npos) << family.err;
    const Ran action = Program{}.run_words({"task", "clame", "taak-1"});
    EXPECT_EQ(action.code, 2);
    EXPECT_NE(action.err.find("bedoelt u 'task claim'?"), std::string::npos) << action.err;
}

TEST(Usage, OfAWrongWordAfterAKnownOneNamesWhatMayFollow)
{
    const Ran ran = Program{}.run_words({"meeting", "afspreken", "x"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find("'meeting afspreken' bestaat niet; wel: "), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("meeting record"), std::string::npos) << ran.err;
}

TEST(Usage, HelpIsAWordToo)
{
    EXPECT_EQ(Program{}.run_words({"help"}).out, Program{}.run_words({"--help"}).out);
    EXPECT_EQ(Program{}.run_words({"help", "task", "claim"}).out, Program{}.run_words({"task", "claim", "--help"}).out);
}

TEST(Usage, ForProgramsIsAnErrorDocument)
{
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"task", "claim", "--json"}, {"programe", "list", "--json"}, {"task", "--json"}, {"--json"}})
    {
        const Ran ran = Program{}.run_words(words);
        EXPECT_EQ(ran.code, 2) << words[0];
        EXPECT_TRUE(ran.json().as_object().contains("error")) << ran.out;
    }
}

TEST(Usage, OfAWrongOptionNamesTheNearestOne)
{
    const Ran ran = Program{}.run_words({"task", "reschedule", "taak-1", "--raeson", "x"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find("bedoelt u '--reason'?"), std::string::npos) << ran.err;
}

TEST(Usage, RefusesMissingAndMisformedValuesBeforeAnythingIsAsked)
{
    const Program program;
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"task", "claim"},
                                               {"task", "claim", "persoon-1"},
                                               {"task", "claim", "taak-1", "taak-2"},
                                               {"task", "reschedule", "taak-1", "--due", "20 november"},
                                               {"task", "reschedule", "taak-1"},
                                               {"gate", "decide", "taak-1", "--outcome", "misschien"},
                                               {"money", "add", "programma-1", "--kind", "budget", "--euro", "veel"},
                                               {"linkage", "choose", "regel-1", "--chosen", "soms"},
                                               {"task", "complete", "taak-1", "--answer", "zonder gelijkteken"},
                                               {"task", "claim", "taak-1", "--as"}})
    {
        const Ran ran = program.run_words(words);
        EXPECT_EQ(ran.code, 2) << words[0] << ' ' << words[1] << ran.err;
        EXPECT_NE(ran.err.find("Voorbeeld: wijkdraad "), std::string::npos) << ran.err;
        EXPECT_EQ(ran.out, "");
    }
}

TEST(Usage, AnOptionWithoutItsValueIsSaidToMissIt)
{
    const Program program;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"verify", "--heads"}, {"verify", "--heads", "--rebuild"}, {"verify", "--rebuild", "--heads"}})
    {
        const Ran ran = program.run(words);  // puts --data behind it
        EXPECT_EQ(ran.code, 2) << ran.out;
        EXPECT_NE(ran.err.find("achter --heads staat niets; daar hoort: vergelijk ook"), std::string::npos) << ran.err;
    }
    EXPECT_NE(program.run_words({"status", "--data"}).err.find("achter --data staat niets"), std::string::npos);
}

TEST(Help, OfTheBenchNamesItsPartsAsTheyAreTyped)
{
    const std::string help = Program{}.run_words({"bench", "--help"}).out;
    EXPECT_NE(help.find("start"), std::string::npos) << help;
    EXPECT_EQ(help.find("begint"), std::string::npos) << help;
}

}  // namespace wd::test
