// See front.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/front.hpp"

namespace wd::http {

namespace {

class Front final : public Handler {
public:
    Front(runtime::Service& service, std::unique_ptr<Entrance> entrance, FrontSettings settings)
        : entrance_(std::move(entrance)),
          api_(
              create_api({service, entrance_->guard(), &entrance_->login(), &entrance_->readings(), &entrance_->live()},
                         std::move(settings.api)))
    {
        if (!settings.oidc.issuer.empty())
            oidc_ = create_oidc({service, entrance_->login(), entrance_->security_log(), clock_, *api_}, settings.oidc,
                                settings.entrance.login.cookie);
    }
    ~Front() override
    {
        if (oidc_)
            oidc_->stop();
        entrance_->stop();
    }

    void handle(Request request, std::function<void(Response)> done) override
    {
        Handler& first = oidc_ ? static_cast<Handler&>(*oidc_) : *api_;
        first.handle(std::move(request), std::move(done));
    }

private:
    const SystemClock clock_;  // the machine's own: the provider lives in the same time
    std::unique_ptr<Entrance> entrance_;
    std::unique_ptr<Handler> api_;
    std::unique_ptr<OidcRoutes> oidc_;
};

}  // namespace

Result<std::unique_ptr<Handler>> create_front(runtime::Service& service, const std::filesystem::path& directory,
                                              FrontSettings settings)
{
    if (!settings.oidc.issuer.empty()) {
        if (const Result<void> right = check_oidc(settings.oidc); !right)
            return right.error();
        settings.entrance.login.lax = true;  // whoever comes back from the provider must keep the session
    }
    Result<std::unique_ptr<Entrance>> entrance = Entrance::open(service, directory, settings.entrance, event_in_api);
    if (!entrance)
        return entrance.error();
    return std::unique_ptr<Handler>(std::make_unique<Front>(service, std::move(*entrance), std::move(settings)));
}

}  // namespace wd::http
