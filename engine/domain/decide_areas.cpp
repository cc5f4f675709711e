// The areas of a programme, taken over from a list as a whole or not at all; what is there already stays as it is, so that the
// same list may come twice. Reading the file is the caller's business. See decisions.hpp and area_codes.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/area_codes.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace wd::domain {

namespace {

constexpr std::array<std::string_view, 5> area_kinds{"wijk", "buurt", "deelgebied", "blok", "complex"};
constexpr std::size_t name_max = 200;

bool is_code(std::string_view code, std::string_view prefix, std::size_t digits)
{
    return code.size() == prefix.size() + digits && code.starts_with(prefix) &&
           std::all_of(code.begin() + static_cast<std::ptrdiff_t>(prefix.size()), code.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

// A list being checked row by row; a row may only point back.
class AreaList {
public:
    void check(const NewArea& area)
    {
        row_ = fmt::format("rij {}", ++count_);
        check_place(area);
        check_kind(area);
        check_code(area);
        check_history(area);
        check_figures(area);
    }

    Complaints complaints;

private:
    void check_place(const NewArea& area)
    {
        if (area.id.empty())
            complaints.add(refusal_at(row_, "gebied '{}' heeft geen id; geef elke rij een eigen id", area.name));
        if (!area.parent.empty() && !ids_.contains(area.parent))
            complaints.add(refusal_at(
                row_, "'{}' hoort bij '{}', maar die staat niet hoger in de lijst; zet het grotere gebied eerst",
                area.id, area.parent));
        if (!area.id.empty() && !ids_.insert(area.id).second)
            complaints.add(
                refusal_at(row_, "id '{}' staat al hoger in de lijst; elke rij heeft een eigen id", area.id));
    }
    void check_kind(const NewArea& area)
    {
        if (std::find(area_kinds.begin(), area_kinds.end(), area.kind) == area_kinds.end())
            complaints.add(refusal_at(row_, "soort '{}' bestaat niet{}; kies {}", area.kind,
                                      did_you_mean(area.kind, area_kinds), join_or(area_kinds)));
        if (trimmed(area.name).empty() || area.name.size() > name_max || !is_utf8(area.name))
            complaints.add(refusal_at(row_,
                                      "gebied '{}' heeft geen bruikbare naam; schrijf er een van hoogstens {} tekens",
                                      area.id, name_max));
    }
    void check_code(const NewArea& area)
    {
        if (area.code.empty())
            return;
        if (!is_area_code(area.code))
            complaints.add(refusal_at(
                row_, "'{}' is geen CBS-code; schrijf GM met 4, WK met 6 of BU met 8 cijfers, of laat het leeg",
                area.code));
        else if (!codes_.insert(area.code).second)
            complaints.add(
                refusal_at(row_, "code {} staat al hoger in de lijst; elk gebied heeft een eigen code", area.code));
    }
    void check_history(const NewArea& area)
    {
        if (area.earlier_code.empty() && area.code_from.empty())
            return;
        if (area.earlier_code.empty() || area.code_from.empty() || area.code.empty())
            complaints.add(
                refusal_at(row_, "een vroegere code vraagt drie dingen: 'earlier_code', 'code' en 'code_from'"));
        else if (!is_area_code(area.earlier_code) || area.earlier_code == area.code)
            complaints.add(refusal_at(row_, "'{}' kan niet de code van voor {} zijn", area.earlier_code, area.code));
        if (area.code_from.empty())
            return;
        if (const Result<Date> from = parse_date(area.code_from); !from)
            complaints.add(refusal_at(row_, "'{}' is geen datum; schrijf bijvoorbeeld 2021-01-01", area.code_from));
        else
            complaints.add(check_day(row_, *from));
    }
    void check_figures(const NewArea& area)
    {
        for (const auto& [name, figure] :
             {std::pair{"inhabitants", area.inhabitants}, std::pair{"dwellings", area.dwellings}})
            if (figure < 0 || figure > people_max)
                complaints.add(refusal_at(row_, "'{}' is {}; vul een aantal van 0 of meer in", name, figure));
    }

    int count_ = 0;
    std::string row_;
    std::set<std::string, std::less<>> ids_;
    std::set<std::string, std::less<>> codes_;
};

std::optional<AreaId> find_by_code(std::string_view code, const Ledger& ledger)
{
    for (const auto& [id, known] : ledger.areas)
        if (!code.empty() && known.code == code)
            return id;
    return {};
}

std::optional<AreaId> find_by_name(const NewArea& area, std::optional<AreaId> parent, const Ledger& ledger)
{
    for (const auto& [id, known] : ledger.areas)
        if (known.parent == parent && known.kind == area.kind && known.name == trimmed(area.name))
            return id;
    return {};
}

// Whether the area of this name has another code in the programme than in the row.
bool differs_in_code(const Area& known, const NewArea& area)
{
    return known.code && !area.code.empty() && *known.code != area.code;
}

// The rows that mean an area which is there already, by the id in the list: the one with that code, or else the one of that name
// and kind in the same place. Complains of a row that gives such an area another code without saying that it changed.
std::map<std::string, AreaId> find_known_areas(const std::vector<NewArea>& areas, const Ledger& ledger,
                                               Complaints& complaints)
{
    std::map<std::string, AreaId> known;
    int row = 0;
    for (const NewArea& area : areas) {
        ++row;
        std::optional<AreaId> found = find_by_code(area.code, ledger);
        if (!found)
            found = find_by_code(area.earlier_code, ledger);
        const auto parent = known.find(area.parent);
        if (!found && area.parent.empty())
            found = find_by_name(area, {}, ledger);
        else if (!found && parent != known.end())
            found = find_by_name(area, parent->second, ledger);
        if (!found)
            continue;
        known.emplace(area.id, *found);
        if (const Area& there = ledger.areas.at(*found);
            differs_in_code(there, area) && *there.code != area.earlier_code)
            complaints.add(refusal_at(fmt::format("rij {}", row),
                                      "{} '{}' is er al, met code {} en niet {}; neem die code over, of zet {} bij "
                                      "'earlier_code'",
                                      area.kind, trimmed(area.name), *there.code, area.code, *there.code));
    }
    return known;
}

// What the list knows of an area that is there, and the programme does not: figures of nought are not known.
void restate(AreaId id, const Area& there, const NewArea& area, Payloads& events)
{
    AreaRestated now{id, {}, there.inhabitants, there.dwellings};
    if (!there.code && !area.code.empty())
        now.code = area.code;
    if (area.inhabitants > 0)
        now.inhabitants = area.inhabitants;
    if (area.dwellings > 0)
        now.dwellings = area.dwellings;
    if (now.code || now.inhabitants != there.inhabitants || now.dwellings != there.dwellings)
        events.emplace_back(std::move(now));
}

void add_area(const NewArea& area, std::map<std::string, AreaId>& ids, Payloads& events, Context& context)
{
    AreaAdded added;
    added.area = context.new_id<AreaTag>();
    ids.emplace(area.id, added.area);
    if (!area.parent.empty())
        added.parent = ids.at(area.parent);
    added.kind = area.kind;
    added.name = trimmed(area.name);
    // One that got another code began with the earlier: the event of the change stands behind this one.
    if (!area.code.empty())
        added.code = area.earlier_code.empty() ? area.code : area.earlier_code;
    added.inhabitants = area.inhabitants;
    added.dwellings = area.dwellings;
    const AreaId id = added.area;
    events.emplace_back(std::move(added));
    if (!area.earlier_code.empty())
        events.emplace_back(AreaCodeChanged{id, area.earlier_code, area.code, *parse_date(area.code_from)});
}

}  // namespace

bool is_municipality_code(std::string_view code)
{
    return is_code(code, "GM", 4);
}

bool is_area_code(std::string_view code)
{
    return is_municipality_code(code) || is_code(code, "WK", 6) || is_code(code, "BU", 8);
}

Result<Payloads> decide(const Programme& programme, const ImportAreas& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (command.areas.empty())
        return refusal_at("areas", "de lijst is leeg; geef minstens één gebied");
    AreaList list;
    for (const NewArea& area : command.areas)
        list.check(area);
    std::map<std::string, AreaId> ids = find_known_areas(command.areas, context.ledger(), list.complaints);
    if (!list.complaints.empty())
        return list.complaints.to_error();

    Payloads events;
    for (const NewArea& area : command.areas) {
        const auto known = ids.find(area.id);
        if (known == ids.end()) {
            add_area(area, ids, events, context);
            continue;
        }
        const Area& there = context.ledger().areas.at(known->second);
        restate(known->second, there, area, events);
        if (differs_in_code(there, area))
            events.emplace_back(
                AreaCodeChanged{known->second, area.earlier_code, area.code, *parse_date(area.code_from)});
    }
    return events;
}

}  // namespace wd::domain
