// Lines to rows: reads a slice file into an open transaction. See slice.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/query.hpp"
#include "store/slice_format.hpp"
#include "store/store.hpp"

#include <array>
#include <set>

namespace wd::store {

struct SliceFileFacts {
    SliceHeader header;
    std::int64_t rows = 0;
};

// The first reading: whether the file is whole, unchanged, of a known version and ends where it says. Refuses with `invalid`
// and the line.
Result<SliceFileFacts> check_slice(std::istream& in);

// The second reading, for one slice.
class SliceReader {
public:
    // Events get numbers after `seq` in partition `part`, left-over work after `last_due`. `import` outlives the reader.
    SliceReader(Connection& connection, const SliceImport& import, int part, std::int64_t seq, std::int64_t last_due);

    // Writes every row; refuses with `duplicate` and a detail for each id that is taken, and with `invalid` for a row that does
    // not fit or a chain that does not hold. The caller rolls back after a refusal.
    Result<void> read(std::istream& in, const SliceHeader& header);

    std::int64_t seq() const { return seq_; }
    std::int64_t last_due() const { return last_due_; }
    // The highest id that came in, of each partition that could have given it.
    const std::array<std::int64_t, 2>& highest_ids() const { return highest_; }
    // What the installation has to know: new people and workflows, and the import itself.
    Writes news_for_installation() const;

private:
    Result<void> read_line(const json::object& line);
    Result<void> read_row(const Table& table, json::array cells);
    Result<void> read_person(const SlicePerson& person);
    Result<void> read_workflow(const SliceWorkflow& workflow);
    Result<void> follow_chain(const json::array& cells);
    Result<void> note_id(std::string_view column, const json::value& cell);
    Result<void> check_named_people();
    bool is_taken(const Table& table, const json::array& cells);
    void insert(const Table& table, const json::array& cells);

    Connection& connection_;
    const SliceImport& import_;
    int part_;
    std::int64_t seq_;
    std::int64_t last_due_;
    std::array<std::int64_t, 2> highest_{};
    std::vector<Error> taken_;
    SliceHeader header_;
    domain::LoggedEvent event_;
    Sha256 head_{};
    Sha256Hasher hasher_;
    std::set<domain::PersonId> named_;    // by the log
    std::set<domain::PersonId> brought_;  // with a line of their own
    std::vector<SlicePerson> new_people_;
    std::vector<SliceWorkflow> new_workflows_;
};

}  // namespace wd::store
