// Refusals as problem details.
// SPDX-License-Identifier: EUPL-1.2
#include "http/problem.hpp"

#include "base/json.hpp"
#include "requests.hpp"

namespace wd::http::test {

namespace {

json::object body_of(const Response& response)
{
    return parse_json(response.body)->as_object();
}

TEST(Problem, HasTheMembersOfProblemDetails)
{
    const Response response = problem_of(refusal(Errc::wrong_state, "taak-1 is al afgerond"),
                                         a_request("POST", "/api/v1/taken/taak-1/afronding"));

    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.headers.front().second, "application/problem+json");
    const json::object body = body_of(response);
    EXPECT_EQ(body.at("status"), 409);
    EXPECT_EQ(body.at("title"), "Dit kan nu niet");
    EXPECT_EQ(body.at("detail"), "taak-1 is al afgerond");
    EXPECT_EQ(body.at("code"), "verkeerde_status");
    EXPECT_EQ(body.at("type"), "urn:wijkdraad:probleem:verkeerde_status");
    EXPECT_EQ(body.at("instance"), "/api/v1/taken/taak-1/afronding");
    EXPECT_FALSE(body.contains("invalidParams"));
}

TEST(Problem, NamesEveryMemberThatIsWrongAsTheCallerKnowsIt)
{
    Error error = refusal(Errc::invalid, "2 velden kloppen niet");
    error.details = {Error{Errc::invalid, "verwacht een datum", Where{{}, 0, "due"}, {}},
                     Error{Errc::over_limit, "is te lang", Where{{}, 0, "conditions[1].text"}, {}}};

    const Response response = problem_of(error, a_request("POST", "/api/v1/taken"), "commitment.add");

    EXPECT_EQ(response.status, 400);
    const json::array parameters = body_of(response).at("invalidParams").as_array();
    ASSERT_EQ(parameters.size(), 2U);
    EXPECT_EQ(json::serialize(parameters[0]),
              R"({"name":"einddatum","code":"ongeldig","reason":"verwacht een datum"})");
    EXPECT_EQ(parameters[1].at("name"), "voorwaarden[1].tekst");
}

TEST(Problem, HasAStatusForEveryCode)
{
    EXPECT_EQ(status_of(Errc::invalid), 400);
    EXPECT_EQ(status_of(Errc::not_allowed), 403);
    EXPECT_EQ(status_of(Errc::not_found), 404);
    EXPECT_EQ(status_of(Errc::duplicate), 409);
    EXPECT_EQ(status_of(Errc::key_reused), 409);
    EXPECT_EQ(status_of(Errc::conflict), 409);
    for (int code = 0; name_of(static_cast<Errc>(code)) != "unknown"; ++code)
        EXPECT_GE(status_of(static_cast<Errc>(code)), 400) << name_of(static_cast<Errc>(code));
}

TEST(Problem, SaysWhenToTryAgain)
{
    const Response response = problem_of(refusal(Errc::unavailable, "te druk"), a_request("GET", "/api/v1/taken"));

    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.headers.back().first, "Retry-After");
}

}  // namespace

}  // namespace wd::http::test
