// The audit over all handovers. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/audit_draw.hpp"
#include "runtime/explain.hpp"
#include "runtime/handover_question.hpp"
#include "runtime/handover_view.hpp"

#include <map>
#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

// Of one municipality in one year.
struct Total {
    int handovers = 0;
    int never_started = 0;
    int warm = 0;
    int provisional = 0;
    int waiting_for_reply = 0;
    std::map<RubricLevel, int> levels;
    std::int64_t final_tenths = 0;
    int finals = 0;
};

class Audit {
public:
    Audit(store::ReadStore& store, const Viewer& viewer, Date today, std::optional<std::int64_t> year,
          std::optional<std::uint64_t> seed)
        : store_(store), viewer_(viewer), today_(today), year_(year), seed_(seed), settings_(rubric_settings(store))
    {
    }

    json::object over(const json::object& with)
    {
        for (const json::value& row : store_.view("handovers", with))
            add(*id_in<HandoverTag>(row.get_object(), "handover"));
        for (const json::value& row : store_.view("handover_endings", with))
            if (row.at("handover").is_null())
                add_ending(row.get_object());
        json::object answer{{"handovers", std::move(handovers_)},
                            {"never_started", std::move(never_started_)},
                            {"totals", totals_json()},
                            {"agreement", agreement_json()},
                            {"settings", json::parse(to_json_text(settings_))},
                            {"draw", nullptr}};
        if (seed_)
            answer["draw"] = json::object{{"seed", *seed_},
                                          {"drawn", drawn_},
                                          {"twice", twice_},
                                          {"one_in", settings_.audit_one_in},
                                          {"second_one_in", settings_.second_rater_one_in}};
        return answer;
    }

private:
    static int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

    void add(HandoverId id)
    {
        const HandoverRows rows = *find_handover_rows(store_, id);
        const HandoverEvidence evidence = evidence_of(rows, settings_, today_);
        const HandoverAudit audit = audit_of(rows);
        const Date announced = *parse_date(text_of(rows.row.at("announced_on")));
        const int year = year_of(evidence.transferred.value_or(announced));
        if (year_ && *year_ != year)
            return;
        json::object head =
            handover_head(store_, rows, may_read_names(rows, viewer_) ? NamesShown::yes : NamesShown::no);
        head["year"] = year;
        head["municipalities"] = rows.row.at("municipalities");
        add_draw(head, id.value);
        // The leaver is gone, and nobody wrote, talked or accepted: it began on paper only.
        const bool begun = evidence.story.holds() || evidence.conversation.holds() || evidence.acceptance.holds();
        if (!begun && evidence.transferred) {
            never_started_.push_back(std::move(head));
            for_each_total(rows.row, year, [](Total& total) { ++total.never_started; });
            return;
        }
        const HandoverScore total_score = score(settings_, evidence, audit);
        const bool warm = is_warm(evidence);
        head["warm"] = warm;
        for (const auto& member : to_json(total_score))
            head[member.key()] = member.value();
        if (audit.first && audit.second)
            doubles_.push_back({audit.first->points, audit.second->points});
        // One that is still on its way says nothing about a year yet.
        head["in_progress"] = !evidence.transferred;
        if (evidence.transferred)
            for_each_total(rows.row, year, [&](Total& total) { count(total, total_score, warm); });
        handovers_.push_back(std::move(head));
    }

    void add_ending(const json::object& row)
    {
        const Date left = *parse_date(text_of(row.at("until_date")));
        const int year = year_of(left);
        if (year_ && *year_ != year)
            return;
        json::object ending{{"handover", nullptr},
                            {"programme", row.at("programme")},
                            {"programme_name", row.at("programme_name")},
                            {"assignment", row.at("assignment")},
                            {"position", row.at("position")},
                            {"role", row.at("role")},
                            {"position_title", row.at("position_title")},
                            {"core", row.at("core")},
                            {"giver", row.at("person")},
                            {"last_day", row.at("until_date")},
                            {"year", year},
                            {"municipalities", row.at("municipalities")}};
        add_draw(ending, id_in<AssignmentTag>(row, "assignment")->value);
        never_started_.push_back(std::move(ending));
        for_each_total(row, year, [](Total& total) { ++total.never_started; });
    }

    void add_draw(json::object& row, std::int64_t number)
    {
        if (!seed_)
            return;
        const AuditPool pool = row.at("core") == json::value(true) ? AuditPool::core : AuditPool::other;
        const AuditDraw draw = draw_audit(settings_, *seed_, number, pool);
        row["drawn"] = draw.drawn;
        row["drawn_twice"] = draw.twice;
        drawn_ += draw.drawn ? 1 : 0;
        twice_ += draw.twice ? 1 : 0;
    }

    static void count(Total& total, const HandoverScore& score, bool warm)
    {
        ++total.handovers;
        total.warm += warm ? 1 : 0;
        total.provisional += score.status == ScoreStatus::provisional ? 1 : 0;
        total.waiting_for_reply += score.status == ScoreStatus::rated ? 1 : 0;
        if (!score.level)
            return;
        ++total.levels[*score.level];
        ++total.finals;
        total.final_tenths += to_tenths(score.eighths);
    }
    template <class Change>
    void for_each_total(const json::object& row, int year, Change&& change)
    {
        const json::value& codes = row.at("municipalities");
        if (codes.is_array())
            for (const json::value& code : codes.get_array())
                change(totals_[{std::string(text_of(code)), year}]);
    }

    json::array totals_json() const
    {
        json::array list;
        for (const auto& [place, total] : totals_) {
            json::object levels;
            for (const RubricLevel level :
                 {RubricLevel::insufficient, RubricLevel::moderate, RubricLevel::good, RubricLevel::exemplary})
            {
                const auto found = total.levels.find(level);
                levels[json::string_view{name_of(level).data(), name_of(level).size()}] =
                    found == total.levels.end() ? 0 : found->second;
            }
            list.push_back(json::object{
                {"municipality", place.first},
                {"year", place.second},
                {"handovers", total.handovers},
                {"never_started", total.never_started},
                {"warm", total.warm},
                {"provisional", total.provisional},
                {"waiting_for_reply", total.waiting_for_reply},
                {"levels", std::move(levels)},
                {"mean_tenths", total.finals == 0 ? json::value{} : json::value(total.final_tenths / total.finals)}});
        }
        return list;
    }
    json::value agreement_json() const
    {
        const std::optional<RaterAgreement> agreement = agreement_of(doubles_);
        if (!agreement)
            return {};
        return json::object{{"handovers", agreement->handovers},
                            {"near", agreement->near},
                            {"all", agreement->all},
                            {"per_mille", agreement->per_mille}};
    }

    store::ReadStore& store_;
    const Viewer& viewer_;
    Date today_;
    std::optional<std::int64_t> year_;
    std::optional<std::uint64_t> seed_;
    RubricSettings settings_;
    json::array handovers_;
    json::array never_started_;
    std::map<std::pair<std::string, int>, Total> totals_;
    std::vector<DoubleRating> doubles_;
    int drawn_ = 0;
    int twice_ = 0;
};

std::optional<std::int64_t> number_in(const json::object& with, std::string_view key)
{
    const json::value* value = with.if_contains(json::string_view{key.data(), key.size()});
    return value != nullptr && value->is_int64() ? std::optional{value->get_int64()} : std::nullopt;
}

}  // namespace

Result<json::value> handover_audit(store::ReadStore& store, const json::object& with, const Viewer& viewer,
                                   Timestamp now)
{
    const Result<std::optional<ProgrammeId>> programme = find_id<ProgrammeTag>(with, "programme");
    if (!programme)
        return programme.error();
    std::optional<std::uint64_t> seed;
    if (const auto given = number_in(with, "seed"))
        seed = static_cast<std::uint64_t>(*given);
    json::object of;
    if (*programme)
        of["programme"] = (*programme)->value;
    return json::value(Audit{store, viewer, calendar::date_of(now), number_in(with, "year"), seed}.over(of));
}

}  // namespace wd::runtime
