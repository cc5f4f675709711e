// init: a new data directory.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "calendar/calendar.hpp"
#include "cli/arguments.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "store/open.hpp"

#include <iostream>

namespace wd::cli {

namespace {

// The closed days of an own file, checked; the text itself is kept, so that the file may go.
Result<std::string> read_calendar(const std::string& file)
{
    Result<std::string> text = read_file(file);
    if (!text)
        return text;
    const Result<std::vector<calendar::ClosedDay>> days = calendar::parse_closed_days(*text, file);
    if (!days)
        return days.error();
    if (const Result<calendar::Calendar> made = calendar::Calendar::create({}, *days); !made)
        return made.error();
    return text;
}

Result<void> keep_calendar(const std::filesystem::path& directory, const std::string& text)
{
    const Result<std::unique_ptr<store::Store>> store = store::open_store(directory);
    if (!store)
        return store.error();
    (*store)->begin();
    (*store)->set_meta("closed_days", text);
    (*store)->commit();
    return {};
}

Result<json::value> init(Session& session, const Arguments& arguments)
{
    store::CreateOptions options;
    if (arguments.has("--practice"))
        options.label = domain::StoreLabel::practice;
    options.ids_from = arguments.whole("--ids-from", 1);
    if (options.ids_from < 1)
        return refusal(Errc::invalid, "--ids-from is {}; kies een getal van 1 of meer", options.ids_from);
    Result<std::string> calendar =
        arguments.has("--calendar") ? read_calendar(arguments.text("--calendar")) : std::string{};
    if (!calendar)
        return calendar.error();
    if (const Result<void> made = store::create_store(session.data(), options); !made)
        return made.error();
    if (!calendar->empty())
        if (const Result<void> kept = keep_calendar(session.data(), *calendar); !kept)
            return kept.error();
    return json::value(json::object{
        {"data", session.data().string()}, {"label", name_of(options.label)}, {"ids_from", options.ids_from}});
}

void show_init(const json::value& answer, Session&)
{
    std::cout << fmt::format(
        "Klaar: in {} kan nu een programma beginnen.\n\n"
        "  wijkdraad person add \"Uw naam\" --data {}\n"
        "  wijkdraad workflow install wijkaanpak --data {}\n",
        text_of(answer, "data"), text_of(answer, "data"), text_of(answer, "data"));
}

}  // namespace

std::vector<Command> store_commands()
{
    return {
        {"init",
         "Maak een nieuwe map voor gegevens.",
         "init --data wijkdraad-data --practice",
         {option("--practice", "", Kind::flag, "een oefenomgeving: staat op elk scherm"),
          option("--ids-from", "", Kind::whole,
                 "nummers beginnen hier, zodat twee plekken elkaar niet in de weg zitten"),
          option("--calendar", "", Kind::text, "CSV met gesloten dagen: van;tot;soort;naam;regio")},
         init,
         show_init},
    };
}

}  // namespace wd::cli
