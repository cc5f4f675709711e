// See runner.hpp. One coroutine, which asks one thing at a time and is all that changes where the plugin is.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/runner.hpp"

#include "plugin/conversation.hpp"
#include "plugin/delivery.hpp"
#include "plugin/message.hpp"
#include "store/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace wd::plugin {

namespace asio = boost::asio;
using domain::LoggedEvent;
using std::chrono::steady_clock;
using store::PluginLetter;
using store::PluginRecord;
using store::PluginState;

namespace {

constexpr int part = store::partition_of_programmes;
constexpr int events_looked_at = 500;                // of the log, to find those that are wanted
constexpr std::int64_t unkept_max = 5'000;           // events passed over before the cursor is written
constexpr int late_at_once = 20;                     // letters tried before new events get their turn
constexpr std::chrono::milliseconds busy_rest{500};  // after the engine was too busy
constexpr std::chrono::seconds well_after{60};       // a program that lasted this long starts anew without a long rest
constexpr std::string_view earlier = "eerder: ";     // before what ended the program the last time
constexpr std::size_t notes_bytes = 1 << 20;         // of one file of notes
constexpr std::size_t notes_files = 3;

enum class Timing { first, late };

using SharedTalk = std::shared_ptr<Conversation>;  // of the runner and what belongs to the program

// A piece of the log, and up to where it goes.
struct Piece {
    std::vector<LoggedEvent> events;  // those that are wanted
    std::int64_t upto = 0;
};

class LogRunner final : public Runner, public std::enable_shared_from_this<LogRunner> {
public:
    LogRunner(HostGround& ground, Configuration configuration)
        : ground_(ground),
          pace_(ground.settings.pace),
          configuration_(std::move(configuration)),
          notes_(spdlog::rotating_logger_st("plugin " + configuration_.name, notes_file().string(), notes_bytes,
                                            notes_files))
    {
        spdlog::drop(notes_->name());  // ours alone
        notes_->flush_on(spdlog::level::info);
    }

    void start() override
    {
        asio::co_spawn(ground_.context, run(), [self = shared_from_this()](const std::exception_ptr& failure) {
            if (failure)
                std::rethrow_exception(failure);  // our bug; the host says so
        });
    }

    void wake() override
    {
        news_ = true;
        if (talk_)
            talk_->wake();
    }

    void stop() override
    {
        stopping_ = true;
        stop_by_ = steady_clock::now() + pace_.stop_time;
        resting_.cancel();
        if (talk_)
            talk_->end_by(stop_by_);
    }

private:
    template <class Value>
    using Reading = std::function<Value(store::ReadStore&)>;
    using Writing = std::function<void(store::Store&)>;

    std::filesystem::path notes_file() const { return ground_.settings.notes / (configuration_.name + ".log"); }

    // --- One program after the other.

    asio::awaitable<void> run()
    {
        std::chrono::milliseconds rest = pace_.first_rest;
        while (!stopping_) {
            const steady_clock::time_point begun = steady_clock::now();
            std::string why = "Wijkdraad zelf maakte een fout bij deze plugin; kijk in de meldingen van Wijkdraad";
            try {
                why = co_await live();
            } catch (const std::exception& error) {
                spdlog::error("plugin {}: {}", configuration_.name, error.what());
                let_go();
            }
            if (stopping_)
                break;
            if (std::exchange(moved_, false) || steady_clock::now() - begun > well_after)
                rest = pace_.first_rest;
            co_await note(PluginState::waiting, why);
            spdlog::warn("plugin {} cannot work now", configuration_.name);
            co_await pause(rest);
            rest = std::min(rest * 2, pace_.longest_rest);
        }
        co_await note(PluginState::stopped, {});
    }

    // Why it ended.
    asio::awaitable<std::string> live()
    {
        co_await note(PluginState::starting, said_);  // why it could not the last time
        if (!cursor_ && !co_await find_beginning())
            co_return "de opslag is nu te druk; Wijkdraad probeert het zo weer";
        Result<SharedTalk> begun = begin_conversation({ground_, configuration_, *notes_, notes_file()});
        if (!begun)
            co_return begun.error().message;
        const SharedTalk talk = std::move(*begun);
        talk_ = talk;
        if (stopping_)
            talk->end_by(stop_by_);
        std::string why = co_await introduce(talk);
        if (why.empty()) {
            // Until it says that it is well, an administrator can see why it began again.
            const std::string before =
                said_.empty() || said_.starts_with(earlier) ? said_ : std::string(earlier) + said_;
            co_await note(PluginState::running, before);
            co_await follow(talk);
        }
        if (stopping_ && talk->broken().empty())
            co_await part_from(talk);
        const std::string broken = talk->broken();
        let_go();
        co_return why.empty() ? broken : why;
    }

    // Why it cannot begin; "" = it can.
    asio::awaitable<std::string> introduce(SharedTalk talk)
    {
        json::object greeting{{"protocol", protocol_version},
                              {"plugin", configuration_.manifest.name},
                              {"configuration", configuration_.name},
                              {"settings", configuration_.settings},
                              {"url", ground_.settings.url}};
        const Result<json::value> greeted = co_await talk->ask("initialize", std::move(greeting), pace_.start_time);
        if (!greeted && talk->was_too_slow())
            co_return greeted.error().message + "; stuurt de plugin zijn antwoord meteen door (flush)?";
        if (!greeted)
            co_return greeted.error().message;
        const Result<json::value> checked = co_await talk->ask("validate", json::object{}, pace_.start_time);
        if (!checked)
            co_return checked.error().message;
        const Result<std::optional<std::string>> complaint = read_complaint(*checked);
        if (!complaint)
            co_return "antwoordt op 'validate' in een andere vorm: " + complaint.error().message;
        co_return complaint->value_or("");
    }

    void let_go()
    {
        if (const SharedTalk talk = std::exchange(talk_, nullptr))
            talk->end();
    }

    asio::awaitable<void> part_from(SharedTalk talk)
    {
        const Result<json::value> said = co_await talk->ask("shutdown", json::object{}, pace_.stop_time);
        if (!said)
            notes_->info("(antwoordt niet op shutdown: {})", said.error().message);
        talk->close_input();
        while (talk->broken().empty() && steady_clock::now() < stop_by_)
            co_await talk->wait(stop_by_);
    }

    bool works(const Conversation& talk) const { return !stopping_ && talk.broken().empty(); }

    asio::awaitable<void> follow(SharedTalk talk)
    {
        while (works(*talk)) {
            news_ = false;
            bool more = false;
            // Whatever ended the program at a late event, new ones have their turn first the next time.
            if (!std::exchange(new_first_, false))
                more = co_await hand_over_late(talk);
            if (!talk->broken().empty())
                new_first_ = true;
            if (works(*talk) && co_await hand_over_next(talk))
                more = true;
            if (!more && works(*talk))
                co_await idle(talk);
        }
        if (stopping_)
            co_await keep_cursor();
    }

    // Until something is committed or due; asks how the plugin is when that takes long.
    asio::awaitable<void> idle(SharedTalk talk)
    {
        const std::optional<steady_clock::time_point> due = co_await find_next_due();
        const steady_clock::time_point health = steady_clock::now() + pace_.health_pause;
        while (works(*talk) && !news_) {
            const steady_clock::time_point now = steady_clock::now();
            if (due && now >= *due)
                co_return;
            if (now >= health) {
                co_await keep_cursor();
                co_await ask_health(talk);
                co_return;
            }
            co_await talk->wait(due ? std::min(*due, health) : health);
        }
    }

    asio::awaitable<void> ask_health(SharedTalk talk)
    {
        const Result<json::value> answer =
            co_await talk->ask("health", json::object{}, configuration_.manifest.answer_time);
        if (!talk->broken().empty())
            co_return;
        const Result<std::optional<std::string>> complaint =
            answer ? read_complaint(*answer)
                   : Result<std::optional<std::string>>(std::optional(answer.error().message));
        if (!complaint)
            co_return talk->breaks("antwoordt op 'health' in een andere vorm: " + complaint.error().message);
        if (complaint->value_or("") != said_)
            co_await note(PluginState::running, complaint->value_or(""));
    }

    // --- Events.

    // Whether there was anything.
    asio::awaitable<bool> hand_over_next(SharedTalk talk)
    {
        const std::size_t most = *cursor_ < careful_until_ ? 1 : batch_;
        const Reading<Piece> look = [this, most, after = *cursor_](store::ReadStore& store) {
            return read_piece(store, after, most);
        };
        const Result<Piece> piece = co_await read(look);
        if (!piece) {
            co_await pause(busy_rest);
            co_return true;
        }
        if (piece->upto == *cursor_)
            co_return false;
        if (!works(*talk))
            co_return true;  // none of it was handed over
        if (piece->events.empty()) {
            cursor_ = piece->upto;
            if (*cursor_ - kept_ >= unkept_max)
                co_await keep_cursor();
            co_return true;
        }
        const Result<std::vector<Failure>> failures = co_await hand_over(talk, piece->events, Timing::first);
        if (!failures && stopping_)
            co_return true;  // it comes again
        if (!failures && piece->events.size() > 1) {
            if (talk->was_too_slow())
                batch_ = piece->events.size() / 2;  // it may do its work well, and not as much at once
            else
                careful_until_ = piece->upto;  // one at a time, to find which of them it is
            co_return true;
        }
        if (failures)
            batch_ = std::min(2 * batch_, pace_.batch);
        std::vector<PluginLetter> letters;
        for (const LoggedEvent& event : piece->events)
            if (std::optional<Failure> failure = failure_of(event, failures))
                letters.push_back(letter_of(event, *failure, 1));
        co_await keep(piece->upto, std::move(letters));
        co_return true;
    }

    Piece read_piece(store::ReadStore& store, std::int64_t after, std::size_t most) const
    {
        Piece piece{{}, after};
        // Nobody looks: then the query leaves out what is confidential (RULES B6).
        for (LoggedEvent& event : store.list_events_for(domain::Viewer{}, {}, after, events_looked_at)) {
            piece.upto = event.seq;
            if (wants(configuration_.manifest, event.type))
                piece.events.push_back(std::move(event));
            if (piece.events.size() == most)
                break;
        }
        return piece;
    }

    // What the plugin could not take; an error when the program failed at it. A refusal of the whole is one of each.
    asio::awaitable<Result<std::vector<Failure>>> hand_over(SharedTalk talk, std::vector<LoggedEvent> events,
                                                            Timing timing)
    {
        std::vector<std::string> ids;
        json::array rows;
        for (const LoggedEvent& event : events) {
            ids.push_back(domain::event_id(event));
            json::object row = ground_.event_in_api(event);
            row["id"] = ids.back();
            rows.push_back(std::move(row));
        }
        json::object batch{{"events", std::move(rows)}, {"late", timing == Timing::late}};
        const Result<json::value> answer =
            co_await talk->ask("events", std::move(batch), configuration_.manifest.answer_time);
        if (!talk->broken().empty())
            co_return refusal(Errc::unavailable, "{}", talk->broken());
        if (!answer) {
            std::vector<Failure> all;
            all.reserve(ids.size());
            for (const std::string& id : ids)
                all.push_back({id, answer.error().message, true});
            co_return all;
        }
        Result<std::vector<Failure>> failures = read_failures(*answer, ids);
        if (!failures) {
            talk->breaks("antwoordt op 'events' in een andere vorm: " + failures.error().message);
            co_return failures.error();
        }
        co_return std::move(*failures);
    }

    static std::optional<Failure> failure_of(const LoggedEvent& event, const Result<std::vector<Failure>>& failures)
    {
        if (!failures)
            return Failure{domain::event_id(event), failures.error().message, true};
        for (const Failure& failure : *failures)
            if (failure.event == domain::event_id(event))
                return failure;
        return {};
    }

    PluginLetter letter_of(const LoggedEvent& event, const Failure& failure, int attempts) const
    {
        PluginLetter letter;
        letter.plugin = configuration_.name;
        letter.part = event.part;
        letter.seq = event.seq;
        letter.event = domain::event_id(event);
        letter.type = event.type;
        letter.programme = event.stream;
        letter.attempts = attempts;
        letter.why = shortened(failure.why);
        if (const std::optional<std::chrono::seconds> pause = pause_after(attempts); pause && failure.again)
            letter.due = ground_.service.now() + *pause;
        return letter;
    }

    // Whether any was due.
    asio::awaitable<bool> hand_over_late(SharedTalk talk)
    {
        const Reading<std::vector<PluginLetter>> look = [this](store::ReadStore& store) {
            return store.plugins().list_due(configuration_.name, ground_.service.now(), late_at_once);
        };
        const Result<std::vector<PluginLetter>> letters = co_await read(look);
        if (!letters)
            co_return false;
        for (const PluginLetter& letter : *letters) {
            if (!works(*talk))
                break;
            co_await hand_over_again(talk, letter);
        }
        co_return !letters->empty();
    }

    asio::awaitable<void> hand_over_again(SharedTalk talk, PluginLetter letter)
    {
        const Reading<std::optional<LoggedEvent>> find = [letter](store::ReadStore& store) {
            std::vector<LoggedEvent> events = store.list_events_for(domain::Viewer{}, {}, letter.seq - 1, 1);
            const bool same = !events.empty() && domain::event_id(events.front()) == letter.event;
            return same ? std::optional(std::move(events.front())) : std::nullopt;
        };
        const Writing remove = [letter](store::Store& store) { store.plugins().remove_letter(letter); };
        const Result<std::optional<LoggedEvent>> found = co_await read(find);
        if (!found) {
            co_await pause(busy_rest);
            co_return;
        }
        if (!works(*talk))
            co_return;
        if (!*found) {  // its programme was destroyed, or a restored backup has another event there
            co_await write_in_time(remove);
            co_return;
        }
        std::vector<LoggedEvent> one{**found};
        const Result<std::vector<Failure>> failures = co_await hand_over(talk, std::move(one), Timing::late);
        if (!failures && stopping_)
            co_return;
        const std::optional<Failure> failure = failure_of(**found, failures);
        if (!failure) {
            moved_ = true;
            co_await write_in_time(remove);
            co_return;
        }
        const PluginLetter again = letter_of(**found, *failure, letter.attempts + 1);
        const Writing put = [again](store::Store& store) { store.plugins().put(again); };
        co_await write_in_time(put);
    }

    // --- What is kept.

    asio::awaitable<bool> find_beginning()
    {
        const Writing find = [this](store::Store& store) {
            const std::string& name = configuration_.name;
            std::optional<std::int64_t> cursor = store.plugins().find_cursor(name, part);
            if (!cursor) {
                cursor = configuration_.from == From::now ? store.find_last_seq(part) : 0;
                store.plugins().put_cursor(name, part, *cursor);
            }
            found_cursor_ = *cursor;
        };
        if (!co_await write(find))
            co_return false;
        cursor_ = kept_ = found_cursor_;
        co_return true;
    }

    asio::awaitable<void> keep_cursor()
    {
        if (*cursor_ != kept_)
            co_await keep(*cursor_, {});
    }

    // The cursor and what it passed go together.
    asio::awaitable<void> keep(std::int64_t upto, std::vector<PluginLetter> letters)
    {
        const Writing put = [this, upto, letters](store::Store& store) {
            store.begin();
            for (const PluginLetter& letter : letters)
                store.plugins().put(letter);
            store.plugins().put_cursor(configuration_.name, part, upto);
            store.commit();
        };
        if (!co_await write_in_time(put))
            co_return;  // it comes again
        cursor_ = kept_ = upto;
        moved_ = true;
    }

    // Tries until it is written; false when we stop before that.
    asio::awaitable<bool> write_in_time(const Writing& work)
    {
        bool written = co_await write(work);
        while (!written && !stopping_) {
            co_await pause(busy_rest);
            written = co_await write(work);
        }
        co_return written;
    }

    asio::awaitable<std::optional<steady_clock::time_point>> find_next_due()
    {
        const Reading<std::optional<Timestamp>> look = [this](store::ReadStore& store) {
            return store.plugins().find_next_due(configuration_.name);
        };
        const Result<std::optional<Timestamp>> due = co_await read(look);
        if (!due || !*due)
            co_return std::nullopt;
        co_return steady_clock::now() + std::max(std::chrono::milliseconds{0}, **due - ground_.service.now());
    }

    asio::awaitable<void> note(PluginState state, std::string why)
    {
        said_ = why;
        const PluginRecord record{
            configuration_.name,       configuration_.manifest.name, configuration_.manifest.version, state,
            shortened(std::move(why)), ground_.service.now()};
        const Writing put = [record](store::Store& store) { store.plugins().put(record); };
        if (!co_await write(put))
            spdlog::warn("plugin {}: its state could not be kept", configuration_.name);
    }

    // --- The service, whose threads are others.

    // Whoever awaits these gives the work a name first: GCC 12 destroys a temporary in such an expression twice.
    template <class Value>
    asio::awaitable<Result<Value>> read(const Reading<Value>& work)
    {
        return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<Value>)>(
            [this](auto handler, Reading<Value> asked) {
                // Shared, because what the service calls must be copyable.
                auto shared = std::make_shared<decltype(handler)>(std::move(handler));
                const auto done = [this, shared](Result<Value> value) {
                    asio::post(ground_.context,
                               [shared, value = std::move(value)]() mutable { (*shared)(std::move(value)); });
                };
                if (!ground_.service.read([asked, done](store::ReadStore& store) { done(asked(store)); },
                                          [done](const Error& error) { done(error); }))
                    done(runtime::too_busy());
            },
            asio::use_awaitable, work);
    }

    // Whether it was done.
    asio::awaitable<bool> write(const Writing& work)
    {
        return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
            [this](auto handler, Writing asked) {
                auto shared = std::make_shared<decltype(handler)>(std::move(handler));
                const auto done = [this, shared](bool was_done) {
                    asio::post(ground_.context, [shared, was_done] { (*shared)(was_done); });
                };
                const bool taken = ground_.service.write(
                    [asked, done](store::Store& store) {
                        asked(store);
                        done(true);
                    },
                    [done](const Error&) { done(false); });
                if (!taken)
                    done(false);
            },
            asio::use_awaitable, work);
    }

    asio::awaitable<void> pause(std::chrono::milliseconds time)
    {
        boost::system::error_code ignored;
        resting_.expires_after(stopping_ ? std::chrono::milliseconds{0} : time);
        co_await resting_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }

    HostGround& ground_;
    const Pace pace_;
    const Configuration configuration_;
    std::shared_ptr<spdlog::logger> notes_;
    asio::steady_timer resting_{ground_.context};
    SharedTalk talk_;
    bool stopping_ = false;
    steady_clock::time_point stop_by_{};
    bool news_ = false;
    std::string said_;                    // the complaint that was noted last
    std::optional<std::int64_t> cursor_;  // everything up to here was handed over or set apart
    std::int64_t kept_ = 0;               // what the store has
    std::int64_t found_cursor_ = 0;       // by the writer, read when it said that it was done
    std::int64_t careful_until_ = 0;      // up to here one event at a time
    std::size_t batch_ = pace_.batch;     // smaller for a while after an answer took too long
    bool new_first_ = false;              // a late event ended the program
    bool moved_ = false;                  // this program got something done
};

}  // namespace

std::shared_ptr<Runner> create_runner(HostGround& ground, Configuration configuration)
{
    return std::make_shared<LogRunner>(ground, std::move(configuration));
}

}  // namespace wd::plugin
