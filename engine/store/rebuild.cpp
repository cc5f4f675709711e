// Re-projection and comparison. See rebuild.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/rebuild.hpp"

#include "store/query.hpp"
#include "store/sql.hpp"

#include <algorithm>

namespace wd::store {

using namespace domain;

namespace {

// Calls `see` with each reference to text in a value, whatever its type.
template <class T, class See>
void for_each_ref(const T& value, See&& see)
{
    if constexpr (std::is_same_v<T, ContentRef>)
        see(value);
    else if constexpr (codec::is_optional<T>) {
        if (value)
            for_each_ref(*value, see);
    } else if constexpr (codec::is_vector<T>) {
        if constexpr (codec::is_struct<typename T::value_type>)
            for (const auto& item : value)
                for_each_ref(item, see);
    } else if constexpr (codec::is_struct<T>)
        boost::mp11::mp_for_each<codec::members_of<T>>([&](auto d) { for_each_ref(value.*d.pointer, see); });
}

// A column of the current row, for comparing and for showing.
bool same_value(const Statement& a, const Statement& b, int column)
{
    const std::optional<ColumnType> type = a.type(column);
    if (type != b.type(column))
        return false;
    if (!type)
        return true;
    if (*type == ColumnType::integer)
        return a.integer(column) == b.integer(column);
    return a.text(column) == b.text(column);
}

std::string shown(const Statement& row, int column)
{
    const std::optional<ColumnType> type = row.type(column);
    if (!type)
        return "niets";
    if (*type == ColumnType::blob)
        return "bytes";
    return *type == ColumnType::integer ? std::to_string(row.integer(column)) : std::string(row.text(column));
}

std::string shown_row(const Statement& row)
{
    std::string text;
    for (int column = 0; column < std::min(row.columns(), 3); ++column)
        text += fmt::format("{}{}={}", column == 0 ? "" : ", ", row.column_name(column), shown(row, column));
    return text;
}

struct ResetAtEnd {
    Statement& statement;
    ~ResetAtEnd() { statement.reset(); }
};

}  // namespace

Rebuild::Rebuild(Connection& source, Database& scratch, VerifyReport& report)
    : source_(source),
      report_(report),
      problems_(report),
      fresh_(scratch.open_writer().value()),
      projector_(std::make_unique<Projector>(*fresh_))
{
    fresh_->begin(Access::write);
}

Rebuild::~Rebuild()
{
    fresh_->rollback();
}

void Rebuild::see(const LoggedEvent& logged)
{
    if (stopped_)
        return;
    Result<Payload> payload = read_payload(logged.type, logged.v, logged.data);
    if (!payload) {
        stopped_ = true;
        problems_.add(fmt::format("gebeurtenis {} van {} is onleesbaar: {}", logged.pseq, to_text(logged.stream),
                                  payload.error().message));
        return;
    }
    if (actor_text_ != logged.actor) {
        actor_text_ = logged.actor;
        event_.actor = parse_actor(logged.actor).value();
    }
    event_.run = logged.run;
    event_.cause = logged.cause;
    event_.at = logged.at;
    event_.payload = std::move(*payload);
    check_texts(event_.payload, logged);
    try {
        projector_->project(logged.stream, logged.pseq, event_);
    } catch (const Bug& bug) {
        // The log says something that cannot be: that is what this check is for.
        stopped_ = true;
        problems_.add(fmt::format("gebeurtenis {} van {} ({}) past niet op de vorige: {}", logged.pseq,
                                  to_text(logged.stream), logged.type, bug.what()));
    }
}

// Erased text is no problem; other text is.
void Rebuild::check_texts(const Payload& payload, const LoggedEvent& logged)
{
    const auto check = [&](const ContentRef& ref) {
        Query find{source_, sql::find_salted_content};
        find.set(sql::find_salted_content.id, ref.ref);
        if (!find.next())
            return;
        hasher_.add(find.take<std::string_view>());
        hasher_.add(find.take<std::string_view>());
        if (hasher_.finish() != ref.sha256)
            problems_.add(fmt::format("de tekst {} bij gebeurtenis {} van {} is veranderd", to_text(ref.ref),
                                      logged.pseq, to_text(logged.stream)));
    };
    std::visit([&](const auto& event) { for_each_ref(event, check); }, payload);
}

void Rebuild::finish()
{
    if (stopped_) {
        report_.tables_identical = false;
        return;
    }
    projector_->finish_turn();
    report_.tables_identical = true;
    for (const Table& table : sql::tables)
        if (table.kind == TableKind::projection)
            compare(table);
}

void Rebuild::compare(const Table& table)
{
    Statement& stored = source_.statement(*table.scan);
    Statement& made = fresh_->statement(*table.scan);
    const ResetAtEnd reset_stored{stored};
    const ResetAtEnd reset_made{made};
    while (true) {
        const bool has_stored = stored.step();
        const bool has_made = made.step();
        if (!has_stored && !has_made)
            return;
        if (has_stored != has_made) {
            report_.tables_identical = false;
            problems_.add(fmt::format("tabel {} heeft een rij {}: {}", table.name, has_stored ? "te veel" : "te weinig",
                                      shown_row(has_stored ? stored : made)));
            return;
        }
        for (int column = 0; column < stored.columns(); ++column)
            if (!same_value(stored, made, column)) {
                report_.tables_identical = false;
                problems_.add(fmt::format("tabel {} ({}): {} is {}, volgens het log {}", table.name, shown_row(made),
                                          made.column_name(column), shown(stored, column), shown(made, column)));
                return;
            }
    }
}

}  // namespace wd::store
