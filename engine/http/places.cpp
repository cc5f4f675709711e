// See places.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/places.hpp"

#include "runtime/admission.hpp"
#include "store/store.hpp"

#include <atomic>
#include <map>
#include <mutex>

namespace wd::http {

namespace {

using std::chrono::steady_clock;
using SharedList = std::shared_ptr<const std::vector<domain::Place>>;  // held by the cache and by whoever reads it now

constexpr std::chrono::seconds place_trusted{5};
constexpr std::size_t places_max = 200'000;

std::int64_t number_in(const json::value& value)
{
    return value.is_int64() ? value.get_int64() : 0;
}

// The view that finds the programme of a subject by its number.
struct Lookup {
    const char* view;
    std::int64_t id;
};
Lookup lookup_of(const Subject& subject)
{
    struct Visitor {
        Lookup operator()(std::monostate) const { return {"", 0}; }
        Lookup operator()(domain::ProgrammeId id) const { return {"inner_place_of_programme", id.value}; }
        Lookup operator()(domain::TaskId id) const { return {"inner_place_of_task", id.value}; }
        Lookup operator()(domain::RunId id) const { return {"inner_place_of_run", id.value}; }
        Lookup operator()(domain::EntryId id) const { return {"inner_place_of_entry", id.value}; }
        Lookup operator()(domain::HandoverId id) const { return {"inner_place_of_handover", id.value}; }
        Lookup operator()(domain::PositionId id) const { return {"inner_place_of_position", id.value}; }
        Lookup operator()(domain::AssignmentId id) const { return {"inner_place_of_assignment", id.value}; }
        Lookup operator()(domain::AbsenceId id) const { return {"inner_place_of_absence", id.value}; }
        Lookup operator()(domain::PersonId id) const { return {"inner_place_of_person", id.value}; }
    };
    return std::visit(Visitor{}, subject);
}

struct Home {
    domain::ProgrammeId programme;
    std::optional<domain::PersonId> team;
};

std::optional<domain::PersonId> person_in(const json::object& row, std::string_view member)
{
    const json::value* value = row.if_contains(json::string_view{member.data(), member.size()});
    return value != nullptr && value->is_int64() ? std::optional(domain::PersonId{value->get_int64()}) : std::nullopt;
}

class CachedPlaces final : public Places {
public:
    explicit CachedPlaces(runtime::Service& service) : service_(service) {}

    Result<std::optional<domain::Place>> find(const Subject& subject) override
    {
        if (std::holds_alternative<std::monostate>(subject))
            return std::optional(domain::Place{});
        if (std::optional<domain::Place> known = recall(subject))
            return known;
        return runtime::look<std::optional<domain::Place>>(
            service_, [&](store::ReadStore& store) { return load(store, subject); });
    }

    void list(AllFound done) override
    {
        if (const SharedList all = recall_list())
            return done(std::span<const domain::Place>(*all));
        const std::uint64_t generation = generation_;
        const bool accepted = service_.read(
            [this, generation, done](store::ReadStore& store) {
                auto all = std::make_shared<std::vector<domain::Place>>();
                for (const json::value& row : store.view("inner_places", {}))
                    all->push_back(runtime::place_in(row.as_object()));
                {
                    const std::lock_guard lock{mutex_};
                    list_ = Aged<SharedList>{all, generation, steady_clock::now()};
                }
                done(std::span<const domain::Place>(*all));
            },
            [done](const Error& error) { done(error); });
        if (!accepted)
            done(runtime::too_busy());
    }

    void forget() override { ++generation_; }

private:
    template <class T>
    struct Aged {
        T value{};
        std::uint64_t generation = 0;
        steady_clock::time_point read_at{};
    };

    template <class T>
    bool is_fresh(const Aged<T>& aged) const
    {
        return aged.generation == generation_ && steady_clock::now() - aged.read_at <= place_trusted;
    }

    SharedList recall_list()
    {
        const std::lock_guard lock{mutex_};
        return is_fresh(list_) ? list_.value : nullptr;
    }

    std::optional<domain::Place> recall(const Subject& subject)
    {
        const std::lock_guard lock{mutex_};
        Home home;
        if (const auto* programme = std::get_if<domain::ProgrammeId>(&subject))
            home.programme = *programme;
        else if (const auto found = homes_.find(subject); found != homes_.end())
            home = found->second;
        const auto found = programmes_.find(home.programme);
        if (!home.programme || found == programmes_.end() || !is_fresh(found->second))
            return {};
        domain::Place place = found->second.value;
        place.team = home.team;
        return place;
    }

    std::optional<domain::Place> load(store::ReadStore& store, const Subject& subject)
    {
        const Lookup lookup = lookup_of(subject);
        if (std::holds_alternative<domain::ProgrammeId>(subject))
            return load_programme(store, lookup.id);
        const json::array rows = store.view(lookup.view, {{"id", lookup.id}});
        if (rows.empty())
            return {};
        const json::object& row = rows.front().as_object();
        if (std::holds_alternative<domain::PersonId>(subject)) {
            domain::Place place;
            place.organisation = person_in(row, "organisation");
            place.team = person_in(row, "team");
            return place;
        }
        const Home home{domain::ProgrammeId{number_in(row.at("programme"))}, person_in(row, "team")};
        {
            const std::lock_guard lock{mutex_};
            if (homes_.size() >= places_max)
                homes_.clear();
            homes_[subject] = home;
        }
        std::optional<domain::Place> place = load_programme(store, home.programme.value);
        if (place)
            place->team = home.team;
        return place;
    }

    std::optional<domain::Place> load_programme(store::ReadStore& store, std::int64_t programme)
    {
        const std::uint64_t generation = generation_;
        const json::array rows = store.view("inner_place_of_programme", {{"id", programme}});
        if (rows.empty())
            return {};
        domain::Place place = runtime::place_in(rows.front().as_object());
        const std::lock_guard lock{mutex_};
        if (programmes_.size() >= places_max)
            programmes_.clear();
        programmes_[*place.programme] = Aged<domain::Place>{place, generation, steady_clock::now()};
        return place;
    }

    runtime::Service& service_;
    std::atomic<std::uint64_t> generation_ = 1;
    std::mutex mutex_;  // guards what follows
    std::map<Subject, Home> homes_;
    std::map<domain::ProgrammeId, Aged<domain::Place>> programmes_;
    Aged<SharedList> list_;
};

template <class Tag>
std::optional<Subject> subject_of(std::string_view id)
{
    if (!id.starts_with(Tag::prefix) || id.substr(Tag::prefix.size(), 1) != "-")
        return {};
    const Result<Id<Tag>> parsed = parse_id<Tag>(id);
    return parsed ? std::optional<Subject>(*parsed) : std::nullopt;
}

}  // namespace

std::optional<Subject> parse_subject(std::string_view id)
{
    std::optional<Subject> found;
    for (const auto& parse :
         {subject_of<domain::ProgrammeTag>, subject_of<domain::TaskTag>, subject_of<domain::RunTag>,
          subject_of<domain::EntryTag>, subject_of<domain::HandoverTag>, subject_of<domain::PositionTag>,
          subject_of<domain::AssignmentTag>, subject_of<domain::AbsenceTag>, subject_of<domain::PersonTag>})
        if (!found)
            found = parse(id);
    return found;
}

std::unique_ptr<Places> create_places(runtime::Service& service)
{
    return std::make_unique<CachedPlaces>(service);
}

}  // namespace wd::http
