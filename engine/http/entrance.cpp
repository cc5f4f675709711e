// See entrance.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/entrance.hpp"

#include "http/household_readings.hpp"
#include "http/installation_watch.hpp"
#include "http/key_watch.hpp"
#include "http/rate_guard.hpp"

#include <spdlog/spdlog.h>

namespace wd::http {

namespace {

class OpenEntrance final : public Entrance {
public:
    struct Files {
        std::unique_ptr<Keys> keys;
        std::unique_ptr<SecurityLog> security;
        std::unique_ptr<ProcessingLog> processing;
    };

    OpenEntrance(runtime::Service& service, const std::filesystem::path& directory, const EntranceSettings& settings,
                 EventInApi event_in_api, std::unique_ptr<SystemClock> clock, Files files)
        : clock_(std::move(clock)),
          files_(std::move(files)),
          registry_(create_registry(service, *clock_, settings.second_factor)),
          places_(create_places(service)),
          guard_(create_rate_guard(create_guard(*registry_, *places_, *files_.security, settings.login.cookie),
                                   settings.rate)),
          passwords_(create_passwords(settings.password)),
          login_(create_login({service, *registry_, *guard_, *passwords_, *files_.keys, *files_.security, *clock_},
                              settings.login)),
          live_(create_live(service, *guard_, std::move(event_in_api), settings.live)),
          readings_(create_readings(*files_.processing, *files_.security, *clock_, settings.readings)),
          watch_(watch_installation(service, *files_.security, directory)),
          key_watch_(watch_keys(service, *guard_, *files_.security)),
          service_(service),
          address_(settings.address)
    {
        service_.note_readings_with(note_with(*readings_));
    }
    ~OpenEntrance() override { stop(); }

    Guard& guard() override { return *guard_; }
    Login& login() override { return *login_; }
    Live& live() override { return *live_; }
    Readings& readings() override { return *readings_; }
    SecurityLog& security_log() override { return *files_.security; }

    void stop() override
    {
        if (std::exchange(stopped_, true))
            return;
        service_.note_readings_with({});
        live_->stop();
        passwords_->stop();
        watch_->stop();
        key_watch_->stop();
        const Result<void> added =
            files_.security->add({"gestopt", "wijkdraad", SecurityResult::gelukt, address_, "wijkdraad"});
        if (!added)
            spdlog::error("the security log could not be closed: {}", added.error().message);
    }

private:
    std::unique_ptr<SystemClock> clock_;
    Files files_;
    std::unique_ptr<Registry> registry_;
    std::unique_ptr<Places> places_;
    std::unique_ptr<Guard> guard_;
    std::unique_ptr<Passwords> passwords_;
    std::unique_ptr<Login> login_;
    std::unique_ptr<Live> live_;
    std::unique_ptr<Readings> readings_;
    std::unique_ptr<InstallationWatch> watch_;
    std::unique_ptr<KeyWatch> key_watch_;
    runtime::Service& service_;
    std::string address_;
    bool stopped_ = false;
};

}  // namespace

Result<std::unique_ptr<Entrance>> Entrance::open(runtime::Service& service, const std::filesystem::path& directory,
                                                 const EntranceSettings& settings, EventInApi event_in_api)
{
    auto clock = std::make_unique<SystemClock>();  // the machine's own: sessions and codes are of now, also in a demo
    OpenEntrance::Files files;
    Result<std::unique_ptr<Keys>> keys =
        open_keys(settings.key_file.empty() ? default_key_file(directory) : settings.key_file);
    if (!keys)
        return keys.error();
    files.keys = std::move(*keys);
    Result<std::unique_ptr<SecurityLog>> security = open_security_log(directory, *clock);
    if (!security)
        return security.error();
    files.security = std::move(*security);
    Result<std::unique_ptr<ProcessingLog>> processing = open_processing_log(directory, *files.keys);
    if (!processing)
        return processing.error();
    files.processing = std::move(*processing);
    if (const Result<void> begun = files.security->add(
            {"gestart", "wijkdraad", SecurityResult::gelukt, settings.address, "wijkdraad", WIJKDRAAD_VERSION});
        !begun)
        return begun.error();
    return std::unique_ptr<Entrance>(std::make_unique<OpenEntrance>(
        service, directory, settings, std::move(event_in_api), std::move(clock), std::move(files)));
}

}  // namespace wd::http
