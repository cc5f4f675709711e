// Lines of JSON-RPC in and out.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/message.hpp"

#include <gtest/gtest.h>

namespace wd::plugin {

namespace {

TEST(Message, IsAQuestionOfThePlugin)
{
    const Message message =
        read_message(R"({"jsonrpc":"2.0","id":"a","method":"api","params":{"path":"/mij"}})").value();

    const auto& asked = std::get<Asked>(message);
    EXPECT_EQ(asked.id, "a");
    EXPECT_EQ(asked.method, "api");
    EXPECT_EQ(asked.params.at("path"), "/mij");
}

TEST(Message, IsAnAnswerOrARefusal)
{
    const Message good = read_message(R"({"jsonrpc":"2.0","id":3,"result":{"ok":true}})").value();
    EXPECT_EQ(std::get<Answered>(good).id, 3);
    EXPECT_EQ(std::get<Answered>(good).result->at("ok"), true);

    const Message bad = read_message(R"({"jsonrpc":"2.0","id":4,"error":{"code":1,"message":"Kan niet"}})").value();
    EXPECT_FALSE(std::get<Answered>(bad).result);
    EXPECT_EQ(std::get<Answered>(bad).refused, "Kan niet");
}

TEST(Message, IsNothingElse)
{
    for (const std::string_view line :
         {"", "hallo", "[]", "{}", R"({"jsonrpc":"2.0","id":3})", R"({"id":3,"result":{}})",
          R"({"jsonrpc":"1.0","id":3,"result":{}})", R"({"jsonrpc":"2.0","result":{}})",
          R"({"jsonrpc":"2.0","id":"x","result":{}})", R"({"jsonrpc":"2.0","id":null,"result":{}})",
          R"({"jsonrpc":"2.0","id":3,"result":{},"error":{}})", R"({"jsonrpc":"2.0","id":3,"method":7})",
          R"({"jsonrpc":"2.0","id":3,"method":"api","params":[1]})", R"({"jsonrpc":"2.0","method":"told"})"})
    {
        const Result<Message> read = read_message(line);
        ASSERT_FALSE(read) << line;
        EXPECT_NE(read.error().message.find("stderr"), std::string::npos) << "says where notes go";
    }
}

TEST(Message, ThatIsNoneIsNotRepeated)
{
    const Result<Message> read = read_message("password=s3cret");

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message.find("s3cret"), std::string::npos);
}

TEST(Message, IsOneLine)
{
    const std::string line = write_question(7, "events", {{"text", "een\nregel"}});

    EXPECT_EQ(line.find('\n'), line.size() - 1);
    EXPECT_EQ(parse_json(std::string_view(line).substr(0, line.size() - 1)).value(),
              json::value({{"jsonrpc", "2.0"}, {"id", 7}, {"method", "events"}, {"params", {{"text", "een\nregel"}}}}));
    EXPECT_EQ(write_answer("a", {{"status", 200}}), R"({"jsonrpc":"2.0","id":"a","result":{"status":200}})"
                                                    "\n");
    EXPECT_EQ(write_refusal(1, unknown_method, "Nee"),
              R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Nee"}})"
              "\n");
}

}  // namespace

}  // namespace wd::plugin
