// Loaded workflows by bundle hash, and which version of a key is active. Bounded: the least used is let go between batches.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/facts.hpp"
#include "script/loader.hpp"
#include "store/store.hpp"

#include <map>
#include <memory>
#include <string>

namespace wd::runtime {

script::Bundle to_bundle(std::vector<store::BundleFile> files);

class WorkflowCache {
public:
    explicit WorkflowCache(store::Store& store) : store_(&store) {}

    // Null when the bundle is not in the store. Throws Bug when a stored bundle does not load: it was checked at install.
    script::LoadedWorkflow* find(const Sha256& hash);
    script::LoadedWorkflow* find_active(std::string_view key);

    // The store was reopened, or a transaction that installed a workflow was rolled back.
    void forget(store::Store& store);
    // Another version became active.
    void forget_active() { active_.clear(); }
    // Between batches only: nobody holds a pointer then.
    void shrink();

private:
    struct Entry {
        std::unique_ptr<script::LoadedWorkflow> loaded;
        std::uint64_t used = 0;
    };
    store::Store* store_;
    std::map<Sha256, Entry> loaded_;
    std::map<std::string, Sha256, std::less<>> active_;
    std::uint64_t uses_ = 0;
};

}  // namespace wd::runtime
