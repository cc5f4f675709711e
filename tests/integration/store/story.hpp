// Tells a story to a store, event by event, and folds the same events in memory, so that both can be compared.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/sha256.hpp"
#include "store/store.hpp"
#include "support/short.hpp"

namespace wd::store::test {

inline const Timestamp monday = from_unix_ms(1'767'600'000'000);  // 5 January 2026, 09:00 in Amsterdam
using wd::test::day;

// A reference to typed text and the row it points to.
struct Kept {
    domain::ContentRef ref;
    NewContent row;
};
Kept keep_text(domain::ContentId id, std::string_view text, std::optional<domain::PersonId> subject = {});

// A digest that says which thing it stands for.
Sha256 digest_of(std::string_view name);

class Story {
public:
    // Starts a programme with a new id, a ledger from the first event on, and its first event.
    explicit Story(Store& store);

    // One event in one transaction, a minute after the last.
    void tell(domain::Payload payload, domain::RunId run = {}, domain::PersonId by = {});
    // The same, with content rows.
    void tell(domain::Payload payload, const std::vector<Kept>& texts);
    // Several events as one turn.
    void tell_all(std::vector<domain::Payload> payloads, domain::RunId run);

    domain::RunId start_run(std::string_view workflow = "wijkaanpak", std::optional<domain::PersonId> team = {});
    void open_phase(domain::RunId run, std::string_view phase, int generation = 1);
    domain::TaskId open_task(domain::RunId run, std::string_view path, domain::StepKind kind = domain::StepKind::task);
    Kept text(std::string_view words) { return keep_text(new_id<domain::ContentTag>(), words); }

    template <class Tag>
    Id<Tag> new_id()
    {
        return Id<Tag>{take_id()};
    }

    domain::ProgrammeId id() const { return folded_.id; }
    const domain::Programme& folded() const { return folded_; }
    Timestamp now() const { return now_; }
    void set_now(Timestamp now) { now_ = now; }
    Store& store() { return store_; }

private:
    std::int64_t take_id();
    void append(std::vector<domain::Event> events, const std::vector<Kept>& texts);

    Store& store_;
    domain::Programme folded_;
    Timestamp now_ = monday;
};

// Somebody in the installation, with a name.
domain::PersonId add_person(Store& store, std::string_view name, std::vector<domain::PersonId> member_of = {},
                            domain::PersonKind kind = domain::PersonKind::person);
// Appends one event to the installation's stream.
void tell_installation(Store& store, domain::Payload payload, std::vector<NewContent> contents = {},
                       std::vector<BundleFile> bundle = {}, std::optional<Sha256> bundle_hash = {});

// What differs between two states, one line each; empty when nothing does. The ledger counts when both have one.
std::string difference(const domain::Programme& folded, const domain::Programme& loaded);
// What differs between the story and the store.
std::string difference(Story& story);

}  // namespace wd::store::test
