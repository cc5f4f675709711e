// See occasions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/occasions.hpp"

#include "base/text.hpp"
#include "calendar/amsterdam.hpp"
#include "domain/figures.hpp"
#include "domain/words.hpp"
#include "runtime/explain.hpp"

#include <algorithm>
#include <array>

namespace wd::runtime {

using namespace domain;

namespace {

// The events that a trigger can wait for, as the occasion of a talk.
constexpr std::array phrases = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"area.added", "een gebied erbij"},
    {"assignment.started", "iemand nieuw in het team"},
    {"assignment.end_announced", "een aangekondigd vertrek"},
    {"assignment.ended", "iemand vertrok uit het team"},
    {"absence.started", "iemand is afwezig"},
    {"absence.ended", "iemand is terug"},
    {"commitment.added", "een toezegging"},
    {"commitment.silent", "een toezegging waarover niemand iets zegt"},
    {"commitment.changed", "een toezegging veranderde"},
    {"commitment.closed", "een toezegging werd afgesloten"},
    {"decision.recorded", "een besluit"},
    {"friction.decided", "de opdrachtgever besliste over wat schuurt"},
    {"friction.raised", "er schuurt iets"},
    {"gate.decided", "een beslismoment"},
    {"handover.started", "een overdracht begon"},
    {"handover.receiver_named", "een opvolger is gevonden"},
    {"handover.completed", "een overdrachtsdocument is klaar"},
    {"handover.conversation_held", "een overdrachtsgesprek"},
    {"handover.own_words", "een opvolger vertelde het na"},
    {"handover.accepted", "een overdracht is aanvaard"},
    {"handover.score_final", "het oordeel over een overdracht"},
    {"handover.checked_up", "een terugkommoment"},
    {"journal.added", "een regel in het logboek"},
    {"learning.added", "een nieuwe leervraag"},
    {"linkage.added", "een kans erbij"},
    {"linkage.decided", "een keuze over een kans"},
    {"measure.recorded", "een nieuw cijfer"},
    {"meeting.recorded", "een bijeenkomst"},
    {"money.added", "geld erbij"},
    {"phase.closed", "een fase eindigde"},
    {"phase.opened", "een fase begon"},
    {"position.vacant", "een rol is onbezet"},
    {"programme.resumed", "het programma ging weer verder"},
    {"reach.recorded", "nieuw bereik"},
    {"reflection.recorded", "een reflectie"},
    {"reflection.skipped", "een overgeslagen reflectie"},
    {"run.ended", "een workflow eindigde"},
    {"signal.received", "bericht van buiten"},
    {"task.became_late", "een datum ging voorbij"},
    {"track.idle", "op één spoor gebeurt niets"},
    {"vote.closed", "een stemming"},
});

std::string_view phrase_for(const LoggedEvent& event)
{
    const std::string_view type = event.type == TaskAdded::type ? "friction.raised" : std::string_view{event.type};
    const auto found = std::find_if(phrases.begin(), phrases.end(), [&](const auto& row) { return row.first == type; });
    return found == phrases.end() ? "iets dat in het programma gebeurde" : found->second;
}

std::string word_of(const json::object& data, std::string_view name)
{
    const json::value* value = data.if_contains(json::string_view{name});
    return value != nullptr && value->is_string() ? std::string(text_of(*value)) : std::string{};
}

std::optional<std::int64_t> number_of(const json::object& data, std::string_view name)
{
    const json::value* value = data.if_contains(json::string_view{name});
    return value != nullptr && value->is_int64() ? std::optional{value->get_int64()} : std::nullopt;
}

class Occasions {
public:
    Occasions(store::ReadStore& store, const Viewer& viewer, ProgrammeId programme)
        : store_(store), viewer_(viewer), programme_(programme)
    {
    }

    json::array of(RunId run)
    {
        const json::array rows = store_.view("run", {{"run", run.value}, {"viewer", viewer_.person.value}});
        if (rows.empty())
            return {};
        const std::int64_t begun = rows.front().at("started_pseq").as_int64();
        const std::optional<LoggedEvent> start = find_event(begun);
        if (!start || word_of(parse_json(start->data)->as_object(), "trigger").empty())
            return {};
        if (const auto fired = find_event(start->cause); fired && fired->type == TriggerFired::type)
            add(fired->cause);
        for (const json::value& row :
             store_.view("inner_triggers_fired", {{"programme", programme_.value}, {"after", begun}}))
            if (number_of(row.at("data").as_object(), "merged") == run.value)
                add(row.at("cause").as_int64());
        return std::move(occasions_);
    }

private:
    std::optional<LoggedEvent> find_event(std::int64_t pseq)
    {
        if (pseq == 0)
            return {};
        std::vector<LoggedEvent> found = store_.list_events_for(viewer_, programme_, pseq - 1, 1);
        if (found.empty() || found.front().pseq != pseq)
            return {};
        return std::move(found.front());
    }

    void add(std::int64_t pseq)
    {
        const std::optional<LoggedEvent> event = find_event(pseq);
        if (!event)
            return;
        const json::value data = *parse_json(event->data);
        const std::string date = word_of(data.as_object(), "date");
        occasions_.push_back(json::object{{"on", date.empty() ? to_text(calendar::date_of(event->at)) : date},
                                          {"event", pseq},
                                          {"text", text_for(*event, data.as_object())}});
    }

    // "een stemming: 'Stem over de richting' (verworpen)".
    std::string text_for(const LoggedEvent& event, const json::object& data)
    {
        std::string text{phrase_for(event)};
        if (const std::string title = title_of(data); !title.empty())
            text += fmt::format(": '{}'", title);
        const std::string outcome = word_of(data, "outcome");
        const std::string kind = event.type == SignalReceived::type ? word_of(data, "kind") : std::string{};
        if (!outcome.empty() || !kind.empty())
            text += fmt::format(" ({})", outcome.empty() ? kind : dutch(outcome));
        return text;
    }

    std::string title_of(const json::object& data)
    {
        const std::optional<std::int64_t> task = number_of(data, "task");
        if (!task)
            return word_of(data, "title");
        const json::array rows = store_.view("task", {{"task", *task}, {"viewer", viewer_.person.value}});
        return rows.empty() ? std::string{} : word_of(rows.front().as_object(), "title");
    }

    store::ReadStore& store_;
    const Viewer& viewer_;
    ProgrammeId programme_;
    json::array occasions_;
};

}  // namespace

json::array occasions_of(store::ReadStore& store, const Viewer& viewer, ProgrammeId programme, RunId run)
{
    return Occasions{store, viewer, programme}.of(run);
}

std::string occasions_text(const json::array& occasions)
{
    std::vector<std::string> parts;
    for (const json::value& occasion : occasions)
        parts.push_back(fmt::format("{} op {}", text_of(occasion.at("text")),
                                    date_text(parse_date(text_of(occasion.at("on"))).value())));
    return join_and(parts);
}

}  // namespace wd::runtime
