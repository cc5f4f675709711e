// One row for each route of the login: what it needs, takes and gives. See login.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/login_routes.hpp"

#include <array>

namespace wd::http {

namespace {

using Kind = LoginMember::Kind;
using Needs = LoginRoute::Needs;
using Member = LoginMember;

constexpr Member csrf{"csrfToken", Kind::text, true,
                      "Gaat mee in de header X-CSRF-Token bij elke wijziging met deze sessie", "m1Q…"};
constexpr Member code{"code", Kind::text, false, "De code van zes cijfers van uw authenticator-app", "492039"};

constexpr std::array sign_in_members{
    Member{"gebruikersnaam", Kind::text, true, "De naam waarmee u inlogt", "amina"},
    Member{"wachtwoord", Kind::text, true, "Uw wachtwoord", "een lange zin met spaties"},
    code,
};
constexpr std::array access_members{
    Member{"rol", Kind::word, true, "De rol in deze installatie", "projectleider", "permission_role"},
    Member{"reikwijdte", Kind::word, true, "Waarvoor de rol geldt", "programma", "scope_kind"},
    Member{"gemeente", Kind::text, false, "De gemeentecode, bij reikwijdte gemeente", "GM0363"},
    Member{"organisatie", Kind::id, false, "De organisatie, bij reikwijdte organisatie", "persoon-8", "persoon"},
    Member{"programma", Kind::id, false, "Het programma, bij reikwijdte programma", "programma-1", "programma"},
    Member{"team", Kind::id, false, "Het team, bij reikwijdte team", "persoon-9", "persoon"},
    Member{"naam", Kind::text, false, "De naam van de organisatie, het programma of het team", "Kostverlorenbuurt"},
};
constexpr std::array self_members{
    Member{"persoon", Kind::id, true, "Wie u bent", "persoon-3", "persoon"},
    Member{"naam", Kind::text, false, "Uw naam", "Amina el Idrissi"},
    Member{"gebruikersnaam", Kind::text, false, "De naam waarmee u inlogt", "amina"},
    Member{"toegang", Kind::object, true, "Uw rollen", {}, {}, access_members, Member::Shape::list},
    Member{"token", Kind::id, false, "Het token van dit verzoek", "token-1", "token"},
    Member{"alleenLezen", Kind::yes_no, true, "Of dit verzoek alleen mag lezen", "false"},
    Member{"inhoud", Kind::yes_no, true,
           "Of dit verzoek namen en teksten mag lezen, en inhoud van huishoudens van het eigen team", "true"},
    Member{"programmas",
           Kind::id,
           false,
           "Voor welke programma's het token geldt",
           "programma-1",
           "programma",
           {},
           Member::Shape::list},
    Member{"tweedeFactor", Kind::yes_no, true, "Of er een tweede factor is ingesteld", "true"},
    Member{"moetWachtwoordWijzigen", Kind::yes_no, true, "Moet eerst een eigen wachtwoord of tweede factor kiezen",
           "false"},
    Member{"csrfToken", Kind::text, false, "Alleen bij een sessie: gaat mee in de header X-CSRF-Token", "m1Q…"},
};
constexpr std::array password_members{
    Member{"huidigWachtwoord", Kind::text, true, "Het wachtwoord van nu", "een lange zin met spaties"},
    Member{"nieuwWachtwoord", Kind::text, true, "Het nieuwe wachtwoord, 12 tot en met 128 tekens",
           "vier losse woorden hier"},
};
constexpr std::array session_members{csrf};
constexpr std::array factor_members{
    Member{"geheim", Kind::text, true, "Voor wie het in de app overtypt", "JBSWY3DPEHPK3PXP"},
    Member{"uri", Kind::text, true, "Voor een QR-code", "otpauth://totp/Wijkdraad:amina?secret=JBSWY3DPEHPK3PXP"},
};
constexpr std::array factor_change_members{
    Member{"actief", Kind::yes_no, true, "true zet de tweede factor aan, false zet hem uit", "true"},
    Member{"code", Kind::text, true, "De code van zes cijfers van uw authenticator-app", "492039"},
};
constexpr std::array token_members{
    Member{"token", Kind::id, true, "Het nummer van het token", "token-1", "token"},
    Member{"naam", Kind::text, true, "Waarvoor het token is", "rooster"},
    Member{"alleenLezen", Kind::yes_no, true, "Of het token alleen mag lezen", "true"},
    Member{"inhoud", Kind::yes_no, true,
           "Of het token ook namen en teksten mag lezen, en inhoud van huishoudens van het eigen team", "false"},
    Member{"programmas",
           Kind::id,
           false,
           "Alleen voor deze programma's; weg: alles wat u mag",
           "programma-1",
           "programma",
           {},
           Member::Shape::list},
    Member{"gemaaktTijdstip", Kind::date_time, true, "Wanneer het token gemaakt is", "2026-11-27T10:00:00.000Z"},
    Member{"verlooptTijdstip", Kind::date_time, true, "Vanaf wanneer het niet meer geldt", "2027-05-01T22:00:00.000Z"},
    Member{"ingetrokkenTijdstip", Kind::date_time, false, "Wanneer het is ingetrokken", "2027-01-05T10:00:00.000Z"},
};
constexpr std::array new_token_members{
    Member{"naam", Kind::text, true, "Waarvoor het token is", "rooster"},
    Member{"verloopdatum", Kind::date, true, "De laatste dag waarop het werkt, hoogstens een jaar vooruit",
           "2027-05-01"},
    Member{"alleenLezen", Kind::yes_no, false, "Of het alleen mag lezen; zo niet genoemd: ja", "true"},
    Member{"inhoud", Kind::yes_no, false,
           "Of het ook namen en teksten mag lezen, en inhoud van huishoudens van het eigen team; zo niet genoemd: nee",
           "false"},
    Member{"programmas",
           Kind::id,
           false,
           "Alleen voor deze programma's; weg: alles wat u mag",
           "programma-1",
           "programma",
           {},
           Member::Shape::list},
};
constexpr std::array made_token_members{
    Member{"token", Kind::id, true, "Het nummer van het token", "token-1", "token"},
    Member{"geheim", Kind::text, true, "Het geheim; het is maar één keer te zien", "wd_…"},
};
constexpr std::array new_account_members{
    Member{"persoon", Kind::id, true, "Voor wie het account is", "persoon-3", "persoon"},
    Member{"gebruikersnaam", Kind::text, true, "De naam waarmee iemand inlogt", "amina"},
};
constexpr std::array one_time_members{
    Member{"persoon", Kind::id, true, "Van wie het account is", "persoon-3", "persoon"},
    Member{"eenmaligWachtwoord", Kind::text, true,
           "Geef dit persoonlijk door; het moet bij de eerste keer gewijzigd worden en is maar één keer te zien",
           "k7wqe-9mzcd-h2xpr-v4tbn"},
};
constexpr std::array reset_members{
    Member{"zonderTweedeFactor", Kind::yes_no, false, "De tweede factor vervalt ook: een kwijtgeraakte telefoon",
           "false"},
};

constexpr std::array login_table{
    LoginRow{{"POST", "/sessie", Needs::nobody, "Meld u aan", 201, sign_in_members, self_members, false, "meldAan"},
             sign_in},
    LoginRow{{"DELETE", "/sessie", Needs::session, "Meld u af", 204, {}, {}, false, "meldAf"}, sign_out},
    LoginRow{{"GET", "/mij", Needs::somebody, "Wie ben ik en wat mag ik?", 200, {}, self_members, false, "toonMij"},
             show_self},
    LoginRow{{"PUT", "/mij/wachtwoord", Needs::session, "Wijzig uw wachtwoord; andere sessies eindigen", 200,
              password_members, session_members, false, "wijzigWachtwoord"},
             change_own_password},
    LoginRow{{"POST",
              "/mij/tweede-factor",
              Needs::session,
              "Begin met een tweede factor",
              201,
              {},
              factor_members,
              false,
              "beginTweedeFactor"},
             begin_second_factor},
    LoginRow{{"PUT",
              "/mij/tweede-factor",
              Needs::session,
              "Zet de tweede factor aan of uit",
              204,
              factor_change_members,
              {},
              false,
              "wijzigTweedeFactor"},
             set_second_factor},
    LoginRow{{"GET", "/tokens", Needs::somebody, "Uw tokens", 200, {}, token_members, true, "toonTokens"}, list_tokens},
    LoginRow{{"POST", "/tokens", Needs::session, "Maak een token voor een programma van uzelf", 201, new_token_members,
              made_token_members, false, "maakToken"},
             add_token},
    LoginRow{{"DELETE", "/tokens/{token}", Needs::session, "Trek een token in", 204, {}, {}, false, "trekTokenIn"},
             withdraw_token},
    LoginRow{{"POST", "/accounts", Needs::administrator, "Open een account met een eenmalig wachtwoord", 201,
              new_account_members, one_time_members, false, "openAccount"},
             open_account},
    LoginRow{{"POST", "/accounts/{persoon}/wachtwoord", Needs::administrator, "Geef een nieuw eenmalig wachtwoord", 201,
              reset_members, one_time_members, false, "geefWachtwoord"},
             reset_password},
};

}  // namespace

std::span<const LoginRow> login_rows()
{
    return login_table;
}

std::span<const LoginRoute> login_routes()
{
    static const auto routes = [] {
        std::array<LoginRoute, login_table.size()> all{};
        for (std::size_t i = 0; i < login_table.size(); ++i)
            all[i] = login_table[i].route;
        return all;
    }();
    return routes;
}

}  // namespace wd::http
