// One call of the program: which data directory, who acts, and the door to the engine, opened when first needed.
// Knows no command; every command speaks to the engine through here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "runtime/port.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace wd::cli {

struct SessionOptions {
    std::filesystem::path data;
    std::string as;     // "persoon-3", "3" or a name; "" = nobody named
    std::string key;    // idempotency
    std::string token;  // "wd_…"; "" = none
    bool json = false;
};

// From one thread. Throws StoreFailure when the world breaks.
class Session {
public:
    explicit Session(SessionOptions options) : options_(std::move(options)) {}

    // A command with its data, and a question. The answer is the `result` of the engine. While another process has the store, waits
    // for it, a few seconds at most.
    Result<json::value> send(std::string_view verb, json::object data);
    Result<json::value> ask(std::string_view question, json::object with);
    // The same under a key of the caller's own: a repeat changes nothing and gives the first answer.
    struct Sent {
        json::value result;
        bool repeated = false;
    };
    Result<Sent> send_once(std::string_view verb, json::object data, std::string_view key);

    const SessionOptions& options() const { return options_; }
    const std::filesystem::path& data() const { return options_.data; }

    // The person behind --as, "persoon-3"; "" when nobody is named. Refuses a name that nobody or more than one bears.
    Result<std::string> actor();

    // From now on no token goes along: a store that is being made knows none yet.
    void leave_token() { options_.token.clear(); }
    // Whether an answer came without typed texts and names, because no token came with the question.
    bool hides_texts() const { return hides_texts_; }

    // The store itself, for what is no question of the engine: the bytes of a bundle, the label.
    Result<store::ReadStore*> reader();
    // The sentence that every screen of a demo or practice store carries; "" for a real one, or when there is no store.
    std::string label();

private:
    // The whole answer, with `result` in it.
    Result<json::object> request(json::object request);
    Result<json::object> request_once(const json::object& request);
    Result<std::string> find_actor();
    // Writes in the security log what was changed about accounts, roles or tokens in this process.
    Result<void> note_keys(const json::object& request, const json::object& answer);

    SessionOptions options_;
    std::unique_ptr<runtime::EnginePort> port_;
    std::unique_ptr<store::ReadStore> reader_;
    std::string actor_;
    bool hides_texts_ = false;
};

// How one sees what an answer left out.
inline constexpr std::string_view way_to_texts =
    "maak een token met wijkdraad token add NAAM --until DATUM --content --as PERSOON, en geef het mee met --token of "
    "in "
    "WIJKDRAAD_TOKEN";

// "Geweigerd: …" with one line for each detail, as people read it.
std::string refusal_text(const Error& error);

}  // namespace wd::cli
