// Lua's own messages in Dutch.
// SPDX-License-Identifier: EUPL-1.2
#include "script/lua_message.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

struct Message {
    const char* english;
    const char* dutch;
};

class LuaMessage : public testing::TestWithParam<Message> {};

TEST_P(LuaMessage, IsToldInDutch)
{
    EXPECT_EQ(to_text(explain_lua_message(GetParam().english)), GetParam().dutch);
}

INSTANTIATE_TEST_SUITE_P(
    Known, LuaMessage,
    testing::Values(Message{"workflow.lua:3: attempt to perform arithmetic on a nil value (field 'x')",
                            "workflow.lua:3: hier wordt gerekend met iets dat er niet is ('x')"},
                    Message{"workflow.lua:3: attempt to compare number with nil",
                            "workflow.lua:3: niet te vergelijken: een getal met iets dat er niet is"},
                    Message{"workflow.lua:3: attempt to compare two nil values",
                            "workflow.lua:3: niet te vergelijken: twee dingen die er niet zijn"},
                    Message{"lib/a.lua:120: attempt to call a nil value (method 'match')",
                            "lib/a.lua:120: hier wordt als functie gebruikt: iets dat er niet is ('match')"},
                    Message{"workflow.lua:3: attempt to index a number value (local 'x')",
                            "workflow.lua:3: hier wordt iets gezocht in een getal ('x')"},
                    Message{"workflow.lua:9: '}' expected (to close '{' at line 2) near 'steps'",
                            "workflow.lua:9: '}' verwacht (hoort bij '{' op regel 2) bij 'steps'"},
                    Message{"workflow.lua:9: 'end' expected near <eof>",
                            "workflow.lua:9: 'end' verwacht bij het einde van het bestand"},
                    Message{"workflow.lua:9: unexpected symbol near ')'",
                            "workflow.lua:9: dit teken wordt hier niet verwacht bij ')'"},
                    Message{"workflow.lua:9: unfinished string near '\"abc'",
                            "workflow.lua:9: een tekst is niet afgesloten met een aanhalingsteken bij '\"abc'"},
                    Message{"workflow.lua:9: malformed number near '3weken'",
                            "workflow.lua:9: dit getal is niet goed geschreven bij '3weken'"},
                    Message{"workflow.lua:9: <name> expected near 'for'",
                            "workflow.lua:9: hier wordt een naam verwacht bij 'for'"}));

INSTANTIATE_TEST_SUITE_P(
    Unknown, LuaMessage,
    testing::Values(Message{"workflow.lua:9: something new", "workflow.lua:9: Lua meldt: something new"},
                    Message{"no place", "Lua meldt: no place"},
                    Message{"workflow.lua:x: odd", "Lua meldt: workflow.lua:x: odd"}, Message{"", "Lua meldt: "}));

TEST(LuaMessages, AreBreaches)
{
    const Error error = explain_lua_message("workflow.lua:12: attempt to compare two nil values");

    EXPECT_EQ(error.code, Errc::script_breach);
    EXPECT_EQ(error.where.file, "workflow.lua");
    EXPECT_EQ(error.where.line, 12);
}

}  // namespace wd::script::test
