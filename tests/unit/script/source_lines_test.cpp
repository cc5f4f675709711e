// On which line a key stands, also when its word fills a page.
// SPDX-License-Identifier: EUPL-1.2
#include "script/source_lines.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

int line_of(const std::string& code, int line, const std::string& id, const std::string& key)
{
    const SourceLines lines{Bundle{{{"workflow.lua", code}}}};
    return lines.find_key(Place{"workflow.lua", line}, id, key).line;
}

TEST(SourceLines, FindsAKeyOnALaterLine)
{
    EXPECT_EQ(line_of("task(\"a\", {\n  title = \"A\",\n  role = \"r\" })", 1, "a", "role"), 3);
    EXPECT_EQ(line_of("task(\"a\", {\n  title = \"A\",\n  role = \"r\" })", 1, "a", "title"), 2);
}

TEST(SourceLines, GivesTheLineOfTheWordWhenThereIsNoSuchKey)
{
    EXPECT_EQ(line_of("\ntask(\"a\", {\n  title = \"A\" })\nrole = 1", 2, "a", "role"), 2);
    EXPECT_EQ(line_of("task(\"a\", {\n  title = \"A\" })", 1, "b", "title"), 2)
        << "an id that is computed: the first table";
    EXPECT_EQ(line_of("", 5, "a", "title"), 5);
    EXPECT_EQ(line_of("task(", 1, "a", "title"), 1);
}

TEST(SourceLines, PassesOverWhatIsInside)
{
    const std::string code = "each('a', {\n  steps = { task('b', {\n    title = 'B' }) },\n  title = 'A' })";
    EXPECT_EQ(line_of(code, 1, "a", "title"), 4);
    EXPECT_EQ(line_of(code, 2, "b", "title"), 3);
}

TEST(SourceLines, TellsTwoWordsOnOneLineApart)
{
    const std::string code = "f(task('a', {\n title = 1 }), task('b', {\n title = 2 }))";
    EXPECT_EQ(line_of(code, 1, "a", "title"), 2);
    EXPECT_EQ(line_of(code, 2, "b", "title"), 3);
}

TEST(SourceLines, IsNotMisledByTextsAndComments)
{
    const std::string code =
        "task('a', { -- title = 'x' }\n  text = 'title = }',\n  --[[ title = 1\n ]] more = [[ } title = ]],\n"
        "  other = \"\\\" title = \",\n  title = 'A' })";
    EXPECT_EQ(line_of(code, 1, "a", "title"), 6);
    EXPECT_EQ(line_of(code, 1, "a", "more"), 4);
    EXPECT_EQ(line_of(code, 1, "a", "other"), 5);
}

TEST(SourceLines, FindsTheKeysOfWordsWithoutAnId)
{
    EXPECT_EQ(line_of("people({\n  until_phase = 'x',\n  except = {} })", 1, "", "except"), 3);
}

TEST(SourceLines, DoesNotKnowOtherFiles)
{
    const SourceLines lines{Bundle{}};
    const Place place{"lib/x.lua", 7};

    EXPECT_EQ(lines.find_key(place, "a", "title"), place);
}

TEST(SourceLines, SurvivesTextThatIsNoLua)
{
    for (const char* code : {"\"", "'\\", "--[[", "[==[ x", "{{{{(((", "}}}", "--", "[", "[=", "\\", "task('a'"})
        EXPECT_GE(line_of(code, 1, "a", "title"), 1) << code;
}

}  // namespace wd::script::test
