// See live.hpp. Each stream is pulled by its connection and fed on a reading thread, one piece at a time.
// SPDX-License-Identifier: EUPL-1.2
#include "http/live.hpp"

#include "store/store.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace wd::http {

namespace {

using domain::LoggedEvent;
using domain::ProgrammeId;
using std::chrono::steady_clock;

constexpr std::string_view greeting = "retry: 3000\n: verbonden\n\n";
constexpr std::string_view heartbeat_piece = ": nog verbonden\n\n";
constexpr std::int64_t number_max = std::int64_t{1} << 62;
constexpr int touched_max = 1'000;  // events looked at to know which programmes something happened in

// The largest number for which `holds`, when it holds for every smaller one; 0 when for none.
template <class Holds>
std::int64_t find_last(Holds holds)
{
    std::int64_t low = 0;
    std::int64_t high = 1;
    while (high < number_max && holds(high)) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (holds(middle) ? low : high) = middle;
    }
    return low;
}

std::optional<LoggedEvent> first_after(store::ReadStore& store, std::optional<ProgrammeId> stream, std::int64_t after)
{
    std::vector<LoggedEvent> events = store.list_events(stream, after, 1);
    return events.empty() ? std::nullopt : std::optional(std::move(events.front()));
}

// Where the log of all programmes ends now.
std::int64_t find_end(store::ReadStore& store)
{
    return find_last([&](std::int64_t seq) { return first_after(store, {}, seq - 1).has_value(); });
}

// The last place in a programme's own stream that lies at or before `seq`; its end when none is given.
std::int64_t find_place_in(store::ReadStore& store, ProgrammeId programme, std::optional<std::int64_t> seq)
{
    return find_last([&](std::int64_t pseq) {
        const std::optional<LoggedEvent> event = first_after(store, programme, pseq - 1);
        return event && (!seq || event->seq <= *seq);
    });
}

// Whether an event is about this person, by the members that name people.
bool concerns(const LoggedEvent& event, domain::PersonId person)
{
    if (const Result<domain::Actor> actor = domain::parse_actor(event.actor); actor && actor->person == person)
        return true;
    const Result<json::value> data = parse_json(event.data);
    if (!data || !data->is_object())
        return false;
    for (const char* member : {"person", "to", "owner", "deputy", "giver", "receiver", "by", "rater"})
        if (const json::value* value = data->get_object().if_contains(member);
            value != nullptr && value->is_int64() && value->get_int64() == person.value)
            return true;
    return false;
}

struct Shared {
    runtime::Service& service;
    Guard& guard;
    EventInApi event_in_api;
    LiveSettings settings;
};

// One reader. Shared by the connection, the hub's list and the work that feeds it.
class LiveStream final : public Stream, public std::enable_shared_from_this<LiveStream> {
public:
    LiveStream(Shared& shared, Request request, Identity identity, LiveScope scope, ProgrammeId programme,
               std::optional<std::int64_t> after)
        : shared_(shared),
          request_(std::move(request)),
          scope_(scope),
          programme_(programme),
          resume_after_(after),
          person_(identity.person),
          identity_(std::move(identity))
    {
    }

    domain::PersonId person() const { return person_; }

    void next(std::function<void(std::optional<std::string>)> done) override
    {
        {
            const std::lock_guard lock{mutex_};
            if (!closed_) {
                waiting_ = std::move(done);
                waits_since_ = steady_clock::now();
                done = nullptr;
            }
        }
        if (done)
            return done({});
        if (!std::exchange(greeted_, true))
            return hand_over(std::string(greeting));
        feed();
    }

    void close() override
    {
        std::function<void(std::optional<std::string>)> done;
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
            done = std::exchange(waiting_, nullptr);
        }
        if (done)
            done({});
    }

    bool is_closed() const
    {
        const std::lock_guard lock{mutex_};
        return closed_;
    }

    // Something was committed; `touched` are the programmes, none = it may be any.
    void wake(const std::optional<std::set<ProgrammeId>>& touched)
    {
        if (scope_ == LiveScope::programme && touched && !touched->contains(programme_))
            return;
        {
            const std::lock_guard lock{mutex_};
            behind_ = true;
        }
        feed();
    }

    // Nothing came for a while: asks whether the reader may still look, and says that we are there.
    void beat(steady_clock::time_point now)
    {
        {
            const std::lock_guard lock{mutex_};
            if (closed_ || !waiting_ || feeding_ || now - waits_since_ < shared_.settings.heartbeat)
                return;
            feeding_ = true;
        }
        check([self = shared_from_this()] { self->finish_feeding(std::string(heartbeat_piece)); });
    }

private:
    // Starts reading when the connection waits and there may be something.
    void feed()
    {
        {
            const std::lock_guard lock{mutex_};
            if (closed_ || !waiting_ || feeding_ || !behind_)
                return;
            feeding_ = true;
            behind_ = false;
        }
        const auto read = [self = shared_from_this()] { self->read_piece(); };
        steady_clock::now() - checked_at_ > shared_.settings.heartbeat ? check(read) : read();
    }

    // The session may have ended, the role may have been withdrawn.
    void check(std::function<void()> go_on)
    {
        Guard::Identified identified = shared_.guard.identify(request_);
        auto* identity = std::get_if<Identity>(&identified);
        if (identity == nullptr || identity->person != person_)
            return close();
        identity_ = std::move(*identity);
        shared_.guard.list_programmes(identity_, domain::Action::see_programme,
                                      [self = shared_from_this(), go_on](Result<Guard::Programmes> programmes) {
                                          if (!programmes)
                                              return self->close();
                                          self->visible_ = std::move(*programmes);
                                          self->checked_at_ = steady_clock::now();
                                          if (self->scope_ == LiveScope::programme && !self->may_see(self->programme_))
                                              return self->close();
                                          go_on();
                                      });
    }

    bool may_see(ProgrammeId programme) const
    {
        return !visible_ || std::binary_search(visible_->begin(), visible_->end(), programme);
    }

    void read_piece()
    {
        const bool accepted = shared_.service.read(
            [self = shared_from_this()](store::ReadStore& store) { self->finish_feeding(self->read_from(store)); },
            [self = shared_from_this()](const Error&) { self->close(); });
        if (!accepted)
            close();
    }

    // What is new for this reader; "" when nothing is.
    std::string read_from(store::ReadStore& store)
    {
        const std::optional<ProgrammeId> stream =
            scope_ == LiveScope::programme ? std::optional(programme_) : std::nullopt;
        if (!cursor_)
            cursor_ = stream          ? find_place_in(store, *stream, resume_after_)
                      : resume_after_ ? *resume_after_
                                      : find_end(store);
        // Without the right to content nobody looks: then the query leaves out what is confidential (RULES B6).
        const domain::Viewer viewer{identity_.content ? identity_.person : domain::PersonId{}};
        const auto most = static_cast<int>(shared_.settings.events_per_piece);
        const std::vector<LoggedEvent> events = store.list_events_for(viewer, stream, *cursor_, most);
        std::string piece;
        for (const LoggedEvent& event : events) {
            cursor_ = stream ? event.pseq : event.seq;
            if (stream || (may_see(event.stream) && (scope_ == LiveScope::all || concerns(event, person_))))
                piece += sse_event(event, shared_.event_in_api(event));
        }
        if (events.size() == static_cast<std::size_t>(most)) {
            const std::lock_guard lock{mutex_};
            behind_ = true;
        }
        return piece;
    }

    void finish_feeding(std::string piece)
    {
        {
            const std::lock_guard lock{mutex_};
            feeding_ = false;
        }
        piece.empty() ? feed() : hand_over(std::move(piece));
    }

    void hand_over(std::string piece)
    {
        std::function<void(std::optional<std::string>)> done;
        {
            const std::lock_guard lock{mutex_};
            done = std::exchange(waiting_, nullptr);
        }
        if (done)
            done(std::move(piece));
    }

    Shared& shared_;
    const Request request_;  // without body, to identify the reader again
    LiveScope scope_;
    ProgrammeId programme_;
    std::optional<std::int64_t> resume_after_;
    const domain::PersonId person_;
    bool greeted_ = false;  // by the connection only

    // By whoever feeds: one at a time.
    Identity identity_;
    Guard::Programmes visible_ = std::vector<ProgrammeId>{};
    std::optional<std::int64_t> cursor_;  // pseq for one programme, otherwise seq
    steady_clock::time_point checked_at_{};

    mutable std::mutex mutex_;  // guards what follows
    std::function<void(std::optional<std::string>)> waiting_;
    steady_clock::time_point waits_since_{};
    bool behind_ = true;
    bool feeding_ = false;
    bool closed_ = false;
};

class LiveHub final : public Live {
public:
    LiveHub(runtime::Service& service, Guard& guard, EventInApi event_in_api, const LiveSettings& settings)
        : shared_{service, guard, std::move(event_in_api), settings}, thread_([this] { run(); })
    {
        service.on_commit([told = told_](runtime::Committed committed) { told->hear(committed); });
    }
    ~LiveHub() override { stop(); }

    std::variant<Response, TurnedAway> open(const Request& request, const Identity& identity, LiveScope scope,
                                            ProgrammeId programme) override
    {
        std::optional<std::int64_t> after;
        if (const std::string_view last = find_header(request.headers, "last-event-id"); !last.empty()) {
            after = parse_event_place(last);
            if (!after)
                return TurnedAway{400, refusal(Errc::invalid,
                                               "Last-Event-ID is het nummer van een gebeurtenis, "
                                               "bijvoorbeeld 1-8123")};
        }
        Request again = request;
        again.body.clear();
        const auto stream = std::make_shared<LiveStream>(shared_, std::move(again), identity, scope, programme, after);
        if (std::optional<TurnedAway> full = keep(stream))
            return std::move(*full);
        return Response{
            200, {{"Content-Type", "text/event-stream; charset=utf-8"}, {"X-Accel-Buffering", "no"}}, {}, stream};
    }

    void stop() override
    {
        told_->stop();
        if (thread_.joinable())
            thread_.join();
        for (const std::shared_ptr<LiveStream>& stream : list())
            stream->close();
    }

private:
    // What the writer thread says, in a place that outlives the hub. Shared by the service and the hub.
    class Told {
    public:
        void hear(runtime::Committed committed)
        {
            if (committed.part == 0)
                return;
            const std::lock_guard lock{mutex_};
            news_ = true;
            if (wanted_)
                wake_.notify_one();
        }
        void want()
        {
            const std::lock_guard lock{mutex_};
            wanted_ = true;
            wake_.notify_one();
        }
        void stop()
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
            wake_.notify_one();
        }
        enum class Woken { by_news, by_time, to_stop };
        Woken wait(std::chrono::milliseconds longest)
        {
            std::unique_lock lock{mutex_};
            if (!wanted_)
                wake_.wait(lock, [this] { return stopping_ || wanted_; });
            wake_.wait_for(lock, longest, [this] { return stopping_ || news_; });
            if (stopping_)
                return Woken::to_stop;
            return std::exchange(news_, false) ? Woken::by_news : Woken::by_time;
        }

    private:
        std::mutex mutex_;  // guards what follows
        std::condition_variable wake_;
        bool news_ = false;
        bool wanted_ = false;  // nobody is told before the first reader came
        bool stopping_ = false;
    };

    std::optional<TurnedAway> keep(const std::shared_ptr<LiveStream>& stream)
    {
        {
            const std::lock_guard lock{mutex_};
            std::erase_if(streams_, [](const std::weak_ptr<LiveStream>& one) {
                const std::shared_ptr<LiveStream> living = one.lock();
                return !living || living->is_closed();
            });
            if (streams_.size() >= shared_.settings.streams_max)
                return TurnedAway{503,
                                  refusal(Errc::unavailable, "er kijken nu te veel mensen mee; probeer het zo weer"),
                                  {{"Retry-After", "30"}}};
            const auto theirs = std::count_if(streams_.begin(), streams_.end(), [&](const auto& one) {
                const std::shared_ptr<LiveStream> living = one.lock();
                return living && living->person() == stream->person();
            });
            if (static_cast<std::size_t>(theirs) >= shared_.settings.streams_per_person)
                return TurnedAway{429,
                                  refusal(Errc::over_limit, "u kijkt al op {} plekken mee; sluit er eerst een", theirs),
                                  {{"Retry-After", "30"}}};
            streams_.push_back(stream);
        }
        told_->want();
        return {};
    }

    std::vector<std::shared_ptr<LiveStream>> list()
    {
        std::vector<std::shared_ptr<LiveStream>> living;
        const std::lock_guard lock{mutex_};
        for (const std::weak_ptr<LiveStream>& one : streams_)
            if (std::shared_ptr<LiveStream> stream = one.lock())
                living.push_back(std::move(stream));
        return living;
    }

    void run()
    {
        while (true) {
            const auto woken = told_->wait(shared_.settings.heartbeat / 3);
            if (woken == Told::Woken::to_stop)
                return;
            if (woken == Told::Woken::by_news)
                pass_on();
            for (const std::shared_ptr<LiveStream>& stream : list())
                stream->beat(steady_clock::now());
        }
    }

    // Looks once for all readers where something happened, so that who reads one programme is left alone by the others.
    void pass_on()
    {
        const std::vector<std::shared_ptr<LiveStream>> streams = list();
        if (streams.empty())
            return;
        const bool accepted = shared_.service.read([this, streams](store::ReadStore& store) {
            const std::optional<std::set<ProgrammeId>> touched = find_touched(store);
            for (const std::shared_ptr<LiveStream>& stream : streams)
                stream->wake(touched);
        });
        if (!accepted)
            for (const std::shared_ptr<LiveStream>& stream : streams)
                stream->wake({});
    }

    // None: too much happened to say, or nothing is known of before.
    std::optional<std::set<ProgrammeId>> find_touched(store::ReadStore& store)
    {
        const std::lock_guard lock{seen_mutex_};
        if (!seen_) {
            seen_ = find_end(store);
            return {};
        }
        const std::vector<LoggedEvent> events = store.list_events({}, *seen_, touched_max);
        if (events.size() == touched_max) {
            seen_ = find_end(store);
            return {};
        }
        std::set<ProgrammeId> touched;
        for (const LoggedEvent& event : events) {
            touched.insert(event.stream);
            seen_ = event.seq;
        }
        return touched;
    }

    Shared shared_;
    std::shared_ptr<Told> told_ = std::make_shared<Told>();
    std::mutex mutex_;  // guards streams_
    std::vector<std::weak_ptr<LiveStream>> streams_;
    std::mutex seen_mutex_;  // guards seen_
    std::optional<std::int64_t> seen_;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<Live> create_live(runtime::Service& service, Guard& guard, EventInApi event_in_api,
                                  const LiveSettings& settings)
{
    return std::make_unique<LiveHub>(service, guard, std::move(event_in_api), settings);
}

std::string sse_event(const LoggedEvent& event, const json::object& shown)
{
    return fmt::format("id: {}-{}\nevent: {}\ndata: {}\n\n", event.part, event.seq, event.type, json::serialize(shown));
}

std::optional<std::int64_t> parse_event_place(std::string_view id)
{
    if (!id.starts_with("1-") || id.size() > 20)
        return {};
    const Result<std::int64_t> seq = parse_id_number(id.substr(2), "gebeurtenis");
    return seq ? std::optional(*seq) : std::nullopt;
}

}  // namespace wd::http
