// See key_watch.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/key_watch.hpp"

#include "domain/access.hpp"
#include "domain/ids.hpp"
#include "http/json_text.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <mutex>

namespace wd::http {

namespace {

struct KeyVerb {
    std::string_view verb;
    std::string_view action;
};
constexpr std::array key_verbs{
    KeyVerb{"account.open", "account geopend"},          KeyVerb{"account.close", "account gesloten"},
    KeyVerb{"account.password", "wachtwoord gewijzigd"}, KeyVerb{"access.grant", "rol gegeven"},
    KeyVerb{"access.withdraw", "rol ingetrokken"},       KeyVerb{"token.add", "token gemaakt"},
    KeyVerb{"token.withdraw", "token ingetrokken"},      KeyVerb{"person.forget", "gegevens van persoon gewist"}};

const json::object& members_in(const json::object& object, const char* name)
{
    static const json::object none;
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_object() ? value->get_object() : none;
}

// "persoon-3" from what somebody typed as an id; "" when it is none.
template <class Tag>
std::string key_id_in(const json::object& object, const char* name)
{
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string())
        return {};
    const Result<Id<Tag>> id = parse_id<Tag>(text_of(*value));
    return id ? to_text(*id) : std::string{};
}

std::string key_object_of(const json::object& data, const json::object& result)
{
    for (const std::string& id :
         {key_id_in<domain::TokenTag>(result, "token"), key_id_in<domain::TokenTag>(data, "token"),
          key_id_in<domain::PersonTag>(data, "person")})
        if (!id.empty())
            return id;
    return "onbekend";
}

// "project_leader bij programme, gebruiker 1000, not_allowed": closed words only.
std::string key_about(const json::object& request, const json::object& data, const json::object& error)
{
    std::string words;
    const auto add = [&](const std::string& word) { words += (words.empty() ? "" : ", ") + word; };
    if (const auto role = find_enum<domain::PermissionRole>(text_in(data, "role")))
        if (const auto scope = find_enum<domain::ScopeKind>(text_in(data, "scope")))
            add(fmt::format("{} bij {}", name_of(*role), name_of(*scope)));
    if (const json::value* user = request.if_contains("uid"); user != nullptr && user->is_number())
        add(fmt::format("gebruiker {}", json::serialize(*user)));
    if (const std::string code = text_in(error, "code"); !code.empty())
        add(code);
    return words;
}

constexpr std::array moving_verbs{"account.", "access.",          "token.",
                                  "person.",  "programme.create", "programme.municipality"};

// Shared by the service, which calls it, and the watch that stops it.
class KeyHearer {
public:
    KeyHearer(Guard& guard, SecurityLog& log) : guard_(guard), log_(log) {}

    void hear(const json::object& request, const json::object& answer)
    {
        const std::lock_guard lock{mutex_};
        if (stopped_)
            return;
        guard_.forget();
        if (!request.contains("uid"))
            return;
        const std::optional<SecurityLine> line = key_line_of(request, answer, from_socket);
        if (!line)
            return;
        if (const Result<void> added = log_.add(*line); !added)
            spdlog::error("a line of the security log was lost: {}", added.error().message);
    }
    void stop()
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
    }

private:
    Guard& guard_;
    SecurityLog& log_;
    std::mutex mutex_;  // guards stopped_, and that nothing is under way after stop()
    bool stopped_ = false;
};

class ServiceKeyWatch final : public KeyWatch {
public:
    ServiceKeyWatch(runtime::Service& service, Guard& guard, SecurityLog& log)
        : hearer_(std::make_shared<KeyHearer>(guard, log))
    {
        service.on_command({moving_verbs.begin(), moving_verbs.end()},
                           [hearer = hearer_](const json::object& request, const json::object& answer) {
                               hearer->hear(request, answer);
                           });
    }
    ~ServiceKeyWatch() override { stop(); }
    void stop() override { hearer_->stop(); }

private:
    std::shared_ptr<KeyHearer> hearer_;
};

}  // namespace

std::optional<SecurityLine> key_line_of(const json::object& request, const json::object& answer,
                                        std::string_view origin)
{
    const std::string verb = text_in(request, "do");
    const auto* const known =
        std::find_if(key_verbs.begin(), key_verbs.end(), [&](const KeyVerb& one) { return one.verb == verb; });
    if (known == key_verbs.end())
        return {};
    const json::object& data = members_in(request, "data");
    const json::object& error = members_in(answer, "error");
    SecurityLine line;
    line.action = known->action;
    line.object = key_object_of(data, members_in(answer, "result"));
    line.result = error.empty() ? SecurityResult::gelukt : SecurityResult::geweigerd;
    line.origin = origin;
    line.actor = key_id_in<domain::PersonTag>(request, "as");
    if (line.actor.empty())
        line.actor = "beheerder van de machine";
    line.about = key_about(request, data, error);
    return line;
}

std::unique_ptr<KeyWatch> watch_keys(runtime::Service& service, Guard& guard, SecurityLog& log)
{
    return std::make_unique<ServiceKeyWatch>(service, guard, log);
}

}  // namespace wd::http
