// See translate.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/translate.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "http/json_text.hpp"

#include <algorithm>
#include <charconv>

namespace wd::http {

using domain::ApiKind;
using domain::ApiWord;
using domain::MemberShape;

namespace {

class Complaints {
public:
    void add(std::string field, std::string message)
    {
        list_.push_back(Error{Errc::invalid, std::move(message), Where{{}, 0, std::move(field)}, {}});
    }
    bool empty() const { return list_.empty(); }
    Error to_error()
    {
        Error error = list_.size() == 1 ? list_.front()
                                        : refusal(Errc::invalid, "{} velden in uw verzoek kloppen niet", list_.size());
        error.details = std::move(list_);
        return error;
    }

private:
    std::vector<Error> list_;
};

// The words that a member may have: of the list that the table names, or of the command itself.
std::string_view list_of(const ApiWord& word)
{
    return word.kind == ApiKind::word ? word.of : std::string_view{};
}

std::vector<std::string> words_of(const ApiWord& word, const MemberShape& shape)
{
    std::vector<std::string> words;
    if (shape.words.empty())
        return domain::api_words_of(list_of(word));
    words.reserve(shape.words.size());
    for (const std::string_view code : shape.words)
        words.push_back(domain::api_word(code, list_of(word)));
    return words;
}

std::optional<std::string_view> code_of(const ApiWord& word, const MemberShape& shape, std::string_view given)
{
    if (shape.words.empty())
        return domain::code_of_api_word(list_of(word), given);
    for (const std::string_view code : shape.words)
        if (domain::api_word(code, list_of(word)) == given)
            return code;
    return {};
}

std::string one_of(const std::vector<std::string>& words)
{
    const std::vector<std::string_view> views(words.begin(), words.end());
    return join_or(views);
}

// Reads a body by the shapes of a command.
class BodyReader {
public:
    explicit BodyReader(std::string_view place) : place_(place) {}

    json::object read(const std::vector<MemberShape>& members, const json::object& body, const std::string& path)
    {
        json::object data;
        std::vector<std::string_view> known;
        for (const MemberShape& member : members) {
            const ApiWord* word = domain::find_api_word(place_, member.code);
            WD_ASSERT(word != nullptr);
            known.push_back(word->api);
            const std::string below = path.empty() ? std::string(word->api) : fmt::format("{}.{}", path, word->api);
            const json::value* given = body.if_contains(json_view(word->api));
            if (given == nullptr || given->is_null()) {
                if (member.required)
                    complaints_.add(below, fmt::format("veld '{}' ontbreekt", word->api));
                continue;
            }
            data[json_view(member.code)] =
                member.many ? read_list(member, *word, *given, below) : read_value(member, *word, *given, below);
        }
        for (const auto& member : body) {
            const std::string_view name = member.key();
            if (std::find(known.begin(), known.end(), name) == known.end())
                complaints_.add(path.empty() ? std::string(name) : fmt::format("{}.{}", path, name),
                                fmt::format("onbekend veld '{}'{}", name, did_you_mean(name, known)));
        }
        return data;
    }

    Complaints& complaints() { return complaints_; }

private:
    json::value read_list(const MemberShape& member, const ApiWord& word, const json::value& given,
                          const std::string& path)
    {
        if (!given.is_array()) {
            complaints_.add(path, "verwacht een lijst [ … ]");
            return {};
        }
        json::array list;
        for (const json::value& one : given.get_array())
            list.push_back(read_value(member, word, one, fmt::format("{}[{}]", path, list.size())));
        return list;
    }

    json::value read_value(const MemberShape& member, const ApiWord& word, const json::value& given,
                           const std::string& path)
    {
        switch (member.kind) {
        case ApiKind::open: return given;
        case ApiKind::object:
            if (given.is_object())
                return read(member.members, given.get_object(), path);
            complaints_.add(path, "verwacht een object { … }");
            return {};
        case ApiKind::word: return read_word(member, word, given, path);
        case ApiKind::text:
            if (given.is_string() && word.kind == ApiKind::word)  // a name that the engine keeps as text
                return read_word(member, word, given, path);
            if (!given.is_string())
                complaints_.add(path, "verwacht tekst");
            return given;
        case ApiKind::yes_no:
            if (!given.is_bool())
                complaints_.add(path, "verwacht true of false");
            return given;
        case ApiKind::number:
        case ApiKind::per_mille:
            if (!given.is_int64() && !given.is_uint64())
                complaints_.add(path, "verwacht een heel getal");
            return given;
        case ApiKind::id: return read_id(member.prefix, given, path);
        case ApiKind::date: return read_date(given, path);
        case ApiKind::date_time: return read_date_time(given, path);
        }
        return {};
    }

    json::value read_word(const MemberShape& member, const ApiWord& word, const json::value& given,
                          const std::string& path)
    {
        if (given.is_string())
            if (const std::optional<std::string_view> code = code_of(word, member, text_of(given)))
                return json::value(json_view(*code));
        const std::vector<std::string> words = words_of(word, member);
        const std::vector<std::string_view> views(words.begin(), words.end());
        complaints_.add(path, fmt::format("verwacht {}{}", one_of(words),
                                          given.is_string() ? did_you_mean(text_of(given), views) : std::string{}));
        return {};
    }

    json::value read_id(std::string_view prefix, const json::value& given, const std::string& path)
    {
        if (!given.is_string()) {
            complaints_.add(path, fmt::format("verwacht een sleutel, bijvoorbeeld {}-12", prefix));
            return {};
        }
        if (const Result<std::int64_t> number = parse_id_number(text_of(given), prefix); !number)
            complaints_.add(path, number.error().message);
        return given;
    }

    json::value read_date(const json::value& given, const std::string& path)
    {
        const Result<Date> date =
            given.is_string() ? parse_date(text_of(given))
                              : Result<Date>(refusal(Errc::invalid, "verwacht een datum, bijvoorbeeld 2026-11-20"));
        if (!date)
            complaints_.add(path, date.error().message);
        return given;
    }

    json::value read_date_time(const json::value& given, const std::string& path)
    {
        const Result<Timestamp> at = given.is_string()
                                         ? parse_timestamp(text_of(given))
                                         : Result<Timestamp>(refusal(Errc::invalid, "verwacht een tijdstip"));
        if (!at) {
            complaints_.add(path, at.error().message);
            return {};
        }
        return to_unix_ms(*at);
    }

    std::string_view place_;
    Complaints complaints_;
};

// What was recorded before may be a word of a closed list: then it is written in the same words as it is read.
void translate_correction(const Route& route, json::object& data)
{
    const json::value* field = data.if_contains("field");
    json::value* value = data.if_contains("value");
    if (route.name != "entry.correct" || field == nullptr || value == nullptr || !value->is_string())
        return;
    const std::string_view place = route.place.substr(0, route.place.find('.'));
    const ApiWord* word = domain::find_api_word(place, text_of(*field));
    if (word == nullptr || word->kind != ApiKind::word)
        return;
    if (const auto code = domain::code_of_api_word(word->of, text_of(*value)))
        *value = json::string(json_view(*code));
}

// --- Queries

// A value of the query by the kind of the member.
Result<json::value> read_text(const ApiWord& word, std::string_view given)
{
    switch (word.kind) {
    case ApiKind::id:
        if (const Result<std::int64_t> id = parse_id_number(given, word.of); !id)
            return id.error();
        return json::value(json_view(given));
    case ApiKind::number:
    case ApiKind::per_mille: {
        std::int64_t number = 0;
        const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), number);
        if (failed != std::errc{} || end != given.data() + given.size())
            return refusal(Errc::invalid, "verwacht een heel getal, niet '{}'", given);
        return json::value(number);
    }
    case ApiKind::yes_no:
        if (given == "true" || given == "false")
            return json::value(given == "true");
        return refusal(Errc::invalid, "verwacht true of false, niet '{}'", given);
    case ApiKind::date:
        if (const Result<Date> date = parse_date(given); !date)
            return date.error();
        return json::value(json_view(given));
    case ApiKind::word: {
        if (const auto code = domain::code_of_api_word(word.of, given))
            return json::value(json_view(*code));
        const std::vector<std::string> words = domain::api_words_of(word.of);
        const std::vector<std::string_view> views(words.begin(), words.end());
        return refusal(Errc::invalid, "verwacht {}{}", one_of(words), did_you_mean(given, views));
    }
    default: return json::value(json_view(given));
    }
}

std::string query_example(const ApiWord& word)
{
    return word.kind == ApiKind::id ? fmt::format("{}-1", word.of) : std::string(word.example);
}

class QueryReader {
public:
    explicit QueryReader(const Route& route) : route_(route), parameters_(query_parameters(route))
    {
        if (route.shape == Shape::list)
            schema_ = find_schema(route.schema);
        for (const QueryParameter& parameter : parameters_)
            known_.push_back(parameter.word->api);
        if (schema_ == nullptr)
            return;
        for (const std::string_view name : {"limiet", "cursor", "sorteer"})
            known_.push_back(name);
        if (!route.expand.empty())
            known_.push_back("expand");
        for (const SchemaMember& member : schema_->members)
            if (is_filter(member) && std::find(known_.begin(), known_.end(), member.word->api) == known_.end())
                known_.push_back(member.word->api);
    }

    Result<Query> read(const std::vector<std::pair<std::string, std::string>>& given)
    {
        for (const auto& [name, value] : given) {
            if (std::count_if(given.begin(), given.end(), [&](const auto& other) { return other.first == name; }) > 1)
                complaints_.add(name, fmt::format("'{}' staat er vaker dan één keer", name));
            else
                read_one(name, value);
        }
        for (const QueryParameter& parameter : parameters_)
            if (parameter.required && !query_.with.contains(json_view(parameter.word->code)))
                complaints_.add(std::string(parameter.word->api),
                                fmt::format("noem '{}', bijvoorbeeld ?{}={}", parameter.word->api, parameter.word->api,
                                            query_example(*parameter.word)));
        if (!complaints_.empty())
            return complaints_.to_error();
        return std::move(query_);
    }

private:
    void read_one(const std::string& name, const std::string& value)
    {
        for (const QueryParameter& parameter : parameters_)
            if (parameter.word->api == name) {
                keep(name, read_text(*parameter.word, value), parameter.word->code);
                return;
            }
        if (schema_ != nullptr && read_list_wish(name, value))
            return;
        complaints_.add(name, fmt::format("onbekende parameter '{}'{}", name, did_you_mean(name, known_)));
    }

    void keep(const std::string& name, Result<json::value> value, std::string_view code)
    {
        if (value)
            query_.with[json_view(code)] = std::move(*value);
        else
            complaints_.add(name, value.error().message);
    }

    bool read_list_wish(const std::string& name, const std::string& value)
    {
        if (name == "limiet")
            read_limit(value);
        else if (name == "cursor")
            query_.list.cursor = value;
        else if (name == "sorteer")
            read_sort(value);
        else if (name == "expand" && !route_.expand.empty())
            read_expand(value);
        else
            return read_filter(name, value);
        return true;
    }

    void read_limit(const std::string& value)
    {
        const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), query_.list.limit);
        if (failed != std::errc{} || end != value.data() + value.size() || query_.list.limit < 1 ||
            query_.list.limit > page_max)
            complaints_.add("limiet",
                            fmt::format("'limiet' is een heel getal van 1 tot en met {}, niet '{}'", page_max, value));
    }

    void read_sort(std::string_view value)
    {
        query_.list.descending = value.starts_with('-');
        const std::string_view name = query_.list.descending ? value.substr(1) : value;
        query_.list.sort = find_member(*schema_, name);
        if (query_.list.sort != nullptr && is_filter(*query_.list.sort))
            return;
        std::vector<std::string_view> members;
        for (const SchemaMember& member : schema_->members)
            if (is_filter(member))
                members.push_back(member.word->api);
        complaints_.add("sorteer", fmt::format("'{}' is geen veld om op te sorteren{}; kies {}", name,
                                               did_you_mean(name, members), join_or(members)));
    }

    void read_expand(std::string_view value)
    {
        const std::string_view code = route_.expand.substr(0, route_.expand.find('='));
        const std::string_view name = domain::find_api_word(route_.schema, code)->api;
        query_.list.expand = value == name;
        if (!query_.list.expand)
            complaints_.add("expand", fmt::format("hier kan expand={}, niet '{}'", name, value));
    }

    bool read_filter(const std::string& name, const std::string& value)
    {
        const SchemaMember* member = find_member(*schema_, name);
        if (member == nullptr || !is_filter(*member))
            return false;
        Result<json::value> wanted = read_text(*member->word, value);
        if (!wanted)
            complaints_.add(name, wanted.error().message);
        else
            query_.list.filters.emplace_back(
                member, member->word->kind == ApiKind::word ? json::value(json_view(value)) : std::move(*wanted));
        return true;
    }

    const Route& route_;
    std::vector<QueryParameter> parameters_;
    const Schema* schema_ = nullptr;
    std::vector<std::string_view> known_;
    Query query_;
    Complaints complaints_;
};

// --- Answers

json::value value_to_api(const SchemaMember& member, const json::value& value, int depth)
{
    if (value.is_array() && member.word->kind != ApiKind::open && depth > 0) {
        json::array list;
        list.reserve(value.get_array().size());
        for (const json::value& one : value.get_array())
            list.push_back(value_to_api(member, one, depth - 1));
        return list;
    }
    if (value.is_object() && member.schema != nullptr) {
        const Schema* schema = depth > 0 && member.single != nullptr ? member.single : member.schema;
        return to_api_object(*schema, value.get_object());
    }
    if (member.word->kind == ApiKind::word && value.is_string())
        return json::value(json_view(domain::api_word(text_of(value), member.word->of)));
    if (member.word->kind == ApiKind::id && value.is_int64())  // an id inside stored JSON
        return json::value(json_view(fmt::format("{}-{}", member.word->of, value.get_int64())));
    return value;
}

}  // namespace

Result<json::object> read_body(const Route& route, const json::value& body)
{
    if (!body.is_object())
        return refusal(Errc::invalid, "de inhoud van het verzoek is een object {{ … }}");
    BodyReader reader{words_place(route)};
    json::object data = reader.read(body_members(route), body.get_object(), "");
    if (!reader.complaints().empty())
        return reader.complaints().to_error();
    translate_correction(route, data);
    return data;
}

Result<Query> read_query(const Route& route, const std::vector<std::pair<std::string, std::string>>& query)
{
    return QueryReader{route}.read(query);
}

Result<json::object> read_path(const Route& route, const std::vector<std::string>& values)
{
    const std::vector<PathParameter> parameters = path_parameters(route);
    WD_ASSERT(parameters.size() == values.size());
    json::object data;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const bool with_prefix = values[i].starts_with(parameters[i].prefix);
        const Result<std::int64_t> id = parse_id_number(values[i], parameters[i].prefix);
        if (!id || !with_prefix)
            return refusal(Errc::not_found, "'{}' is geen {}; een sleutel is bijvoorbeeld {}-12", values[i],
                           parameters[i].api, parameters[i].prefix);
        data[json_view(parameters[i].code)] = values[i];
    }
    return data;
}

json::object to_api_object(const Schema& schema, const json::object& answer)
{
    json::object shown;
    for (const SchemaMember& member : schema.members)
        if (const json::value* value = answer.if_contains(json_view(member.word->code));
            value != nullptr && !value->is_null())
            shown[json_view(member.word->api)] = value_to_api(member, *value, member.depth);
    return shown;
}

json::value to_api(const Schema& schema, const json::value& answer)
{
    if (answer.is_object())
        return to_api_object(schema, answer.get_object());
    if (!answer.is_array())
        return answer;
    json::array list;
    for (const json::value& row : answer.get_array())
        list.push_back(to_api(schema, row));
    return list;
}

std::string api_field(std::string_view place, std::string_view field)
{
    std::string translated;
    while (!field.empty()) {
        const std::size_t end = std::min(field.find('.'), field.size());
        const std::string_view part = field.substr(0, end);
        const std::string_view name = part.substr(0, part.find('['));
        const ApiWord* word = domain::find_api_word(place, name);
        translated += word == nullptr ? name : word->api;
        translated += part.substr(name.size());
        field.remove_prefix(std::min(end + 1, field.size()));
        if (!field.empty())
            translated += '.';
    }
    return translated;
}

}  // namespace wd::http
