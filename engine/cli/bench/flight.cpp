// See flight.hpp. Everything between the first request and the last answer happens on the writer thread, so nothing is shared.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/flight.hpp"

#include "cli/bench/stand.hpp"

#include <future>
#include <memory>

namespace wd::bench {

namespace {

class Flight {
public:
    Flight(runtime::Writer& writer, int callers, const NextRequest& next)
        : writer_(writer), callers_(callers), next_(next)
    {
    }

    double run()
    {
        const Stopwatch::time_point start = Stopwatch::now();
        submit_all();
        const std::optional<Error> refused = ended_->get_future().get();
        const double time = seconds_since(start);
        if (refused)
            throw Bug("bench: " + to_text(*refused));
        return time;
    }

private:
    void submit_all()
    {
        const bool accepted = writer_.submit([this](runtime::Engine&) {
            under_way_ = callers_;
            for (int caller = 0; caller < callers_; ++caller)
                go_on(caller, nullptr);
        });
        WD_ASSERT(accepted);
    }

    void go_on(int caller, const json::object* answer)
    {
        std::optional<runtime::Request> request = refused_ ? std::nullopt : next_(caller, answer);
        if (request &&
            writer_.submit(std::move(*request), [this, caller](const runtime::Reply& reply) { land(caller, reply); }))
            return;
        if (request)
            refused_ = refusal(Errc::over_limit, "de wachtrij is vol");
        end_one();
    }

    void land(int caller, const runtime::Reply& reply)
    {
        if (reply.answer) {
            go_on(caller, &reply.answer->get_object());
            return;
        }
        refused_ = reply.answer.error();
        end_one();
    }

    // Whoever waits may be gone before set_value() returns, and this object with it.
    void end_one()
    {
        const std::shared_ptr<std::promise<std::optional<Error>>> ended = ended_;
        if (--under_way_ == 0)
            ended->set_value(refused_);
    }

    runtime::Writer& writer_;
    int callers_;
    const NextRequest& next_;
    int under_way_ = 0;
    std::optional<Error> refused_;
    std::shared_ptr<std::promise<std::optional<Error>>> ended_ = std::make_shared<std::promise<std::optional<Error>>>();
};

}  // namespace

double fly(runtime::Writer& writer, int callers, const NextRequest& next)
{
    return Flight{writer, callers, next}.run();
}

}  // namespace wd::bench
