// Gathering and ordering complaints. See complaints.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/complaints.hpp"

#include <algorithm>
#include <tuple>

namespace wd::script {

namespace {

constexpr std::size_t shown_max = 300;

auto order_of(const Error& error)
{
    return std::tie(error.where.file, error.where.line);
}

}  // namespace

void Complaints::add(Error error)
{
    const bool known = std::any_of(list_.begin(), list_.end(), [&](const Error& other) {
        return other.message == error.message && order_of(other) == order_of(error);
    });
    if (known)
        return;
    if (list_.size() >= shown_max)
        ++left_out_;
    else
        list_.push_back(std::move(error));
}

Error Complaints::to_error() const
{
    WD_ASSERT(!list_.empty());
    Error whole;
    whole.code = Errc::invalid;
    whole.details = list_;
    std::stable_sort(whole.details.begin(), whole.details.end(),
                     [](const Error& a, const Error& b) { return order_of(a) < order_of(b); });
    whole.where = whole.details.front().where;
    const std::size_t count = list_.size() + static_cast<std::size_t>(left_out_);
    whole.message = count == 1 ? "de workflow heeft 1 fout" : fmt::format("de workflow heeft {} fouten", count);
    if (left_out_ > 0)
        whole.message += fmt::format("; de eerste {} staan hieronder", list_.size());
    return whole;
}

}  // namespace wd::script
