// The team and a person of it. See team_question.hpp; what is lost with somebody stands in lost_question.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/team_question.hpp"

#include "domain/team.hpp"
#include "runtime/asker.hpp"
#include "runtime/explain.hpp"
#include "runtime/team_facts.hpp"

namespace wd::runtime {

using namespace domain;

namespace {

json::array rows_of(store::ReadStore& store, std::string_view view, ProgrammeId programme)
{
    return store.view(view, {{"programme", programme.value}});
}

// The members of `row` under the names on the right; what is empty is left out.
void copy(json::object& to, const json::object& row,
          std::initializer_list<std::pair<std::string_view, std::string_view>> members)
{
    for (const auto& [from, name] : members)
        if (const json::value* value = row.if_contains(json::string_view{from}); value != nullptr && !value->is_null())
            to[json::string_view{name}] = *value;
}

class TeamTeller {
public:
    TeamTeller(store::ReadStore& store, const Viewer& viewer, ProgrammeId programme, Date today)
        : store_(store),
          viewer_(viewer),
          today_(today),
          sees_hours_(is_administrator(viewer) || is_core(store, viewer, programme, today)),
          ledger_(store.load_ledger(programme)),
          spells_(rows_of(store, "inner_spells", programme)),
          handovers_(rows_of(store, "inner_handovers_of_team", programme)),
          vacancies_(vacancies(gather_team(store, programme).history, today))
    {
    }

    json::object position(const json::object& row)
    {
        const PositionId id{*number_in(row, "position")};
        json::object told;
        copy(told, row,
             {{"position", "position"},
              {"role", "role"},
              {"title", "title"},
              {"core", "core"},
              {"residents", "residents"},
              {"hours", "hours"},
              {"competences", "competences"}});
        told["holders"] = holders(id);
        if (const std::optional<PersonId> deputy = person_in(row, "deputy"))
            told["deputy"] = by_name(*deputy);
        json::array works;
        for (const PersonId worker : workers_on(ledger_, id, today_))
            works.push_back(by_name(worker));
        told["works_now"] = std::move(works);
        for (const PositionVacancies& of : vacancies_.positions)
            if (of.position == id && of.now)
                told["vacant"] = json::object{{"since", to_text(of.now->from)}, {"days", of.now->days}};
        if (json::object handover = handover_of(id); !handover.empty())
            told["handover"] = std::move(handover);
        return told;
    }

private:
    json::object by_name(PersonId person)
    {
        return {{"person", to_text(person)}, {"name", name_of_person(store_, person)}};
    }

    // Those who have not left, also who still has to begin.
    json::array holders(PositionId position)
    {
        json::array list;
        for (const json::value& value : spells_) {
            const json::object& row = value.as_object();
            if (PositionId{*number_in(row, "position")} != position || date_in(row, "until_date"))
                continue;
            json::object holder;
            copy(holder, row,
                 {{"assignment", "assignment"},
                  {"person", "person"},
                  {"person_name", "name"},
                  {"from_date", "from"},
                  {"announced_on", "announced_on"},
                  {"last_day", "last_day"}});
            if (sees_hours_ || *person_in(row, "person") == viewer_.person)
                copy(holder, row, {{"hours", "hours"}});
            for (const auto& [id, absence] : ledger_.absences)
                if (absence.person == *person_in(row, "person") && is_away(ledger_, absence.person, today_) &&
                    absence.from <= today_ && (!absence.until || today_ <= *absence.until))
                {
                    holder["away"] = true;
                    if (absence.until)
                        holder["away_until"] = to_text(*absence.until);
                }
            list.push_back(std::move(holder));
        }
        return list;
    }

    // The last one that is not accepted yet.
    json::object handover_of(PositionId position)
    {
        json::object told;
        for (const json::value& value : handovers_) {
            const json::object& row = value.as_object();
            if (PositionId{*number_in(row, "position")} != position || date_in(row, "accepted_on"))
                continue;
            told.clear();
            copy(told, row,
                 {{"handover", "handover"},
                  {"kind", "kind"},
                  {"announced_on", "announced_on"},
                  {"last_day", "last_day"},
                  {"receiver", "receiver"},
                  {"talked_on", "talked_on"}});
            if (const std::optional<PersonId> receiver = person_in(row, "receiver"))
                told["receiver_name"] = name_of_person(store_, *receiver);
        }
        return told;
    }

    store::ReadStore& store_;
    const Viewer& viewer_;
    Date today_;
    bool sees_hours_;  // of everybody
    Ledger ledger_;
    json::array spells_;
    json::array handovers_;
    Vacancies vacancies_;
};

}  // namespace

Result<json::value> team_question(store::ReadStore& store, const json::object& with, const Viewer& viewer, Date today)
{
    const Result<std::optional<ProgrammeId>> programme = find_id<ProgrammeTag>(with, "programme");
    if (!programme)
        return programme.error();
    if (!*programme)
        return refusal(Errc::invalid, "noem een programma, bijvoorbeeld programma-1");
    const json::object row = rows_of(store, "programme", **programme).at(0).as_object();
    json::object told{{"programme", row.at("programme")}, {"name", row.at("name")}, {"today", to_text(today)}};
    TeamTeller teller(store, viewer, **programme, today);
    json::array positions;
    for (const json::value& chair : rows_of(store, "inner_chairs", **programme))
        positions.push_back(teller.position(chair.as_object()));
    told["positions"] = std::move(positions);
    json::array absences;
    for (const json::value& value : rows_of(store, "absences", **programme)) {
        if (value.at("state") == "over")
            continue;
        json::object absence;
        copy(absence, value.as_object(),
             {{"absence", "absence"},
              {"person", "person"},
              {"person_name", "name"},
              {"from_date", "from"},
              {"until_date", "until"}});
        absences.push_back(std::move(absence));
    }
    told["absences"] = std::move(absences);
    return json::value(std::move(told));
}

Result<json::value> person_question(store::ReadStore& store, const json::object& with, const Viewer& viewer)
{
    const Result<std::optional<PersonId>> person = find_id<PersonTag>(with, "person");
    if (!person)
        return person.error();
    if (!*person)
        return refusal(Errc::invalid, "noem een persoon, bijvoorbeeld persoon-3");
    const json::object whom{{"person", (*person)->value}};
    const bool sees_hours = is_administrator(viewer) || is_oneself(store, viewer, **person);
    json::array rows = store.view("person", whom);
    for (json::value& row : rows) {
        json::array chairs = store.view("inner_spells_of", whom);
        for (json::value& chair : chairs)
            if (!sees_hours)
                chair.as_object().erase("hours");
        row.as_object()["chairs"] = std::move(chairs);
        row.as_object()["deputy_of"] = store.view("inner_deputyships_of", whom);
        // What somebody was called before is nobody else's business.
        if (**person == viewer.person || administers(store, viewer))
            row.as_object()["earlier_names"] = store.view("inner_person_names", whom);
    }
    return json::value(std::move(rows));
}

}  // namespace wd::runtime
