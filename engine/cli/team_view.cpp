// See team_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/team_view.hpp"

#include "cli/command.hpp"
#include "cli/render.hpp"

#include <iostream>
#include <map>

namespace wd::cli {

namespace {

std::string name_or_gone(const json::value& person)
{
    const std::string name = text_of(person, "name");
    return name.empty() ? "(naam gewist)" : name;
}

std::string days(std::int64_t count)
{
    return counted(count, "dag", "dagen");
}

// "Fatima Bouzid (16 uur, afwezig tot en met 3 jan 2027)".
std::string holder_text(const json::value& holder)
{
    std::vector<std::string> more;
    if (number_of(holder, "hours") > 0)
        more.push_back(fmt::format("{} uur", number_of(holder, "hours")));
    if (const std::string last = text_of(holder, "last_day"); !last.empty())
        more.push_back("laatste dag " + date_text(last));
    if (member(holder, "away").is_bool()) {
        const std::string until = text_of(holder, "away_until");
        more.push_back(until.empty() ? "afwezig" : "afwezig tot en met " + date_text(until));
    }
    const std::string name = name_or_gone(holder);
    return more.empty() ? name : fmt::format("{} ({})", name, fmt::join(more, ", "));
}

std::string joined(const std::vector<std::string>& parts)
{
    return fmt::format("{}", fmt::join(parts, ", "));
}

json::object chair_row(const json::value& position)
{
    json::object row = position.get_object();
    std::vector<std::string> holders;
    for (const json::value& holder : list_of(position, "holders"))
        holders.push_back(holder_text(holder));
    const json::value& vacant = member(position, "vacant");
    if (vacant.is_object())
        holders.push_back(
            fmt::format("onbezet sinds {} ({})", date_text(text_of(vacant, "since")), days(number_of(vacant, "days"))));
    row["who"] = joined(holders);
    std::vector<std::string> works;
    for (const json::value& person : list_of(position, "works_now"))
        works.push_back(name_or_gone(person));
    row["works"] = joined(works);
    row["deputy_name"] = member(position, "deputy").is_object() ? name_or_gone(position.at("deputy")) : "";
    const json::value& handover = member(position, "handover");
    if (handover.is_object()) {
        const std::string receiver = text_of(handover, "receiver_name");
        row["transfer"] = fmt::format("{}, {}", text_of(handover, "handover"),
                                      receiver.empty() ? "nog geen opvolger" : "aan " + receiver);
    }
    return row;
}

// What is in one list of a loss, a line each.
void show_list(const json::value& programme, std::string_view key, std::string_view title)
{
    const json::array& list = list_of(programme, key);
    if (list.empty())
        return;
    std::cout << fmt::format("  {} ({})\n", title, list.size());
    for (const json::value& line : list) {
        std::string text = text_of(line, "text");
        if (text.empty())
            text = "(gewist)";
        if (const std::string code = text_of(line, "code"); !code.empty())
            text = fmt::format("{} {}", code, text);
        if (const std::string due = text_of(line, "due"); !due.empty())
            text += ", voor " + date_text(due);
        if (text_of(line, "held") == "offered")
            text += ", aangeboden en nog niet opgepakt";
        if (const json::value& sole = member(line, "sole"); sole.is_bool() && sole.get_bool())
            text += key == "contacts" ? ", niemand anders kent dit contact" : ", niemand anders zit hier";
        std::cout << wrapped(fmt::format("{}: {}", text_of(line, "id"), text), "    ") << "\n";
    }
}

std::string share(const json::value& measure)
{
    return member(measure, "rate").is_int64() ? per_mille_text(number_of(measure, "rate")) : "nog niet te zeggen";
}

std::string number_or(const json::value& measure, std::string_view key, std::string_view otherwise)
{
    const json::value& value = member(measure, key);
    return value.is_int64() ? days(value.get_int64()) : std::string(otherwise);
}

// Of one programme per gate, of several added up.
std::string intact_text(const json::value& measures)
{
    std::vector<std::string> parts;
    const json::value& intact = member(measures, "intact_rate");
    for (const json::value& rate : intact.is_object() ? list_of(intact, "together") : list_of(measures, "intact_rate"))
        if (member(rate, "rate").is_int64())
            parts.push_back(fmt::format("na {} maanden {} ({} van {})", number_of(rate, "months"), share(rate),
                                        number_of(rate, "still"), number_of(rate, "team")));
    return parts.empty() ? "nog niet te zeggen: er is geen beslismoment van twaalf maanden of langer geleden"
                         : joined(parts);
}

std::string vacancy_text(const json::value& measures)
{
    const json::value& vacant = member(measures, "vacancy_days");
    std::vector<std::string> now;
    for (const json::value& chair : list_of(vacant, "positions"))
        if (member(chair, "now").is_object())
            now.push_back(fmt::format("{} ({})", text_of(chair, "role"), days(number_of(chair.at("now"), "days"))));
    std::string text = fmt::format("{} in totaal, doorgaans {}, hoogstens {}", days(number_of(vacant, "sum")),
                                   number_or(vacant, "median", "niet"), number_or(vacant, "max", "niet"));
    return now.empty() ? text + "; nu geen" : text + "; nu onbezet: " + joined(now);
}

// How many wijken hang on how many people, without saying which.
std::string bus_of_each_text(const json::array& wijken)
{
    std::map<std::int64_t, std::int64_t> counts;
    for (const json::value& bus : wijken)
        ++counts[number_of(bus, "factor")];
    std::vector<std::string> parts;
    parts.reserve(counts.size());
    for (const auto& [people, programmes] : counts)
        parts.push_back(fmt::format("{} bij {}", counted(people, "persoon", "personen"),
                                    counted(programmes, "programma", "programma's")));
    return joined(parts);
}

std::string bus_text(const json::value& measures)
{
    const json::value& bus = member(measures, "bus_factor");
    if (bus.is_array() && !bus.as_array().empty())
        return bus_of_each_text(bus.as_array());
    if (!bus.is_object())
        return "nog niet te zeggen: er is niets vastgelegd dat iemand kent of beheert";
    return fmt::format("{}, dan is van meer dan de helft van {} niets meer bekend",
                       counted(number_of(bus, "factor"), "persoon: vertrekt die", "personen: vertrekken die"),
                       counted(number_of(bus, "items"), "zaak", "zaken"));
}

void show_measures(const json::value& measures)
{
    const json::value& left = member(measures, "turnover");
    const json::value& warm = member(measures, "warm_rate");
    const json::value& cover = member(measures, "deputy_cover");
    const json::value& faces = member(measures, "contact_continuity");
    std::cout << definition_list({
        {"kernteam bij elkaar", intact_text(measures)},
        {"verloop (12 maanden)", fmt::format("{}, {} vertrokken", share(left), number_of(left, "endings"))},
        {"tijd in een rol", number_or(member(measures, "median_tenure"), "days", "nog niet te zeggen")},
        {"onbezette dagen", vacancy_text(measures)},
        {"hangt aan", bus_text(measures)},
        {"warme overdracht",
         fmt::format("{} ({} van {})", share(warm), number_of(warm, "warm"), number_of(warm, "endings"))},
        {"aankondiging tot overname", number_or(member(measures, "lead_time"), "median", "nog niet te zeggen")},
        {"waarneming geoefend",
         fmt::format("{} ({} van {})", share(cover), number_of(cover, "covered"), number_of(cover, "core"))},
        {"gezichten voor bewoners", member(faces, "median").is_int64()
                                        ? fmt::format("doorgaans {}, bij de slechtste tien procent {}",
                                                      number_of(faces, "median"), number_of(faces, "worst_tenth"))
                                        : "nog niet te zeggen"},
    });
}

}  // namespace

void show_team(const json::value& team, Session&)
{
    std::cout << fmt::format("{} ({})\n\n", text_of(team, "name"), text_of(team, "programme"));
    json::array rows;
    for (const json::value& position : list_of(team, "positions"))
        rows.push_back(chair_row(position));
    std::cout << table_text(rows,
                            {{"teamrol", "title"},
                             {"kernteam", "core", As::yes},
                             {"uren", "hours", As::number},
                             {"wie", "who"},
                             {"waarnemer", "deputy_name"},
                             {"doet het werk nu", "works"},
                             {"overdracht", "transfer"}},
                            "Dit programma heeft geen teamrollen.");
    if (const json::array& away = list_of(team, "absences"); !away.empty())
        std::cout << "\nAfwezig\n"
                  << table_text(away,
                                {{"nummer", "absence"},
                                 {"wie", "name"},
                                 {"vanaf", "from", As::date},
                                 {"tot en met", "until", As::date}},
                                "");
}

void show_lost(const json::value& lost, Session&)
{
    std::cout << fmt::format("Wat gaat verloren als {} vertrekt ({})\n", name_or_gone(lost),
                             date_text(text_of(lost, "on")));
    const bool everywhere = member(lost, "everywhere") == json::value(true);
    if (!everywhere)
        std::cout << "\nAlleen uit programma's waarvan u het team leidt of een overdracht beoordeelt.\n";
    if (list_of(lost, "programmes").empty())
        std::cout << (everywhere ? "\nNiets: er hangt op deze dag niets aan deze persoon.\n"
                                 : "\nNiets: daar hangt op deze dag niets aan deze persoon.\n");
    for (const json::value& programme : list_of(lost, "programmes")) {
        std::cout << fmt::format("\n{} ({})\n", text_of(programme, "name"), text_of(programme, "programme"));
        show_list(programme, "chairs", "Teamrollen");
        show_list(programme, "tasks", "Open taken");
        show_list(programme, "gates", "Beslismomenten die op een antwoord wachten");
        show_list(programme, "promises", "Toezeggingen");
        show_list(programme, "contacts", "Contacten");
        show_list(programme, "decisions", "Besluiten");
        show_list(programme, "questions", "Leervragen");
        if (const json::value& secret = member(programme, "secret"); secret.is_object())
            std::cout << fmt::format("  En zaken in een vertrouwelijk dossier: {}.\n", text_of(secret, "text"));
    }
}

void show_continuity(const json::value& continuity, Session&)
{
    std::vector<std::string> names;
    for (const json::value& name : list_of(continuity, "programmes"))
        names.emplace_back(name.as_string());
    std::cout << wrapped("Continuïteit van " + joined(names), "") << "\n\n";
    show_measures(member(continuity, "measures"));
    const json::array& warnings = list_of(continuity, "warnings");
    if (!warnings.empty())
        std::cout << "\nLet op\n";
    for (const json::value& warning : warnings) {
        const std::string of = text_of(warning, "programme");
        std::cout << wrapped((of.empty() ? of : of + ": ") + text_of(warning, "text"), "  ") << "\n";
    }
    if (const json::value& you = member(continuity, "you"); you.is_object() && number_of(you, "items") > 0)
        std::cout << "\n"
                  << wrapped(
                         fmt::format("Alleen voor u: u kent of beheert {} van {}, en {} daarvan kent niemand anders.",
                                     number_of(you, "items"), counted(number_of(you, "of"), "zaak", "zaken"),
                                     number_of(you, "sole")),
                         "")
                  << "\n";
}

}  // namespace wd::cli
