// Between the Dutch of the wire and the English of the engine.
// SPDX-License-Identifier: EUPL-1.2
#include "http/translate.hpp"

#include <gtest/gtest.h>

namespace wd::http::test {

namespace {

const Route& route_at(std::string_view method, std::string_view path)
{
    for (const Route& route : routes())
        if (route.method == method && route.path == path)
            return route;
    throw std::runtime_error("no such route");
}

json::value parsed(std::string_view text)
{
    return *parse_json(text);
}

std::vector<std::string> fields_of(const Error& error)
{
    std::vector<std::string> fields;
    for (const Error& detail : error.details)
        fields.push_back(detail.where.field);
    return fields;
}

std::vector<std::pair<std::string, std::string>> query(std::initializer_list<std::pair<std::string, std::string>> list)
{
    return list;
}

TEST(Body, BecomesTheDataOfTheCommand)
{
    const Result<json::object> data = read_body(
        route_at("POST", "/taken/{taak}/teruggave"),
        parsed(R"({"reden": "nu_niet", "uitgesteldTotDatum": "2027-01-04", "toelichting": "na de vakantie"})"));

    ASSERT_TRUE(data) << data.error().message;
    EXPECT_EQ(json::serialize(*data), R"({"reason":"not_now","until":"2027-01-04","note":"na de vakantie"})");
}

TEST(Body, MayHaveObjectsInLists)
{
    const Result<json::object> data = read_body(
        route_at("POST", "/beslismomenten/{taak}/antwoorden"),
        parsed(
            R"({"uitkomst":"go_met_voorwaarden","voorwaarden":[{"tekst":"bank erbij","eigenaar":"persoon-3","einddatum":"2027-02-01"}]})"));

    ASSERT_TRUE(data) << data.error().message;
    EXPECT_EQ(data->at("outcome"), "go_with_conditions");
    EXPECT_EQ(json::serialize(data->at("conditions")),
              R"([{"text":"bank erbij","owner":"persoon-3","due":"2027-02-01"}])");
}

TEST(Body, HasAllItsMistakesToldAtOnceByTheirOwnNames)
{
    const Result<json::object> data = read_body(
        route_at("POST", "/beslismomenten/{taak}/antwoorden"),
        parsed(
            R"({"uitkomst":"misschien","datum":"morgen","rool":"x","voorwaarden":[{"tekst":1,"eigenaar":"taak-3"}]})"));

    ASSERT_FALSE(data);
    EXPECT_EQ(data.error().code, Errc::invalid);
    EXPECT_EQ(fields_of(data.error()),
              (std::vector<std::string>{"uitkomst", "datum", "voorwaarden[0].tekst", "voorwaarden[0].eigenaar",
                                        "voorwaarden[0].einddatum", "rool"}));
    EXPECT_EQ(data.error().details.back().message, "onbekend veld 'rool' (bedoelt u 'rol'?)");
}

TEST(Body, DoesNotTakeWhatThePathSays)
{
    EXPECT_FALSE(read_body(route_at("POST", "/taken/{taak}/opmerkingen"), parsed(R"({"tekst":"ja","taak":"taak-9"})")));
}

TEST(Body, IsNotTakenInEnglish)
{
    EXPECT_FALSE(read_body(route_at("POST", "/taken/{taak}/teruggave"), parsed(R"({"reason": "not_now"})")));
    EXPECT_FALSE(read_body(route_at("POST", "/taken/{taak}/teruggave"), parsed(R"({"reden": "not_now"})")));
}

TEST(Body, LeavesAnswersToAFormAsTheyAre)
{
    const Result<json::object> data = read_body(route_at("POST", "/taken/{taak}/afronding"),
                                                parsed(R"({"antwoorden":{"aanwezig":34,"status":"nu_niet"}})"));

    ASSERT_TRUE(data);
    EXPECT_EQ(json::serialize(*data), R"({"answers":{"aanwezig":34,"status":"nu_niet"}})");
}

TEST(Body, CorrectsAFieldByTheNameUnderWhichItIsRead)
{
    const Result<json::object> promise = read_body(route_at("POST", "/toezeggingen/{regel}/correcties"),
                                                   parsed(R"({"veld":"einddatum","waarde":"2027-02-01"})"));
    const Result<json::object> journal = read_body(route_at("POST", "/logboek/{regel}/correcties"),
                                                   parsed(R"({"veld":"soort","waarde":"mislukt_initiatief"})"));

    ASSERT_TRUE(promise && journal);
    EXPECT_EQ(json::serialize(*promise), R"({"field":"due","value":"2027-02-01"})");
    EXPECT_EQ(json::serialize(*journal), R"({"field":"kind","value":"failed_initiative"})");
    EXPECT_FALSE(read_body(route_at("POST", "/geld/{regel}/correcties"), parsed(R"({"veld":"naam","tekst":"x"})")));
}

TEST(Query, AsksTheQuestionInItsOwnWords)
{
    const Result<Query> read = read_query(
        route_at("GET", "/taken"), query({{"programma", "programma-1"}, {"status", "opgepakt"}, {"limiet", "5"}}));

    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(json::serialize(read->with), R"({"programme":"programma-1","state":"claimed"})");
    EXPECT_EQ(read->list.limit, 5U);
}

TEST(Query, FiltersAndSortsByWhatTheRowsShow)
{
    const Result<Query> read = read_query(
        route_at("GET", "/taken"), query({{"taakSoort", "beslismoment"}, {"sorteer", "-einddatumHandelingsTermijn"}}));

    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->list.filters.size(), 1U);
    EXPECT_EQ(read->list.filters.front().second, "beslismoment");
    EXPECT_EQ(read->list.sort->word->code, "due");
    EXPECT_TRUE(read->list.descending);
}

TEST(Query, HasAllItsMistakesToldAtOnce)
{
    const Result<Query> read =
        read_query(route_at("GET", "/fasen"),
                   query({{"programm", "x"}, {"limiet", "0"}, {"sorteer", "naam"}, {"generatie", "een"}}));

    ASSERT_FALSE(read);
    EXPECT_EQ(fields_of(read.error()),
              (std::vector<std::string>{"programm", "limiet", "sorteer", "generatie", "programma"}));
}

TEST(Query, DoesNotTakeAParameterTwice)
{
    EXPECT_FALSE(read_query(route_at("GET", "/taken"), query({{"limiet", "1"}, {"limiet", "2"}})));
}

TEST(Path, TakesAnIdOfTheRightKind)
{
    const Route& route = route_at("GET", "/taken/{taak}");

    EXPECT_EQ(json::serialize(*read_path(route, {"taak-12"})), R"({"task":"taak-12"})");
    for (const char* wrong : {"persoon-12", "12", "taak-0", "taak-x", "taak-"})
        EXPECT_EQ(read_path(route, {wrong}).error().code, Errc::not_found) << wrong;
}

TEST(Answer, IsShownInDutchWithoutWhatIsNotThere)
{
    const json::value row = parsed(
        R"({"task":"taak-1","kind":"gate","state":"waiting","title":"Verder?","person":null,"deciders":["bewonersgroep"],"due":"2027-01-04"})");

    EXPECT_EQ(
        json::serialize(to_api(*find_schema("task"), row)),
        R"({"taak":"taak-1","taakSoort":"beslismoment","status":"uitgesteld","titel":"Verder?","beslissers":["bewonersgroep"],"einddatumHandelingsTermijn":"2027-01-04"})");
}

TEST(Answer, ShowsNothingThatStandsInNoSchema)
{
    const json::value row = parsed(R"({"task":"taak-1","secret_column":"x","answers":[{"field":"doel"}]})");

    EXPECT_EQ(json::serialize(to_api(*find_schema("task"), row)), R"({"taak":"taak-1"})");
}

TEST(Answer, MayBeAListInOneCaseAndAnObjectInAnother)
{
    const Schema& schema = *find_schema("continuity.measures");

    EXPECT_EQ(json::serialize(
                  to_api(schema, parsed(R"({"bus_factor":{"factor":2,"hangs_on":[[{"position":"teamrol-1"}]]}})"))),
              R"({"rustOpAantalMensen":{"aantalMensen":2,"rustOp":[[{"teamrol":"teamrol-1"}]]}})");
    EXPECT_EQ(json::serialize(to_api(schema, parsed(R"({"bus_factor":[{"factor":2}]})"))),
              R"({"rustOpAantalMensen":[{"aantalMensen":2}]})");
}

TEST(Field, IsToldByItsNameOutside)
{
    EXPECT_EQ(api_field("gate.decide", "conditions[0].owner"), "voorwaarden[0].eigenaar");
    EXPECT_EQ(api_field("task.reschedule", "due"), "einddatumHandelingsTermijn");
    EXPECT_EQ(api_field("task.complete", "answers.aanwezig"), "antwoorden.aanwezig");
}

}  // namespace

}  // namespace wd::http::test
