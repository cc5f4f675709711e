// See registry.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/registry.hpp"

#include "store/store.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace wd::http {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds key_trusted{2};  // how long what was read counts when nothing is heard
constexpr std::size_t keys_max = 20'000;        // keys, good and bad ones

// What the store says of a key, and until when that holds: a session by the machine's clock, a token by the store's.
struct Known {
    std::optional<Identity> identity;
    Timestamp expires{};
};

// The part that session and token share; none when the account is closed.
std::optional<Identity> load_account(store::ReadStore& store, domain::PersonId person, SecondFactor second_factor)
{
    std::optional<domain::AccountFacts> account = store.keys().find_account(person);
    if (!account)
        return {};
    Identity identity;
    identity.person = person;
    identity.grants = std::move(account->grants);
    const std::optional<domain::Credential> credential = store.keys().find_credential(person);
    const bool administers =
        std::any_of(identity.grants.begin(), identity.grants.end(),
                    [](const domain::Grant& grant) { return grant.role == domain::PermissionRole::administrator; });
    const bool lacks_factor = second_factor == SecondFactor::asked_of_administrators && administers && credential &&
                              !credential->totp_secret && !credential->subject;
    identity.must_change = (credential && credential->must_change) || lacks_factor;
    return identity;
}

Known load_session(store::ReadStore& store, const Sha256& secret_hash, SecondFactor second_factor)
{
    const std::optional<domain::Session> session = store.keys().find_session(secret_hash);
    if (!session)
        return {};
    Known known{load_account(store, session->person, second_factor), session->expires};
    if (!known.identity)
        return known;
    known.identity->proof = Proof::session;
    known.identity->content = true;
    known.identity->csrf = session->csrf;
    known.identity->session = "sessie-" + to_hex(sha256(to_hex(session->id_hash))).substr(0, 12);
    return known;
}

Known load_token(store::ReadStore& store, const Sha256& secret_hash)
{
    const std::optional<domain::Token> token = store.keys().find_token(secret_hash);
    if (!token || token->withdrawn)
        return {};
    // A program cannot choose another password: that its owner must, does not stop it, but closing the account does.
    Known known{load_account(store, token->person, SecondFactor::as_chosen), token->expires};
    if (!known.identity)
        return known;
    known.identity->must_change = false;
    known.identity->proof = Proof::token;
    known.identity->reads_only = token->scope.reads_only;
    known.identity->content = token->scope.content;
    known.identity->programmes = token->scope.programmes;
    known.identity->session = to_text(token->id);
    return known;
}

enum class KeyKind { session, token };
struct KeyName {
    KeyKind kind;
    Sha256 hash;
    friend auto operator<=>(const KeyName&, const KeyName&) = default;
};

class CachedRegistry final : public Registry {
public:
    CachedRegistry(runtime::Service& service, const Clock& clock, SecondFactor second_factor)
        : service_(service), clock_(clock), second_factor_(second_factor)
    {
    }

    Result<std::optional<Identity>> find_session(const Sha256& secret_hash) override
    {
        return find({KeyKind::session, secret_hash});
    }
    Result<std::optional<Identity>> find_token(const Sha256& secret_hash) override
    {
        return find({KeyKind::token, secret_hash});
    }
    void forget() override { ++generation_; }

private:
    struct Remembered {
        Known known;
        std::uint64_t generation = 0;
        steady_clock::time_point read_at{};
    };

    Result<std::optional<Identity>> find(const KeyName& key)
    {
        if (const std::optional<Known> known = recall(key))
            return still_good(key.kind, *known);
        const std::uint64_t generation = generation_;
        return runtime::look<std::optional<Identity>>(service_, [&](store::ReadStore& store) {
            Known known = key.kind == KeyKind::session ? load_session(store, key.hash, second_factor_)
                                                       : load_token(store, key.hash);
            std::optional<Identity> identity = still_good(key.kind, known);
            remember(key, Remembered{std::move(known), generation, steady_clock::now()});
            return identity;
        });
    }

    std::optional<Known> recall(const KeyName& key)
    {
        const std::lock_guard lock{mutex_};
        const auto found = remembered_.find(key);
        if (found == remembered_.end() || found->second.generation != generation_ ||
            steady_clock::now() - found->second.read_at > key_trusted)
            return {};
        return found->second.known;
    }

    void remember(const KeyName& key, Remembered remembered)
    {
        const std::lock_guard lock{mutex_};
        if (remembered_.size() >= keys_max)
            remembered_.clear();
        remembered_[key] = std::move(remembered);
    }

    std::optional<Identity> still_good(KeyKind kind, const Known& known) const
    {
        const Timestamp now = kind == KeyKind::token ? service_.now() : clock_.now();
        return known.identity && now < known.expires ? known.identity : std::nullopt;
    }

    runtime::Service& service_;
    const Clock& clock_;
    SecondFactor second_factor_;
    std::atomic<std::uint64_t> generation_ = 1;
    std::mutex mutex_;  // guards remembered_
    std::map<KeyName, Remembered> remembered_;
};

}  // namespace

std::unique_ptr<Registry> create_registry(runtime::Service& service, const Clock& clock, SecondFactor second_factor)
{
    return std::make_unique<CachedRegistry>(service, clock, second_factor);
}

}  // namespace wd::http
