// Accounts and keys as decisions of the installation: who may, what is refused, what stands in the log, and what stays out of it.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/accounts.hpp"

#include "domain/quality.hpp"
#include "domain/start.hpp"

#include "scene.hpp"

namespace wd::domain::test {

namespace {

constexpr PersonId chief{1};            // holds administrator
constexpr PersonId holder{2};           // has an account
constexpr PersonId without_account{3};  // has none
constexpr std::string_view hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$aGFzaA";

const Grant administrates{PermissionRole::administrator, ScopeKind::everywhere, 0, {}};

class Accounts : public testing::Test {
protected:
    Accounts() : context(installation_), turn(installation_, context)
    {
        for (const PersonId person : {chief, holder, without_account})
            context.people[person] = {};
        context.people[team] = {PersonKind::team, {}};
        context.people[corporation] = {PersonKind::organisation, {}};
        context.programmes = {ProgrammeId{1}};
        context.accounts[chief] = {{administrates}};
        context.accounts[holder] = {};
        Credential credential;
        credential.person = holder;
        credential.login = "noor";
        credential.failures = 4;
        credential.totp_secret = "geheim";
        context.credentials[holder] = credential;
        context.who = Actor{chief, {}};
    }

    template <class Command>
    void expect_refused(const Command& command, Errc code, std::string_view part)
    {
        const Result<void> done = change_account(turn, command);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, code) << to_text(done.error());
        EXPECT_NE(to_text(done.error()).find(part), std::string::npos) << to_text(done.error());
        EXPECT_TRUE(turn.events().empty());
        EXPECT_TRUE(context.key_changes.empty());
    }
    template <class E>
    const E& only_event()
    {
        EXPECT_EQ(turn.events().size(), 1u);
        return std::get<E>(turn.events().at(0).payload);
    }

    Programme installation_;
    TestContext context;
    Turn turn;
};

GrantAccess leads(ProgrammeId programme)
{
    GrantAccess grant;
    grant.person = holder;
    grant.role = PermissionRole::project_leader;
    grant.scope = ScopeKind::programme;
    grant.programme = programme;
    return grant;
}

WithdrawAccess no_administrator(PersonId person)
{
    WithdrawAccess command;
    command.person = person;
    command.role = PermissionRole::administrator;
    command.scope = ScopeKind::everywhere;
    return command;
}

AddToken token_of(PersonId person)
{
    AddToken token;
    token.person = person;
    token.name = "rooster";
    token.secret_hash = sha256("geheim");
    token.expires = day("2027-01-01");
    return token;
}

}  // namespace

TEST_F(Accounts, AnAccountIsAFactAndItsLoginIsNot)
{
    ASSERT_TRUE(change_account(turn, OpenAccount{without_account, Text{"Bo@Voorbeeld.nl"}, std::string(hash)}));

    EXPECT_EQ(to_json_text(only_event<AccountOpened>()), R"({"person":3})");
    const KeyChange& kept = context.key_changes.at(0);
    EXPECT_EQ(kept.credential->login, "Bo@Voorbeeld.nl");
    EXPECT_EQ(kept.credential->password_hash, hash);
    EXPECT_TRUE(kept.credential->must_change) << "whoever opened it knows the first password";
}

TEST_F(Accounts, EverythingThatIsWrongIsToldAtOnce)
{
    const Result<void> done = change_account(turn, OpenAccount{team, Text{"é"}, "wachtwoord"});

    ASSERT_FALSE(done);
    for (const std::string_view part : {"een account is van één mens", "een inlognaam heeft", "argon2id"})
        EXPECT_NE(to_text(done.error()).find(part), std::string::npos) << to_text(done.error());
    EXPECT_TRUE(turn.events().empty());
}

TEST_F(Accounts, ALoginIsOfOnePerson)
{
    expect_refused(OpenAccount{without_account, Text{"noor"}, {}}, Errc::duplicate, "al van iemand anders");
    expect_refused(OpenAccount{holder, Text{"noor"}, {}}, Errc::duplicate, "heeft al een account");
    expect_refused(OpenAccount{PersonId{99}, Text{"piet"}, {}}, Errc::not_found, "staat niet in Wijkdraad");
}

TEST_F(Accounts, OnlyAnAdministratorOpensClosesAndGrants)
{
    context.who = Actor{holder, {}};
    expect_refused(OpenAccount{without_account, Text{"bo"}, {}}, Errc::not_allowed, "alleen een beheerder");
    expect_refused(CloseAccount{holder}, Errc::not_allowed, "alleen een beheerder");
    expect_refused(leads(ProgrammeId{1}), Errc::not_allowed, "alleen een beheerder");
    expect_refused(no_administrator(chief), Errc::not_allowed, "alleen een beheerder");
    expect_refused(SetPassword{chief, std::string(hash), {}}, Errc::not_allowed, "en een beheerder");

    context.who = Actor{{}, 1000};  // who administers the machine
    EXPECT_TRUE(change_account(turn, leads(ProgrammeId{1})));
}

TEST_F(Accounts, ARoleIsGrantedAtAScopeThatFitsIt)
{
    ASSERT_TRUE(change_account(turn, leads(ProgrammeId{1})));
    EXPECT_EQ(to_json_text(only_event<AccessGranted>()),
              R"({"person":2,"role":"project_leader","scope":"programme","programme":1})");
    const Grant grant = grant_of(only_event<AccessGranted>());
    EXPECT_EQ(grant, (Grant{PermissionRole::project_leader, ScopeKind::programme, 1, {}}));
}

TEST_F(Accounts, AScopeWithoutItsPlaceIsRefused)
{
    GrantAccess grant = leads(ProgrammeId{1});
    grant.programme.reset();
    expect_refused(grant, Errc::invalid, "noem ook 'programme'");
    grant = leads(ProgrammeId{7});
    expect_refused(grant, Errc::not_found, "programma-7 bestaat niet");
    grant.role = PermissionRole::council;
    grant.scope = ScopeKind::municipality;
    grant.municipality = "Amsterdam";
    const Result<void> done = change_account(turn, grant);
    ASSERT_FALSE(done);
    for (const std::string_view part : {"past niet bij bereik", "geen gemeentecode"})
        EXPECT_NE(to_text(done.error()).find(part), std::string::npos) << to_text(done.error());
}

TEST_F(Accounts, ARoleThatTheTableDoesNotHaveThereIsRefused)
{
    GrantAccess grant = leads(ProgrammeId{1});
    grant.scope = ScopeKind::everywhere;
    grant.programme.reset();
    expect_refused(grant, Errc::invalid, "de rol projectleider wordt niet gegeven met bereik 'everywhere'");
}

TEST_F(Accounts, TheSameRoleIsNotGrantedTwice)
{
    context.accounts[holder].grants.push_back({PermissionRole::project_leader, ScopeKind::programme, 1, {}});
    expect_refused(leads(ProgrammeId{1}), Errc::duplicate, "heeft deze rol daar al");
}

TEST_F(Accounts, TheLastAdministratorStays)
{
    expect_refused(no_administrator(chief), Errc::wrong_state, "de enige beheerder");
    expect_refused(CloseAccount{chief}, Errc::wrong_state, "de enige beheerder");
    EXPECT_EQ(forget_person(turn, {chief}, {}).error().code, Errc::wrong_state);
    EXPECT_TRUE(turn.events().empty());

    context.accounts[holder] = {{administrates}};
    EXPECT_TRUE(change_account(turn, no_administrator(chief)));
}

TEST_F(Accounts, ClosingEndsTheKeysToo)
{
    ASSERT_TRUE(change_account(turn, CloseAccount{holder}));

    EXPECT_EQ(only_event<AccountClosed>().person, holder);
    EXPECT_EQ(context.key_changes.at(0).kind, KeyChange::Kind::all_end);
}

TEST_F(Accounts, WhoIsForgottenHasNoAccountAnyMore)
{
    ASSERT_TRUE(forget_person(turn, {holder}, {}));

    ASSERT_EQ(turn.events().size(), 2u);
    EXPECT_TRUE(std::holds_alternative<AccountClosed>(turn.events()[0].payload));
    EXPECT_TRUE(std::holds_alternative<PersonForgotten>(turn.events()[1].payload));
}

TEST_F(Accounts, APasswordOfSomebodyElseHasToBeChanged)
{
    ASSERT_TRUE(change_account(turn, SetPassword{holder, std::string(hash), true}));

    EXPECT_TRUE(turn.events().empty());
    const Credential& changed = *context.key_changes.at(0).credential;
    EXPECT_TRUE(changed.must_change);
    EXPECT_EQ(changed.failures, 0);
    EXPECT_FALSE(changed.totp_secret);
    EXPECT_EQ(context.key_changes.at(1).kind, KeyChange::Kind::sessions_end);
}

TEST_F(Accounts, APasswordOfOnesOwnStays)
{
    context.who = Actor{holder, {}};
    ASSERT_TRUE(change_account(turn, SetPassword{holder, std::string(hash), {}}));

    EXPECT_FALSE(context.key_changes.at(0).credential->must_change);
    EXPECT_EQ(context.key_changes.at(0).credential->totp_secret, "geheim");
}

TEST_F(Accounts, ATokenIsMadeByItsOwnerForAYearAtMost)
{
    EXPECT_EQ(add_token(turn, token_of(holder)).error().code, Errc::not_allowed)
        << "an administrator does not act as somebody else";

    context.who = Actor{holder, {}};
    AddToken long_lived = token_of(holder);
    long_lived.expires = day("2027-11-21");
    long_lived.name = " ";
    const Result<TokenId> refused = add_token(turn, long_lived);
    ASSERT_FALSE(refused);
    for (const std::string_view part : {"hoogstens een jaar", "waarvoor is het"})
        EXPECT_NE(to_text(refused.error()).find(part), std::string::npos) << to_text(refused.error());

    ASSERT_TRUE(add_token(turn, token_of(holder)));
    const Token& token = *context.key_changes.at(0).token;
    EXPECT_TRUE(token.scope.reads_only) << "unless asked otherwise";
    EXPECT_FALSE(token.scope.content);
    EXPECT_EQ(token.expires, calendar::start_of(day("2027-01-02"))) << "the last day counts";
    EXPECT_TRUE(turn.events().empty());
}

TEST_F(Accounts, OfSomebodyElsesTokenNobodyHears)
{
    Token token;
    token.id = TokenId{8};
    token.person = chief;
    context.tokens[token.id] = token;
    context.who = Actor{holder, {}};
    expect_refused(WithdrawToken{token.id}, Errc::not_found, "token-8 is er niet");
    expect_refused(WithdrawToken{TokenId{9}}, Errc::not_found, "token-9 is er niet");

    context.who = Actor{chief, {}};
    ASSERT_TRUE(change_account(turn, WithdrawToken{token.id}));
    EXPECT_EQ(context.key_changes.at(0).token->withdrawn, context.at);
}

TEST_F(Accounts, AnAdministratorByAccountChangesSettings)
{
    RubricSettings stricter;
    stricter.level_good = 72;
    EXPECT_TRUE(change_settings(turn, {stricter, {}, {}}));

    context.who = Actor{holder, {}};
    EXPECT_EQ(change_settings(turn, {stricter, {}, {}}).error().code, Errc::not_allowed);
}

}  // namespace wd::domain::test
