// Loading bundles from the store. See workflow_cache.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/workflow_cache.hpp"

#include "base/limits.hpp"

#include <algorithm>

namespace wd::runtime {

script::Bundle to_bundle(std::vector<store::BundleFile> files)
{
    script::Bundle bundle;
    for (store::BundleFile& file : files)
        bundle.files.push_back({std::move(file.path), std::move(file.bytes)});
    std::sort(bundle.files.begin(), bundle.files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return bundle;
}

script::LoadedWorkflow* WorkflowCache::find(const Sha256& hash)
{
    const auto cached = loaded_.find(hash);
    if (cached != loaded_.end()) {
        cached->second.used = ++uses_;
        return cached->second.loaded.get();
    }
    std::vector<store::BundleFile> files = store_->load_bundle(hash);
    if (files.empty())
        return nullptr;
    Result<std::unique_ptr<script::LoadedWorkflow>> loaded = script::load_workflow(to_bundle(std::move(files)));
    if (!loaded)
        throw Bug("a stored workflow does not load: " + to_text(loaded.error()));
    return loaded_.emplace(hash, Entry{std::move(*loaded), ++uses_}).first->second.loaded.get();
}

script::LoadedWorkflow* WorkflowCache::find_active(std::string_view key)
{
    auto known = active_.find(key);
    if (known == active_.end()) {
        const std::optional<store::WorkflowRecord> record = store_->find_workflow(key);
        if (!record)
            return nullptr;
        known = active_.emplace(std::string(key), record->hash).first;
    }
    return find(known->second);
}

void WorkflowCache::forget(store::Store& store)
{
    store_ = &store;
    loaded_.clear();
    active_.clear();
}

void WorkflowCache::shrink()
{
    while (loaded_.size() > limits::lua_states_max) {
        const auto oldest = std::min_element(
            loaded_.begin(), loaded_.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
        loaded_.erase(oldest);
    }
}

}  // namespace wd::runtime
