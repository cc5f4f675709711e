// One request to the API while it is being answered. Inside the API only.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/api.hpp"
#include "http/pages.hpp"
#include "http/router.hpp"

#include <map>
#include <set>

namespace wd::http {

// What all calls share.
struct ApiDesk {
    ApiNeeds needs;
    ApiSettings settings;
    std::string openapi;  // as it is served
};

// Shared by the steps of one answer, each of which may run on another thread; one step at a time.
class ApiCall : public std::enable_shared_from_this<ApiCall> {
public:
    ApiCall(ApiDesk& desk, Request request, Match match, std::function<void(Response)> done);
    void run();

private:
    // --- Who asks, for what, and whether that may be (api_place.cpp).
    bool read_request();  // false when it was refused
    void find_place();
    void check_subjects(const std::vector<Subject>& subjects);
    Result<domain::Action> action_at(const Subject& subject, const domain::Place& place);
    void check_listed(domain::Action action);
    void check_wide();
    void check_log();
    void check_at(const std::optional<domain::Place>& place, domain::Action action, std::function<void()> then);
    void gather_people(std::optional<std::vector<domain::ProgrammeId>> programmes);
    std::optional<Subject> subject_in(const json::object& data, std::string_view code) const;

    // --- The work (api_call.cpp).
    void allowed();
    void listen();
    void ask();
    void ask_each(std::size_t next, json::array rows, std::optional<std::size_t> needed);
    void answered(const json::object& answer);
    void command();
    void command_if_matched(int attempts);
    void refuse_overtaken();
    void tell_overtaken();
    void send_command(const std::optional<std::int64_t>& head, std::function<bool(const Error&)> again = {});
    void show(const json::value& result);
    void show_list(const json::array& rows);
    void show_log(const json::array& rows);
    Result<json::array> sieve(json::array rows);
    bool may_show(std::string_view id, const std::optional<domain::Place>& place);
    void expand(json::array rows, std::size_t next, std::function<void(json::array)> then);
    void show_page(json::array rows, const std::optional<std::string>& next);
    void with_current_tag(std::function<void(std::optional<std::string>, std::int64_t head)> then);
    void note_people(const json::object& shown);
    bool note_reading();

    void reply(int status, const json::value& body, Headers headers = {});
    void refuse(const Error& error);
    void refuse(const TurnedAway& away);
    std::string as() const { return domain::to_text(identity_.person); }
    // A token has to say that it may see typed texts and names.
    runtime::Texts texts() const { return identity_.content ? runtime::Texts::shown : runtime::Texts::hidden; }

    ApiDesk& desk_;
    Request request_;
    const Route& route_;
    std::vector<std::string> values_;
    std::function<void(Response)> done_;
    Identity identity_;
    json::object data_;  // of the command, or what a question is asked with
    Query query_;
    std::optional<std::vector<domain::ProgrammeId>> programmes_;  // a list is of these only
    std::optional<std::set<std::string>> people_;                 // likewise
    std::map<ReadingKind, std::vector<std::string>> read_;        // ids of whose data is read
    domain::ProgrammeId stream_ = domain::installation;           // where a command leaves its events
    Timestamp begun_{};
};

// The ETag of a body.
std::string tag_of(std::string_view body);

}  // namespace wd::http
