// Projections of accounts and what was granted to them. The keys to an account are no projection: see credentials.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::operator()(const AccountOpened& e)
{
    constexpr auto& s = sql::open_account;
    query(s).set(s.person, e.person).set(s.at, event_->at).run_once();
}

void Projector::operator()(const AccountClosed& e)
{
    query(sql::delete_account_grants).set(sql::delete_account_grants.person, e.person).run();
    constexpr auto& s = sql::close_account;
    query(s).set(s.person, e.person).set(s.at, event_->at).run_once();
}

void Projector::operator()(const AccessGranted& e)
{
    const Grant grant = grant_of(e);
    constexpr auto& s = sql::insert_account_grant;
    Query insert = query(s);
    insert.set(s.person, e.person).set(s.role, grant.role).set(s.scope, grant.scope).set(s.id, grant.id);
    insert.set(s.code, grant.code).set(s.at, event_->at).run_once();
}

void Projector::operator()(const AccessWithdrawn& e)
{
    const Grant grant = grant_of(e);
    constexpr auto& s = sql::delete_account_grant;
    Query remove = query(s);
    remove.set(s.person, e.person).set(s.role, grant.role).set(s.scope, grant.scope).set(s.id, grant.id);
    remove.set(s.code, grant.code).run_once();
}

}  // namespace wd::store
