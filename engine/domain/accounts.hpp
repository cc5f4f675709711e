// Who may come in and what is granted where, as decisions of the installation; and the keys to an account, which go with the same
// turn but stand outside the log. What a grant opens is in permissions.hpp; who proves to be whom is the door's business.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/turn.hpp"

namespace wd::domain {

// All but keys of one's own: an administrator only. Refused with everything that is wrong at once. Nobody takes from the last
// administrator what makes one.
Result<void> change_account(Turn& turn, const OpenAccount& command);
Result<void> change_account(Turn& turn, const CloseAccount& command);
Result<void> change_account(Turn& turn, const GrantAccess& command);
Result<void> change_account(Turn& turn, const WithdrawAccess& command);
// The person, or an administrator; then it has to be changed at once.
Result<void> change_account(Turn& turn, const SetPassword& command);
// The person only, or the administrator of this machine: whoever makes a token acts as that person.
Result<TokenId> add_token(Turn& turn, const AddToken& command);
// The person, or an administrator.
Result<void> change_account(Turn& turn, const WithdrawToken& command);

// Ends the account of somebody who is forgotten, when there is one. Refused for the last administrator.
Result<void> end_account(Turn& turn, PersonId person);

}  // namespace wd::domain
