// See read_workflows.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/read_workflows.hpp"

#include "runtime/explain.hpp"
#include "runtime/workflow_cache.hpp"
#include "script/loader.hpp"

#include <mutex>

namespace wd::runtime {

namespace {

using SharedWorkflow = std::shared_ptr<const domain::Workflow>;

constexpr std::size_t kept_max = 256;  // versions of workflows

// What was read in this process, by any thread. Without the Lua state: nobody runs a function of it here.
class Shelf {
public:
    // None when it was not read yet; null when it does not load here.
    std::optional<SharedWorkflow> find(const Sha256& hash)
    {
        const std::lock_guard lock{mutex_};
        const auto found = kept_.find(hash);
        return found == kept_.end() ? std::nullopt : std::optional{found->second};
    }

    void keep(const Sha256& hash, SharedWorkflow workflow)
    {
        const std::lock_guard lock{mutex_};
        if (kept_.size() >= kept_max)
            kept_.clear();
        kept_[hash] = std::move(workflow);
    }

private:
    std::mutex mutex_;  // guards kept_
    std::map<Sha256, SharedWorkflow> kept_;
};

Shelf& shelf()
{
    static Shelf only;
    return only;
}

}  // namespace

const domain::Workflow* ReadWorkflows::find(const Sha256& hash)
{
    SharedWorkflow& found = found_[hash];
    if (found)
        return found.get();
    if (std::optional<SharedWorkflow> known = shelf().find(hash)) {
        found = std::move(*known);
        return found.get();
    }
    std::vector<store::BundleFile> files = store_.load_bundle(hash);
    if (files.empty())
        return nullptr;
    if (const Result<std::unique_ptr<script::LoadedWorkflow>> loaded =
            script::load_workflow(to_bundle(std::move(files))))
        found = std::make_shared<const domain::Workflow>((*loaded)->workflow());
    shelf().keep(hash, found);
    return found.get();
}

const domain::Workflow* ReadWorkflows::find_active(std::string_view key)
{
    const auto known = active_.find(key);
    if (known != active_.end())
        return known->second;
    const domain::Workflow* workflow = nullptr;
    for (const json::value& row : store_.view("workflows", {}))
        if (row.at("active").as_bool() && text_of(row.at("key")) == key)
            workflow = find(*parse_sha256(text_of(row.at("hash"))));
    return active_.emplace(key, workflow).first->second;
}

}  // namespace wd::runtime
