// slice: one programme out of a store, into another, or as a copy beside it.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/files.hpp"
#include "cli/programme_view.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "domain/ids.hpp"
#include "runtime/settings.hpp"
#include "runtime/workflow_cache.hpp"
#include "store/open.hpp"
#include "store/slice.hpp"

#include <unistd.h>

#include <fstream>
#include <iostream>

namespace wd::cli {

namespace {

domain::ProgrammeId programme_of(const Arguments& arguments)
{
    return *parse_id<domain::ProgrammeTag>(arguments.text("programma"));
}

// Who acts and when, by the clock of the store that is in the data directory.
Result<store::SliceImport> signature(Session& session)
{
    const Result<store::ReadStore*> reader = session.reader();
    if (!reader)
        return reader.error();
    const Result<std::string> person = session.actor();
    if (!person)
        return person.error();
    store::SliceImport import;
    import.at = runtime::clock_of(**reader).now();
    import.actor.uid = ::getuid();
    import.hash_of = [](const std::vector<store::BundleFile>& files) {
        return script::hash_of(runtime::to_bundle(files));
};
if (!person->empty())
    import.actor.person = *parse_id<domain::PersonTag>(*person);
return import;
}  // namespace

json::object told(const store::SliceExported& slice)
{
    return {{"events", slice.events}, {"hash", to_hex(slice.hash)}, {"rows", slice.rows}};
}

Result<json::value> export_slice(Session& session, const Arguments& arguments)
{
    const std::string file = arguments.text("--out");
    json::object answer;
    const Result<void> written = write_whole(file, [&](std::ostream& out) -> Result<void> {
        const Result<store::SliceExported> slice =
            store::export_slice(*store::database_in(session.data()), programme_of(arguments), out);
        if (!slice)
            return slice.error();
        answer = told(*slice);
        return {};
    });
    if (!written)
        return written.error();
    answer["file"] = file;
    return json::value(std::move(answer));
}

// The store counts lines of what it reads; a person looks for the line in the file.
void name_file(Error& error, const std::string& file)
{
    if (error.where.line > 0)
        error.where.file = file;
    for (Error& detail : error.details)
        name_file(detail, file);
}

// The numbers of a slice stay as they are, so a store that gave them out itself has no room for it.
Error with_way_out(Error error)
{
    if (error.code == Errc::duplicate && !error.details.empty())
        error.message = fmt::format(
            "{} hier al in gebruik. Lees het bestand in een nieuwe map in, met eigen nummers vanaf een hoog getal: "
            "wijkdraad init --ids-from 1000000 --data NIEUWE-MAP",
            counted(static_cast<std::int64_t>(error.details.size()), "nummer is", "nummers zijn"));
    return error;
}

Result<json::value> import_slice(Session& session, const Arguments& arguments)
{
    const std::string file = arguments.text("bestand");
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return refusal(Errc::not_found, "bestand {} is er niet of is niet te lezen", file);
    const Result<store::SliceImport> import = signature(session);
    if (!import)
        return import.error();
    const Result<std::unique_ptr<store::Store>> store = store::open_store(session.data());
    if (!store)
        return store.error();
    const Result<store::SliceExported> slice = store::import_slice(**store, in, *import);
    if (!slice) {
        Error error = with_way_out(slice.error());
        name_file(error, file);
        return error;
    }
    return json::value(told(*slice));
}

Result<json::value> fork_slice(Session& session, const Arguments& arguments)
{
    const Result<store::SliceImport> import = signature(session);
    if (!import)
        return import.error();
    const std::string target = arguments.text("--to");
    const Result<std::unique_ptr<store::Store>> forked = store::fork_programme(
        *store::database_in(session.data()), programme_of(arguments), store::database_in(target), *import);
    if (!forked)
        return forked.error();
    return json::value(json::object{{"data", target}});
}

Result<json::value> destroy_slice(Session& session, const Arguments& arguments)
{
    const Result<store::SliceImport> signed_by = signature(session);
    if (!signed_by)
        return signed_by.error();
    if (!signed_by->actor.person)
        return refusal(Errc::not_allowed, "zeg wie u bent (--as): vernietigen gaat op naam");
    const Result<json::value> row = find_programme(session, arguments.text("programma"));
    if (!row)
        return row.error();
    if (text_of(*row, "name") != arguments.text("--name"))
        return refusal(Errc::conflict, "{} heet '{}', niet '{}'; vernietigen kan niet ongedaan worden gemaakt",
                       arguments.text("programma"), text_of(*row, "name"), arguments.text("--name"));
    const Result<std::unique_ptr<store::Store>> store = store::open_store(session.data());
    if (!store)
        return store.error();
    store::destroy_slice(**store, programme_of(arguments), arguments.text("--ground"), signed_by->at, signed_by->actor);
    return json::value(json::object{{"programme", arguments.value("programma")}});
}

void show_slice(const json::value& answer, Session&)
{
    std::cout << "Klaar.\n"
              << fields_text(answer.get_object(), {{"gebeurtenissen", "events", As::number}, {"bestand", "file"}});
}

}  // namespace wd::cli

std::vector<Command> slice_commands()
{
    return {
        {"slice export",
         "Schrijf één programma, met zijn teksten en logboek, in een bestand.",
         "slice export programma-1 --out crabbehof.jsonl",
         {programme_place(), required(option("--out", "", Kind::text, "het bestand"))},
         export_slice,
         show_slice},
        {"slice import",
         "Zet een programma uit een bestand in deze gegevens, met zijn eigen nummers.",
         "slice import crabbehof.jsonl --as persoon-1",
         {place("bestand", "", Kind::text, "het bestand")},
         import_slice,
         show_slice},
        {"slice fork",
         "Maak in een nieuwe map een kopie van één programma, om iets uit te proberen.",
         "slice fork programma-1 --to probeersel",
         {programme_place(), required(option("--to", "", Kind::text, "de nieuwe map"))},
         fork_slice,
         says("De kopie staat klaar")},
        {"slice destroy",
         "Vernietig een programma met al zijn teksten. Alleen dat het er was, blijft vastgelegd.",
         "slice destroy programma-1 --name Crabbehof --ground \"Bewaartermijn voorbij, besluit 2040-12\" --as "
         "persoon-1",
         {programme_place(), required(option("--name", "", Kind::text, "de naam van het programma, ter bevestiging")),
          required(option("--ground", "", Kind::text, "op welke grond"))},
         destroy_slice,
         says("Het programma is vernietigd")},
    };
}

}  // namespace wd::cli
