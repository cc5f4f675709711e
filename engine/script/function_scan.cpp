// Reading the compiled form of Lua 5.4, as much of it as is needed. See function_scan.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/function_scan.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace wd::script {

namespace {

// Signature, version 5.4, format 0, check bytes, and the sizes of an instruction, an integer and a float.
constexpr std::string_view header{"\x1bLua\x54\x00\x19\x93\r\n\x1a\n\x04\x08\x08", 15};
constexpr std::size_t check_numbers = 16;

enum Opcode : std::uint32_t { op_get_global = 11, op_get_field = 14, op_set_global = 15 };

// Whether an instruction of this kind may write to the register that it names first.
bool writes_first(std::uint32_t opcode)
{
    constexpr std::uint32_t set_upvalue = 10;
    constexpr std::uint32_t new_table = 19;
    constexpr std::uint32_t concat = 53;
    constexpr std::uint32_t call = 68;
    return (opcode <= op_get_field && opcode != set_upvalue) || (opcode >= new_table && opcode <= concat) ||
           opcode == call;
}

struct Instruction {
    std::uint32_t bits;
    std::uint32_t opcode() const { return bits & 0x7f; }
    std::size_t a() const { return (bits >> 7) & 0xff; }
    std::size_t b() const { return (bits >> 16) & 0xff; }
    std::size_t c() const { return (bits >> 24) & 0xff; }
};

struct Prototype {
    std::vector<Instruction> code;
    std::vector<std::optional<std::string_view>> constants;  // texts only
    std::vector<std::string_view> upvalues;                  // their names
    std::vector<int> lines;                                  // by instruction
    std::vector<Prototype> inner;
    int parameters = 0;
};

// Reads a dump that this very process has made, so its inside is not checked again.
class DumpReader {
public:
    explicit DumpReader(std::string_view dump) : rest_(dump) {}

    std::optional<Prototype> read()
    {
        if (!rest_.starts_with(header))
            return std::nullopt;
        skip(header.size() + check_numbers + 1);
        return read_prototype();
    }

private:
    void skip(std::size_t count) { rest_.remove_prefix(count); }

    std::uint8_t read_byte()
    {
        const auto byte = static_cast<std::uint8_t>(rest_[0]);
        skip(1);
        return byte;
    }

    // Groups of seven bits, highest first; the last one is marked.
    std::size_t read_size()
    {
        std::size_t size = 0;
        std::uint8_t byte = 0;
        do {
            byte = read_byte();
            size = (size << 7) | (byte & 0x7f);
        } while ((byte & 0x80) == 0);
        return size;
    }

    std::string_view read_text()
    {
        const std::size_t size = read_size();
        if (size == 0)
            return {};
        const std::string_view text = rest_.substr(0, size - 1);
        skip(size - 1);
        return text;
    }

    std::optional<std::string_view> read_constant()
    {
        constexpr std::uint8_t whole = 0x03;
        constexpr std::uint8_t number = 0x13;
        constexpr std::uint8_t short_text = 0x04;
        constexpr std::uint8_t long_text = 0x14;
        const std::uint8_t type = read_byte();
        if (type == whole || type == number)
            skip(8);
        if (type == short_text || type == long_text)
            return read_text();
        return std::nullopt;
    }

    Prototype read_prototype()
    {
        Prototype function;
        read_text();
        const int first_line = static_cast<int>(read_size());
        read_size();
        function.parameters = read_byte();
        skip(2);
        for (std::size_t count = read_size(); count > 0; --count) {
            std::uint32_t bits = 0;
            for (int shift = 0; shift < 32; shift += 8)
                bits |= static_cast<std::uint32_t>(read_byte()) << shift;
            function.code.push_back({bits});
        }
        for (std::size_t count = read_size(); count > 0; --count)
            function.constants.push_back(read_constant());
        skip(read_size() * 3);
        for (std::size_t count = read_size(); count > 0; --count)
            function.inner.push_back(read_prototype());
        read_debug(function, first_line);
        return function;
    }

    // Lines are differences of one byte each; -128 says that the full number stands in the second list.
    void read_debug(Prototype& function, int first_line)
    {
        const std::size_t count = read_size();
        const std::string_view steps = rest_.substr(0, count);
        skip(count);
        std::vector<int> full;
        for (std::size_t n = read_size(); n > 0; --n) {
            read_size();
            full.push_back(static_cast<int>(read_size()));
        }
        std::size_t used = 0;
        int line = first_line;
        for (const char step : steps) {
            const auto difference = static_cast<std::int8_t>(step);
            line = difference == -128 && used < full.size() ? full[used++] : line + difference;
            function.lines.push_back(line);
        }
        for (std::size_t n = read_size(); n > 0; --n) {
            read_text();
            read_size();
            read_size();
        }
        for (std::size_t n = read_size(); n > 0; --n)
            function.upvalues.push_back(read_text());
    }

    std::string_view rest_;
};

int line_of(const Prototype& function, std::size_t at)
{
    return at < function.lines.size() ? function.lines[at] : 0;
}

bool is_world(const Prototype& function, std::size_t upvalue)
{
    return upvalue < function.upvalues.size() && function.upvalues[upvalue] == "_ENV";
}

std::string text_of(const Prototype& function, std::size_t constant)
{
    return constant < function.constants.size() ? std::string(function.constants[constant].value_or(""))
                                                : std::string{};
}

void find_globals(const Prototype& function, FunctionUse& use)
{
    for (std::size_t at = 0; at < function.code.size(); ++at) {
        const Instruction instruction = function.code[at];
        if (instruction.opcode() == op_get_global && is_world(function, instruction.b()))
            use.read.push_back({text_of(function, instruction.c()), line_of(function, at)});
        if (instruction.opcode() == op_set_global && is_world(function, instruction.a()))
            use.written.push_back({text_of(function, instruction.b()), line_of(function, at)});
    }
    for (const Prototype& inner : function.inner)
        find_globals(inner, use);
}

// The first parameter is register 0 for as long as nothing is assigned to it.
void find_facts(const Prototype& function, FunctionUse& use)
{
    if (function.parameters == 0)
        return;
    for (const Instruction instruction : function.code)
        if (instruction.a() == 0 && writes_first(instruction.opcode()))
            return;
    for (std::size_t at = 0; at < function.code.size(); ++at) {
        const Instruction read = function.code[at];
        if (read.opcode() != op_get_field || read.b() != 0)
            continue;
        FunctionUse::Fact fact{text_of(function, read.c()), "", line_of(function, at)};
        const Instruction next = at + 1 < function.code.size() ? function.code[at + 1] : Instruction{0};
        if (next.opcode() == op_get_field && next.b() == read.a())
            fact.leaf = text_of(function, next.c());
        use.facts.push_back(std::move(fact));
    }
}

int append(lua_State* lua, const void* bytes, std::size_t size, void* out)
{
    (void)lua;
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
    return 0;
}

}  // namespace

FunctionUse scan_function(lua_State* lua)
{
    FunctionUse use;
    std::string dump;
    if (lua_dump(lua, &append, &dump, 0) != 0)
        return use;
    const std::optional<Prototype> function = DumpReader{dump}.read();
    if (function) {
        find_globals(*function, use);
        find_facts(*function, use);
    }
    return use;
}

}  // namespace wd::script
