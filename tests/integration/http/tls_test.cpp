// TLS with a certificate of our own making: what is spoken, what is not, and what is refused before anybody can knock.
// SPDX-License-Identifier: EUPL-1.2
#include "http/listener.hpp"

#include "secured.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

namespace wd::test {

namespace {

class Secret : public testing::Test, public http::Handler {
protected:
    Secret()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-tls-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        key_.reset(EVP_EC_gen("P-256"));
        certificate_ = sign_for_localhost(key_.get());
        write("cert.pem", [&](FILE* file) { PEM_write_X509(file, certificate_.get()); });
        write("key.pem",
              [&](FILE* file) { PEM_write_PrivateKey(file, key_.get(), nullptr, nullptr, 0, nullptr, nullptr); });
        options_.port = 0;
        options_.tls = http::TlsFiles{folder_ / "cert.pem", folder_ / "key.pem"};
    }
    ~Secret() override
    {
        listener_.reset();
        std::filesystem::remove_all(folder_);
    }

    void handle(http::Request request, std::function<void(http::Response)> done) override
    {
        done({200, {}, request.secure ? "veilig" : "open", {}});
    }

    template <class Write>
    void write(const char* name, Write put)
    {
        FILE* file = std::fopen((folder_ / name).c_str(), "w");
        ASSERT_NE(file, nullptr);
        put(file);
        std::fclose(file);
    }
    void open()
    {
        Result<std::unique_ptr<http::Listener>> opened = http::Listener::open(options_, *this);
        ASSERT_TRUE(opened.has_value()) << opened.error().message;
        listener_ = std::move(*opened);
    }
    std::string refusal_of_opening()
    {
        const Result<std::unique_ptr<http::Listener>> opened = http::Listener::open(options_, *this);
        return opened ? "" : opened.error().message;
    }

    // The answer over TLS of exactly this version; "" when there is no agreement.
    std::string ask_over(int version)
    {
        const Secured caller{listener_->port(), certificate_.get(), version};
        if (!caller.agreed())
            return "";
        cipher_ = SSL_get_cipher_name(caller.client());
        return caller.ask("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    std::filesystem::path folder_;
    Key key_;
    Certificate certificate_;
    http::ListenerOptions options_;
    std::unique_ptr<http::Listener> listener_;
    std::string cipher_;
};

}  // namespace

TEST_F(Secret, RequestsAreAnsweredOverTheTlsOfToday)
{
    open();

    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const std::string heard = ask_over(version);
        EXPECT_NE(heard.find("HTTP/1.1 200"), std::string::npos) << version;
        EXPECT_TRUE(heard.ends_with("veilig"));
        EXPECT_TRUE(cipher_.find("GCM") != std::string::npos || cipher_.find("CHACHA20") != std::string::npos)
            << cipher_;
    }
}

TEST_F(Secret, OlderTlsIsNotSpoken)
{
    open();

    EXPECT_EQ(ask_over(TLS1_1_VERSION), "");
    EXPECT_EQ(ask_over(TLS1_VERSION), "");
    EXPECT_NE(ask_over(TLS1_3_VERSION), "");
}

TEST_F(Secret, OpenHttpIsNotAnswered)
{
    open();
    Caller caller{listener_->port()};
    caller.say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

    EXPECT_EQ(caller.hear_all().find("HTTP/1.1 200"), std::string::npos);
    EXPECT_NE(ask_over(TLS1_3_VERSION), "");
}

TEST_F(Secret, GreetingThatDoesNotComeIsNotWaitedFor)
{
    options_.limits.head_time = std::chrono::milliseconds{300};
    open();
    Caller silent{listener_->port()};

    EXPECT_TRUE(silent.hears_nothing_more());
}

TEST_F(Secret, CertificateAndKeyThatCannotBeUsedAreRefusedInASentence)
{
    const Key other{EVP_EC_gen("P-256")};
    write("other.pem",
          [&](FILE* file) { PEM_write_PrivateKey(file, other.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    options_.tls->key = folder_ / "other.pem";
    EXPECT_NE(refusal_of_opening().find("other.pem"), std::string::npos);

    options_.tls->key = folder_ / "key.pem";
    options_.tls->certificate = folder_ / "nergens.pem";
    EXPECT_NE(refusal_of_opening().find("het certificaat in"), std::string::npos);

    std::ofstream(folder_ / "leeg.pem") << "geen certificaat";
    options_.tls->certificate = folder_ / "leeg.pem";
    EXPECT_NE(refusal_of_opening().find("verwacht wordt PEM"), std::string::npos);
}

}  // namespace wd::test
