// See installation_watch.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/installation_watch.hpp"

#include "base/json.hpp"
#include "domain/events.hpp"
#include "http/json_text.hpp"
#include "store/directory_logs.hpp"
#include "store/store.hpp"

#include <spdlog/spdlog.h>

#include <atomic>
#include <map>
#include <mutex>

namespace wd::http {

namespace {

using domain::LoggedEvent;

// Working values of the store: how far was carried over.
constexpr std::string_view event_meta = "security_log_event";  // pseq of the installation's stream
constexpr std::string_view head_meta = "security_log_head";    // pseq of the last head
constexpr int events_at_once = 500;
constexpr std::string_view origin = "motor";

std::int64_t number_of(const std::optional<std::string>& text)
{
    return text ? std::strtoll(text->c_str(), nullptr, 10) : 0;
}

// What is written about an event; none for those that are not about access or the installation itself.
std::optional<SecurityLine> line_of(const LoggedEvent& event)
{
    static const std::map<std::string_view, std::string_view> actions{
        {domain::AccountOpened::type, "account geopend"},
        {domain::AccountClosed::type, "account gesloten"},
        {domain::AccessGranted::type, "rol gegeven"},
        {domain::AccessWithdrawn::type, "rol ingetrokken"},
        {domain::PersonCorrected::type, "naam verbeterd"},
        {domain::PersonForgotten::type, "gegevens van persoon gewist"},
        {domain::TermExtended::type, "bewaartermijn verlengd"},
        {domain::SettingsChanged::type, "instelling gewijzigd"},
        {domain::WorkflowInstalled::type, "workflow geplaatst"},
        {domain::ProgrammeDestroyed::type, "programma vernietigd"}};
    const auto action = actions.find(event.type);
    if (action == actions.end())
        return {};
    const Result<json::value> data = parse_json(event.data);
    const json::object* members = data ? data->if_object() : nullptr;
    const auto id_in = [&](const char* name) -> std::int64_t {
        const json::value* value = members != nullptr ? members->if_contains(name) : nullptr;
        return value != nullptr && value->is_int64() ? value->get_int64() : 0;
    };
    const auto word_in = [&](const char* name) -> std::string {
        return members != nullptr ? text_in(*members, name) : std::string{};
    };
    SecurityLine line;
    line.action = action->second;
    line.object = id_in("person") > 0      ? to_text(domain::PersonId{id_in("person")})
                  : id_in("programme") > 0 ? to_text(domain::ProgrammeId{id_in("programme")})
                                           : "installatie";
    line.origin = origin;
    line.actor = event.actor;
    line.about = fmt::format("gebeurtenis {}-{}", event.part, event.seq);
    if (const std::string role = word_in("role"); !role.empty())
        line.about += fmt::format(", {} bij {}", role, word_in("scope"));
    return line;
}

// Shared by the service, which calls it after commits, and the watch that stops it.
class Watcher final : public std::enable_shared_from_this<Watcher> {
public:
    Watcher(runtime::Service& service, SecurityLog& log, std::filesystem::path directory)
        : service_(service), log_(log), directory_(std::move(directory))
    {
    }

    // On the writer thread, after every commit: a look at the size of a small file costs it nothing.
    void hear(runtime::Committed committed)
    {
        std::error_code missing;
        const std::uintmax_t size = std::filesystem::file_size(store::heads_file(directory_), missing);
        const bool longer = !missing && heads_size_.exchange(size) != size;
        if (committed.part == 0 || longer)
            look();
    }

    void look()
    {
        if (stopped_)
            return;
        const bool accepted = service_.read([self = shared_from_this()](store::ReadStore& store) {
            const std::lock_guard lock{self->mutex_};
            self->carry_events(store);
            self->carry_heads(store);
        });
        if (!accepted)
            spdlog::info("the security log takes over later what was changed now");
    }

    void stop() { stopped_ = true; }

private:
    void carry_events(store::ReadStore& store)
    {
        if (!event_)
            event_ = number_of(store.find_meta(event_meta));
        const std::int64_t before = *event_;
        while (true) {
            const std::vector<LoggedEvent> events = store.list_events(domain::installation, *event_, events_at_once);
            for (const LoggedEvent& event : events) {
                if (const std::optional<SecurityLine> line = line_of(event); line && !add(*line))
                    return keep(event_meta, before, *event_);
                event_ = event.pseq;
            }
            if (events.size() < events_at_once)
                break;
        }
        keep(event_meta, before, *event_);
    }

    void carry_heads(store::ReadStore& store)
    {
        if (!head_)
            head_ = number_of(store.find_meta(head_meta));
        const std::int64_t before = *head_;
        const Result<std::vector<store::RecordedHead>> heads = store::read_heads(store::heads_file(directory_));
        if (!heads)
            return;  // none were written yet
        for (const store::RecordedHead& recorded : *heads) {
            if (recorded.head.pseq <= *head_)
                continue;
            if (!add({"kop vastgelegd", "installatie", SecurityResult::gelukt, std::string(origin), "motor",
                      fmt::format("{} {}", recorded.head.pseq, to_hex(recorded.head.hash))}))
                break;
            head_ = recorded.head.pseq;
        }
        keep(head_meta, before, *head_);
        if (*head_ != before)
            record_own_head();
    }

    // What stands in heads.log must be on disk here.
    void record_own_head()
    {
        const std::optional<SecurityLog::Head> head = log_.head();
        if (!head || !log_.sync())
            return;
        const bool accepted =
            service_.write([directory = directory_, at = service_.now(), head = *head](
                               store::Store&) { store::add_security_head(directory, at, head.number, head.chain); },
                           [](const Error& error) {
                               spdlog::error("the head of the security log could not be kept: {}", error.message);
                           });
        if (!accepted)
            spdlog::info("the head of the security log is kept another day");
    }

    bool add(const SecurityLine& line)
    {
        const Result<void> added = log_.add(line);
        if (!added)
            spdlog::error("the security log could not be written: {}", added.error().message);
        return added.has_value();
    }

    void keep(std::string_view meta, std::int64_t before, std::int64_t now)
    {
        if (before == now)
            return;
        // Lost in a crash, it only means that lines are written twice.
        const bool accepted =
            service_.write([meta, now](store::Store& store) { store.set_meta(meta, std::to_string(now)); });
        if (!accepted)
            spdlog::info("how far the security log came is not kept");
    }

    runtime::Service& service_;
    SecurityLog& log_;
    std::filesystem::path directory_;
    std::atomic<std::uintmax_t> heads_size_ = 0;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_;  // guards what follows: one at a time carries over
    std::optional<std::int64_t> event_;
    std::optional<std::int64_t> head_;
};

class ServiceWatch final : public InstallationWatch {
public:
    ServiceWatch(runtime::Service& service, SecurityLog& log, const std::filesystem::path& directory)
        : watcher_(std::make_shared<Watcher>(service, log, directory))
    {
        service.on_commit([watcher = watcher_](runtime::Committed committed) { watcher->hear(committed); });
        watcher_->look();
    }
    ~ServiceWatch() override { stop(); }
    void stop() override { watcher_->stop(); }

private:
    std::shared_ptr<Watcher> watcher_;
};

}  // namespace

std::unique_ptr<InstallationWatch> watch_installation(runtime::Service& service, SecurityLog& log,
                                                      const std::filesystem::path& directory)
{
    return std::make_unique<ServiceWatch>(service, log, directory);
}

}  // namespace wd::http
