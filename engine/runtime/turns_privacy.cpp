// The turns in which people correct or erase what is kept about them, and the nightly look at terms. See turns.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/privacy.hpp"
#include "runtime/retention_question.hpp"
#include "runtime/turns.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::Turn;

namespace {

constexpr std::size_t lines_per_turn = 500;
constexpr std::string_view terms_meta = "terms_looked_at";  // the day on which that was done last

// How many texts went, by field.
json::array erased_rows(const std::vector<domain::TypedText>& texts)
{
    json::array rows;
    for (const domain::TypedText& text : texts) {
        const auto known = std::find_if(rows.begin(), rows.end(), [&](const json::value& row) {
            return row.at("field").as_string() == std::string_view{text.field};
        });
        if (known == rows.end())
            rows.push_back(json::object{{"field", text.field}, {"texts", 1}});
        else
            known->as_object()["texts"] = known->at("texts").as_int64() + 1;
    }
    return rows;
}

// What there is besides, in sentences: nobody should think that more is gone than is.
json::array standing(const domain::TypedAt& at, std::size_t left, const std::vector<domain::EntryId>& taken)
{
    json::array stands;
    const auto add = [&](std::string sentence) { stands.push_back(json::value(std::move(sentence))); };
    if (const auto* entry = std::get_if<domain::EntryId>(&at))
        add(fmt::format("{} zelf, zonder deze tekst: de soort, de dag, getallen, en wie het vastlegde", *entry));
    else {
        const domain::TaskId task = std::get<domain::TaskId>(at);
        add(fmt::format("{} zelf, zonder deze tekst: wat er gevraagd is, en de antwoorden die geen tekst zijn", task));
        add(fmt::format(
            "de opmerkingen, toezeggingen, metingen en leervragen bij {}; wis ze zo nodig één voor één, met "
            "hun eigen nummer",
            task));
    }
    if (left == 1)
        add("nog één tekst op dezelfde plaats");
    if (left > 1)
        add(fmt::format("nog {} teksten op dezelfde plaats", left));
    for (const domain::EntryId line : taken)
        add(fmt::format("{}, die deze les overnam in eigen woorden", line));
    add("de regels in het logboek die hiernaar verwijzen; daar staan nummers in en geen tekst");
    add("reservekopieën die al gemaakt zijn; wie er een terugzet met erasures.log erbij, raakt de tekst daar ook "
        "kwijt");
    return stands;
}

}  // namespace

Result<void> Turns::correct(Turn& turn, const domain::CorrectPerson& command)
{
    const json::array rows = supplies_.store->view("person", {{"person", command.person.value}});
    std::optional<std::string> now;
    if (!rows.empty() && rows.front().at("name").is_string())
        now = std::string(rows.front().at("name").as_string());
    return domain::correct_person(turn, command, now);
}

Result<json::object> Turns::erase(Turn& turn, const domain::EraseTexts& command)
{
    const domain::TypedAt at = domain::place_of(command).value();
    const store::ProgrammeId programme = turn.programme().id;
    domain::TypedThere there;
    there.texts = supplies_.store->list_typed_texts(programme, at);
    if (const std::optional<domain::TaskId> task = task_behind(programme, at))
        if (const std::optional<domain::TaskOrigin> origin = turn.context().find_task_origin(*task)) {
            there.team = origin->team;
            there.run = origin->run;
        }
    const Result<std::vector<domain::TypedText>> erased = domain::erase_texts(turn, command, there);
    if (!erased)
        return erased.error();
    std::vector<domain::EntryId> taken;
    if (command.entry)
        taken = supplies_.store->list_taken_from(*command.entry);
    return json::object{{"erased", erased_rows(*erased)},
                        {"stands", standing(at, there.texts.size() - erased->size(), taken)}};
}

// What was written down at a task belongs to the run of that task, other entries to the programme.
std::optional<domain::TaskId> Turns::task_behind(store::ProgrammeId programme, const domain::TypedAt& at)
{
    if (const auto* task = std::get_if<domain::TaskId>(&at))
        return *task;
    const json::array rows = supplies_.store->view(
        "inner_task_of_entry", {{"programme", programme.value}, {"entry", std::get<domain::EntryId>(at).value}});
    if (rows.empty())
        return {};
    return parse_id<domain::TaskTag>(std::string_view{rows.front().at("task").as_string()}).value();
}

bool Turns::list_past_terms()
{
    TurnContext context{supplies_, installation(), clock_.now(), {}};
    const std::string today = to_text(context.today());
    if (supplies_.store->find_meta(terms_meta).value_or("") >= today)
        return false;
    std::vector<domain::TermPassed> passed = find_unlisted(
        [this](std::string_view name, const json::object& with) { return supplies_.store->view(name, with); },
        context.today());
    const bool more = passed.size() > lines_per_turn;
    if (more)
        passed.resize(lines_per_turn);
    else
        supplies_.store->set_meta(terms_meta, today);
    if (passed.empty())
        return false;
    Turn turn{installation(), context};
    for (domain::TermPassed& line : passed)
        turn.record({}, std::move(line));
    hand_over(turn, context, {}, {});
    return more;
}

}  // namespace wd::runtime
