// Tokens of an OpenID provider: the example of RFC 7515 and tokens made here, and every way in which one may be wrong.
// SPDX-License-Identifier: EUPL-1.2
#include "http/jwt.hpp"
#include "http/oidc.hpp"
#include "http/secrets.hpp"

#include <gtest/gtest.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <functional>

namespace wd::http {
namespace {

const Timestamp now = from_unix_ms(1'800'000'000'000);
constexpr std::int64_t second = 1'800'000'000;

struct KeyFree {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;

std::string pem_of(const Key& key)
{
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    std::string pem(bytes, static_cast<std::size_t>(size));
    BIO_free(bio);
    return pem;
}

std::string number_of(const Key& key, const char* name)
{
    BIGNUM* number = nullptr;
    EXPECT_EQ(EVP_PKEY_get_bn_param(key.get(), name, &number), 1);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(number);
    return bytes;
}

std::string coordinate_of(const Key& key, const char* name)
{
    const std::string bytes = number_of(key, name);
    return std::string(32 - bytes.size(), '\0') + bytes;
}

json::object jwk_of(const Key& key, std::string_view id, bool rsa)
{
    if (rsa)
        return {{"kty", "RSA"},
                {"kid", id},
                {"use", "sig"},
                {"alg", "RS256"},
                {"n", to_base64url(number_of(key, OSSL_PKEY_PARAM_RSA_N))},
                {"e", to_base64url(number_of(key, OSSL_PKEY_PARAM_RSA_E))}};
    return {{"kty", "EC"},
            {"kid", id},
            {"crv", "P-256"},
            {"x", to_base64url(coordinate_of(key, OSSL_PKEY_PARAM_EC_PUB_X))},
            {"y", to_base64url(coordinate_of(key, OSSL_PKEY_PARAM_EC_PUB_Y))}};
}

// An assertion is a signed token too: what was made by one half is checked by the other.
std::string token_of(const Key& key)
{
    return sign_client_assertion(pem_of(key), "wijkdraad", "https://aanbieder.example", "een", now).value();
}

KeySet set_of(const std::vector<json::object>& keys)
{
    json::array list;
    for (const json::object& key : keys)
        list.push_back(key);
    return KeySet::parse(json::serialize(json::object{{"keys", std::move(list)}})).value();
}

class Jwt : public ::testing::Test {
protected:
    Key rsa_{EVP_RSA_gen(2'048)};
    Key ec_{EVP_EC_gen("P-256")};
    Key other_{EVP_EC_gen("P-256")};
};

TEST(JwtExample, OfTheStandardIsRight)
{
    // RFC 7515, appendix A.3: ES256.
    const KeySet keys = KeySet::parse(R"({"keys":[{"kty":"EC","crv":"P-256",
        "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})")
                            .value();
    const std::string token =
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
        "fQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    const KeySet::Checked checked = keys.check(token);

    EXPECT_EQ(checked.trouble, KeySet::Trouble::none) << checked.why;
    EXPECT_EQ(checked.claims.at("iss"), "joe");
}

TEST_F(Jwt, OfEitherKindIsRightWithItsOwnKey)
{
    const KeySet keys = set_of({jwk_of(rsa_, "a", true), jwk_of(ec_, "b", false)});

    EXPECT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys.check(token_of(rsa_)).trouble, KeySet::Trouble::none);
    EXPECT_EQ(keys.check(token_of(ec_)).trouble, KeySet::Trouble::none);
    EXPECT_EQ(keys.check(token_of(other_)).trouble, KeySet::Trouble::unknown_key);
}

TEST_F(Jwt, AnyChangedSignIsNoticed)
{
    const KeySet keys = set_of({jwk_of(ec_, "b", false)});
    const std::string token = token_of(ec_);
    for (std::size_t at = 0; at < token.size(); at += 7) {
        std::string changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_NE(keys.check(changed).trouble, KeySet::Trouble::none) << at;
    }
}

TEST_F(Jwt, WithoutASignatureOrWithAWeakOneIsRefused)
{
    const KeySet keys = set_of({jwk_of(ec_, "b", false)});
    const std::string token = token_of(ec_);
    const std::string payload = token.substr(token.find('.'), token.rfind('.') - token.find('.'));
    for (const char* header : {R"({"alg":"none"})", R"({"alg":"HS256"})", R"({"alg":"RS256"})", R"({"alg":"ES384"})",
                               "{}", R"({"alg":"ES256","crit":["exp"]})"})
        EXPECT_NE(keys.check(to_base64url(header) + payload + token.substr(token.rfind('.'))).trouble,
                  KeySet::Trouble::none)
            << header;
    for (const std::string& wrong : {std::string(), std::string("a.b"), token.substr(0, token.rfind('.') + 1),
                                     token + ".x", std::string(20'000, 'a')})
        EXPECT_NE(keys.check(wrong).trouble, KeySet::Trouble::none);
}

TEST_F(Jwt, KeysThatCannotBeUsedArePassedOver)
{
    json::object for_encryption = jwk_of(ec_, "b", false);
    for_encryption["use"] = "enc";
    json::object broken = jwk_of(ec_, "c", false);
    broken["x"] = "AAAA";
    const Key short_one{EVP_RSA_gen(1'024)};

    EXPECT_EQ(set_of({for_encryption, broken, jwk_of(short_one, "d", true), {{"kty", "oct"}, {"k", "AA"}}}).size(), 0U);
    for (const char* wrong : {"", "[]", "{}", R"({"keys":1})"})
        EXPECT_FALSE(KeySet::parse(wrong)) << wrong;
}

json::object good_claims()
{
    return {{"iss", "https://aanbieder.example"},
            {"aud", "wijkdraad"},
            {"exp", second + 300},
            {"iat", second},
            {"nonce", "eenmalig"},
            {"sub", "u1"}};
}

TEST(IdToken, IsRightWhenItSaysEverything)
{
    const IdTokenWish wish{"https://aanbieder.example", "wijkdraad", "eenmalig"};
    EXPECT_TRUE(check_id_token(good_claims(), wish, now));
    json::object several = good_claims();
    several["aud"] = json::array{"ander", "wijkdraad"};
    EXPECT_FALSE(check_id_token(several, wish, now)) << "for more than one, azp says whose it is";
    several["azp"] = "wijkdraad";
    EXPECT_TRUE(check_id_token(several, wish, now));
}

TEST(IdToken, IsRefusedForEachThingThatIsWrong)
{
    const IdTokenWish wish{"https://aanbieder.example", "wijkdraad", "eenmalig", {"hoog"}};
    const auto changed = [&](const char* claim, json::value value) {
        json::object claims = good_claims();
        claims["acr"] = "hoog";
        claims[claim] = std::move(value);
        return check_id_token(claims, wish, now).has_value();
    };
    EXPECT_TRUE(changed("acr", "hoog"));
    EXPECT_FALSE(changed("iss", "https://ander.example"));
    EXPECT_FALSE(changed("aud", "ander"));
    EXPECT_FALSE(changed("aud", nullptr));
    const std::string longer("wijkdraad\0ander", 15);  // a name counts whole, also behind a NUL
    EXPECT_FALSE(changed("aud", json::value(longer)));
    EXPECT_FALSE(changed("aud", json::array{json::value(longer)}));
    EXPECT_FALSE(changed("azp", "ander"));
    EXPECT_FALSE(changed("exp", second - 61));
    EXPECT_TRUE(changed("exp", second - 59));
    EXPECT_FALSE(changed("exp", "morgen"));
    EXPECT_FALSE(changed("iat", second + 61));
    EXPECT_FALSE(changed("nbf", second + 61));
    EXPECT_FALSE(changed("nonce", "een ander"));
    EXPECT_FALSE(changed("nonce", nullptr));
    EXPECT_FALSE(changed("sub", ""));
    EXPECT_FALSE(changed("acr", "laag"));
}

TEST(ClaimRoles, AreGivenAndTakenAsTheClaimsSay)
{
    const domain::Grant coordinator{domain::PermissionRole::handover_coordinator, domain::ScopeKind::everywhere, 0, ""};
    const domain::Grant leader{domain::PermissionRole::project_leader, domain::ScopeKind::programme, 7, ""};
    const std::vector<ClaimRole> roles{{"groups", "overdracht", coordinator}, {"groups", "wijk7", leader}};

    const RoleChanges given = compare_roles(roles, {{"groups", json::array{"wijk7", "x"}}}, {coordinator});
    EXPECT_EQ(given.grant, std::vector{leader});
    EXPECT_EQ(given.withdraw, std::vector{coordinator});
    const RoleChanges none = compare_roles(roles, {{"groups", "wijk7"}}, {leader});
    EXPECT_TRUE(none.grant.empty());
    EXPECT_TRUE(none.withdraw.empty());
    EXPECT_EQ(compare_roles(roles, {}, {leader}).withdraw, std::vector{leader});
}

TEST(LocalPath, IsAPathOfThisSiteAndNothingElse)
{
    EXPECT_EQ(local_path("/vandaag?x=1"), "/vandaag?x=1");
    for (const char* wrong :
         {"", "vandaag", "//kwaad.example", "https://kwaad.example", "/\\kwaad.example", "/a b", "/a\r\nX: y"})
        EXPECT_EQ(local_path(wrong), "") << wrong;
}

TEST(MayFetch, OverTlsOrOnThisMachine)
{
    for (const char* good :
         {"https://a.example/x", "http://127.0.0.1:3000/x", "http://localhost/x", "http://[::1]:3000"})
        EXPECT_TRUE(may_fetch(good)) << good;
    for (const char* wrong : {"http://a.example", "ftp://127.0.0.1", "http://127.0.0.1.kwaad.example/",
                              "file:///etc/passwd", "http://localhost:80@kwaad.example/", "https://a@b.example"})
        EXPECT_FALSE(may_fetch(wrong)) << wrong;
}

TEST(OidcSettings, HearAllThatIsWrong)
{
    OidcSettings settings;
    settings.issuer = "http://aanbieder.example";
    const Result<void> checked = check_oidc(settings);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().details.size(), 4U);
}

}  // namespace
}  // namespace wd::http
