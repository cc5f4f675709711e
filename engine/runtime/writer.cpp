// See writer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/writer.hpp"

#include "base/limits.hpp"

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

class WriterThread final : public Writer {
public:
    WriterThread(std::unique_ptr<Engine> engine, Timers timers)
        : engine_(std::move(engine)), timers_(timers), thread_([this] { run(); })
    {
    }
    ~WriterThread() override { stop(); }

    bool submit(Request request, Done done) override { return push(Command{std::move(request), std::move(done)}); }
    bool submit(std::function<void(Engine&)> work) override { return push(Alone{std::move(work)}); }

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
            if (timers_ == Timers::fire)
                fire_due();
        }
    }

    // Everything that waits, at most one batch; sleeps until there is something or a timer is due.
    std::deque<Job> take()
    {
        std::unique_lock lock{mutex_};
        const auto ready = [this] { return stopping_ || !queue_.empty(); };
        if (timers_ == Timers::fire && next_due_)
            wake_.wait_for(lock, *next_due_ - engine_->clock().now(), ready);
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
            std::vector<Reply> replies = engine_->execute(requests);
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
            std::get<Alone>(job)(*engine_);
        }
        flush();
    }

    // One bounded scan; when more is due the next round goes on after the commands that came in meanwhile.
    void fire_due()
    {
        next_due_ = engine_->next_due();
        if (next_due_ && *next_due_ <= engine_->clock().now()) {
            engine_->run_due(limits::due_per_scan);
            next_due_ = engine_->next_due();
        }
        if (engine_->clock().now() - tidied_ >= std::chrono::hours{24}) {
            engine_->tidy();
            tidied_ = engine_->clock().now();
        }
        if (!next_due_)
            next_due_ = engine_->clock().now() + std::chrono::hours{1};
    }

    std::unique_ptr<Engine> engine_;
    Timers timers_;
    std::mutex mutex_;  // guards queue_ and stopping_
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::optional<Timestamp> next_due_ = Timestamp{};  // writer thread only; the first round looks at once
    Timestamp tidied_{};
    std::thread thread_;  // last: starts when all else is there
};

}  // namespace

std::unique_ptr<Writer> start_writer(std::unique_ptr<Engine> engine, Timers timers)
{
    return std::make_unique<WriterThread>(std::move(engine), timers);
}

}  // namespace wd::runtime
