// See security_log.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/security_log.hpp"

#include "http/line_file.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>

namespace wd::http {

namespace {

constexpr std::string_view chain_opens = ",\"keten\":\"";
constexpr std::size_t chain_digits = 64;
constexpr std::size_t field_max = 300;         // bytes of one field: what others send may be long
constexpr std::size_t problems_max = 100;      // sentences in one report
const std::string nothing(chain_digits, '0');  // before the first line

struct ChainedLine {
    std::string_view body;   // up to the chain
    std::string_view chain;  // 64 digits
};

// "{…,"keten":"…"}" in its two parts.
std::optional<ChainedLine> split_line(std::string_view line)
{
    const std::size_t tail = chain_opens.size() + chain_digits + 2;
    if (line.size() <= tail || line.substr(line.size() - 2) != "\"}" ||
        line.substr(line.size() - tail, chain_opens.size()) != chain_opens)
        return {};
    return ChainedLine{line.substr(0, line.size() - tail), line.substr(line.size() - chain_digits - 2, chain_digits)};
}

std::string chain_after(std::string_view previous, std::string_view body)
{
    Sha256Hasher hasher;
    hasher.add_piece(previous);
    hasher.add_piece(body);
    return to_hex(hasher.finish());
}

// Fit for JSON and for a screen, and not endless.
std::string fit(std::string_view text)
{
    if (text.empty())
        return "-";
    if (!is_utf8(text) || find_unfit(text))
        return "(onleesbaar)";
    if (text.size() <= field_max)
        return std::string(text);
    std::size_t end = field_max;
    while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

void add_member(std::string& out, std::string_view name, std::string_view value)
{
    out += ',';
    write_json_string(out, name);
    out += ':';
    write_json_string(out, value);
}

std::int64_t number_of(std::string_view line)
{
    if (line.empty())
        return 0;
    const Result<json::value> parsed = parse_json(line);
    const json::value* number = parsed && parsed->is_object() ? parsed->get_object().if_contains("nummer") : nullptr;
    return number != nullptr && number->is_int64() ? number->get_int64() : 0;
}

class ChainedLog final : public SecurityLog {
public:
    ChainedLog(std::unique_ptr<LineFile> file, const Clock& clock) : file_(std::move(file)), clock_(clock) {}

    Result<void> add(const SecurityLine& line) override
    {
        return file_->add([&](std::string_view last) {
            std::string body = fmt::format("{{\"nummer\":{}", number_of(last) + 1);
            add_member(body, "tijdstempel", to_text(clock_.now()));
            add_member(body, "actie", fit(line.action));
            add_member(body, "object", fit(line.object));
            add_member(body, "resultaat", name_of(line.result));
            add_member(body, "oorsprong", fit(line.origin));
            add_member(body, "actor", fit(line.actor));
            if (!line.about.empty())
                add_member(body, "toelichting", fit(line.about));
            // A line that cannot be read breaks the chain here for good: a check says so.
            const std::optional<ChainedLine> before = split_line(last);
            const std::string chain = chain_after(before ? before->chain : nothing, body);
            return fmt::format("{}{}{}\"}}", body, chain_opens, chain);
        });
    }
    Result<void> sync() override { return file_->sync(); }

    std::optional<Head> head() override
    {
        const std::string last = file_->last();
        const std::optional<ChainedLine> parts = split_line(last);
        const Result<Sha256> chain = parse_sha256(parts ? parts->chain : std::string_view{});
        if (!chain)
            return {};
        return Head{number_of(last), *chain};
    }

private:
    std::unique_ptr<LineFile> file_;
    const Clock& clock_;
};

// The fields that every line has (BIO2 8.15.01), and its number.
std::optional<std::string> find_fault(std::string_view line, std::int64_t number)
{
    const Result<json::value> parsed = parse_json(line);
    if (!parsed || !parsed->is_object())
        return "is geen JSON";
    for (const char* field : {"tijdstempel", "actie", "object", "resultaat", "oorsprong", "actor"})
        if (const json::value* value = parsed->get_object().if_contains(field);
            value == nullptr || !value->is_string() || value->get_string().empty())
            return fmt::format("heeft geen '{}'", field);
    if (number_of(line) != number)
        return fmt::format("draagt een ander nummer dan {}", number);
    return {};
}

// Reads a whole file, and tells of each line that is whole: its number and chain.
SecurityReport check_lines(std::istream& in, const std::function<void(std::int64_t, std::string_view)>& seen)
{
    SecurityReport report;
    std::string previous = nothing;
    const auto say = [&](std::string_view what) {
        if (report.problems.size() < problems_max)
            report.problems.push_back(fmt::format("regel {} {}", report.lines, what));
    };
    std::string line;
    while (std::getline(in, line)) {
        if (in.eof()) {
            report.torn = true;
            break;
        }
        ++report.lines;
        const std::optional<ChainedLine> parts = split_line(line);
        if (!parts) {
            say("heeft geen keten");
            continue;
        }
        if (const std::optional<std::string> fault = find_fault(line, report.lines))
            say(*fault);
        if (chain_after(previous, parts->body) != parts->chain)
            say("past niet op de regel ervoor: er is iets veranderd, weggehaald of tussengevoegd");
        previous = parts->chain;
        seen(report.lines, parts->chain);
    }
    if (report.lines > 0)
        report.chain = previous;
    return report;
}

Error unreadable_log(const std::filesystem::path& file)
{
    return refusal(Errc::not_found, "{} is er niet of kan niet worden gelezen", file.string());
}

// The log that is written now, and older ones that were put beside it under a name of their own.
std::vector<std::filesystem::path> list_security_files(const std::filesystem::path& directory)
{
    std::vector<std::filesystem::path> files;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(directory, unreadable))
        if (const std::string name = entry.path().filename().string();
            name.starts_with("beveiliging-") && name.ends_with(".log"))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    files.push_back(security_file(directory));
    return files;
}

}  // namespace

std::filesystem::path security_file(const std::filesystem::path& directory)
{
    return directory / "beveiliging.log";
}

Result<std::unique_ptr<SecurityLog>> open_security_log(const std::filesystem::path& directory, const Clock& clock)
{
    Result<std::unique_ptr<LineFile>> file = open_line_file(security_file(directory));
    if (!file)
        return file.error();
    return std::unique_ptr<SecurityLog>(std::make_unique<ChainedLog>(std::move(*file), clock));
}

Result<SecurityReport> verify_security_log(const std::filesystem::path& file, std::string_view until)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return unreadable_log(file);
    bool found = until.empty();
    SecurityReport report =
        check_lines(in, [&](std::int64_t, std::string_view chain) { found = found || chain == until; });
    if (!found)
        report.problems.push_back(fmt::format(
            "de bewaarde keten {} komt er niet in voor: het einde is weg, of alles is opnieuw gemaakt", until));
    return report;
}

std::vector<std::string> check_security_heads(const std::filesystem::path& directory,
                                              std::span<const store::SecurityHead> heads)
{
    std::vector<std::string> problems;
    if (heads.empty())
        return problems;
    std::set<std::pair<std::int64_t, std::string>> wanted;
    for (const store::SecurityHead& head : heads)
        wanted.emplace(head.number, to_hex(head.chain));
    for (const std::filesystem::path& file : list_security_files(directory)) {
        const std::string name = file.filename().string();
        std::ifstream in(file, std::ios::binary);
        if (!in) {
            problems.push_back(unreadable_log(file).message);
            continue;
        }
        const SecurityReport report = check_lines(in, [&](std::int64_t number, std::string_view chain) {
            wanted.erase({number, std::string(chain)});
        });
        for (const std::string& problem : report.problems)
            problems.push_back(fmt::format("{}: {}", name, problem));
    }
    for (const store::SecurityHead& head : heads)
        if (wanted.contains({head.number, to_hex(head.chain)}) && problems.size() < problems_max)
            problems.push_back(
                fmt::format("regel {} die op {} in het beveiligingslogboek stond, staat er niet meer zo in: het einde "
                            "is weg of er is iets "
                            "vervangen; zet een ouder bestand erbij als beveiliging-….log in de gegevensmap, of "
                            "verander niets en meld het bij "
                            "wie over de beveiliging gaat",
                            head.number, to_text(head.date)));
    return problems;
}

}  // namespace wd::http
