// The working tables of plugins: how each is, how far it has read the log, and what it could not take. They are in no event and in no
// verify or rebuild; a backup has them, so that a plugin goes on after a restore where it was. Blocking, as store.hpp; every function
// throws StoreFailure when the world breaks.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::store {

class Connection;

enum class PluginState {
    starting,  // its program is being started and asked whether it can work
    running,   // follows the log
    waiting,   // cannot work now; `why` says what would help, and it is tried again by itself
    stopped    // nobody serves
};
BOOST_DESCRIBE_ENUM(PluginState, starting, running, waiting, stopped)

// One configuration of a plugin.
struct PluginRecord {
    std::string plugin;      // its name in the settings of this installation
    std::string definition;  // the name in its manifest
    std::string version;
    PluginState state = PluginState::starting;
    std::string why;  // a Dutch sentence for administrators; "" when all is well
    Timestamp since{};
    friend bool operator==(const PluginRecord&, const PluginRecord&) = default;
};

// An event that a plugin could not take.
struct PluginLetter {
    std::string plugin;
    int part = 0;
    std::int64_t seq = 0;
    std::string event;  // "1-8123-9f86d081": its id outside
    std::string type;
    domain::ProgrammeId programme;
    int attempts = 0;              // that failed
    std::optional<Timestamp> due;  // of the next attempt; none: it waits for a person
    std::string why;
    friend bool operator==(const PluginLetter&, const PluginLetter&) = default;
};

// On a connection that reads or writes, from the thread that this connection belongs to. Absence is not an error.
class PluginReader {
public:
    explicit PluginReader(Connection& connection) : connection_(connection) {}

    // The seq up to and including which everything was handed over or set apart.
    std::optional<std::int64_t> find_cursor(std::string_view plugin, int part) const;
    // In order of when they are due.
    std::vector<PluginLetter> list_due(std::string_view plugin, Timestamp now, int limit) const;
    // In the order of the log; those that wait for a person too.
    std::vector<PluginLetter> list_letters(std::string_view plugin, int limit) const;
    std::optional<Timestamp> find_next_due(std::string_view plugin) const;

protected:
    Connection& connection_;
};

// Of the writer, on its thread: within the caller's transaction, or each call a transaction of its own when there is none.
class PluginStore : public PluginReader {
public:
    explicit PluginStore(Connection& connection) : PluginReader(connection) {}

    // New, or instead of what there was.
    void put(const PluginRecord& record) const;
    void put(const PluginLetter& letter) const;
    void put_cursor(std::string_view plugin, int part, std::int64_t seq) const;
    void remove_letter(const PluginLetter& letter) const;
};

}  // namespace wd::store
