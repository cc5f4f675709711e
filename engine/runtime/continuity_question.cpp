// See continuity_question.hpp. The measures come from domain; here they get the names of chairs.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/continuity_question.hpp"

#include "runtime/explain.hpp"
#include "runtime/quality_settings.hpp"
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

    // What adds up over programmes; the other three belong to one team, and to one wijk.
    json::object together(Date day) const
    {
        json::object told = of_roles(facts_.history, day);
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

    std::vector<IntactRate> intact_rates_on(Date day) const
    {
        std::vector<IntactRate> rates = intact_rates(facts_.history, facts_.gates, settings_, day);
        std::erase_if(rates, [&](const IntactRate& rate) { return day < rate.t0; });
        return rates;
    }

    json::array intact(Date day) const
    {
        json::array list;
        for (const IntactRate& rate : intact_rates_on(day))
            list.push_back(json::object{{"gate", to_text(rate.t0)},
                                        {"months", rate.months},
                                        {"on", to_text(rate.t)},
                                        {"team", rate.team},
                                        {"still", or_null(rate.still)},
                                        {"rate", or_null(rate.rate)}});
        return list;
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
    struct Own {
        int items = 0;
        int of = 0;
        int sole = 0;
        std::vector<std::string> top_of;
    };
    Own yours(Date day) const
    {
        Own own;
        for (const KnowledgeItem& item : facts_.items) {
            if (day < item.from || (item.until && *item.until < day))
                continue;
            ++own.of;
            if (!knew_on(item, viewer_, day))
                continue;
            ++own.items;
            own.sole += std::none_of(item.knowers.begin(), item.knowers.end(), [&](const Knower& other) {
                return other.person != viewer_ && knew_on(item, other.person, day);
            });
        }
        for (const Concentration& one : concentrations(facts_.items, settings_, day))
            if (one.relations > 0 && one.top == viewer_)
                own.top_of.push_back(one.theme ? *one.theme : to_text(*one.area));
        return own;
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

    const TeamFacts& facts_;
    const ContinuitySettings& settings_;
    PersonId viewer_;
};

// One programme, with its name.
struct Wijk {
    json::value name;
    TeamFacts facts;
    bool stopped = false;  // then there is nothing to warn of any more
};

enum class TellOf { of_one, of_each };
enum class Which { all, running };

// The programmes that were asked for: what adds up is told of all of them together, what belongs to one team or one wijk of each.
class Region {
public:
    Region(const std::vector<Wijk>& wijken, const ContinuitySettings& settings, PersonId viewer, TellOf told)
        : wijken_(wijken), settings_(settings), told_(told), teller_(facts_, settings, viewer)
    {
        for (const Wijk& wijk : wijken) {
            tellers_.emplace_back(wijk.facts, settings, viewer);
            add_team(facts_, wijk.facts);
        }
    }
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;

    const TeamFacts& facts() const { return facts_; }
    const Teller& teller() const { return teller_; }

    json::array names() const
    {
        json::array names;
        for (const Wijk& wijk : wijken_)
            names.push_back(wijk.name);
        return names;
    }

    json::object measures(Date day) const
    {
        json::object told{{"intact_rate", intact(day)}};
        for (auto& member : teller_.together(day))
            told[member.key()] = member.value();
        told["knowledge_concentration"] = rows_of_each([&](const Teller& teller) { return teller.concentration(day); });
        told["bus_factor"] = bus(day);
        return told;
    }

    json::array warnings(Date day) const
    {
        return rows_of_each([&](const Teller& teller) { return teller.warnings(day); }, Which::running);
    }

    json::object yours(Date day) const
    {
        Teller::Own all;
        json::array top_of;
        for (std::size_t i = 0; i < tellers_.size(); ++i) {
            const Teller::Own own = tellers_[i].yours(day);
            all.items += own.items;
            all.of += own.of;
            all.sole += own.sole;
            for (const std::string& place : own.top_of)
                top_of.push_back(json::value(
                    told_ == TellOf::of_one ? place : fmt::format("{}: {}", text_of(wijken_[i].name), place)));
        }
        return {{"items", all.items}, {"of", all.of}, {"sole", all.sole}, {"top_of", std::move(top_of)}};
    }

private:
    // The rows of each programme one after the other, and whose they are.
    template <class Rows>
    json::array rows_of_each(const Rows& rows_of, Which which = Which::all) const
    {
        json::array all;
        for (std::size_t i = 0; i < tellers_.size(); ++i) {
            if (which == Which::running && wijken_[i].stopped)
                continue;
            for (json::value& value : rows_of(tellers_[i])) {
                json::object row;
                if (told_ == TellOf::of_each)
                    row["programme"] = wijken_[i].name;
                for (auto& member : value.as_object())
                    row[member.key()] = member.value();
                all.push_back(std::move(row));
            }
        }
        return all;
    }

    json::value intact(Date day) const
    {
        if (told_ == TellOf::of_one)
            return tellers_.empty() ? json::array{} : tellers_.front().intact(day);
        std::vector<std::vector<IntactRate>> rates;
        for (const Teller& teller : tellers_)
            rates.push_back(teller.intact_rates_on(day));
        json::array together;
        for (const IntactTotal& total : total_intact(rates, settings_))
            together.push_back(json::object{{"months", total.months},
                                            {"programmes", total.programmes},
                                            {"team", total.team},
                                            {"still", total.still},
                                            {"rate", or_null(total.rate)}});
        return json::object{{"together", std::move(together)},
                            {"programmes", rows_of_each([&](const Teller& teller) { return teller.intact(day); })}};
    }

    json::value bus(Date day) const
    {
        if (told_ == TellOf::of_one)
            return tellers_.empty() ? json::value{} : tellers_.front().bus(day);
        return rows_of_each([&](const Teller& teller) {
            json::value bus = teller.bus(day);
            return bus.is_null() ? json::array{} : json::array{std::move(bus)};
        });
    }

    const std::vector<Wijk>& wijken_;
    const ContinuitySettings& settings_;
    TellOf told_;
    TeamFacts facts_;  // of all of them
    Teller teller_;
    std::vector<Teller> tellers_;
};

// Refuses a municipality in which no programme runs.
Result<std::vector<Wijk>> gather_wijken(store::ReadStore& store, std::optional<ProgrammeId> only,
                                        const std::string& municipality)
{
    std::vector<Wijk> wijken;
    std::vector<std::string> codes;
    for (const json::value& value : store.view("programmes", {})) {
        const json::object& row = value.as_object();
        const ProgrammeId id{*number_in(row, "programme")};
        bool within = !only || *only == id;
        if (!municipality.empty()) {
            within = false;
            for (const json::value& code : row.at("municipalities").as_array()) {
                codes.emplace_back(text_of(code));
                within = within || text_of(code) == municipality;
            }
        }
        if (!within)
            continue;
        wijken.push_back({row.at("name"), gather_team(store, id), row.at("state") == "stopped"});
        std::sort(wijken.back().facts.gates.begin(), wijken.back().facts.gates.end());
    }
    if (!municipality.empty() && wijken.empty()) {
        const std::vector<std::string_view> known(codes.begin(), codes.end());
        return refusal(Errc::not_found, "er is geen programma in gemeente '{}'{}", municipality,
                       did_you_mean(municipality, known));
    }
    return wijken;
}

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
        std::erase_if(part.handovers, [&](const HandoverDates& handover) {
            return std::none_of(part.positions.begin(), part.positions.end(),
                                [&](const TeamPosition& chair) { return chair.position == handover.position; });
        });
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
    const Result<std::vector<Wijk>> wijken = gather_wijken(store, *only, municipality);
    if (!wijken)
        return wijken.error();
    const ContinuitySettings settings = continuity_settings(store);
    const Region region{*wijken, settings, viewer.person, *only ? TellOf::of_one : TellOf::of_each};
    json::object told{{"scope", *only ? "programme" : municipality.empty() ? "all" : "municipality"}};
    if (!municipality.empty())
        told["municipality"] = municipality;
    told["programmes"] = region.names();
    told["today"] = to_text(today);
    told["measures"] = region.measures(today);
    told["by_role"] = by_role(region.facts(), region.teller(), today);
    json::array years;
    for (const Date end : year_ends(region.facts(), today)) {
        json::object row{{"on", to_text(end)}};
        for (auto& member : region.measures(end))
            row[member.key()] = member.value();
        years.push_back(std::move(row));
    }
    told["years"] = std::move(years);
    told["warnings"] = region.warnings(today);
    if (viewer.person)
        told["you"] = region.yours(today);
    return json::value(std::move(told));
}

}  // namespace wd::runtime
