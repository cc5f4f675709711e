// See programme_cache.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/programme_cache.hpp"

#include "base/limits.hpp"

#include <algorithm>

namespace wd::runtime {

domain::Programme* ProgrammeCache::find(store::ProgrammeId id)
{
    const auto cached = programmes_.find(id.value);
    if (cached != programmes_.end()) {
        cached->second.used = ++uses_;
        return cached->second.programme.get();
    }
    std::optional<domain::Programme> loaded = store_->load_programme(id);
    if (!loaded)
        return nullptr;
    auto programme = std::make_unique<domain::Programme>(std::move(*loaded));
    return programmes_.emplace(id.value, Entry{std::move(programme), ++uses_}).first->second.programme.get();
}

domain::Programme* ProgrammeCache::touch(store::ProgrammeId id)
{
    domain::Programme* programme = find(id);
    if (programme != nullptr)
        touched_.push_back(id);
    return programme;
}

domain::Programme* ProgrammeCache::begin(store::ProgrammeId id)
{
    auto programme = std::make_unique<domain::Programme>();
    programme->id = id;
    programme->ledger.emplace();
    touched_.push_back(id);
    return programmes_.insert_or_assign(id.value, Entry{std::move(programme), ++uses_}).first->second.programme.get();
}

void ProgrammeCache::keep()
{
    touched_.clear();
}

void ProgrammeCache::drop()
{
    for (const store::ProgrammeId id : touched_)
        programmes_.erase(id.value);
    touched_.clear();
}

void ProgrammeCache::forget_all(store::Store& store)
{
    store_ = &store;
    programmes_.clear();
    touched_.clear();
}

void ProgrammeCache::shrink()
{
    if (programmes_.size() <= limits::programmes_cached_max)
        return;
    // Half goes at once, so that the search for the least used is rare.
    std::vector<std::pair<std::uint64_t, std::int64_t>> ages;
    for (const auto& [id, entry] : programmes_)
        ages.emplace_back(entry.used, id);
    const auto middle = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 2);
    std::nth_element(ages.begin(), middle, ages.end());
    for (auto age = ages.begin(); age != middle; ++age)
        programmes_.erase(age->second);
}

}  // namespace wd::runtime
