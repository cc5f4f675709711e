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

}  // namespace

ProjectingThread::ProjectingThread(Connection& fresh) : projector_(fresh), thread_([this] { run(); })
{
}

ProjectingThread::~ProjectingThread()
{
    if (!thread_.joinable())
        return;
    {
        const std::lock_guard lock{mutex_};
        waiting_.clear();
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void ProjectingThread::hand_over(std::vector<Step> steps)
{
    constexpr std::size_t lists_waiting_max = 8;
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return waiting_.size() < lists_waiting_max; });
        waiting_.push_back(std::move(steps));
    }
    changed_.notify_all();
}

std::optional<std::string> ProjectingThread::finish()
{
    {
        const std::lock_guard lock{mutex_};
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
    if (failure_)
        std::rethrow_exception(failure_);
    return std::move(misfit_);
}

std::vector<ProjectingThread::Step> ProjectingThread::take()
{
    std::vector<Step> steps;
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
        if (!waiting_.empty()) {
            steps = std::move(waiting_.front());
            waiting_.pop_front();
        }
    }
    changed_.notify_all();
    return steps;
}

void ProjectingThread::run() noexcept
{
    while (true) {
        const std::vector<Step> steps = take();
        if (steps.empty())
            break;
        if (!failure_ && !misfit_)
            project(steps);
    }
    if (failure_ || misfit_)
        return;
    try {
        projector_.finish_turn();
    } catch (...) {
        failure_ = std::current_exception();
    }
}

void ProjectingThread::project(const std::vector<Step>& steps)
{
    for (const Step& step : steps) {
        try {
            projector_.project(step.stream, step.pseq, step.event);
        } catch (const Bug& bug) {
            // The log says something that cannot be: that is what this check is for.
            misfit_ = fmt::format("gebeurtenis {} van {} ({}) past niet op de vorige: {}", step.pseq,
                                  to_text(step.stream), type_of(step.event.payload), bug.what());
            return;
        } catch (...) {
            failure_ = std::current_exception();
            return;
        }
    }
}

Rebuild::Rebuild(Connection& source, Database& scratch, VerifyReport& report)
    : source_(source), report_(report), problems_(report), fresh_(scratch.open_writer().value())
{
    fresh_->begin(Access::write);
    thread_ = std::make_unique<ProjectingThread>(*fresh_);
}

Rebuild::~Rebuild()
{
    thread_.reset();
    fresh_->rollback();
}

void Rebuild::stop(std::string problem)
{
    stopped_ = true;
    problems_.add(std::move(problem));
}

void Rebuild::see(const LoggedEvent& logged)
{
    constexpr std::size_t steps_at_a_time = 256;
    if (stopped_)
        return;
    Result<Payload> payload = read_payload(logged.type, logged.v, logged.data);
    if (!payload)
        return stop(fmt::format("gebeurtenis {} van {} is onleesbaar: {}", logged.pseq, to_text(logged.stream),
                                payload.error().message));
    if (actor_text_ != logged.actor) {
        const Result<Actor> actor = parse_actor(logged.actor);
        if (!actor)
            return stop(fmt::format("gebeurtenis {} van {} heeft een onleesbare afzender: {}", logged.pseq,
                                    to_text(logged.stream), actor.error().message));
        actor_text_ = logged.actor;
        actor_ = *actor;
    }
    check_texts(*payload, logged);
    steps_.push_back({logged.stream, logged.pseq, {logged.run, logged.cause, logged.at, actor_, std::move(*payload)}});
    if (steps_.size() == steps_at_a_time)
        thread_->hand_over(std::exchange(steps_, {}));
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
    if (!steps_.empty())
        thread_->hand_over(std::exchange(steps_, {}));
    if (std::optional<std::string> misfit = thread_->finish())
        stop(std::move(*misfit));
    if (stopped_) {
        report_.tables_identical = false;
        return;
    }
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
