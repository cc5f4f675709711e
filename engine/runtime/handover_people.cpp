// Contacts of a handover document and whom to meet first. See handover_people.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/handover_people.hpp"

#include "runtime/explain.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

constexpr std::size_t meetings_max = 25;  // in the first hundred days

class Contacts {
public:
    Contacts(store::ReadStore& store, const HandoverRows& rows, const AreaScope& scope)
        : store_(store), rows_(rows), scope_(scope)
    {
        for (const json::value& relation : rows.relations)
            relations_.emplace(text_of(relation.at("entry")), &relation);
        for (const json::value& chair : store.view("positions", {{"programme", rows.programme.value}}))
            if (chair.at("person").is_string())
                in_team_.emplace(text_of(chair.at("person")));
        if (scope.only())
            work_here_ = people_with_work();
    }

    json::array listed()
    {
        const std::map<std::int64_t, Met> met = introduced();
        json::array list;
        for (const json::value& contact : rows_.contacts) {
            if (contact.at("removed").as_bool())
                continue;
            json::object row = part_of(contact.get_object(), {"entry", "name", "group", "key", "channel", "since"});
            row["known_by"] = known_by(contact);
            if (scope_.only() && !is_known_here(row.at("known_by").get_array()))
                continue;
            const auto found = met.find(id_in<EntryTag>(contact.get_object(), "entry")->value);
            row["introduced_on"] = found == met.end() ? json::value{} : found->second.on;
            row["introduced_by"] = found == met.end() || !found->second.by
                                       ? json::value{}
                                       : json::value(name_of_person(store_, *found->second.by));
            list.push_back(std::move(row));
        }
        return list;
    }

private:
    // Who has open work in the area or took a decision there: whom they know has to do with it.
    std::set<std::string> people_with_work() const
    {
        std::set<std::string> people;
        const auto add = [&](const json::value& row, std::string_view key) {
            const json::value& person = row.at(json::string_view{key.data(), key.size()});
            if (scope_.covers_row(row) && person.is_string())
                people.emplace(text_of(person));
        };
        for (const json::value& work : store_.view("inner_handover_area_work", {{"programme", rows_.programme.value}}))
            add(work, "person");
        for (const json::value& decision : rows_.decisions)
            add(decision, "by");
        return people;
    }

    struct Met {
        json::value on;
        std::optional<PersonId> by;
    };
    // Introductions by contact, the first time.
    std::map<std::int64_t, Met> introduced() const
    {
        std::map<std::int64_t, Met> met;
        for (const json::value& talk : rows_.talks) {
            if (!talk.at("introductions").is_array())
                continue;
            for (const json::value& one : talk.at("introductions").get_array()) {
                Met first{talk.at("date"), {}};
                if (const json::value* by = one.get_object().if_contains("by"); by != nullptr && by->is_number())
                    first.by = PersonId{by->to_number<std::int64_t>()};
                met.try_emplace(one.at("contact").to_number<std::int64_t>(), first);
            }
        }
        return met;
    }
    // Who knows this contact, the leaver last: whoever stays can introduce the successor later too.
    json::array known_by(const json::value& contact)
    {
        json::array stay;
        json::array leaves;
        const auto [first, last] = relations_.equal_range(text_of(contact.at("entry")));
        for (auto relation = first; relation != last; ++relation) {
            const json::value& row = *relation->second;
            const bool is_giver = id_in<PersonTag>(row.get_object(), "person") == rows_.giver;
            (is_giver ? leaves : stay)
                .push_back(json::object{{"person", row.at("person")},
                                        {"name", row.at("person_name")},
                                        {"in_team", in_team_.contains(std::string(text_of(row.at("person"))))}});
        }
        for (const json::value& leaver : leaves)
            stay.push_back(leaver);
        return stay;
    }
    bool is_known_here(const json::array& known) const
    {
        return std::any_of(known.begin(), known.end(), [&](const json::value& one) {
            return work_here_.contains(std::string(text_of(one.at("person"))));
        });
    }

    store::ReadStore& store_;
    const HandoverRows& rows_;
    const AreaScope& scope_;
    std::set<std::string> in_team_;                                  // people who sit in a chair now
    std::set<std::string> work_here_;                                // people
    std::multimap<std::string_view, const json::value*> relations_;  // by contact
};

}  // namespace

json::array contacts_of(store::ReadStore& store, const HandoverRows& rows, const AreaScope& scope)
{
    return Contacts{store, rows, scope}.listed();
}

json::array first_hundred_days(const HandoverRows& rows, const json::array& contacts)
{
    json::array list = contacts;
    const auto rank = [&](const json::value& row) {
        const json::array& known = row.at("known_by").get_array();
        const bool only_leaver =
            known.size() == 1 && id_in<PersonTag>(known.front().get_object(), "person") == rows.giver;
        return std::array{row.at("introduced_on").is_null() ? 0 : 1, row.at("key").as_bool() ? 0 : 1,
                          only_leaver ? 0 : 1};
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const json::value& a, const json::value& b) { return rank(a) < rank(b); });
    json::array plan;
    for (const json::value& row : list) {
        if (plan.size() == meetings_max)
            break;
        const json::array& known = row.at("known_by").get_array();
        const auto introducer = std::find_if(known.begin(), known.end(),
                                             [](const json::value& one) { return one.at("in_team").as_bool(); });
        json::object meeting = part_of(row.get_object(), {"entry", "name", "group", "key", "channel", "introduced_on"});
        meeting["order"] = plan.size() + 1;
        meeting["introduced_by"] = !row.at("introduced_by").is_null() ? row.at("introduced_by")
                                   : introducer == known.end()        ? json::value{}
                                                                      : introducer->at("name");
        plan.push_back(std::move(meeting));
    }
    return plan;
}

}  // namespace wd::runtime
