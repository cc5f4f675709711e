// The team at the command line: chairs, deputies, absence, leaving, what is lost with somebody, and what is refused.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

namespace {

std::string days_from_now(int days)
{
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return to_text(Date{(today + std::chrono::days{days}).time_since_epoch()});
}

}  // namespace

class TeamCommands : public ::testing::Test {
protected:
    json::value done(std::vector<std::string> words)
    {
        words.insert(words.end(), {"--as", place.leader});
        return place.must(std::move(words));
    }
    std::string refused(std::vector<std::string> words)
    {
        words.insert(words.end(), {"--as", place.leader});
        return place.refused(std::move(words));
    }
    std::string shown(std::vector<std::string> words)
    {
        words.insert(words.end(), {"--as", place.leader});
        const Ran ran = place.run(std::move(words));
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
    }
    std::string assignment(const std::string& person)
    {
        const json::value chairs = done({"position", "list", place.programme});
        for (const json::value& chair : chairs.as_array())
            if (chair.at("person").is_string() && chair.at("person").as_string() == person)
                return std::string(chair.at("assignment").as_string());
        ADD_FAILURE() << person;
        return "bezetting-1";
    }
    std::string someone(const std::string& name) { return Neighbourhood::id(done({"person", "add", name}), "person"); }

    Neighbourhood place;
};

TEST_F(TeamCommands, AChairWithHoursIsNotFilledBeyondThem)
{
    done({"position", "add", place.programme, "--role", "coach", "--title", "Energiecoach", "--hours", "24",
          "--competence", "luisteren", "--competence", "rekenen@begin"});
    const std::string noor = someone("Noor Jansen");
    const std::string piet = someone("Piet Bos");
    done({"assignment", "start", place.programme, "--role", "coach", "--person", noor, "--hours", "16"});
    EXPECT_TRUE(
        has(refused({"assignment", "start", place.programme, "--role", "coach", "--person", piet, "--hours", "12"}),
            "past niet"));
    done({"assignment", "start", place.programme, "--role", "coach", "--person", piet, "--hours", "8"});

    const std::string team = shown({"team", "show", place.programme});
    EXPECT_TRUE(has(team, "Noor Jansen (16 uur)")) << team;
    EXPECT_TRUE(has(team, "Piet Bos (8 uur)")) << team;
    EXPECT_TRUE(has(refused({"position", "add", place.programme, "--role", "coach", "--title", "Coach"}),
                    "heeft de rol 'coach' al"));
}

TEST_F(TeamCommands, ADeputyIsNamedAndACircleIsRefused)
{
    done({"position", "deputy", place.programme, "--role", "werker", "--person", place.leader});
    EXPECT_TRUE(has(refused({"position", "deputy", place.programme, "--role", "leider", "--person", place.worker}),
                    "maakt een kring"));
    EXPECT_TRUE(has(refused({"position", "deputy", place.programme, "--role", "werker", "--person", place.leader}),
                    "is al waarnemer"));
    EXPECT_TRUE(has(refused({"position", "deputy", place.programme, "--role", "wrker", "--person", place.leader}),
                    "bedoelt u 'werker'"));
    done({"position", "deputy", place.programme, "--role", "werker"});
    EXPECT_TRUE(has(refused({"position", "deputy", place.programme, "--role", "werker"}), "heeft al geen waarnemer"));
}

TEST_F(TeamCommands, WorkGoesToTheDeputyDuringAnAbsenceAndComesBack)
{
    const std::string task = place.task("Iets voor de werker");
    const std::string deputy = someone("Noor Jansen");
    done({"position", "deputy", place.programme, "--role", "werker", "--person", deputy});
    const auto sees = [&](const std::string& person) {
        return has(json::serialize(place.must({"task", "list", "--as", person})), "\"" + task + "\"");
    };
    EXPECT_FALSE(sees(deputy));

    const json::value away =
        done({"absence", "add", place.programme, "--person", place.worker, "--from", days_from_now(-1)});
    EXPECT_TRUE(sees(deputy));
    const std::string team = shown({"team", "show", place.programme});
    EXPECT_TRUE(has(team, "Jan de Vries (afwezig)")) << team;
    EXPECT_TRUE(has(refused({"absence", "add", place.programme, "--person", place.worker, "--from", days_from_now(3)}),
                    "al afwezig"));
    EXPECT_TRUE(has(refused({"absence", "add", place.programme, "--person", place.worker, "--from", days_from_now(9),
                             "--until", days_from_now(5)}),
                    "draai ze om"));

    const std::string absence = Neighbourhood::id(away, "absence");
    done({"absence", "end", absence});
    EXPECT_FALSE(sees(deputy));
    EXPECT_TRUE(sees(place.worker));
    EXPECT_TRUE(has(refused({"absence", "end", absence}), "al voorbij"));
    EXPECT_TRUE(has(shown({"absence", "list", place.programme}), "voorbij"));
}

TEST_F(TeamCommands, ALeaverOpensTheVacancyAndSomebodyKeepsTheChairByName)
{
    const std::string worker = assignment(place.worker);
    EXPECT_TRUE(has(refused({"assignment", "end", worker, "--last-day", days_from_now(-30)}), "ligt voor de eerste"));
    EXPECT_TRUE(has(refused({"assignment", "announce-end", worker, "--last-day", days_from_now(-30)}), "al voorbij"));
    EXPECT_TRUE(has(refused({"assignment", "announce-end", "bezetting-999999", "--last-day", days_from_now(30)}),
                    "bezetting-999999"));
    const json::value announced = done({"assignment", "announce-end", worker, "--last-day", days_from_now(70)});
    EXPECT_TRUE(announced.as_object().contains("handover")) << json::serialize(announced);
    EXPECT_TRUE(has(shown({"team", "show", place.programme}), "nog geen opvolger"));

    done({"assignment", "end", worker, "--last-day", days_from_now(0)});
    const json::value team = done({"team", "show", place.programme});
    const json::array& positions = team.at("positions").as_array();
    for (const json::value& position : positions)
        if (position.at("role").as_string() == "werker") {
            EXPECT_EQ(position.at("deputy").at("name"), "Fatima Bouzid");
            EXPECT_TRUE(position.at("holders").as_array().empty() || position.at("holders").as_array().size() == 1);
        }
    EXPECT_TRUE(has(shown({"log", place.programme}), "teamrol onbezet"));
    EXPECT_TRUE(has(refused({"assignment", "end", worker}), "al geëindigd"));
}

TEST_F(TeamCommands, SaysWhatIsLostWithSomebody)
{
    done({"contact", "add", place.programme, "--name", "Meneer De Wit", "--known-by", place.worker});
    done({"commitment", "add", place.programme, "--text", "De lift wordt gemaakt", "--owner", place.worker, "--due",
          in_a_month()});
    const std::string lost = shown({"person", "lost", place.worker});
    for (const char* part : {"Wat gaat verloren als Jan de Vries vertrekt", "Opbouwwerker", "Meneer De Wit",
                             "niemand anders kent dit contact", "De lift wordt gemaakt"})
        EXPECT_TRUE(has(lost, part)) << part << "\n" << lost;
    EXPECT_TRUE(has(shown({"person", "lost", place.worker, "--on", days_from_now(-400)}), "hangt op deze dag niets"));
    EXPECT_TRUE(has(refused({"person", "lost", "persoon-999"}), "bestaat niet"));
}

TEST_F(TeamCommands, APersonIsShownWithTheChairsAndForgottenAfterLeaving)
{
    EXPECT_TRUE(has(shown({"person", "show", place.worker}), "Opbouwwerker"));
    EXPECT_TRUE(has(place.refused({"person", "forget", place.worker}), "nog de rol 'Opbouwwerker'"));
    EXPECT_TRUE(has(refused({"person", "forget", place.worker}), "zelf en de beheerder"));
    done({"assignment", "end", assignment(place.worker)});
    place.must({"person", "forget", place.worker});

    EXPECT_TRUE(has(shown({"person", "show", place.worker}), "(naam gewist)"));
    EXPECT_FALSE(has(shown({"person", "list"}), "Jan de Vries"));
    EXPECT_TRUE(has(place.refused({"person", "forget", place.worker}), "al gewist"));
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(TeamCommands, ContinuityHasEveryMeasureByName)
{
    const json::value told = done({"continuity", "show", "--programme", place.programme});
    for (const char* name :
         {"intact_rate", "turnover", "median_tenure", "vacancy_days", "overlap_days", "knowledge_concentration",
          "bus_factor", "contact_continuity", "warm_rate", "lead_time", "deputy_cover"})
        EXPECT_TRUE(told.at("measures").as_object().contains(name)) << name;
    EXPECT_EQ(done({"continuity", "show", "--municipality", "GM0505"}).at("scope"), "municipality");
    EXPECT_TRUE(has(refused({"continuity", "show", "--municipality", "GM0506"}), "GM0505"));
    const std::string text = shown({"continuity", "show"});
    EXPECT_TRUE(has(text, "verloop (12 maanden)")) << text;
    EXPECT_FALSE(has(text, "Jan de Vries")) << text;
}

}  // namespace wd::test
