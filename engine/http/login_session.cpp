// Coming in by password and, when it is set up, a second factor; and going out. See login.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"
#include "http/login_call.hpp"
#include "http/problem.hpp"
#include "http/secrets.hpp"
#include "http/totp.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace wd::http {

namespace {

constexpr std::size_t text_max = 1'000;  // bytes of a login or password: longer is none

struct SignIn {
    std::string gebruikersnaam;
    std::string wachtwoord;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (gebruikersnaam, wachtwoord, code))

// One attempt to come in.
struct Attempt {
    SharedCall call;
    std::string login_key;    // of the pause per login
    std::string address_key;  // and per address
    std::string password;     // until it was verified
    std::optional<std::string> code;
    std::optional<domain::Credential> credential;  // none: there is no such account, or no way in by password
    bool outdated = false;                         // the hash
};
using SharedAttempt = std::shared_ptr<Attempt>;  // shared by the steps, each on another thread

// In the log a login that is no account's stands as a pseudonym: it may be a password typed in the wrong place.
std::string object_of(const Attempt& attempt)
{
    return attempt.credential
               ? to_text(attempt.credential->person)
               : "onbekende naam " + attempt.call->desk.needs.keys.pseudonym(attempt.login_key).substr(0, 12);
}

void make_wait(const SharedAttempt& attempt, std::chrono::seconds pause)
{
    attempt->call->log_late("uitgesloten", object_of(*attempt), SecurityResult::geweigerd,
                            fmt::format("{} seconden", pause.count()));
    attempt->call->refuse(429, refusal(Errc::unavailable, "te vaak geprobeerd; wacht {} seconden", pause.count()),
                          {{"Retry-After", std::to_string(pause.count())}});
}

// Writes the count of a real account down, so that a new start does not give new attempts; the answer waits for nothing.
void keep_failures(const SharedAttempt& attempt)
{
    if (!attempt->credential)
        return;
    const Attempts::State state = attempt->call->desk.logins.state_of(attempt->login_key);
    const domain::PersonId person = attempt->credential->person;
    const bool accepted = attempt->call->desk.needs.service.write([person, state](store::Store& store) {
        std::optional<domain::Credential> credential = store.keys().find_credential(person);
        if (!credential)
            return;
        credential->failures = state.failures;
        credential->locked_until = state.locked_until;
        store.keys().put(*credential);
    });
    if (!accepted)
        spdlog::warn("the failures of a login could not be kept");
}

void turn_down(const SharedAttempt& attempt, std::string_view why)
{
    attempt->call->log_late("aanmelden", object_of(*attempt), SecurityResult::geweigerd, why);
    keep_failures(attempt);
    attempt->call->refuse(401, refusal(Errc::not_allowed, "de gebruikersnaam, het wachtwoord of de code klopt niet"),
                          {{"WWW-Authenticate", "Bearer realm=\"wijkdraad\""}});
}

void ask_for_code(const SharedAttempt& attempt)
{
    LoginDesk& desk = attempt->call->desk;
    desk.logins.take_back(attempt->login_key);
    desk.addresses.take_back(attempt->address_key);
    attempt->call->done(
        problem_of(401, "code_nodig", "vul ook de code van uw authenticator-app in", attempt->call->request));
}

// A cheaper hash than the settings ask now is made again; nobody waits for it.
void renew_hash(const SharedAttempt& attempt)
{
    LoginDesk& desk = attempt->call->desk;
    const domain::PersonId person = attempt->credential->person;
    const std::string old = attempt->credential->password_hash;
    const bool accepted = desk.needs.passwords.hash(
        std::move(attempt->password), [&service = desk.needs.service, person, old](const std::string& fresh) {
            if (fresh.empty())
                return;
            const bool written = service.write([person, old, fresh](store::Store& store) {
                std::optional<domain::Credential> credential = store.keys().find_credential(person);
                if (!credential || credential->password_hash != old)
                    return;
                credential->password_hash = fresh;
                store.keys().put(*credential);
            });
            if (!written)
                spdlog::info("a hash stays as it was");
        });
    if (!accepted)
        spdlog::info("a hash stays as it was");
}

void show_session(const SharedAttempt& attempt, const OpenedSession& opened)
{
    const SharedCall& call = attempt->call;
    call->identity.person = attempt->credential->person;
    call->identity.proof = Proof::session;
    call->identity.content = true;
    call->identity.csrf = opened.csrf;
    call->identity.must_change = attempt->credential->must_change;
    read(call, [call, opened](store::ReadStore& store) {
        if (std::optional<domain::AccountFacts> account = store.keys().find_account(call->identity.person))
            call->identity.grants = std::move(account->grants);
        call->answer(201, describe(store, call->identity), {{"Set-Cookie", opened.cookie}});
    });
}

void let_in(const SharedAttempt& attempt, std::optional<std::int64_t> step)
{
    LoginDesk& desk = attempt->call->desk;
    desk.logins.forgive(attempt->login_key);
    desk.addresses.take_back(attempt->address_key);
    if (!attempt->call->log("aanmelden", object_of(*attempt), SecurityResult::gelukt, step ? "met code" : "wachtwoord"))
        return;
    open_session(
        desk, attempt->credential->person,
        [step](domain::Credential& credential) {
            credential.failures = 0;
            credential.locked_until.reset();
            if (step)
                credential.totp_step = std::max(credential.totp_step, *step);
        },
        [attempt](Result<OpenedSession> opened) {
            if (!opened)
                return attempt->call->refuse(opened.error());
            if (attempt->outdated)
                renew_hash(attempt);
            show_session(attempt, *opened);
        });
}

// The step of a right code is taken on the writer thread, so that one code lets one session in.
void take_code(const SharedAttempt& attempt)
{
    LoginDesk& desk = attempt->call->desk;
    write(attempt->call, [attempt, &desk](store::Store& store) {
        std::optional<domain::Credential> credential = store.keys().find_credential(attempt->credential->person);
        if (!credential || !credential->totp_secret)
            return turn_down(attempt, "code");
        const Result<std::string> secret = desk.needs.keys.unseal(*credential->totp_secret);
        if (!secret)
            return attempt->call->refuse(503,
                                         refusal(Errc::unavailable,
                                                 "de tweede factor is niet te lezen: het sleutelbestand is een ander; "
                                                 "vraag een beheerder"));
        const std::optional<std::int64_t> step =
            find_totp_step(*secret, *attempt->code, desk.needs.clock.now(), credential->totp_step);
        if (!step)
            return turn_down(attempt, "code");
        credential->totp_step = *step;
        store.keys().put(*credential);
        let_in(attempt, step);
    });
}

void judge(const SharedAttempt& attempt, const Verdict& verdict)
{
    if (!verdict.right)
        return turn_down(attempt, "wachtwoord");
    attempt->outdated = verdict.outdated;
    if (!attempt->credential->totp_secret)
        return let_in(attempt, {});
    if (!attempt->code || attempt->code->empty())
        return ask_for_code(attempt);
    take_code(attempt);
}

void verify(const SharedAttempt& attempt)
{
    LoginDesk& desk = attempt->call->desk;
    const std::string hash = attempt->credential ? attempt->credential->password_hash : std::string{};
    const bool accepted =
        desk.needs.passwords.verify(attempt->password, hash, [attempt](Verdict verdict) { judge(attempt, verdict); });
    if (accepted)
        return;
    desk.logins.take_back(attempt->login_key);
    desk.addresses.take_back(attempt->address_key);
    attempt->call->too_busy();
}

// What stands in the store about the pause counts as well: it outlives this process.
void look_up(const SharedAttempt& attempt)
{
    read(attempt->call, [attempt](store::ReadStore& store) {
        LoginDesk& desk = attempt->call->desk;
        std::optional<domain::Credential> credential = store.keys().find_login(attempt->login_key);
        const Timestamp now = desk.needs.clock.now();
        if (credential && credential->locked_until)
            if (const std::chrono::seconds pause =
                    desk.logins.recall(attempt->login_key, credential->failures, *credential->locked_until, now);
                pause.count() > 0)
            {
                attempt->credential = std::move(credential);
                return make_wait(attempt, pause);
            }
        if (credential && !credential->password_hash.empty() && store.keys().find_account(credential->person))
            attempt->credential = std::move(credential);
        verify(attempt);
    });
}

}  // namespace

void sign_in(const SharedCall& call)
{
    std::optional<SignIn> body = read_body_as<SignIn>(*call);
    if (!body)
        return;
    if (body->gebruikersnaam.size() > text_max || body->wachtwoord.size() > text_max)
        return call->refuse(400, refusal(Errc::invalid, "de gebruikersnaam of het wachtwoord is te lang"));
    LoginDesk& desk = call->desk;
    if (desk.settings.demo == DemoDoor::shut) {
        call->log_late("aanmelden", "demo", SecurityResult::geweigerd, "niet alleen op deze machine");
        return call->refuse(403, refusal(Errc::not_allowed,
                                         "in een demo-opslag kan iemand zich alleen aanmelden als "
                                         "Wijkdraad alleen op deze machine te bereiken is"));
    }
    const auto attempt = std::make_shared<Attempt>();
    attempt->call = call;
    attempt->login_key = lower_case(body->gebruikersnaam);
    attempt->address_key = call->request.remote;
    attempt->password = std::move(body->wachtwoord);
    attempt->code = std::move(body->code);
    const Timestamp now = desk.needs.clock.now();
    if (const std::chrono::seconds pause = desk.addresses.take(attempt->address_key, now); pause.count() > 0)
        return make_wait(attempt, pause);
    if (const std::chrono::seconds pause = desk.logins.take(attempt->login_key, now); pause.count() > 0)
        return make_wait(attempt, pause);
    look_up(attempt);
}

void sign_out(const SharedCall& call)
{
    const std::string secret = find_cookie(call->request, session_cookie(call->desk.settings.cookie));
    if (!call->log("afmelden", to_text(call->identity.person), SecurityResult::gelukt))
        return;
    write(call, [call, hash = sha256(secret)](store::Store& store) {
        store.keys().remove_session(hash);
        call->desk.needs.registry.forget();
        call->answer_empty(204, {{"Set-Cookie", cookie_of(call->desk.settings, "", std::chrono::seconds{0})},
                                 {"Clear-Site-Data", "\"cookies\", \"storage\""}});
    });
}

}  // namespace wd::http
