// Accounts in the store: what was granted follows from the log, the keys do not and go when the account or the person goes.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "store/backup.hpp"
#include "store/verify.hpp"
#include "story.hpp"

#include <fstream>
#include <sstream>

namespace wd::store::test {

using namespace domain;
namespace fs = std::filesystem;

namespace {

Credential credential_of(PersonId person, std::string login)
{
    Credential credential;
    credential.person = person;
    credential.login = std::move(login);
    credential.password_hash = "$argon2id$een";
    credential.totp_secret = "verzegeld";
    credential.totp_step = 58'000'000;
    credential.subject = "https://login.voorbeeld.nl " + credential.login;
    credential.must_change = true;
    credential.failures = 3;
    credential.locked_until = monday + std::chrono::minutes{5};
    credential.changed_at = monday;
    return credential;
}

Session session_of(PersonId person, std::string_view secret, Timestamp expires)
{
    return {sha256(secret), person, "csrf-" + std::string(secret), monday, expires};
}

Token token_of(PersonId person, std::int64_t id)
{
    Token token;
    token.id = TokenId{id};
    token.person = person;
    token.secret_hash = sha256("token " + std::to_string(id));
    token.name = "rooster";
    token.scope = {true, false, {ProgrammeId{1}, ProgrammeId{3}}};
    token.created = monday;
    token.expires = monday + std::chrono::days{30};
    return token;
}

AccessGranted administrator(PersonId person)
{
    return {person, PermissionRole::administrator, ScopeKind::everywhere, {}, {}, {}, {}};
}

AccessGranted of_municipality(PersonId person, std::string code)
{
    return {person, PermissionRole::council, ScopeKind::municipality, std::move(code), {}, {}, {}};
}

}  // namespace

class Account : public StoreTest {
protected:
    void keep_all_keys(Store& store, PersonId person)
    {
        store.keys().put(credential_of(person, "noor"));
        store.keys().put(session_of(person, "a", monday + std::chrono::hours{8}));
        store.keys().put(token_of(person, 8));
    }
    static bool has_keys(const KeyReader& keys, PersonId person)
    {
        const bool credential = keys.find_credential(person).has_value();
        const bool session = keys.find_session(sha256("a")).has_value();
        const bool token = !keys.list_tokens(person).empty();
        EXPECT_EQ(credential, session);
        EXPECT_EQ(credential, token);
        return credential;
    }
};
WD_ON_EVERY_DRIVER(Account);

TEST_P(Account, ShowsWhatWasGrantedAndWithdrawn)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    EXPECT_FALSE(store->keys().find_account(noor));

    tell_installation(*store, AccountOpened{noor});
    EXPECT_EQ(store->keys().find_account(noor), AccountFacts{});

    tell_installation(*store, administrator(noor));
    tell_installation(*store, of_municipality(noor, "GM0363"));
    tell_installation(*store, of_municipality(noor, "GM0394"));
    tell_installation(*store,
                      AccessWithdrawn{noor, PermissionRole::council, ScopeKind::municipality, "GM0363", {}, {}, {}});
    const AccountFacts account{{{PermissionRole::administrator, ScopeKind::everywhere, 0, {}},
                                {PermissionRole::council, ScopeKind::municipality, 0, "GM0394"}}};
    EXPECT_EQ(store->keys().find_account(noor), account);
    EXPECT_EQ(reader()->keys().find_account(noor), account);
    EXPECT_EQ(store->keys().list_administrators(), std::vector{noor});
    EXPECT_EQ(reader()->view("inner_grants", {{"person", noor.value}}).size(), 2U);
}

TEST_P(Account, StartsEmptyWhenItIsOpenedAgain)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    tell_installation(*store, AccountOpened{noor});
    tell_installation(*store, administrator(noor));
    tell_installation(*store, AccountClosed{noor});
    EXPECT_FALSE(store->keys().find_account(noor));
    EXPECT_TRUE(store->keys().list_administrators().empty());

    tell_installation(*store, AccountOpened{noor});
    EXPECT_EQ(store->keys().find_account(noor), AccountFacts{});
}

TEST_P(Account, IsTheSameWhenTheLogIsProjectedAgain)
{
    {
        const auto store = open();
        Story story(*store);
        const PersonId noor = add_person(*store, "Noor");
        const PersonId bo = add_person(*store, "Bo");
        for (const PersonId person : {noor, bo})
            tell_installation(*store, AccountOpened{person});
        tell_installation(*store, administrator(noor));
        tell_installation(*store, of_municipality(bo, "GM0363"));
        AccessGranted leads{bo, PermissionRole::project_leader, ScopeKind::programme, {}, {}, story.id(), {}};
        tell_installation(*store, leads);
        tell_installation(*store, AccountClosed{bo});
        keep_all_keys(*store, noor);
    }
    const auto place = database();
    const VerifyReport report = verify(*place, {.rebuild = true, .heads = {}}).value();
    EXPECT_TRUE(report.tables_identical.value());
    EXPECT_EQ(report.problems, std::vector<std::string>{});
}

TEST_P(Account, KeepsItsKeysAsTheyWere)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    const Credential credential = credential_of(noor, "noor@voorbeeld.nl");
    const Session session = session_of(noor, "a", monday + std::chrono::hours{8});
    Token token = token_of(noor, 8);
    store->keys().put(credential);
    store->keys().put(session);
    store->keys().put(token);

    const auto read = reader();
    EXPECT_EQ(read->keys().find_credential(noor), credential);
    EXPECT_EQ(read->keys().find_login("Noor@Voorbeeld.NL"), credential) << "in any case";
    EXPECT_EQ(read->keys().find_subject(*credential.subject), credential);
    EXPECT_FALSE(read->keys().find_login("bo"));
    EXPECT_EQ(read->keys().find_session(session.id_hash), session);
    EXPECT_EQ(read->keys().list_sessions(), std::vector{session});
    EXPECT_EQ(read->keys().find_token(token.secret_hash), token);
    EXPECT_EQ(read->keys().find_token(token.id), token);

    token.withdrawn = monday;
    store->keys().put(token);
    EXPECT_EQ(read->keys().list_tokens(noor), std::vector{token});
    EXPECT_FALSE(read->keys().find_token(sha256("iets anders")));
}

TEST_P(Account, GivesALoginToOnePerson)
{
    const auto store = open();
    store->keys().put(credential_of(PersonId{2}, "noor"));
    Credential other = credential_of(PersonId{4}, "NOOR");
    other.subject.reset();

    EXPECT_ANY_THROW(store->keys().put(other));
    EXPECT_EQ(store->keys().find_login("noor")->person, PersonId{2});
}

TEST_P(Account, EndsSessionsByTheClockAndByPerson)
{
    const auto store = open();
    const KeyStore& keys = store->keys();
    keys.put(session_of(PersonId{2}, "a", monday + std::chrono::hours{1}));
    keys.put(session_of(PersonId{2}, "b", monday + std::chrono::hours{3}));
    keys.put(session_of(PersonId{4}, "c", monday + std::chrono::hours{3}));

    EXPECT_EQ(keys.remove_expired(monday + std::chrono::hours{1}), 1);
    keys.remove_sessions_of(PersonId{2});
    ASSERT_EQ(keys.list_sessions().size(), 1U);
    keys.remove_session(sha256("c"));
    EXPECT_TRUE(keys.list_sessions().empty());
}

TEST_P(Account, ChangesItsKeysWithItsEventsOrNotAtAll)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    const Head head = store->find_head(installation);
    Writes writes;
    writes.stream = installation;
    writes.head_pseq = head.pseq;
    writes.head_hash = head.hash;
    writes.events.push_back({RunId{}, 0, monday + std::chrono::hours{1}, {}, AccountOpened{noor}});
    writes.keys.push_back({KeyChange::Kind::credential, noor, credential_of(noor, "noor"), {}});
    writes.keys.push_back({KeyChange::Kind::token, noor, {}, token_of(noor, 8)});
    store->begin();
    store->append(writes);
    store->rollback();
    EXPECT_FALSE(store->keys().find_credential(noor));

    store->begin();
    store->append(writes);
    store->commit();
    EXPECT_TRUE(store->keys().find_credential(noor));
    EXPECT_EQ(store->keys().list_tokens(noor).size(), 1U);
}

TEST_P(Account, LosesItsKeysWhenItCloses)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    tell_installation(*store, AccountOpened{noor});
    keep_all_keys(*store, noor);
    ASSERT_TRUE(has_keys(store->keys(), noor));

    tell_installation(*store, AccountClosed{noor});
    EXPECT_FALSE(has_keys(store->keys(), noor));
}

TEST_P(Account, LosesItsKeysWhenThePersonIsForgotten)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    keep_all_keys(*store, noor);

    tell_installation(*store, PersonForgotten{noor});
    EXPECT_FALSE(has_keys(store->keys(), noor));
}

TEST_P(Account, GoesIntoABackupWithoutItsSessions)
{
    const auto store = open();
    const PersonId noor = add_person(*store, "Noor");
    tell_installation(*store, AccountOpened{noor});
    keep_all_keys(*store, noor);

    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());

    const auto copy = open_reader(database_at(beside("copy"))).value();
    EXPECT_TRUE(copy->keys().find_credential(noor));
    EXPECT_EQ(copy->keys().list_tokens(noor).size(), 1U);
    EXPECT_TRUE(copy->keys().list_sessions().empty());
    EXPECT_TRUE(store->keys().find_session(sha256("a"))) << "here everybody stays in";
}

TEST_P(Account, OfWhoWasForgottenSinceTheBackupDoesNotComeBack)
{
    PersonId noor;
    {
        const auto store = open();
        noor = add_person(*store, "Noor");
        const PersonId bo = add_person(*store, "Bo");
        tell_installation(*store, AccountOpened{noor});
        tell_installation(*store, AccountOpened{bo});
        keep_all_keys(*store, noor);
        Credential other = credential_of(bo, "bo");
        store->keys().put(other);
        ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
        tell_installation(*store, AccountClosed{noor});
        tell_installation(*store, PersonForgotten{noor});
    }
    fs::create_directories(beside("again"));
    fs::copy_file(directory() / "erasures.log", beside("again") / "erasures.log");

    ASSERT_TRUE(restore(beside("copy"), beside("again"), {}).has_value());

    const auto restored = open_reader(database_at(beside("again"))).value();
    EXPECT_FALSE(has_keys(restored->keys(), noor));
    EXPECT_TRUE(restored->keys().find_login("bo"));
}

}  // namespace wd::store::test
