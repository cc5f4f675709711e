// What the engine answers on a demo of some years, against the schemas of the API: nothing is shown that is not described, and nothing
// that people could need is left out by accident.
// SPDX-License-Identifier: EUPL-1.2
#include "../runtime/demo_inputs.hpp"
#include "house.hpp"
#include "http/routes.hpp"
#include "http/translate.hpp"

#include <regex>
#include <set>

namespace wd::test {

namespace {

using domain::ApiKind;
using http::Schema;
using http::SchemaMember;

// Members that are left out on purpose.
bool is_left_out(std::string_view key, std::string_view member)
{
    static const std::set<std::pair<std::string_view, std::string_view>> known{
        {"decision", "conditions"},  // they are promises
        {"gate", "conditions"},      // likewise
        {"task.closed", "answers"},  // see the task itself
        {"run", "started_pseq"},     // a place in the log, of no use outside
        {"handover.calendar", "path"}, {"handover.calendar", "area"},
    };
    return known.contains({key, member}) || member == "pseq" || member.ends_with("_pseq");
}

// Everything in an answer that its schema does not have.
void find_undescribed(const Schema& schema, const json::value& answer, std::set<std::string>& found);

void find_undescribed(const SchemaMember& member, const json::value& value, int depth, std::set<std::string>& found)
{
    if (value.is_array() && depth > 0) {
        for (const json::value& one : value.get_array())
            find_undescribed(member, one, depth - 1, found);
    } else if (value.is_object() && member.schema != nullptr)
        find_undescribed(depth > 0 && member.single != nullptr ? *member.single : *member.schema, value, found);
}

void find_undescribed(const Schema& schema, const json::value& answer, std::set<std::string>& found)
{
    for (const auto& entry : answer.as_object()) {
        const auto member = std::find_if(schema.members.begin(), schema.members.end(), [&](const SchemaMember& one) {
            return one.word->code == std::string_view(entry.key());
        });
        if (member == schema.members.end()) {
            if (!is_left_out(schema.key, entry.key()))
                found.insert(fmt::format("{}: {}", schema.key, std::string_view(entry.key())));
        } else
            find_undescribed(*member, entry.value(), member->depth, found);
    }
}

// Everything in what is shown that is not as the schema says.
class Checker {
public:
    void check(const Schema& schema, const json::value& shown)
    {
        if (!shown.is_object())
            return complain(schema, "", "no object");
        for (const SchemaMember& member : schema.members) {
            const json::value* value =
                shown.get_object().if_contains(json::string_view{member.word->api.data(), member.word->api.size()});
            if (value == nullptr) {
                if (member.always)
                    complain(schema, member.word->code, "is missing");
            } else
                check(schema, member, *value, member.depth);
        }
    }
    std::set<std::string> complaints;

private:
    void complain(const Schema& schema, std::string_view member, std::string_view what)
    {
        complaints.insert(fmt::format("{}: {} {}", schema.key, member, what));
    }

    void check(const Schema& schema, const SchemaMember& member, const json::value& value, int depth)
    {
        if (member.single != nullptr && value.is_object())
            return check(*member.single, value);
        if (depth > 0) {
            if (!value.is_array())
                return complain(schema, member.word->code, "is no list");
            for (const json::value& one : value.get_array())
                check(schema, member, one, depth - 1);
            return;
        }
        if (member.schema != nullptr)
            return check(*member.schema, value);
        if (!fits(*member.word, value))
            complain(schema, member.word->code, fmt::format("is {}", json::serialize(value)));
    }

    static bool fits(const domain::ApiWord& word, const json::value& value)
    {
        const std::string text = value.is_string() ? std::string(value.get_string()) : std::string{};
        switch (word.kind) {
        case ApiKind::id: return std::regex_match(text, std::regex(std::string(word.of) + "-[0-9]+"));
        case ApiKind::number:
        case ApiKind::per_mille: return value.is_int64() || value.is_uint64();
        case ApiKind::yes_no: return value.is_bool();
        case ApiKind::date: return value.is_string() && parse_date(text);
        case ApiKind::date_time: return value.is_string() && parse_timestamp(text);
        case ApiKind::word: return domain::code_of_api_word(word.of, text).has_value();
        case ApiKind::text: return value.is_string();
        default: return true;
        }
    }
};

// The engine on a demo, asked as whoever administers the machine.
class Answers : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        ground_ = std::make_unique<Ground>();
        const auto report = runtime::run_demo(runtime::options(ground_->store(), 1, 128), [](const auto&) {});
        ASSERT_TRUE(report) << to_text(report.error());
        service_ = std::move(*runtime::Service::open(ground_->store()));
    }
    static void TearDownTestSuite()
    {
        service_->stop();
        service_.reset();
        ground_.reset();
    }

    static json::value ask(std::string_view question, json::object with, std::string_view as = {})
    {
        std::promise<json::object> answered;
        json::object request{{"ask", json::string_view{question}}, {"with", std::move(with)}};
        if (!as.empty())
            request["as"] = json::string_view{as};
        service_->request(std::move(request), runtime::Texts::shown,
                          [&](json::object answer) { answered.set_value(std::move(answer)); });
        json::object answer = answered.get_future().get();
        return answer.contains("result") ? answer.at("result") : json::value{};
    }

    // Ids that occur in the demo, by the code of the parameter.
    static std::vector<json::value> values_of(std::string_view code)
    {
        const auto all = [](std::string_view question, json::object with, std::string_view member) {
            std::vector<json::value> ids;
            const json::value rows = ask(question, std::move(with));
            for (const json::value& row : rows.as_array())
                if (const json::value& id = row.at(json::string_view{member}); !id.is_null() && ids.size() < 60)
                    ids.push_back(id);
            return ids;
        };
        const auto of_programmes = [&](std::string_view question, std::string_view member) {
            std::vector<json::value> ids;
            for (const json::value& programme : all("programmes", {}, "programme"))
                for (json::value& id : all(question, {{"programme", programme}}, member))
                    ids.push_back(std::move(id));
            return ids;
        };
        if (code == "programme")
            return all("programmes", {}, "programme");
        if (code == "person")
            return all("people", {}, "person");
        if (code == "handover")
            return all("handovers", {}, "handover");
        if (code == "run")
            return all("runs", {}, "run");
        if (code == "commitment")
            return of_programmes("commitments", "entry");
        if (code == "task") {
            std::vector<json::value> ids = all("tasks", {}, "task");
            for (json::value& id : of_programmes("tasks_closed", "task"))
                ids.push_back(std::move(id));
            return ids;
        }
        return {};
    }

    // Every answer of a route: with each id that its path or query must have.
    static std::vector<json::value> answers_of(const http::Route& route)
    {
        std::string code;
        for (const http::PathParameter& parameter : http::path_parameters(route))
            code = parameter.code;
        bool programme = false;
        for (const http::QueryParameter& parameter : http::query_parameters(route))
            if (parameter.required || (route.finding == http::Finding::wide && parameter.word->code == "programme")) {
                programme = !code.empty();
                code = code.empty() ? std::string(parameter.word->code) : code;
            }
        std::vector<json::value> answers;
        if (route.finding == http::Finding::oneself && route.name != "now")
            code = "person";
        if (code.empty() || route.finding == http::Finding::wide)
            answers.push_back(ask(route.name, {}));
        for (const json::value& id : code.empty() ? std::vector<json::value>{} : values_of(code)) {
            json::object with{{code, id}};
            if (programme && route.name == "steps_closed")
                with["programme"] = values_of("programme").front();
            answers.push_back(ask(route.name, with));
        }
        return answers;
    }

    static inline std::unique_ptr<Ground> ground_;
    static inline std::unique_ptr<runtime::Service> service_;
};

TEST_F(Answers, AreAllDescribedAndAsTheyAreDescribed)
{
    for (const http::Route& route : http::routes()) {
        if (route.means != http::Means::question || route.shape == http::Shape::value)
            continue;
        const Schema& schema = *http::find_schema(route.schema);
        std::set<std::string> undescribed;
        Checker checker;
        std::size_t rows = 0;
        for (const json::value& answer : answers_of(route)) {
            if (answer.is_null())
                continue;
            json::array all;
            if (answer.is_array())
                all = answer.get_array();
            else
                all.push_back(answer);
            for (const json::value& row : all) {
                ++rows;
                find_undescribed(schema, row, undescribed);
                checker.check(schema, http::to_api(schema, row));
            }
        }
        for (const std::string& one : undescribed)
            ADD_FAILURE() << route.path << " leaves out " << one;
        for (const std::string& one : checker.complaints)
            ADD_FAILURE() << route.path << " " << one;
        std::printf("%-40s %zu rows\n", std::string(route.path).c_str(), rows);
    }
}

}  // namespace

}  // namespace wd::test
