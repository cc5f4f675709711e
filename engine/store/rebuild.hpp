// The second half of verify: the log is projected again into an empty database, and every table compared row by row. This
// is a check, never a migration (RULES A3). See verify.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/projector.hpp"
#include "store/verify_log.hpp"

namespace wd::store {

class Rebuild {
public:
    // `source` has a read transaction; texts and tables are compared with it.
    Rebuild(Connection& source, Database& scratch, VerifyReport& report);
    ~Rebuild();

    void see(const domain::LoggedEvent& event);
    void finish();

private:
    void check_texts(const domain::Payload& payload, const domain::LoggedEvent& event);
    void compare(const Table& table);

    Connection& source_;
    VerifyReport& report_;
    Problems problems_;
    std::unique_ptr<Connection> fresh_;
    std::unique_ptr<Projector> projector_;
    Sha256Hasher hasher_;
    domain::Event event_;
    std::string actor_text_;  // of event_.actor: most events in a row have the same one
    bool stopped_ = false;    // an event did not fit, so that what follows cannot either
};

}  // namespace wd::store
