// See writer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/writer.hpp"

#include "base/limits.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <variant>

namespace wd::runtime {

namespace {

struct Command {
    Request request;
    Writer::Done done;
};
using Alone = std::function<void(Engine&)>;
using Job = std::variant<Command, Alone>;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds longest_wait = std::chrono::hours{1};
constexpr std::chrono::milliseconds first_pause = std::chrono::seconds{1};
constexpr std::chrono::milliseconds longest_pause = std::chrono::minutes{1};
constexpr int partitions = 2;  // the installation and all programmes (DESIGN §3)

class WriterThread final : public Writer {
public:
    WriterThread(std::unique_ptr<Engine> engine, Timers timers)
        : engine_(std::move(engine)), timers_(timers), thread_([this] { run(); })
    {
    }
    ~WriterThread() override { stop(); }

    bool submit(Request request, Done done) override { return push(Command{std::move(request), std::move(done)}); }
    bool submit(std::function<void(Engine&)> work) override { return push(Alone{std::move(work)}); }

    void on_commit(OnCommit told) override
    {
        const std::lock_guard lock{mutex_};
        followers_.push_back(std::move(told));
    }

    void stop() override
    {
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
        }
        wake_.notify_one();
        if (thread_.joinable())
            thread_.join();
    }

private:
    bool push(Job job)
    {
        {
            const std::lock_guard lock{mutex_};
            if (stopping_ || queue_.size() >= limits::queue_max)
                return false;
            queue_.push_back(std::move(job));
        }
        wake_.notify_one();
        return true;
    }

    void run()
    {
        while (true) {
            std::deque<Job> jobs = take();
            if (jobs.empty() && stopped())
                return;
            carry_out(std::move(jobs));
            tell_followers();
            if (timers_ == Timers::fire) {
                fire_due();
                tell_followers();
            }
        }
    }

    using LastSeqs = std::array<std::int64_t, partitions>;

    // The last event of each partition. While the store is closed nothing is committed.
    LastSeqs find_last()
    {
        try {
            LastSeqs last{};
            for (int part = 0; part < partitions; ++part)
                last.at(static_cast<std::size_t>(part)) = engine_->store().find_last_seq(part);
            return last;
        } catch (const StoreFailure&) {
            return told_;
        }
    }

    // The first time of all that is there already: who follows reads from where they are.
    void tell_followers()
    {
        std::vector<OnCommit> followers;
        {
            const std::lock_guard lock{mutex_};
            followers = followers_;
        }
        if (followers.empty())
            return;
        const LastSeqs last = find_last();
        for (std::size_t part = 0; part < last.size(); ++part)
            if (last.at(part) != told_.at(part))
                for (const OnCommit& tell : followers)
                    tell({static_cast<int>(part), last.at(part)});
        told_ = last;
    }

    // Everything that waits, at most one batch; sleeps until there is something or it is time to look at timers again.
    std::deque<Job> take()
    {
        std::unique_lock lock{mutex_};
        const auto ready = [this] { return stopping_ || !queue_.empty(); };
        if (timers_ == Timers::fire)
            wake_.wait_until(lock, look_at_, ready);
        else
            wake_.wait(lock, ready);
        std::deque<Job> taken;
        while (!queue_.empty() && taken.size() < static_cast<std::size_t>(limits::commands_per_batch)) {
            taken.push_back(std::move(queue_.front()));
            queue_.pop_front();
        }
        return taken;
    }

    bool stopped()
    {
        const std::lock_guard lock{mutex_};
        return stopping_ && queue_.empty();
    }

    void carry_out(std::deque<Job> jobs)
    {
        std::vector<Request> requests;
        std::vector<Done> callers;
        const auto flush = [&] {
            if (requests.empty())
                return;
            std::vector<Reply> replies = execute(requests);
            for (std::size_t i = 0; i < replies.size(); ++i)
                callers[i](std::move(replies[i]));
            requests.clear();
            callers.clear();
        };
        for (Job& job : jobs) {
            if (auto* command = std::get_if<Command>(&job)) {
                requests.push_back(std::move(command->request));
                callers.push_back(std::move(command->done));
                continue;
            }
            flush();
            work_alone(std::get<Alone>(job));
        }
        flush();
    }

    // The engine answers for what goes wrong in a turn; this is for what goes wrong in the engine.
    std::vector<Reply> execute(const std::vector<Request>& requests)
    {
        try {
            return engine_->execute(requests);
        } catch (const std::exception& bug) {
            spdlog::error("a bug in the engine: {}", bug.what());
            Reply reply;
            reply.answer = refusal(Errc::unavailable,
                                   "dit is een fout in Wijkdraad zelf en het is vastgelegd; kijk na "
                                   "of de opdracht is uitgevoerd");
            return std::vector<Reply>(requests.size(), reply);
        }
    }

    void work_alone(const Alone& work)
    {
        try {
            work(*engine_);
        } catch (const std::exception& bug) {
            spdlog::error("a bug in work on the engine: {}", bug.what());
        }
    }

    // One bounded scan and one portion of housekeeping; when there is more, the next round goes on after the commands that came
    // in meanwhile. While nothing can be done the pause grows, and commands do not shorten it.
    void fire_due()
    {
        if (pause_ > std::chrono::milliseconds::zero() && steady_clock::now() < look_at_)
            return;
        std::chrono::milliseconds wait = longest_wait;
        try {
            if (!fire_some())
                pause_ = std::clamp(pause_ * 2, first_pause, longest_pause);
            else {
                pause_ = std::chrono::milliseconds::zero();
                wait = tidy_some() ? std::chrono::milliseconds::zero() : until_next();
            }
        } catch (const std::exception& failure) {
            spdlog::error("timers cannot be looked at: {}", failure.what());
            pause_ = std::clamp(pause_ * 2, first_pause, longest_pause);
        }
        look_at_ = steady_clock::now() + (pause_ > std::chrono::milliseconds::zero() ? pause_ : wait);
    }

    // False when something is due and nothing of it could be done.
    bool fire_some()
    {
        const std::optional<Timestamp> next = engine_->next_due();
        return !next || *next > engine_->clock().now() || engine_->run_due(limits::due_per_scan) > 0;
    }

    bool tidy_some()
    {
        if (steady_clock::now() < tidy_at_)
            return false;
        if (engine_->tidy_some())
            return true;
        tidy_at_ = steady_clock::now() + longest_wait;
        return false;
    }

    std::chrono::milliseconds until_next()
    {
        const Timestamp now = engine_->clock().now();
        const Timestamp next = std::clamp(engine_->next_due().value_or(Timestamp::max()), now, now + longest_wait);
        return next - now;
    }

    std::unique_ptr<Engine> engine_;
    Timers timers_;
    std::mutex mutex_;  // guards queue_, stopping_ and followers_
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<OnCommit> followers_;
    // Writer thread only. The first round looks at once.
    std::array<std::int64_t, partitions> told_{};
    steady_clock::time_point look_at_{};
    steady_clock::time_point tidy_at_{};
    std::chrono::milliseconds pause_{};  // since nothing could be done
    std::thread thread_;                 // last: starts when all else is there
};

}  // namespace

std::unique_ptr<Writer> start_writer(std::unique_ptr<Engine> engine, Timers timers)
{
    return std::make_unique<WriterThread>(std::move(engine), timers);
}

}  // namespace wd::runtime
