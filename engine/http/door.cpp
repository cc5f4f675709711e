// See door.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/door.hpp"

#include "http/health.hpp"
#include "http/routes.hpp"

namespace wd::http {

namespace {

class HttpDoor final : public runtime::Door {
public:
    HttpDoor(ListenerOptions options, CreateHandler create, Opened opened)
        : options_(std::move(options)), create_(std::move(create)), opened_(std::move(opened))
    {
        // On every response, also on one that no route gave.
        options_.headers.emplace_back("API-Version", api_version);
    }
    Result<void> open(runtime::Service& service) override
    {
        Result<std::unique_ptr<Handler>> created = create_(service);
        if (!created)
            return created.error();
        answers_ = std::move(*created);
        health_ = create_health(service, *answers_);
        Result<std::unique_ptr<Listener>> listening = Listener::open(options_, *health_);
        if (!listening) {
            let_go();
            return listening.error();
        }
        listener_ = std::move(*listening);
        if (opened_)
            opened_(listener_->port());
        return {};
    }

    void close() override { listener_->close(); }
    void end() override
    {
        listener_->end();
        let_go();
    }

private:
    // While the service is still there: handlers may have work of their own to finish.
    void let_go()
    {
        health_.reset();
        answers_.reset();
    }

    ListenerOptions options_;
    CreateHandler create_;
    Opened opened_;
    std::unique_ptr<Handler> answers_;
    std::unique_ptr<Handler> health_;
    std::unique_ptr<Listener> listener_;  // last: it calls the handlers
};

}  // namespace

std::unique_ptr<runtime::Door> create_door(ListenerOptions options, CreateHandler create, Opened opened)
{
    return std::make_unique<HttpDoor>(std::move(options), std::move(create), std::move(opened));
}

}  // namespace wd::http
