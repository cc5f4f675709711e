// handover: everything around handing over a chair, from the first day to the terugkommomenten, and the audit over all of them.
// How the answers look is in handover_view.cpp and handover_document.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/handover_view.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/commands.hpp"

#include <charconv>

namespace wd::cli {

namespace {

Parameter handover_place()
{
    return of("overdracht",
              place("overdracht", "handover", Kind::id, "de overdracht, bijvoorbeeld overdracht-12 (handover list)"));
}

// --- What the command line says in another form than the request.

Result<json::value> complete(Session& session, const Arguments& arguments)
{
    json::object data = arguments.data();
    json::array access;
    for (const auto& [option, moved] : {std::pair{"--access", true}, std::pair{"--access-open", false}})
        if (arguments.value(option).is_array())
            for (const json::value& what : arguments.value(option).get_array())
                access.push_back(json::object{{"what", what}, {"moved", moved}});
    if (!access.empty())
        data["access"] = std::move(access);
    return session.send("handover.complete", std::move(data));
}

// Those introduced, all by the same person when one is named.
Result<json::value> hold_conversation(Session& session, const Arguments& arguments)
{
    json::object data = arguments.data();
    json::array introductions;
    if (arguments.value("--introduced").is_array())
        for (const json::value& contact : arguments.value("--introduced").get_array()) {
            json::object introduction{{"contact", contact}};
            if (arguments.has("--introduced-by"))
                introduction["by"] = arguments.value("--introduced-by");
            introductions.push_back(std::move(introduction));
        }
    if (!introductions.empty())
        data["introductions"] = std::move(introductions);
    return session.send("handover.conversation", std::move(data));
}

// "4,3,4,2,3,4,4,3"
Result<json::value> rate(Session& session, const Arguments& arguments)
{
    json::object data = arguments.data();
    json::array ratings;
    const std::string typed = arguments.text("--ratings");
    for (std::size_t at = 0; at <= typed.size();) {
        const std::size_t comma = std::min(typed.find(',', at), typed.size());
        const std::string_view part = trimmed(std::string_view{typed}.substr(at, comma - at));
        int points = 0;
        const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), points);
        if (failure != std::errc{} || end != part.data() + part.size())
            return refusal(Errc::invalid,
                           "--ratings is '{}'; schrijf acht cijfers van 0 tot en met 4, bijvoorbeeld "
                           "4,3,4,2,3,4,4,3",
                           typed);
        ratings.push_back(points);
        at = comma + 1;
    }
    data["ratings"] = std::move(ratings);
    return session.send("handover.rate", std::move(data));
}

// "--missing 4=tekst" and "--critical 4=tekst", the number of the element before the sign.
Result<json::value> check_up(Session& session, const Arguments& arguments)
{
    json::object data = arguments.data();
    json::array missing;
    for (const auto& [option, critical] : {std::pair{"--missing", false}, std::pair{"--critical", true}}) {
        if (!arguments.value(option).is_array())
            continue;
        for (const json::value& pair : arguments.value(option).get_array()) {
            const std::string number = text_of(pair, "name");
            int element = 0;
            const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), element);
            if (failure != std::errc{} || end != number.data() + number.size())
                return refusal(Errc::invalid,
                               "{}: '{}' is geen nummer van een onderdeel; schrijf bijvoorbeeld "
                               "4=\"De huurdersvereniging ontbrak\"",
                               option, number);
            missing.push_back(
                json::object{{"element", element}, {"critical", critical}, {"text", member(pair, "value")}});
        }
    }
    if (!missing.empty())
        data["missing"] = std::move(missing);
    return session.send("handover.checkup", std::move(data));
}

Result<json::value> write_document(Session& session, const Arguments& arguments)
{
    Result<json::value> document = session.ask("handover_document", arguments.data());
    if (document && arguments.text("--format") == "json")
        document->get_object()["format"] = "json";
    return document;
}

// --- The rows

std::vector<Command> looking()
{
    return {
        {"handover list",
         "Laat de overdrachten zien, van een programma of van alle, en hoe ver ze zijn.",
         "handover list programma-1",
         {of("programma", option("programma", "programme", Kind::id, "van dit programma; anders van alle"))},
         asks("handovers"),
         show_handovers},
        {"handover show",
         "Laat één overdracht zien: hoe ver die is, warm of koud, en de score met waar elk punt vandaan komt.",
         "handover show overdracht-12 --as \"Fatima Bouzid\"",
         {handover_place()},
         asks("handover"),
         show_handover},
        {"handover document",
         "Maak het overdrachtsdocument: uit het logboek, met wat de vertrekker toevoegde.",
         "handover document overdracht-12 --area gebied-3 --format markdown",
         {handover_place(),
          of("gebied", option("--area", "area", Kind::id, "alleen wat bij dit gebied hoort, met wat erin ligt")),
          one_of({"markdown", "json"},
                 option("--format", "", Kind::word,
                        "markdown om te lezen (zo is het zonder keuze), json voor een programma"))},
         write_document,
         show_handover_document,
         {},
         "Het document is voor de vertrekker, de opvolger, het kernteam, de opdrachtgever, wie waarneemt en wie "
         "beoordeelt."},
        {"handover audit",
         "Laat van alle overdrachten de score zien, met de totalen per gemeente en jaar, en wat nooit begon.",
         "handover audit --year 2026 --json",
         {of("programma", option("programma", "programme", Kind::id, "van dit programma; anders van alle")),
          option("--year", "year", Kind::whole, "alleen overdrachten van dit jaar")},
         asks("handover_audit"),
         show_audit,
         {},
         "Een score begint een gesprek over de overdracht en is geen oordeel over een mens. Weging en grenzen zijn van "
         "dit project zelf (settings show); ijk ze op de eerste twintig."},
        {"handover draw",
         "Loot welke overdrachten van buiten worden beoordeeld: alle van het kernteam, en een deel van de andere.",
         "handover draw --until 2026-12-31",
         {option("--until", "until", Kind::date, "aanvaard tot en met deze dag; anders tot en met vandaag")},
         sends("audit.draw"),
         show_draw,
         {},
         "Elke overdracht doet één keer mee. Het getal waarmee is geloot staat in het logboek: met hetzelfde getal "
         "komt "
         "er hetzelfde uit, en handover audit rekent dat na."},
    };
}

std::vector<Command> preparing()
{
    return {
        {"handover start",
         "Begin een overdracht waar niemand met naam een rol verlaat: een nieuw college, naar de aannemer of het "
         "beheer, een sleutelpersoon.",
         "handover start programma-1 --role opdrachtgever --kind \"nieuw college\"",
         {programme_place(), required(option("--role", "role", Kind::text, "de teamrol die overgaat")),
          required(one_of<domain::LeaveKind>(option("--kind", "kind", Kind::word, "waarom"))),
          person("--giver", "giver", "wie overdraagt, als die er nog is"),
          option("--last-day", "last_day", Kind::date, "de laatste dag")},
         sends("handover.start"),
         says("De overdracht is begonnen", "handover"),
         {},
         "Gaat er iemand weg? Dan begint de overdracht vanzelf met assignment announce-end, of met assignment end als "
         "die er al niet meer is."},
        {"handover receiver",
         "Noem de opvolger.",
         "handover receiver overdracht-12 \"Jan de Vries\"",
         {handover_place(), of("persoon", place("opvolger", "receiver", Kind::id, "wie het overneemt"))},
         sends("handover.receiver"),
         says("De opvolger is genoemd en krijgt bericht")},
        {"handover item",
         "Zeg van één ding dat openstaat hoe het ervoor staat, wie het overneemt en wat de eerste stap is.",
         "handover item overdracht-12 taak-31 --state \"let op\" --reason \"Twee buren zijn tegen\" --if-then \"Als de "
         "commissie weigert, dan eerst met de buren praten\" --owner persoon-4 --due 2027-02-01",
         {handover_place(),
          place("onderdeel", "item", Kind::text, "een taak (taak-12), toezegging (regel-8) of gebied (gebied-3)"),
          required(one_of<domain::ItemState>(option("--state", "state", Kind::word, "hoe het ervoor staat"))),
          option("--reason", "reason", Kind::text, "waarom, in een regel; verplicht bij kritiek"),
          repeated(option("--if-then", "if_then", Kind::text, "als …, dan …")),
          person("--owner", "owner", "wie het overneemt"),
          option("--due", "due", Kind::date, "wanneer; anders de eigen datum van de taak of toezegging"),
          option("--first-step", "first_step", Kind::text, "de eerste stap in de komende vier weken")},
         sends("handover.item"),
         says("Vastgelegd", "", "{onderdeel}: {--state}[, {--owner} neemt het over][, uiterlijk {--due}]")},
        {"handover topic",
         "Beantwoord een van de drie vragen: gevoeligheden, botsingen, eerdere pogingen.",
         "handover topic overdracht-12 botsingen --answer \"liever mondeling\" --text \"De school\"",
         {handover_place(), one_of<domain::HandoverTopic>(place("vraag", "topic", Kind::word, "welke van de drie")),
          required(one_of<domain::TopicAnswer>(option("--answer", "answer", Kind::word, "hoe u antwoordt"))),
          option("--text", "text", Kind::text, "wat er speelt; bij 'liever mondeling' alleen het onderwerp")},
         sends("handover.topic"),
         says("Vastgelegd", "", "{vraag}: {--answer}")},
        {"handover complete",
         "Maak het document af met uw verhaal: waarom we hier zijn, wat er gebeurde, wat er is besloten.",
         "handover complete overdracht-12 --story \"In 2024 begonnen we met de klachten over vocht.\" --decision "
         "taak-9 --access \"map Crabbehof\"",
         {handover_place(), required(option("--story", "story", Kind::text, "het verhaal; een bladzij is genoeg")),
          of("taak", repeated(option("--decision", "decisions", Kind::id, "een besluit in het verhaal"))),
          repeated(option("--access", "", Kind::text, "waar de opvolger al bij kan")),
          repeated(option("--access-open", "", Kind::text, "waar de opvolger nog niet bij kan"))},
         complete,
         says("Het document is af", "",
              "[Besluiten in het verhaal: {--decision}][, de opvolger kan al bij: {--access}][, nog niet bij: "
              "{--access-open}]")},
    };
}

std::vector<Command> taking_over()
{
    return {
        {"handover conversation",
         "Leg het overdrachtsgesprek vast.",
         "handover conversation overdracht-12 --walk --questions 6 --introduced regel-4 --introduced-by persoon-2",
         {handover_place(), option("--date", "date", Kind::date, "op welke dag; anders vandaag"),
          option("--giver", "giver", Kind::yes_no, "was de vertrekker erbij? anders ja"),
          option("--receiver", "receiver", Kind::yes_no, "was de opvolger erbij? anders ja"),
          option("--residents", "residents", Kind::flag, "er was een bewoner of sleutelfiguur bij"),
          option("--walk", "walk", Kind::flag, "met een ronde door de wijk"),
          option("--questions", "questions", Kind::whole, "hoeveel vragen de opvolger stelde"),
          of("regel", repeated(option("--introduced", "", Kind::id, "een contact dat is voorgesteld"))),
          person("--introduced-by", "", "door wie zij zijn voorgesteld"),
          option("--note", "note", Kind::text, "wat u verder kwijt wilt")},
         hold_conversation,
         says("Het gesprek is vastgelegd")},
        {"handover own-words",
         "Vertel als opvolger in eigen woorden na wat u overneemt.",
         "handover own-words overdracht-12 --text \"De bewoners willen eerst de vochtklachten opgelost zien.\"",
         {handover_place(), required(option("--text", "text", Kind::text, "in eigen woorden"))},
         sends("handover.own_words"),
         says("Vastgelegd; nu kunt u aanvaarden met handover accept")},
        {"handover accept",
         "Aanvaard als opvolger de overdracht; de teamrol is dan van u.",
         "handover accept overdracht-12 --from 2027-01-04",
         {handover_place(),
          option("--from", "from", Kind::date, "vanaf welke dag; anders vandaag, of na de vertrekker"),
          option("--hours", "hours", Kind::whole, "hoeveel uur per week")},
         sends("handover.accept"),
         says("De overdracht is aanvaard", "assignment")},
    };
}

std::vector<Command> judging()
{
    return {
        {"handover rate",
         "Beoordeel een overdracht van buiten het team: acht cijfers van 0 tot en met 4.",
         "handover rate overdracht-12 --ratings 4,3,4,2,3,4,4,3",
         {handover_place(),
          required(option("--ratings", "", Kind::text,
                          "toestand, verhaal, acties, mensen en beloften, gevoeligheden, wat kan er misgaan, "
                          "kennisbronnen, warm")),
          option("--second", "second", Kind::flag, "als tweede beoordelaar; telt alleen voor de overeenstemming"),
          option("--oversized", "oversized", Kind::flag, "te veel of niet ter zake"),
          option("--note", "note", Kind::text, "een toelichting")},
         rate,
         says("De beoordeling is vastgelegd; vertrekker en opvolger kunnen nu reageren")},
        {"handover reply",
         "Reageer als vertrekker of opvolger op de beoordeling, voordat de score definitief is.",
         "handover reply overdracht-12 --text \"De contacten stonden in het oude systeem.\"",
         {handover_place(), required(option("--text", "text", Kind::text, "uw reactie; 'geen opmerkingen' mag ook"))},
         sends("handover.reply"),
         says("Uw reactie is vastgelegd")},
        {"handover finalise",
         "Maak de score definitief, als beiden reageerden of de termijn voorbij is.",
         "handover finalise overdracht-12",
         {handover_place()},
         sends("handover.finalise"),
         says("De score is definitief")},
        {"handover checkup",
         "Leg het terugkommoment van dag 14 of 60 vast.",
         "handover checkup overdracht-12 --day 14 --critical \"4=De huurdersvereniging ontbrak\" --still-called 3",
         {handover_place(), required(option("--day", "day", Kind::whole, "14 of 60")),
          repeated(option("--missing", "", Kind::pair, "wat ontbrak: onderdeel (1 tot en met 8), =, en wat")),
          repeated(option("--critical", "", Kind::pair,
                          "hetzelfde, als het kritiek was; binnen 8 weken gaat de score omlaag")),
          option("--surprise", "surprise", Kind::text, "wat u verraste"),
          option("--still-called", "still_called", Kind::whole, "hoe vaak u de vertrekker nog belde"),
          option("--first-met", "first_met", Kind::date, "wanneer u de eerste sleutelfiguur sprak"),
          option("--fresh-look", "fresh_look", Kind::text, "wat u ziet en wij niet meer; komt in het logboek")},
         check_up,
         says("Het terugkommoment is vastgelegd")},
    };
}

}  // namespace

std::vector<Command> handover_commands()
{
    std::vector<Command> all;
    for (auto family : {looking, preparing, taking_over, judging})
        for (Command& command : family())
            all.push_back(std::move(command));
    return all;
}

}  // namespace wd::cli
