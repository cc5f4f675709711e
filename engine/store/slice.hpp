// One programme as a slice (RULES A6): its events, tables, texts and left-over work, the people it names by id and name, and
// the workflow bundles it is on. As a file of JSON lines: a first line that says what it is, one line per row, a last line
// with a digest over all before it. Ids and hashes stay what they are; (part, seq) is given anew.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

#include <iosfwd>

namespace wd::store {

// Writes the slice of a programme; refuses with not_found. Throws StoreFailure when `out` cannot be written.
Result<SliceExported> export_slice(Database& source, ProgrammeId programme, std::ostream& out);

// Adds a slice to a store, in a transaction of its own, with programme.imported in the installation's stream, and
// person.added and workflow.installed for who and what was not known here. Refuses with `duplicate`, one detail for each,
// when ids are taken; with `invalid` when the file is cut off, changed or from a newer version, or its chain does not hold.
// `in` is read twice, from its beginning. Whoever keeps programmes in memory forgets the installation's head afterwards.
// Ids that are given out later lie beyond those that came in.
inline Result<SliceExported> import_slice(Store& target, std::istream& in, const SliceImport& import)
{
    return target.import_slice(in, import);
}

// Destroys a programme, in a transaction of its own: what stays is one event of the installation with its last hash, how many
// events it had, on which ground and by whom (RULES A6), and a line in erasures.log (RULES A5).
void destroy_slice(Store& store, ProgrammeId programme, std::string_view ground, Timestamp at,
                   const domain::Actor& actor);

// A copy of one programme in `target`, which is made: with the ids, settings and active workflows of the source. For
// forecasts, in memory or in a directory of their own.
Result<std::unique_ptr<Store>> fork_programme(Database& source, ProgrammeId programme, std::unique_ptr<Database> target,
                                              const SliceImport& import);

}  // namespace wd::store
