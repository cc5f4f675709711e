// Event types and their members in Dutch. See event_words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/event_words.hpp"

#include "cli/render.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace wd::cli {

namespace {

struct Happening {
    std::string_view type;
    std::string_view dutch;
};

constexpr std::array happenings = std::to_array<Happening>({
    {"store.initialised", "gegevens aangelegd"},
    {"person.added", "persoon toegevoegd"},
    {"person.corrected", "naam verbeterd"},
    {"person.forgotten", "gegevens van een persoon gewist"},
    {"text.erased", "tekst gewist"},
    {"retention.passed", "bewaartermijn verstreken"},
    {"retention.extended", "besloten om langer te bewaren"},
    {"account.opened", "account geopend"},
    {"account.closed", "account gesloten"},
    {"access.granted", "rol gegeven aan een account"},
    {"access.withdrawn", "rol van een account ingetrokken"},
    {"workflow.installed", "workflow geïnstalleerd"},
    {"calendar.changed", "kalender veranderd"},
    {"area.restated", "gebied aangevuld"},
    {"settings.changed", "instellingen veranderd"},
    {"audit.drawn", "geloot wat van buiten beoordeeld wordt"},
    {"heads.recorded", "dagstand van het logboek vastgelegd"},
    {"programme.destroyed", "programma vernietigd"},
    {"programme.imported", "programma ingelezen"},
    {"programme.created", "programma begonnen"},
    {"programme.commissioner_set", "opdrachtgever aangewezen"},
    {"programme.paused", "programma stilgezet"},
    {"programme.resumed", "programma loopt weer"},
    {"programme.stopped", "programma gestopt"},
    {"area.added", "gebied toegevoegd"},
    {"area.code_changed", "andere code"},
    {"position.added", "teamrol erbij"},
    {"assignment.started", "teamrol bezet"},
    {"assignment.end_announced", "vertrek aangekondigd"},
    {"assignment.ended", "laatste dag in een teamrol"},
    {"position.vacant", "teamrol onbezet"},
    {"position.deputy_named", "waarnemer"},
    {"absence.added", "afwezigheid vastgelegd"},
    {"absence.started", "afwezig"},
    {"absence.ended", "weer aanwezig"},
    {"handover.started", "overdracht begonnen"},
    {"handover.receiver_named", "opvolger gevonden"},
    {"handover.item_stated", "stand van iets dat openstaat"},
    {"handover.topic_answered", "vraag van de overdracht beantwoord"},
    {"handover.completed", "overdrachtsdocument af"},
    {"handover.conversation_held", "overdrachtsgesprek gevoerd"},
    {"handover.own_words", "opvolger vertelde het na"},
    {"handover.accepted", "overdracht aanvaard"},
    {"handover.rated", "overdracht beoordeeld"},
    {"handover.replied", "reactie op de score"},
    {"handover.score_final", "score definitief"},
    {"handover.checked_up", "terugkommoment"},
    {"run.started", "workflow begonnen"},
    {"run.ended", "workflow afgelopen"},
    {"run.stuck", "kan niet verder"},
    {"run.freed", "kan weer verder"},
    {"run.taken_over", "gaat verder met een andere versie van de workflow"},
    {"task.restated", "taak veranderd door een andere versie van de workflow"},
    {"phase.opened", "fase begonnen"},
    {"phase.closed", "fase afgesloten"},
    {"step.opened", "stap open"},
    {"step.item_joined", "onderdeel erbij"},
    {"step.item_closed", "onderdeel klaar"},
    {"step.closed", "stap gesloten"},
    {"step.computed", "berekend"},
    {"step.chosen", "keuze gemaakt"},
    {"message.told", "bericht"},
    {"call.requested", "opdracht aan een plugin"},
    {"every.missed", "keer overgeslagen"},
    {"every.planned", "volgende keer gepland"},
    {"track.idle", "spoor staat stil"},
    {"timer.moved", "termijn verzet"},
    {"timer.fired", "termijn verstreken"},
    {"trigger.fired", "aanleiding voor een workflow"},
    {"task.added", "taak toegevoegd"},
    {"task.claimed", "taak opgepakt"},
    {"task.delegated", "taak doorgegeven"},
    {"task.returned", "taak teruggegeven"},
    {"task.offered_again", "taak opnieuw aangeboden"},
    {"task.completed", "taak afgerond"},
    {"task.rescheduled", "taak verzet"},
    {"task.commented", "opmerking"},
    {"task.reminded", "herinnering"},
    {"task.became_late", "termijn van de taak voorbij"},
    {"step.dropped", "stap weggelaten"},
    {"meeting.recorded", "bijeenkomst vastgelegd"},
    {"vote.threshold_set", "grens van de stemming gekozen"},
    {"vote.electorate_set", "aantal stemgerechtigden vastgelegd"},
    {"vote.counted", "stemmen geteld"},
    {"vote.closed", "stemming gesloten"},
    {"decision.recorded", "besluit vastgelegd"},
    {"gate.answered", "antwoord op beslismoment"},
    {"gate.decided", "beslismoment genomen"},
    {"friction.decided", "opdrachtgever besliste"},
    {"reflection.recorded", "reflectie vastgelegd"},
    {"reflection.skipped", "reflectie overgeslagen"},
    {"linkage.added", "kans op de lijst"},
    {"linkage.decided", "over een kans besloten"},
    {"reach.recorded", "bereik vastgelegd"},
    {"measure.recorded", "cijfer vastgelegd"},
    {"signal.received", "bericht van buiten"},
    {"journal.added", "in het logboek gezet"},
    {"money.added", "geld vastgelegd"},
    {"document.added", "document op de lijst"},
    {"commitment.added", "toezegging"},
    {"commitment.changed", "toezegging veranderd"},
    {"commitment.closed", "toezegging gesloten"},
    {"commitment.silent", "over een toezegging zegt niemand iets"},
    {"contact.added", "contact toegevoegd"},
    {"contact.known_by", "kent dit contact"},
    {"contact.removed", "contact weggehaald"},
    {"learning.added", "leervraag op de agenda"},
    {"learning.moved", "nieuwe versie van een leervraag"},
    {"decision.imported", "besluit van voor Wijkdraad"},
    {"entry.corrected", "hersteld"},
    {"task.answer_corrected", "antwoord hersteld"},
});

// In the order in which they are told. An id member has the prefix of its number; a value that says nothing by itself a label.
struct Detail {
    std::string_view key;
    std::string_view prefix;
    As as;
    std::string_view label = {};
};

constexpr std::array details = std::to_array<Detail>({
    {"handover", "overdracht", As::text},
    {"receiver", "persoon", As::text},
    {"rater", "persoon", As::text},
    {"topic", "", As::word},
    {"answer", "", As::word},
    {"task", "taak", As::text},
    {"person", "persoon", As::text},
    {"to", "persoon", As::text},
    {"owner", "persoon", As::text},
    {"deputy", "persoon", As::text},
    {"entry", "regel", As::text},
    {"area", "gebied", As::text},
    {"title", "", As::text},
    {"name", "", As::text},
    {"workflow", "", As::text},
    {"key", "", As::text},
    {"version", "", As::text},
    {"role", "", As::text},
    {"scope", "", As::word},
    {"municipality", "", As::text},
    {"organisation", "persoon", As::text},
    {"programme", "programma", As::text},
    {"team", "persoon", As::text},
    {"path", "", As::text},
    {"phase", "", As::text},
    {"contact", "regel", As::text},
    {"code", "", As::text},
    {"why", "", As::word},
    {"channel", "", As::text},
    {"people", "", As::number, "bereikt"},
    {"measure", "", As::text},
    {"field", "", As::word},
    {"value", "", As::text},
    {"cents", "", As::euro},
    {"level", "", As::word},
    {"outcome", "", As::word},
    {"state", "", As::word},
    {"how", "", As::word},
    {"reason", "", As::word},
    {"fact", "", As::text},
    {"from_code", "", As::text},
    {"to_code", "", As::text},
    {"attendance", "", As::number, "aanwezig"},
    {"electorate", "", As::number, "stemgerechtigd"},
    {"yes", "", As::number, "voor"},
    {"no", "", As::number, "tegen"},
    {"abstain", "", As::number, "onthouding"},
    {"threshold", "", As::per_mille, "drempel"},
    {"date", "", As::date},
    {"last_day", "", As::date, "laatste dag"},
    {"until", "", As::date, "tot en met"},
    {"since", "", As::date, "sinds"},
    {"due", "", As::date, "uiterlijk"},
    {"from", "", As::date, "vanaf"},
});

std::string named(const std::string& code, const std::string& name)
{
    return name.empty() ? code : name;
}

}  // namespace

std::string happening_text(std::string_view type)
{
    const auto* found = std::find_if(happenings.begin(), happenings.end(),
                                     [&](const Happening& happening) { return happening.type == type; });
    return std::string(found == happenings.end() ? type : found->dutch);
}

std::string details_text(const json::value& event)
{
    const json::value& data = member(event, "data");
    const std::string task = text_of(event, "task_title");
    const std::string step = text_of(event, "step_title");
    std::vector<std::string> parts;
    if (!task.empty())
        parts.push_back(fmt::format("'{}'", task));
    else if (!step.empty())
        parts.push_back(fmt::format("'{}'", step));
    for (const Detail& detail : details) {
        const json::value& value = member(data, detail.key);
        // References to typed text are objects: what they hold stands apart from the log.
        if (value.is_null() || value.is_object() || value.is_array())
            continue;
        const bool is_id = !detail.prefix.empty() && value.is_int64();
        std::string text = is_id ? fmt::format("{}-{}", detail.prefix, value.get_int64()) : cell_text(value, detail.as);
        if (detail.key == "value")
            text = figure_text(value, text_of(data, "unit"));
        if (detail.key == "title" && text == (task.empty() ? step : task))
            continue;
        if (detail.key == "organisation" || detail.key == "team") {
            // a number is enough: the person of the line has the name
        } else if (detail.prefix == "persoon" && !is_id)
            text = named(text, text_of(event, "to_title"));
        else if (detail.prefix == "persoon" && !task.empty() &&
                 text_of(event, "person_name") == text_of(event, "actor_name"))
            continue;  // who took it up stands in the line already
        else if (detail.prefix == "persoon")
            text = named(text, text_of(event, "person_name"));
        else if (detail.key == "role" && text_of(event, "type").starts_with("access."))
            text = cell_text(value, As::word);
        else if (detail.key == "role")
            text = named(text, text_of(event, "role_title"));
        else if (detail.key == "phase")
            text = member(data, "title").is_null() ? named(text, text_of(event, "phase_title")) : std::string{};
        else if (detail.key == "path")
            text = task.empty() ? named(text, text_of(event, "phase_title")) : std::string{};
        if (!text.empty())
            parts.push_back(detail.label.empty() ? std::move(text) : fmt::format("{} {}", detail.label, text));
    }
    if (const std::string reason = text_of(event, "reason_text"); !reason.empty())
        parts.push_back(fmt::format("reden: {}", reason));
    for (const json::value& lesson : list_of(event, "lessons"))
        parts.push_back(fmt::format("les: {}", cell_text(lesson, As::text)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace wd::cli
