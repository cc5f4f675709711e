// The handover document as Markdown: one heading for each question that a successor has. See handover_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/handover_view.hpp"

#include "cli/render.hpp"
#include "domain/words.hpp"

#include <array>
#include <iostream>

namespace wd::cli {

namespace {

std::string or_else(std::string text, std::string_view otherwise)
{
    return text.empty() ? std::string(otherwise) : text;
}

// What was erased leaves a gap that can be seen.
std::string title_of(const json::value& row)
{
    return or_else(text_of(row, "title"), "(gewist)");
}

class Markdown {
public:
    explicit Markdown(const json::value& document) : document_(document) {}

    std::string write()
    {
        head();
        open_items();
        story();
        actions();
        people();
        topics();
        contingency();
        sources();
        calendar();
        first_hundred_days();
        return std::move(out_);
    }

private:
    void heading(std::string_view text) { out_ += fmt::format("\n## {}\n\n", text); }
    void line(std::string_view text) { out_ += fmt::format("{}\n", text); }
    void bullet(std::string_view text) { out_ += fmt::format("- {}\n", text); }

    bool is_of_area() const { return !text_of(document_, "area").empty(); }
    std::string area_name() const
    {
        return fmt::format("{} ({})", or_else(text_of(document_, "area_name"), "gebied"), text_of(document_, "area"));
    }

    void head()
    {
        line(fmt::format("# Overdracht {} in {}{}\n", text_of(document_, "position_title"),
                         text_of(document_, "programme_name"),
                         is_of_area() ? fmt::format(": {}", area_name()) : std::string{}));
        line(fmt::format("Van {} naar {}. {}\n", or_else(text_of(document_, "giver_name"), "niemand met naam"),
                         or_else(text_of(document_, "receiver_name"), "een opvolger die nog gezocht wordt"),
                         is_true(document_, "warm") ? "Er is een overdrachtsgesprek geweest (warm)."
                         : text_of(document_, "accepted_on").empty()
                             ? "Er is nog geen overdrachtsgesprek geweest."
                             : "Vertrekker en opvolger hebben elkaar niet gesproken (koud)."));
        if (const std::string last = text_of(document_, "last_day"); !last.empty())
            line(fmt::format("Laatste dag: {}.\n", date_text(last)));
        if (is_true(document_, "reconstructed"))
            line("Samengesteld uit het logboek: de vertrekker schreef niet mee.\n");
        if (is_of_area())
            line(
                "Alleen wat bij dit gebied hoort, met wat erin ligt. Contacten: wie iemand kent die hier werk "
                "heeft.\n");
        line(fmt::format("Gemaakt op {}. Namen van huishoudens staan hier nooit in.",
                         date_text(text_of(document_, "today"))));
    }

    // --- 1 and 6

    void open_items()
    {
        heading("1. Hoe staat het ervoor");
        const json::value& items = member(document_, "open_items");
        bool any = false;
        for (const auto& [state, title] :
             {std::pair{"critical", "Kritiek"}, std::pair{"attention", "Let op"}, std::pair{"stable", "Stabiel"},
              std::pair{"unstated", "Nog niet beschreven"}})
        {
            const json::array& list = list_of(items, state);
            if (list.empty())
                continue;
            any = true;
            line(fmt::format("**{}**\n", title));
            for (const json::value& item : list) {
                const std::string reason = text_of(item, "reason");
                bullet(fmt::format("{} ({}){}{}", title_of(item), text_of(item, "id"),
                                   reason.empty() ? "" : ": " + reason,
                                   is_true(item, "closed") ? " — inmiddels klaar" : ""));
            }
            line("");
        }
        if (!any)
            line("Er staat niets open.\n");
        // A small number could point at a family, so it comes as words.
        if (const json::value& households = member(document_, "household_tasks");
            member(households, "count") != json::value(0))
            line(fmt::format("Daarnaast taken van huishoudens ({}){}; die draagt het eigen team over.",
                             text_of(households, "text"), is_of_area() ? ", in het hele programma" : ""));
    }
    void contingency()
    {
        heading("6. Wat kan er misgaan");
        const json::array& list = list_of(document_, "contingency");
        if (list.empty())
            line("Niets is gemarkeerd met 'let op' of 'kritiek'.");
        for (const json::value& item : list) {
            bullet(fmt::format("{} ({})", title_of(item), domain::dutch(text_of(item, "state"))));
            for (const json::value& what : list_of(item, "if_then"))
                line(fmt::format("  - {}", what.is_string() ? std::string(what.get_string()) : "(gewist)"));
            if (list_of(item, "if_then").empty())
                line("  - nog geen als-dan");
        }
    }

    // --- 2 and 3

    void story()
    {
        heading("2. Het verhaal");
        const json::value& story = member(document_, "story");
        line(or_else(text_of(story, "text"), "De vertrekker heeft nog geen verhaal geschreven."));
        if (const json::array& phases = list_of(story, "phases"); !phases.empty()) {
            line("\n**Fasen**\n");
            for (const json::value& phase : phases)
                bullet(fmt::format("{}: vanaf {}{}", title_of(phase), day_text(member(phase, "opened_at")),
                                   member(phase, "closed_at").is_null()
                                       ? ", loopt nog"
                                       : " tot " + day_text(member(phase, "closed_at"))));
        }
        const json::array& decisions = list_of(story, "decisions");
        if (decisions.empty())
            return;
        line("\n**Besluiten**\n");
        for (const json::value& decision : decisions)
            bullet(fmt::format("{}: {} — {} ({})", day_text(member(decision, "at")), title_of(decision),
                               domain::dutch(text_of(decision, "outcome")), text_of(decision, "task")));
        const std::int64_t taken = number_of(story, "decisions_taken");
        if (taken > static_cast<std::int64_t>(decisions.size()))
            line(fmt::format("\nEr zijn er {}; de andere staan in het logboek.", taken));
    }
    void actions()
    {
        heading("3. Wat er te doen is");
        const json::array& list = list_of(document_, "actions");
        if (list.empty())
            line("Er staat geen taak of toezegging open.");
        for (const json::value& action : list) {
            const std::string due = text_of(action, "due");
            const std::string step = text_of(action, "first_step");
            bullet(fmt::format("{} ({}): {}, {}{}", title_of(action), text_of(action, "id"),
                               or_else(text_of(action, "owner_name"), "nog geen nieuwe eigenaar"),
                               due.empty() ? "geen datum" : date_text(due),
                               step.empty() ? "" : ". Eerste stap: " + step));
        }
    }

    // --- 4 and 5

    void people()
    {
        heading("4. Mensen en beloften");
        const json::value& people = member(document_, "people");
        for (const json::value& contact : list_of(people, "contacts")) {
            std::string text = or_else(text_of(contact, "name"), "(gewist)");
            if (const std::string group = text_of(contact, "group"); !group.empty())
                text += fmt::format(", {}", group);
            if (is_true(contact, "key"))
                text += ", sleutelfiguur";
            if (const std::string channel = text_of(contact, "channel"); !channel.empty())
                text += fmt::format(". Het liefst via {}", channel);
            text += member(contact, "introduced_on").is_null()
                        ? ". Nog niet voorgesteld"
                        : fmt::format(". Voorgesteld op {}", date_text(text_of(contact, "introduced_on")));
            bullet(text);
        }
        if (list_of(people, "contacts").empty())
            line("Er staan geen contacten in.");
        const json::array& promises = list_of(people, "promises");
        line("\n**Beloften**\n");
        if (promises.empty())
            line("De vertrekker heeft geen toezegging openstaan.");
        for (const json::value& promise : promises) {
            const std::string due = text_of(promise, "due");
            bullet(fmt::format("{} ({}){}{}, {}", title_of(promise), text_of(promise, "id"),
                               text_of(promise, "to").empty() ? "" : ", aan " + text_of(promise, "to"),
                               due.empty() ? "" : ", voor " + date_text(due),
                               member(promise, "state").is_null()
                                   ? std::string("nog niets over gezegd")
                                   : std::string(domain::dutch(text_of(promise, "state")))));
        }
    }
    void topics()
    {
        heading("5. Gevoeligheden, botsingen en eerdere pogingen");
        const json::value& topics = member(document_, "sensitivities");
        for (const auto& [key, title] : {std::pair{"sensitivities", "Gevoeligheden"}, std::pair{"clashes", "Botsingen"},
                                         std::pair{"earlier_attempts", "Eerdere pogingen"}})
        {
            const json::value& topic = member(topics, key);
            line(fmt::format("**{}**\n", title));
            const std::string answer = text_of(topic, "answer");
            if (answer.empty())
                line("Hier is nog niet op geantwoord.");
            else if (answer == "told")
                line(or_else(text_of(topic, "text"), "(gewist)"));
            else if (answer == "oral")
                line(fmt::format("Liever mondeling, over: {}", or_else(text_of(topic, "text"), "(gewist)")));
            else
                line("Geen bekend.");
            const json::array& journal = list_of(topic, "journal");
            if (!journal.empty())
                line("\nUit het logboek:\n");
            for (const json::value& entry : journal)
                bullet(fmt::format("{}: {}{}", date_text(text_of(entry, "date")),
                                   or_else(text_of(entry, "text"), "(gewist)"),
                                   is_true(entry, "oral") ? " (liever mondeling)" : ""));
            line("");
        }
        if (const json::array& journal = list_of(document_, "journal"); !journal.empty()) {
            line("**Verder in het logboek van dit gebied**\n");
            for (const json::value& entry : journal)
                bullet(fmt::format("{}, {}: {}", date_text(text_of(entry, "date")),
                                   domain::dutch(text_of(entry, "kind")), or_else(text_of(entry, "text"), "(gewist)")));
        }
    }

    // --- 7, 8 and the first hundred days

    void sources()
    {
        heading("7. Waar alles staat");
        const json::value& sources = member(document_, "sources");
        const json::array& documents = list_of(sources, "documents");
        for (const json::value& one : documents)
            bullet(fmt::format("{}, {}: {}{}", title_of(one), date_text(text_of(one, "date")),
                               or_else(text_of(one, "link"), "(gewist)"),
                               text_of(one, "holder_name").empty() ? ", geen beheerder bekend"
                                                                   : ", bij " + text_of(one, "holder_name")));
        if (documents.empty())
            line("Er staan geen documenten op de lijst.");
        else if (const std::int64_t all = number_of(sources, "documents_in_all");
                 all > static_cast<std::int64_t>(documents.size()))
            line(fmt::format("\nDit zijn de {} nieuwste van {}.", documents.size(), all));
        if (!list_of(sources, "access").empty())
            line("\n**Toegang**\n");
        for (const json::value& access : list_of(sources, "access"))
            bullet(fmt::format("{}: {}", or_else(text_of(access, "what"), "(gewist)"),
                               is_true(access, "moved") ? "geregeld" : "nog niet geregeld"));
    }
    void calendar()
    {
        heading("8. De komende 90 dagen");
        const json::array& days = list_of(document_, "calendar");
        if (days.empty())
            line("Er staat niets op een datum.");
        for (const json::value& day : days)
            bullet(fmt::format("{}: {} ({}, {})", date_text(text_of(day, "date")), title_of(day),
                               domain::dutch(text_of(day, "what")), text_of(day, "id")));
    }
    void first_hundred_days()
    {
        heading("Inwerkpagina: de eerste honderd dagen");
        const json::array& list = list_of(document_, "first_hundred_days");
        if (list.empty())
            line("Er staan nog geen contacten in om kennis mee te maken.");
        for (const json::value& one : list) {
            std::string text = or_else(text_of(one, "name"), "(gewist)");
            if (const std::string group = text_of(one, "group"); !group.empty())
                text += fmt::format(", {}", group);
            if (!member(one, "introduced_on").is_null())
                text += ", al gesproken";
            else if (const std::string by = text_of(one, "introduced_by"); !by.empty())
                text += fmt::format(", laat u voorstellen door {}", by);
            else
                text += ", niemand van het team kent dit contact nu; vraag in de buurt wie u kan voorstellen";
            line(fmt::format("{}. {}", number_of(one, "order"), text));
        }
    }

    const json::value& document_;
    std::string out_;
};

}  // namespace

std::string handover_markdown(const json::value& document)
{
    return Markdown{document}.write();
}

void show_handover_document(const json::value& document, Session&)
{
    if (text_of(document, "format") != "json") {
        std::cout << handover_markdown(document);
        return;
    }
    json::object plain = document.get_object();
    plain.erase("format");
    std::cout << json::serialize(plain) << "\n";
}

}  // namespace wd::cli
