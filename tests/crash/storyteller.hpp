// Makes up the story by playing it undisturbed: looks at what is open, chooses by seed what somebody does about it, and notes
// each action with its replies and what the store looks like afterwards. That is what every crash is compared with.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "picture.hpp"
#include "stage.hpp"

namespace wd::crash {

struct Told {
    std::vector<runtime::Reply> replies;  // of a batch
    std::vector<Sha256> hashes;           // of the last event of each reply; zero bytes for one that wrote none
    Picture after;
};

struct Telling {
    Story story;
    Picture before;
    std::vector<Told> told;  // one for each action

    // What the store looks like after so many actions.
    const Picture& after(std::size_t actions) const { return actions == 0 ? before : told[actions - 1].after; }
    int orders() const;
};

// Tells it in `directory`, which holds a fresh store of prepare_store().
Telling tell_story(const std::filesystem::path& directory, const Cast& cast, std::uint64_t seed);

}  // namespace wd::crash
