// Worker threads with one bounded queue. See password.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/password.hpp"

#include "base/text.hpp"
#include "http/secrets.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace wd::http {

namespace {

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::size_t count_signs(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Letters only: "Wachtwoord-2026!" is "wachtwoord".
std::string letters_of(std::string_view text)
{
    std::string out;
    for (const char c : lowered(text))
        if (c >= 'a' && c <= 'z')
            out += c;
    return out;
}

// Words that everybody tries first, with whatever digits and signs around them.
bool is_common(std::string_view password)
{
    static constexpr std::array<std::string_view, 22> words = {
        "wachtwoord", "welkom",   "password",   "geheim",   "wijkdraad", "wijkaanpak", "gemeente",  "qwerty",
        "qwertyuiop", "azerty",   "azertyuiop", "iloveyou", "letmein",   "admin",      "beheerder", "welkomwelkom",
        "changeme",   "wijkteam", "lente",      "zomer",    "herfst",    "winter"};
    const std::string letters = letters_of(password);
    if (std::find(words.begin(), words.end(), letters) != words.end())
        return true;
    const std::set<char> signs(password.begin(), password.end());
    return signs.size() < 5;
}

// 1234567890…, abcdefgh…, and back.
bool is_row(std::string_view password)
{
    const auto steps_by = [&](int step) {
        for (std::size_t i = 1; i < password.size(); ++i) {
            const bool wraps =
                (password[i - 1] == '9' && password[i] == '0') || (password[i - 1] == '0' && password[i] == '9');
            if (password[i] - password[i - 1] != step && !wraps)
                return false;
        }
        return true;
    };
    return steps_by(1) || steps_by(-1);
}

// Whether what remains of a password without this word is less than a password of its own.
bool leans_on(const std::string& password, std::string_view word)
{
    const std::string known = lowered(trimmed(word));
    if (known.size() < 3)
        return false;
    const std::size_t at = password.find(known);
    return at != std::string::npos && count_signs(password) - count_signs(known) <= password_min / 2;
}

class Workers final : public Passwords {
public:
    explicit Workers(const PasswordSettings& settings)
        : settings_(settings), nobody_(hash_password(new_secret(), settings))
    {
        for (int i = 0; i < settings_.workers; ++i)
            threads_.emplace_back([this] { run(); });
    }
    ~Workers() override { stop(); }

    bool hash(std::string password, std::function<void(std::string)> done) override
    {
        return submit([this, password = std::move(password), done = std::move(done)]() mutable {
            std::string hashed = hash_password(password, settings_);
            sodium_memzero(password.data(), password.size());
            done(std::move(hashed));
        });
    }

    bool verify(std::string password, std::string hash, std::function<void(Verdict)> done) override
    {
        return submit([this, password = std::move(password), hash = std::move(hash), done = std::move(done)]() mutable {
            const std::string& against = hash.empty() ? nobody_ : hash;
            Verdict verdict;
            verdict.right =
                crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0 && !hash.empty();
            verdict.outdated = verdict.right && crypto_pwhash_str_needs_rehash(hash.c_str(), settings_.passes,
                                                                               settings_.memory_bytes) != 0;
            sodium_memzero(password.data(), password.size());
            done(verdict);
        });
    }

    void stop() override
    {
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
        }
        wake_.notify_all();
        for (std::thread& thread : threads_)
            if (thread.joinable())
                thread.join();
    }

private:
    bool submit(std::function<void()> work)
    {
        {
            const std::lock_guard lock{mutex_};
            if (stopping_ || waiting_.size() >= settings_.waiting_max)
                return false;
            waiting_.push_back(std::move(work));
        }
        wake_.notify_one();
        return true;
    }

    void run()
    {
        while (true) {
            std::function<void()> work;
            {
                std::unique_lock lock{mutex_};
                wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
                if (waiting_.empty())
                    return;
                work = std::move(waiting_.front());
                waiting_.pop_front();
            }
            work();
        }
    }

    PasswordSettings settings_;
    std::string nobody_;  // of no account
    std::mutex mutex_;    // guards waiting_ and stopping_
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace

Result<void> check_new_password(std::string_view password, std::string_view login, std::string_view name)
{
    std::vector<Error> wrong;
    const auto say = [&](std::string sentence) {
        wrong.push_back(Error{Errc::invalid, std::move(sentence), {{}, 0, "wachtwoord"}, {}});
    };
    if (!is_utf8(password))
        say("het wachtwoord bevat tekens die niet te lezen zijn");
    const std::size_t signs = count_signs(password);
    if (signs < password_min)
        say(fmt::format("het wachtwoord is te kort: {} tekens, en het moeten er minstens {} zijn", signs,
                        password_min));
    if (signs > password_max)
        say(fmt::format("het wachtwoord is te lang: {} tekens, en het mogen er hoogstens {} zijn", signs,
                        password_max));
    const std::string lower = lowered(password);
    if (leans_on(lower, login))
        say("het wachtwoord lijkt te veel op de inlognaam; kies iets dat daar niet op lijkt");
    std::string_view rest = name;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (leans_on(lower, rest.substr(0, end))) {
            say("het wachtwoord lijkt te veel op uw naam; kies iets dat daar niet op lijkt");
            break;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (signs >= password_min && (is_common(password) || is_row(lower)))
        say("dit wachtwoord wordt te vaak gebruikt en is snel geraden; kies bijvoorbeeld vier losse woorden");
    if (wrong.empty())
        return {};
    if (wrong.size() == 1)
        return wrong.front();
    return Error{Errc::invalid, "dit wachtwoord kan niet", {{}, 0, "wachtwoord"}, std::move(wrong)};
}

std::unique_ptr<Passwords> create_passwords(const PasswordSettings& settings)
{
    return std::make_unique<Workers>(settings);
}

std::string new_one_time_password()
{
    static constexpr std::string_view signs = "abcdefghjkmnpqrstuvwxyz23456789";
    static_cast<void>(random_bytes(1));
    std::string password;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0)
            password += '-';
        password += signs[randombytes_uniform(static_cast<std::uint32_t>(signs.size()))];
    }
    return password;
}

std::string hash_password(std::string_view password, const PasswordSettings& settings)
{
    static_cast<void>(random_bytes(1));
    std::array<char, crypto_pwhash_STRBYTES> hashed{};
    if (crypto_pwhash_str_alg(hashed.data(), password.data(), password.size(), settings.passes, settings.memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return {};
    return std::string(hashed.data());
}

}  // namespace wd::http
