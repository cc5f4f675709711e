// See admission.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/admission.hpp"

#include <algorithm>

namespace wd::runtime {

using namespace domain;

namespace {

constexpr std::string_view make_another =
    "laat --token of WIJKDRAAD_TOKEN weg en maak een nieuw token: wijkdraad token add NAAM --until DATUM --content "
    "--as PERSOON";

Result<Token> find_token(store::ReadStore& store, std::string_view text, Timestamp now)
{
    const std::optional<Token> token = store.keys().find_token(sha256(text));
    if (!token)
        return refusal(Errc::not_allowed, "dit token is hier niet bekend; {}", make_another);
    if (token->withdrawn)
        return refusal(Errc::not_allowed, "dit token ({}) is ingetrokken; {}", token->id, make_another);
    if (now >= token->expires)
        return refusal(Errc::not_allowed, "dit token ({}) is verlopen; {}", token->id, make_another);
    return *token;
}

// Who asks or does it, as far as the wish says; null for what nobody in particular does.
PersonId* asker_in(Wish& wish)
{
    if (auto* question = std::get_if<Question>(&wish))
        return &question->viewer;
    if (auto* request = std::get_if<Request>(&wish))
        return &request->actor.person;
    if (auto* install = std::get_if<Install>(&wish))
        return &install->actor.person;
    return nullptr;
}

// An administrator's token without a name is the administrator of this machine, as without a token.
Result<void> check_asker(Wish& wish, const Token& token, const AccountFacts& account)
{
    const bool is_administrator = std::any_of(account.grants.begin(), account.grants.end(), makes_administrator);
    PersonId* asker = asker_in(wish);
    if (asker == nullptr || is_administrator || *asker == token.person)
        return {};
    if (*asker)
        return refusal(Errc::not_allowed,
                       "dit token is van {}, en bij --as staat {}; laat --as weg, of gebruik het token van {}",
                       token.person, *asker, *asker);
    *asker = token.person;
    return {};
}

bool is_for(const Token& token, ProgrammeId programme)
{
    const std::vector<ProgrammeId>& only = token.scope.programmes;
    return only.empty() || std::find(only.begin(), only.end(), programme) != only.end();
}

// Names are for who may see people anywhere; the texts of a programme for who may see it.
std::vector<ProgrammeId> streams_of(store::ReadStore& store, const Token& token, const AccountFacts& account)
{
    std::vector<ProgrammeId> streams;
    if (allows_somewhere(account.grants, Action::see_people))
        streams.push_back(installation);
    for (const json::value& row : store.view("inner_places", {}))
        if (const Place place = place_in(row.as_object());
            is_for(token, *place.programme) && allows(account.grants, Action::see_programme, place))
            streams.push_back(*place.programme);
    return streams;
}

// Who is only named does not prove to be of a team, so what is of households is not there either.
Admission without_texts(TokenId token)
{
    return {store::Sight{{}, false}, true, token};
}

// Belonging to a team is not enough: the role in it may have been withdrawn since.
bool sees_households(store::ReadStore& store, const Token& token, const AccountFacts& account)
{
    const json::array teams = store.view("inner_teams_of", {{"person", token.person.value}});
    return std::all_of(teams.begin(), teams.end(), [&](const json::value& row) {
        const auto id = parse_id<PersonTag>(std::string_view{row.at("team").as_string()}).value();
        const json::array found = store.view("inner_place_of_person", {{"id", id.value}});
        Place place;
        if (!found.empty() && found.front().at("team").is_int64())
            place.team = id;
        return !place.team || allows(account.grants, Action::see_household, place);
    });
}

}  // namespace

Place place_in(const json::object& row)
{
    Place place;
    place.programme = ProgrammeId{row.at("programme").as_int64()};
    if (const json::array* codes = row.at("municipalities").if_array())
        for (const json::value& code : *codes)
            place.municipalities.emplace_back(code.as_string());
    return place;
}

Result<Admission> admit(store::ReadStore& store, std::string_view text, Wish& wish, Timestamp now)
{
    if (text.empty())
        return store.find_meta("label") == name_of(StoreLabel::demo) ? Admission{} : without_texts({});
    const Result<Token> token = find_token(store, text, now);
    if (!token)
        return token.error();
    const std::optional<AccountFacts> account = store.keys().find_account(token->person);
    if (!account)
        return refusal(Errc::not_allowed, "het account van {} is gesloten; dit token geldt niet meer", token->person);
    const auto* question = std::get_if<Question>(&wish);
    if (question == nullptr && token->scope.reads_only)
        return refusal(Errc::not_allowed,
                       "dit token ({}) mag alleen lezen; vastleggen kan met een token dat is gemaakt "
                       "met --write, of zonder token",
                       token->id);
    if (const Result<void> right = check_asker(wish, *token, *account); !right)
        return right.error();
    if (!token->scope.content)
        return without_texts(token->id);
    if (question == nullptr)
        return Admission{{}, false, token->id};
    const bool households = question->viewer == token->person && sees_households(store, *token, *account);
    return Admission{store::Sight{streams_of(store, *token, *account), households}, false, token->id};
}

json::object answer_admitted(store::ReadStore& limited, const Question& question, const Admission& admission,
                             Timestamp now, const NoteReading& note)
{
    if (!admission.sight)
        return answer(limited, question, now);
    limited.limit_to(*admission.sight);
    json::object reply = answer(limited, question, now);
    const json::value* result = reply.if_contains("result");
    if (result == nullptr)
        return reply;
    if (admission.hidden) {
        reply["hidden"] = true;
        return reply;
    }
    if (!admission.sight->households || limited.view("inner_teams_of", {{"person", question.viewer.value}}).empty())
        return reply;
    HouseholdReading reading{question.viewer, admission.token, question.name,
                             households_in(limited, question.with, *result), now};
    if (reading.subjects.empty() || (note && note(reading)))
        return reply;
    return failed(refusal(Errc::unavailable,
                          "gegevens over huishoudens zijn nu niet te zien: Wijkdraad kan niet vastleggen wie ze leest; "
                          "probeer het straks nog eens of bel uw beheerder"));
}

}  // namespace wd::runtime
