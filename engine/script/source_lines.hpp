// On which line a key of a word stands. Lua tells only where a word was called; a call may fill a page, so this reads the text
// of the file once more. A guess that fails gives the line of the word.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/bundle.hpp"
#include "script/complaints.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wd::script {

class SourceLines {
public:
    explicit SourceLines(const Bundle& bundle);

    // The place of `key` inside the table of the word called at `place` with this id ("" when it has none).
    Place find_key(const Place& place, std::string_view id, std::string_view key) const;

private:
    // A token of Lua, as coarse as needed: names, texts and single marks.
    struct Token {
        enum class Kind { name, text, mark } kind;
        std::string_view text;
        int line;
    };
    static std::vector<Token> read_tokens(std::string_view code);

    std::map<std::string, std::string, std::less<>> codes_;
    std::map<std::string, std::vector<Token>, std::less<>> tokens_;
};

}  // namespace wd::script
