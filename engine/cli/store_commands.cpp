// init: a new data directory, and somebody who administers it.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "calendar/calendar.hpp"
#include "cli/arguments.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "http/password.hpp"
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

constexpr std::string_view administrator_login = "beheerder";

// The first account, so that others can be opened; its password is told once and has to be changed.
Result<json::object> open_administrator(Session& session, const std::string& name)
{
    const Result<Session::Sent> person = session.send_once("person.add", {{"name", name}}, "");
    if (!person)
        return person.error();
    const std::string id = text_of(person->result, "person");
    const std::string password = http::new_one_time_password();
    for (auto& [verb, data] :
         {std::pair<std::string_view, json::object>{
              "account.open",
              {{"person", id}, {"login", administrator_login}, {"password_hash", http::hash_password(password, {})}}},
          std::pair<std::string_view, json::object>{"access.grant",
                                                    {{"person", id},
                                                     {"role", name_of(domain::PermissionRole::administrator)},
                                                     {"scope", name_of(domain::ScopeKind::everywhere)}}}})
        if (const Result<Session::Sent> done = session.send_once(verb, data, ""); !done)
            return done.error();
    return json::object{{"person", id}, {"login", administrator_login}, {"password", password}};
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
    session.leave_token();
    const std::string name = arguments.text("--administrator");
    Result<json::object> administrator = open_administrator(session, name.empty() ? "Beheerder" : name);
    if (!administrator)
        return administrator.error();
    return json::value(json::object{{"data", session.data().string()},
                                    {"label", name_of(options.label)},
                                    {"ids_from", options.ids_from},
                                    {"administrator", std::move(*administrator)}});
}

void show_init(const json::value& answer, Session&)
{
    std::cout << fmt::format(
        "Klaar: in {} kan nu een programma beginnen.\n\n"
        "  wijkdraad person add \"Uw naam\" --data {}\n"
        "  wijkdraad workflow install wijkaanpak --data {}\n",
        text_of(answer, "data"), text_of(answer, "data"), text_of(answer, "data"));
    const json::value& administrator = member(answer, "administrator");
    std::cout << fmt::format(
        "\nEen beheerder kan nu inloggen:\n\n  inlognaam:           {}\n  eenmalig wachtwoord: {}\n\n{}\n",
        text_of(administrator, "login"), text_of(administrator, "password"),
        wrapped(
            "Dit wachtwoord staat nergens en komt niet terug. Bij de eerste keer kiest u een eigen wachtwoord; kwijt? "
            "Dan maakt wijkdraad account password een nieuw.",
            ""));
}

}  // namespace

std::vector<Command> store_commands()
{
    return {
        {"init",
         "Maak een nieuwe map voor gegevens, met een eerste beheerder.",
         "init --data wijkdraad-data --practice",
         {option("--practice", "", Kind::flag, "een oefenomgeving: staat op elk scherm"),
          option("--ids-from", "", Kind::whole,
                 "nummers beginnen hier, zodat twee plekken elkaar niet in de weg zitten"),
          option("--calendar", "", Kind::text, "CSV met gesloten dagen: van;tot;soort;naam;regio"),
          option("--administrator", "", Kind::text, "hoe de eerste beheerder heet; anders 'Beheerder'")},
         init,
         show_init},
    };
}

}  // namespace wd::cli
