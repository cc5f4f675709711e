// One handover with its score. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/handover_question.hpp"

#include "domain/check_ups.hpp"
#include "runtime/explain.hpp"
#include "runtime/handover_view.hpp"

namespace wd::runtime {

using namespace domain;

namespace {

json::array to_array(const std::vector<std::int64_t>& numbers)
{
    return json::array(numbers.begin(), numbers.end());
}

enum class TextShown { no, yes };

json::array check_ups_json(const HandoverRows& rows, const RubricSettings& settings)
{
    json::array list;
    const json::value& accepted = rows.row.at("accepted_on");
    if (!accepted.is_string())
        return list;
    for (const CheckUp& check_up : check_ups_of(settings, *parse_date(text_of(accepted)))) {
        json::object row{{"day", check_up.day}, {"date", to_text(check_up.date)}, {"held_on", nullptr}};
        for (const json::value& held : rows.checkups)
            if (held.at("day") == json::value(check_up.day))
                row["held_on"] = held.at("date");
        list.push_back(std::move(row));
    }
    return list;
}

// What a successor missed is text: for who may read the document.
json::array missing_json(store::ReadStore& store, const HandoverRows& rows, TextShown shown)
{
    json::array list;
    for (const json::value& checkup : rows.checkups) {
        if (!checkup.at("missing").is_array())
            continue;
        for (const json::value& missing : checkup.at("missing").get_array())
            list.push_back(json::object{
                {"element", missing.at("element")},
                {"critical", missing.at("critical")},
                {"reported", checkup.at("date")},
                {"text", shown == TextShown::yes ? content_text(store, missing.at("text").at("ref")) : json::value{}}});
    }
    return list;
}

}  // namespace

json::value content_text(store::ReadStore& store, const json::value& id)
{
    const std::optional<std::string> text = store.find_content(ContentId{id.to_number<std::int64_t>()});
    return text ? json::value(*text) : json::value{};
}

json::object part_of(const json::object& row, std::initializer_list<std::string_view> keys)
{
    json::object some;
    for (const std::string_view key : keys) {
        const json::value* value = row.if_contains(json::string_view{key.data(), key.size()});
        some[json::string_view{key.data(), key.size()}] = value == nullptr ? json::value{} : *value;
    }
    return some;
}

bool may_read_names(const HandoverRows& rows, const Viewer& viewer)
{
    if (!viewer.person)
        return false;
    if (rows.giver == viewer.person || rows.receiver == viewer.person)
        return true;
    for (const json::value& rating : rows.ratings)
        if (id_in<PersonTag>(rating.get_object(), "rater") == viewer.person)
            return true;
    return false;
}

bool is_handover_for(store::ReadStore& store, ProgrammeId programme, HandoverId handover, PersonId reader, Date today)
{
    return !store
                .view("inner_handover_readers", {{"programme", programme.value},
                                                 {"handover", handover.value},
                                                 {"reader", reader.value},
                                                 {"today", to_text(today)}})
                .empty();
}

bool may_read_document(store::ReadStore& store, const HandoverRows& rows, const Viewer& viewer, Date today)
{
    return !viewer.person || is_handover_for(store, rows.programme, rows.handover, viewer.person, today);
}

json::object handover_head(store::ReadStore& store, const HandoverRows& rows, NamesShown names)
{
    json::object head = part_of(
        rows.row, {"handover", "programme", "programme_name", "position", "role", "position_title", "core", "kind",
                   "giver", "receiver", "announced_on", "last_day", "accepted_on", "story_by_leaver", "final"});
    head["completed"] = !rows.row.at("completed_pseq").is_null();
    if (names == NamesShown::yes) {
        head["giver_name"] = rows.giver ? json::value(name_of_person(store, *rows.giver)) : json::value{};
        head["receiver_name"] = rows.receiver ? json::value(name_of_person(store, *rows.receiver)) : json::value{};
    }
    return head;
}

json::object to_json(const HandoverScore& score)
{
    json::array elements;
    for (const ElementScore& element : score.elements)
        elements.push_back(json::object{
            {"element", name_of(element.element)},
            {"title", title_of(element.element)},
            {"weight", element.weight},
            {"log", element.log},
            {"nothing", element.nothing},
            {"rating", element.rating ? json::value(*element.rating) : json::value{}},
            {"eighths", element.eighths},
            {"points", to_score_text(element.eighths)},
            {"events", to_array(element.events)},
        });
    json::array penalties;
    for (const ScorePenalty& penalty : score.penalties)
        penalties.push_back(
            json::object{{"kind", name_of(penalty.kind)}, {"points", penalty.points}, {"event", penalty.event}});
    return {{"status", name_of(score.status)},
            {"status_title", title_of(score.status)},
            {"provisional", score.status == ScoreStatus::provisional},
            {"score", to_score_text(score.eighths)},
            {"tenths", to_tenths(score.eighths)},
            {"eighths", score.eighths},
            {"level", score.level ? json::value(name_of(*score.level)) : json::value{}},
            {"level_title", score.level ? json::value(title_of(*score.level)) : json::value{}},
            {"held_at_moderate", score.held_at_moderate},
            {"elements", std::move(elements)},
            {"penalties", std::move(penalties)}};
}

Result<HandoverRows> asked_handover(store::ReadStore& store, const json::object& with)
{
    const Result<std::optional<HandoverId>> id = find_id<HandoverTag>(with, "handover");
    if (!id)
        return id.error();
    if (!*id)
        return refusal(Errc::invalid, "noem een overdracht, bijvoorbeeld overdracht-12");
    std::optional<HandoverRows> rows = find_handover_rows(store, **id);
    if (!rows)
        return refusal(Errc::not_found, "{} bestaat niet", **id);
    return std::move(*rows);
}

Result<json::value> handover_question(store::ReadStore& store, const json::object& with, const Viewer& viewer,
                                      Timestamp now)
{
    Result<HandoverRows> rows = asked_handover(store, with);
    if (!rows)
        return rows.error();
    const Date today = calendar::date_of(now);
    const HandoverEvidence evidence = evidence_of(*rows, today);
    const HandoverScore total = score(rows->settings, evidence, audit_of(*rows));
    const NamesShown names = may_read_names(*rows, viewer) ? NamesShown::yes : NamesShown::no;
    json::object answer = handover_head(store, *rows, names);
    answer["talked"] = evidence.talked.holds();
    for (const auto& member : part_of(rows->row, {"drawn", "drawn_twice", "score_settings"}))
        answer[member.key()] = member.value();
    answer["retold"] = evidence.own_words.holds();
    answer["warm"] = is_warm(evidence);
    answer["open_items"] = rows->open.size();
    answer["stated_items"] = evidence.states.have;
    answer["score"] = to_json(total);
    answer["check_ups"] = check_ups_json(*rows, rubric_settings(store));
    answer["missing"] =
        missing_json(store, *rows, may_read_document(store, *rows, viewer, today) ? TextShown::yes : TextShown::no);
    json::array replies;
    // Those to an earlier rating stay, and do not count for the right of reply.
    for (const json::value& reply : rows->replies)
        replies.push_back(
            json::object{{"person", reply.at("person")},
                         {"counts", total.rating && reply.at("pseq").to_number<std::int64_t>() > *total.rating},
                         {"text", names == NamesShown::yes ? reply.at("text") : json::value{}},
                         {"event", reply.at("pseq")}});
    answer["replies"] = std::move(replies);
    return json::value(std::move(answer));
}

}  // namespace wd::runtime
