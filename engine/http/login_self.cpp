// Who am I; another password; a second factor. See login.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/api_words.hpp"
#include "http/json_text.hpp"
#include "http/login_call.hpp"
#include "http/totp.hpp"
#include "runtime/explain.hpp"

namespace wd::http {

namespace {

constexpr std::chrono::minutes pending_kept{10};
constexpr std::size_t pending_max = 10'000;

struct ChangePassword {
    std::string huidigWachtwoord;
    std::string nieuwWachtwoord;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (huidigWachtwoord, nieuwWachtwoord))

struct SetFactor {
    bool actief = false;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(SetFactor, (), (actief, code))

void copy(json::object& out, const char* name, const json::object& row, const char* column)
{
    if (const json::value* value = row.if_contains(column); value != nullptr && !value->is_null())
        out[name] = *value;
}

json::array access_of(store::ReadStore& store, domain::PersonId person)
{
    json::array access;
    for (const json::value& row : store.view("inner_grants", {{"person", person.value}})) {
        const json::object& grant = row.as_object();
        json::object one{{"rol", domain::api_word(text_in(grant, "role"), "permission_role")},
                         {"reikwijdte", domain::api_word(text_in(grant, "scope"), "scope_kind")}};
        copy(one, "gemeente", grant, "municipality");
        copy(one, "organisatie", grant, "organisation");
        copy(one, "programma", grant, "programme");
        copy(one, "team", grant, "team");
        copy(one, "naam", grant, "scope_name");
        access.push_back(std::move(one));
    }
    return access;
}

// Of one's own password and code: counted like coming in, so that an open screen is no place to guess.
std::string key_of(const LoginCall& call)
{
    return to_text(call.identity.person);
}

bool may_try(const SharedCall& call)
{
    const std::chrono::seconds pause = call->desk.logins.take(key_of(*call), call->desk.needs.clock.now());
    if (pause.count() == 0)
        return true;
    call->log_late("uitgesloten", key_of(*call), SecurityResult::geweigerd, fmt::format("{} seconden", pause.count()));
    call->refuse(429, refusal(Errc::unavailable, "te vaak geprobeerd; wacht {} seconden", pause.count()),
                 {{"Retry-After", std::to_string(pause.count())}});
    return false;
}

void refuse_field(const SharedCall& call, std::string_view field, std::string_view sentence)
{
    Error error = refusal(Errc::invalid, "{}", sentence);
    error.where.field = field;
    call->refuse(400, error);
}

void keep_password(const SharedCall& call, const std::string& hash)
{
    if (hash.empty())
        return call->too_busy();
    send(call, "account.password", {{"person", to_text(call->identity.person)}, {"password_hash", hash}},
         [call](const json::value&) {
             call->log_late("wachtwoord gewijzigd", key_of(*call), SecurityResult::gelukt);
             // All sessions have ended, this one too: whoever changed it goes on with a new one.
             open_session(
                 call->desk, call->identity.person, [](domain::Credential&) {},
                 [call](Result<OpenedSession> opened) {
                     if (!opened)
                         return call->refuse(opened.error());
                     call->answer(200, json::object{{"csrfToken", opened->csrf}}, {{"Set-Cookie", opened->cookie}});
                 });
         });
}

void change_to(const SharedCall& call, std::string fresh, const Verdict& verdict)
{
    if (!verdict.right) {
        call->log_late("wachtwoord gewijzigd", key_of(*call), SecurityResult::geweigerd, "wachtwoord");
        return refuse_field(call, "huidigWachtwoord", "dit is niet het wachtwoord van nu");
    }
    call->desk.logins.forgive(key_of(*call));
    if (!call->desk.needs.passwords.hash(std::move(fresh),
                                         [call](const std::string& hash) { keep_password(call, hash); }))
        call->too_busy();
}

// The secret that was shown and still waits; none when it is too late.
std::optional<std::string> find_pending(LoginDesk& desk, domain::PersonId person)
{
    const std::lock_guard lock{desk.mutex};
    const auto found = desk.pending.find(person);
    if (found == desk.pending.end() || found->second.until < desk.needs.clock.now())
        return {};
    return found->second.secret;
}

void turn_on(const SharedCall& call, const SetFactor& body)
{
    LoginDesk& desk = call->desk;
    const std::optional<std::string> secret = find_pending(desk, call->identity.person);
    if (!secret)
        return call->refuse(refusal(Errc::wrong_state,
                                    "begin eerst met POST /api/v1/mij/tweede-factor; daarna hebt u tien "
                                    "minuten"));
    const std::optional<std::int64_t> step = find_totp_step(*secret, body.code, desk.needs.clock.now(), 0);
    if (!step)
        return refuse_field(call, "code", "deze code klopt niet; kijk of de klok van uw telefoon gelijk loopt");
    write(call, [call, sealed = desk.needs.keys.seal(*secret), step = *step](store::Store& store) {
        std::optional<domain::Credential> credential = store.keys().find_credential(call->identity.person);
        if (!credential)
            return call->refuse(
                refusal(Errc::wrong_state, "dit account heeft geen wachtwoord; een tweede factor kan dan niet"));
        if (!call->log("tweede factor aangezet", key_of(*call), SecurityResult::gelukt))
            return;
        credential->totp_secret = sealed;
        credential->totp_step = step;
        store.keys().put(*credential);
        {
            const std::lock_guard lock{call->desk.mutex};
            call->desk.pending.erase(call->identity.person);
        }
        call->desk.logins.forgive(key_of(*call));
        call->desk.needs.registry.forget();
        call->answer_empty(204);
    });
}

void turn_off(const SharedCall& call, const SetFactor& body)
{
    write(call, [call, code = body.code](store::Store& store) {
        std::optional<domain::Credential> credential = store.keys().find_credential(call->identity.person);
        if (!credential || !credential->totp_secret)
            return call->refuse(refusal(Errc::wrong_state, "er is geen tweede factor ingesteld"));
        const Result<std::string> secret = call->desk.needs.keys.unseal(*credential->totp_secret);
        if (!secret)
            return call->refuse(secret.error());
        if (!find_totp_step(*secret, code, call->desk.needs.clock.now(), credential->totp_step)) {
            call->log_late("tweede factor uitgezet", key_of(*call), SecurityResult::geweigerd, "code");
            return refuse_field(call, "code", "deze code klopt niet, of is al gebruikt");
        }
        if (!call->log("tweede factor uitgezet", key_of(*call), SecurityResult::gelukt))
            return;
        credential->totp_secret.reset();
        store.keys().put(*credential);
        call->desk.logins.forgive(key_of(*call));
        call->desk.needs.registry.forget();
        call->answer_empty(204);
    });
}

}  // namespace

json::object describe(store::ReadStore& store, const Identity& identity)
{
    const std::optional<domain::Credential> credential = store.keys().find_credential(identity.person);
    json::object self{{"persoon", to_text(identity.person)}};
    if (const std::string name = runtime::name_of_person(store, identity.person); !name.empty())
        self["naam"] = name;
    if (credential)
        self["gebruikersnaam"] = credential->login;
    self["toegang"] = access_of(store, identity.person);
    if (identity.proof == Proof::token)
        self["token"] = identity.session;
    self["alleenLezen"] = identity.reads_only;
    self["inhoud"] = identity.content;
    if (!identity.programmes.empty()) {
        json::array programmes;
        for (const domain::ProgrammeId programme : identity.programmes)
            programmes.push_back(json::string(to_text(programme)));
        self["programmas"] = std::move(programmes);
    }
    self["tweedeFactor"] = credential && credential->totp_secret.has_value();
    self["moetWachtwoordWijzigen"] = identity.must_change;
    if (!identity.csrf.empty())
        self["csrfToken"] = identity.csrf;
    return self;
}

void show_self(const SharedCall& call)
{
    read(call, [call](store::ReadStore& store) { call->answer(200, describe(store, call->identity)); });
}

void change_own_password(const SharedCall& call)
{
    const std::optional<ChangePassword> body = read_body_as<ChangePassword>(*call);
    if (!body)
        return;
    read(call, [call, body = *body](store::ReadStore& store) {
        const std::optional<domain::Credential> credential = store.keys().find_credential(call->identity.person);
        if (!credential || credential->password_hash.empty())
            return call->refuse(refusal(Errc::wrong_state, "dit account heeft geen wachtwoord"));
        if (const Result<void> good = check_new_password(body.nieuwWachtwoord, credential->login,
                                                         runtime::name_of_person(store, call->identity.person));
            !good)
            return call->refuse(400, good.error());
        if (body.nieuwWachtwoord == body.huidigWachtwoord)
            return refuse_field(call, "nieuwWachtwoord", "dit is hetzelfde wachtwoord; kies een ander");
        if (!may_try(call))
            return;
        if (!call->desk.needs.passwords.verify(
                body.huidigWachtwoord, credential->password_hash,
                [call, fresh = body.nieuwWachtwoord](Verdict verdict) { change_to(call, fresh, verdict); }))
            call->too_busy();
    });
}

void begin_second_factor(const SharedCall& call)
{
    read(call, [call](store::ReadStore& store) {
        const std::optional<domain::Credential> credential = store.keys().find_credential(call->identity.person);
        if (!credential || credential->password_hash.empty())
            return call->refuse(
                refusal(Errc::wrong_state, "dit account heeft geen wachtwoord; een tweede factor kan dan niet"));
        if (credential->totp_secret)
            return call->refuse(refusal(Errc::wrong_state, "er is al een tweede factor; zet die eerst uit"));
        LoginDesk& desk = call->desk;
        const std::string secret = new_totp_secret();
        {
            const std::lock_guard lock{desk.mutex};
            if (desk.pending.size() >= pending_max)
                desk.pending.clear();
            desk.pending[call->identity.person] = {secret, desk.needs.clock.now() + pending_kept};
        }
        call->answer(201, json::object{{"geheim", to_base32(secret)},
                                       {"uri", otpauth_uri(desk.settings.issuer, credential->login, secret)}});
    });
}

void set_second_factor(const SharedCall& call)
{
    const std::optional<SetFactor> body = read_body_as<SetFactor>(*call);
    if (!body || !may_try(call))
        return;
    body->actief ? turn_on(call, *body) : turn_off(call, *body);
}

}  // namespace wd::http
