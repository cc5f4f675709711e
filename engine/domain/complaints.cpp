// Gathering complaints. See complaints.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/complaints.hpp"

namespace wd::domain {

void Complaints::add(Error error)
{
    list_.push_back(std::move(error));
}

void Complaints::add(const Result<void>& checked)
{
    if (!checked)
        add(checked.error());
}

Error Complaints::to_error() const
{
    WD_ASSERT(!list_.empty());
    if (list_.size() == 1)
        return list_.front();
    return Error{list_.front().code, fmt::format("{} dingen kloppen niet", list_.size()), {}, list_};
}

}  // namespace wd::domain
