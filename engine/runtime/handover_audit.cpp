// The audit over all handovers. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/audit_draw.hpp"
#include "runtime/explain.hpp"
#include "runtime/handover_question.hpp"
#include "runtime/handover_view.hpp"
#include "runtime/team_facts.hpp"

#include <map>

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

// --- Draws

// One round and what took part in it, as it was written down.
struct Drawn {
    json::array drawn;
    json::array twice;
    int pool = 0;
    bool same = true;  // drawing again with the seed gives this
};

void add_to(Drawn& round, const json::value& row, const RubricSettings& shares, std::uint64_t seed)
{
    const bool drawn = row.at("drawn").as_bool();
    const bool twice = row.at("twice").as_bool();
    ++round.pool;
    if (drawn)
        round.drawn.push_back(row.at("handover"));
    if (twice)
        round.twice.push_back(row.at("handover"));
    // Of a programme that was destroyed nobody knows any more whether the chair was core.
    if (row.at("core").is_null())
        return;
    const AuditPool pool = row.at("core").as_bool() ? AuditPool::core : AuditPool::other;
    round.same = round.same && draw_audit(shares, seed, *id_in<HandoverTag>(row.get_object(), "handover"), pool) ==
                                   AuditDraw{drawn, twice};
}

// Every draw, the oldest first, each drawn again with its own seed and shares.
json::array audit_rounds(store::ReadStore& store)
{
    std::map<std::int64_t, json::array> pools;
    for (const json::value& row : store.view("inner_audit_pool", {}))
        pools[row.at("round").to_number<std::int64_t>()].push_back(row);
    json::array rounds;
    for (const json::value& row : store.view("inner_audit_rounds", {})) {
        RubricSettings shares;
        shares.audit_one_in = row.at("one_in").to_number<int>();
        shares.second_rater_one_in = row.at("second_one_in").to_number<int>();
        Drawn round;
        for (const json::value& member : pools[row.at("event").to_number<std::int64_t>()])
            add_to(round, member, shares, row.at("seed").to_number<std::uint64_t>());
        json::object told = row.get_object();
        told["pool"] = round.pool;
        told["drawn"] = std::move(round.drawn);
        told["twice"] = std::move(round.twice);
        told["same_again"] = round.same;
        rounds.push_back(std::move(told));
    }
    return rounds;
}

class Audit {
public:
    Audit(store::ReadStore& store, const Viewer& viewer, Date today, std::optional<std::int64_t> year)
        : store_(store), viewer_(viewer), today_(today), year_(year)
    {
    }

    json::object over(const json::object& with)
    {
        for (const json::value& row : store_.view("handovers", with))
            add(*id_in<HandoverTag>(row.get_object(), "handover"));
        for (const json::value& row : store_.view("inner_handover_endings", with))
            if (row.at("handover").is_null())
                add_ending(row.get_object());
        return {{"handovers", std::move(handovers_)}, {"never_started", std::move(never_started_)},
                {"to_rate", std::move(to_rate_)},     {"totals", totals_json()},
                {"agreement", agreement_json()},      {"settings", json::parse(to_json_text(rubric_settings(store_)))},
                {"draws", audit_rounds(store_)}};
    }

private:
    static int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

    void add(HandoverId id)
    {
        const HandoverRows rows = *find_handover_rows(store_, id);
        const HandoverEvidence evidence = evidence_of(rows, today_);
        const HandoverAudit audit = audit_of(rows);
        const Date announced = *parse_date(text_of(rows.row.at("announced_on")));
        const int year = year_of(evidence.transferred.value_or(announced));
        if (year_ && *year_ != year)
            return;
        json::object head =
            handover_head(store_, rows, may_read_names(rows, viewer_) ? NamesShown::yes : NamesShown::no);
        head["year"] = year;
        head["municipalities"] = rows.row.at("municipalities");
        add_draw(head, rows, audit);
        // The leaver is gone, or there is none by name, and nobody wrote, talked or accepted: it began on paper only.
        const bool begun = evidence.story.holds() || evidence.talked.holds() || evidence.acceptance.holds();
        if (!begun && evidence.transferred) {
            never_started_.push_back(std::move(head));
            for_each_total(rows.row, year, [](Total& total) { ++total.never_started; });
            return;
        }
        const HandoverScore total_score = score(rows.settings, evidence, audit);
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
        never_started_.push_back(std::move(ending));
        for_each_total(row, year, [](Total& total) { ++total.never_started; });
    }

    // Whether a recorded draw chose it, and which rating it still waits for; not drawn is false, in no draw yet is null.
    void add_draw(json::object& head, const HandoverRows& rows, const HandoverAudit& audit)
    {
        const bool drawn = rows.row.at("drawn") == json::value(true);
        const bool twice = rows.row.at("drawn_twice") == json::value(true);
        head["drawn"] = rows.row.at("drawn");
        head["drawn_twice"] = rows.row.at("drawn_twice");
        head["to_rate"] = nullptr;
        if (drawn && !audit.first)
            head["to_rate"] = "first";
        else if (twice && !audit.second)
            head["to_rate"] = "second";
        if (rows.row.at("programme_state") == "stopped")
            head["to_rate"] = nullptr;
        if (!head["to_rate"].is_null())
            to_rate_.push_back(json::object{{"handover", head.at("handover")},
                                            {"programme_name", head.at("programme_name")},
                                            {"position_title", head.at("position_title")},
                                            {"accepted_on", head.at("accepted_on")},
                                            {"rating", head.at("to_rate")}});
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
    json::array handovers_;
    json::array never_started_;
    json::array to_rate_;
    std::map<std::pair<std::string, int>, Total> totals_;
    std::vector<DoubleRating> doubles_;
};

}  // namespace

Result<json::value> handover_audit(store::ReadStore& store, const json::object& with, const Viewer& viewer,
                                   Timestamp now)
{
    const Result<std::optional<ProgrammeId>> programme = find_id<ProgrammeTag>(with, "programme");
    if (!programme)
        return programme.error();
    json::object of;
    if (*programme)
        of["programme"] = (*programme)->value;
    return json::value(Audit{store, viewer, calendar::date_of(now), number_in(with, "year")}.over(of));
}

}  // namespace wd::runtime
