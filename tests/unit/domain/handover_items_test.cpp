// What is open and goes with a chair: nothing of a household is in it (DOMAIN §7).
// SPDX-License-Identifier: EUPL-1.2
#include "domain/handover_checks.hpp"
#include "scene.hpp"

namespace wd::domain::test {

TEST(HandoverItems, LeaveOutPromisesOfTasksOfAHousehold)
{
    Scene scene;
    HandoverRecord record;
    record.position = scene.position("opbouwwerker");
    record.giver = worker;
    const TaskId carried = scene.open_ad_hoc();
    scene.context.origins[carried] = TaskOrigin{RunId{8}, "begin#1/bezoek", sha256("gezin"), team};
    const TaskId closed{901};
    scene.context.origins[closed] = TaskOrigin{RunId{8}, "begin#1/plan", sha256("gezin"), team};
    const TaskId of_all{902};
    scene.context.origins[of_all] = TaskOrigin{run_id, "begin#1/avond", scene.run().hash, {}};
    auto& promises = scene.ledger().commitments;
    for (const auto& [entry, task] : {std::pair{81, std::optional<TaskId>{}}, std::pair{82, std::optional{of_all}},
                                      std::pair{83, std::optional{carried}}, std::pair{84, std::optional{closed}}})
        promises[EntryId{entry}] = CommitmentRecord{worker, {}, {}, {}, task};

    std::vector<std::int64_t> handed;
    for (const HandedItem& item : open_items_of(scene.programme, record, scene.context))
        if (item.item == ItemKind::commitment)
            handed.push_back(item.id);

    EXPECT_EQ(handed, (std::vector<std::int64_t>{81, 82}))
        << "of a task that is open beside the runs, and of a closed one";
}

}  // namespace wd::domain::test
