// See identity.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/identity.hpp"

#include <algorithm>

namespace wd::http {

namespace {

// What a token that is for some programmes may still ask about itself.
bool is_about_oneself(domain::Action action)
{
    return action == domain::Action::see_self;
}

bool token_allows(const Identity& identity, domain::Action action, const domain::Place& place)
{
    if (action == domain::Action::see_household && !identity.content)
        return false;
    if (identity.programmes.empty() || is_about_oneself(action))
        return true;
    return place.programme && std::find(identity.programmes.begin(), identity.programmes.end(), *place.programme) !=
                                  identity.programmes.end();
}

}  // namespace

bool may(const Identity& identity, domain::Action action, const domain::Place& place)
{
    return identity.proof != Proof::none && token_allows(identity, action, place) &&
           domain::allows(identity.grants, action, place);
}

bool may_somewhere(const Identity& identity, domain::Action action)
{
    if (identity.proof == Proof::none || (action == domain::Action::see_household && !identity.content))
        return false;
    return domain::allows_somewhere(identity.grants, action);
}

}  // namespace wd::http
