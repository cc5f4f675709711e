// Plain structs to JSON and back: order, what is left out, and every complaint of a document at once.
// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace wd {
namespace {

struct JobTag {
    static constexpr std::string_view prefix = "taak";
};

enum class Answer { yes, not_now };
BOOST_DESCRIBE_ENUM(Answer, yes, not_now)

struct Place {
    std::string area;
    std::int64_t number = 0;
    friend bool operator==(const Place&, const Place&) = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (area, number))

struct Everything {
    bool flag = false;
    int count = 0;
    std::uint64_t big = 0;
    std::string word;
    Id<JobTag> task;
    Answer answer = Answer::yes;
    Date date;
    Timestamp at;
    Sha256 hash{};
    Place place;
    std::optional<int> maybe;
    std::vector<Place> places;
    json::value free;
    friend bool operator==(const Everything&, const Everything&) = default;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (flag, count, big, word, task, answer, date, at, hash, place, maybe, places, free))

struct Note {
    Text text;
    friend bool operator==(const Note&, const Note&) = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))

struct Base {
    int first = 0;
};
BOOST_DESCRIBE_STRUCT(Base, (), (first))
struct Derived : Base {
    int second = 0;
};
BOOST_DESCRIBE_STRUCT(Derived, (Base), (second))

struct Preset {
    std::vector<int> list{1, 2};
    std::optional<int> maybe = 7;
};
BOOST_DESCRIBE_STRUCT(Preset, (), (list, maybe))

Everything full()
{
    return Everything{true,
                      -3,
                      std::numeric_limits<std::uint64_t>::max(),
                      "één \"wijk\"\n",
                      Id<JobTag>{12},
                      Answer::not_now,
                      parse_date("2026-11-20").value(),
                      from_unix_ms(1'795'168'800'007),
                      sha256("abc"),
                      Place{"WK036300", 7},
                      4,
                      {Place{"a", 1}, Place{"b", 2}},
                      json::value{{"vrij", true}}};
}

template <class T>
Result<T> read(std::string_view text)
{
    return read_json<T>(parse_json(text).value());
}

TEST(Json, IsWrittenInTheOrderOfTheStruct)
{
    EXPECT_EQ(
        to_json_text(full()),
        R"({"flag":true,"count":-3,"big":18446744073709551615,"word":"één \"wijk\"\n","task":12,"answer":"not_now",)"
        R"("date":"2026-11-20","at":1795168800007,)"
        R"("hash":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",)"
        R"("place":{"area":"WK036300","number":7},"maybe":4,"places":[{"area":"a","number":1},{"area":"b","number":2}],)"
        R"("free":{"vrij":true}})");
}

TEST(Json, AStructComesBackFromItsText)
{
    const Result<Everything> back = read<Everything>(to_json_text(full()));

    ASSERT_TRUE(back) << to_text(back.error());
    EXPECT_EQ(*back, full());
}

TEST(Json, WhatIsAbsentIsLeftOutAndMayBeMissing)
{
    Everything sparse = full();
    sparse.maybe.reset();
    sparse.places.clear();
    sparse.free = nullptr;

    const std::string text = to_json_text(sparse);

    EXPECT_EQ(text.find("maybe"), std::string::npos);
    EXPECT_EQ(text.find("places"), std::string::npos);
    EXPECT_EQ(text.find("free"), std::string::npos);
    EXPECT_EQ(read<Everything>(text).value(), sparse);
}

TEST(Json, InheritedMembersComeFirst)
{
    Derived derived;
    derived.first = 1;
    derived.second = 2;
    EXPECT_EQ(to_json_text(derived), R"({"first":1,"second":2})");
    EXPECT_EQ(read<Derived>(R"({"second":2,"first":1})").value().first, 1);
}

TEST(Json, WhatTheDocumentSaysReplacesThePresetOfAStruct)
{
    const Preset said = read<Preset>(R"({"list":[3],"maybe":null})").value();
    EXPECT_EQ(said.list, std::vector<int>{3});
    EXPECT_EQ(said.maybe, std::nullopt);

    const Preset silent = read<Preset>("{}").value();
    EXPECT_EQ(silent.list, (std::vector<int>{1, 2}));
    EXPECT_EQ(silent.maybe, 7);
}

TEST(Json, ControlCharactersAreEscapedAndLettersAreNot)
{
    std::string out;
    write_json_string(out, std::string_view{"\"\\\n\r\t\x01\x1f\0é€/", 14});
    EXPECT_EQ(out, "\"\\\"\\\\\\n\\r\\t\\u0001\\u001f\\u0000é€/\"");
    EXPECT_EQ(parse_json(out).value().get_string(), std::string_view("\"\\\n\r\t\x01\x1f\0é€/", 14));
}

TEST(Json, TypedTextIsReadAndWrittenInsideACommandOnly)
{
    EXPECT_EQ(read<Note>(R"({"text":"Beste mevrouw"})").value(), (Note{Text{"Beste mevrouw"}}));
    static_assert(!codec::is_struct<Text> && !std::is_convertible_v<Text, std::string_view>);
}

TEST(Json, AllComplaintsAreReportedAtOnceWithTheirPath)
{
    const Result<Everything> answer = read<Everything>(
        R"({"flag":1,"count":"drie","big":-1,"word":5,"task":0,"answer":"no","date":"20-11-2026","at":"nu","hash":"ab",)"
        R"("place":{"area":"a","nummer":7},"maybe":"x","places":[{"area":"a","number":1},7],"flagg":true})");

    ASSERT_FALSE(answer);
    EXPECT_EQ(to_text(answer.error()),
              "14 velden kloppen niet\n"
              "  flag: verwacht ja of nee (true of false)\n"
              "  count: verwacht een heel getal\n"
              "  big: verwacht een heel getal\n"
              "  word: verwacht tekst\n"
              "  task: verwacht een nummer\n"
              "  answer: verwacht yes of not_now\n"
              "  date: '20-11-2026' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-11-20\n"
              "  at: verwacht een tijdstip in milliseconden\n"
              "  hash: een sha256 heeft 64 cijfers, dit zijn er 2\n"
              "  place.number: veld 'number' ontbreekt\n"
              "  place: onbekend veld 'nummer' (bedoelt u 'number'?)\n"
              "  maybe: verwacht een heel getal\n"
              "  places[1]: verwacht een object { … }\n"
              "  onbekend veld 'flagg' (bedoelt u 'flag'?)");
}

TEST(Json, OneComplaintIsTheErrorItself)
{
    const Result<Place> answer = read<Place>(R"({"area":"a"})");

    ASSERT_FALSE(answer);
    EXPECT_TRUE(answer.error().details.empty());
    EXPECT_EQ(answer.error().where.field, "number");
    EXPECT_EQ(to_text(answer.error()), "number: veld 'number' ontbreekt");
}

TEST(Json, ADocumentOfTheWrongShapeIsRefused)
{
    EXPECT_EQ(read<Place>("[]").error().message, "verwacht een object { … }");
    EXPECT_EQ(read<Preset>(R"({"list":3})").error().message, "verwacht een lijst [ … ]");
    EXPECT_EQ(read<Preset>(R"({"list":["x"]})").error().where.field, "list[0]");
    EXPECT_EQ(read<Preset>(R"({"list":[1,"x"]})").error().where.field, "list[1]");
}

TEST(Json, NumbersThatDoNotFitOrAreNotWholeAreRefused)
{
    for (const char* number : {"2147483648", "-2147483649", "1.5", "1e2", "true", "\"1\"", "null"})
        EXPECT_EQ(read<Base>(fmt::format(R"({{"first":{}}})", number)).error().message, "verwacht een heel getal")
            << number;
    EXPECT_EQ(read<Base>(R"({"first":2147483647})").value().first, 2147483647);
}

TEST(Json, AnIdIsReadAsNumberOrAsText)
{
    EXPECT_EQ(read_json<Id<JobTag>>(parse_json("12").value()).value(), Id<JobTag>{12});
    EXPECT_EQ(read_json<Id<JobTag>>(parse_json("\"taak-12\"").value()).value(), Id<JobTag>{12});
    for (const char* wrong : {"0", "-1", "1.0", "\"persoon-12\"", "\"\"", "null", "[]"})
        EXPECT_FALSE(read_json<Id<JobTag>>(parse_json(wrong).value())) << wrong;
}

TEST(Json, WhatIsNoJsonIsRefused)
{
    std::string deep(33, '[');
    deep += std::string(33, ']');
    for (const std::string& text : {std::string{}, std::string{"{"}, std::string{"{} {}"}, std::string{"{a:1}"},
                                    std::string{"\"\xff\""}, std::string{"[1,]"}, std::string{"nul"}, deep})
    {
        const Result<json::value> answer = parse_json(text);
        ASSERT_FALSE(answer) << text;
        EXPECT_TRUE(answer.error().message.starts_with("dit is geen JSON: ")) << answer.error().message;
    }
    EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
}

TEST(Json, ARefusalSaysInDutchWhereItStopped)
{
    EXPECT_EQ(parse_json("{\"a\":1").error().message, "dit is geen JSON: het houdt te vroeg op");
    EXPECT_TRUE(parse_json("{} x").error().message.starts_with("dit is geen JSON: achter teken "));
    EXPECT_TRUE(parse_json("[1,]").error().message.starts_with("dit is geen JSON: bij teken "));
}

TEST(Json, NumberThatCannotBeWrittenAgainIsRefused)
{
    for (const char* text : {"1e999", "-1e999", "[1,2e308]", R"({"a":{"b":[1e309]}})"})
        EXPECT_EQ(parse_json(text).error().message, "dit is geen JSON: er staat een getal in dat te groot is") << text;

    for (const char* text : {"1e308", "[-1.5e-400]", R"({"a":0.1})"})
        EXPECT_TRUE(parse_json(text)) << text;
}

TEST(Json, ANameThatStandsTwiceInOneObjectIsRefusedByName)
{
    for (const auto& [text, name] : {std::pair{R"({"a":1,"b":2,"a":1})", "a"},
                                     {R"({"x":[{"deel":{"n":1,"n":null}}]})", "n"},
                                     {R"({"\u0061b":1,"ab":2})", "ab"},
                                     {R"({"":1,"":2})", ""},
                                     {R"({"a:\"":":","a:\"":"\\"})", "a:\""},
                                     {R"([{"één":1},{"één":1,"één":2}])", "één"}})
    {
        const Result<json::value> answer = parse_json(text);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().code, Errc::invalid);
        EXPECT_EQ(answer.error().where.field, name) << text;
        EXPECT_EQ(answer.error().message,
                  fmt::format("veld '{}' staat twee keer in één object; noem het één keer", name));
    }
}

TEST(Json, ANameMayStandInSeveralObjectsAndColonsInText)
{
    for (const char* text :
         {R"({"a":{"a":1},"b":{"a":2},"c":[{"a":3},{"a":4}]})", R"({"a":"a\":1,\"a\":2","b":"::\\"})",
          R"(["a:1","\\",{"A":1,"a":2}])", R"({"a" : 1 , "b" :{ } })"})
        EXPECT_TRUE(parse_json(text)) << text;
}

TEST(Json, ALongNameThatStandsTwiceIsTakenWhole)
{
    const std::string name = std::string(5'000, 'x') + R"(\u20ac)" + std::string(5'000, 'y');
    const Result<json::value> answer = parse_json(fmt::format(R"({{"{0}":1,"{0}":2}})", name));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().where.field, std::string(5'000, 'x') + "€" + std::string(5'000, 'y'));
}

TEST(Json, MembersKeepTheirOrder)
{
    EXPECT_EQ(to_json_text(parse_json(R"({"z":1,"a":2,"m":3})").value()), R"({"z":1,"a":2,"m":3})");
}

TEST(EnumWords, AreFoundBothWaysAndInOrder)
{
    EXPECT_EQ(name_of(Answer::not_now), "not_now");
    EXPECT_EQ(find_enum<Answer>("not_now"), Answer::not_now);
    EXPECT_EQ(find_enum<Answer>("Not_now"), std::nullopt);
    EXPECT_EQ(names_of<Answer>(), (std::vector<std::string_view>{"yes", "not_now"}));
    EXPECT_EQ(name_of(static_cast<Answer>(9)), "?");
}

}  // namespace
}  // namespace wd
