// "Wat gaat verloren als … morgen vertrekt?" See team_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/asker.hpp"
#include "runtime/explain.hpp"
#include "runtime/small_counts.hpp"
#include "runtime/team_facts.hpp"
#include "runtime/team_question.hpp"

#include <algorithm>

namespace wd::runtime {

using namespace domain;

namespace {

class Loss {
public:
    Loss(store::ReadStore& store, ProgrammeId programme, PersonId person, Viewer viewer, Date day, Date today)
        : store_(store),
          parameters_{{"programme", programme.value}, {"viewer", viewer.person.value}},
          facts_(gather_team(store, programme)),
          person_(person),
          day_(day),
          is_today_(day == today)
    {
    }

    // Empty when nothing is lost here.
    json::object told()
    {
        json::object lost;
        const auto put = [&](std::string_view name, json::array list) {
            if (!list.empty())
                lost[json::string_view{name}] = std::move(list);
        };
        put("chairs", chairs());
        put("tasks", tasks());
        put("gates", gates());
        put("promises", promises());
        put("contacts", contacts());
        put("decisions", decisions());
        put("questions", questions());
        if (secret_ > 0)
            lost["secret"] = published_count(secret_);
        return lost;
    }

private:
    // The item on that day when the person knew or held it; `sole` when nobody else did.
    std::optional<bool> known(KnowledgeKind kind, std::int64_t number) const
    {
        for (const KnowledgeItem& item : facts_.items) {
            if (item.kind != kind || item.number != number || !knew_on(item, person_, day_))
                continue;
            return std::none_of(item.knowers.begin(), item.knowers.end(), [&](const Knower& other) {
                return other.person != person_ && knew_on(item, other.person, day_);
            });
        }
        return {};
    }

    // A line, or one more secret.
    void add(json::array& list, const json::object& row, std::string_view id, std::string_view text, json::object more)
    {
        if (is_set(row, "secret")) {
            ++secret_;
            return;
        }
        json::object line{{"id", row.at(json::string_view{id})}, {"text", row.at(json::string_view{text})}};
        for (auto& member : more)
            if (!member.value().is_null())
                line[member.key()] = member.value();
        list.push_back(std::move(line));
    }

    json::array chairs()
    {
        json::array list;
        for (const Spell& spell : facts_.history.spells) {
            if (spell.person != person_ || day_ < spell.from || (spell.until && *spell.until < day_))
                continue;
            const ChairName& chair = facts_.chairs.at(spell.position);
            roles_.push_back(chair.role);
            const bool sole =
                std::none_of(facts_.history.spells.begin(), facts_.history.spells.end(), [&](const Spell& other) {
                    return other.position == spell.position && other.person != person_ && other.from <= day_ &&
                           (!other.until || day_ <= *other.until);
                });
            list.push_back(json::object{{"id", to_text(spell.position)},
                                        {"text", chair.title},
                                        {"role", chair.role},
                                        {"core", chair.core},
                                        {"from", to_text(spell.from)},
                                        {"sole", sole}});
        }
        return list;
    }

    json::array tasks()
    {
        json::array list;
        for (const json::value& value : store_.view("inner_all_tasks", parameters_)) {
            const json::object& row = value.as_object();
            const bool open = is_open(row);
            const bool held = is_set(row, "confidential")
                                  ? open && person_in(row, "person") == person_
                                  : known(KnowledgeKind::task, *number_in(row, "task")).has_value();
            const bool offered = open && !held && !day_in(row, "closed_at") && person_in(row, "person") == person_;
            if (held || offered)
                add(list, row, "task", "title",
                    {{"due", row.at("due")}, {"held", held ? "claimed" : "offered"}, {"kind", row.at("kind")}});
        }
        return list;
    }

    // Gates that still wait for a chair of this person.
    json::array gates()
    {
        json::array list;
        if (!is_today_)
            return list;
        for (const json::value& value : store_.view("inner_all_tasks", parameters_)) {
            const json::object& row = value.as_object();
            if (!row.at("deciders").is_array() || day_in(row, "closed_at"))
                continue;
            for (const json::value& decider : row.at("deciders").get_array())
                if (std::find(roles_.begin(), roles_.end(), text_of(decider)) != roles_.end()) {
                    add(list, row, "task", "title", {{"due", row.at("due")}, {"role", decider}});
                    break;
                }
        }
        return list;
    }

    json::array promises()
    {
        json::array list;
        for (const json::value& value : store_.view("inner_all_promises", parameters_)) {
            const json::object& row = value.as_object();
            if (known(KnowledgeKind::promise, *number_in(row, "entry")))
                add(list, row, "entry", "text", {{"due", row.at("due")}, {"silent", row.at("silent")}});
        }
        return list;
    }

    json::array contacts()
    {
        json::array list;
        for (const json::value& value : store_.view("inner_all_contacts", parameters_)) {
            const json::object& row = value.as_object();
            if (const auto sole = known(KnowledgeKind::contact, *number_in(row, "entry"));
                sole && !is_set(row, "removed"))
                add(list, row, "entry", "name",
                    {{"group", row.at("group_name")}, {"key", row.at("key")}, {"sole", *sole}});
        }
        return list;
    }

    json::array decisions()
    {
        json::array list;
        for (const json::value& value : store_.view("inner_taken_decisions", parameters_)) {
            const json::object& row = value.as_object();
            if (const auto sole = known(KnowledgeKind::decision, *number_in(row, "task")))
                add(list, row, "task", "title", {{"outcome", row.at("outcome")}, {"at", row.at("at")}});
        }
        for (const json::value& value : store_.view("inner_earlier_decisions", parameters_)) {
            const json::object& row = value.as_object();
            if (known(KnowledgeKind::decision, *number_in(row, "entry")))
                add(list, row, "entry", "text", {{"at", row.at("date")}});
        }
        return list;
    }

    // Learning questions of this person that were not answered or dropped by then.
    json::array questions()
    {
        json::array list;
        const json::array versions = store_.view("inner_question_versions", parameters_);
        for (const json::value& value : store_.view("inner_raised_questions", parameters_)) {
            const json::object& row = value.as_object();
            if (person_in(row, "raised_by") != person_ || day_ < *day_in(row, "at"))
                continue;
            std::string state = "open";
            for (const json::value& version : versions)
                if (version.at("entry") == row.at("entry") && *day_in(version.as_object(), "at") <= day_)
                    state = word_in(version.as_object(), "state");
            if (state == "open" || state == "examined")
                add(list, row, "entry", "text", {{"code", row.at("code")}, {"state", state}});
        }
        return list;
    }

    bool is_open(const json::object& row) const
    {
        const std::optional<Date> closed = day_in(row, "closed_at");
        return *day_in(row, "opened_at") <= day_ && (!closed || day_ < *closed);
    }

    store::ReadStore& store_;
    json::object parameters_;
    TeamFacts facts_;
    PersonId person_;
    Date day_;
    bool is_today_;
    std::vector<std::string> roles_;
    int secret_ = 0;
};

// Who sees to it that the work goes on may ask it of anybody; others only of themselves.
bool may_ask(store::ReadStore& store, const Viewer& viewer, ProgrammeId programme, Date today)
{
    return is_core(store, viewer, programme, today) || is_auditor(store, viewer, programme);
}

}  // namespace

Result<json::value> what_is_lost(store::ReadStore& store, const json::object& with, const Viewer& viewer, Date today)
{
    const Result<std::optional<PersonId>> person = find_id<PersonTag>(with, "person");
    if (!person)
        return person.error();
    if (!*person)
        return refusal(Errc::invalid, "noem een persoon, bijvoorbeeld persoon-3");
    const Result<std::optional<ProgrammeId>> only = find_id<ProgrammeTag>(with, "programme");
    if (!only)
        return only.error();
    Date day = today;
    if (const json::value* on = with.if_contains("on"); on != nullptr && !on->is_null()) {
        const Result<Date> given = parse_date(text_of(*on));
        if (!given)
            return refusal(Errc::invalid, "'on' is '{}'; schrijf een datum als 2026-11-20", text_of(*on));
        if (*given > today)
            return refusal(Errc::invalid, "'on' is {} en die dag moet nog komen; kies vandaag ({}) of eerder",
                           to_text(*given), to_text(today));
        day = *given;
    }
    const bool everywhere = is_administrator(viewer) || is_oneself(store, viewer, **person);
    bool somewhere = everywhere;
    json::array programmes;
    for (const json::value& value : store.view("programmes", {})) {
        const ProgrammeId id{*number_in(value.as_object(), "programme")};
        if ((*only && **only != id) || (!everywhere && !may_ask(store, viewer, id, today)))
            continue;
        somewhere = true;
        json::object lost = Loss(store, id, **person, viewer, day, today).told();
        if (lost.empty())
            continue;
        json::object row{{"programme", value.at("programme")}, {"name", value.at("name")}};
        for (auto& member : lost)
            row[member.key()] = std::move(member.value());
        programmes.push_back(std::move(row));
    }
    if (!somewhere)
        return refusal(
            Errc::not_allowed,
            "wat met {} verloren gaat, zien {} zelf, het kernteam en de opdrachtgever van het programma, en wie "
            "er een overdracht beoordeelt; de maten van het team staan bij continuity show",
            **person, **person);
    return json::value(json::object{{"everywhere", everywhere},
                                    {"person", to_text(**person)},
                                    {"name", name_of_person(store, **person)},
                                    {"on", to_text(day)},
                                    {"programmes", std::move(programmes)}});
}

}  // namespace wd::runtime
