// A small reader of Lua's tokens, for line numbers only. See source_lines.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/source_lines.hpp"

#include <algorithm>

namespace wd::script {

namespace {

bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The number of '=' between two brackets when a long bracket opens at `at`, otherwise -1.
int long_bracket(std::string_view code, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < code.size() && code[end] == '=')
        ++end;
    return end < code.size() && code[end] == '[' ? static_cast<int>(end - at) - 1 : -1;
}

// The end of what starts at `at` with a long bracket of this level.
std::size_t long_end(std::string_view code, std::size_t at, int level)
{
    std::string close(static_cast<std::size_t>(level) + 2, '=');
    close.front() = close.back() = ']';
    const std::size_t found = code.find(close, at);
    return found == std::string_view::npos ? code.size() : found + close.size();
}

std::size_t text_end(std::string_view code, std::size_t at)
{
    const char quote = code[at];
    std::size_t end = at + 1;
    while (end < code.size() && code[end] != quote && code[end] != '\n')
        end += code[end] == '\\' ? 2 : 1;
    return std::min(end + 1, code.size());
}

std::size_t comment_end(std::string_view code, std::size_t at)
{
    const int level = at + 2 < code.size() && code[at + 2] == '[' ? long_bracket(code, at + 2) : -1;
    if (level >= 0)
        return long_end(code, at + 2, level);
    return std::min(code.find('\n', at), code.size());
}

}  // namespace

SourceLines::SourceLines(const Bundle& bundle)
{
    for (const File& file : bundle.files) {
        const auto [code, is_new] = codes_.emplace(file.path, file.bytes);
        if (is_new)
            tokens_.emplace(file.path, read_tokens(code->second));
    }
}

std::vector<SourceLines::Token> SourceLines::read_tokens(std::string_view code)
{
    std::vector<Token> tokens;
    int line = 1;
    std::size_t at = 0;
    while (at < code.size()) {
        const char c = code[at];
        std::size_t end = at + 1;
        if (code.substr(at, 2) == "--") {
            end = comment_end(code, at);
        } else if (c == '"' || c == '\'') {
            end = text_end(code, at);
            tokens.push_back({Token::Kind::text, code.substr(at + 1, end - at - 2), line});
        } else if (c == '[' && long_bracket(code, at) >= 0) {
            end = long_end(code, at, long_bracket(code, at));
            tokens.push_back({Token::Kind::text, code.substr(at, end - at), line});
        } else if (is_name_char(c)) {
            while (end < code.size() && is_name_char(code[end]))
                ++end;
            tokens.push_back({Token::Kind::name, code.substr(at, end - at), line});
        } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            tokens.push_back({Token::Kind::mark, code.substr(at, 1), line});
        }
        line += static_cast<int>(std::count(code.begin() + static_cast<std::ptrdiff_t>(at),
                                            code.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        at = end;
    }
    return tokens;
}

Place SourceLines::find_key(const Place& place, std::string_view id, std::string_view key) const
{
    const auto file = tokens_.find(place.file);
    if (file == tokens_.end())
        return place;
    const std::vector<Token>& tokens = file->second;
    const auto is_mark = [&](std::size_t i, char c) {
        return i < tokens.size() && tokens[i].kind == Token::Kind::mark && tokens[i].text[0] == c;
    };
    const auto from = std::lower_bound(tokens.begin(), tokens.end(), place.line,
                                       [](const Token& token, int line) { return token.line < line; });
    std::size_t at = static_cast<std::size_t>(from - tokens.begin());
    // The id on that line; the first brace when there is none, or when the id is computed.
    const std::size_t first = at;
    while (at < tokens.size() && tokens[at].line == place.line &&
           (tokens[at].kind != Token::Kind::text || tokens[at].text != id))
        ++at;
    if (id.empty() || at == tokens.size() || tokens[at].line != place.line)
        at = first;
    while (at < tokens.size() && !is_mark(at, '{') && (at == first || !is_mark(at, ')')))
        ++at;
    int depth = 0;
    for (; at < tokens.size(); ++at) {
        if (is_mark(at, '{') || is_mark(at, '('))
            ++depth;
        else if (is_mark(at, '}') || is_mark(at, ')'))
            --depth;
        else if (depth == 1 && tokens[at].kind == Token::Kind::name && tokens[at].text == key && is_mark(at + 1, '='))
            return Place{place.file, tokens[at].line};
        if (depth <= 0)
            break;
    }
    return place;
}

}  // namespace wd::script
