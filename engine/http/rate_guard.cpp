// See rate_guard.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/rate_guard.hpp"

namespace wd::http {

namespace {

class RateGuard final : public Guard {
public:
    RateGuard(std::unique_ptr<Guard> guard, Rate rate) : guard_(std::move(guard)), limiter_(rate) {}

    Identified identify(const Request& request) override
    {
        Identified identified = guard_->identify(request);
        const auto* identity = std::get_if<Identity>(&identified);
        if (identity == nullptr)
            return identified;
        const std::chrono::seconds wait =
            limiter_.take(key_of(*identity, request.remote), RateLimiter::Instant::clock::now());
        if (wait > std::chrono::seconds::zero())
            return too_often(wait);
        return identified;
    }

    Result<std::optional<domain::Place>> find_place(const Subject& subject) override
    {
        return guard_->find_place(subject);
    }
    std::optional<TurnedAway> check(const Request& request, const Identity& identity, domain::Action action,
                                    const std::optional<domain::Place>& place) override
    {
        return guard_->check(request, identity, action, place);
    }
    std::optional<TurnedAway> check_somewhere(const Request& request, const Identity& identity,
                                              domain::Action action) override
    {
        return guard_->check_somewhere(request, identity, action);
    }
    void list_programmes(Identity identity, domain::Action action,
                         std::function<void(Result<Programmes>)> done) override
    {
        guard_->list_programmes(std::move(identity), action, std::move(done));
    }
    void forget() override { guard_->forget(); }

private:
    static std::string key_of(const Identity& identity, const std::string& remote)
    {
        return identity.proof == Proof::none ? remote : to_text(identity.person);
    }
    static TurnedAway too_often(std::chrono::seconds wait)
    {
        return {429,
                refusal(Errc::over_limit, "u vraagt te veel ineens; probeer het over {} {} weer", wait.count(),
                        wait.count() == 1 ? "seconde" : "seconden"),
                {{"Retry-After", std::to_string(wait.count())}}};
    }

    std::unique_ptr<Guard> guard_;
    RateLimiter limiter_;
};

}  // namespace

std::unique_ptr<Guard> create_rate_guard(std::unique_ptr<Guard> guard, Rate rate)
{
    return std::make_unique<RateGuard>(std::move(guard), rate);
}

}  // namespace wd::http
