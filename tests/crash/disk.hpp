// What a disk would still hold of a few files after a power cut: of each file its content at the last sync, and every write
// since then, which the cut may have dropped, kept, kept in part or torn at 512 bytes. Model only; touches no file.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/entropy.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace wd::crash {

using Bytes = std::vector<std::uint8_t>;

class Disk {
public:
    // A file that was opened: what it holds is on disk already. Nothing happens when the file is known.
    void found(const std::string& path, Bytes content);
    // A file that did not exist. Its name reaches the disk with its first sync; until then it may vanish.
    void created(const std::string& path);

    void write(const std::string& path, std::int64_t offset, std::span<const std::uint8_t> bytes);
    void truncate(const std::string& path, std::int64_t size);
    // Everything so far is on disk: content, size and name.
    void sync(const std::string& path);

    // Whether the removal itself is on disk; otherwise the file may come back as it was at its last sync.
    enum class Removal { synced, pending };
    void remove(const std::string& path, Removal removal);

    // Whether the program sees such a file.
    bool exists(const std::string& path) const;

    // What is left of each file when the power fails now; nothing when the file is gone.
    std::map<std::string, std::optional<Bytes>> after_power_loss(Entropy& chance) const;

private:
    struct Write {
        std::int64_t offset;
        Bytes bytes;
    };
    struct Truncate {
        std::int64_t size;
    };
    using Change = std::variant<Write, Truncate>;
    struct File {
        Bytes synced;
        std::vector<Change> changes;  // since then, in order
        bool exists = true;           // for the program
        bool named = true;            // on disk
        std::optional<Bytes> former;  // a removed file of this name that may come back
    };

    File& file(const std::string& path);
    static Bytes leave(const File& file, Entropy& chance);

    std::map<std::string, File> files_;
};

}  // namespace wd::crash
