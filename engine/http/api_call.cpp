// The work of one request, once it may be done. See api_call.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/api_call.hpp"

#include "base/limits.hpp"
#include "http/json_text.hpp"
#include "http/problem.hpp"
#include "runtime/port.hpp"
#include "store/store.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace wd::http {

using domain::Action;
using domain::Place;

namespace {

const json::value* given_in(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(json_view(name));
    return value == nullptr || value->is_null() ? nullptr : value;
}

// How often a condition is looked at again, when other things keep happening around it.
constexpr int match_attempts = 16;

// No event has this number: with it only a repetition is answered.
constexpr std::int64_t nothing_seen = -1;

bool takes(std::string_view question, std::string_view parameter)
{
    const auto parameters = store::find_view_parameters(question);
    return parameters && std::find(parameters->begin(), parameters->end(), parameter) != parameters->end();
}

std::int64_t rows_at_most(std::size_t rows)
{
    return std::min(static_cast<std::int64_t>(rows), limits::rows_asked_max);
}

// A long list that comes programme by programme, also when it is asked about all: then it can be asked about some, one after another.
bool goes_by_programme(const Route& route)
{
    return takes(route.name, "limit") && takes(route.name, "programme");
}

// "kind=friction": the member and the value.
std::pair<std::string_view, std::string_view> split(std::string_view text, char sign)
{
    const std::size_t at = text.find(sign);
    return {text.substr(0, at), text.substr(at + 1)};
}

const SchemaMember* find_coded(const Schema& schema, std::string_view code)
{
    const auto found = std::find_if(schema.members.begin(), schema.members.end(),
                                    [&](const SchemaMember& member) { return member.word->code == code; });
    return found == schema.members.end() ? nullptr : &*found;
}

// What is shown about people themselves, each of which is a processing of personal data; not where a name only stands beside work.
struct PeopleIn {
    std::string_view schema;
    std::string_view code;  // of the member that says who
    ReadingKind kind;
};
constexpr PeopleIn people_in[] = {
    {"person", "person", ReadingKind::person},  {"person.member", "person", ReadingKind::person},
    {"absence", "person", ReadingKind::person}, {"account", "person", ReadingKind::person},
    {"export", "person", ReadingKind::person},  {"lost", "person", ReadingKind::person},
    {"contact", "entry", ReadingKind::contact},
};

const PeopleIn* find_people_in(std::string_view schema)
{
    for (const PeopleIn& people : people_in)
        if (people.schema == schema)
            return &people;
    return nullptr;
}

bool names_tag(std::string_view header, std::string_view tag)
{
    return header == "*" || header.find(tag) != std::string_view::npos;
}

// Where a thing that was just made can be read: "/taken/taak-12"; "" when it has no path of its own.
std::string location_of(const Route& route, const json::object& result)
{
    const Route* made = find_made(route);
    if (made == nullptr)
        return {};
    const json::value* id = given_in(result, path_parameters(*made).back().code);
    if (id == nullptr)
        id = given_in(result, "entry");
    return id != nullptr && id->is_string() ? fmt::format("{}{}/{}", base_path, route.path, text_of(*id))
                                            : std::string{};
}

}  // namespace

std::string tag_of(std::string_view body)
{
    return fmt::format("\"{}\"", to_hex(sha256(body)));
}

void ApiCall::allowed()
{
    if (route_.means == Means::command)
        command();
    else if (route_.means == Means::stream)
        listen();
    else
        ask();
}

void ApiCall::listen()
{
    LiveScope scope = LiveScope::all;
    domain::ProgrammeId programme;
    if (route_.name == "programme") {
        scope = LiveScope::programme;
        programme = *parse_id<domain::ProgrammeTag>(values_.front());
    } else if (route_.name == "oneself")
        scope = LiveScope::oneself;
    if (desk_.needs.live == nullptr)
        return refuse(refusal(Errc::unavailable, "meeluisteren kan hier niet"));
    std::variant<Response, TurnedAway> opened = desk_.needs.live->open(request_, identity_, scope, programme);
    if (const auto* away = std::get_if<TurnedAway>(&opened))
        return refuse(*away);
    done_(std::get<Response>(std::move(opened)));
}

void ApiCall::ask()
{
    json::object with = data_;
    if (route_.finding == Finding::log) {
        with["limit"] = static_cast<std::int64_t>(query_.list.limit);
    } else if (route_.shape == Shape::list && !people_ && takes(route_.name, "limit")) {
        const Result<std::optional<std::size_t>> needed = rows_needed(query_.list);
        if (!needed)
            return refuse(needed.error());
        const std::optional<std::size_t> limit = route_.only.empty() ? *needed : std::nullopt;
        if (programmes_ && goes_by_programme(route_))
            return ask_each(0, {}, limit);
        if (limit && !programmes_)
            with["limit"] = rows_at_most(*limit);
    }
    desk_.needs.service.request({{"ask", json_view(route_.name)}, {"with", std::move(with)}, {"as", as()}}, texts(),
                                [self = shared_from_this()](const json::object& answer) { self->answered(answer); });
}

// Asks about one programme of theirs after another, until there are enough rows for this page; none = all of them count.
void ApiCall::ask_each(std::size_t next, json::array rows, std::optional<std::size_t> needed)
{
    if (next == programmes_->size() || (needed && rows.size() >= *needed))
        return answered({{"result", std::move(rows)}});
    json::object with = data_;
    with["programme"] = to_text((*programmes_)[next]);
    with["limit"] = rows_at_most(needed ? *needed - rows.size() : std::size_t{limits::rows_asked_max});
    desk_.needs.service.request(
        {{"ask", json_view(route_.name)}, {"with", std::move(with)}, {"as", as()}}, texts(),
        [self = shared_from_this(), next, rows = std::move(rows), needed](const json::object& answer) mutable {
            const json::value* more = answer.if_contains("result");
            if (more == nullptr)
                return self->answered(answer);
            for (const json::value& row : more->as_array())
                rows.push_back(row);
            self->ask_each(next + 1, std::move(rows), needed);
        });
}

// On a thread of the service, which must not hear of a mistake of ours.
void ApiCall::answered(const json::object& answer)
{
    try {
        if (const json::value* error = answer.if_contains("error"))
            return refuse(runtime::error_from_json(error->as_object()));
        show(answer.at("result"));
    } catch (const std::exception& bug) {
        spdlog::error("a bug while answering {}: {}", route_.path, bug.what());
        refuse(TurnedAway{500, refusal(Errc::unavailable, "dit is een fout in Wijkdraad zelf; het is vastgelegd"), {}});
    }
}

// --- Answers

void ApiCall::show(const json::value& result)
{
    if (route_.shape == Shape::list) {
        const json::array none;
        const json::array& rows = result.is_array() ? result.get_array() : none;
        return route_.finding == Finding::log ? show_log(rows) : show_list(rows);
    }
    const Schema& schema = *find_schema(route_.schema);
    if (route_.shape == Shape::value)
        return reply(route_.status, json::object{{json_view(schema.members.front().word->api), result}});
    if (result.is_array() && result.get_array().empty())
        return refuse(refusal(Errc::not_found, "dit bestaat niet"));
    const json::object& row = result.is_array() ? result.get_array().front().as_object() : result.as_object();
    if (people_) {
        const json::value* person = given_in(row, "person");
        if (person == nullptr || !people_->contains(std::string(text_of(*person)))) {
            const auto away = desk_.needs.guard.check(request_, identity_, route_.action, std::nullopt);
            return away ? refuse(*away) : refuse(refusal(Errc::not_found, "dit bestaat niet"));
        }
    }
    json::object shown = to_api_object(schema, row);
    note_people(shown);
    if (!note_reading())
        return;
    reply(route_.status, std::move(shown));
}

void ApiCall::show_list(const json::array& all)
{
    const Schema& schema = *find_schema(route_.schema);
    const auto is_theirs = [&](const json::object& row) {
        if (people_) {
            const json::value* person = given_in(row, "person");
            if (person == nullptr || !people_->contains(std::string(text_of(*person))))
                return false;
        }
        if (!programmes_)
            return true;
        const Result<domain::ProgrammeId> programme = row.contains("programme")
                                                          ? parse_id<domain::ProgrammeTag>(text_of(row.at("programme")))
                                                          : Result<domain::ProgrammeId>(domain::ProgrammeId{});
        return programme && std::binary_search(programmes_->begin(), programmes_->end(), *programme);
    };
    const auto [only_code, only_value] = split(route_.only, '=');
    json::array rows;
    for (const json::value& value : all) {
        const json::object& row = value.as_object();
        if (!is_theirs(row) ||
            (!route_.only.empty() && row.at(json_view(only_code)) != json::value(json_view(only_value))))
            continue;
        rows.push_back(to_api_object(schema, row));
    }
    Result<Page> page = page_of(std::move(rows), query_.list);
    if (!page)
        return refuse(page.error());
    Result<json::array> kept = sieve(std::move(page->rows));
    if (!kept)
        return refuse(kept.error());
    if (!query_.list.expand)
        return show_page(std::move(*kept), page->next);
    expand(std::move(*kept), 0, [self = shared_from_this(), next = std::move(page->next)](json::array whole) {
        self->show_page(std::move(whole), next);
    });
}

// The history has its own place to go on from: after the last line that was read, shown or not.
void ApiCall::show_log(const json::array& all)
{
    const Schema& schema = *find_schema(route_.schema);
    std::optional<std::string> next;
    if (all.size() == query_.list.limit) {
        const bool of_one = data_.contains("programme") || data_.contains("stream");
        next = std::to_string(all.back().at(of_one ? "pseq" : "seq").to_number<std::int64_t>());
    }
    json::array rows;
    for (const json::value& value : all) {
        const json::object& row = value.as_object();
        if (programmes_) {
            const json::value* programme = given_in(row, "programme");
            const Result<domain::ProgrammeId> id = programme == nullptr
                                                       ? Result<domain::ProgrammeId>(domain::ProgrammeId{})
                                                       : parse_id<domain::ProgrammeTag>(text_of(*programme));
            if (!id || !std::binary_search(programmes_->begin(), programmes_->end(), *id))
                continue;
        }
        rows.push_back(to_api_object(schema, row));
    }
    Result<json::array> kept = sieve(std::move(rows));
    kept ? show_page(std::move(*kept), next) : refuse(kept.error());
}

// Rows of households are for who may see those, and each is written down as read.
Result<json::array> ApiCall::sieve(json::array rows)
{
    const Schema& schema = *find_schema(route_.schema);
    const SchemaMember* members[] = {find_coded(schema, "task"), find_coded(schema, "run")};
    const auto id_of = [&](const json::object& row) -> std::string_view {
        for (const SchemaMember* member : members)
            if (const json::value* id = member == nullptr ? nullptr : given_in(row, member->word->api);
                id != nullptr && id->is_string())
                return text_of(*id);
        return {};
    };
    json::array kept;
    for (json::value& row : rows) {
        const std::string_view id = id_of(row.get_object());
        if (const std::optional<Subject> subject = parse_subject(id)) {
            const Result<std::optional<Place>> place = desk_.needs.guard.find_place(*subject);
            if (!place)
                return place.error();
            if (!may_show(id, *place))
                continue;
        }
        kept.push_back(std::move(row));
    }
    return kept;
}

// Whether what belongs there may be shown; of a household it is written down as read.
bool ApiCall::may_show(std::string_view id, const std::optional<Place>& place)
{
    if (!place || !place->team)
        return true;
    if (!identity_.content || !may(identity_, Action::see_household, *place))
        return false;
    read_[ReadingKind::household].emplace_back(id);
    return true;
}

// "comments=task_comments?task=task": asks the question about each row, one after another.
void ApiCall::expand(json::array rows, std::size_t next, std::function<void(json::array)> then)
{
    if (next == rows.size())
        return then(std::move(rows));
    const auto [code, rest] = split(route_.expand, '=');
    const auto [question, asked] = split(rest, '?');
    const auto [parameter, of_row] = split(asked, '=');
    const Schema& schema = *find_schema(route_.schema);
    const json::value id = rows[next].at(json_view(find_coded(schema, of_row)->word->api));
    desk_.needs.service.request(
        {{"ask", json_view(question)}, {"with", json::object{{json_view(parameter), id}}}, {"as", as()}}, texts(),
        [self = shared_from_this(), rows = std::move(rows), next, code = code, &schema,
         then = std::move(then)](const json::object& answer) mutable {
            if (answer.contains("result")) {
                const json::value& result = answer.at("result");
                const json::value* more = result.is_object() ? given_in(result.get_object(), code) : &result;
                const SchemaMember* member = find_coded(schema, code);
                if (more != nullptr)
                    rows[next].as_object()[json_view(member->word->api)] = to_api(*member->schema, *more);
            }
            self->expand(std::move(rows), next + 1, std::move(then));
        });
}

void ApiCall::show_page(json::array rows, const std::optional<std::string>& next)
{
    for (const json::value& row : rows)
        note_people(row.as_object());
    if (!note_reading())
        return;
    json::object body{{"resultaten", std::move(rows)}};
    Headers headers;
    if (next) {
        std::string target;
        if (route_.finding == Finding::log) {
            Request from = request_;
            std::erase_if(from.query, [](const auto& parameter) { return parameter.first == "na"; });
            target = next_target(from, *next);
            target.replace(target.rfind("cursor="), 7, "na=");
        } else
            target = next_target(request_, *next);
        headers.emplace_back("Link", fmt::format("<{}>; rel=\"next\"", target));
        body["volgende"] = std::move(target);
    }
    reply(route_.status, std::move(body), std::move(headers));
}

bool ApiCall::note_reading()
{
    if (desk_.needs.readings == nullptr)
        return true;
    for (const auto& [kind, subjects] : read_) {
        if (desk_.needs.readings->add(request_, identity_, {kind, std::string(route_.summary), subjects, begun_}))
            continue;
        refuse(refusal(Errc::unavailable,
                       "gegevens over mensen zijn nu niet te zien: Wijkdraad kan niet vastleggen wie ze leest; probeer "
                       "het straks nog eens of bel uw beheerder"));
        return false;
    }
    return true;
}

// `shown` as it goes out: an object of the schema of this route.
void ApiCall::note_people(const json::object& shown)
{
    const PeopleIn* people = find_people_in(route_.schema);
    if (people == nullptr)
        return;
    const Schema* schema = find_schema(route_.schema);
    const json::object* row = &shown;
    const SchemaMember* member = find_coded(*schema, people->code);
    const json::value* id = given_in(*row, member->word->api);
    if (id != nullptr && id->is_object()) {  // with the whole person in it
        row = &id->get_object();
        schema = member->schema;
        member = find_coded(*schema, people->code);
        id = given_in(*row, member->word->api);
    }
    // Teams, groups and organisations stand among people.
    const SchemaMember* kind = find_coded(*schema, "kind");
    if (kind != nullptr && domain::code_of_api_word(kind->word->of, text_in(*row, kind->word->api)) != "person")
        return;
    if (id == nullptr)
        return;
    std::vector<std::string>& subjects = read_[people->kind];
    if (const std::string subject(text_of(*id)); std::find(subjects.begin(), subjects.end(), subject) == subjects.end())
        subjects.push_back(subject);
}

// --- Commands

void ApiCall::command()
{
    if (find_header(request_.headers, "if-match").empty())
        return send_command({});
    command_if_matched(match_attempts);
}

// The engine carries the command out only when nothing happened since the tag was read. When something did, it is read again: what
// happened may be about something else.
void ApiCall::command_if_matched(int attempts)
{
    with_current_tag([self = shared_from_this(), attempts](const std::optional<std::string>& tag, std::int64_t head) {
        const std::string_view wanted = find_header(self->request_.headers, "if-match");
        if (!tag)
            return self->tell_overtaken();
        if (!names_tag(wanted, *tag))
            return self->refuse_overtaken();
        self->send_command(head, [self, attempts](const Error& error) {
            if (error.code != Errc::conflict || attempts == 1)
                return false;
            self->command_if_matched(attempts - 1);
            return true;
        });
    });
}

// What it was about has changed. The same request with the same key may have done that itself: then its answer is told again.
void ApiCall::refuse_overtaken()
{
    if (find_header(request_.headers, "idempotency-key").empty())
        return tell_overtaken();
    send_command(nothing_seen, [self = shared_from_this()](const Error& error) {
        if (error.code == Errc::key_reused || error.code == Errc::unavailable)
            return false;
        self->tell_overtaken();  // whatever else there is to say about a change that is not made
        return true;
    });
}

void ApiCall::tell_overtaken()
{
    done_(problem_of(412, "ingehaald", "dit is sinds u het las veranderd; lees het opnieuw en probeer het nog eens",
                     request_));
}

// `then` gets the tag of what the command is about, none when it cannot be read, and the last event before it was read.
void ApiCall::with_current_tag(std::function<void(std::optional<std::string>, std::int64_t)> then)
{
    const Route* resource = find_resource(route_);
    if (resource == nullptr || resource->shape == Shape::list || path_parameters(*resource).size() > values_.size())
        return then(std::nullopt, 0);
    json::object with;
    if (!values_.empty())
        with[json_view(path_parameters(*resource).front().code)] = values_.front();
    const auto ask = [self = shared_from_this(), resource, with = std::move(with),
                      then = std::move(then)](std::int64_t head) {
        self->desk_.needs.service.request(
            {{"ask", json_view(resource->name)}, {"with", with}, {"as", self->as()}}, self->texts(),
            [resource, head, then](const json::object& answer) {
                const json::value* result = answer.if_contains("result");
                if (result == nullptr || (result->is_array() && result->get_array().empty()))
                    return then(std::nullopt, head);
                const json::value& row = result->is_array() ? result->get_array().front() : *result;
                then(tag_of(json::serialize(to_api(*find_schema(resource->schema), row))), head);
            });
    };
    const bool accepted = desk_.needs.service.read(
        [ask, stream = stream_](store::ReadStore& store) {
            ask(store.view("inner_head", {{"id", stream.value}}).at(0).at("pseq").to_number<std::int64_t>());
        },
        [self = shared_from_this()](const Error& error) { self->refuse(error); });
    if (!accepted)
        refuse(runtime::too_busy());
}

// With `head` only when that is still the last event of the stream. `again` may take a refusal over; then it answers.
void ApiCall::send_command(const std::optional<std::int64_t>& head, std::function<bool(const Error&)> again)
{
    json::object request{{"do", json_view(route_.name)}, {"data", data_}, {"as", as()}};
    if (const std::string_view once = find_header(request_.headers, "idempotency-key"); !once.empty())
        request["key"] = json_view(once);
    if (head)
        request["seen"] = json::object{{"stream", stream_.value}, {"pseq", *head}};
    desk_.needs.service.request(
        std::move(request), texts(), [self = shared_from_this(), again = std::move(again)](const json::object& answer) {
            if (const json::value* error = answer.if_contains("error")) {
                const Error refused = runtime::error_from_json(error->as_object());
                if (!again || !again(refused))
                    self->refuse(refused);
                return;
            }
            if (self->route_.shape == Shape::none)
                return self->reply(self->route_.status, {});
            const json::object& result = answer.at("result").as_object();
            Headers headers;
            if (const std::string location = location_of(self->route_, result);
                self->route_.status == 201 && !location.empty())
                headers.emplace_back("Location", location);
            self->reply(self->route_.status, to_api_object(*find_schema(self->route_.schema), result),
                        std::move(headers));
        });
}

// --- Replies

void ApiCall::reply(int status, const json::value& body, Headers headers)
{
    Response response{status, std::move(headers), {}, {}};
    if (status == 204)
        return done_(std::move(response));
    response.body = json::serialize(body);
    response.headers.emplace_back("Content-Type", "application/json");
    if (request_.method == "GET" || request_.method == "HEAD") {
        const std::string tag = tag_of(response.body);
        response.headers.emplace_back("ETag", tag);
        if (const std::string_view known = find_header(request_.headers, "if-none-match");
            !known.empty() && names_tag(known, tag))
        {
            response.status = 304;
            response.body.clear();
        }
    }
    done_(std::move(response));
}

void ApiCall::refuse(const Error& error)
{
    done_(problem_of(error, request_, words_place(route_)));
}

void ApiCall::refuse(const TurnedAway& away)
{
    Response response = problem_of(away.error, request_, {}, away.status);
    for (const auto& header : away.headers)
        response.headers.push_back(header);
    done_(std::move(response));
}

}  // namespace wd::http
