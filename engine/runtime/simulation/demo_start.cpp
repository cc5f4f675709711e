// Beginning a neighbourhood. See demo_start.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/demo_start.hpp"

#include "base/text.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/office_hours.hpp"
#include "runtime/simulation/records.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::PersonId;
using domain::ProgrammeId;
using std::chrono::days;

namespace {

constexpr std::uint64_t start_stream = 0x7374617274000000U;

constexpr std::string_view commissioners_role = "opdrachtgever";

std::string small_first(std::string text)
{
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
        text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
}

class Beginning {
public:
    Beginning(const DemoStart& start, const domain::Workflow& workflow, Engine& engine, SimulatedPeople& people,
              std::uint64_t seed)
        : neighbourhood_(*start.neighbourhood),
          workflow_(workflow),
          engine_(engine),
          people_(people),
          behaviour_(people.behaviour()),
          entropy_(seed ^ start_stream, start.number)
    {
        const auto story = behaviour_.stories.find(neighbourhood_.name);
        if (story != behaviour_.stories.end())
            story_ = story->second;
    }

    Result<ProgrammeId> run()
    {
        for (const domain::Role& role : workflow_.roles)
            add_people(role);
        part_.deputy = add_person(fmt::format("waarnemer {}", neighbourhood_.name), domain::PersonKind::person);
        if (const auto coordinator = holders_.find("coordinator");
            behaviour_.handover.rated && coordinator != holders_.end())
            part_.coordinator = coordinator->second;
        create();
        if (!failure_)
            carry_out(make_areas(programme_, neighbourhood_, behaviour_.areas, entropy_));
        for (const domain::Role& role : workflow_.roles)
            take_chair(role);
        if (story_.history)
            import_history(*story_.history);
        if (failure_)
            return *failure_;
        part_.tempo = story_.tempo;
        part_.certain = story_.certain;
        people_.join(programme_, std::move(part_));
        plan_municipalities();
        plan_signals();
        return programme_;
    }

private:
    json::value carry_out(domain::Command command)
    {
        if (failure_)
            return {};
        const Reply reply = engine_.execute(request_of(std::move(command), {}));
        if (reply.answer)
            return *reply.answer;
        failure_ = reply.answer.error();
        failure_->message = fmt::format("{}: {}", neighbourhood_.name, failure_->message);
        return {};
    }

    template <class Tag>
    Id<Tag> id_in(const json::value& answer, const char* member) const
    {
        if (failure_)
            return {};
        const json::string& text = answer.at(member).as_string();
        return *parse_id<Tag>(std::string_view{text.data(), text.size()});
    }

    PersonId add_person(const std::string& name, domain::PersonKind kind, std::vector<PersonId> member_of = {})
    {
        domain::AddPerson add;
        add.name = Text{name};
        add.kind = kind;
        add.member_of = std::move(member_of);
        if (story_.history)
            add.before_wijkdraad = true;
        return id_in<domain::PersonTag>(carry_out(std::move(add)), "person");
    }

    // Fictional: the name of the role and of the neighbourhood, never a person's.
    void add_people(const domain::Role& role)
    {
        const std::string name = fmt::format("{} {}", small_first(role.title), neighbourhood_.name);
        const bool team = is_among(role.id, behaviour_.teams);
        const bool group = is_among(role.id, behaviour_.groups);
        const auto kind = team    ? domain::PersonKind::team
                          : group ? domain::PersonKind::group
                                  : domain::PersonKind::person;
        holders_[role.id] = add_person(name, kind);
        if (team || group)
            part_.members[holders_[role.id]] =
                add_person(fmt::format("{} {}", team ? "medewerker" : "woordvoerder", name), domain::PersonKind::person,
                           {holders_[role.id]});
        else if (role.core)
            for (std::int64_t spare = 0; spare < behaviour_.leaving.spares; ++spare)
                part_.spares[role.id].push_back(
                    add_person(fmt::format("{} ({})", name, spare + 2), domain::PersonKind::person));
    }

    void create()
    {
        domain::CreateProgramme create;
        create.name = neighbourhood_.name;
        for (const MunicipalityPart& part : neighbourhood_.municipalities)
            create.municipalities.push_back(part.code);
        commissioner_ = holders_.begin()->second;
        for (const domain::Role& role : workflow_.roles)
            if (role.id == commissioners_role)
                commissioner_ = holders_[role.id];
        create.commissioner = commissioner_;
        create.workflow = workflow_.key;
        if (!story_.first_phase.empty())
            create.phase = story_.first_phase;
        create.input = make_input();
        programme_ = id_in<domain::ProgrammeTag>(carry_out(std::move(create)), "programme");
    }

    // Choices: most of the options; other questions are left to their defaults.
    json::value make_input()
    {
        json::object input;
        for (const domain::Field& field : workflow_.input) {
            if (field.kind != domain::FieldKind::choices)
                continue;
            json::array chosen;
            for (const domain::Option& option : field.options)
                if (chosen.empty() || entropy_.chance(700))
                    chosen.emplace_back(option.id);
            input[field.id] = std::move(chosen);
        }
        return input.empty() ? json::value{} : json::value(std::move(input));
    }

    void take_chair(const domain::Role& role)
    {
        if (role.id == commissioners_role)
            return;  // who commissions sits there since the beginning
        if (is_among(role.id, behaviour_.empty_at_first))
            part_.reserve[role.id] = holders_[role.id];
        else
            carry_out(domain::StartAssignment{programme_, role.id, holders_[role.id], {}});
    }

    Date some_day_before(std::int64_t years)
    {
        const Date today = calendar::date_of(engine_.clock().now());
        return today - days{entropy_.between(30, std::max<std::int64_t>(31, years * 365))};
    }

    // What was there before Wijkdraad: decisions, people, promises, attempts, and whom the team spoke already.
    void import_history(const History& history)
    {
        for (std::int64_t i = 0; i < history.decisions; ++i)
            carry_out(domain::AddPastDecision{
                programme_, sentence(behaviour_, entropy_, "besluit"), some_day_before(history.years), {}});
        for (std::int64_t i = 0; i < history.contacts; ++i) {
            domain::AddContact contact = contact_named(sentence(behaviour_, entropy_, "contact"));
            contact.programme = programme_;
            contact.since = some_day_before(history.years);
            contact.before_wijkdraad = true;
            carry_out(std::move(contact));
        }
        for (std::int64_t i = 0; i < history.commitments; ++i) {
            const Date due = calendar::date_of(engine_.clock().now()) + days{entropy_.between(60, 400)};
            carry_out(domain::AddCommitment{programme_, sentence(behaviour_, entropy_, "toezegging"), commissioner_,
                                            due, true});
        }
        for (std::int64_t i = 0; i < history.earlier_attempts; ++i) {
            domain::AddJournal journal{
                programme_, domain::JournalKind::failed_initiative, sentence(behaviour_, entropy_, "poging"),
                {},         some_day_before(history.years),         {},
                true};
            carry_out(std::move(journal));
        }
        domain::RecordReach reach;
        reach.programme = programme_;
        reach.channel = "huiskamer";
        reach.people = std::max<std::int64_t>(1, neighbourhood_.inhabitants * entropy_.between(120, 240) / 1000);
        reach.date = some_day_before(1);
        carry_out(std::move(reach));
    }

    Timestamp moment(Date day) { return moment_on(day, people_.calendar(), entropy_); }

    void plan_municipalities()
    {
        const Date today = calendar::date_of(engine_.clock().now());
        for (const MunicipalityPart& part : neighbourhood_.municipalities)
            if (part.later_from)
                people_.plan(
                    programme_, moment(std::max(*part.later_from, today)),
                    request_of(domain::ChangeMunicipality{programme_, part.code, part.later_code, *part.later_from},
                               commissioner_));
    }

    void plan_signals()
    {
        const Date today = calendar::date_of(engine_.clock().now());
        for (const OutsideSignal& signal : behaviour_.signals) {
            if (signal.date < today)
                continue;
            domain::SendSignal send;
            send.programme = programme_;
            send.kind = signal.kind;
            send.text = Text{signal.text};
            people_.plan(programme_, moment(signal.date), request_of(std::move(send), commissioner_));
            if (!entropy_.chance(signal.pause))
                continue;
            const Date pause = signal.date + days{7};
            people_.plan(
                programme_, moment(pause),
                request_of(domain::PauseProgramme{programme_, sentence(behaviour_, entropy_, "pauze")}, commissioner_));
            people_.plan(programme_, moment(pause + days{7 * signal.pause_weeks}),
                         request_of(domain::ResumeProgramme{programme_, true}, commissioner_));
        }
    }

    const Neighbourhood& neighbourhood_;
    const domain::Workflow& workflow_;
    Engine& engine_;
    SimulatedPeople& people_;
    const Behaviour& behaviour_;
    SeededEntropy entropy_;
    Story story_;
    Part part_;
    std::map<std::string, PersonId> holders_;
    PersonId commissioner_;
    ProgrammeId programme_;
    std::optional<Error> failure_;
};

}  // namespace

std::vector<DemoStart> plan_starts(const std::vector<Neighbourhood>& neighbourhoods, const Behaviour& behaviour,
                                   const calendar::Calendar& calendar, std::uint64_t seed)
{
    SeededEntropy entropy{seed ^ start_stream, 0};
    std::vector<DemoStart> starts;
    Date day = calendar.next_working_day(behaviour.first_day);
    for (const Neighbourhood& neighbourhood : neighbourhoods) {
        const auto story = behaviour.stories.find(neighbourhood.name);
        const std::int64_t later = story == behaviour.stories.end() ? 0 : story->second.later;
        const Date own = later == 0 ? day : working_days_after(behaviour.first_day, later, calendar);
        starts.push_back({&neighbourhood, calendar::start_of(own) + std::chrono::hours{9}, starts.size() + 1});
        if (later == 0)
            day = working_days_after(day, draw(entropy, behaviour.between_starts), calendar);
    }
    std::stable_sort(starts.begin(), starts.end(), [](const DemoStart& a, const DemoStart& b) { return a.at < b.at; });
    return starts;
}

Result<ProgrammeId> begin_programme(const DemoStart& start, const domain::Workflow& workflow, Engine& engine,
                                    SimulatedPeople& people, std::uint64_t seed)
{
    return Beginning{start, workflow, engine, people, seed}.run();
}

}  // namespace wd::runtime
