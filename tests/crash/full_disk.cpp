// See full_disk.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "full_disk.hpp"

#include "base/entropy.hpp"
#include "crash_vfs.hpp"
#include "stage.hpp"
#include "store/open.hpp"

namespace wd::crash {

namespace {

constexpr std::int64_t writes_before_full = 60;  // more than most commits need
constexpr int dues_in_a_row = 30;

class FullDisk {
public:
    FullDisk(const Story& story, const std::filesystem::path& directory, Fullness fullness, std::uint64_t seed)
        : story_(story),
          fullness_(fullness),
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

    void fill()
    {
        const bool for_good = fullness_ == Fullness::until_room_is_made;
        fill_disk_after(chance_.between(1, writes_before_full), for_good ? every_write : chance_.between(1, 3));
    }

    void send(const Action& action)
    {
        fill();
        const std::vector<runtime::Reply> replies = stage_.play(action);
        const bool was_full = disk_was_full();
        if (was_full)
            look_around();
        make_room();
        Action again{ActionKind::batch, {}, {}};
        for (std::size_t i = 0; i < replies.size(); ++i)
            if (!replies[i].answer && replies[i].answer.error().code == Errc::store_full)
                again.orders.push_back(action.orders[i]);
            else if (!replies[i].answer && replies[i].answer.error().code == Errc::unavailable)
                note("a full disk was answered with: " + replies[i].answer.error().message);
        if (!again.orders.empty() && !was_full)
            note("refused as full on a disk with room");
        for (const runtime::Reply& reply : stage_.play(again))
            if (!reply.answer && reply.answer.error().code == Errc::store_full)
                note("still refused as full when there is room again");
    }

    void carry_out(const Action& action)
    {
        switch (action.kind) {
        case ActionKind::batch: send(action); break;
        case ActionKind::due:
            try_in_vain(action);
            do_all_due(action);
            break;
        case ActionKind::tidy:
            // What a full disk left out is done the next time; what was done is not done again.
            if (try_in_vain(action))
                stage_.play(action);
            break;
        case ActionKind::clock:
        case ActionKind::reopen: stage_.play(action); break;
        }
    }

    // Whether the disk was full; it has room again.
    bool try_in_vain(const Action& action)
    {
        fill();
        stage_.play(action);
        const bool was_full = disk_was_full();
        if (was_full)
            look_around();
        make_room();
        return was_full;
    }

    // Timers and left-over work have waited for room by themselves.
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
                    note("a programme is gone while the disk is full");
        } catch (const StoreFailure& failure) {
            note(std::string{"reading fails while the disk is full: "} + failure.what());
        }
    }

    const Story& story_;
    Fullness fullness_;
    Stage stage_;
    SeededEntropy chance_;
    std::unique_ptr<store::ReadStore> reader_;
    std::size_t number_ = 0;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> tell_on_full_disk(const Story& story, const std::filesystem::path& directory,
                                           Fullness fullness, std::uint64_t seed)
{
    return FullDisk{story, directory, fullness, seed}.tell();
}

}  // namespace wd::crash
