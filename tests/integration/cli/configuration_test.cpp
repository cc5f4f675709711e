// wijkdraad.toml: the example says what holds without it, and what is wrong is told with its line, all at once.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/configuration.hpp"

#include "cli/diagnostics.hpp"
#include "program.hpp"

namespace wd::test {

namespace {

using cli::Configuration;
using namespace std::literals;

Result<Configuration> read(std::string_view text)
{
    return cli::read_configuration(text, "/etc/wijkdraad/wijkdraad.toml");
}

std::string complaint_of(std::string_view text)
{
    const Result<Configuration> configuration = read(text);
    return configuration ? "" : to_text(configuration.error());
}

std::string example()
{
    std::ifstream in(std::string(REPOSITORY) + "/engine/cli/wijkdraad.example.toml", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// As text, to compare two of them.
std::string told(const Configuration& c)
{
    const http::ConnectionLimits& limits = c.listener.limits;
    std::string text =
        fmt::format("{} {} {} {} {} {}", c.listener.address, c.listener.port, c.listener.threads,
                    c.listener.tls.has_value(), static_cast<int>(c.listener.tls_elsewhere), c.listener.proxies.size());
    text +=
        fmt::format(" | {} {} {} {}", limits.message.head, limits.message.body, limits.connections, limits.per_address);
    for (const auto time : {limits.head_time, limits.body_time, limits.idle_time, limits.answer_time, limits.write_time,
                            limits.drain_time})
        text += fmt::format(" {}", time.count());
    text += fmt::format(" | {} {} '{}' {}", c.rate.per_second, c.rate.burst, c.url, c.origins.size());
    text += fmt::format(" | {} {}", name_of(c.log_level), name_of(c.log_format));
    text += fmt::format(" | {} {} {} '{}'", c.login.session_length.count(), c.login.issuer,
                        static_cast<int>(c.second_factor), c.key_file.string());
    for (const http::AttemptSettings& attempts : {c.login.per_login, c.login.per_address})
        text += fmt::format(" {} {} {} {}", attempts.free, attempts.first_pause.count(), attempts.longest_pause.count(),
                            attempts.forgotten.count());
    text += fmt::format(" | {} {} {} {}", c.password.passes, c.password.memory_bytes, c.password.workers,
                        c.password.waiting_max);
    text += fmt::format(" | {} {}", c.readings.person_activity, c.readings.household_activity);
    text +=
        fmt::format(" | {} {} {}", c.description.contact_name, c.description.contact_url, c.description.contact_email);
    text += fmt::format(" | '{}' '{}' {} '{}' '{}' {} '{}' '{}'", c.oidc.issuer, c.oidc.client_id,
                        static_cast<int>(c.oidc.proof), c.oidc.redirect_uri, c.oidc.scope, c.oidc.acr.size(),
                        c.oidc.login_claim, c.oidc.after);
    return text;
}

}  // namespace

TEST(Configuration, ExampleHoldsEveryKeyWithItsDefault)
{
    const Result<Configuration> configuration = read(example());

    ASSERT_TRUE(configuration.has_value()) << to_text(configuration.error());
    EXPECT_EQ(told(*configuration), told(Configuration{}));
    EXPECT_EQ(told(*read("")), told(Configuration{}));
}

TEST(Configuration, EveryKeyIsReadFromTheFile)
{
    // Each key of the example with another value gives another configuration: none is read and forgotten.
    const std::string text = example();
    int keys = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        const std::size_t equals = line.find(" = ");
        const std::string key = line.substr(0, std::min(equals, line.size()));
        if (!line.empty() && line.front() != '#' && line.front() != '[' && equals != std::string::npos) {
            ++keys;
            std::string value = line.substr(equals + 3);
            // Secrets and files are read at once, and a certificate needs its key; their own tests follow.
            const bool alone = key.find("file") == std::string::npos && !key.starts_with("tls_") &&
                               key != "certificates" && key != "roles" && key != "private_key_file" && key != "issuer";
            if (value == "true" || value == "false")
                value = value == "true" ? "false" : "true";
            else if (value.front() == '[')
                value = "[\"http://127.0.0.1\"]";
            else if (key == "level" || key == "format" || key == "client_proof")
                value = key == "level" ? "\"debug\"" : key == "format" ? "\"json\"" : "\"private_key\"";
            else if (value.front() == '"')
                value = "\"https://ergens.voorbeeld.nl\"";
            else
                value = std::to_string(std::stoll(value) + 1);
            if (alone) {
                const std::string changed = text.substr(0, begin) + key + " = " + value + text.substr(end);
                const Result<Configuration> read_back = read(changed);
                ASSERT_TRUE(read_back.has_value()) << key << ": " << to_text(read_back.error());
                EXPECT_NE(told(*read_back), told(Configuration{})) << key;
            }
        }
        begin = end + 1;
    }
    EXPECT_GT(keys, 40);
}

TEST(Configuration, UnknownKeyIsRefusedWithItsLineAndTheNearest)
{
    EXPECT_EQ(complaint_of("[server]\nadress = \"::1\"\n"),
              "wijkdraad.toml:2: onbekende sleutel 'adress' in [server] (bedoelt u 'address'?)");
    EXPECT_NE(complaint_of("[serverr]\n").find("bedoelt u 'server'?"), std::string::npos);
    EXPECT_NE(complaint_of("[log]\nlevel = \"luid\"\n").find("luid"), std::string::npos);
}

TEST(Configuration, EverythingThatIsWrongIsToldAtOnce)
{
    const std::string complaint = complaint_of(
        "[server]\nport = 99999\nthreads = \"twee\"\ntls_key = \"key.pem\"\n[server.limits]\nbody_bytes = 1\n");

    for (const char* line : {"wijkdraad.toml:2:", "wijkdraad.toml:3:", "wijkdraad.toml:4:", "wijkdraad.toml:6:"})
        EXPECT_NE(complaint.find(line), std::string::npos) << complaint;
}

TEST(Configuration, TextThatIsNoTomlIsRefusedWithItsLine)
{
    EXPECT_TRUE(complaint_of("[server]\nport = = 1\n").starts_with("wijkdraad.toml:2: dit is geen TOML"));
}

TEST(Configuration, PathsBeginAtTheFile)
{
    const Result<Configuration> configuration =
        read("[server]\ntls_certificate = \"cert.pem\"\ntls_key = \"/geheim/key.pem\"\n");

    ASSERT_TRUE(configuration.has_value());
    EXPECT_EQ(configuration->listener.tls->certificate, "/etc/wijkdraad/cert.pem");
    EXPECT_EQ(configuration->listener.tls->key, "/geheim/key.pem");
}

TEST(Configuration, AddressForOthersNeedsTls)
{
    Configuration configuration;
    for (const char* address : {"127.0.0.1", "127.9.9.9", "::1", "localhost"}) {
        configuration.listener.address = address;
        EXPECT_TRUE(cli::check_configuration(configuration).has_value()) << address;
    }
    for (const char* address : {"0.0.0.0", "::", "192.168.1.5"}) {
        configuration.listener.address = address;
        EXPECT_FALSE(cli::check_configuration(configuration).has_value()) << address;
    }
    configuration.listener.tls_elsewhere = http::TlsElsewhere::yes;
    EXPECT_TRUE(cli::check_configuration(configuration).has_value());
}

TEST(Configuration, ProviderIsCheckedAndItsSecretReadFromItsFile)
{
    const Program place;
    place.write("geheim.txt", "heel geheim\n");
    const std::filesystem::path file = place.folder() / "wijkdraad.toml";
    const std::string_view text = R"toml([server]
url = "https://wijkdraad.voorbeeld.nl/"
[oidc]
issuer = "https://aanbieder.voorbeeld.nl"
client_id = "wijkdraad"
secret_file = "geheim.txt"
[[oidc.roles]]
claim = "groups"
value = "leiders"
role = "project_leader"
scope = "municipality"
code = "GM0505"
)toml";

    const Result<Configuration> configuration = cli::read_configuration(text, file);

    ASSERT_TRUE(configuration.has_value()) << to_text(configuration.error());
    EXPECT_EQ(configuration->oidc.secret, "heel geheim");
    EXPECT_EQ(configuration->oidc.redirect_uri, "https://wijkdraad.voorbeeld.nl/api/v1/aanmelden/openid/terug");
    ASSERT_EQ(configuration->oidc.roles.size(), 1U);
    EXPECT_EQ(configuration->oidc.roles.front().grant,
              (domain::Grant{domain::PermissionRole::project_leader, domain::ScopeKind::municipality, 0, "GM0505"}));
    EXPECT_NE(complaint_of("[oidc]\nissuer = \"http://elders\"\n"), "");
    EXPECT_NE(
        complaint_of("[[oidc.roles]]\nclaim = \"a\"\nvalue = \"b\"\nrole = \"administrator\"\nscope = \"team\"\n"), "");
}

TEST(Diagnostics, LineOfJsonIsOneDocumentWhateverTheMessageHolds)
{
    const std::string line =
        cli::json_line(*parse_timestamp("2026-11-27T10:00:00Z"), "warning", "een \"woord\"\nen meer");

    EXPECT_EQ(line, R"({"time":"2026-11-27T10:00:00.000Z","level":"warning","message":"een \"woord\"\nen meer"})");
}

}  // namespace wd::test
