// See host.hpp. One thread for all plugins: it waits for pipes and for the service, and does no work of its own.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/host.hpp"

#include "plugin/runner.hpp"
#include "store/store.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <spdlog/spdlog.h>

#include <sys/prctl.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace wd::plugin {

namespace asio = boost::asio;

namespace {

// Shared by the service, which tells it of commits, and the host, which goes before the service does.
class Bell {
public:
    explicit Bell(std::function<void()> ring) : ring_(std::move(ring)) {}
    void ring()
    {
        const std::lock_guard lock{mutex_};
        if (ring_)
            ring_();
    }
    void silence()
    {
        const std::lock_guard lock{mutex_};
        ring_ = nullptr;
    }

private:
    std::mutex mutex_;  // guards ring_
    std::function<void()> ring_;
};

class PluginHost final : public runtime::Door {
public:
    PluginHost(std::vector<Configuration> configurations, HostSettings settings, AskApi ask_api,
               EventInApi event_in_api)
        : configurations_(std::move(configurations)),
          settings_(std::move(settings)),
          ask_api_(std::move(ask_api)),
          event_in_api_(std::move(event_in_api))
    {
    }
    ~PluginHost() override { close(); }

    Result<void> open(runtime::Service& service) override
    {
        forget_states(service);
        if (configurations_.empty())
            return {};
        // What stands in our environment and memory is not for programs of others that run as the same user.
        ::prctl(PR_SET_DUMPABLE, 0);
        ground_.emplace(HostGround{context_, service, settings_, ask_api_, event_in_api_});
        if (const Result<void> made = create_runners(); !made)
            return made.error();
        for (const std::shared_ptr<Runner>& runner : runners_)
            runner->start();
        bell_ = std::make_shared<Bell>([this] {
            // Many commits, one look.
            if (!rung_.exchange(true))
                asio::post(context_, [this] { wake(); });
        });
        service.on_commit([bell = bell_](runtime::Committed committed) {
            if (committed.part != 0)
                bell->ring();
        });
        thread_ = std::thread([this] { run(); });
        return {};
    }

    void close() override
    {
        if (!thread_.joinable())
            return;
        bell_->silence();
        asio::post(context_, [this] {
            for (const std::shared_ptr<Runner>& runner : runners_)
                runner->stop();
        });
        thread_.join();
        runners_.clear();
    }

    void end() override {}

private:
    // What an earlier run left: it may have ended without a word, and a plugin may have gone from the settings.
    void forget_states(runtime::Service& service) const
    {
        std::set<std::string> names;
        for (const Configuration& configuration : configurations_)
            names.insert(configuration.name);
        const bool taken = service.write([names, now = service.now()](store::Store& store) {
            store.begin();
            for (const json::value& row : store.view("inner_plugins", {})) {
                const auto text = [&](const char* member) { return std::string(row.at(member).as_string()); };
                const bool known = names.contains(text("plugin"));
                store.plugins().put(store::PluginRecord{text("plugin"), text("definition"), text("version"),
                                                        store::PluginState::stopped,
                                                        known ? "" : "staat niet meer in wijkdraad.toml", now});
            }
            store.commit();
        });
        if (!taken)
            spdlog::warn("the states of plugins could not be looked at");
    }

    // The notes are a folder of their owner only.
    Result<void> create_runners()
    {
        std::error_code failure;
        std::filesystem::create_directories(settings_.notes, failure);
        if (!failure)
            std::filesystem::permissions(settings_.notes, std::filesystem::perms::owner_all, failure);
        if (failure)
            return refusal(Errc::store_read_only, "de map {} voor meldingen van plugins kan niet worden gemaakt: {}",
                           settings_.notes.string(), failure.message());
        try {
            for (Configuration& configuration : configurations_)
                runners_.push_back(create_runner(*ground_, std::move(configuration)));
        } catch (const spdlog::spdlog_ex& error) {
            return refusal(Errc::store_read_only, "de meldingen van een plugin kunnen niet worden bewaard: {}",
                           error.what());
        }
        return {};
    }

    void wake()
    {
        rung_ = false;
        for (const std::shared_ptr<Runner>& runner : runners_)
            runner->wake();
    }

    void run()
    {
        while (true) {
            try {
                context_.run();
                return;
            } catch (const std::exception& error) {
                spdlog::error("the plugin host: {}", error.what());
            }
        }
    }

    std::vector<Configuration> configurations_;
    const HostSettings settings_;
    const AskApi ask_api_;
    const EventInApi event_in_api_;
    asio::io_context context_{1};
    std::optional<HostGround> ground_;
    std::vector<std::shared_ptr<Runner>> runners_;  // shared with what they wait for
    std::shared_ptr<Bell> bell_;
    std::atomic<bool> rung_ = false;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<runtime::Door> create_host(std::vector<Configuration> configurations, HostSettings settings,
                                           AskApi ask_api, EventInApi event_in_api)
{
    return std::make_unique<PluginHost>(std::move(configurations), std::move(settings), std::move(ask_api),
                                        std::move(event_in_api));
}

}  // namespace wd::plugin
