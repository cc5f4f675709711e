// A programme of its own in another store. See slice.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/load.hpp"
#include "store/open.hpp"
#include "store/slice.hpp"
#include "store/sql.hpp"

#include <sstream>

namespace wd::store {

using namespace domain;

namespace {

// What the programme may need later and is not pinned to yet: every active workflow; and the store's own small values.
struct Surroundings {
    std::vector<WorkflowRecord> workflows;
    std::vector<std::vector<BundleFile>> bundles;
    std::vector<std::pair<std::string, std::string>> values;
};

Surroundings load_surroundings(Connection& connection)
{
    Surroundings all;
    {
        Query list{connection, sql::list_active_workflows};
        while (list.next()) {
            WorkflowRecord workflow;
            workflow.key = list.take<std::string>();
            workflow.version = list.take<int>();
            workflow.title = list.take<std::string>();
            workflow.hash = list.take<Sha256>();
            all.workflows.push_back(std::move(workflow));
        }
    }
    for (const WorkflowRecord& workflow : all.workflows)
        all.bundles.push_back(load_bundle(connection, workflow.hash));
    Query list{connection, sql::list_meta};
    while (list.next()) {
        auto key = list.take<std::string>();
        all.values.emplace_back(std::move(key), list.take<std::string>());
    }
    return all;
}

void install(Store& store, const Surroundings& all, const SliceImport& import)
{
    store.begin();
    for (std::size_t i = 0; i < all.workflows.size(); ++i) {
        const WorkflowRecord& workflow = all.workflows[i];
        const Head head = store.find_head(installation);
        Writes writes;
        writes.head_pseq = head.pseq;
        writes.head_hash = head.hash;
        writes.bundle_hash = workflow.hash;
        writes.bundle = all.bundles[i];
        writes.events.push_back({RunId{}, 0, import.at, import.actor,
                                 WorkflowInstalled{workflow.key, workflow.version, workflow.hash, workflow.title, {}}});
        store.append(writes);
    }
    for (const auto& [key, value] : all.values)
        store.set_meta(key, value);
    store.commit();
}

}  // namespace

Result<std::unique_ptr<Store>> fork_programme(Database& source, ProgrammeId programme, std::unique_ptr<Database> target,
                                              const SliceImport& import)
{
    std::stringstream slice;
    const Result<SliceExported> exported = export_slice(source, programme, slice);
    if (!exported)
        return exported.error();
    Result<std::unique_ptr<Connection>> reader = source.open_reader();
    if (!reader)
        return reader.error();
    const Surroundings surroundings = load_surroundings(**reader);

    if (const Result<void> created = create_store(*target, {}); !created)
        return created.error();
    Result<std::unique_ptr<Store>> store = open_store(std::move(target));
    if (!store)
        return store.error();
    install(**store, surroundings, import);
    if (const Result<SliceExported> imported = (*store)->import_slice(slice, import); !imported)
        return imported.error();
    return store;
}

}  // namespace wd::store
