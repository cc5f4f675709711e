// See accounts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/accounts.hpp"

#include "base/limits.hpp"
#include "calendar/amsterdam.hpp"
#include "domain/access.hpp"
#include "domain/area_codes.hpp"
#include "domain/checks.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

constexpr std::size_t login_min = 2;
constexpr std::string_view login_signs = "._@+-";
constexpr std::chrono::days token_days_max{365};

Result<void> check_administrator(std::string_view what, Context& context)
{
    if (is_administrator(context))
        return {};
    return refusal(Errc::not_allowed, "alleen een beheerder {}", what);
}

// Refuses when nobody else could administer this installation any more.
Result<void> check_not_last(PersonId person, Context& context)
{
    const std::vector<PersonId> administrators = context.administrators();
    if (administrators.size() != 1 || administrators.front() != person)
        return {};
    return refusal(Errc::wrong_state, "{} is de enige beheerder; maak eerst iemand anders beheerder", person);
}

// An account is of one human being: what two do with one account was done by nobody.
Result<void> check_human(PersonId person, Context& context)
{
    const std::optional<PersonFacts> facts = context.find_person(person);
    if (facts && facts->kind != PersonKind::person)
        return refusal_at("person", "{} is geen persoon; een account is van één mens", person);
    if (facts && facts->forgotten)
        return refusal_at(
            "person", "de gegevens van {} zijn gewist; wie terugkomt, krijgt een nieuw nummer (person add)", person);
    return check_person("person", person, context);
}

Result<void> check_account(PersonId person, Context& context)
{
    if (!context.find_person(person))
        return check_person("person", person, context);
    if (context.find_account(person))
        return {};
    return refusal(Errc::wrong_state, "{} heeft geen account", person);
}

bool fits_login(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           login_signs.find(c) != std::string_view::npos;
}

Result<void> check_login(const Text& login, PersonId person, Context& context)
{
    const std::string_view name = login.value;
    if (name.size() < login_min || name.size() > limits::login_max ||
        !std::all_of(name.begin(), name.end(), fits_login))
        return refusal_at("login",
                          "een inlognaam heeft {} tot en met {} tekens: letters zonder accent, cijfers en {}; "
                          "bijvoorbeeld een e-mailadres",
                          login_min, limits::login_max, login_signs);
    const std::optional<PersonId> taken = context.find_login(name);
    if (!taken || *taken == person)
        return {};
    Error error = refusal_at("login", "de inlognaam '{}' is al van iemand anders; kies een andere", name);
    error.code = Errc::duplicate;
    return error;
}

// What was made with argon2id, and no password: whoever sends one by mistake hears so.
Result<void> check_hash(std::string_view hash)
{
    if (hash.starts_with("$argon2id$") && hash.size() <= limits::password_hash_max && !find_unfit(hash))
        return {};
    return refusal_at("password_hash", "een wachtwoord komt hier alleen als argon2id-hash; gebruik account password");
}

Result<void> check_token_name(std::string_view name)
{
    if (trimmed(name).empty() || name.size() > limits::name_max || find_unfit(name) ||
        name.find_first_of("\r\n\t") != std::string_view::npos)
        return refusal_at("name", "geef het token een naam van één regel: waarvoor is het?");
    return {};
}

Result<void> check_expiry(Date expires, const Context& context)
{
    const Date last = context.today() + token_days_max;
    if (expires >= context.today() && expires <= last)
        return {};
    return refusal_at("expires", "een token geldt hoogstens een jaar: kies een dag van {} tot en met {}",
                      to_text(context.today()), to_text(last));
}

std::size_t count_valid(const std::vector<Token>& tokens, Timestamp now)
{
    return static_cast<std::size_t>(std::count_if(
        tokens.begin(), tokens.end(), [&](const Token& token) { return !token.withdrawn && token.expires > now; }));
}

// Which members name the place, and which of them this scope asks for.
template <class Access>
void check_scope(const Access& access, Complaints& complaints)
{
    struct Member {
        std::string_view name;
        ScopeKind scope;
        bool given;
    };
    const std::array<Member, 4> members{{{"municipality", ScopeKind::municipality, access.municipality.has_value()},
                                         {"organisation", ScopeKind::organisation, access.organisation.has_value()},
                                         {"programme", ScopeKind::programme, access.programme.has_value()},
                                         {"team", ScopeKind::team, access.team.has_value()}}};
    for (const Member& member : members) {
        if (member.scope == access.scope && !member.given)
            complaints.add(refusal_at(member.name, "noem ook '{}': daarvoor geldt de rol", member.name));
        if (member.scope != access.scope && member.given)
            complaints.add(refusal_at(member.name, "'{}' past niet bij bereik '{}'; laat het weg", member.name,
                                      name_of(access.scope)));
    }
}

// What can be granted at all: a row of the table of permissions.hpp.
Result<void> check_cell(PermissionRole role, ScopeKind scope)
{
    std::vector<std::string_view> fitting;
    for (const ScopeKind one : scopes_of(role)) {
        if (one == scope)
            return {};
        fitting.push_back(name_of(one));
    }
    return refusal_at("scope", "de rol {} wordt niet gegeven met bereik '{}'; kies {}", dutch(role), name_of(scope),
                      join_or(fitting));
}

Result<void> check_team(PersonId team, Context& context)
{
    const std::optional<PersonFacts> facts = context.find_person(team);
    if (facts && facts->kind != PersonKind::team)
        return refusal_at("team", "{} is geen team", team);
    return check_person("team", team, context);
}

void check_place(const GrantAccess& access, Complaints& complaints, Context& context)
{
    if (access.municipality && !is_municipality_code(*access.municipality))
        complaints.add(refusal_at("municipality",
                                  "'{}' is geen gemeentecode; verwacht GM en vier cijfers, bijvoorbeeld GM0363",
                                  *access.municipality));
    if (access.organisation)
        complaints.add(check_organisation("organisation", *access.organisation, context));
    if (access.programme && !context.knows_programme(*access.programme)) {
        Error error = refusal_at("programme", "{} bestaat niet", *access.programme);
        error.code = Errc::not_found;
        complaints.add(std::move(error));
    }
    if (access.team)
        complaints.add(check_team(*access.team, context));
}

bool has(const AccountFacts& account, const Grant& grant)
{
    return std::find(account.grants.begin(), account.grants.end(), grant) != account.grants.end();
}

bool is_oneself(PersonId person, const Context& context)
{
    return context.actor().person == person;
}

}  // namespace

Result<void> change_account(Turn& turn, const OpenAccount& command)
{
    Context& context = turn.context();
    if (Result<void> may = check_administrator("opent een account", context); !may)
        return may;
    Complaints complaints;
    complaints.add(check_human(command.person, context));
    complaints.add(check_login(command.login, command.person, context));
    if (command.password_hash)
        complaints.add(check_hash(*command.password_hash));
    if (!complaints.empty())
        return complaints.to_error();
    if (context.find_account(command.person))
        return refusal(Errc::duplicate, "{} heeft al een account", command.person);
    turn.record({}, AccountOpened{command.person});
    Credential credential;
    credential.person = command.person;
    credential.login = command.login.value;
    credential.password_hash = command.password_hash.value_or("");
    credential.must_change = command.password_hash.has_value();
    credential.changed_at = context.now();
    context.change_keys({KeyChange::Kind::credential, command.person, std::move(credential), {}});
    return {};
}

Result<void> change_account(Turn& turn, const CloseAccount& command)
{
    Context& context = turn.context();
    if (Result<void> may = check_administrator("sluit een account", context); !may)
        return may;
    if (Result<void> there = check_account(command.person, context); !there)
        return there;
    return end_account(turn, command.person);
}

Result<void> change_account(Turn& turn, const GrantAccess& command)
{
    Context& context = turn.context();
    if (Result<void> may = check_administrator("geeft rollen aan accounts", context); !may)
        return may;
    Complaints complaints;
    complaints.add(check_account(command.person, context));
    complaints.add(check_cell(command.role, command.scope));
    check_scope(command, complaints);
    check_place(command, complaints, context);
    if (!complaints.empty())
        return complaints.to_error();
    const AccountFacts account = *context.find_account(command.person);
    if (has(account, grant_of(command)))
        return refusal(Errc::duplicate, "{} heeft deze rol daar al", command.person);
    if (account.grants.size() >= limits::grants_per_account_max)
        return refusal(Errc::wrong_state, "{} heeft al {} rollen; trek eerst in wat niet meer nodig is", command.person,
                       account.grants.size());
    turn.record({}, AccessGranted{command.person, command.role, command.scope, command.municipality,
                                  command.organisation, command.programme, command.team});
    return {};
}

Result<void> change_account(Turn& turn, const WithdrawAccess& command)
{
    Context& context = turn.context();
    if (Result<void> may = check_administrator("trekt rollen van accounts in", context); !may)
        return may;
    Complaints complaints;
    complaints.add(check_account(command.person, context));
    check_scope(command, complaints);
    if (!complaints.empty())
        return complaints.to_error();
    const Grant grant = grant_of(command);
    if (!has(*context.find_account(command.person), grant))
        return refusal(Errc::not_found, "{} heeft deze rol daar niet; kijk met account list", command.person);
    if (makes_administrator(grant))
        if (Result<void> others = check_not_last(command.person, context); !others)
            return others;
    turn.record({}, AccessWithdrawn{command.person, command.role, command.scope, command.municipality,
                                    command.organisation, command.programme, command.team});
    return {};
}

Result<void> change_account(Turn& turn, const SetPassword& command)
{
    Context& context = turn.context();
    if (!is_oneself(command.person, context) && !is_administrator(context))
        return refusal(Errc::not_allowed, "alleen {} zelf en een beheerder veranderen dat wachtwoord", command.person);
    Complaints complaints;
    complaints.add(check_account(command.person, context));
    complaints.add(check_hash(command.password_hash));
    if (!complaints.empty())
        return complaints.to_error();
    std::optional<Credential> credential = context.find_credential(command.person);
    if (!credential)
        return refusal(Errc::wrong_state, "{} heeft geen inlognaam; sluit het account en open het opnieuw",
                       command.person);
    credential->password_hash = command.password_hash;
    credential->must_change = !is_oneself(command.person, context);
    credential->failures = 0;
    credential->locked_until.reset();
    credential->changed_at = context.now();
    if (command.without_second_factor.value_or(false))
        credential->totp_secret.reset();
    context.change_keys({KeyChange::Kind::credential, command.person, std::move(credential), {}});
    context.change_keys({KeyChange::Kind::sessions_end, command.person, {}, {}});
    return {};
}

Result<TokenId> add_token(Turn& turn, const AddToken& command)
{
    Context& context = turn.context();
    if (context.actor().person && !is_oneself(command.person, context))
        return refusal(Errc::not_allowed, "een token maakt u voor uzelf; alleen {} kan dit", command.person);
    Complaints complaints;
    complaints.add(check_account(command.person, context));
    complaints.add(check_token_name(command.name));
    complaints.add(check_expiry(command.expires, context));
    if (command.secret_hash == Sha256{})
        complaints.add(refusal_at("secret_hash", "het geheim van een token komt hier als sha256"));
    for (const ProgrammeId programme : command.programmes)
        if (!context.knows_programme(programme))
            complaints.add(refusal_at("programmes", "{} bestaat niet", programme));
    if (!complaints.empty())
        return complaints.to_error();
    if (count_valid(context.list_tokens(command.person), context.now()) >= limits::tokens_per_account_max)
        return refusal(Errc::wrong_state, "{} heeft al {} tokens die gelden; trek er eerst een in", command.person,
                       limits::tokens_per_account_max);
    Token token;
    token.id = context.new_id<TokenTag>();
    token.person = command.person;
    token.secret_hash = command.secret_hash;
    token.name = command.name;
    token.scope = {command.reads_only.value_or(true), command.content.value_or(false), command.programmes};
    token.created = context.now();
    token.expires = calendar::start_of(command.expires + std::chrono::days{1});
    const TokenId id = token.id;
    context.change_keys({KeyChange::Kind::token, command.person, {}, std::move(token)});
    return id;
}

Result<void> change_account(Turn& turn, const WithdrawToken& command)
{
    Context& context = turn.context();
    std::optional<Token> token = context.find_token(command.token);
    // Of somebody else's token nobody hears whether it exists.
    if (!token || (!is_oneself(token->person, context) && !is_administrator(context)))
        return refusal(Errc::not_found, "{} is er niet; kijk met token list", command.token);
    if (token->withdrawn)
        return refusal(Errc::wrong_state, "{} is al ingetrokken", command.token);
    token->withdrawn = context.now();
    const PersonId person = token->person;
    context.change_keys({KeyChange::Kind::token, person, {}, std::move(token)});
    return {};
}

Result<void> end_account(Turn& turn, PersonId person)
{
    if (!turn.context().find_account(person))
        return {};
    if (Result<void> others = check_not_last(person, turn.context()); !others)
        return others;
    turn.record({}, AccountClosed{person});
    turn.context().change_keys({KeyChange::Kind::all_end, person, {}, {}});
    return {};
}

}  // namespace wd::domain
