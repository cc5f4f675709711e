// A database whose COMMIT works but says that it failed, as when the disk answers too late. Everything else goes to the real
// one; see store/faulty_database.hpp for what fails without having happened.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/database.hpp"

#include <memory>

namespace wd::test {

// Shared with the test; outlives the database.
struct Doubt {
    bool next_commit = false;  // the next one that is made on a writer's connection
};

class UnsureConnection final : public store::Connection {
public:
    UnsureConnection(std::unique_ptr<store::Connection> real, Doubt& doubt) : real_(std::move(real)), doubt_(doubt) {}

    store::Statement& statement(const store::Sql& sql) override { return real_->statement(sql); }
    void begin(store::Access access) override { real_->begin(access); }
    void commit() override
    {
        real_->commit();
        if (std::exchange(doubt_.next_commit, false))
            throw StoreFailure(Errc::unavailable, "proef: geen antwoord op de commit");
    }
    void rollback() noexcept override { real_->rollback(); }
    void set_durability(store::Durability durability) override { real_->set_durability(durability); }
    void define(const std::string& text) override { real_->define(text); }
    bool tidy() override { return real_->tidy(); }

private:
    std::unique_ptr<store::Connection> real_;
    Doubt& doubt_;
};

class UnsureDatabase final : public store::Database {
public:
    UnsureDatabase(std::unique_ptr<store::Database> real, Doubt& doubt) : real_(std::move(real)), doubt_(doubt) {}

    const std::filesystem::path& directory() const override { return real_->directory(); }
    Result<void> create(const std::function<void(store::Connection&)>& fill) override { return real_->create(fill); }
    Result<std::unique_ptr<store::Connection>> open_writer() override
    {
        Result<std::unique_ptr<store::Connection>> opened = real_->open_writer();
        if (!opened)
            return opened.error();
        return std::unique_ptr<store::Connection>(std::make_unique<UnsureConnection>(std::move(*opened), doubt_));
    }
    Result<std::unique_ptr<store::Connection>> open_reader() override { return real_->open_reader(); }
    void copy_to(const std::filesystem::path& file) override { real_->copy_to(file); }
    std::string find_damage() override { return real_->find_damage(); }
    std::unique_ptr<store::Database> scratch() const override { return real_->scratch(); }

private:
    std::unique_ptr<store::Database> real_;
    Doubt& doubt_;
};

}  // namespace wd::test
