// What was typed after a command, read by the parameters of its row. Does not know what the engine thinks of it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

#include <map>

namespace wd::cli {

class Arguments {
public:
    // `typed` holds the texts by parameter name. Refuses a missing required parameter and a value that does not fit its
    // kind; the sentence names the parameter and says what would be right.
    static Result<Arguments> read(const Command& command,
                                  const std::map<std::string_view, std::vector<std::string>>& typed);

    bool has(std::string_view name) const { return values_.contains(name); }
    // The value by name of the parameter, as JSON; null when it was not given. A list when it may come many times.
    const json::value& value(std::string_view name) const;
    // As text; "" when it was not given.
    std::string text(std::string_view name) const;
    std::int64_t whole(std::string_view name, std::int64_t otherwise) const;

    // Puts another value in the place of a given one, also in the request: the number of who was named.
    void put(const Parameter& parameter, json::value value);

    // The members of a request: every given parameter that has a key.
    const json::object& data() const { return data_; }

private:
    std::map<std::string_view, json::value> values_;
    json::object data_;
};

// Whether the name may be typed as well as the number; names.hpp finds the number then.
bool may_be_named(std::string_view prefix);

// One typed value of a kind; a name stays a name. Refuses in a sentence that says what would be right.
Result<json::value> read_value(const Parameter& parameter, std::string_view typed);

// "1250", "1250,5" and "1.250,50" in whole cents.
Result<std::int64_t> parse_euro(std::string_view typed);

// "11%", "11,5 %", "110 promille" and "0" in per mille, from 0% to 100%. A bare number is refused: 11 may be meant as a
// percentage and as per mille.
Result<std::int64_t> parse_percent(std::string_view typed);

}  // namespace wd::cli
