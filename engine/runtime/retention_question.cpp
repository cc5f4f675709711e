// See retention_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/retention_question.hpp"

#include "calendar/amsterdam.hpp"
#include "runtime/asker.hpp"
#include "runtime/explain.hpp"
#include "runtime/small_counts.hpp"

#include <map>
#include <set>

namespace wd::runtime {

using domain::RetentionKind;
using domain::RetentionSettings;

namespace {

// The same day so many months earlier; at the end of a shorter month its last day.
Date months_before(Date today, int months)
{
    const auto day = std::chrono::year_month_day{today} - std::chrono::months{months};
    return Date{day.ok() ? day : day.year() / day.month() / std::chrono::last};
}

// The rows of what is past its term, each with the ids of what it is.
class PastTerms {
public:
    PastTerms(const ViewRows& view, Date today) : view_(view), today_(today), terms_(retention_settings(view)) {}

    const RetentionSettings& terms() const { return terms_; }

    json::array rows(RetentionKind kind) const
    {
        switch (kind) {
        case RetentionKind::household:
            return view_("inner_retention_households",
                         {{"before", to_unix_ms(calendar::start_of(before(terms_.household_months)))}});
        case RetentionKind::signal: return rows("inner_retention_signals", terms_.signal_months);
        case RetentionKind::reflection: return rows("inner_retention_reflections", terms_.reflection_months);
        case RetentionKind::contact: return rows("inner_retention_contacts", terms_.contact_months);
        case RetentionKind::journal: return rows("inner_retention_journals", terms_.journal_months);
        case RetentionKind::person: return rows("inner_retention_people", terms_.person_months);
        }
        WD_ASSERT(false);
        return {};
    }

private:
    Date before(int months) const { return months_before(today_, months); }
    json::array rows(std::string_view view, int months) const
    {
        return view_(view, {{"before", to_text(before(months))}});
    }

    const ViewRows& view_;
    Date today_;
    RetentionSettings terms_;
};

// A small number could point at a family: only that there are some.
json::array households(const PastTerms& past)
{
    json::array rows = past.rows(RetentionKind::household);
    for (json::value& value : rows) {
        json::object& row = value.as_object();
        row["runs"] = published_count(row.at("runs").as_int64());
    }
    return rows;
}

domain::TermPassed line_of(RetentionKind kind, const json::object& row, Date today)
{
    domain::TermPassed line;
    line.kind = kind;
    line.programme = id_in<domain::ProgrammeTag>(row, "programme");
    line.entry = id_in<domain::EntryTag>(row, "entry");
    line.task = id_in<domain::TaskTag>(row, "task");
    line.person = id_in<domain::PersonTag>(row, kind == RetentionKind::household ? "team" : "person");
    line.day = today;
    return line;
}

// What a line is about, whenever it was made.
std::string subject_of(domain::TermPassed line)
{
    line.day = Date{};
    return to_json_text(line);
}

domain::TermPassed read_line(const json::object& row)
{
    const auto kind = find_enum<RetentionKind>(std::string_view{row.at("kind").as_string()});
    WD_ASSERT(kind);
    domain::TermPassed line = line_of(*kind, row, {});
    if (*kind == RetentionKind::household)
        line.person = id_in<domain::PersonTag>(row, "person");
    return line;
}

std::optional<Date> kept_until(const json::object& row)
{
    const json::value& until = row.at("kept_until");
    if (!until.is_string())
        return {};
    return parse_date(std::string_view{until.get_string()}).value();
}

std::vector<domain::TermPassed> find_past(const ViewRows& view, Date today)
{
    const PastTerms past{view, today};
    std::vector<domain::TermPassed> lines;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<RetentionKind>>([&](auto kind) {
        for (const json::value& row : past.rows(kind.value))
            lines.push_back(line_of(kind.value, row.as_object(), today));
    });
    return lines;
}

std::string_view state_of(const json::object& row, bool is_past, Date today)
{
    if (const std::optional<Date> until = kept_until(row); until && *until >= today)
        return "extended";
    if (is_past)
        return "open";
    const bool destroyed = row.at("programme").is_string() && row.at("programme_name").is_null();
    return row.at("erased_at").is_string() || destroyed ? "erased" : "within_term";
}

json::array nights_of(const json::array& lines)
{
    std::map<std::string, std::map<std::string, std::int64_t>, std::greater<>> counts;
    for (const json::value& line : lines)
        ++counts[std::string(line.at("day").as_string())][std::string(line.at("kind").as_string())];
    json::array nights;
    for (auto& [day, kinds] : counts) {
        json::object night{{"day", day}};
        for (const std::string_view kind : names_of<RetentionKind>())
            night[kind] = kinds[std::string(kind)];
        nights.push_back(std::move(night));
    }
    return nights;
}

}  // namespace

Result<json::value> retention_question(store::ReadStore& store, const domain::Viewer& viewer, Date today)
{
    if (!administers(store, viewer))
        return refusal(Errc::not_allowed, "alleen een beheerder ziet wat langer is bewaard dan de termijn");
    const ViewRows view = [&](std::string_view name, const json::object& with) { return store.view(name, with); };
    const PastTerms past{view, today};
    return json::value(json::object{{"today", to_text(today)},
                                    {"terms", *parse_json(to_json_text(past.terms()))},
                                    {"households", households(past)},
                                    {"signals", past.rows(RetentionKind::signal)},
                                    {"reflections", past.rows(RetentionKind::reflection)},
                                    {"contacts", past.rows(RetentionKind::contact)},
                                    {"journals", past.rows(RetentionKind::journal)},
                                    {"people", past.rows(RetentionKind::person)}});
}

Result<json::value> retention_list(store::ReadStore& store, const domain::Viewer& viewer, Date today)
{
    if (!administers(store, viewer))
        return refusal(Errc::not_allowed,
                       "alleen een beheerder ziet de lijst van wat langer is bewaard dan de termijn");
    const ViewRows view = [&](std::string_view name, const json::object& with) { return store.view(name, with); };
    std::set<std::string> past;
    for (const domain::TermPassed& line : find_past(view, today))
        past.insert(subject_of(line));
    json::array lines = view("inner_retention_lines", {});
    json::array nights = nights_of(lines);
    std::set<std::string> newer;  // what stands on a later line too: that one says how it is now
    for (json::value& value : lines) {
        json::object& row = value.as_object();
        const std::string subject = subject_of(read_line(row));
        const bool is_last = newer.insert(subject).second;
        row["state"] = is_last ? state_of(row, past.contains(subject), today) : "extended";
    }
    return json::value(
        json::object{{"today", to_text(today)}, {"nights", std::move(nights)}, {"lines", std::move(lines)}});
}

std::vector<domain::TermPassed> find_unlisted(const ViewRows& view, Date today)
{
    std::vector<domain::TermPassed> passed = find_past(view, today);
    if (passed.empty())
        return passed;
    std::set<std::string> listed;
    for (const json::value& value : view("inner_retention_lines", {})) {
        const json::object& row = value.as_object();
        const std::optional<Date> until = kept_until(row);
        if (!until || *until >= today)
            listed.insert(subject_of(read_line(row)));
    }
    std::erase_if(passed, [&](const domain::TermPassed& line) { return listed.contains(subject_of(line)); });
    return passed;
}

}  // namespace wd::runtime
