// One request to the login while it is being answered, and what its handlers share. Inside the login only.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "http/login.hpp"
#include "store/store.hpp"

#include <map>
#include <mutex>

namespace wd::http {

// A second factor that was shown and waits for its first code.
struct PendingFactor {
    std::string secret;
    Timestamp until{};
};

struct LoginDesk {
    LoginNeeds needs;
    LoginSettings settings;
    Attempts logins{settings.per_login};
    Attempts addresses{settings.per_address};
    std::mutex mutex = {};  // guards pending
    std::map<domain::PersonId, PendingFactor> pending = {};
};

// Shared by the steps of one answer, each of which may run on another thread.
struct LoginCall {
    LoginDesk& desk;
    Request request;
    std::function<void(Response)> done;
    Identity identity = {};
    std::vector<std::string> place = {};  // what stands at the {…} of the path

    void answer(int status, json::value body, Headers headers = {}) const;
    void answer_empty(int status, Headers headers = {}) const;
    void refuse(int status, const Error& error, Headers headers = {}) const;
    void refuse(const TurnedAway& away) const { refuse(away.status, away.error, away.headers); }
    // By the code of the error, as the engine gives it.
    void refuse(const Error& error) const;
    void too_busy() const;

    // Writes down what was done or tried; false, and the call is refused, when that cannot be written.
    bool log(std::string_view action, std::string_view object, SecurityResult result,
             std::string_view about = {}) const;
    // The same about something that was refused already, or that cannot be undone any more.
    void log_late(std::string_view action, std::string_view object, SecurityResult result,
                  std::string_view about = {}) const;
    std::string actor() const { return log_name(identity); }
};
using SharedCall = std::shared_ptr<LoginCall>;

// The body as T; refuses the call and gives none when it is not JSON or does not fit.
std::optional<json::value> read_body(const LoginCall& call);
template <class T>
std::optional<T> read_body_as(const LoginCall& call)
{
    const std::optional<json::value> body = read_body(call);
    if (!body)
        return {};
    Result<T> read = read_json<T>(*body);
    if (read)
        return std::move(*read);
    call.refuse(400, read.error());
    return {};
}

// Carries out a command as the person of the call; `done` gets its result.
void send(const SharedCall& call, std::string_view verb, json::object data,
          std::function<void(const json::value& result)> done);
// Runs `work` on a reading thread, on the writer thread; refuses the call when that cannot be.
void read(const SharedCall& call, std::function<void(store::ReadStore&)> work);
void write(const SharedCall& call, std::function<void(store::Store&)> work);

// A session for a person, and in the same transaction what coming in changes about the credential.
void open_session(LoginDesk& desk, domain::PersonId person, std::function<void(domain::Credential&)> change,
                  std::function<void(Result<OpenedSession>)> done);
std::string cookie_of(const LoginSettings& settings, std::string_view secret, std::chrono::seconds max_age);

// Who somebody is: what GET /mij gives. On a reading thread.
json::object describe(store::ReadStore& store, const Identity& identity);

// The handlers.
void sign_in(const SharedCall& call);
void sign_out(const SharedCall& call);
void show_self(const SharedCall& call);
void change_own_password(const SharedCall& call);
void begin_second_factor(const SharedCall& call);
void set_second_factor(const SharedCall& call);
void list_tokens(const SharedCall& call);
void add_token(const SharedCall& call);
void withdraw_token(const SharedCall& call);
void open_account(const SharedCall& call);
void reset_password(const SharedCall& call);

}  // namespace wd::http
