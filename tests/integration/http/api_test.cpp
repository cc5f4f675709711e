// The API end to end, without a socket: a real store, the engine, the guard and everything between.
// SPDX-License-Identifier: EUPL-1.2
#include "house.hpp"

#include "base/limits.hpp"
#include "http/api.hpp"
#include "http/routes.hpp"

namespace wd::test {

namespace {

constexpr const char* password = "vier losse woorden hier";

// One programme with a project leader who has an account, and a second programme of somebody else.
class Api : public ::testing::Test {
protected:
    Api()
    {
        programme_ = house_.programme("Kostverlorenbuurt");
        other_ = house_.programme("Bloemenbuurt");
        leader_ = house_.person("Amina Yilmaz");
        for (const std::string& programme : {programme_, other_})
            house_.must("assignment.start", {{"programme", programme}, {"role", "leider"}, {"person", leader_}});
        house_.account(leader_, "amina", password);
        house_.grant(leader_, "project_leader", "programme", {{"programme", programme_}});
        EXPECT_EQ(amina_.sign_in("amina", password).status, 201);
    }

    std::string first_task(const std::string& programme)
    {
        const json::object answer = house_.ask({{"ask", "tasks"}, {"with", json::object{{"programme", programme}}}});
        return std::string(answer.at("result").as_array().at(0).at("task").as_string().c_str());
    }

    // Bea administers the installation.
    Browser administrator()
    {
        const std::string person = house_.person("Bea Beheer");
        house_.account(person, "bea", password);
        house_.grant(person, "administrator", "everywhere");
        Browser bea{house_};
        EXPECT_EQ(bea.sign_in("bea", password).status, 201);
        return bea;
    }

    House house_;
    std::string programme_;
    std::string other_;
    std::string leader_;
    Browser amina_{house_};
};

json::array results_of(const Response& response)
{
    return body_of(response).at("resultaten").as_array();
}

json::object bundle_of(int version)
{
    constexpr auto workflow = R"lua(return workflow("proef", {{ title = "Proef", version = {}, api = 1,
      roles = {{ role("leider", {{ title = "Projectleider", core = true }}) }},
      phases = {{ phase("een", {{ title = "Eerste fase", steps = {{
        task("begin", {{ title = "Begin", role = "leider" }}) }} }}) }} }}))lua";
    json::object files{{"workflow.lua", fmt::format(workflow, version)}, {"forms.lua", "return forms({})"}};
    return {{"bestanden", std::move(files)}};
}

TEST_F(Api, ShowsOnlyTheProgrammesOfWhoAsks)
{
    const Response response = amina_.get("/programmas");

    ASSERT_EQ(response.status, 200) << response.body;
    const json::array rows = results_of(response);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("programma"), json::value(programme_));
    EXPECT_EQ(rows[0].at("naam"), "Kostverlorenbuurt");
    EXPECT_EQ(rows[0].at("status"), "open");
}

TEST_F(Api, PutsANameRightForOneselfAndKeepsTheEarlierOne)
{
    const std::string path = "/personen/" + leader_;
    const Response done = amina_.send("POST", path + "/correcties",
                                      json::object{{"naam", "Amina Yildiz"}, {"reden", "Verkeerd gespeld"}});
    ASSERT_EQ(done.status, 200) << done.body;

    EXPECT_EQ(text_at(amina_.get(path), "naam"), "Amina Yildiz");
    const json::value earlier = body_of(amina_.get(path + "/inzage")).at("eerdereNamen").at(0);
    EXPECT_EQ(earlier.at("naam"), "Amina Yilmaz");
    EXPECT_EQ(earlier.at("reden"), "Verkeerd gespeld");
    const std::string joost = house_.person("Joost");
    EXPECT_EQ(amina_.send("POST", "/personen/" + joost + "/correcties", json::object{{"naam", "Jos"}}).status, 403);
}

TEST_F(Api, ErasesOneTextWithAReport)
{
    const Response made = amina_.send(
        "POST", "/logboek",
        json::object{{"programma", programme_}, {"soort", "les"}, {"tekst", "De zoon van nummer 12 stookt"}});
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path = "/regels/" + text_at(made, "regel") + "/wissing";

    const Response erased = amina_.send("POST", path, json::object{});
    ASSERT_EQ(erased.status, 200) << erased.body;
    EXPECT_EQ(body_of(erased).at("gewist").at(0).at("aantalTeksten"), 1);
    EXPECT_FALSE(body_of(erased).at("blijftStaan").as_array().empty());
    EXPECT_EQ(amina_.get("/logboek?programma=" + programme_).body.find("zoon"), std::string::npos);
    EXPECT_EQ(amina_.send("POST", path, json::object{}).status, 404);
}

TEST_F(Api, ShowsTheRetentionListToAnAdministratorOnly)
{
    EXPECT_EQ(amina_.get("/bewaartermijnen/lijst").status, 403);
    const std::string chief = house_.person("Bea");
    house_.account(chief, "bea", password);
    house_.grant(chief, "administrator", "everywhere");
    house_.must("signal.send",
                {{"programme", programme_}, {"kind", "prijs"}, {"text", "De prijs stijgt"}, {"date", "2020-01-05"}});
    house_.close();
    {
        // Today was looked at already when the house opened; this is the next night.
        const auto store = store::open_store(house_.directory()).value();
        store->begin();
        store->set_meta("terms_looked_at", "");
        store->commit();
    }
    house_.open();
    house_.must("tick", {});
    Browser bea{house_};
    ASSERT_EQ(bea.sign_in("bea", password).status, 201);

    const json::object list = body_of(bea.get("/bewaartermijnen/lijst"));
    ASSERT_EQ(list.at("regels").as_array().size(), 1U) << json::serialize(list);
    const json::value line = list.at("regels").at(0);
    EXPECT_EQ(line.at("soort"), "bericht_van_buiten");
    EXPECT_EQ(line.at("status"), "open");
    EXPECT_EQ(list.at("nachten").at(0).at("aantalBerichten"), 1);
    const Response kept = bea.send(
        "POST", "/bewaartermijnen/verlengingen",
        json::object{{"regelnummer", line.at("regelnummer")}, {"einddatum", "2030-01-01"}, {"reden", "Een klacht"}});
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(body_of(bea.get("/bewaartermijnen/lijst")).at("regels").at(0).at("status"), "langer_bewaard");
}

TEST_F(Api, FindsOnlyInTheProgrammesOfWhoSearches)
{
    const auto found = [&](const std::string& text) {
        const Response response = amina_.get("/zoeken?tekst=" + text);
        EXPECT_EQ(response.status, 200) << response.body;
        return results_of(response);
    };
    const json::array by_name = found("LORENBUURT");
    ASSERT_EQ(by_name.size(), 1U);
    EXPECT_EQ(by_name[0].at("soort"), "programma");
    EXPECT_EQ(by_name[0].at("titel"), "Kostverlorenbuurt");
    EXPECT_TRUE(found("Bloemenbuurt").empty()) << "that one is somebody else's";
    const json::array chairs = found("amina");
    ASSERT_EQ(chairs.size(), 1U) << "she sits in both, and sees her own";
    EXPECT_EQ(chairs[0].at("soort"), "teamrol");
    EXPECT_EQ(chairs[0].at("programma"), json::value(programme_));

    const Response without = amina_.get("/zoeken");
    EXPECT_EQ(without.status, 400);
    EXPECT_NE(without.body.find("?tekst=bewonersavond"), std::string::npos) << without.body;
}

TEST_F(Api, TellsWhoSitsAndSatWhere)
{
    const json::array rows = results_of(amina_.get("/bezettingen?programma=" + programme_));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("persoon"), json::value(leader_));
    EXPECT_EQ(rows[0].at("persoonsnaam"), "Amina Yilmaz");
    EXPECT_EQ(rows[0].at("rol"), "leider");
    EXPECT_EQ(amina_.get("/bezettingen?programma=" + other_).status, 403);
}

// A token says whether it may see typed texts and names: in lists, in one thing, in whatever is put together from them.
TEST_F(Api, ATokenWithoutContentSeesNoTextAndNoName)
{
    house_.must("journal.add", {{"programme", programme_}, {"kind", "lesson"}, {"text", "het groen"}});
    const auto today = std::chrono::floor<std::chrono::days>(SystemClock().now());
    const std::string until = to_text(Date{(today + std::chrono::days{30}).time_since_epoch()});
    const auto with_token = [&](bool content) {
        Browser program{house_};
        const json::object body{{"naam", "rooster"}, {"verloopdatum", until}, {"inhoud", content}};
        program.token = text_at(amina_.send("POST", "/tokens", body), "geheim");
        EXPECT_FALSE(program.token.empty());
        return program;
    };
    Browser plain = with_token(false);
    Browser full = with_token(true);
    std::string seen;
    for (const std::string& path :
         {"/logboek?programma=" + programme_, "/bezettingen?programma=" + programme_, "/personen/" + leader_,
          std::string("/personen"), "/programmas/" + programme_ + "/team", "/programmas/" + programme_,
          std::string("/zoeken?tekst=amina")})
    {
        const Response response = plain.get(path);
        for (const std::string_view text : {"het groen", "Amina", "Yilmaz"})
            EXPECT_EQ(response.body.find(text), std::string::npos) << path << ": " << text;
        seen += full.get(path).body;
    }
    for (const std::string_view text : {"het groen", "Amina Yilmaz"})
        EXPECT_NE(seen.find(text), std::string::npos) << text;
    EXPECT_EQ(results_of(plain.get("/bezettingen?programma=" + programme_))[0].at("persoon"), json::value(leader_))
        << "numbers stay";
}

TEST_F(Api, TakesATaskFromTheListToDone)
{
    const json::array tasks = results_of(amina_.get("/taken?programma=" + programme_));
    ASSERT_EQ(tasks.size(), 1U);
    const std::string task(tasks[0].at("taak").as_string().c_str());
    EXPECT_EQ(tasks[0].at("status"), "aangeboden");
    EXPECT_EQ(tasks[0].at("taakSoort"), "taak");

    const Response claimed = amina_.send("POST", "/taken/" + task + "/oppakken");
    ASSERT_EQ(claimed.status, 200) << claimed.body;
    EXPECT_EQ(text_at(amina_.get("/taken/" + task), "isToegewezenAan"), leader_);
    const Response done = amina_.send("POST", "/taken/" + task + "/afronding", json::object{});
    ASSERT_EQ(done.status, 200) << done.body;

    EXPECT_TRUE(results_of(amina_.get("/taken?programma=" + programme_)).empty());
    EXPECT_EQ(text_at(amina_.get("/taken/" + task), "status"), "afgerond");
    const Response again = amina_.send("POST", "/taken/" + task + "/afronding", json::object{});
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(text_at(again, "code"), "verkeerde_status");
}

TEST_F(Api, MakesAThingAndSaysWhereItIs)
{
    const Response made = amina_.send(
        "POST", "/taken",
        json::object{
            {"programma", programme_}, {"titel", "Bel de corporatie"}, {"einddatumHandelingsTermijn", "2040-01-02"}});

    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(header_of(made, "Location"), "/api/v1/taken/" + text_at(made, "taak"));
    EXPECT_EQ(text_at(amina_.get("/taken/" + text_at(made, "taak")), "einddatumHandelingsTermijn"), "2040-01-02");
}

TEST_F(Api, SaysTheSameOfWhatIsNotThereAndWhatIsNotTheirs)
{
    const std::string foreign = first_task(other_);

    for (const std::string& path : {"/taken/" + foreign, std::string("/taken/taak-999999"), "/programmas/" + other_,
                                    std::string("/programmas/programma-999999"), "/taken?programma=" + other_})
    {
        const Response response = amina_.get(path);
        EXPECT_EQ(response.status, 403) << path;
        EXPECT_EQ(response.body.find("Bloemenbuurt"), std::string::npos);
    }
    EXPECT_EQ(amina_.send("POST", "/taken/" + foreign + "/oppakken").status, 403);
    EXPECT_EQ(
        amina_.send("POST", "/logboek", json::object{{"programma", other_}, {"soort", "les"}, {"tekst", "x"}}).status,
        403);
}

TEST_F(Api, LetsNobodyInWithoutBeingSomebody)
{
    Browser nobody{house_};
    for (const http::Route& route : http::routes()) {
        std::string path(route.path);
        for (const http::PathParameter& parameter : http::path_parameters(route))
            path.replace(path.find('{'), path.find('}') - path.find('{') + 1, fmt::format("{}-1", parameter.prefix));
        const Response response = nobody.send(route.method, path);
        EXPECT_EQ(response.status, 401) << route.method << " " << path << " " << response.body;
        EXPECT_FALSE(header_of(response, "WWW-Authenticate").empty()) << path;
    }
}

TEST_F(Api, RefusesEverythingToAnAccountWithoutARole)
{
    house_.account(house_.person("Joost de Wit"), "joost", password);
    Browser joost{house_};
    ASSERT_EQ(joost.sign_in("joost", password).status, 201);
    for (const http::Route& route : http::routes()) {
        if (route.method != "GET")
            continue;
        std::string path(route.path);
        for (const http::PathParameter& parameter : http::path_parameters(route))
            path.replace(path.find('{'), path.find('}') - path.find('{') + 1, fmt::format("{}-1", parameter.prefix));
        if (route.finding == http::Finding::by_query || path.ends_with("/afgesloten-stappen"))
            path += "?programma=" + programme_;
        else if (path == "/zoeken")
            path += "?tekst=buurt";
        const Response response = joost.get(path);
        EXPECT_EQ(response.status, 403) << path << " " << response.body;
    }
}

TEST_F(Api, TellsAllThatIsWrongAtOnce)
{
    const Response response =
        amina_.send("POST", "/logboek", json::object{{"programma", programme_}, {"soort", "roman"}, {"teksd", "x"}});

    ASSERT_EQ(response.status, 400);
    EXPECT_EQ(header_of(response, "Content-Type"), "application/problem+json");
    const json::array wrong = body_of(response).at("invalidParams").as_array();
    ASSERT_EQ(wrong.size(), 3U) << response.body;
    EXPECT_EQ(wrong[0].at("name"), "soort");
    EXPECT_EQ(wrong[1].at("name"), "tekst");
    EXPECT_EQ(wrong[2].at("name"), "teksd");
    EXPECT_EQ(amina_.get("/taken?progamma=" + programme_).status, 400);
}

TEST_F(Api, TellsWhatTheEngineRefusesByTheNamesOfTheApi)
{
    const Response response =
        amina_.send("POST", "/toezeggingen",
                    json::object{{"programma", programme_}, {"tekst", "een bank"}, {"eigenaar", "persoon-999999"}});

    EXPECT_GE(response.status, 400);
    EXPECT_EQ(response.body.find("owner"), std::string::npos) << response.body;
}

TEST_F(Api, RefusesABodyThatIsNoJson)
{
    Browser& browser = amina_;
    http::Request request;
    request.method = "POST";
    request.target = "/api/v1/taken";
    request.segments = {"api", "v1", "taken"};
    request.headers = {
        {"cookie", browser.cookie}, {"x-csrf-token", browser.csrf}, {"content-type", "application/json"}};
    for (const char* body : {"{", "[]", "\"x\"", "{\"a\":1}}", "\xff"}) {
        request.body = body;
        EXPECT_EQ(house_.send(request).status, 400) << body;
    }
    request.headers.back().second = "text/plain";
    EXPECT_EQ(house_.send(request).status, 415);
}

TEST_F(Api, RefusesAFieldThatStandsTwiceByItsName)
{
    http::Request request;
    request.method = "POST";
    request.target = "/api/v1/logboek";
    request.segments = {"api", "v1", "logboek"};
    request.headers = {{"cookie", amina_.cookie}, {"x-csrf-token", amina_.csrf}, {"content-type", "application/json"}};
    request.body = R"({"programma":")" + other_ + R"(","soort":"les","tekst":"x","programma":")" + programme_ + "\"}";

    const Response refused = house_.send(request);

    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(header_of(refused, "Content-Type"), "application/problem+json");
    EXPECT_EQ(text_at(refused, "detail"), "veld 'programma' staat twee keer in één object; noem het één keer");
    EXPECT_EQ(body_of(refused).at("invalidParams").at(0).at("name"), "programma");
    EXPECT_TRUE(results_of(amina_.get("/logboek?programma=" + programme_)).empty());
    request.target = "/api/v1/sessie";
    request.segments.back() = "sessie";
    request.body = R"({"gebruikersnaam":"amina","wachtwoord":"x","wachtwoord":"y"})";
    EXPECT_EQ(house_.send(request).status, 400);
}

TEST_F(Api, RefusesAKeyThatIsNoneAndDoesNothing)
{
    const json::object lesson{{"programma", programme_}, {"soort", "les"}, {"tekst", "Begin met het plein"}};
    const std::vector<std::string> wrong_keys{"", "\xff", "a\xc3", std::string(limits::request_key_max + 1, 'a')};
    for (const std::string& key : wrong_keys) {
        amina_.more = {{"idempotency-key", key}};
        const Response refused = amina_.send("POST", "/logboek", lesson);

        EXPECT_EQ(refused.status, 400) << key;
        EXPECT_EQ(header_of(refused, "Content-Type"), "application/problem+json");
        EXPECT_EQ(text_at(refused, "code"), "ongeldig");
        EXPECT_EQ(body_of(refused).at("invalidParams").at(0).at("name"), "Idempotency-Key") << refused.body;
        EXPECT_EQ(amina_.send("DELETE", "/sessie").status, 400) << "nobody is signed out";
    }
    amina_.more.clear();
    EXPECT_TRUE(results_of(amina_.get("/logboek?programma=" + programme_)).empty());

    amina_.more = {{"idempotency-key", std::string(limits::request_key_max, 'a')}};
    EXPECT_EQ(amina_.send("POST", "/logboek", lesson).status, 201);
}

TEST_F(Api, DoesTheSameRequestOnceForOneKey)
{
    const json::object lesson{{"programma", programme_}, {"soort", "les"}, {"tekst", "Begin met het plein"}};
    amina_.more = {{"idempotency-key", "sleutel-1"}};

    const Response first = amina_.send("POST", "/logboek", lesson);
    const Response second = amina_.send("POST", "/logboek", lesson);
    const Response other =
        amina_.send("POST", "/logboek", json::object{{"programma", programme_}, {"soort", "les"}, {"tekst", "Anders"}});

    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(text_at(other, "code"), "sleutel_hergebruikt");
    amina_.more.clear();
    EXPECT_EQ(results_of(amina_.get("/logboek?programma=" + programme_)).size(), 1U);
}

TEST_F(Api, SendsNothingAgainThatDidNotChange)
{
    const Response first = amina_.get("/programmas");
    const std::string tag = header_of(first, "ETag");
    ASSERT_FALSE(tag.empty());

    amina_.more = {{"if-none-match", tag}};
    const Response again = amina_.get("/programmas");
    amina_.more = {{"if-none-match", "\"iets anders\""}};

    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(amina_.get("/programmas").status, 200);
}

TEST_F(Api, ChangesNothingThatSomebodyElseChangedFirst)
{
    const std::string path = "/taken/" + first_task(programme_);
    const std::string tag = header_of(amina_.get(path), "ETag");

    amina_.more = {{"if-match", tag}};
    const Response first = amina_.send("POST", path + "/opmerkingen", json::object{{"tekst", "eerst"}});
    const Response second = amina_.send("POST", path + "/opmerkingen", json::object{{"tekst", "te laat"}});
    amina_.more.clear();

    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(second.status, 412);
    EXPECT_EQ(results_of(amina_.get(path + "/opmerkingen")).size(), 1U);
}

// Whoever did not hear the answer sends the same request again: what it had read has changed by itself, and is no reason to refuse.
TEST_F(Api, TellsTheSameAgainToWhoRepeatsAChangeWithItsKey)
{
    const std::string path = "/taken/" + first_task(programme_);
    const std::string tag = header_of(amina_.get(path), "ETag");
    const json::object comment{{"tekst", "één keer"}};

    amina_.more = {{"if-match", tag}, {"idempotency-key", "sleutel-1"}};
    const Response first = amina_.send("POST", path + "/opmerkingen", comment);
    const Response again = amina_.send("POST", path + "/opmerkingen", comment);
    const Response other = amina_.send("POST", path + "/opmerkingen", json::object{{"tekst", "iets anders"}});
    amina_.more = {{"if-match", tag}, {"idempotency-key", "sleutel-2"}};
    const Response late = amina_.send("POST", path + "/opmerkingen", comment);
    amina_.more.clear();
    EXPECT_EQ(amina_.send("POST", path + "/afronding", json::object{}).status, 200);
    amina_.more = {{"if-match", tag}, {"idempotency-key", "sleutel-3"}};
    const Response closed = amina_.send("POST", path + "/afronding", json::object{});
    amina_.more.clear();

    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(other.status, 409) << other.body;
    EXPECT_EQ(late.status, 412) << late.body;
    EXPECT_EQ(closed.status, 412) << closed.body;
    EXPECT_EQ(results_of(amina_.get(path + "/opmerkingen")).size(), 1U);
}

TEST_F(Api, InstallsAWorkflowOnceForOneKey)
{
    Browser bea = administrator();
    const auto count = [&] { return results_of(bea.get("/workflows")).size(); };
    const std::size_t before = count();

    bea.more = {{"idempotency-key", "sleutel-1"}};
    const Response first = bea.send("POST", "/workflows", bundle_of(2));
    const Response again = bea.send("POST", "/workflows", bundle_of(2));
    const Response other = bea.send("POST", "/workflows", bundle_of(3));
    bea.more = {{"idempotency-key", "sleutel-2"}};
    const Response known = bea.send("POST", "/workflows", bundle_of(2));
    const Response reused = bea.send("POST", "/workflows", bundle_of(3));
    bea.more.clear();

    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(other.status, 409) << other.body;
    EXPECT_EQ(known.status, 201) << "it is there already: " << known.body;
    EXPECT_EQ(reused.status, 409) << reused.body;
    EXPECT_EQ(count(), before + 1);
}

TEST_F(Api, ShowsTheSettingsToWhoMayChangeThem)
{
    Browser bea = administrator();

    const Response read = bea.get("/instellingen");
    ASSERT_EQ(read.status, 200) << read.body;
    json::value terms = body_of(read).at("bewaartermijnen").at("instellingen");
    terms.as_object()["maandenLogboek"] = 60;
    bea.more = {{"if-match", header_of(read, "ETag")}};
    const Response changed = bea.send("PATCH", "/instellingen", json::object{{"bewaartermijnen", terms}});
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(bea.send("PATCH", "/instellingen", json::object{{"bewaartermijnen", terms}}).status, 412);
    EXPECT_EQ(amina_.get("/continuiteit?programma=" + programme_).status, 200) << "figures stay for who leads";
    EXPECT_EQ(bea.get("/continuiteit?programma=" + programme_).status, 403);
}

TEST_F(Api, TheEngineItselfKeepsToWhatWasSeen)
{
    const std::string task = first_task(programme_);
    const auto comment = [&](std::int64_t stream, std::int64_t pseq) {
        return house_.ask({{"do", "task.comment"},
                           {"data", json::object{{"task", task}, {"text", "gezien"}}},
                           {"as", leader_},
                           {"seen", json::object{{"stream", stream}, {"pseq", pseq}}}});
    };
    const std::int64_t stream = *parse_id_number(programme_, "programma");
    const json::object log = house_.ask({{"ask", "log"}, {"with", json::object{{"programme", programme_}}}});
    const std::int64_t last = log.at("result").as_array().back().at("pseq").to_number<std::int64_t>();

    for (const auto& [of, pseq] :
         {std::pair{stream, last - 1}, {stream, last + 1}, {stream + 1, last}, {std::int64_t{0}, last}})
        EXPECT_EQ(comment(of, pseq).at("error").at("code"), "conflict") << of << " " << pseq;
    EXPECT_TRUE(comment(stream, last).contains("result"));
    EXPECT_EQ(comment(stream, last).at("error").at("code"), "conflict") << "that was one event ago";
}

// Of many who read the same version and write at the same time one is first, and nobody writes over anybody.
TEST_F(Api, LetsOneOfManyChangeWhatAllHaveRead)
{
    const std::string path = "/taken/" + first_task(programme_);
    const std::string tag = header_of(amina_.get(path), "ETag");
    std::vector<std::future<int>> statuses;
    std::vector<Browser> browsers(6, amina_);
    for (std::size_t i = 0; i < browsers.size(); ++i) {
        if (i != 3)  // who does not ask for it may come in between
            browsers[i].more = {{"if-match", tag}};
        statuses.push_back(std::async(std::launch::async, [&browser = browsers[i], &path] {
            return browser.send("POST", path + "/opmerkingen", json::object{{"tekst", "tegelijk"}}).status;
        }));
    }
    int written = 0;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        const int status = statuses[i].get();
        EXPECT_TRUE(status == 200 || (i != 3 && status == 412)) << status;
        written += status == 200 ? 1 : 0;
    }
    EXPECT_LE(written, 2) << "the one without a condition, and at most one with";
    EXPECT_EQ(results_of(amina_.get(path + "/opmerkingen")).size(), static_cast<std::size_t>(written));
}

TEST_F(Api, GivesListsInPages)
{
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(
            amina_.send("POST", "/taken", json::object{{"programma", programme_}, {"titel", fmt::format("Taak {}", i)}})
                .status,
            201);
    std::string path = "/taken?programma=" + programme_ + "&limiet=4&sorteer=-titel";

    const Response first = amina_.get(path);
    ASSERT_EQ(results_of(first).size(), 4U);
    EXPECT_EQ(results_of(first)[0].at("titel"), "Taak 4");
    const std::string next = text_at(first, "volgende");
    ASSERT_TRUE(next.starts_with("/api/v1/taken?")) << next;
    EXPECT_EQ(header_of(first, "Link"), "<" + next + ">; rel=\"next\"");
    const Response second = amina_.get(next.substr(std::string_view("/api/v1").size()));

    EXPECT_EQ(results_of(second).size(), 2U);
    EXPECT_EQ(text_at(second, "volgende"), "");
}

TEST_F(Api, GivesWhatBelongsToEachRowWhenAsked)
{
    const std::string task = first_task(programme_);
    amina_.send("POST", "/taken/" + task + "/opmerkingen", json::object{{"tekst", "denk aan de sleutel"}});

    const json::array rows = results_of(amina_.get("/taken?programma=" + programme_ + "&expand=opmerkingen"));

    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("opmerkingen").as_array().at(0).at("tekst"), "denk aan de sleutel");
}

TEST_F(Api, TellsTheHistoryInPagesOfItsOwn)
{
    const Response first = amina_.get("/gebeurtenissen?programma=" + programme_ + "&limiet=2");
    ASSERT_EQ(results_of(first).size(), 2U) << first.body;
    const Response second = amina_.get(text_at(first, "volgende").substr(std::string_view("/api/v1").size()));

    ASSERT_FALSE(results_of(second).empty()) << second.body;
    EXPECT_GT(results_of(second)[0].at("volgnummer").as_int64(), results_of(first)[1].at("volgnummer").as_int64());
    EXPECT_EQ(amina_.get("/gebeurtenissen?bereik=inrichting").status, 403);
    for (const json::value& row : results_of(amina_.get("/gebeurtenissen")))
        EXPECT_EQ(row.at("programma"), json::value(programme_));
}

TEST_F(Api, ShowsPeopleWhoTakePartWhereItIsAllowed)
{
    const std::string stranger = house_.person("Iemand Anders");

    const json::array people = results_of(amina_.get("/personen"));

    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people[0].at("naam"), "Amina Yilmaz");
    EXPECT_EQ(amina_.get("/personen/" + leader_).status, 200);
    EXPECT_EQ(amina_.get("/personen/" + stranger).status, 403);
}

TEST_F(Api, PagesThroughTheProgrammesThatAreTheirs)
{
    std::vector<std::string> theirs{programme_};
    for (const char* name : {"Plein", "Singel", "Kade"}) {
        const std::string programme = house_.programme(name);
        house_.must("assignment.start", {{"programme", programme}, {"role", "leider"}, {"person", leader_}});
        if (std::string_view(name) == "Singel")
            continue;
        house_.grant(leader_, "project_leader", "programme", {{"programme", programme}});
        theirs.push_back(programme);
    }
    for (const std::string& programme : theirs)
        for (const char* title : {"Bel", "Schrijf"})
            EXPECT_EQ(
                amina_
                    .send("POST", "/taken",
                          json::object{
                              {"programma", programme}, {"titel", title}, {"einddatumHandelingsTermijn", "2040-01-02"}})
                    .status,
                201);
    const json::array all = results_of(amina_.get("/taken"));
    ASSERT_EQ(all.size(), 9U) << "three in each of hers, and none of another";

    json::array in_pages;
    std::string next = "/taken?limiet=2";
    for (int page = 0; page < 5 && !next.empty(); ++page) {
        const Response response = amina_.get(next);
        for (const json::value& row : results_of(response))
            in_pages.push_back(row);
        const std::string target = text_at(response, "volgende");
        next = target.empty() ? "" : target.substr(std::string_view("/api/v1").size());
    }

    EXPECT_EQ(in_pages, all);
    EXPECT_EQ(next, "");
    EXPECT_EQ(results_of(amina_.get("/taken?sorteer=-titel&limiet=1"))[0].at("titel"), "Sluit af");
}

TEST_F(Api, WritesDownWhoseDataIsShown)
{
    house_.must("person.add", {{"name", "Buurtteam"}, {"kind", "team"}});
    for (const char* name : {"Mevrouw Bos", "Meneer Kok"}) {
        const Response made = amina_.send(
            "POST", "/contacten",
            json::object{{"programma", programme_}, {"naam", name}, {"groep", "bewoner"}, {"opDeHoogte", true}});
        ASSERT_EQ(made.status, 201) << made.body;
    }
    Browser administrator{house_};
    const std::string sam = house_.person("Sam Bos");
    house_.account(sam, "sam", password);
    house_.grant(sam, "administrator", "everywhere");
    ASSERT_EQ(administrator.sign_in("sam", password).status, 201);
    // (kind of subject, whose data) of what one more request writes.
    const auto read_by = [&](Browser& browser, const std::string& path) {
        const std::size_t before = house_.file("verwerkingen.log").size();
        const Response response = browser.get(path);
        EXPECT_EQ(response.status, 200) << path << response.body;
        std::multiset<std::string> types;
        std::set<std::string> subjects;
        std::istringstream in(house_.file("verwerkingen.log").substr(before));
        for (std::string line; std::getline(in, line);) {
            const json::object attributes = parse_json(line)->at("attributes").as_object();
            types.emplace(attributes.at("dpl.core.data_subject_id_type").as_string());
            subjects.emplace(attributes.at("dpl.core.data_subject_id").as_string());
        }
        EXPECT_EQ(subjects.size(), types.size()) << "a line for each";
        return types;
    };
    using Types = std::multiset<std::string>;

    EXPECT_EQ(read_by(amina_, "/personen"), Types{"persoon"});
    EXPECT_EQ(read_by(amina_, "/personen/" + leader_), Types{"persoon"});
    EXPECT_EQ(read_by(amina_, "/contacten?programma=" + programme_), (Types{"contactpersoon", "contactpersoon"}));
    EXPECT_EQ(read_by(amina_, "/contacten?limiet=1&programma=" + programme_), Types{"contactpersoon"})
        << "what was shown, no more";
    EXPECT_EQ(read_by(administrator, "/personen"), (Types{"persoon", "persoon"})) << "the team is nobody's data";
    EXPECT_EQ(read_by(administrator, "/accounts"), (Types{"persoon", "persoon"}));
    EXPECT_EQ(read_by(administrator, "/personen/" + leader_ + "/inzage"), Types{"persoon"});
    EXPECT_EQ(read_by(amina_, "/taken?programma=" + programme_), Types{});
    EXPECT_EQ(house_.file("verwerkingen.log").find(leader_ + "\""), std::string::npos) << "by a pseudonym";
}

// An opbouwwerker leads nothing, and reads no handovers of others.
TEST_F(Api, ShowsAHandoverToWhoTakesOver)
{
    const auto worker = [&](const std::string& name) {
        const std::string person = house_.person(name);
        house_.account(person, name, password);
        house_.grant(person, "community_worker", "programme", {{"programme", programme_}});
        return person;
    };
    const std::string joost = worker("joost");
    worker("wil");
    const json::value started = house_.must(
        "handover.start", {{"programme", programme_}, {"role", "leider"}, {"kind", "new_college"}, {"giver", leader_}});
    const std::string handover(started.at("handover").as_string());
    Browser successor{house_};
    ASSERT_EQ(successor.sign_in("joost", password).status, 201);
    Browser colleague{house_};
    ASSERT_EQ(colleague.sign_in("wil", password).status, 201);
    const std::string path = "/overdrachten/" + handover;
    EXPECT_EQ(successor.get(path).status, 403) << "not named yet";

    house_.must("handover.receiver", {{"handover", json::string(handover)}, {"receiver", joost}});

    const Response detail = successor.get(path);
    EXPECT_EQ(detail.status, 200) << detail.body;
    EXPECT_EQ(text_at(detail, "overdracht"), handover);
    EXPECT_EQ(successor.get(path + "/document").status, 200);
    EXPECT_EQ(colleague.get(path).status, 403);
    EXPECT_EQ(colleague.get(path + "/document").status, 403);
}

TEST_F(Api, IsDescribedForEverybody)
{
    Browser nobody{house_};
    const Response response = nobody.get("/openapi.json");

    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(header_of(response, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(header_of(response, "Content-Type"), "application/json");
    EXPECT_EQ(text_at(response, "openapi"), "3.0.3");
    EXPECT_EQ(nobody.send("POST", "/openapi.json").status, 405);
}

TEST_F(Api, HasItsVersionOnEveryAnswer)
{
    for (const char* path : {"/openapi.json", "/taken", "/bestaat-niet", "/sessie", "/mij"})
        EXPECT_EQ(header_of(amina_.get(path), "API-Version"), http::api_version) << path;
}

TEST_F(Api, TellsItsTimeAndWhatIsOnesOwn)
{
    EXPECT_EQ(text_at(amina_.get("/tijd"), "tijdstip").size(), std::string_view("2026-11-20T10:00:00.000Z").size());
    EXPECT_EQ(results_of(amina_.get("/mij/taken")).size(), 2U)
        << "of both her chairs: what is asked of somebody is theirs";
    EXPECT_FALSE(results_of(amina_.get("/mij/bezettingen")).empty());
}

}  // namespace

}  // namespace wd::test
