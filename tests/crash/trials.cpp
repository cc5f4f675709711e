// See trials.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "trials.hpp"

#include "after_crash.hpp"

#include <atomic>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>

namespace wd::crash {

namespace {

constexpr std::size_t faults_told = 12;
constexpr int trials_by_default = 640;

class Workers {
public:
    explicit Workers(const std::vector<Trial>& trials) : trials_(trials), rehearsal_(Rehearsal::once()) {}

    Outcome run()
    {
        const unsigned count = std::clamp(std::thread::hardware_concurrency(), 2U, 8U);
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < count; ++i)
            threads.emplace_back([this] { work(); });
        for (std::thread& thread : threads)
            thread.join();
        if (broken_)
            std::rethrow_exception(broken_);
        return std::move(outcome_);
    }

private:
    void work()
    {
        try {
            for (std::size_t number = next_++; number < trials_.size(); number = next_++)
                try_one(number);
        } catch (const std::exception&) {
            const std::lock_guard guard(mutex_);
            broken_ = std::current_exception();
            next_ = trials_.size();
        }
    }

    void try_one(std::size_t number)
    {
        const std::filesystem::path directory = directory_.path() / std::to_string(number);
        ChildOrder order = trials_[number].order;
        const bool creates = order.task == ChildTask::create;
        if (!creates)
            rehearsal_.copy_template_to(directory);
        const ChildOrder filled = rehearsal_.order(directory);
        order.directory = filled.directory;
        order.story = filled.story;
        const Heard heard = run_child(order, trials_[number].kill);
        std::vector<std::string> faults = creates ? check_after_creating(directory, heard)
                                                  : check_after_crash(rehearsal_.telling(), directory, heard);
        if (!heard.was_killed && !heard.ended_well)
            faults.emplace_back("the child ended by itself, badly");
        std::filesystem::remove_all(directory);
        note(order, heard, faults);
    }

    void note(const ChildOrder& order, const Heard& heard, const std::vector<std::string>& faults)
    {
        const std::lock_guard guard(mutex_);
        outcome_.stopped += heard.was_killed ? 1 : 0;
        outcome_.failed += faults.empty() ? 0 : 1;
        for (const std::string& fault : faults)
            if (outcome_.faults.size() < faults_told)
                outcome_.faults.push_back(
                    fmt::format("{} at {}, seed {}: {}", name_of(order.ending), order.stop_at, order.seed, fault));
    }

    const std::vector<Trial>& trials_;
    const Rehearsal& rehearsal_;
    TemporaryDirectory directory_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    Outcome outcome_;
    std::exception_ptr broken_;
};

}  // namespace

Outcome carry_out(const std::vector<Trial>& trials)
{
    return Workers{trials}.run();
}

int number_of_trials(Share share)
{
    const char* wanted = std::getenv("WIJKDRAAD_CRASH_POINTS");
    const int all = wanted == nullptr ? trials_by_default : std::max(1, std::atoi(wanted));
    // 251, 314 and 75 of 640: at nine in ten that really stop, more than 500 stop at a write or sync.
    switch (share) {
    case Share::kill: return (all * 20 + 50) / 51;
    case Share::power_loss: return (all * 25 + 50) / 51;
    case Share::any_moment: return (all * 6 + 50) / 51;
    }
    return 0;
}

}  // namespace wd::crash
