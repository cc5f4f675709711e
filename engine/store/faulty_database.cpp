// Every call of the seam, counted. See faulty_database.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/faulty_database.hpp"

#include <map>

namespace wd::store {

namespace {

class FaultyStatement final : public Statement {
public:
    FaultyStatement(Statement& real, Faults& faults, std::string_view name) : real_(real), faults_(faults), name_(name)
    {
    }

    void bind(Parameter parameter, std::int64_t value) override { real_.bind(parameter, value); }
    void bind_text(Parameter parameter, std::string_view text) override { real_.bind_text(parameter, text); }
    void bind_text_copy(Parameter parameter, std::string_view text) override { real_.bind_text_copy(parameter, text); }
    void bind_blob(Parameter parameter, std::span<const std::uint8_t> bytes) override
    {
        real_.bind_blob(parameter, bytes);
    }
    void bind_null(Parameter parameter) override { real_.bind_null(parameter); }
    bool step() override
    {
        faults_.count(name_);
        return real_.step();
    }
    std::int64_t changes() const override { return real_.changes(); }
    void reset() noexcept override { real_.reset(); }
    int columns() const override { return real_.columns(); }
    std::string_view column_name(int column) const override { return real_.column_name(column); }
    std::optional<ColumnType> type(int column) const override { return real_.type(column); }
    std::int64_t integer(int column) const override { return real_.integer(column); }
    std::string_view text(int column) const override { return real_.text(column); }
    std::span<const std::uint8_t> blob(int column) const override { return real_.blob(column); }

private:
    Statement& real_;
    Faults& faults_;
    std::string_view name_;
};

class FaultyConnection final : public Connection {
public:
    FaultyConnection(std::unique_ptr<Connection> real, Faults& faults) : real_(std::move(real)), faults_(faults) {}

    Statement& statement(const Sql& sql) override
    {
        const auto known = statements_.find(sql.number);
        if (known != statements_.end())
            return *known->second;
        faults_.count(sql.name);
        auto made = std::make_unique<FaultyStatement>(real_->statement(sql), faults_, sql.name);
        return *statements_.emplace(sql.number, std::move(made)).first->second;
    }
    void begin(Access access) override
    {
        faults_.count("begin");
        real_->begin(access);
    }
    void commit() override
    {
        faults_.count("commit");
        real_->commit();
    }
    void rollback() noexcept override { real_->rollback(); }
    void set_durability(Durability durability) override
    {
        faults_.count("set_durability");
        real_->set_durability(durability);
    }
    bool tidy() override
    {
        faults_.count("tidy");
        return real_->tidy();
    }
    void define(const std::string& text) override
    {
        faults_.count("define");
        real_->define(text);
    }

private:
    std::unique_ptr<Connection> real_;
    Faults& faults_;
    std::map<int, std::unique_ptr<FaultyStatement>> statements_;
};

class FaultyDatabase final : public Database {
public:
    FaultyDatabase(std::unique_ptr<Database> real, Faults& faults) : real_(std::move(real)), faults_(faults) {}

    const std::filesystem::path& directory() const override { return real_->directory(); }
    Result<void> create(const std::function<void(Connection&)>& fill) override
    {
        faults_.count("create");
        return real_->create(fill);
    }
    Result<std::unique_ptr<Connection>> open_writer() override
    {
        faults_.count("open_writer");
        return wrapped(real_->open_writer());
    }
    Result<std::unique_ptr<Connection>> open_reader() override
    {
        faults_.count("open_reader");
        return wrapped(real_->open_reader());
    }
    void copy_to(const std::filesystem::path& file) override
    {
        faults_.count("copy_to");
        real_->copy_to(file);
    }
    std::string find_damage() override
    {
        faults_.count("find_damage");
        return real_->find_damage();
    }
    std::unique_ptr<Database> scratch() const override { return real_->scratch(); }

private:
    Result<std::unique_ptr<Connection>> wrapped(Result<std::unique_ptr<Connection>> real)
    {
        if (!real)
            return real.error();
        return std::unique_ptr<Connection>(std::make_unique<FaultyConnection>(std::move(*real), faults_));
    }

    std::unique_ptr<Database> real_;
    Faults& faults_;
};

}  // namespace

void Faults::count(std::string_view call)
{
    if (++calls == fail_at)
        throw StoreFailure(code, fmt::format("proef: aanroep {} ({}) mislukt", calls, call));
}

std::unique_ptr<Database> create_faulty_database(std::unique_ptr<Database> database, Faults& faults)
{
    return std::make_unique<FaultyDatabase>(std::move(database), faults);
}

}  // namespace wd::store
