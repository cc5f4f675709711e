// Workflows for reading. What a bundle declares follows from its hash, so it is read from its script once in this process and kept,
// also for the next question and for other readers.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"
#include "store/store.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace wd::runtime {

// For one question, on one thread. What it gives stays until it ends.
class ReadWorkflows {
public:
    explicit ReadWorkflows(store::ReadStore& store) : store_(store) {}

    // Null when the bundle is not in the store, or does not load here.
    const domain::Workflow* find(const Sha256& hash);
    // The version that new phases take; null when there is none.
    const domain::Workflow* find_active(std::string_view key);

private:
    store::ReadStore& store_;
    std::map<Sha256, std::shared_ptr<const domain::Workflow>> found_;  // shared with what is kept for all
    std::map<std::string, const domain::Workflow*, std::less<>> active_;
};

}  // namespace wd::runtime
