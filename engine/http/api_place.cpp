// Who asks, and whether that may be. See api_call.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/api_call.hpp"

#include "calendar/amsterdam.hpp"
#include "http/json_text.hpp"
#include "http/problem.hpp"
#include "runtime/handover_question.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace wd::http {

using domain::Action;
using domain::Place;
using domain::ProgrammeId;

namespace {

const json::value* find_text(const json::object& data, std::string_view code)
{
    const json::value* value = data.if_contains(json_view(code));
    return value == nullptr || !value->is_string() ? nullptr : value;
}

constexpr std::string_view installation_word = "inrichting";
constexpr std::string_view installation_stream = "installation";

}  // namespace

ApiCall::ApiCall(ApiDesk& desk, Request request, Match match, std::function<void(Response)> done)
    : desk_(desk),
      request_(std::move(request)),
      route_(*match.route),
      values_(std::move(match.values)),
      done_(std::move(done)),
      begun_(desk.needs.service.now())
{
}

void ApiCall::run()
{
    Guard::Identified found = desk_.needs.guard.identify(request_);
    if (const auto* away = std::get_if<TurnedAway>(&found))
        return refuse(*away);
    identity_ = std::move(std::get<Identity>(found));
    // Nobody hears what is wrong with a request, or what is there, before they said who they are.
    if (identity_.proof == Proof::none) {
        if (const auto away = desk_.needs.guard.check(request_, identity_, route_.action, Place{}))
            return refuse(*away);
    }
    if (read_request())
        find_place();
}

bool ApiCall::read_request()
{
    Result<json::object> data = read_path(route_, values_);
    if (!data) {
        refuse(data.error());
        return false;
    }
    data_ = std::move(*data);
    Result<Query> query = read_query(route_, request_.query);
    if (!query) {
        refuse(query.error());
        return false;
    }
    query_ = std::move(*query);
    json::object more = query_.with;
    if (route_.means != Means::question) {
        Result<json::value> parsed = request_.body.empty() ? json::value(json::object{}) : parse_json(request_.body);
        if (!parsed) {
            done_(problem_of(parsed.error(), request_));  // names in it are the caller's own
            return false;
        }
        Result<json::object> body = read_body(route_, *parsed);
        if (!body) {
            refuse(body.error());
            return false;
        }
        more = std::move(*body);
    }
    for (auto& member : more)
        data_[member.key()] = std::move(member.value());
    return true;
}

std::optional<Subject> ApiCall::subject_in(const json::object& data, std::string_view code) const
{
    const json::value* id = find_text(data, code);
    return id == nullptr ? std::nullopt : parse_subject(text_of(*id));
}

void ApiCall::find_place()
{
    switch (route_.finding) {
    case Finding::by_path: return check_subjects({parse_subject(values_.front()).value()});
    case Finding::by_query: return check_subjects({subject_in(data_, "programme").value()});
    case Finding::by_body: {
        // A task says more exactly where it is than the programme does; when both are there both must be allowed.
        std::vector<Subject> subjects;
        for (const std::string_view code : {"task", "programme"})
            if (const std::optional<Subject> subject = subject_in(data_, code))
                subjects.push_back(*subject);
        if (subjects.empty())
            return refuse(refusal(Errc::invalid, "noem een programma of een taak"));
        return check_subjects(subjects);
    }
    case Finding::by_municipality: {
        Place place;
        if (const json::value* codes = data_.if_contains("municipalities"); codes != nullptr && codes->is_array())
            for (const json::value& code : codes->get_array())
                place.municipalities.emplace_back(text_of(code));
        return check_at(place, route_.action, [self = shared_from_this()] { self->allowed(); });
    }
    case Finding::listed:
        if (const std::optional<Subject> programme = subject_in(data_, "programme"))
            return check_subjects({*programme});
        return check_listed(route_.action);
    case Finding::wide: return check_wide();
    case Finding::log: return check_log();
    case Finding::people: return check_listed(route_.action);
    case Finding::somewhere:
        if (const auto away = desk_.needs.guard.check_somewhere(request_, identity_, route_.action))
            return refuse(*away);
        return allowed();
    case Finding::installation:
    case Finding::oneself:
        if (route_.finding == Finding::oneself && route_.name != "now")
            data_["person"] = as();
        return check_at(Place{}, route_.action, [self = shared_from_this()] { self->allowed(); });
    }
}

void ApiCall::check_subjects(const std::vector<Subject>& subjects)
{
    for (const Subject& subject : subjects) {
        Result<std::optional<Place>> place = desk_.needs.guard.find_place(subject);
        if (!place)
            return refuse(place.error());
        if (*place && (*place)->programme)
            stream_ = *(*place)->programme;
        Action action = route_.action;
        if (*place) {
            const Result<Action> here = action_at(subject, **place);
            if (!here)
                return refuse(here.error());
            action = *here;
        }
        if (action == Action::see_household)
            for (const std::string& value : values_)
                read_[ReadingKind::household].push_back(value);
        if (*place && (*place)->team && !identity_.content)
            *place = std::nullopt;  // a token has to say that it may see what is of a household
        if (const auto away = desk_.needs.guard.check(request_, identity_, action, *place))
            return refuse(*away);
    }
    allowed();
}

// What one must be allowed for this route, about this subject. Reading what is of a household is another thing than reading a
// programme; and whoever works on a handover that is for them reads it as well.
Result<Action> ApiCall::action_at(const Subject& subject, const Place& place)
{
    if (place.team && route_.means == Means::question)
        return Action::see_household;
    const auto* handover = std::get_if<domain::HandoverId>(&subject);
    if (route_.action != Action::see_handover || handover == nullptr || may(identity_, Action::see_handover, place))
        return route_.action;
    const Result<bool> theirs = runtime::look<bool>(desk_.needs.service, [&](store::ReadStore& store) {
        return runtime::is_handover_for(store, *place.programme, *handover, identity_.person,
                                        calendar::date_of(desk_.needs.service.now()));
    });
    if (!theirs)
        return theirs.error();
    return *theirs ? Action::do_handover : route_.action;
}

void ApiCall::check_at(const std::optional<Place>& place, Action action, std::function<void()> then)
{
    if (const auto away = desk_.needs.guard.check(request_, identity_, action, place))
        return refuse(*away);
    then();
}

void ApiCall::check_listed(Action action)
{
    if (const auto away = desk_.needs.guard.check_somewhere(request_, identity_, action))
        return refuse(*away);
    desk_.needs.guard.list_programmes(identity_, action,
                                      [self = shared_from_this()](Result<Guard::Programmes> programmes) {
                                          if (!programmes)
                                              return self->refuse(programmes.error());
                                          if (self->route_.finding == Finding::people)
                                              return self->gather_people(std::move(*programmes));
                                          self->programmes_ = std::move(*programmes);
                                          self->allowed();
                                      });
}

void ApiCall::check_wide()
{
    const json::value* person = find_text(data_, "person");
    const auto then = [self = shared_from_this()] { self->allowed(); };
    if (person != nullptr && text_of(*person) == as())
        return check_at(Place{}, Action::see_self, then);
    if (const std::optional<Subject> programme = subject_in(data_, "programme"))
        return check_subjects({*programme});
    Place place;
    if (const json::value* municipality = find_text(data_, "municipality"))
        place.municipalities.emplace_back(text_of(*municipality));
    check_at(place, route_.action, then);
}

void ApiCall::check_log()
{
    const json::value* stream = find_text(data_, "stream");
    if (stream == nullptr) {
        if (const std::optional<Subject> programme = subject_in(data_, "programme"))
            return check_subjects({*programme});
        return check_listed(route_.action);
    }
    if (text_of(*stream) != installation_word)
        return refuse(Error{Errc::invalid,
                            fmt::format("'bereik' is {}, niet '{}'", installation_word, text_of(*stream)),
                            Where{{}, 0, "bereik"},
                            {}});
    data_["stream"] = json_view(installation_stream);
    check_at(Place{}, Action::administer, [self = shared_from_this()] { self->allowed(); });
}

// Whoever works across all programmes sees everybody; others see who takes part in theirs, and themselves.
void ApiCall::gather_people(std::optional<std::vector<ProgrammeId>> programmes)
{
    if (!programmes)
        return allowed();
    const bool began = desk_.needs.service.read(
        [self = shared_from_this(), programmes = std::move(*programmes)](store::ReadStore& store) {
            std::set<std::string> people{self->as()};
            const auto add = [&](const json::value& row, const char* code) {
                if (const json::value& id = row.at(code); id.is_string())
                    people.emplace(text_of(id));
            };
            for (const ProgrammeId programme : programmes) {
                for (const json::value& row : store.view("programme", {{"programme", programme.value}}))
                    add(row, "commissioner");
                for (const json::value& row : store.view("positions", {{"programme", programme.value}}))
                    add(row, "person");
            }
            self->people_ = std::move(people);
            self->allowed();
        },
        [self = shared_from_this()](const Error& error) { self->refuse(error); });
    if (!began)
        refuse(refusal(Errc::unavailable, "het is nu te druk; probeer het straks opnieuw"));
}

}  // namespace wd::http
