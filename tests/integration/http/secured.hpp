// A certificate for localhost that nobody else signed, and a caller over TLS of exactly one version that trusts it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "caller.hpp"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

namespace wd::test {

template <class Thing, void (*free)(Thing*)>
struct Free {
    void operator()(Thing* thing) const { free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509, X509_free>>;
using ClientContext = std::unique_ptr<SSL_CTX, Free<SSL_CTX, SSL_CTX_free>>;
using Client = std::unique_ptr<SSL, Free<SSL, SSL_free>>;

inline Certificate sign_for_localhost(EVP_PKEY* key)
{
    Certificate made{X509_new()};
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3'600);
    X509_set_pubkey(made.get(), key);
    X509_NAME* name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(made.get(), name);
    X509_sign(made.get(), key, EVP_sha256());
    return made;
}

// A connection that was agreed on, or not.
class Secured {
public:
    Secured(std::uint16_t port, X509* trusted, int version) : caller_(port), context_(SSL_CTX_new(TLS_client_method()))
    {
        SSL_CTX_set_security_level(context_.get(), 0);  // so that it is the server that refuses what is old
        SSL_CTX_set_min_proto_version(context_.get(), version);
        SSL_CTX_set_max_proto_version(context_.get(), version);
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), trusted);
        client_.reset(SSL_new(context_.get()));
        SSL_set_fd(client_.get(), caller_.socket());
        agreed_ = SSL_connect(client_.get()) == 1;
    }

    bool agreed() const { return agreed_; }
    SSL* client() const { return client_.get(); }

    // Everything that comes back until the other side hangs up; "" when nothing was agreed on.
    std::string ask(std::string_view bytes) const
    {
        std::string all;
        if (!agreed_)
            return all;
        SSL_write(client_.get(), bytes.data(), static_cast<int>(bytes.size()));
        char piece[16'384];
        for (int size = 0; (size = SSL_read(client_.get(), piece, sizeof piece)) > 0;)
            all.append(piece, static_cast<std::size_t>(size));
        return all;
    }

private:
    Caller caller_;
    ClientContext context_;
    Client client_;
    bool agreed_ = false;
};

}  // namespace wd::test
