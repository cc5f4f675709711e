// A FactSource of JSON, for tests.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/facts.hpp"

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace wd::script::test {

class FakeFacts final : public domain::FactSource {
public:
    explicit FakeFacts(std::string_view facts = "{}") : facts_(parse_json(facts).value().as_object()) {}

    Fact find(std::string_view name) override
    {
        ++finds;
        if (on_find)
            on_find();
        const json::value* value = facts_.if_contains(name);
        if (value == nullptr)
            return {Knowledge::no_such_name, nullptr};
        if (value->is_null())
            return {Knowledge::not_recorded, nullptr};
        return {Knowledge::known, *value};
    }
    std::vector<json::value> all(std::string_view name) override
    {
        const auto found = lists.find(std::string(name));
        return found == lists.end() ? std::vector<json::value>{} : found->second;
    }
    std::vector<std::string> names() override
    {
        std::vector<std::string> names;
        for (const auto& fact : facts_)
            names.emplace_back(fact.key());
        return names;
    }

    int finds = 0;
    std::function<void()> on_find;
    std::map<std::string, std::vector<json::value>> lists;

private:
    json::object facts_;
};

}  // namespace wd::script::test
