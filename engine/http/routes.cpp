// The routing table itself. See routes.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/routes.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace wd::http {

namespace {

using enum domain::Action;
using domain::Action;
using enum Finding;

constexpr Route list(std::string_view path, std::string_view question, Action action, Finding finding,
                     std::string_view schema, std::string_view summary, std::string_view more = "programme!")
{
    return {"GET", path, Means::question, question, action, finding, Shape::list, schema, summary, more};
}

constexpr Route show(std::string_view path, std::string_view question, Action action, Finding finding,
                     std::string_view schema, std::string_view summary, std::string_view more = "")
{
    return {"GET", path, Means::question, question, action, finding, Shape::one, schema, summary, more};
}

constexpr Route first(std::string_view path, std::string_view question, Action action, std::string_view schema,
                      std::string_view summary)
{
    return {"GET", path, Means::question, question, action, by_path, Shape::first, schema, summary};
}

// What makes something new.
constexpr Route add(std::string_view path, std::string_view verb, Action action, Finding finding,
                    std::string_view summary)
{
    Route route{"POST", path, Means::command, verb, action, finding, Shape::one, "answer", summary};
    route.status = 201;
    return route;
}

// What changes something that is there.
constexpr Route act(std::string_view path, std::string_view verb, Action action, std::string_view summary,
                    Finding finding = by_path)
{
    return {"POST", path, Means::command, verb, action, finding, Shape::one, "answer", summary};
}

constexpr Route remove(std::string_view path, std::string_view verb, Action action, Finding finding,
                       std::string_view summary)
{
    Route route{"DELETE", path, Means::command, verb, action, finding, Shape::none, "", summary};
    route.status = 204;
    return route;
}

// What somebody recorded is put right by that somebody.
constexpr Route correct(std::string_view path, std::string_view place)
{
    Route route = act(path, "entry.correct", do_record, "Herstel één veld van uw eigen regel");
    route.place = place;
    return route;
}

constexpr Route only(Route route, std::string_view member_and_value)
{
    route.only = member_and_value;
    return route;
}

constexpr Route expandable(Route route, std::string_view member_and_question)
{
    route.expand = member_and_question;
    return route;
}

constexpr Route with_method(Route route, std::string_view method)
{
    route.method = method;
    return route;
}

// What goes on as long as the caller listens.
constexpr Route stream(std::string_view path, std::string_view scope, Action action, Finding finding,
                       std::string_view summary)
{
    return {"GET", path, Means::stream, scope, action, finding, Shape::none, "", summary};
}

constexpr Route by_post(Route route)
{
    route.method = "POST";
    route.means = Means::ask_by_body;
    return route;
}

constexpr Route about_person(Route route)
{
    route.finding = people;
    return route;
}

constexpr Route told_as_value(Route route)
{
    route.shape = Shape::value;
    return route;
}

constexpr std::array table = std::to_array<Route>({
    // --- Programmes.
    list("/programmas", "programmes", see_programme, listed, "programme", "Alle programma's die u mag zien", ""),
    add("/programmas", "programme.create", lead_programme, by_municipality, "Begin een programma"),
    first("/programmas/{programma}", "programme", see_programme, "programme", "Eén programma"),
    list("/programmas/{programma}/lessen", "programme_lessons", see_programme, by_path, "programme.lesson",
         "Lessen van een gestopt programma", ""),
    list("/programmas/{programma}/gemeentecodes", "programme_codes", see_programme, by_path, "programme.code",
         "De gemeentecodes van een programma, met wanneer ze golden", ""),
    act("/programmas/{programma}/gemeentecodes", "programme.municipality", lead_programme,
        "Geef een programma vanaf een dag een andere gemeentecode"),
    act("/programmas/{programma}/pauze", "programme.pause", lead_programme, "Zet een programma stil"),
    act("/programmas/{programma}/hervatting", "programme.resume", lead_programme,
        "Ga verder na een pauze; zonder bevestiging een voorproef met de nieuwe datums"),
    act("/programmas/{programma}/stopzetting", "programme.stop", lead_programme, "Stop een programma, met lessen"),
    show("/programmas/{programma}/team", "team", see_team, by_path, "team",
         "Wie waar zit, wie waarneemt en wie er nu werkt"),
    list("/voortgang", "status", see_programme, listed, "run.status",
         "Waar elke lopende workflow op wacht, of waarom die niet verder kan", "programme"),
    show("/aantallen", "counts", see_report, installation, "programme.counts", "Aantallen over alle programma's"),
    list("/zoeken", "search", see_team, listed, "hit", "Zoek op een stuk van een naam of titel", "text!"),
    list("/gebieden", "areas", see_programme, by_query, "area", "De gebieden van een programma"),
    add("/gebieden", "area.import", lead_programme, by_body, "Voeg gebieden toe of werk ze bij"),
    list("/gebiedscodes", "area_codes", see_programme, by_query, "area.code",
         "De codes van gebieden, met wanneer ze golden"),
    list("/fasen", "phases", see_programme, by_query, "phase", "De fasen van een programma, ook wat opnieuw open ging"),
    list("/termijnen", "timers", see_programme, by_query, "timer", "Wat de tijd in een programma zal doen"),
    list("/rollen", "roles", see_team, by_query, "role", "De rollen die een programma kent"),

    // --- Workflows and their runs.
    list("/lopen", "runs", see_programme, listed, "run", "Workflows die lopen", "programme"),
    add("/lopen", "run.start", run_workflows, by_body, "Begin nog een workflow in een programma"),
    first("/lopen/{loop}", "run", see_programme, "run", "Eén loop, lopend of afgelopen"),
    list("/lopen/{loop}/stappen", "steps", see_programme, by_path, "step", "De stappen van de huidige fase", ""),
    list("/lopen/{loop}/afgesloten-stappen", "steps_closed", see_programme, by_path, "step",
         "De stappen van eerdere fasen", "programme!"),
    show("/lopen/{loop}/uitleg", "explain", see_programme, by_path, "explain",
         "Welke keuzes de workflow maakte, en waarom"),
    act("/lopen/{loop}/voortzetting", "run.advance", run_workflows,
        "Zet een loop één stap verder, of probeer een vastgelopen loop opnieuw"),
    list("/afgesloten-lopen", "runs_closed", see_programme, by_query, "run.closed", "Workflows die zijn afgelopen"),
    list("/vastgelopen", "stuck_runs", see_programme, listed, "run.stuck", "Lopen die niet verder kunnen", ""),
    act("/overzettingen", "run.take_over", run_workflows, "Zet lopende workflows over op de actieve versie", by_body),
    list("/workflows", "workflows", see_programme, somewhere, "workflow", "Alle geïnstalleerde workflows", ""),
    add("/workflows", "workflow.install", run_workflows, installation, "Installeer een versie van een workflow"),
    by_post(show("/workflows/voorproeven", "preflight", run_workflows, installation, "preflight",
                 "Bekijk wat een nieuwe versie voor lopende workflows betekent; er verandert niets")),

    // --- Tasks.
    expandable(list("/taken", "tasks", see_programme, listed, "task", "Open taken", "programme person role state"),
               "comments=task_comments?task=task"),
    add("/taken", "task.add", do_task, by_body, "Voeg een taak toe, naast de workflow"),
    show("/taken/{taak}", "task", see_programme, by_path, "task.detail",
         "Eén taak met formulier, antwoorden, opmerkingen en verloop"),
    show("/taken/{taak}/uitleg", "explain", see_programme, by_path, "explain", "Waarom deze taak er is"),
    list("/taken/{taak}/opmerkingen", "task_comments", see_programme, by_path, "task.comment",
         "Opmerkingen bij een taak", ""),
    act("/taken/{taak}/opmerkingen", "task.comment", do_task, "Schrijf een opmerking bij een taak"),
    act("/taken/{taak}/oppakken", "task.claim", do_task, "Pak een taak op"),
    act("/taken/{taak}/afronding", "task.complete", do_task, "Rond een taak af, met de antwoorden op het formulier"),
    act("/taken/{taak}/toewijzing", "task.delegate", do_task, "Vraag iemand anders om een taak te doen"),
    act("/taken/{taak}/teruggave", "task.return", do_task, "Geef een taak terug, of stel die uit"),
    act("/taken/{taak}/termijn", "task.reschedule", do_task, "Kies een andere datum voor een taak"),
    act("/taken/{taak}/verval", "step.drop", lead_programme, "Laat een stap vervallen, met de reden"),
    act("/taken/{taak}/verplaatsing", "step.move", lead_programme, "Verplaats een stap, met de reden"),
    act("/taken/{taak}/correcties", "task.correct", do_task, "Herstel één antwoord dat u gaf"),
    list("/afgesloten-taken", "tasks_closed", see_programme, by_query, "task.closed",
         "Wat gevraagd en beantwoord is, het laatste eerst"),

    // --- Meetings, votes, decisions.
    list("/bijeenkomsten", "meetings", see_programme, by_query, "meeting", "Gehouden bijeenkomsten"),
    act("/bijeenkomsten/{taak}/verslag", "meeting.record", do_task, "Leg vast hoe een bijeenkomst was"),
    list("/stemmingen", "votes", see_programme, by_query, "vote", "Gesloten stemmingen"),
    act("/stemmingen/{taak}/tellingen", "vote.record", do_task, "Tel stemmen erbij, of sluit de stemming"),
    only(list("/instemmingen", "votes", see_programme, by_query, "vote", "Instemming van huurders, per complex"),
         "base=tenancies"),
    list("/besluiten", "decisions", see_programme, by_query, "decision",
         "Besluiten van raad en bestuur, bij beslismomenten en over wat schuurt"),
    act("/besluiten/{taak}/uitspraak", "decision.record", do_task, "Leg een besluit van raad of bestuur vast"),
    list("/eerdere-besluiten", "past_decisions", see_programme, by_query, "decision.past",
         "Besluiten van voordat Wijkdraad er was"),
    add("/eerdere-besluiten", "decision.import", do_record, by_body, "Leg een eerder besluit vast"),
    correct("/eerdere-besluiten/{regel}/correcties", "past_decision.correct"),
    list("/beslismomenten", "gates", see_programme, by_query, "gate", "Wat elke rol bij een beslismoment antwoordde"),
    act("/beslismomenten/{taak}/antwoorden", "gate.decide", do_task, "Antwoord bij een beslismoment"),
    only(list("/schuurmomenten", "tasks", see_programme, listed, "task", "Wat schuurt en op een besluit wacht",
              "programme"),
         "kind=friction"),
    add("/schuurmomenten", "friction.raise", do_record, by_body,
        "Meld dat een datum schuurt met het tempo van bewoners"),
    act("/schuurmomenten/{taak}/beslissing", "friction.decide", do_task, "Beslis als opdrachtgever over wat schuurt"),

    // --- Reflection and learning.
    list("/reflecties", "reflections", see_programme, by_query, "reflection.row",
         "Reflecties: gehouden, overgeslagen, gemist en gepland"),
    add("/reflecties", "reflection.plan", do_reflection, by_body, "Plan een reflectie, naast de workflow"),
    act("/reflecties/{taak}/vastlegging", "reflection.record", do_reflection, "Leg een reflectie vast"),
    act("/reflecties/{taak}/overslaan", "reflection.skip", do_reflection, "Sla een reflectie over, met één zin"),
    show("/reflectiefeiten", "reflection_facts", see_programme, by_query, "reflection.facts",
         "Wat er gebeurde sinds de vorige reflectie", "programme!"),
    show("/reflectiematen", "reflection_measures", see_programme, by_query, "reflection.measures",
         "Hoe vaak er werd stilgestaan, en wat ervan kwam", "programme!"),
    list("/leervragen", "learning", see_programme, by_query, "learning", "De leeragenda"),
    add("/leervragen", "learning.add", do_reflection, by_body, "Zet een vraag op de leeragenda"),
    act("/leervragen/{leervraag}/versies", "learning.answer", do_reflection, "Herschrijf of beantwoord een leervraag"),

    // --- Records.
    expandable(list("/toezeggingen", "commitments", see_programme, by_query, "commitment", "Toezeggingen aan bewoners",
                    "programme! state"),
               "changes=commitment?commitment=entry"),
    add("/toezeggingen", "commitment.add", do_record, by_body, "Leg een toezegging vast"),
    show("/toezeggingen/{toezegging}", "commitment", see_programme, by_path, "commitment",
         "Eén toezegging met wat er veranderde"),
    act("/toezeggingen/{toezegging}/wijzigingen", "commitment.change", do_record,
        "Kies een andere datum of eigenaar, of leg vast dat het is verteld"),
    act("/toezeggingen/{toezegging}/afsluiting", "commitment.done", do_record, "Sluit een toezegging af"),
    correct("/toezeggingen/{regel}/correcties", "commitment.correct"),
    list("/contacten", "contacts", see_people, by_query, "contact", "Mensen buiten het team die ertoe doen"),
    add("/contacten", "contact.add", do_record, by_body, "Leg een contact vast"),
    act("/contacten/{contact}/relaties", "contact.known_by", do_record, "Leg vast dat u dit contact ook kent"),
    remove("/contacten/{contact}", "contact.remove", do_record, by_path, "Wis een contact"),
    correct("/contacten/{regel}/correcties", "contact.correct"),
    list("/logboek", "journal", see_programme, by_query, "journal", "Wat een nieuwkomer moet weten"),
    add("/logboek", "journal.add", do_record, by_body, "Schrijf een regel in het logboek"),
    correct("/logboek/{regel}/correcties", "journal.correct"),
    list("/koppelkansen", "linkages", see_programme, by_query, "linkage", "Wat samen kan gaan met ander werk"),
    add("/koppelkansen", "linkage.add", do_record, by_body, "Leg een koppelkans vast"),
    act("/koppelkansen/{koppelkans}/keuze", "linkage.choose", do_record, "Kies een koppelkans, of bewust niet"),
    correct("/koppelkansen/{regel}/correcties", "linkage.correct"),
    list("/metingen", "measures", see_programme, by_query, "measure", "Cijfers"),
    add("/metingen", "measure.add", do_record, by_body, "Leg een cijfer vast"),
    correct("/metingen/{regel}/correcties", "measure.correct"),
    list("/bereik", "reach", see_programme, by_query, "reach", "Hoeveel mensen langs welke weg zijn bereikt"),
    add("/bereik", "reach.record", do_record, by_body, "Leg vast hoeveel mensen zijn bereikt"),
    correct("/bereik/{regel}/correcties", "reach.correct"),
    list("/berichten-van-buiten", "signals", see_programme, by_query, "signal", "Wat buiten het programma gebeurde"),
    add("/berichten-van-buiten", "signal.send", do_record, by_body, "Meld wat buiten het programma gebeurde"),
    correct("/berichten-van-buiten/{regel}/correcties", "signal.correct"),
    list("/geld", "money", see_programme, by_query, "money", "Budgetten, subsidies en uitgaven"),
    add("/geld", "money.add", do_record, by_body, "Leg een bedrag vast"),
    correct("/geld/{regel}/correcties", "money.correct"),
    list("/documenten", "documents", see_programme, by_query, "document", "Verwijzingen naar documenten"),
    add("/documenten", "document.add", do_record, by_body, "Leg een verwijzing naar een document vast"),
    correct("/documenten/{regel}/correcties", "document.correct"),
    correct("/opmerkingen/{regel}/correcties", "comment.correct"),
    // Who wrote it or administers: that is for the decision.
    act("/regels/{regel}/wissing", "text.erase", see_people, "Wis wat in een regel getypt is"),
    act("/taken/{taak}/wissing", "text.erase", see_people, "Wis wat bij een taak getypt is"),

    // --- People and the team.
    list("/personen", "people", see_people, people, "person", "Personen, teams, groepen en organisaties", ""),
    add("/personen", "person.add", do_team, somewhere, "Voeg een persoon, team, groep of organisatie toe"),
    about_person(
        first("/personen/{persoon}", "person", see_people, "person", "Eén persoon met plekken en waarnemingen")),
    remove("/personen/{persoon}", "person.forget", administer, installation, "Vergeet een persoon"),
    act("/personen/{persoon}/correcties", "person.correct", administer,
        "Verbeter de naam van een persoon; de vorige naam blijft terug te vinden", wide),
    list("/personen/{persoon}/bezettingen", "assignments_of", see_team, listed, "person.chair",
         "De plekken van een persoon in programma's die u mag zien", ""),
    show("/personen/{persoon}/inzage", "person_export", administer, wide, "export",
         "Alles wat hier over één persoon staat, om in te zien en mee te nemen"),
    list("/personen/{persoon}/taken", "tasks_of", see_programme, listed, "task", "Wat deze persoon kan oppakken",
         "programme"),
    show("/personen/{persoon}/verlies", "what_is_lost", see_team, wide, "lost",
         "Wat er verloren gaat als deze persoon vertrekt", "on programme"),
    list("/lidmaatschappen", "members", see_people, people, "person.member", "Wie bij welk team of welke groep hoort",
         "team"),
    list("/teamrollen", "positions", see_team, by_query, "position", "De plekken in het team en wie er zit"),
    add("/teamrollen", "position.add", do_team, by_body, "Voeg een plek toe"),
    add("/vervangingen", "position.deputy", do_team, by_body, "Kies wie voor een plek waarneemt"),
    list("/bezettingen", "assignments", see_team, by_query, "assignment", "Wie op welke plek zit en zat"),
    add("/bezettingen", "assignment.start", do_team, by_body, "Zet iemand op een plek"),
    act("/bezettingen/{bezetting}/aankondiging", "assignment.announce_end", do_team, "Kondig een vertrek aan"),
    act("/bezettingen/{bezetting}/einde", "assignment.end", do_team, "Leg vast dat iemand is vertrokken"),
    list("/afwezigheden", "absences", see_team, by_query, "absence", "Wie wanneer afwezig is; nooit waarom",
         "programme! person"),
    add("/afwezigheden", "absence.add", do_team, by_body, "Leg vast dat iemand afwezig is"),
    act("/afwezigheden/{afwezigheid}/einde", "absence.end", do_team, "Leg vast dat iemand terug is"),

    // --- Handovers.
    list("/overdrachten", "handovers", see_team, listed, "handover", "Alle overdrachten", "programme"),
    add("/overdrachten", "handover.start", do_handover, by_body, "Begin een overdracht"),
    show("/overdrachten/{overdracht}", "handover", see_handover, by_path, "handover.detail",
         "Eén overdracht met de score"),
    show("/overdrachten/{overdracht}/document", "handover_document", see_handover, by_path, "handover.document",
         "Het document van een overdracht", "area"),
    act("/overdrachten/{overdracht}/document", "handover.complete", do_handover,
        "Rond het document af, met uw verhaal"),
    act("/overdrachten/{overdracht}/opvolger", "handover.receiver", do_handover, "Wijs de opvolger aan"),
    act("/overdrachten/{overdracht}/punten", "handover.item", do_handover, "Beschrijf hoe een open punt ervoor staat"),
    act("/overdrachten/{overdracht}/onderwerpen", "handover.topic", do_handover,
        "Antwoord op een van de drie gevoelige vragen"),
    act("/overdrachten/{overdracht}/gesprekken", "handover.conversation", do_handover, "Leg een gesprek vast"),
    act("/overdrachten/{overdracht}/navertelling", "handover.own_words", do_handover,
        "Vertel het na in eigen woorden, als opvolger"),
    act("/overdrachten/{overdracht}/acceptatie", "handover.accept", do_handover, "Aanvaard de plek, als opvolger"),
    act("/overdrachten/{overdracht}/beoordelingen", "handover.rate", rate_handover, "Beoordeel een overdracht"),
    act("/overdrachten/{overdracht}/reacties", "handover.reply", do_handover, "Reageer op de beoordeling"),
    act("/overdrachten/{overdracht}/vaststelling", "handover.finalise", rate_handover, "Maak de score definitief"),
    act("/overdrachten/{overdracht}/terugkommomenten", "handover.checkup", do_handover, "Leg een terugkommoment vast"),
    show("/kwaliteit/overdrachten", "handover_audit", see_handover, wide, "audit",
         "Alle overdrachten met score, totalen en lotingen", "programme year"),
    add("/kwaliteit/lotingen", "audit.draw", rate_handover, installation, "Loot welke overdrachten worden beoordeeld"),
    show("/continuiteit", "continuity", see_continuity, wide, "continuity.answer",
         "De maten van continuïteit; van rollen, niet van mensen", "programme municipality"),

    // --- History and settings.
    list("/gebeurtenissen", "log", see_programme, log, "event", "De geschiedenis, zoals die in de keten staat",
         "programme after stream words"),
    stream("/programmas/{programma}/stroom", "programme", see_programme, by_path,
           "De geschiedenis van een programma terwijl die groeit"),
    stream("/gebeurtenissen/stroom", "all", see_programme, somewhere,
           "De geschiedenis van alle programma's die u mag zien terwijl die groeit"),
    stream("/mij/stroom", "oneself", see_programme, somewhere, "Wat u aangaat terwijl het gebeurt"),
    // By which numbers people are judged is no secret for anybody, and who changes them reads them first.
    show("/instellingen", "settings", see_self, somewhere, "settings",
         "De instellingen van scores en maten, met hun wijzigingen"),
    with_method(act("/instellingen", "settings.change", administer, "Wijzig instellingen; wat u weglaat blijft zo",
                    installation),
                "PATCH"),
    show("/bewaartermijnen/verstreken", "retention_due", administer, installation, "retention",
         "Wat langer bewaard is dan de termijn, om te beoordelen"),
    show("/bewaartermijnen/lijst", "retention_list", administer, installation, "retention_list",
         "Wat elke nacht langer bewaard bleek, en wat erover is besloten"),
    act("/bewaartermijnen/verlengingen", "retention.keep", administer,
        "Bewaar wat op een regel van de lijst staat langer, met de reden", installation),
    told_as_value(show("/tijd", "now", see_self, oneself, "now", "De tijd van deze installatie")),

    // --- Oneself, accounts and keys; the rest of these is the login's.
    list("/mij/taken", "tasks_of", see_self, oneself, "task", "Wat u kunt oppakken of beantwoorden", "programme"),
    list("/mij/bezettingen", "assignments_of", see_self, oneself, "person.chair", "Uw plekken", ""),
    list("/accounts", "accounts", administer, installation, "account", "Alle accounts en wat ze mogen", "person"),
    list("/accounts/{persoon}/tokens", "tokens", administer, installation, "token", "De tokens van een ander", ""),
    remove("/accounts/{persoon}", "account.close", administer, installation, "Sluit een account"),
    add("/accounts/{persoon}/toegang", "access.grant", administer, installation, "Geef een account een rol"),
    act("/accounts/{persoon}/intrekkingen", "access.withdraw", administer, "Neem een account een rol af", installation),
});

// What stands between braces, and the member of the command or question that it gives.
struct Braces {
    std::string_view api;
    std::string_view code;
    std::string_view prefix;
};
constexpr std::array braces = std::to_array<Braces>({
    {"programma", "programme", "programma"},
    {"loop", "run", "loop"},
    {"taak", "task", "taak"},
    {"leervraag", "question", "regel"},
    {"toezegging", "commitment", "regel"},
    {"contact", "contact", "regel"},
    {"koppelkans", "linkage", "regel"},
    {"regel", "entry", "regel"},
    {"persoon", "person", "persoon"},
    {"bezetting", "assignment", "bezetting"},
    {"afwezigheid", "absence", "afwezigheid"},
    {"overdracht", "handover", "overdracht"},
});

// Bodies of what is no command struct.
struct Body {
    std::string_view name;
    std::vector<domain::MemberShape> members;
};
const std::vector<domain::MemberShape>* find_other_body(std::string_view name)
{
    using enum domain::ApiKind;
    static const std::array bodies{Body{"workflow.install", {{"files", open, {}, {}, true}, {"reason", text}}},
                                   Body{"preflight",
                                        {{"files", open, {}, {}, true},
                                         {"mapping",
                                          object,
                                          {},
                                          {},
                                          false,
                                          false,
                                          *[] {
                                              static const auto& members = *domain::find_command_shape("run.take_over");
                                              return &std::find_if(members.begin(), members.end(), [](const auto& m) {
                                                          return m.code == "mapping";
                                                      })->members;
                                          }()},
                                         {"programme", id, "programma"}}}};
    const auto found = std::find_if(bodies.begin(), bodies.end(), [&](const Body& body) { return body.name == name; });
    return found == bodies.end() ? nullptr : &found->members;
}

}  // namespace

std::span<const Route> routes()
{
    return table;
}

std::vector<PathParameter> path_parameters(const Route& route)
{
    std::vector<PathParameter> parameters;
    std::string_view rest = route.path;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const std::size_t close = rest.find('}');
        const std::string_view api = rest.substr(open + 1, close - open - 1);
        const auto* found = std::find_if(braces.begin(), braces.end(), [&](const Braces& b) { return b.api == api; });
        WD_ASSERT(found != braces.end());
        parameters.push_back({found->api, found->code, found->prefix});
        rest.remove_prefix(close + 1);
    }
    return parameters;
}

std::string_view words_place(const Route& route)
{
    if (!route.place.empty())
        return route.place;
    return route.means == Means::command || route.schema.empty() ? route.name : route.schema;
}

std::vector<QueryParameter> query_parameters(const Route& route)
{
    std::vector<QueryParameter> parameters;
    for (std::string_view code : words_in(route.more)) {
        const bool required = code.ends_with('!');
        if (required)
            code.remove_suffix(1);
        // What a list is asked by is not always what its rows tell.
        const std::string_view place = route.finding == log && code == "after" ? "log" : words_place(route);
        const domain::ApiWord* word =
            code == "programme" ? domain::find_api_word({}, code) : domain::find_api_word(place, code);
        WD_ASSERT(word != nullptr);
        parameters.push_back({word, required});
    }
    return parameters;
}

std::vector<domain::MemberShape> body_members(const Route& route)
{
    std::vector<domain::MemberShape> members;
    if (route.means == Means::question || route.means == Means::stream)
        return members;
    const std::vector<domain::MemberShape>* shape =
        route.means == Means::command ? domain::find_command_shape(route.name) : nullptr;
    if (shape == nullptr)
        shape = find_other_body(route.name);
    WD_ASSERT(shape != nullptr);
    const std::vector<PathParameter> given = path_parameters(route);
    for (const domain::MemberShape& member : *shape) {
        if (std::none_of(given.begin(), given.end(),
                         [&](const PathParameter& parameter) { return parameter.code == member.code; }))
            members.push_back(member);
    }
    return members;
}

std::string operation_id(std::string_view method, std::string_view path)
{
    std::string id;
    for (const char c : method)
        id += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    bool capital = true;
    for (const char c : path) {
        if (c == '/' || c == '-' || c == '{' || c == '}' || c == '_') {
            capital = true;
            continue;
        }
        id += static_cast<char>(capital && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        capital = false;
    }
    return id;
}

}  // namespace wd::http
