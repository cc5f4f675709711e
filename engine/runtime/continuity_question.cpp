// See continuity_question.hpp. The measures come from domain; here they get the names of chairs.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/continuity_question.hpp"

#include "runtime/explain.hpp"
#include "runtime/team_facts.hpp"

#include <algorithm>
#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

constexpr int years_max = 15;

json::value or_null(const std::optional<int>& value)
{
    return value ? json::value(*value) : json::value{};
}

// Tells the measures of one history on one day.
class Teller {
public:
    Teller(const TeamFacts& facts, const ContinuitySettings& settings, PersonId viewer)
        : facts_(facts), settings_(settings), viewer_(viewer)
    {
    }

    json::object all(Date day) const
    {
        json::object told;
        told["intact_rate"] = intact(day);
        const json::object roles = of_roles(facts_.history, day);
        for (const auto& member : roles)
            told[member.key()] = member.value();
        told["knowledge_concentration"] = concentration(day);
        told["bus_factor"] = bus(day);
        const ContactContinuity contact = contact_continuity(facts_.residents, settings_, day);
        told["contact_continuity"] = json::object{{"residents", contact.residents},
                                                  {"median", or_null(contact.median)},
                                                  {"worst_tenth", or_null(contact.worst_tenth)}};
        const DeputyCover cover = deputy_cover(facts_.history, settings_, day);
        told["deputy_cover"] = json::object{{"core", cover.core},
                                            {"covered", cover.covered},
                                            {"rate", or_null(cover.rate)},
                                            {"uncovered", chairs(cover.uncovered)}};
        return told;
    }

    // What can be told of a part of the chairs.
    json::object of_roles(const TeamHistory& history, Date day) const
    {
        const Turnover left = turnover(history, settings_, day);
        const Tenure tenure = median_tenure(history, settings_, day);
        const WarmRate warm = warm_rate(history, day);
        json::object told;
        told["turnover"] =
            json::object{{"from", to_text(left.from)}, {"until", to_text(left.until)},    {"endings", left.endings},
                         {"days", left.days},          {"filled_days", left.filled_days}, {"rate", or_null(left.rate)}};
        told["median_tenure"] = json::object{{"method", name_of(tenure.method)},
                                             {"spells", tenure.spells},
                                             {"open", tenure.open},
                                             {"days", or_null(tenure.days)}};
        told["vacancy_days"] = vacant(history, day);
        told["overlap_days"] = overlap(history, day);
        told["warm_rate"] = json::object{{"endings", warm.endings}, {"warm", warm.warm}, {"rate", or_null(warm.rate)}};
        told["lead_time"] = lead(history, day);
        return told;
    }

    json::array warnings(Date day) const
    {
        json::array list;
        for (const ContinuityWarning& warning : continuity_warnings(facts_.history, facts_.items, settings_, day)) {
            json::object row{{"risk", name_of(warning.risk)}, {"text", warning.text}};
            if (!warning.positions.empty())
                row["positions"] = chairs(warning.positions);
            if (warning.theme)
                row["theme"] = *warning.theme;
            if (warning.area)
                row["area"] = to_text(*warning.area);
            list.push_back(std::move(row));
        }
        return list;
    }

    // What the asking person knows, for their own eyes.
    json::object yours(Date day) const
    {
        int items = 0;
        int sole = 0;
        int there = 0;
        for (const KnowledgeItem& item : facts_.items) {
            if (day < item.from || (item.until && *item.until < day))
                continue;
            ++there;
            if (!knew_on(item, viewer_, day))
                continue;
            ++items;
            sole += std::none_of(item.knowers.begin(), item.knowers.end(), [&](const Knower& other) {
                return other.person != viewer_ && knew_on(item, other.person, day);
            });
        }
        json::array top_of;
        for (const Concentration& one : concentrations(facts_.items, settings_, day))
            if (one.relations > 0 && one.top == viewer_)
                top_of.push_back(json::value(one.theme ? *one.theme : to_text(*one.area)));
        return {{"items", items}, {"of", there}, {"sole", sole}, {"top_of", std::move(top_of)}};
    }

private:
    json::object chair(PositionId position) const
    {
        const auto found = facts_.chairs.find(position);
        json::object told{{"position", to_text(position)}};
        if (found != facts_.chairs.end()) {
            told["role"] = found->second.title;
            told["programme"] = found->second.programme;
        }
        return told;
    }

    json::array chairs(const std::vector<PositionId>& positions) const
    {
        json::array list;
        for (const PositionId position : positions)
            list.push_back(chair(position));
        return list;
    }

    json::array intact(Date day) const
    {
        json::array list;
        for (const IntactRate& rate : intact_rates(facts_.history, facts_.gates, settings_, day)) {
            if (day < rate.t0)
                continue;
            list.push_back(json::object{{"gate", to_text(rate.t0)},
                                        {"months", rate.months},
                                        {"on", to_text(rate.t)},
                                        {"team", rate.team},
                                        {"still", or_null(rate.still)},
                                        {"rate", or_null(rate.rate)}});
        }
        return list;
    }

    json::object vacant(const TeamHistory& history, Date day) const
    {
        const Vacancies found = vacancies(history, day);
        json::array positions;
        for (const PositionVacancies& of : found.positions) {
            json::object row = chair(of.position);
            row["sum"] = of.sum;
            row["median"] = or_null(of.median);
            row["max"] = or_null(of.max);
            json::array filled;
            for (const Vacancy& one : of.filled)
                filled.push_back(json::object{{"from", to_text(one.from)}, {"days", one.days}});
            row["filled"] = std::move(filled);
            row["now"] = of.now ? json::value(json::object{{"from", to_text(of.now->from)}, {"days", of.now->days}})
                                : json::value{};
            positions.push_back(std::move(row));
        }
        return {{"sum", found.sum},
                {"median", or_null(found.median)},
                {"max", or_null(found.max)},
                {"positions", std::move(positions)}};
    }

    json::array overlap(const TeamHistory& history, Date day) const
    {
        json::array list;
        for (const Overlap& one : overlaps(history, day)) {
            json::object row = chair(one.position);
            row["ended_on"] = to_text(one.ended_on);
            row["succeeded_on"] = one.succeeded_on ? json::value(to_text(*one.succeeded_on)) : json::value{};
            row["days"] = or_null(one.days);
            list.push_back(std::move(row));
        }
        return list;
    }

    json::object lead(const TeamHistory& history, Date day) const
    {
        const LeadTimes found = lead_times(history, day);
        json::array handovers;
        for (const LeadTime& one : found.handovers) {
            json::object row = chair(one.position);
            row["announced_on"] = to_text(one.announced_on);
            row["days"] = or_null(one.days);
            handovers.push_back(std::move(row));
        }
        return {{"median", or_null(found.median)}, {"handovers", std::move(handovers)}};
    }

    json::array concentration(Date day) const
    {
        json::array list;
        for (const Concentration& one : concentrations(facts_.items, settings_, day)) {
            json::object row;
            if (one.theme)
                row["theme"] = *one.theme;
            if (one.area)
                row["area"] = to_text(*one.area);
            row["items"] = one.items;
            row["unknown"] = one.unknown;
            row["relations"] = one.relations;
            row["holders"] = one.holders;
            row["top"] = one.relations > 0 ? chairs(positions_of(facts_.history, one.top, day)) : json::array{};
            row["share"] = or_null(one.share);
            row["hhi"] = or_null(one.hhi);
            row["warn"] = one.warn;
            list.push_back(std::move(row));
        }
        return list;
    }

    json::value bus(Date day) const
    {
        const std::optional<BusFactor> found = bus_factor(facts_.items, settings_, day);
        if (!found)
            return {};
        json::array removed;
        for (const PersonId person : found->removed)
            removed.push_back(chairs(positions_of(facts_.history, person, day)));
        return json::object{{"factor", found->factor},        {"items", found->items},
                            {"unknown", found->unknown},      {"left_unknown", found->left_unknown},
                            {"hangs_on", std::move(removed)}, {"warn", found->warn}};
    }

    const TeamFacts& facts_;
    const ContinuitySettings& settings_;
    PersonId viewer_;
};

// The year in which the team began, and the ends of the years since.
std::vector<Date> year_ends(const TeamFacts& facts, Date today)
{
    std::optional<Date> begun;
    for (const TeamPosition& chair : facts.history.positions)
        begun = std::min(begun.value_or(chair.since), chair.since);
    std::vector<Date> ends;
    if (!begun)
        return ends;
    const int last = static_cast<int>(std::chrono::year_month_day{today}.year());
    const int first = static_cast<int>(std::chrono::year_month_day{*begun}.year());
    for (int year = std::max(first, last - years_max); year <= last; ++year) {
        const Date end{std::chrono::year{year} / std::chrono::December / 31};
        if (end <= today)
            ends.push_back(end);
    }
    return ends;
}

json::array by_role(const TeamFacts& facts, const Teller& teller, Date today)
{
    std::set<std::string> roles;
    for (const TeamPosition& chair : facts.history.positions)
        roles.insert(chair.role);
    json::array list;
    for (const std::string& role : roles) {
        TeamHistory part = facts.history;
        std::erase_if(part.positions, [&](const TeamPosition& chair) { return chair.role != role; });
        json::object row{{"role", role}};
        for (auto& member : teller.of_roles(part, today))
            row[member.key()] = member.value();
        list.push_back(std::move(row));
    }
    return list;
}

}  // namespace

Result<json::value> continuity_question(store::ReadStore& store, const json::object& with, const Viewer& viewer,
                                        Date today)
{
    const Result<std::optional<ProgrammeId>> only = find_id<ProgrammeTag>(with, "programme");
    if (!only)
        return only.error();
    const std::string municipality = word_in(with, "municipality");
    if (*only && !municipality.empty())
        return refusal(Errc::invalid, "noem een programma of een gemeente, niet allebei");
    TeamFacts facts;
    json::array names;
    std::vector<std::string> codes;
    for (const json::value& value : store.view("programmes", {})) {
        const json::object& row = value.as_object();
        const ProgrammeId id{*number_in(row, "programme")};
        bool within = !*only || **only == id;
        if (!municipality.empty()) {
            within = false;
            for (const json::value& code : row.at("municipalities").as_array()) {
                codes.emplace_back(text_of(code));
                within = within || text_of(code) == municipality;
            }
        }
        if (!within)
            continue;
        names.push_back(row.at("name"));
        add_team(facts, gather_team(store, id));
    }
    if (!municipality.empty() && names.empty()) {
        const std::vector<std::string_view> known(codes.begin(), codes.end());
        return refusal(Errc::not_found, "er is geen programma in gemeente '{}'{}", municipality,
                       did_you_mean(municipality, known));
    }
    std::sort(facts.gates.begin(), facts.gates.end());

    const ContinuitySettings settings;
    const Teller teller(facts, settings, viewer.person);
    json::object told{{"scope", *only ? "programme" : municipality.empty() ? "all" : "municipality"}};
    if (!municipality.empty())
        told["municipality"] = municipality;
    told["programmes"] = std::move(names);
    told["today"] = to_text(today);
    told["measures"] = teller.all(today);
    told["by_role"] = by_role(facts, teller, today);
    json::array years;
    for (const Date end : year_ends(facts, today)) {
        json::object row{{"on", to_text(end)}};
        for (auto& member : teller.all(end))
            row[member.key()] = member.value();
        years.push_back(std::move(row));
    }
    told["years"] = std::move(years);
    told["warnings"] = teller.warnings(today);
    if (viewer.person)
        told["you"] = teller.yours(today);
    return json::value(std::move(told));
}

}  // namespace wd::runtime
