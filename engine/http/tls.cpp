// See tls.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/tls.hpp"

#include <openssl/ssl.h>

#include <array>

namespace wd::http {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

constexpr const char* ciphers_1_2 =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";
constexpr const char* ciphers_1_3 = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";
constexpr const char* curves = "X25519:P-256:P-384";

// "http/1.1" and nothing else; who does not ask for a protocol gets that as well.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void*)
{
    static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* found = nullptr;
    if (SSL_select_next_proto(&found, size, ours.data(), static_cast<unsigned int>(ours.size()), offered,
                              offered_size) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

Error unusable(const char* what, const std::filesystem::path& file, const error_code& failure)
{
    return refusal(Errc::invalid, "{} in {} kan niet worden gebruikt: {}; verwacht wordt PEM", what, file.string(),
                   failure.message());
}

}  // namespace

Result<std::unique_ptr<ssl::context>> create_tls_context(const TlsFiles& files)
{
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    error_code failure;
    context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                             ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression |
                             ssl::context::single_dh_use,
                         failure);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    WD_ASSERT(!failure && SSL_CTX_set_cipher_list(native, ciphers_1_2) == 1 &&
              SSL_CTX_set_ciphersuites(native, ciphers_1_3) == 1 && SSL_CTX_set1_groups_list(native, curves) == 1);
    SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
    context->use_certificate_chain_file(files.certificate.string(), failure);
    if (failure)
        return unusable("het certificaat", files.certificate, failure);
    context->use_private_key_file(files.key.string(), ssl::context::pem, failure);
    if (failure)
        return unusable("de sleutel", files.key, failure);
    if (SSL_CTX_check_private_key(native) != 1)
        return refusal(Errc::invalid, "de sleutel in {} hoort niet bij het certificaat in {}", files.key.string(),
                       files.certificate.string());
    return context;
}

}  // namespace wd::http
