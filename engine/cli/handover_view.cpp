// Handovers, one handover and the audit as text. See handover_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/handover_view.hpp"

#include "cli/command.hpp"
#include "cli/render.hpp"
#include "domain/words.hpp"

#include <iostream>

namespace wd::cli {

namespace {

// How far it is, in the order of the steps.
std::string_view how_far(const json::value& row)
{
    if (is_true(row, "final"))
        return "score definitief";
    if (is_true(row, "rated"))
        return "wacht op wederhoor";
    if (!member(row, "accepted_on").is_null())
        return "aanvaard";
    if (is_true(row, "retold"))
        return "in eigen woorden verteld";
    if (is_true(row, "talked"))
        return "gesprek gevoerd";
    if (is_true(row, "completed"))
        return "document af";
    return member(row, "receiver").is_null() ? "wacht op een opvolger" : "begonnen";
}

std::string warmth(bool warm)
{
    return warm ? "warm" : "koud";
}

// "12, 15, 31", a few and how many more.
std::string events_text(const json::array& events)
{
    constexpr std::size_t shown = 6;
    std::string text;
    for (std::size_t i = 0; i < events.size() && i < shown; ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ", events[i].to_number<std::int64_t>());
    return events.size() <= shown ? text : fmt::format("{} en nog {}", text, events.size() - shown);
}

std::string tenths_text(std::int64_t tenths)
{
    return fmt::format("{},{}", tenths / 10, tenths % 10);
}

std::string score_line(const json::value& score)
{
    const std::string level = text_of(score, "level_title");
    std::string line = fmt::format("Score: {} van 100, {}", text_of(score, "score"), text_of(score, "status_title"));
    if (!level.empty())
        line += fmt::format(": {}", level);
    if (is_true(score, "held_at_moderate"))
        line += " (zonder gesprek nooit hoger)";
    return line + ".\n";
}

json::array element_rows(const json::value& score)
{
    json::array rows;
    for (const json::value& element : list_of(score, "elements")) {
        json::object row = element.get_object();
        row["log"] =
            is_true(element, "nothing") ? "niets over te dragen" : fmt::format("{} van 2", number_of(element, "log"));
        row["shown"] = events_text(list_of(element, "events"));
        rows.push_back(std::move(row));
    }
    return rows;
}

// "overdracht-12, overdracht-14", some of them and how many more.
std::string handovers_text(const json::array& handovers)
{
    constexpr std::size_t shown = 12;
    if (handovers.empty())
        return "geen";
    std::string text;
    for (std::size_t i = 0; i < handovers.size() && i < shown; ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ", cell_text(handovers[i], As::text));
    return handovers.size() <= shown ? text : fmt::format("{} en nog {}", text, handovers.size() - shown);
}

json::array audit_rows(const json::value& audit)
{
    json::array rows;
    for (const json::value& handover : list_of(audit, "handovers")) {
        json::object row = handover.get_object();
        row["warmth"] = warmth(is_true(handover, "warm"));
        const std::string level = text_of(handover, "level_title");
        row["judged"] = level.empty() ? text_of(handover, "status_title") : level;
        if (is_true(handover, "in_progress"))
            row["judged"] = "loopt nog";
        else if (text_of(handover, "to_rate") == "first")
            row["judged"] = "nog te beoordelen";
        rows.push_back(std::move(row));
    }
    return rows;
}

// What a draw chose and nobody rated yet: that is work.
void show_to_rate(const json::array& waiting)
{
    if (waiting.empty())
        return;
    json::array rows;
    for (const json::value& one : waiting) {
        json::object row = one.get_object();
        row["which"] = text_of(one, "rating") == "second" ? "de tweede" : "de eerste";
        rows.push_back(std::move(row));
    }
    std::cout << "\nNog te beoordelen:\n"
              << table_text(rows,
                            {{"overdracht", "handover"},
                             {"programma", "programme_name"},
                             {"teamrol", "position_title"},
                             {"aanvaard", "accepted_on", As::date},
                             {"beoordeling", "which"}},
                            "");
}

json::array total_rows(const json::value& audit)
{
    json::array rows;
    for (const json::value& total : list_of(audit, "totals")) {
        json::object row = total.get_object();
        for (const auto& level : member(total, "levels").get_object())
            row[level.key()] = level.value();
        row["year"] = std::to_string(number_of(total, "year"));
        if (!member(total, "mean_tenths").is_null())
            row["mean"] = tenths_text(number_of(total, "mean_tenths"));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void show_handovers(const json::value& handovers, Session&)
{
    json::array rows;
    for (const json::value& handover : handovers.get_array()) {
        json::object row = handover.get_object();
        row["far"] = how_far(handover);
        rows.push_back(std::move(row));
    }
    std::cout << table_text(rows,
                            {{"nummer", "handover"},
                             {"programma", "programme_name"},
                             {"teamrol", "position_title"},
                             {"waarom", "kind", As::word},
                             {"vertrekker", "giver"},
                             {"laatste dag", "last_day", As::date},
                             {"opvolger", "receiver"},
                             {"aanvaard", "accepted_on", As::date},
                             {"hoe ver", "far"}},
                            "Er is nog niets over te dragen.");
}

void show_handover(const json::value& handover, Session&)
{
    std::cout << fmt::format("{}: {} in {}, {}\n", text_of(handover, "handover"), text_of(handover, "position_title"),
                             text_of(handover, "programme_name"), warmth(is_true(handover, "warm")));
    std::cout << fields_text(handover.get_object(), {{"waarom", "kind", As::word},
                                                     {"vertrekker", "giver"},
                                                     {"naam", "giver_name"},
                                                     {"opvolger", "receiver"},
                                                     {"naam opvolger", "receiver_name"},
                                                     {"gemeld op", "announced_on", As::date},
                                                     {"laatste dag", "last_day", As::date},
                                                     {"aanvaard per", "accepted_on", As::date},
                                                     {"staat open", "open_items", As::number},
                                                     {"daarvan beschreven", "stated_items", As::number}});
    const json::value& score = member(handover, "score");
    std::cout << "\n" << score_line(score);
    std::cout << table_text(element_rows(score),
                            {{"onderdeel", "title"},
                             {"weegt", "weight", As::number},
                             {"logboek", "log"},
                             {"cijfer", "rating", As::number},
                             {"punten", "points"},
                             {"gebeurtenissen", "shown"}},
                            "");
    for (const json::value& penalty : list_of(score, "penalties"))
        std::cout << fmt::format(
            "{} punten eraf: {} (gebeurtenis {})\n", number_of(penalty, "points"),
            text_of(penalty, "kind") == "critical_omission" ? "iets kritieks ontbrak" : "te veel of niet ter zake",
            number_of(penalty, "event"));
    for (const json::value& check_up : list_of(handover, "check_ups"))
        std::cout << fmt::format("Terugkommoment dag {}: {}\n", number_of(check_up, "day"),
                                 member(check_up, "held_on").is_null()
                                     ? fmt::format("vanaf {}", date_text(text_of(check_up, "date")))
                                     : fmt::format("geweest op {}", date_text(text_of(check_up, "held_on"))));
    std::cout << "\nWeging en grenzen zijn van dit project zelf (settings show). Een score begint een gesprek en is "
                 "geen oordeel over een mens.\n";
}

void show_audit(const json::value& audit, Session&)
{
    std::cout << table_text(audit_rows(audit),
                            {{"nummer", "handover"},
                             {"programma", "programme_name"},
                             {"teamrol", "position_title"},
                             {"waarom", "kind", As::word},
                             {"aanvaard", "accepted_on", As::date},
                             {"gesprek", "warmth"},
                             {"score", "score"},
                             {"uitkomst", "judged"},
                             {"geloot", "drawn", As::yes},
                             {"tweemaal", "drawn_twice", As::yes}},
                            "Er is nog geen overdracht.");
    if (const json::array& never = list_of(audit, "never_started"); !never.empty())
        std::cout << "\nNooit overgedragen:\n"
                  << table_text(never,
                                {{"programma", "programme_name"},
                                 {"teamrol", "position_title"},
                                 {"weg sinds", "last_day", As::date},
                                 {"overdracht", "handover"}},
                                "");
    std::cout << "\n"
              << table_text(total_rows(audit),
                            {{"gemeente", "municipality"},
                             {"jaar", "year"},
                             {"overdrachten", "handovers", As::number},
                             {"nooit begonnen", "never_started", As::number},
                             {"warm", "warm", As::number},
                             {"voorlopig", "provisional", As::number},
                             {"onvoldoende", "insufficient", As::number},
                             {"matig", "moderate", As::number},
                             {"goed", "good", As::number},
                             {"voorbeeldig", "exemplary", As::number},
                             {"gemiddeld", "mean"}},
                            "");
    if (const json::value& agreement = member(audit, "agreement"); agreement.is_object())
        std::cout << fmt::format("\nTwee beoordelaars: {} overdrachten, in {} hoogstens een punt verschil.\n",
                                 number_of(agreement, "handovers"), per_mille_text(number_of(agreement, "per_mille")));
    show_to_rate(list_of(audit, "to_rate"));
    for (const json::value& draw : list_of(audit, "draws"))
        std::cout << fmt::format(
            "\nLoting van {} (tot en met {}), met het getal {}: {} van {}, waarvan {} tweemaal; opnieuw "
            "loten geeft {}.\n",
            day_text(member(draw, "at")), date_text(text_of(draw, "until")),
            member(draw, "seed").to_number<std::int64_t>(), list_of(draw, "drawn").size(), number_of(draw, "pool"),
            list_of(draw, "twice").size(), is_true(draw, "same_again") ? "hetzelfde" : "IETS ANDERS");
}

void show_draw(const json::value& drawn, Session&)
{
    const auto pool = static_cast<std::int64_t>(list_of(drawn, "pool").size());
    std::cout << wrapped(fmt::format("Geloot met het getal {} uit {}, aanvaard tot en met {}.",
                                     member(drawn, "seed").to_number<std::int64_t>(),
                                     counted(pool, "overdracht", "overdrachten"), date_text(text_of(drawn, "until"))),
                         "")
              << "\n"
              << wrapped(fmt::format("Te beoordelen: {}.", handovers_text(list_of(drawn, "drawn"))), "") << "\n"
              << wrapped(
                     fmt::format("Daarvan door een tweede beoordelaar: {}.", handovers_text(list_of(drawn, "twice"))),
                     "")
              << "\n";
}

}  // namespace wd::cli
