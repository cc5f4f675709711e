// settings: the weights, cut-offs and terms of scores and measures, what each of them means, and changing some of them.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/complaints.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <set>

namespace wd::cli {

namespace {

struct Setting {
    std::string_view name;     // where it stands in the answer: the part, then the members
    std::string_view meaning;  // Dutch, without full stop
};

constexpr std::array settings_table = std::to_array<Setting>({
    {"rubric.weights.state", "gewicht van Toestand; de acht gewichten zijn samen 100"},
    {"rubric.weights.story", "gewicht van Verhaal"},
    {"rubric.weights.actions", "gewicht van Acties"},
    {"rubric.weights.people", "gewicht van Mensen en beloften"},
    {"rubric.weights.sensitivities", "gewicht van Gevoeligheden en eerdere pogingen"},
    {"rubric.weights.contingency", "gewicht van Wat kan er misgaan"},
    {"rubric.weights.sources", "gewicht van Kennisbronnen"},
    {"rubric.weights.warm", "gewicht van Warm"},
    {"rubric.share_full_per_mille", "vanaf dit deel (promille) 2 punten uit het logboek"},
    {"rubric.share_half_per_mille", "vanaf dit deel (promille) 1 punt uit het logboek"},
    {"rubric.decisions_linked_min", "zo veel besluiten in het verhaal, of alle die er zijn"},
    {"rubric.contacts_per_role_min", "zo veel contacten voor een groep die bekend heet"},
    {"rubric.omission_penalty", "punten eraf voor elk kritiek ding dat ontbrak"},
    {"rubric.text_penalty", "punten eraf voor te veel tekst of tekst die er niet toe doet"},
    {"rubric.omission_window_days", "zo veel dagen na de overdracht telt wat ontbrak"},
    {"rubric.level_moderate", "vanaf deze score matig"},
    {"rubric.level_good", "vanaf deze score goed"},
    {"rubric.level_exemplary", "vanaf deze score voorbeeldig"},
    {"rubric.reply_days", "zo veel dagen kunnen vertrekker en opvolger reageren"},
    {"rubric.audit_one_in", "buiten het kernteam wordt 1 op zo veel overdrachten beoordeeld"},
    {"rubric.second_rater_one_in", "daarvan krijgt 1 op zo veel een tweede beoordelaar"},
    {"rubric.check_up_days", "dagen na de overdracht met een terugkommoment"},
    {"rubric.calibration_handovers", "op zo veel overdrachten worden deze getallen eerst geijkt"},
    {"continuity.intact_months", "na zo veel maanden: is het kernteam nog heel"},
    {"continuity.turnover_months", "verloop over zo veel maanden"},
    {"continuity.tenure_spells_min",
     "vanaf zo veel bezettingen telt ook wie er nog zit mee in hoe lang mensen blijven"},
    {"continuity.contact_months", "contactpersonen van een bewoner over zo veel maanden"},
    {"continuity.deputy_days", "een waarnemer heeft in zo veel dagen iets gedaan"},
    {"continuity.share_max", "waarschuw als een persoon meer dan dit deel (promille) van de kennis heeft"},
    {"continuity.busfactor_warn", "waarschuw als het aan zo veel mensen hangt, of minder"},
    {"continuity.vacancy_days_max", "waarschuw als een rol langer dan zo veel dagen onbezet is"},
    {"retention.household_months", "maanden dat teksten over een huishouden blijven, na het einde van de begeleiding"},
    {"retention.signal_months", "maanden dat een bericht van buiten blijft"},
    {"retention.reflection_months", "maanden dat notities van een reflectie blijven"},
    {"retention.contact_months", "maanden dat een contact blijft, na het einde van het programma"},
    {"retention.journal_months", "maanden dat het logboek blijft, na het einde van het programma"},
    {"retention.person_months", "maanden dat een naam blijft, na de laatste dag in de laatste rol"},
});

std::string whose(std::int64_t calibration)
{
    return fmt::format(
        "Dit zijn eigen gewichten van dit project, geen norm uit onderzoek. De eerste {} overdrachten zijn om ze te "
        "ijken: "
        "kijk samen of de uitkomst klopt met wat u zag, en pas ze dan aan.",
        calibration);
}

// Of "rubric.weights.story" in {rubric: {settings}, …}; null when it is not there.
json::value* find_value(json::object& parts, std::string_view name)
{
    json::object* at = &parts;
    while (true) {
        const std::size_t dot = name.find('.');
        json::value* value = at->if_contains(json::string_view{name.data(), std::min(dot, name.size())});
        if (value == nullptr || dot == std::string_view::npos)
            return value;
        if (!value->is_object())
            return nullptr;
        at = &value->get_object();
        name.remove_prefix(dot + 1);
    }
}

// {rubric: {…}, continuity: {…}, retention: {…}}, those that count or, with "defaults", the ones they began as.
json::object parts_of(const json::value& answer, std::string_view which)
{
    json::object parts;
    for (const std::string_view part : {"rubric", "continuity", "retention"})
        parts[json::string_view{part.data(), part.size()}] = member(member(answer, part), which);
    return parts;
}

std::string value_text(const json::value& value)
{
    if (!value.is_array())
        return cell_text(value, As::number);
    std::string text;
    for (const json::value& one : value.get_array())
        text += fmt::format("{}{}", text.empty() ? "" : ",", cell_text(one, As::text));
    return text;
}

// --- show

json::value read_settings(const json::value& answer)
{
    json::object values = parts_of(answer, "settings");
    json::object defaults = parts_of(answer, "defaults");
    json::array rows;
    for (const Setting& setting : settings_table) {
        const json::value* value = find_value(values, setting.name);
        const json::value* otherwise = find_value(defaults, setting.name);
        WD_ASSERT(value != nullptr && otherwise != nullptr);
        rows.push_back(json::object{
            {"setting", setting.name}, {"meaning", setting.meaning}, {"value", *value}, {"default", *otherwise}});
    }
    return rows;
}

Result<json::value> show(Session& session, const Arguments&)
{
    Result<json::value> answer = session.ask("settings", {});
    if (answer)
        answer->get_object()["list"] = read_settings(*answer);
    return answer;
}

void show_settings(const json::value& answer, Session&)
{
    json::array rows;
    for (const json::value& row : list_of(answer, "list")) {
        json::object shown = row.get_object();
        shown["now"] = value_text(member(row, "value"));
        shown["first"] = member(row, "value") == member(row, "default") ? "" : value_text(member(row, "default"));
        rows.push_back(std::move(shown));
    }
    std::cout << table_text(
        rows, {{"instelling", "setting"}, {"waarde", "now"}, {"standaard", "first"}, {"betekenis", "meaning"}}, "");
    for (const auto& [part, title] : {std::pair{"rubric", "Scores"}, std::pair{"continuity", "Continuïteit"},
                                      std::pair{"retention", "Bewaartermijnen"}})
        if (const json::value& since = member(member(answer, part), "since"); !since.is_null())
            std::cout << fmt::format("{}: zo sinds {}.\n", title, day_text(since));
    const json::value& rubric = member(member(answer, "rubric"), "settings");
    std::cout << "\n" << wrapped(whose(number_of(rubric, "calibration_handovers")), "") << "\n";
}

// --- change

Result<json::value> read_number(std::string_view name, std::string_view typed)
{
    const std::string_view figure = trimmed(typed);
    int number = 0;
    const auto [end, failure] = std::from_chars(figure.data(), figure.data() + figure.size(), number);
    if (figure.empty() || failure != std::errc{} || end != figure.data() + figure.size())
        return domain::refusal_at(name, "{} is '{}'; schrijf een heel getal, bijvoorbeeld 72", name, typed);
    return json::value(number);
}

// "14,60"
Result<json::value> read_numbers(std::string_view name, std::string_view typed)
{
    json::array list;
    for (std::size_t at = 0; at <= typed.size();) {
        const std::size_t comma = std::min(typed.find(',', at), typed.size());
        Result<json::value> number = read_number(name, typed.substr(at, comma - at));
        if (!number)
            return domain::refusal_at(
                name, "{} is '{}'; schrijf hele getallen met komma's ertussen, bijvoorbeeld 14,60", name, typed);
        list.push_back(std::move(*number));
        at = comma + 1;
    }
    return json::value(std::move(list));
}

Error unknown_setting(std::string_view name)
{
    std::vector<std::string_view> known(settings_table.size());
    std::transform(settings_table.begin(), settings_table.end(), known.begin(),
                   [](const Setting& setting) { return setting.name; });
    return domain::refusal_at(name, "instelling '{}' bestaat niet{}; kijk met settings show welke er zijn", name,
                              did_you_mean(name, known));
}

bool is_setting(std::string_view name)
{
    return std::any_of(settings_table.begin(), settings_table.end(),
                       [&](const Setting& setting) { return setting.name == name; });
}

// Puts the named ones in their place, and says what each was. Everything that is wrong in one go.
Result<json::array> put_values(json::object& parts, const json::array& pairs)
{
    domain::Complaints complaints;
    std::set<std::string> seen;
    json::array changed;
    for (const json::value& pair : pairs) {
        const std::string name = text_of(pair, "name");
        if (!is_setting(name)) {
            complaints.add(unknown_setting(name));
            continue;
        }
        if (!seen.insert(name).second) {
            complaints.add(domain::refusal_at(name, "{} staat er twee keer; noem elke instelling één keer", name));
            continue;
        }
        json::value& place = *find_value(parts, name);
        const Result<json::value> value =
            place.is_array() ? read_numbers(name, text_of(pair, "value")) : read_number(name, text_of(pair, "value"));
        if (!value) {
            complaints.add(value.error());
            continue;
        }
        changed.push_back(json::object{{"setting", name}, {"before", place}, {"after", *value}});
        place = *value;
    }
    if (!complaints.empty())
        return complaints.to_error();
    return changed;
}

// The engine takes each part whole, so that the log says what counted without reading back.
Result<json::value> change(Session& session, const Arguments& arguments)
{
    const Result<json::value> now = session.ask("settings", {});
    if (!now)
        return now.error();
    json::object parts = parts_of(*now, "settings");
    const json::object before = parts;
    Result<json::array> changed = put_values(parts, arguments.value("instelling").get_array());
    if (!changed)
        return changed.error();
    json::object data = arguments.data();
    for (auto& part : parts)
        if (part.value() != before.at(part.key()))
            data[part.key()] = std::move(part.value());
    if (!data.contains("rubric") && !data.contains("continuity") && !data.contains("retention"))
        return refusal(Errc::duplicate, "zo staat het al; er verandert niets");
    Result<json::value> answer = session.send("settings.change", std::move(data));
    if (answer && answer->is_object())
        answer->get_object()["changed"] = std::move(*changed);
    return answer;
}

void show_changed(const json::value& answer, Session&)
{
    std::cout << "Vastgelegd. Scores die al definitief zijn, houden de getallen waarmee ze zijn gemaakt.\n";
    for (const json::value& line : list_of(answer, "changed"))
        std::cout << fmt::format("  {}: {} (was {})\n", text_of(line, "setting"), value_text(member(line, "after")),
                                 value_text(member(line, "before")));
}

}  // namespace

std::vector<Command> settings_commands()
{
    return {
        {"settings show",
         "Laat de gewichten, grenzen en termijnen van scores en maten zien, en hoe lang iets blijft, met wat ze "
         "betekenen.",
         "settings show",
         {},
         show,
         show_settings},
        {"settings change",
         "Verander een of meer instellingen; wat u niet noemt, blijft zoals het is.",
         "settings change rubric.level_good=72 rubric.check_up_days=14,60 --reason \"Geijkt op de eerste twintig\"",
         {required(repeated(place("instelling", "", Kind::pair, "naam=waarde, zoals settings show ze noemt"))),
          option("--reason", "reason", Kind::text, "waarom")},
         change,
         show_changed,
         {},
         "Alleen een beheerder verandert instellingen, dus zonder --as. De acht gewichten zijn samen 100: verander er "
         "daarom ten minste twee tegelijk. Het zijn eigen gewichten van dit project, geen norm uit onderzoek."},
    };
}

}  // namespace wd::cli
