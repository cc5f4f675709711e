// See oidc.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/oidc.hpp"

#include "http/json_text.hpp"
#include "http/jwt.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/secrets.hpp"
#include "store/store.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace wd::http {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::minutes flow_kept{10};
constexpr std::size_t flows_max = 10'000;
constexpr std::chrono::hours discovery_kept{24};
constexpr std::chrono::seconds keys_pause{30};  // between two fetches because of an unknown key
constexpr std::string_view flow_cookie = "wijkdraad-aanmelden";

// Somebody on the way to the provider and back.
struct Flow {
    std::string nonce;
    std::string verifier;
    std::string after;
    Sha256 browser{};  // of the cookie: whoever comes back is whoever left
    Timestamp until{};
};

struct Provider {
    std::string authorization;
    std::string token;
    std::string jwks;
    bool names_itself = false;  // in the way back (RFC 9207): then `iss` must be there and right
};

bool has_value(const json::object& claims, const ClaimRole& role)
{
    const json::value* claim = claims.if_contains(role.claim);
    const auto is_it = [&](const json::value& one) { return one.is_string() && one.get_string() == role.value; };
    if (claim == nullptr)
        return false;
    if (const json::array* list = claim->if_array())
        return std::any_of(list->begin(), list->end(), is_it);
    return is_it(*claim);
}

// The members of access.grant and access.withdraw.
json::object access_of(domain::PersonId person, const domain::Grant& grant)
{
    json::object data{{"person", to_text(person)},
                      {"role", json::string(name_of(grant.role))},
                      {"scope", json::string(name_of(grant.scope))}};
    switch (grant.scope) {
    case domain::ScopeKind::everywhere: break;
    case domain::ScopeKind::municipality: data["municipality"] = grant.code; break;
    case domain::ScopeKind::organisation: data["organisation"] = to_text(domain::PersonId{grant.id}); break;
    case domain::ScopeKind::programme: data["programme"] = to_text(domain::ProgrammeId{grant.id}); break;
    case domain::ScopeKind::team: data["team"] = to_text(domain::PersonId{grant.id}); break;
    }
    return data;
}

std::string query_value(const Request& request, std::string_view name)
{
    std::optional<std::string> found;
    for (const auto& [key, value] : request.query)
        if (key == name) {
            if (found)
                return {};  // twice: which one counts is anybody's guess
            found = value;
        }
    return found.value_or("");
}

std::string challenge_of(std::string_view verifier)
{
    const Sha256 digest = sha256(verifier);
    return to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// Shared by the steps of one way back, each on another thread.
struct Return {
    Request request;
    std::function<void(Response)> done;
    Flow flow;
    json::object claims = {};
    domain::PersonId person = {};
};
using SharedReturn = std::shared_ptr<Return>;

class Oidc final : public OidcRoutes {
public:
    Oidc(const OidcNeeds& needs, const OidcSettings& settings, CookieKind cookie)
        : needs_(needs), settings_(settings), cookie_(cookie), fetcher_(create_fetcher(settings.fetch))
    {
    }
    ~Oidc() override { stop(); }
    void stop() override { fetcher_->stop(); }

    void handle(Request request, std::function<void(Response)> done) override
    {
        const std::vector<std::string>& path = request.segments;
        const bool ours = !request.trailing_slash && path.size() >= 4 && path[0] == "api" && path[1] == "v1" &&
                          path[2] == "aanmelden" && path[3] == "openid";
        const bool back = ours && path.size() == 5 && path[4] == "terug";
        if (!back && !(ours && path.size() == 4))
            return needs_.others.handle(std::move(request), std::move(done));
        auto answer = [done = std::move(done)](Response response) {
            response.headers.emplace_back("API-Version", api_version);
            done(std::move(response));
        };
        if (request.method != "GET")
            return answer(
                to_response({405, refusal(Errc::invalid, "hier kan alleen GET"), {{"Allow", "GET"}}}, request));
        back ? come_back(std::move(request), std::move(answer)) : leave(std::move(request), std::move(answer));
    }

private:
    using Done = std::function<void(Response)>;

    // --- What the provider says of itself.

    void with_provider(std::function<void(Result<Provider>)> go_on)
    {
        if (std::optional<Provider> known = recall_provider())
            return go_on(std::move(*known));
        std::string base = settings_.issuer;
        while (base.ends_with('/'))
            base.pop_back();
        fetcher_->fetch({base + "/.well-known/openid-configuration"}, [this, go_on](Result<Fetched> fetched) {
            Result<Provider> provider = read_discovery(std::move(fetched));
            if (provider) {
                const std::lock_guard lock{mutex_};
                provider_ = *provider;
                provider_at_ = steady_clock::now();
            } else
                spdlog::error("the OpenID provider cannot be used: {}", provider.error().message);
            go_on(std::move(provider));
        });
    }

    std::optional<Provider> recall_provider()
    {
        const std::lock_guard lock{mutex_};
        return provider_ && steady_clock::now() - provider_at_ < discovery_kept ? provider_ : std::nullopt;
    }

    Result<Provider> read_discovery(Result<Fetched> fetched) const
    {
        if (!fetched)
            return fetched.error();
        const Result<json::value> parsed = parse_json(fetched->body);
        if (fetched->status != 200 || !parsed || !parsed->is_object())
            return refusal(Errc::unavailable, "de aanbieder zegt niet hoe aanmelden gaat (status {})", fetched->status);
        const json::object& said = parsed->get_object();
        if (text_in(said, "issuer") != settings_.issuer)
            return refusal(Errc::unavailable, "de aanbieder noemt zich '{}', niet '{}'", text_in(said, "issuer"),
                           settings_.issuer);
        const json::value* names_itself = said.if_contains("authorization_response_iss_parameter_supported");
        Provider provider{text_in(said, "authorization_endpoint"), text_in(said, "token_endpoint"),
                          text_in(said, "jwks_uri"),
                          names_itself != nullptr && names_itself->is_bool() && names_itself->get_bool()};
        for (const std::string& address : {provider.authorization, provider.token, provider.jwks})
            if (!may_fetch(address))
                return refusal(Errc::unavailable, "de aanbieder noemt een adres dat niet veilig is: '{}'", address);
        return provider;
    }

    // --- On the way to the provider.

    void leave(Request request, Done done)
    {
        auto shared = std::make_shared<const Request>(std::move(request));  // by the fetch and its answer
        with_provider([this, shared, done = std::move(done)](const Result<Provider>& provider) {
            if (!provider)
                return done(unreachable(*shared));
            const std::string state = new_secret();
            const std::string browser = new_secret();
            const std::string wanted = local_path(query_value(*shared, "naar"));
            const Flow flow{new_secret(), new_secret(), wanted.empty() ? settings_.after : wanted, sha256(browser),
                            needs_.clock.now() + flow_kept};
            keep(state, flow);
            done(Response{302,
                          {{"Location", address_of(*provider, state, flow)},
                           {"Set-Cookie", cookie_with(browser, std::chrono::seconds(flow_kept))}},
                          {},
                          {}});
        });
    }

    std::string address_of(const Provider& provider, const std::string& state, const Flow& flow) const
    {
        std::string address = provider.authorization;
        address += address.find('?') == std::string::npos ? '?' : '&';
        address += fmt::format(
            "response_type=code&client_id={}&redirect_uri={}&scope={}&state={}&nonce={}&code_challenge={}"
            "&code_challenge_method=S256",
            form_encoded(settings_.client_id), form_encoded(settings_.redirect_uri), form_encoded(settings_.scope),
            state, flow.nonce, challenge_of(flow.verifier));
        std::string acr;
        for (const std::string& one : settings_.acr)
            acr += (acr.empty() ? "" : " ") + one;
        if (!acr.empty())
            address += "&acr_values=" + form_encoded(acr);
        return address;
    }

    // Lax: the way back comes from another site.
    std::string cookie_with(std::string_view value, std::chrono::seconds max_age) const
    {
        return fmt::format("{}={}; Path=/api/v1/aanmelden; HttpOnly; SameSite=Lax; Max-Age={}{}", flow_cookie, value,
                           max_age.count(), cookie_ == CookieKind::secure ? "; Secure" : "");
    }

    void keep(const std::string& state, const Flow& flow)
    {
        const std::lock_guard lock{mutex_};
        if (flows_.size() >= flows_max)
            std::erase_if(flows_, [&](const auto& one) { return one.second.until <= needs_.clock.now(); });
        if (flows_.size() >= flows_max)
            flows_.erase(flows_.begin());
        flows_[sha256(state)] = flow;
    }

    // Each counts once.
    std::optional<Flow> take(const std::string& state)
    {
        const std::lock_guard lock{mutex_};
        const auto found = flows_.find(sha256(state));
        if (found == flows_.end())
            return {};
        const Flow flow = found->second;
        flows_.erase(found);
        return flow.until > needs_.clock.now() ? std::optional(flow) : std::nullopt;
    }

    // --- On the way back.

    void come_back(Request request, Done done)
    {
        const auto back = std::make_shared<Return>(Return{std::move(request), std::move(done), {}});
        const std::optional<Flow> flow = take(query_value(back->request, "state"));
        if (!flow || !is_same_secret(sha256(find_cookie(back->request, flow_cookie)), flow->browser))
            return turn_down(back, "state", "deze aanmelding is niet hier begonnen, of duurde te lang; begin opnieuw");
        back->flow = *flow;
        if (const std::string error = query_value(back->request, "error"); !error.empty())
            return turn_down(back, "aanbieder", "de aanbieder heeft u niet aangemeld");
        const std::string code = query_value(back->request, "code");
        if (code.empty())
            return turn_down(back, "code", "de aanbieder gaf geen code");
        with_provider([this, back, code](const Result<Provider>& provider) {
            if (!provider)
                return back->done(unreachable(back->request));
            const std::string issuer = query_value(back->request, "iss");
            if ((provider->names_itself || !issuer.empty()) && issuer != settings_.issuer)
                return turn_down(back, "iss", "dit antwoord komt van een andere aanbieder");
            exchange(back, *provider, code);
        });
    }

    void exchange(const SharedReturn& back, const Provider& provider, const std::string& code)
    {
        Fetch fetch{provider.token,
                    fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}",
                                form_encoded(code), form_encoded(settings_.redirect_uri), back->flow.verifier)};
        fetch.headers.emplace_back("Accept", "application/json");
        if (const Result<void> proved = prove_client(fetch, provider); !proved) {
            spdlog::error("the client cannot prove itself to the OpenID provider: {}", proved.error().message);
            return back->done(unreachable(back->request));
        }
        fetcher_->fetch(std::move(fetch), [this, back, provider](Result<Fetched> fetched) {
            if (!fetched)
                return back->done(unreachable(back->request));
            const Result<json::value> parsed = parse_json(fetched->body);
            const std::string token =
                parsed && parsed->is_object() ? text_in(parsed->get_object(), "id_token") : std::string{};
            if (fetched->status != 200 || token.empty())
                return turn_down(back, "inwisselen", "de aanbieder gaf geen bewijs van wie u bent");
            with_keys(provider, KeysAge::any, [this, back, provider, token](const Result<KeySet>& keys) {
                judge(back, provider, token, keys, KeysAge::any);
            });
        });
    }

    Result<void> prove_client(Fetch& fetch, const Provider& provider) const
    {
        switch (settings_.proof) {
        case ClientProof::secret_basic: {
            const std::string both = form_encoded(settings_.client_id) + ":" + form_encoded(settings_.secret);
            fetch.headers.emplace_back("Authorization", "Basic " + to_base64(both));
            return {};
        }
        case ClientProof::secret_post:
            *fetch.form += fmt::format("&client_id={}&client_secret={}", form_encoded(settings_.client_id),
                                       form_encoded(settings_.secret));
            return {};
        case ClientProof::private_key: {
            const Result<std::string> assertion = sign_client_assertion(
                settings_.private_key_pem, settings_.client_id, provider.token, new_secret(), needs_.clock.now());
            if (!assertion)
                return assertion.error();
            *fetch.form += fmt::format(
                "&client_id={}&client_assertion_type={}&client_assertion={}", form_encoded(settings_.client_id),
                form_encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), *assertion);
            return {};
        }
        }
        return {};
    }

    // --- The keys of the provider.

    enum class KeysAge { any, fresh };

    void with_keys(const Provider& provider, KeysAge age, std::function<void(Result<KeySet>)> go_on)
    {
        if (std::optional<KeySet> known = recall_keys(age))
            return go_on(std::move(*known));
        fetcher_->fetch({provider.jwks}, [this, go_on](Result<Fetched> fetched) {
            Result<KeySet> keys = !fetched                 ? Result<KeySet>(fetched.error())
                                  : fetched->status != 200 ? Result<KeySet>(refusal(Errc::unavailable, "geen sleutels"))
                                                           : KeySet::parse(fetched->body);
            if (keys) {
                const std::lock_guard lock{mutex_};
                keys_ = *keys;
            }
            go_on(std::move(keys));
        });
    }

    // Those that are known and good enough; none when they have to be fetched now.
    std::optional<KeySet> recall_keys(KeysAge age)
    {
        const std::lock_guard lock{mutex_};
        const bool asked_just_now = renewed_at_ && steady_clock::now() - *renewed_at_ < keys_pause;
        if (keys_ && (age == KeysAge::any || asked_just_now))
            return keys_;
        if (age == KeysAge::fresh)
            renewed_at_ = steady_clock::now();
        return {};
    }

    void judge(const SharedReturn& back, const Provider& provider, const std::string& token, const Result<KeySet>& keys,
               KeysAge age)
    {
        if (!keys)
            return back->done(unreachable(back->request));
        KeySet::Checked checked = keys->check(token);
        if (checked.trouble == KeySet::Trouble::unknown_key && age == KeysAge::any)
            return with_keys(provider, KeysAge::fresh, [this, back, provider, token](const Result<KeySet>& fresh) {
                judge(back, provider, token, fresh, KeysAge::fresh);
            });
        if (checked.trouble != KeySet::Trouble::none) {
            spdlog::warn("an ID token was refused: {}", checked.why);
            return turn_down(back, "handtekening", "het bewijs van de aanbieder klopt niet");
        }
        const IdTokenWish wish{settings_.issuer, settings_.client_id, back->flow.nonce, settings_.acr};
        if (const Result<void> right = check_id_token(checked.claims, wish, needs_.clock.now()); !right)
            return turn_down(back, "bewijs", right.error().message);
        back->claims = std::move(checked.claims);
        find_account(back);
    }

    // --- Who that is here.

    std::string subject_of(const json::object& claims) const { return settings_.issuer + " " + text_in(claims, "sub"); }

    // On the writer thread, because an account may be tied to the subject now.
    void find_account(const SharedReturn& back)
    {
        const bool accepted = needs_.service.write(
            [this, back](store::Store& store) {
                const std::string subject = subject_of(back->claims);
                std::optional<domain::Credential> credential = store.keys().find_subject(subject);
                const std::string login =
                    settings_.login_claim.empty() ? std::string{} : text_in(back->claims, settings_.login_claim);
                if (!credential && !login.empty()) {
                    credential = store.keys().find_login(login);
                    if (credential && credential->subject)
                        credential.reset();  // it is somebody else's at the provider
                    if (credential) {
                        credential->subject = subject;
                        store.keys().put(*credential);
                    }
                }
                std::optional<domain::AccountFacts> account =
                    credential ? store.keys().find_account(credential->person) : std::nullopt;
                if (!account)
                    return turn_down(back, "geen account", "u hebt hier geen account; vraag een beheerder");
                back->person = credential->person;
                const RoleChanges changes = compare_roles(settings_.roles, back->claims, account->grants);
                change_roles(back, changes);
            },
            [back](const Error& error) {
                back->done(to_response({503, error}, back->request));
            });
        if (!accepted)
            back->done(to_response({503, refusal(Errc::unavailable, "het is nu te druk; probeer het zo weer")},
                                   back->request));
    }

    // One after the other, then in.
    void change_roles(const SharedReturn& back, RoleChanges changes)
    {
        const bool grants = !changes.grant.empty();
        if (!grants && changes.withdraw.empty())
            return open_session(back);
        std::vector<domain::Grant>& list = grants ? changes.grant : changes.withdraw;
        const domain::Grant grant = list.back();
        list.pop_back();
        needs_.service.request(
            {{"do", grants ? "access.grant" : "access.withdraw"}, {"data", access_of(back->person, grant)}},
            runtime::Texts::shown, [this, back, changes = std::move(changes)](const json::object& answer) {
                if (const json::value* error = answer.if_contains("error"))
                    spdlog::warn("a role from the OpenID provider could not be set: {}",
                                 json::serialize(error->at("code")));
                change_roles(back, changes);
            });
    }

    void open_session(const SharedReturn& back)
    {
        const Result<void> logged = needs_.log.add({"aanmelden", to_text(back->person), SecurityResult::gelukt,
                                                    back->request.remote, to_text(back->person), "OpenID"});
        if (!logged)
            return back->done(to_response({503, logged.error()}, back->request));
        needs_.login.open_session(back->person, [this, back](Result<OpenedSession> opened) {
            if (!opened)
                return back->done(to_response({503, opened.error()}, back->request));
            back->done(Response{302,
                                {{"Location", back->flow.after},
                                 {"Set-Cookie", opened->cookie},
                                 {"Set-Cookie", cookie_with("", std::chrono::seconds{0})}},
                                {},
                                {}});
        });
    }

    void turn_down(const SharedReturn& back, std::string_view why, std::string_view sentence)
    {
        const std::string object = back->claims.empty()
                                       ? std::string("OpenID")
                                       : "OpenID " + to_hex(sha256(subject_of(back->claims))).substr(0, 12);
        const Result<void> logged = needs_.log.add({"aanmelden", object, SecurityResult::geweigerd,
                                                    back->request.remote, "niemand", "OpenID: " + std::string(why)});
        if (!logged)
            spdlog::error("a line of the security log was lost: {}", logged.error().message);
        // The query holds the code and the state: they do not go into the answer.
        Request without_query = back->request;
        without_query.target = without_query.target.substr(0, without_query.target.find('?'));
        back->done(to_response({403, refusal(Errc::not_allowed, "{}", sentence)}, without_query));
    }

    static Response unreachable(const Request& request)
    {
        Request without_query = request;
        without_query.target = without_query.target.substr(0, without_query.target.find('?'));
        return to_response({503, refusal(Errc::unavailable,
                                         "de aanbieder van aanmeldingen is nu niet te bereiken; "
                                         "probeer het zo weer")},
                           without_query);
    }

    OidcNeeds needs_;
    OidcSettings settings_;
    CookieKind cookie_;
    std::mutex mutex_;  // guards what follows
    std::map<Sha256, Flow> flows_;
    std::optional<Provider> provider_;
    steady_clock::time_point provider_at_{};
    std::optional<KeySet> keys_;
    std::optional<steady_clock::time_point> renewed_at_;  // the keys, because of one that was unknown
    std::unique_ptr<Fetcher> fetcher_;                    // last: its thread uses the rest
};

}  // namespace

Result<void> check_oidc(const OidcSettings& settings)
{
    std::vector<Error> wrong;
    const auto need = [&](bool right, std::string_view field, std::string_view sentence) {
        if (!right)
            wrong.push_back(Error{Errc::invalid, std::string(sentence), {{}, 0, std::string(field)}, {}});
    };
    need(may_fetch(settings.issuer), "issuer", "het adres van de aanbieder begint met https://");
    need(!settings.client_id.empty(), "client_id", "noem de client_id die bij de aanbieder is geregistreerd");
    need(may_fetch(settings.redirect_uri) && settings.redirect_uri.ends_with("/api/v1/aanmelden/openid/terug"),
         "redirect_uri", "dit adres begint met https:// en eindigt op /api/v1/aanmelden/openid/terug");
    const bool by_key = settings.proof == ClientProof::private_key;
    need(by_key ? !settings.private_key_pem.empty() : !settings.secret.empty(), by_key ? "private_key" : "secret",
         "hiermee bewijst Wijkdraad zich bij de aanbieder; het ontbreekt");
    need(settings.scope.find("openid") != std::string::npos, "scope", "'openid' hoort erbij");
    need(!local_path(settings.after).empty(), "after", "dit is een pad op deze site, bijvoorbeeld /");
    if (wrong.empty())
        return {};
    if (wrong.size() == 1)
        return wrong.front();
    return Error{
        Errc::invalid, fmt::format("{} instellingen van OpenID kloppen niet", wrong.size()), {}, std::move(wrong)};
}

RoleChanges compare_roles(const std::vector<ClaimRole>& roles, const json::object& claims,
                          const std::vector<domain::Grant>& held)
{
    const auto holds = [](const std::vector<domain::Grant>& list, const domain::Grant& grant) {
        return std::find(list.begin(), list.end(), grant) != list.end();
    };
    RoleChanges changes;
    std::vector<domain::Grant> given;
    for (const ClaimRole& role : roles)
        if (has_value(claims, role))
            given.push_back(role.grant);
    for (const ClaimRole& role : roles) {
        const bool is_given = holds(given, role.grant);
        if (is_given && !holds(held, role.grant) && !holds(changes.grant, role.grant))
            changes.grant.push_back(role.grant);
        if (!is_given && holds(held, role.grant) && !holds(changes.withdraw, role.grant))
            changes.withdraw.push_back(role.grant);
    }
    return changes;
}

std::string local_path(std::string_view wanted)
{
    const bool fits =
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '"'; });
    return wanted.starts_with('/') && !wanted.starts_with("//") && fits ? std::string(wanted) : std::string{};
}

std::unique_ptr<OidcRoutes> create_oidc(const OidcNeeds& needs, const OidcSettings& settings, CookieKind cookie)
{
    return std::make_unique<Oidc>(needs, settings, cookie);
}

}  // namespace wd::http
