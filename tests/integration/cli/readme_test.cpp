// The worked example of the README: every command in it does what it says, on a small demo.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include <map>
#include <sstream>

namespace wd::test {

namespace {

// Started first in the example as in the demo of eighteen, so that the numbers are the same.
constexpr std::string_view three =
    "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners\n"
    "Abdij- en Torenbuurt;Tilburg;GM0855;;;1590\n"
    "Nieuwborgen;Oldambt;GM1895;;;2825\n"
    "Nieuwborgen;Delfzijl;GM0010;GM1979;2021-01-01;\n"
    "Zuidhoven;Leiden;GM0546;;;3410\n";

std::string text_of_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The lines "wijkdraad …" of a chapter, without the remark behind them.
std::vector<std::string> commands_in(const std::string& page, std::string_view chapter)
{
    const std::size_t from = page.find(fmt::format("\n## {}\n", chapter));
    EXPECT_NE(from, std::string::npos) << chapter;
    std::istringstream lines(page.substr(from, page.find("\n## ", from + 4) - from));
    std::vector<std::string> commands;
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("wijkdraad "))
            commands.push_back(line.substr(0, line.find("  #")).substr(0, line.find(" #")));
    return commands;
}

// As a shell would read it, with the places of this test.
std::vector<std::string> words_of(const std::string& command, const std::map<std::string, std::string>& places)
{
    std::istringstream typed(command.substr(command.find(' ')));
    std::vector<std::string> words;
    for (std::string word; typed >> word;) {
        const auto place = places.find(word);
        words.push_back(place == places.end() ? word : place->second);
    }
    return words;
}

}  // namespace

TEST(Readme, EveryCommandOfTheWorkedExampleDoesWhatItSays)
{
    const Program program;
    const std::filesystem::path root{REPOSITORY};
    const std::string demo = (program.folder() / "demo").string();
    const Ran made = program.run_words(
        {"demo", "--data", demo, "--years", "3", "--neighbourhoods", program.write("wijken.csv", three)});
    ASSERT_EQ(made.code, 0) << made.err;
    const std::map<std::string, std::string> places{{"$DATA", demo},
                                                    {"build/mine", (program.folder() / "mine").string()},
                                                    {"workflows/wijkaanpak", (root / "workflows/wijkaanpak").string()}};

    const std::vector<std::string> commands = commands_in(text_of_file(root / "README.md"), "A worked example");

    EXPECT_GT(commands.size(), 15U);
    for (const std::string& command : commands) {
        const Ran ran = program.run_words(words_of(command, places));
        EXPECT_EQ(ran.code, 0) << command << "\n" << ran.err;
        EXPECT_FALSE(ran.out.empty()) << command;
    }
}

TEST(Readme, NamesFoldersThatAreThere)
{
    const std::filesystem::path root{REPOSITORY};
    std::istringstream lines(text_of_file(root / "README.md"));
    int folders = 0;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t end = line.find("/  ");
        if (end == std::string::npos || line.find(' ') < end)
            continue;
        EXPECT_TRUE(std::filesystem::is_directory(root / line.substr(0, end))) << line;
        ++folders;
        std::istringstream parts(line.substr(end + 1));
        for (std::string part; line.starts_with("tests/") && parts >> part;)
            EXPECT_TRUE(std::filesystem::is_directory(root / "tests" / part.substr(0, part.find(',')))) << part;
    }
    EXPECT_GT(folders, 3);
}

}  // namespace wd::test
