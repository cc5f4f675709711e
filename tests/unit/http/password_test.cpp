// What a good password is, and hashing on threads with a bounded queue.
// SPDX-License-Identifier: EUPL-1.2
#include "http/password.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>

namespace wd::http {
namespace {

// As cheap as argon2id goes: the tests are about what is right, not about what it costs.
constexpr PasswordSettings cheap{1, 8'192, 1, 2};

bool is_good(std::string_view password)
{
    return check_new_password(password, "amina", "Amina el Idrissi").has_value();
}

TEST(Password, HasTwelveToAHundredAndTwentyEightSigns)
{
    EXPECT_FALSE(is_good("elf signs o"));
    EXPECT_TRUE(is_good("twaalf signs"));
    EXPECT_TRUE(is_good("vier losse woorden hier"));
    std::string accents;  // twelve signs of two bytes each
    for (const char* sign : {"é", "ë", "è", "ê", "ï", "í", "ö", "ó", "ü", "ú", "á", "ä"})
        accents += sign;
    EXPECT_TRUE(is_good(accents));
    std::string long_one;
    for (int i = 0; i < 32; ++i)
        long_one += "a1b2";
    EXPECT_FALSE(is_good(long_one)) << "four different signs are no password, however many";
    for (int i = 0; i < 128; ++i)
        long_one[static_cast<std::size_t>(i)] = static_cast<char>('a' + (i * 7) % 26);
    EXPECT_TRUE(is_good(long_one));
    EXPECT_FALSE(is_good(long_one + "a"));
}

TEST(Password, IsNotWhatEverybodyTriesFirst)
{
    for (const char* common : {"wachtwoord123", "Welkom-2026!!!", "aaaaaaaaaaaa", "123456789012", "abcdefghijklm",
                               "0987654321098", "Wijkdraad2026!", "QWERTYUIOP12"})
        EXPECT_FALSE(is_good(common)) << common;
}

TEST(Password, IsNotTheLoginOrTheName)
{
    EXPECT_FALSE(check_new_password("amina.idrissi", "amina.idrissi", "Amina"));
    EXPECT_FALSE(is_good("Idrissi-2026!"));
    EXPECT_TRUE(is_good("amina houdt van vier losse woorden"));
}

TEST(Password, HearsAllThatIsWrongAtOnce)
{
    const Result<void> checked = check_new_password("amina", "amina", "Amina");

    ASSERT_FALSE(checked);
    EXPECT_GE(checked.error().details.size(), 2U);
}

TEST(Passwords, KnowTheRightOneAndNoOther)
{
    const std::unique_ptr<Passwords> passwords = create_passwords(cheap);
    std::promise<std::string> hashed;
    ASSERT_TRUE(passwords->hash("vier losse woorden", [&](std::string hash) { hashed.set_value(std::move(hash)); }));
    const std::string hash = hashed.get_future().get();

    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    const auto verdict_on = [&](const char* password, const std::string& against) {
        std::promise<Verdict> verdict;
        EXPECT_TRUE(passwords->verify(password, against, [&](Verdict given) { verdict.set_value(given); }));
        return verdict.get_future().get();
    };
    EXPECT_TRUE(verdict_on("vier losse woorden", hash).right);
    EXPECT_FALSE(verdict_on("vier losse woorden", hash).outdated);
    EXPECT_FALSE(verdict_on("vijf losse woorden", hash).right);
    EXPECT_FALSE(verdict_on("vier losse woorden", "").right) << "no account is never right";
    EXPECT_FALSE(verdict_on("vier losse woorden", "geen hash").right);
}

TEST(Passwords, SayThatACheaperHashIsOutdated)
{
    const std::string hash = hash_password("vier losse woorden", cheap);
    const std::unique_ptr<Passwords> passwords = create_passwords({2, 8'192, 1, 2});
    std::promise<Verdict> verdict;

    ASSERT_TRUE(passwords->verify("vier losse woorden", hash, [&](Verdict given) { verdict.set_value(given); }));

    const Verdict given = verdict.get_future().get();
    EXPECT_TRUE(given.right);
    EXPECT_TRUE(given.outdated);
}

TEST(Passwords, RefuseMoreThanMayWaitAndFinishWhatTheyTook)
{
    const std::unique_ptr<Passwords> passwords = create_passwords(cheap);
    std::latch begun{1};
    std::latch go_on{1};
    std::atomic<int> answered = 0;
    ASSERT_TRUE(passwords->hash("een", [&](const std::string&) {
        begun.count_down();
        go_on.wait();
        ++answered;
    }));
    begun.wait();

    EXPECT_TRUE(passwords->hash("twee", [&](const std::string&) { ++answered; }));
    EXPECT_TRUE(passwords->hash("drie", [&](const std::string&) { ++answered; }));
    EXPECT_FALSE(passwords->hash("vier", [&](const std::string&) { ++answered; })) << "two may wait";
    go_on.count_down();
    passwords->stop();

    EXPECT_EQ(answered, 3);
    EXPECT_FALSE(passwords->hash("vijf", [&](const std::string&) { ++answered; })) << "it has stopped";
}

TEST(OneTimePassword, IsLongEnoughAndEachTimeAnother)
{
    const std::string one = new_one_time_password();

    EXPECT_EQ(one.size(), 23U);
    EXPECT_NE(one, new_one_time_password());
    EXPECT_TRUE(check_new_password(one, "amina", "Amina el Idrissi"));
}

}  // namespace
}  // namespace wd::http
