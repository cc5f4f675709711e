// See crash_guard.hpp. Two working values: `running` is "1" while an engine runs, `in_flight` is "<ends>|<what>".
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/crash_guard.hpp"

#include <charconv>

namespace wd::runtime {

namespace {

constexpr int turns_marked_after_a_crash = 100;
constexpr int ends_before_parking = 2;

}  // namespace

CrashGuard::CrashGuard(store::Store& store) : store_(&store)
{
    const bool unclean = store_->find_meta("running").value_or("") == "1";
    marks_left_ = unclean ? turns_marked_after_a_crash : 0;
    const std::string mark = store_->find_meta("in_flight").value_or("");
    if (const std::size_t bar = mark.find('|'); bar != std::string::npos) {
        std::from_chars(mark.data(), mark.data() + bar, ends_);
        suspect_ = mark.substr(bar + 1);
    }
    if (!unclean)
        set("running", "1");
}

void CrashGuard::end_cleanly()
{
    set("in_flight", "");
    set("running", "");
}

CrashGuard::Verdict CrashGuard::begin(std::string_view what)
{
    --marks_left_;
    const int ends = what == suspect_ ? ends_ : 0;
    if (ends >= ends_before_parking)
        return Verdict::park;
    set("in_flight", fmt::format("{}|{}", ends + 1, what));
    return Verdict::run;
}

void CrashGuard::came_through()
{
    store_->set_meta("in_flight", "");
}

void CrashGuard::set(std::string_view key, std::string_view value)
{
    try {
        store_->begin();
        store_->set_meta(key, value);
        store_->commit();
    } catch (const StoreFailure&) {
        store_->rollback();
        throw;
    }
}

}  // namespace wd::runtime
