// meeting, vote, consent, decision, gate, friction: answers to what the programme asks, each in its own form.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/form_answers.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/task_view.hpp"
#include "domain/commands.hpp"

#include <iostream>

namespace wd::cli {

namespace {

// A verb whose step may ask for a form as well.
CarryOut sends_with_answers(std::string_view verb)
{
    return [verb](Session& session, const Arguments& arguments) -> Result<json::value> {
        json::object data = arguments.data();
        if (arguments.has("--answer") || arguments.has("--answers-file")) {
            const Result<json::value> shown = session.ask("task", {{"task", arguments.value("taak")}});
            if (!shown)
                return shown.error();
            Result<json::object> answers = read_answers(arguments, task_fields(*shown), session);
            if (!answers)
                return answers.error();
            data["answers"] = std::move(*answers);
        }
        return session.send(verb, std::move(data));
    };
}

std::vector<Parameter> with_answers(std::vector<Parameter> parameters)
{
    for (Parameter& parameter : answer_parameters())
        parameters.push_back(std::move(parameter));
    return parameters;
}

Parameter grounds()
{
    return option("--grounds", "grounds", Kind::text, "op welke gronden");
}

Parameter conditions()
{
    return repeated(option("--condition", "conditions", Kind::condition,
                           "een voorwaarde, met wie die waarmaakt en voor wanneer; wordt een toezegging"));
}

template <class Enum>
Parameter outcome(std::string_view about)
{
    return required(one_of<Enum>(option("--outcome", "outcome", Kind::word, about)));
}

// What was counted in this call; the sum stands in the task.
constexpr std::string_view votes_echo =
    "[Mogen stemmen: {--electorate}. ][Erbij voor: {--yes}. ][Erbij tegen: {--no}. ][Erbij blanco: {--abstain}. ]"
    "[Grens: {--threshold}.]";

// What votes and tenants' consent have in common.
std::vector<Parameter> counts(std::string_view of_whom)
{
    return {task_place(), option("--electorate", "electorate", Kind::whole, of_whom),
            option("--yes", "yes", Kind::whole, "erbij voor sinds de vorige keer; negatief om te herstellen"),
            option("--no", "no", Kind::whole, "erbij tegen"),
            option("--abstain", "abstain", Kind::whole, "erbij blanco")};
}

std::vector<Command> vote_commands()
{
    std::vector<Parameter> vote = counts("hoeveel mensen mogen stemmen");
    vote.push_back(
        option("--threshold", "threshold", Kind::percent, "de gekozen grens, bijvoorbeeld 65%, als er een marge is"));
    vote.push_back(option("--close", "close", Kind::flag, "sluit de stemming en stel de uitslag vast"));
    std::vector<Parameter> consent = counts("hoeveel huurcontracten het complex heeft");
    consent.push_back(option("--close", "close", Kind::flag, "sluit de ronde; wie niets liet horen, telt niet als ja"));
    return {
        {"vote record", "Leg stemmen vast, in één keer of in delen, en sluit de stemming als die voorbij is.",
         "vote record taak-20 --electorate 900 --yes 610 --no 140 --abstain 12 --close --as persoon-3", std::move(vote),
         sends("vote.record"), says("De stemmen zijn vastgelegd", "", votes_echo)},
        {"consent record", "Leg de instemming van huurders van één complex vast.",
         "consent record taak-24 --electorate 80 --yes 58 --no 9 --close --as persoon-6", std::move(consent),
         sends("vote.record"), says("De instemming is vastgelegd", "", votes_echo)},
    };
}

std::vector<Command> deciding_commands()
{
    return {
        {"decision record", "Leg een besluit van gemeenteraad of bestuur vast.",
         "decision record taak-22 --outcome \"vastgesteld met voorwaarden\" --date 2027-06-24 "
         "--condition \"Geen hogere woonlasten|persoon-3|2028-01-01\" --as persoon-3",
         with_answers({task_place(), outcome<domain::Decision>("wat er besloten is"),
                       option("--date", "date", Kind::date, "op welke dag; anders vandaag"), grounds(), conditions()}),
         sends_with_answers("decision.record"),
         says("Het besluit is vastgelegd", "", "[Op {--date}][, met als voorwaarde: {--condition}]")},
        {"gate decide",
         "Geef uw antwoord op een beslismoment.",
         "gate decide taak-18 --outcome go --grounds \"De bewonersgroep wil verder\" --as persoon-3",
         {task_place(), outcome<domain::GateOutcome>("uw antwoord"),
          option("--role", "role", Kind::text, "namens welke teamrol, als u er meer hebt die beslissen"),
          option("--date", "date", Kind::date, "wanneer het opnieuw gevraagd wordt, bij nu niet"),
          option("--phase", "phase", Kind::text, "naar welke fase, bij terug"), grounds(), conditions()},
         sends("gate.decide"),
         says("Uw antwoord is vastgelegd", "",
              "{--outcome}[, namens {--role}][, opnieuw op {--date}][, naar fase {--phase}]")},
        {"friction raise",
         "Meld dat het schuurt: een datum tegenover het tempo van bewoners. De opdrachtgever beslist.",
         "friction raise programma-1 --text \"De subsidie loopt af voor de bewoners zover zijn\" --date 2027-04-01",
         {programme_place(), required(option("--text", "text", Kind::text, "wat er schuurt")),
          option("--date", "date", Kind::date, "de datum die drukt")},
         sends("friction.raise"),
         says("De opdrachtgever krijgt dit als taak", "task")},
        {"friction decide",
         "Beslis als opdrachtgever over wat er schuurt.",
         "friction decide taak-30 --outcome \"datum verzetten\" --date 2027-10-01 --as persoon-1",
         {task_place(), outcome<domain::FrictionOutcome>("wat u beslist"),
          option("--date", "date", Kind::date, "de nieuwe datum, bij datum verzetten"), grounds()},
         sends("friction.decide"),
         says("Uw besluit is vastgelegd", "", "{--outcome}[, naar {--date}]")},
    };
}

}  // namespace

std::vector<Command> answer_commands()
{
    std::vector<Command> list = {
        {"meeting record", "Leg een bijeenkomst vast: dag, aantal aanwezigen, verslag en acties.",
         "meeting record taak-15 --date 2026-11-20 --attendance 64 --group jongeren=9 --action \"Bel de school\" --as "
         "persoon-3",
         with_answers(
             {task_place(), required(option("--date", "date", Kind::date, "op welke dag")),
              required(option("--attendance", "attendance", Kind::whole, "hoeveel mensen er waren; geen namen")),
              repeated(option("--group", "groups", Kind::group, "hoeveel uit een groep")),
              option("--minutes", "minutes", Kind::text, "het verslag"),
              repeated(option("--action", "actions", Kind::text, "een actie; wordt een taak"))}),
         sends_with_answers("meeting.record"),
         says("De bijeenkomst is vastgelegd", "", "Op {--date}, aanwezig: {--attendance}[ (onder wie {--group})]")},
    };
    for (auto part : {vote_commands, deciding_commands})
        for (Command& command : part())
            list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
