// See full_disk.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "full_disk.hpp"

#include "base/entropy.hpp"
#include "disk_trouble.hpp"
#include "stage.hpp"
#include "store/open.hpp"

namespace wd::crash {

namespace {

constexpr std::int64_t writes_before_full = 60;  // more than most commits need
constexpr int dues_in_a_row = 30;

class TroubledDisk {
public:
    TroubledDisk(const Story& story, const std::filesystem::path& directory, Trouble trouble, std::uint64_t seed)
        : story_(story),
          trouble_(trouble),
          stage_(directory, story_begin(), store::Durability::full),
          chance_(seed, 2),
          reader_(store::open_reader(directory).value())
    {
    }

    std::vector<std::string> tell()
    {
        for (number_ = 0; number_ < story_.actions.size(); ++number_)
            carry_out(story_.actions[number_]);
        return std::move(faults_);
    }

private:
    void note(const std::string& fault) { faults_.push_back(fmt::format("action {}: {}", number_, fault)); }

    void make_trouble()
    {
        switch (trouble_) {
        case Trouble::full:
            disk_trouble().fill_after(chance_.between(1, writes_before_full), DiskTrouble::every_write);
            break;
        case Trouble::full_briefly:
            disk_trouble().fill_after(chance_.between(1, writes_before_full), chance_.between(1, 3));
            break;
        case Trouble::sync_fails: disk_trouble().fail_next_sync(); break;
        }
    }

    bool is_refused_for_it(const runtime::Reply& reply) const
    {
        const Errc expected = trouble_ == Trouble::sync_fails ? Errc::unavailable : Errc::store_full;
        return !reply.answer && reply.answer.error().code == expected;
    }

    void send(const Action& action)
    {
        std::vector<runtime::Reply> replies;
        const bool met = play_in_trouble(action, replies);
        Action again{ActionKind::batch, {}, {}};
        for (std::size_t i = 0; i < replies.size(); ++i)
            if (is_refused_for_it(replies[i]))
                again.orders.push_back(action.orders[i]);
            else if (!replies[i].answer && replies[i].answer.error().code == Errc::unavailable)
                note("trouble with the disk was answered with: " + replies[i].answer.error().message);
        if (!again.orders.empty() && !met)
            note("refused on a disk that is in order");
        for (const runtime::Reply& reply : stage_.play(again))
            if (is_refused_for_it(reply))
                note("still refused when the disk is in order again");
    }

    // Whether the action met the trouble; it is over.
    bool play_in_trouble(const Action& action, std::vector<runtime::Reply>& replies)
    {
        make_trouble();
        replies = stage_.play(action);
        const bool met = disk_trouble().was_met();
        if (met)
            look_around();
        disk_trouble().end();
        return met;
    }

    void carry_out(const Action& action)
    {
        std::vector<runtime::Reply> none;
        switch (action.kind) {
        case ActionKind::batch: send(action); break;
        case ActionKind::due:
            play_in_trouble(action, none);
            do_all_due(action);
            break;
        case ActionKind::tidy:
            // What trouble left out is done the next time; what was done is not done again.
            if (play_in_trouble(action, none))
                stage_.play(action);
            break;
        case ActionKind::clock:
        case ActionKind::reopen: stage_.play(action); break;
        }
    }

    // Timers and left-over work have waited by themselves.
    void do_all_due(const Action& action)
    {
        for (int i = 0; i < dues_in_a_row; ++i) {
            const std::optional<Timestamp> next = stage_.engine().next_due();
            if (!next || *next > stage_.clock().now())
                return;
            stage_.play(action);
        }
        note("work that is due does not end");
    }

    // Reading goes on: over the readers' connections, and by the engine itself.
    void look_around()
    {
        try {
            const json::array programmes = reader_->view("programmes", {});
            for (const store::ProgrammeId id : stage_.engine().store().list_programmes())
                if (stage_.engine().find_programme(id) == nullptr || programmes.empty())
                    note("a programme is gone while the disk is in trouble");
        } catch (const StoreFailure& failure) {
            note(std::string{"reading fails while the disk is in trouble: "} + failure.what());
        }
    }

    const Story& story_;
    Trouble trouble_;
    Stage stage_;
    SeededEntropy chance_;
    std::unique_ptr<store::ReadStore> reader_;
    std::size_t number_ = 0;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> tell_on_troubled_disk(const Story& story, const std::filesystem::path& directory,
                                               Trouble trouble, std::uint64_t seed)
{
    return TroubledDisk{story, directory, trouble, seed}.tell();
}

}  // namespace wd::crash
