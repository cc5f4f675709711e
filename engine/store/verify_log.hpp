// The first half of verify: one pass over the log that follows every chain. See verify.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"
#include "store/directory_logs.hpp"
#include "store/verify.hpp"

#include <map>
#include <unordered_map>

namespace wd::store {

// Collects problems, but no more than people read.
class Problems {
public:
    explicit Problems(VerifyReport& report) : report_(report) {}
    void add(std::string sentence);

private:
    VerifyReport& report_;
    int count_ = 0;
};

// Follows the chains while events pass by in the order of the log.
class ChainCheck {
public:
    explicit ChainCheck(VerifyReport& report) : report_(report), problems_(report) {}

    void see(const domain::LoggedEvent& event);
    // After the last event: compares what the installation recorded, and `recorded` from elsewhere, with the log.
    void finish(Connection& connection, const std::vector<RecordedHead>& recorded);

private:
    struct Chain {
        std::int64_t pseq = 0;
        Sha256 hash{};
        Timestamp at{};
        bool broken = false;
    };
    // What the installation recorded of one stream over the years. A chain that was written anew may have been recorded anew
    // as well, so every record counts; but the older ones only as a digest over them all, which the log has to give again.
    struct Records {
        std::vector<std::int64_t> places;  // pseqs, rising
        std::size_t passed = 0;            // how many of them the log has shown
        Sha256 recorded{};                 // over the recorded hashes
        Sha256 found{};                    // over those that the log has there
        Sha256 last_found{};
        RecordedHead last;
    };

    void break_chain(Chain& chain, const domain::LoggedEvent& event, std::string_view why);
    void note_heads(const domain::LoggedEvent& event);
    void add_record(const RecordedHead& head);
    void pass_record(const domain::LoggedEvent& event);
    void compare(const Records& records);
    void compare(Connection& connection, const RecordedHead& recorded);
    // Says what is wrong when the stream is gone or shorter than it was.
    bool is_cut(const RecordedHead& recorded);
    void tell_rewritten(const RecordedHead& recorded);

    VerifyReport& report_;
    Problems problems_;
    Sha256Hasher hasher_;
    // Not an order that anything depends on: each stream is asked for by name.
    std::unordered_map<std::int64_t, Chain> chains_;
    std::map<std::int64_t, Records> records_;
};

}  // namespace wd::store
