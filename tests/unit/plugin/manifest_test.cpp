// plugin.toml and what is set for one configuration of it.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/manifest.hpp"

#include <gtest/gtest.h>

namespace wd::plugin {

namespace {

constexpr std::string_view whole = R"(
name = "postbus"
version = "1.2"
title = "Stuurt post"
command = ["python3", "postbus.py"]
events = ["task.", "journal.added"]
memory_mib = 64
answer_seconds = 5

[[setting]]
name = "server"
title = "De mailserver"
required = true

[[setting]]
name = "password"
title = "Het wachtwoord"
secret = true

[[setting]]
name = "port"
title = "De poort"
kind = "number"
default = 587

[[setting]]
name = "digest"
title = "Eén bericht per dag"
kind = "yes_no"
)";

Manifest manifest()
{
    return read_manifest(whole, "/plugins/postbus/plugin.toml").value();
}

std::string all_of(const Error& error)
{
    return to_text(error);
}

TEST(Manifest, IsReadWhole)
{
    const Manifest read = manifest();

    EXPECT_EQ(read.name, "postbus");
    EXPECT_EQ(read.version, "1.2");
    EXPECT_EQ(read.folder, "/plugins/postbus");
    EXPECT_EQ(read.command, (std::vector<std::string>{"python3", "postbus.py"}));
    EXPECT_EQ(read.memory_mib, 64);
    EXPECT_EQ(read.answer_time, std::chrono::seconds{5});
    ASSERT_EQ(read.settings.size(), 4U);
    EXPECT_TRUE(read.settings[0].required);
    EXPECT_TRUE(read.settings[1].secret);
    EXPECT_EQ(read.settings[2].otherwise, json::value(587));
    EXPECT_EQ(read.settings[3].kind, SettingKind::yes_no);
}

TEST(Manifest, WantsTypesAndBeginnings)
{
    const Manifest read = manifest();

    EXPECT_TRUE(wants(read, "task.completed"));
    EXPECT_TRUE(wants(read, "journal.added"));
    EXPECT_FALSE(wants(read, "journal.adde"));
    EXPECT_FALSE(wants(read, "run.started"));
    EXPECT_FALSE(wants(read, "task"));
}

TEST(Manifest, TellsEverythingThatIsWrong)
{
    const Result<Manifest> read = read_manifest(R"(
name = "Post Bus"
version = "1"
title = "Stuurt post"
events = ["tasks.", "journal.added"]
memory_mib = 1
colour = "rood"

[[setting]]
name = "server"
title = "De mailserver"
kind = "list"

[[setting]]
name = "server"
title = "Nog een"
secret = true
default = "geheim"
)",
                                                "plugin.toml");

    ASSERT_FALSE(read);
    const std::string text = all_of(read.error());
    for (const std::string_view part : {"Post Bus", "command", "'tasks.' (bedoelt u 'task.'", "memory_mib", "colour",
                                        "list", "twee keer", "geen 'default'", "plugin.toml:"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

std::optional<std::string> no_environment(const std::string&)
{
    return {};
}

TEST(Settings, AreCompleteWithWhatTheEnvironmentSays)
{
    const auto environment = [](const std::string& name) {
        return name == "WACHTWOORD" ? std::optional<std::string>("s3cret") : std::nullopt;
    };

    const json::object read =
        read_settings(manifest(), {{"server", "mail.voorbeeld.nl"}, {"password", "${WACHTWOORD}"}}, environment)
            .value();

    EXPECT_EQ(read, (json::object{
                        {"server", "mail.voorbeeld.nl"}, {"password", "s3cret"}, {"port", 587}, {"digest", nullptr}}));
}

TEST(Settings, MayNameVariablesWithinAText)
{
    const auto environment = [](const std::string& name) { return std::optional<std::string>("<" + name + ">"); };

    const json::object read = read_settings(manifest(), {{"server", "a${ONE}b${TWO}c${"}}, environment).value();

    EXPECT_EQ(read.at("server"), "a<ONE>b<TWO>c${");
}

TEST(Settings, TellEverythingThatIsWrong)
{
    const Result<json::object> read = read_settings(
        manifest(), {{"servr", "x"}, {"password", "zichtbaar"}, {"port", "587"}, {"digest", 1}}, no_environment);

    ASSERT_FALSE(read);
    const std::string text = all_of(read.error());
    for (const std::string_view part : {"'servr' (bedoelt u 'server'", "'server' ontbreekt", "omgevingsvariabele",
                                        "'port' moet een heel getal zijn", "'digest' moet true of false zijn"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    EXPECT_EQ(text.find("zichtbaar"), std::string::npos) << "a secret is not shown";
}

TEST(Settings, SayWhichVariableIsMissing)
{
    const Result<json::object> read =
        read_settings(manifest(), {{"server", "x"}, {"password", "${ER_NIET}"}}, no_environment);

    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("${ER_NIET}"), std::string::npos) << read.error().message;
}

}  // namespace

}  // namespace wd::plugin
