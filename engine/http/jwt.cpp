// By OpenSSL. See jwt.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/jwt.hpp"

#include "http/json_text.hpp"
#include "http/secrets.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>

namespace wd::http {

namespace {

constexpr std::size_t token_max = 16 << 10;  // bytes
constexpr std::size_t provider_keys_max = 50;
constexpr std::size_t half_signature = 32;  // r and s of P-256
constexpr int rsa_bits_min = 2'048;

template <auto free>
struct FreeWith {
    template <class T>
    void operator()(T* pointer) const
    {
        free(pointer);
    }
};
using Pkey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

Number number_of(const std::string& bytes)
{
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Pkey key_from(const char* kind, OSSL_PARAM* parameters)
{
    const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return Pkey(key);
}

Pkey rsa_key(const json::object& jwk)
{
    const Result<std::string> modulus = from_base64url(text_in(jwk, "n"));
    const Result<std::string> exponent = from_base64url(text_in(jwk, "e"));
    if (!modulus || !exponent || modulus->empty() || exponent->empty())
        return nullptr;
    const Number n = number_of(*modulus);
    const Number e = number_of(*exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    Pkey key = key_from("RSA", parameters.get());
    return key && EVP_PKEY_get_bits(key.get()) >= rsa_bits_min ? std::move(key) : nullptr;
}

Pkey p256_key(const json::object& jwk)
{
    const Result<std::string> x = from_base64url(text_in(jwk, "x"));
    const Result<std::string> y = from_base64url(text_in(jwk, "y"));
    if (text_in(jwk, "crv") != "P-256" || !x || !y || x->size() != half_signature || y->size() != half_signature)
        return nullptr;
    const std::string point = "\x04" + *x + *y;  // uncompressed
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    return key_from("EC", parameters.get());
}

// r and s behind each other become what OpenSSL reads; "" when it is no such signature.
std::string to_der(const std::string& raw)
{
    if (raw.size() != 2 * half_signature)
        return {};
    const Signature signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes_of(raw), half_signature, nullptr),
                   BN_bin2bn(bytes_of(raw) + half_signature, half_signature, nullptr));
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0)
        return {};
    std::string out(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return out;
}

std::string from_der(const std::string& der)
{
    const unsigned char* at = bytes_of(der);
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    WD_ASSERT(signature != nullptr);
    std::string raw(2 * half_signature, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    WD_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, half_signature) > 0);
    WD_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + half_signature, half_signature) > 0);
    return raw;
}

bool is_signed_by(EVP_PKEY* key, std::string_view text, const std::string& signature)
{
    const DigestContext context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text), text.size()) == 1;
}

// The three parts of "header.payload.signature".
struct TokenParts {
    std::string_view signed_text;
    json::object header;
    json::object claims;
    std::string signature;
};
std::optional<TokenParts> split(std::string_view token)
{
    const std::size_t first = token.find('.');
    const std::size_t last = token.rfind('.');
    if (token.size() > token_max || first == std::string_view::npos || first == last ||
        token.find('.', first + 1) != last)
        return {};
    const auto object_in = [](std::string_view part) -> std::optional<json::object> {
        const Result<std::string> text = from_base64url(part);
        Result<json::value> parsed = text ? parse_json(*text) : Result<json::value>(text.error());
        if (!parsed || !parsed->is_object())
            return {};
        return std::move(parsed->get_object());
    };
    std::optional<json::object> header = object_in(token.substr(0, first));
    std::optional<json::object> claims = object_in(token.substr(first + 1, last - first - 1));
    Result<std::string> signature = from_base64url(token.substr(last + 1));
    if (!header || !claims || !signature)
        return {};
    return TokenParts{token.substr(0, last), std::move(*header), std::move(*claims), std::move(*signature)};
}

std::optional<std::int64_t> seconds_in(const json::object& claims, const char* name)
{
    const json::value* value = claims.if_contains(name);
    if (value == nullptr || !value->is_number())
        return {};
    if (value->is_double())
        return static_cast<std::int64_t>(value->get_double());
    boost::system::error_code wrong;
    const auto number = value->to_number<std::int64_t>(wrong);
    return wrong ? std::nullopt : std::optional(number);
}

// `aud` is one name or a list of names.
std::vector<std::string> audiences_in(const json::object& claims)
{
    std::vector<std::string> all;
    const json::value* value = claims.if_contains("aud");
    if (value != nullptr && value->is_string())
        all.push_back(text_in(claims, "aud"));
    if (value != nullptr && value->is_array())
        for (const json::value& one : value->get_array())
            if (one.is_string())
                all.emplace_back(text_of(one));
    return all;
}

Error wrong(std::string_view what)
{
    return refusal(Errc::not_allowed, "het bewijs van de aanbieder klopt niet: {}", what);
}

}  // namespace

struct KeySet::Key {
    std::string id;
    std::string algorithm;  // "RS256" or "ES256"
    Pkey key;
};

Result<KeySet> KeySet::parse(std::string_view jwks)
{
    const Result<json::value> parsed = parse_json(jwks);
    const json::value* keys = parsed && parsed->is_object() ? parsed->get_object().if_contains("keys") : nullptr;
    if (keys == nullptr || !keys->is_array() || keys->get_array().size() > provider_keys_max)
        return refusal(Errc::invalid, "de aanbieder geeft geen bruikbare sleutels");
    KeySet set;
    for (const json::value& one : keys->get_array()) {
        if (!one.is_object())
            continue;
        const json::object& jwk = one.get_object();
        const std::string kind = text_in(jwk, "kty");
        const std::string use = text_in(jwk, "use");
        const std::string algorithm = kind == "RSA" ? "RS256" : "ES256";
        const std::string stated = text_in(jwk, "alg");
        if ((!use.empty() && use != "sig") || (!stated.empty() && stated != algorithm))
            continue;
        Pkey key = kind == "RSA" ? rsa_key(jwk) : kind == "EC" ? p256_key(jwk) : nullptr;
        if (key)
            set.keys_.push_back(std::make_shared<const Key>(Key{text_in(jwk, "kid"), algorithm, std::move(key)}));
    }
    return set;
}

KeySet::Checked KeySet::check(std::string_view token) const
{
    std::optional<TokenParts> parts = split(token);
    if (!parts)
        return {Trouble::bad, "not a signed token"};
    const std::string algorithm = text_in(parts->header, "alg");
    if (algorithm != "RS256" && algorithm != "ES256")
        return {Trouble::bad, "signed in a way that is not accepted"};
    if (parts->header.contains("crit"))
        return {Trouble::bad, "asks for something that is not known here"};
    const std::string id = text_in(parts->header, "kid");
    std::vector<const Key*> fitting;
    for (const std::shared_ptr<const Key>& key : keys_)
        if (key->algorithm == algorithm && (id.empty() || key->id == id))
            fitting.push_back(key.get());
    if (fitting.empty())
        return {Trouble::unknown_key, "signed with an unknown key"};
    const std::string signature = algorithm == "ES256" ? to_der(parts->signature) : parts->signature;
    const bool right = !signature.empty() && std::any_of(fitting.begin(), fitting.end(), [&](const Key* key) {
        return is_signed_by(key->key.get(), parts->signed_text, signature);
    });
    if (!right)
        return {id.empty() ? Trouble::unknown_key : Trouble::bad, "the signature is not right"};
    return {Trouble::none, {}, std::move(parts->claims)};
}

Result<void> check_id_token(const json::object& claims, const IdTokenWish& wish, Timestamp now)
{
    const std::int64_t moment = to_unix_ms(now) / 1'000;
    const std::int64_t leeway = wish.leeway.count();
    if (text_in(claims, "iss") != wish.issuer)
        return wrong("het komt van een ander");
    const std::vector<std::string> audiences = audiences_in(claims);
    if (std::find(audiences.begin(), audiences.end(), wish.client_id) == audiences.end())
        return wrong("het is voor een ander bedoeld");
    const std::string authorised = text_in(claims, "azp");
    if ((audiences.size() > 1 && authorised.empty()) || (!authorised.empty() && authorised != wish.client_id))
        return wrong("het is aan een ander gegeven");
    const std::optional<std::int64_t> expires = seconds_in(claims, "exp");
    if (!expires || *expires + leeway <= moment)
        return wrong("het is verlopen");
    const std::optional<std::int64_t> issued = seconds_in(claims, "iat");
    if (!issued || *issued - leeway > moment)
        return wrong("het is van later; kijk of de klok van deze machine gelijk loopt");
    if (const std::optional<std::int64_t> begins = seconds_in(claims, "nbf"); begins && *begins - leeway > moment)
        return wrong("het geldt nog niet");
    if (wish.nonce.empty() || !is_same_secret(text_in(claims, "nonce"), wish.nonce))
        return wrong("het hoort bij een andere aanmelding");
    if (text_in(claims, "sub").empty())
        return wrong("het zegt niet wie u bent");
    if (!wish.acr.empty() && std::find(wish.acr.begin(), wish.acr.end(), text_in(claims, "acr")) == wish.acr.end())
        return wrong("u bent niet zeker genoeg aangemeld; er is bijvoorbeeld een tweede factor nodig");
    return {};
}

Result<std::string> sign_client_assertion(std::string_view private_key_pem, std::string_view client_id,
                                          std::string_view audience, std::string_view id, Timestamp now)
{
    const Bio bio(BIO_new_mem_buf(private_key_pem.data(), static_cast<int>(private_key_pem.size())));
    const Pkey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    if (!key)
        return refusal(Errc::invalid, "de sleutel van de client is geen private key in PEM");
    const bool rsa = EVP_PKEY_is_a(key.get(), "RSA") == 1;
    if (!rsa && EVP_PKEY_is_a(key.get(), "EC") != 1)
        return refusal(Errc::invalid, "de sleutel van de client is geen RSA- of P-256-sleutel");
    const std::int64_t moment = to_unix_ms(now) / 1'000;
    const json::object header{{"alg", rsa ? "RS256" : "ES256"}, {"typ", "JWT"}};
    const json::object claims{{"iss", client_id}, {"sub", client_id}, {"aud", audience},
                              {"jti", id},        {"iat", moment},    {"exp", moment + 60}};
    const std::string text = to_base64url(json::serialize(header)) + "." + to_base64url(json::serialize(claims));
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes_of(text), text.size()) != 1)
        return refusal(Errc::invalid, "met de sleutel van de client kan niet worden getekend");
    std::string signature(size, '\0');
    WD_ASSERT(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes_of(text),
                             text.size()) == 1);
    signature.resize(size);
    return text + "." + to_base64url(rsa ? signature : from_der(signature));
}

}  // namespace wd::http
