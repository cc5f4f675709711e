// See service.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/service.hpp"

#include "base/limits.hpp"
#include "runtime/admission.hpp"
#include "runtime/questions.hpp"
#include "runtime/requests.hpp"
#include "runtime/settings.hpp"
#include "runtime/writer.hpp"
#include "store/open.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace wd::runtime {

namespace asio = boost::asio;

namespace {

using Done = std::function<void(json::object)>;

// Whoever wants to hear of some commands.
class Listeners {
public:
    void add(std::vector<std::string> verbs, OnCommand told)
    {
        const std::lock_guard lock{mutex_};
        all_.push_back({std::move(verbs), std::move(told)});
    }

    // `done`, and before it those who want to hear of this request.
    Done before(const json::object& request, Done done)
    {
        const json::value* verb = request.if_contains("do");
        if (verb == nullptr || !verb->is_string())
            return done;
        std::vector<OnCommand> wanting = list_wanting(verb->get_string());
        if (wanting.empty())
            return done;
        return [request, wanting = std::move(wanting), done = std::move(done)](const json::object& answer) {
            for (const OnCommand& told : wanting)
                told(request, answer);
            done(answer);
        };
    }

private:
    struct Listener {
        std::vector<std::string> verbs;
        OnCommand told;
    };

    std::vector<OnCommand> list_wanting(std::string_view verb)
    {
        const std::lock_guard lock{mutex_};
        std::vector<OnCommand> wanting;
        for (const Listener& listener : all_)
            if (std::any_of(listener.verbs.begin(), listener.verbs.end(), [verb](const std::string& wanted) {
                    return verb == wanted || (wanted.ends_with('.') && verb.starts_with(wanted));
                }))
                wanting.push_back(listener.told);
        return wanting;
    }

    std::mutex mutex_;  // guards all_
    std::vector<Listener> all_;
};

// Read connections, lent to one piece of work at a time.
class Readers {
public:
    explicit Readers(std::filesystem::path directory) : directory_(std::move(directory)) {}

    // Whether what this thread does now may be gone on with on the same connection; what leads to very much is not all read on one stack.
    bool may_read_on() const { return lent_.by == this && lent_.depth < depth_max; }

    void lend_to(const std::function<void(store::ReadStore&)>& work)
    {
        if (lent_.by == this)
            return lend_on({this, lent_.reader, lent_.depth + 1, lent_.failed}, work);
        bool failed = false;
        std::unique_ptr<store::ReadStore> reader = take(free_);
        lend_on({this, reader.get(), 1, &failed}, work);
        if (!failed)
            give_back(free_, std::move(reader));
    }
    // One that may be limited: it is never lent to who may see everything.
    void lend_limited_to(const std::function<void(store::ReadStore&)>& work)
    {
        std::unique_ptr<store::ReadStore> reader = take(limited_);
        work(*reader);
        give_back(limited_, std::move(reader));
    }

private:
    using Pool = std::vector<std::unique_ptr<store::ReadStore>>;
    struct Lent {
        const Readers* by = nullptr;
        store::ReadStore* reader = nullptr;
        int depth = 0;           // of work within work
        bool* failed = nullptr;  // then the connection is not used again
    };
    static constexpr int depth_max = 16;

    static void lend_on(const Lent& lent, const std::function<void(store::ReadStore&)>& work)
    {
        struct Back {
            Lent before = lent_;
            ~Back() { lent_ = before; }
        };
        const Back back;
        lent_ = lent;
        try {
            work(*lent.reader);
        } catch (...) {
            *lent.failed = true;
            throw;
        }
    }

    void give_back(Pool& pool, std::unique_ptr<store::ReadStore> reader)
    {
        const std::lock_guard lock{mutex_};
        pool.push_back(std::move(reader));
    }

    std::unique_ptr<store::ReadStore> take(Pool& pool)
    {
        {
            const std::lock_guard lock{mutex_};
            if (!pool.empty()) {
                std::unique_ptr<store::ReadStore> reader = std::move(pool.back());
                pool.pop_back();
                return reader;
            }
        }
        Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(directory_);
        if (!reader)
            throw StoreFailure(reader.error().code, reader.error().message);
        return std::move(*reader);
    }

    static thread_local Lent lent_;  // to the work of this thread

    std::filesystem::path directory_;
    std::mutex mutex_;  // guards what follows
    Pool free_;
    Pool limited_;
};

thread_local Readers::Lent Readers::lent_;

// What went wrong in `work`; none when nothing did.
std::optional<Error> attempt(const std::function<void()>& work)
{
    try {
        work();
        return {};
    } catch (const StoreFailure& failure) {
        return refusal(failure.code(), "het lezen of bewaren is niet gelukt: {}", failure.what());
    } catch (const std::exception& bug) {
        spdlog::error("a bug in work for a door: {}", bug.what());
        return refusal(Errc::unavailable, "dit is een fout in Wijkdraad zelf; het is vastgelegd");
    }
}

class EngineService final : public Service {
public:
    EngineService(const std::filesystem::path& directory, SystemClock clock)
        : clock_(clock), readers_(directory), pool_(limits::read_connections)
    {
    }
    ~EngineService() override { stop(); }

    // The engine keeps the clock of this service.
    void start(std::unique_ptr<store::Store> store, EngineOptions options, OpenStore reopen)
    {
        std::unique_ptr<Engine> engine = create_engine(std::move(store), clock_, std::move(options), std::move(reopen));
        engine->start();
        writer_ = start_writer(std::move(engine), Timers::fire);
    }

    void request(json::object request, Texts texts, Done done) override
    {
        done = listeners_.before(request, std::move(done));
        Result<Wish> wish = read_request(request);
        if (!wish)
            return done(failed(wish.error()));
        std::string token = texts == Texts::by_token ? token_in(request) : std::string{};
        const bool asks = std::holds_alternative<Question>(*wish);
        if (!asks && token.empty())
            return tell(std::move(*wish), done);
        if (asks && takes_a_glance(std::get<Question>(*wish).name))
            return answer_at_once(std::move(*wish), texts, token, done);
        const bool accepted = read(
            [this, wish = std::move(*wish), texts, token = std::move(token), done](store::ReadStore& reader) mutable {
                const Result<Admission> admission = admission_of(reader, texts, token, wish);
                admitted(std::move(wish), reader, admission, done);
            },
            [done](const Error& error) { done(failed(error)); }, Effort::any);
        if (!accepted)
            done(failed(too_busy()));
    }

    bool read(std::function<void(store::ReadStore&)> work, Failed failed, Effort effort) override
    {
        if (!begin_reading())
            return false;
        if (effort == Effort::glance || readers_.may_read_on()) {
            read_now(work, failed);
            end_reading();
        } else
            asio::post(pool_, [this, work = std::move(work), failed = std::move(failed)] {
                read_now(work, failed);
                end_reading();
            });
        return true;
    }

    bool write(std::function<void(store::Store&)> work, Failed failed) override
    {
        return writer_->submit([work = std::move(work), failed = std::move(failed)](Engine& engine) {
            const std::optional<Error> error = attempt([&] { work_on(engine.store(), work); });
            if (error && failed)
                failed(*error);
        });
    }

    void on_commit(OnCommit told) override { writer_->on_commit(std::move(told)); }
    void on_command(std::vector<std::string> verbs, OnCommand told) override
    {
        listeners_.add(std::move(verbs), std::move(told));
    }
    void note_readings_with(NoteReading note) override
    {
        const std::lock_guard lock{mutex_};
        note_ = std::move(note);
    }
    Timestamp now() const override { return clock_.now(); }

    void stop() override
    {
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
        }
        if (writer_)
            writer_->stop();
        pool_.join();
        std::unique_lock lock{mutex_};
        read_all_.wait(lock, [this] { return reading_ == 0; });
    }

private:
    bool begin_reading()
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || reading_ >= limits::queue_max)
            return false;
        ++reading_;
        return true;
    }

    void end_reading()
    {
        const std::lock_guard lock{mutex_};
        if (--reading_ == 0 && stopping_)
            read_all_.notify_all();
    }

    void read_now(const std::function<void(store::ReadStore&)>& work, const Failed& failed)
    {
        if (const std::optional<Error> error = attempt([&] { readers_.lend_to(work); }); error && failed)
            failed(*error);
    }

    static void work_on(store::Store& store, const std::function<void(store::Store&)>& work)
    {
        try {
            work(store);
        } catch (const std::exception&) {
            store.rollback();  // nothing when it had not begun
            throw;
        }
    }

    Result<Admission> admission_of(store::ReadStore& reader, Texts texts, std::string_view token, Wish& wish) const
    {
        switch (texts) {
        case Texts::by_token: return admit(reader, token, wish, clock_.now());
        case Texts::shown: return Admission{};
        case Texts::hidden: return Admission{store::Sight{{}, true}, true, {}};
        }
        throw Bug("a door says how texts are shown");
    }

    // Whoever hears the answer to a glance may have more to do than a glance: after the connection was given back.
    void answer_at_once(Wish wish, Texts texts, std::string_view token, const Done& done)
    {
        Result<json::object> seen = look<json::object>(*this, [&](store::ReadStore& reader) {
            const Result<Admission> admission = admission_of(reader, texts, token, wish);
            return admission ? answer_as(reader, std::get<Question>(wish), *admission) : failed(admission.error());
        });
        done(seen ? std::move(*seen) : failed(seen.error()));
    }

    void admitted(Wish wish, store::ReadStore& reader, const Result<Admission>& admission, const Done& done)
    {
        if (!admission)
            return done(failed(admission.error()));
        if (const auto* question = std::get_if<Question>(&wish))
            return done(answer_as(reader, *question, *admission));
        tell(std::move(wish), done);
    }

    json::object answer_as(store::ReadStore& reader, const Question& question, const Admission& admission)
    {
        if (!admission.sight)
            return answer(reader, question, clock_.now());
        json::object told;
        readers_.lend_limited_to([&](store::ReadStore& limited) {
            told = answer_admitted(limited, question, admission, clock_.now(), note());
        });
        return told;
    }

    NoteReading note()
    {
        const std::lock_guard lock{mutex_};
        return note_;
    }

    void tell(Wish wish, const Done& done)
    {
        if (std::holds_alternative<Tick>(wish))
            return tick_on(Ticking{}, done);
        tell_writer(std::move(wish), done);
    }

    void tell_writer(Wish wish, const Done& done)
    {
        bool accepted = false;
        if (auto* request = std::get_if<Request>(&wish))
            accepted = writer_->submit(std::move(*request), [done](const Reply& reply) { done(to_json(reply)); });
        else
            accepted = writer_->submit([wish = std::move(wish), done](Engine& engine) {
                done(answered([&] { return carry_out(engine, wish); }));
            });
        if (!accepted)
            done(failed(too_busy()));
    }

    // A portion, and the next one behind whoever came in meanwhile. What was done counts when there is no room for more.
    void tick_on(Ticking ticking, const Done& done)
    {
        const bool accepted = writer_->submit([this, ticking, done](Engine& engine) mutable {
            bool more = false;
            const json::object reply = answered([&] {
                more = ticking.go_on(engine);
                return ticking.answer();
            });
            more ? tick_on(ticking, done) : done(reply);
        });
        if (!accepted)
            done(ticking.has_begun() ? ticking.answer() : failed(too_busy()));
    }

    SystemClock clock_;
    Readers readers_;
    Listeners listeners_;
    asio::thread_pool pool_;
    std::mutex mutex_;  // guards what follows, up to the writer
    bool stopping_ = false;
    NoteReading note_;
    std::size_t reading_ = 0;           // pieces of reading that wait or are done now
    std::condition_variable read_all_;  // when it stops: none is left
    std::unique_ptr<Writer> writer_;
};

}  // namespace

Error too_busy()
{
    return refusal(Errc::unavailable, "het is nu te druk of Wijkdraad stopt; probeer het zo weer");
}

Result<std::unique_ptr<Service>> Service::open(const std::filesystem::path& directory)
{
    Result<std::unique_ptr<store::Store>> store = store::open_store(directory);
    if (!store)
        return store.error();
    Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(directory);
    if (!reader)
        return reader.error();
    Result<EngineOptions> options = engine_options(**reader, directory);
    if (!options)
        return options.error();
    options->guard_crashes = true;
    auto service = std::make_unique<EngineService>(directory, clock_of(**reader));
    service->start(std::move(*store), std::move(*options), reopen_in(directory));
    return std::unique_ptr<Service>{std::move(service)};
}

}  // namespace wd::runtime
