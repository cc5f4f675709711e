// Personal tokens, and the first passwords that an administrator gives. See login.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/json_text.hpp"
#include "http/login_call.hpp"
#include "http/secrets.hpp"

namespace wd::http {

namespace {

constexpr std::string_view token_prefix = "wd_";  // so that a token that leaked can be recognised

struct NewToken {
    std::string naam;
    Date verloopdatum{};
    std::optional<bool> alleenLezen;
    std::optional<bool> inhoud;
    std::vector<domain::ProgrammeId> programmas;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (naam, verloopdatum, alleenLezen, inhoud, programmas))

struct NewAccount {
    domain::PersonId persoon;
    std::string gebruikersnaam;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (persoon, gebruikersnaam))

struct NewPassword {
    std::optional<bool> zonderTweedeFactor;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (zonderTweedeFactor))

json::object shown(const domain::Token& token)
{
    json::object out{{"token", to_text(token.id)},
                     {"naam", token.name},
                     {"alleenLezen", token.scope.reads_only},
                     {"inhoud", token.scope.content}};
    if (!token.scope.programmes.empty()) {
        json::array programmes;
        for (const domain::ProgrammeId programme : token.scope.programmes)
            programmes.push_back(json::string(to_text(programme)));
        out["programmas"] = std::move(programmes);
    }
    out["gemaaktTijdstip"] = to_text(token.created);
    out["verlooptTijdstip"] = to_text(token.expires);
    if (token.withdrawn)
        out["ingetrokkenTijdstip"] = to_text(*token.withdrawn);
    return out;
}

// "token-5", as it is in the answer of token.add.
std::string token_in(const json::value& result)
{
    const json::object* object = result.if_object();
    return object != nullptr ? text_in(*object, "token") : std::string{};
}

void answer_with_password(const SharedCall& call, domain::PersonId person, const std::string& password)
{
    call->answer(201, json::object{{"persoon", to_text(person)}, {"eenmaligWachtwoord", password}});
}

// Makes a first password and sends the command that keeps its hash.
void give_password(const SharedCall& call, std::string_view verb, json::object data, domain::PersonId person,
                   std::string_view action)
{
    const std::string password = new_one_time_password();
    const bool accepted = call->desk.needs.passwords.hash(
        password, [call, verb, data = std::move(data), person, action, password](const std::string& hash) {
            if (hash.empty())
                return call->too_busy();
            json::object whole = data;
            whole["password_hash"] = hash;
            send(call, verb, std::move(whole), [call, person, action, password](const json::value&) {
                call->log_late(action, to_text(person), SecurityResult::gelukt, "eenmalig wachtwoord");
                answer_with_password(call, person, password);
            });
        });
    if (!accepted)
        call->too_busy();
}

}  // namespace

void list_tokens(const SharedCall& call)
{
    read(call, [call](store::ReadStore& store) {
        json::array tokens;
        for (const domain::Token& token : store.keys().list_tokens(call->identity.person))
            tokens.push_back(shown(token));
        call->answer(200, json::object{{"resultaten", std::move(tokens)}});
    });
}

void add_token(const SharedCall& call)
{
    const std::optional<NewToken> body = read_body_as<NewToken>(*call);
    if (!body)
        return;
    const std::string secret = std::string(token_prefix) + new_secret();
    json::object data{{"person", to_text(call->identity.person)},       {"name", body->naam},
                      {"secret_hash", to_hex(sha256(secret))},          {"expires", to_text(body->verloopdatum)},
                      {"reads_only", body->alleenLezen.value_or(true)}, {"content", body->inhoud.value_or(false)}};
    if (!body->programmas.empty()) {
        json::array programmes;
        for (const domain::ProgrammeId programme : body->programmas)
            programmes.push_back(json::string(to_text(programme)));
        data["programmes"] = std::move(programmes);
    }
    send(call, "token.add", std::move(data), [call, secret](const json::value& result) {
        const std::string token = token_in(result);
        call->log_late("token gemaakt", token, SecurityResult::gelukt);
        call->answer(201, json::object{{"token", token}, {"geheim", secret}});
    });
}

void withdraw_token(const SharedCall& call)
{
    const Result<domain::TokenId> token = parse_id<domain::TokenTag>(call->place.front());
    if (!token)
        return call->refuse(refusal(Errc::not_found, "er is geen token '{}'", call->place.front()));
    send(call, "token.withdraw", {{"token", to_text(*token)}}, [call, token = *token](const json::value&) {
        call->log_late("token ingetrokken", to_text(token), SecurityResult::gelukt);
        call->answer_empty(204);
    });
}

void open_account(const SharedCall& call)
{
    const std::optional<NewAccount> body = read_body_as<NewAccount>(*call);
    if (!body)
        return;
    give_password(call, "account.open", {{"person", to_text(body->persoon)}, {"login", body->gebruikersnaam}},
                  body->persoon, "account geopend");
}

void reset_password(const SharedCall& call)
{
    const std::optional<NewPassword> body = read_body_as<NewPassword>(*call);
    if (!body)
        return;
    const Result<domain::PersonId> person = parse_id<domain::PersonTag>(call->place.front());
    if (!person)
        return call->refuse(refusal(Errc::not_found, "er is geen persoon '{}'", call->place.front()));
    give_password(call, "account.password",
                  {{"person", to_text(*person)}, {"without_second_factor", body->zonderTweedeFactor.value_or(false)}},
                  *person, "wachtwoord gegeven");
}

}  // namespace wd::http
