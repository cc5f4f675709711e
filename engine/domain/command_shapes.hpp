// Which members the data of each command have, read off the command structs themselves, so that the API and its description
// cannot differ from what the engine reads. Does not know how a member is called outside; see api_words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/api_words.hpp"

#include <string_view>
#include <vector>

namespace wd::domain {

struct MemberShape {
    std::string_view code;
    ApiKind kind = ApiKind::text;
    std::string_view prefix = {};              // of an id
    std::vector<std::string_view> words = {};  // of a closed list, as code words
    bool required = false;
    bool many = false;                      // a list of such values
    std::vector<MemberShape> members = {};  // of an object
};

// None for an unknown verb. The shapes live as long as the program.
const std::vector<MemberShape>* find_command_shape(std::string_view verb);

}  // namespace wd::domain
