// Where the story is played: the store of a directory with its engine, opened as `wijkdraad serve` opens it. Used by the child
// that is going to die, by whoever picks up after it, and by the undisturbed telling.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "story.hpp"

#include <filesystem>
#include <memory>

namespace wd::crash {

class Stage {
public:
    // Opens the store; throws StoreFailure when it refuses.
    Stage(std::filesystem::path directory, Timestamp now, store::Durability durability);
    ~Stage() { close(); }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // The replies of a batch, in the order of its orders; none for other actions.
    std::vector<runtime::Reply> play(const Action& action);

    runtime::Engine& engine() { return *engine_; }
    VirtualClock& clock() { return clock_; }

private:
    void open();
    void close();
    std::unique_ptr<store::Store> open_store() const;

    std::filesystem::path directory_;
    store::Durability durability_;
    VirtualClock clock_;
    std::unique_ptr<runtime::Engine> engine_;
};

// A new store in `directory` with the people and workflows of the story, closed again. `told` hears of each part that is done
// and durable; it may be empty.
struct Cast {
    domain::PersonId boss;
    domain::PersonId leader;
    domain::PersonId worker;
    domain::PersonId resident;
};
Cast prepare_store(const std::filesystem::path& directory, const std::function<void(std::string_view)>& told);

}  // namespace wd::crash
