// Code words and Dutch words. See words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

struct WordPair {
    std::string_view code;
    std::string_view dutch;
};

// Answers that people choose come before states, so that code_of() finds the answer.
constexpr std::array word_pairs = std::to_array<WordPair>({
    // Outcomes of gates, decisions, votes, frictions and calls.
    {"go", "go"},
    {"go_with_conditions", "go met voorwaarden"},
    {"not_now", "nu niet"},
    {"back", "terug"},
    {"adopt", "vastgesteld"},
    {"adopt_with_conditions", "vastgesteld met voorwaarden"},
    {"reject", "afgewezen"},
    {"accepted", "aangenomen"},
    {"counted", "geteld"},
    {"rejected", "niet gehaald"},
    {"no_quorum", "te weinig mensen stemden"},
    {"move_date", "datum verzetten"},
    {"smaller_step", "kleinere stap"},
    {"stop", "stoppen"},
    {"refused", "geweigerd"},
    {"failed", "mislukt"},
    // How a task comes back.
    {"given_back", "teruggegeven"},
    {"not_ours", "niet voor ons"},
    // Kinds of steps.
    {"task", "taak"},
    {"meeting", "bijeenkomst"},
    {"vote", "stemming"},
    {"decision", "besluit"},
    {"friction", "schuurt"},
    {"gate", "beslismoment"},
    {"reflection", "reflectie"},
    {"measure", "cijfer"},
    {"wait", "wachten"},
    {"choose", "keuze"},
    {"each", "voor elk"},
    {"together", "naast elkaar"},
    {"first", "wie het eerst is"},
    {"start", "begint"},
    {"compute", "berekening"},
    {"call", "opdracht aan een plugin"},
    {"tell", "bericht"},
    {"finish", "einde"},
    // States of tasks, steps, runs, programmes and linkages.
    {"offered", "aangeboden"},
    {"claimed", "opgepakt"},
    {"waiting", "nu niet"},
    {"open", "open"},
    {"done", "afgerond"},
    {"skipped", "overgeslagen"},
    {"cancelled", "vervallen"},
    {"stuck", "vastgelopen"},
    {"paused", "gepauzeerd"},
    {"stopped", "gestopt"},
    {"chosen", "gekozen"},
    {"not_chosen", "bewust niet gekozen"},
    // How a phase ended.
    {"completed", "af"},
    {"left", "verlaten"},
    {"finished", "beëindigd"},
    // Why a run is stuck.
    {"missing_fact", "er ontbreekt een gegeven"},
    {"script_breach", "fout in de workflow"},
    {"bug", "fout in Wijkdraad"},
    {"cause_depth", "te veel gevolgen achter elkaar"},
    {"missing_workflow", "workflow ontbreekt"},
    {"twice_crashed", "twee keer onderbroken"},
    // Records.
    {"linkage", "koppelkans of afstemming"},
    {"synergy", "koppelkans"},
    {"piggyback", "meekoppelkans"},
    {"coordination", "afstemming"},
    {"reach", "bereik"},
    {"signal", "bericht van buiten"},
    {"journal", "logboek"},
    {"sensitivity", "gevoeligheid"},
    {"clash", "botsing"},
    {"failed_initiative", "mislukt initiatief"},
    {"lesson", "les"},
    {"groundwork", "zaaiwerk"},
    {"fresh_look", "frisse blik"},
    {"money", "geld"},
    {"budget", "budget"},
    {"subsidy", "subsidie"},
    {"payer", "wie betaalt"},
    {"spent", "uitgegeven"},
    {"document", "document"},
    {"commitment", "toezegging"},
    {"contact", "contact"},
    {"past_decision", "besluit van voor Wijkdraad"},
    {"comment", "opmerking"},
    // Promises: how they ended, and why nobody speaks of them.
    {"kept", "nagekomen"},
    {"withdrawn", "ingetrokken"},
    {"changed", "veranderd"},
    {"no_owner", "zonder eigenaar"},
    {"overdue", "over de datum"},
    {"owner_left", "eigenaar vertrokken"},
    // Reflections and learning questions.
    {"planned", "gepland"},
    {"missed", "gemist"},
    {"learning", "leervraag"},
    {"examined", "in onderzoek"},
    {"answered", "beantwoord"},
    {"lapsed", "vervallen"},
    {"practice", "praktijk"},
    {"cooperation", "samenwerking"},
    {"system", "systeem"},
    // People.
    {"person", "persoon"},
    {"team", "team"},
    {"group", "groep"},
    {"organisation", "organisatie"},
    {"commissioner", "opdrachtgever"},
    // What an account may do, and where.
    {"project_leader", "projectleider"},
    {"core_member", "kernteamlid"},
    {"community_worker", "opbouwwerker"},
    {"team_member", "wijkteamlid"},
    {"residents_group", "bewonersgroep"},
    {"handover_coordinator", "coördinator overdracht"},
    {"administrator", "beheerder"},
    {"plugin", "koppeling"},
    {"everywhere", "hele installatie"},
    {"municipality", "gemeente"},
    // Parts of a programme.
    {"position", "teamrol"},
    {"assignment", "bezetting"},
    {"programme", "programma"},
    {"phase", "fase"},
    {"area", "gebied"},
    {"event", "gebeurtenis"},
    // What a vote is counted against, and who decides.
    {"residents", "bewoners"},
    {"households", "huishoudens"},
    {"tenancies", "huurcontracten"},
    {"cast", "uitgebrachte stemmen"},
    {"council", "gemeenteraad"},
    {"board", "college"},
    // Kinds of timers.
    {"due", "termijn"},
    {"remind", "herinnering"},
    {"close", "sluiting van de stemming"},
    {"again", "opnieuw vragen"},
    {"every", "terugkerend"},
    {"look_again", "opnieuw bekijken"},
    {"idle", "stilstand"},
    {"begins", "eerste dag"},
    {"ends", "laatste dag"},
    {"silent", "stille toezegging"},
    // Kinds of questions.
    {"count", "aantal"},
    {"number", "getal"},
    {"per_mille", "promille"},
    {"date", "datum"},
    {"yes_no", "ja of nee"},
    {"choice", "een keuze"},
    {"choices", "keuzes"},
    {"text", "tekst"},
    // Why a chair is handed over.
    {"announced", "aangekondigd"},
    {"sudden", "van de ene op de andere dag"},
    {"change_of_role", "andere rol"},
    {"end_of_job", "einde van tijdelijk werk"},
    {"new_college", "nieuw college"},
    {"to_contractor", "naar de aannemer"},
    {"to_upkeep", "naar het beheer"},
    {"key_person", "sleutelpersoon"},
    // Handovers: how an open item stands, the three topics and how each was answered, the score.
    {"stable", "stabiel"},
    {"attention", "let op"},
    {"critical", "kritiek"},
    {"sensitivities", "gevoeligheden"},
    {"clashes", "botsingen"},
    {"earlier_attempts", "eerdere pogingen"},
    {"told", "verteld"},
    {"none_known", "geen bekend"},
    {"oral", "liever mondeling"},
    {"provisional", "voorlopig"},
    {"rated", "wacht op wederhoor"},
    {"definitive", "definitief"},
    {"insufficient", "onvoldoende"},
    {"moderate", "matig"},
    {"good", "goed"},
    {"exemplary", "voorbeeldig"},
    // What is kept about people, and what became of it.
    {"household", "huishouden"},
    {"extended", "langer bewaard"},
    {"erased", "gewist"},
    {"within_term", "binnen de termijn"},
    // Absence.
    {"away", "afwezig"},
    {"over", "voorbij"},
    // What a store is for.
    {"real", "echt"},
    {"demo", "voorbeeld"},
});

}  // namespace

std::string_view dutch(std::string_view code_word)
{
    const auto* found = std::find_if(word_pairs.begin(), word_pairs.end(),
                                     [&](const WordPair& pair) { return pair.code == code_word; });
    return found == word_pairs.end() ? code_word : found->dutch;
}

std::optional<std::string_view> code_of(std::string_view dutch_word)
{
    const auto* found = std::find_if(word_pairs.begin(), word_pairs.end(),
                                     [&](const WordPair& pair) { return pair.dutch == dutch_word; });
    return found == word_pairs.end() ? std::nullopt : std::optional{found->code};
}

}  // namespace wd::domain
