// account and token: who may come in, what is granted where, and keys for programs. Passwords and secrets are made here and told once;
// the engine gets their hashes only.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/commands.hpp"
#include "http/password.hpp"
#include "http/secrets.hpp"

#include <array>
#include <iostream>

namespace wd::cli {

namespace {

constexpr std::string_view token_prefix = "wd_";  // so that a token that leaked can be recognised

Parameter person_place()
{
    return person(place("persoon", "person", Kind::id, "wie, bijvoorbeeld persoon-3"));
}

// --- Opening, closing, passwords

// Told once and kept nowhere but as a hash.
struct FirstPassword {
    std::string text;
    std::string hash;
};

FirstPassword new_password()
{
    FirstPassword password{http::new_one_time_password(), {}};
    password.hash = http::hash_password(password.text, {});
    return password;
}

Result<json::value> with_password(Result<json::value> answer, const FirstPassword& password)
{
    if (answer && answer->is_object())
        answer->get_object()["password"] = password.text;
    return answer;
}

Result<json::value> open(Session& session, const Arguments& arguments)
{
    const FirstPassword password = new_password();
    json::object data = arguments.data();
    data["password_hash"] = password.hash;
    return with_password(session.send("account.open", std::move(data)), password);
}

// One line of standard input, for who chooses the password and has it no place on a screen or in a history.
Result<FirstPassword> typed_password()
{
    FirstPassword password;
    std::getline(std::cin, password.text);
    if (const Result<void> good = http::check_new_password(password.text, "", ""); !good)
        return good.error();
    password.hash = http::hash_password(password.text, {});
    return password;
}

Result<json::value> set_password(Session& session, const Arguments& arguments)
{
    json::object data = arguments.data();
    if (!arguments.has("--stdin")) {
        const FirstPassword password = new_password();
        data["password_hash"] = password.hash;
        return with_password(session.send("account.password", std::move(data)), password);
    }
    const Result<FirstPassword> password = typed_password();
    if (!password)
        return password.error();
    data["password_hash"] = password->hash;
    return session.send("account.password", std::move(data));
}

void show_password(const json::value& answer, std::string_view done)
{
    std::cout << done << "\n";
    if (const std::string password = text_of(answer, "password"); !password.empty())
        std::cout << fmt::format(
            "\n  eenmalig wachtwoord: {}\n\n{}\n", password,
            wrapped(
                "Dit wachtwoord staat nergens en komt niet terug: geef het persoonlijk door. Wie ermee inlogt, kiest "
                "eerst een eigen wachtwoord.",
                ""));
}

// --- Roles

struct Scope {
    std::string_view option;
    domain::ScopeKind kind;
};
constexpr std::array scopes{
    Scope{"--everywhere", domain::ScopeKind::everywhere}, Scope{"--municipality", domain::ScopeKind::municipality},
    Scope{"--organisation", domain::ScopeKind::organisation}, Scope{"--programme", domain::ScopeKind::programme},
    Scope{"--team", domain::ScopeKind::team}};

// The scope follows from the one option that names a place.
Result<json::object> read_access(const Arguments& arguments)
{
    json::object data = arguments.data();
    int given = 0;
    for (const Scope& scope : scopes)
        if (arguments.has(scope.option)) {
            ++given;
            data["scope"] = name_of(scope.kind);
        }
    if (given != 1)
        return refusal(
            Errc::invalid,
            "zeg met één optie waarvoor de rol geldt: --programme, --municipality, --organisation, --team of "
            "--everywhere");
    return data;
}

CarryOut sends_access(std::string_view verb)
{
    return [verb](Session& session, const Arguments& arguments) -> Result<json::value> {
        Result<json::object> data = read_access(arguments);
        if (!data)
            return data.error();
        return session.send(verb, std::move(*data));
    };
}

std::vector<Parameter> access_parameters()
{
    return {person_place(),
            one_of<domain::PermissionRole>(place("rol", "role", Kind::word, "welke rol")),
            of("programma", option("--programme", "programme", Kind::id, "in dit programma")),
            option("--municipality", "municipality", Kind::text, "in alle programma's van deze gemeente (GM0363)"),
            person(option("--organisation", "organisation", Kind::id, "binnen deze organisatie")),
            person(option("--team", "team", Kind::id, "binnen dit team")),
            option("--everywhere", "", Kind::flag, "in de hele installatie")};
}

// "projectleider in Crabbehof (programma-1)"
std::string grant_text(const json::value& grant)
{
    const std::string role{domain::dutch(find_enum<domain::PermissionRole>(text_of(grant, "role")).value())};
    for (const char* member : {"programme", "organisation", "team"})
        if (const std::string id = text_of(grant, member); !id.empty()) {
            const std::string name = text_of(grant, "scope_name");
            return name.empty() ? fmt::format("{} in {}", role, id) : fmt::format("{} in {} ({})", role, name, id);
        }
    if (const std::string code = text_of(grant, "municipality"); !code.empty())
        return fmt::format("{} in gemeente {}", role, code);
    return fmt::format("{} van de hele installatie", role);
}

void show_accounts(const json::value& accounts, Session&)
{
    json::array rows;
    for (const json::value& account : accounts.get_array()) {
        json::object row = account.get_object();
        if (member(account, "person_name").is_null())
            row["person_name"] = "(naam gewist)";
        row["state"] = member(account, "open") == true ? "open" : "gesloten";
        if (member(account, "must_change") == true)
            row["state"] = "wachtwoord nog te kiezen";
        if (!member(account, "locked_until").is_null())
            row["state"] = "tijdelijk op slot";
        json::array grants;
        for (const json::value& grant : list_of(account, "grants"))
            grants.push_back(json::value(grant_text(grant)));
        row["granted"] = std::move(grants);
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nummer", "person"},
                             {"naam", "person_name"},
                             {"inlognaam", "login"},
                             {"stand", "state"},
                             {"tweede stap", "has_second_factor", As::yes},
                             {"rollen", "granted"}},
                            "Er zijn nog geen accounts. Open er een met: wijkdraad account open PERSOON INLOGNAAM");
}

// --- Tokens

Result<json::value> add_token(Session& session, const Arguments& arguments)
{
    Result<std::string> self = session.actor();
    if (!self)
        return self.error();
    if (self->empty())
        return refusal(Errc::not_allowed, "zeg wie u bent (--as): een token is van één persoon");
    const std::string secret = std::string(token_prefix) + http::new_secret();
    json::object data = arguments.data();
    data["person"] = *self;
    data["secret_hash"] = to_hex(sha256(secret));
    data["reads_only"] = !arguments.has("--write");
    Result<json::value> answer = session.send("token.add", std::move(data));
    if (answer && answer->is_object())
        answer->get_object()["secret"] = secret;
    return answer;
}

void show_token(const json::value& answer, Session&)
{
    std::cout << fmt::format(
        "Gemaakt: {}.\n\n  {}\n\n{}\n", text_of(answer, "token"), text_of(answer, "secret"),
        wrapped("Bewaar dit nu: het staat nergens en komt niet terug. Wie het heeft, kan wat u kunt; "
                "intrekken kan altijd (wijkdraad token withdraw).",
                ""));
}

void show_tokens(const json::value& tokens, Session&)
{
    json::array rows;
    for (const json::value& token : tokens.get_array()) {
        json::object row = token.get_object();
        row["may"] = member(token, "reads_only") == true ? "alleen lezen" : "lezen en schrijven";
        row["state"] = member(token, "valid") == true             ? "geldt"
                       : !member(token, "withdrawn_at").is_null() ? "ingetrokken"
                                                                  : "verlopen";
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"token", "token"},
                             {"van", "person"},
                             {"naam", "name"},
                             {"mag", "may"},
                             {"inhoud", "content", As::yes},
                             {"alleen in", "programmes"},
                             {"tot", "expires_at", As::day},
                             {"stand", "state"}},
                            "Er zijn geen tokens. Maak er een met: wijkdraad token add NAAM --until DATUM");
}

}  // namespace

std::vector<Command> account_commands()
{
    return {
        {"account open",
         "Geef iemand een account, met een eenmalig wachtwoord.",
         "account open persoon-3 fatima@voorbeeld.nl",
         {person_place(), place("inlognaam", "login", Kind::text, "waarmee iemand inlogt; meestal een e-mailadres")},
         open,
         [](const json::value& answer, Session&) { show_password(answer, "Het account is open."); },
         {},
         "Een account mag nog niets: geef daarna een rol met account grant."},
        {"account close",
         "Sluit een account: inlognaam, wachtwoord, sessies en tokens gaan weg, rollen vervallen.",
         "account close persoon-3",
         {person_place()},
         sends("account.close"),
         says("Het account is gesloten")},
        {"account list",
         "Laat de accounts zien, met hun rollen. Zonder beheerder te zijn ziet u uw eigen account.",
         "account list",
         {person(option("--person", "person", Kind::id, "alleen van deze persoon"))},
         asks("accounts"),
         show_accounts},
        {"account grant", "Geef een account een rol, in één programma of ruimer.",
         "account grant persoon-3 projectleider --programme programma-1", access_parameters(),
         sends_access("access.grant"), says("Gegeven", "", "{persoon} is nu {rol}")},
        {"account withdraw", "Trek een rol van een account in.",
         "account withdraw persoon-3 projectleider --programme programma-1", access_parameters(),
         sends_access("access.withdraw"), says("Ingetrokken", "", "{persoon} is geen {rol} meer")},
        {"account password",
         "Geef een account een nieuw wachtwoord, bijvoorbeeld als iemand het kwijt is. Alle sessies eindigen.",
         "account password persoon-3",
         {person_place(),
          option("--stdin", "", Kind::flag, "lees een eigen wachtwoord van de invoer, in plaats van een eenmalig"),
          option("--without-second-factor", "without_second_factor", Kind::flag,
                 "haal ook de tweede stap weg, bijvoorbeeld als de telefoon weg is")},
         set_password,
         [](const json::value& answer, Session&) { show_password(answer, "Het wachtwoord is veranderd."); }},
        {"token add",
         "Maak een token voor een programma of script van uzelf. Het mag nooit meer dan u.",
         "token add rooster --until 2027-01-31 --as persoon-3",
         {place("naam", "name", Kind::text, "waarvoor het is"),
          required(option("--until", "expires", Kind::date, "laatste dag; hoogstens een jaar vooruit")),
          option("--write", "", Kind::flag, "mag ook vastleggen; anders alleen lezen"),
          option("--content", "content", Kind::flag,
                 "ook namen en teksten: van wat u mag zien, en van huishoudens alleen die van uw team"),
          of("programma", repeated(option("--programme", "programmes", Kind::id, "alleen in dit programma")))},
         add_token,
         show_token},
        {"token list",
         "Laat tokens zien: die van uzelf, of als beheerder die van iedereen.",
         "token list --as persoon-3",
         {person(option("--person", "person", Kind::id, "alleen van deze persoon"))},
         asks("tokens"),
         show_tokens},
        {"token withdraw",
         "Trek een token in; het werkt meteen niet meer.",
         "token withdraw token-12 --as persoon-3",
         {of("token", place("token", "token", Kind::id, "welk token"))},
         sends("token.withdraw"),
         says("Ingetrokken")},
    };
}

}  // namespace wd::cli
