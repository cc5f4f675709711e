// Who knocks, as the door knows it: the person behind a session or token and what was granted. See domain/permissions.hpp for
// what a grant allows.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/permissions.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wd::http {

enum class Proof { none, session, token, demo };

struct Identity {
    domain::PersonId person;  // 0: nobody
    Proof proof = Proof::none;
    std::vector<domain::Grant> grants;  // of the account; a token never holds more
    bool reads_only = false;            // a token that only reads
    bool content = false;               // may see typed texts and names: a session, or a token that says so
    std::vector<domain::ProgrammeId> programmes = {};  // of a token: for these only; empty: all that the account opens
    bool must_change = false;  // nothing but choosing another password or setting up the second factor
    std::string csrf;          // of the session; "" for a token
    std::string session;       // its id in logs, never its secret
};

// Whether this identity may do it at this place: what the account may (domain::allows), and no more than its token.
bool may(const Identity& identity, domain::Action action, const domain::Place& place);
// Whether at any place at all; a list is then filtered by place.
bool may_somewhere(const Identity& identity, domain::Action action);

}  // namespace wd::http
