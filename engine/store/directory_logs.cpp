// Lines of text, added with one write and synced. See directory_logs.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/directory_logs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace wd::store {

namespace {

[[noreturn]] void fail_on(const std::filesystem::path& file)
{
    const Errc code = errno == ENOSPC                     ? Errc::store_full
                      : errno == EACCES || errno == EROFS ? Errc::store_read_only
                                                          : Errc::unavailable;
    throw StoreFailure(code, fmt::format("{} kan niet worden geschreven: {}", file.string(), std::strerror(errno)));
}

std::vector<std::string_view> words_of(std::string_view line)
{
    std::vector<std::string_view> words;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

constexpr std::string_view security_prefix = "beveiliging";

// What a line of heads.log may be.
using HeadLine = std::variant<RecordedHead, SecurityHead>;

Result<HeadLine> parse_head(std::string_view line)
{
    const std::vector<std::string_view> words = words_of(line);
    if (words.size() != 3)
        return refusal(Errc::invalid, "verwacht 'tijdstip nummer hash', dit is '{}'", line);
    const Result<Date> date = parse_date(words[0].substr(0, 10));
    const bool of_security = words[1].starts_with(security_prefix);
    const Result<std::int64_t> number = parse_id_number(words[1], of_security ? security_prefix : "gebeurtenis");
    const Result<Sha256> hash = parse_sha256(words[2]);
    if (!date || !number || !hash)
        return refusal(Errc::invalid, "onleesbare regel '{}'", line);
    if (of_security)
        return HeadLine{SecurityHead{*date, *number, *hash}};
    return HeadLine{RecordedHead{*date, {domain::installation, *number, *hash}}};
}

Result<Erasure> parse_erasure(std::string_view line)
{
    const std::vector<std::string_view> words = words_of(line);
    if (words.size() != 2)
        return refusal(Errc::invalid, "verwacht 'inhoud-12 tijdstip' of 'programma-3 tijdstip', dit is '{}'", line);
    const Result<Timestamp> at = parse_timestamp(words[1]);
    if (at)
        if (const Result<domain::ContentId> content = parse_id<domain::ContentTag>(words[0]); content)
            return Erasure{*content, *at};
    if (at)
        if (const Result<domain::ProgrammeId> programme = parse_id<domain::ProgrammeTag>(words[0]); programme)
            return Erasure{*programme, *at};
    return refusal(Errc::invalid, "onleesbare regel '{}'", line);
}

class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : path_(path), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        if (file_ < 0)
            fail_on(path_);
    }
    ~OpenFile() { ::close(file_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    off_t size() const
    {
        const off_t end = ::lseek(file_, 0, SEEK_END);
        if (end < 0)
            fail_on(path_);
        return end;
    }
    // The bytes from the start of the last line on.
    std::string last_line() const
    {
        std::string tail(static_cast<std::size_t>(std::min<off_t>(size(), line_bytes_max)), '\0');
        const ssize_t got = ::pread(file_, tail.data(), tail.size(), size() - static_cast<off_t>(tail.size()));
        if (got != static_cast<ssize_t>(tail.size()))
            fail_on(path_);
        return tail.substr(tail.rfind('\n') + 1);
    }
    void cut_to(off_t size) const
    {
        if (::ftruncate(file_, size) != 0)
            fail_on(path_);
    }
    // All of it and on disk, or nothing.
    void append(std::string_view text) const
    {
        const off_t before = size();
        const ssize_t written = ::write(file_, text.data(), text.size());
        const bool whole = written == static_cast<ssize_t>(text.size());
        if (whole && ::fsync(file_) == 0)
            return;
        const int why = written >= 0 && !whole ? ENOSPC : errno;
        cut_to(before);
        errno = why;
        fail_on(path_);
    }

private:
    static constexpr off_t line_bytes_max = 256;
    std::filesystem::path path_;
    int file_;
};

// A crash may have left half a line, which nothing rests on: it goes. A whole one only misses its end.
template <class Parse>
void add_line(const std::filesystem::path& path, const std::string& line, Parse parse)
{
    const OpenFile file(path);
    std::string torn = file.last_line();
    for (; !torn.empty() && !parse(torn); torn = file.last_line())
        file.cut_to(file.size() - static_cast<off_t>(torn.size()));
    file.append(torn.empty() ? line : "\n" + line);
}

// A last line without its end counts when it is whole, and was never written when it is not.
template <class T, class Parse>
Result<std::vector<T>> read_lines(const std::filesystem::path& file, Parse parse)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return refusal(Errc::not_found, "{} is er niet of kan niet worden gelezen", file.string());
    std::vector<T> all;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        Result<T> parsed = parse(line);
        if (!parsed && in.eof())
            break;
        if (!parsed) {
            Error error = parsed.error();
            error.where = Where{file.string(), number, {}};
            return error;
        }
        all.push_back(std::move(*parsed));
    }
    return all;
}

template <class Kind>
Result<std::vector<Kind>> read_heads_of(const std::filesystem::path& file)
{
    const Result<std::vector<HeadLine>> lines = read_lines<HeadLine>(file, parse_head);
    if (!lines)
        return lines.error();
    std::vector<Kind> heads;
    for (const HeadLine& line : *lines)
        if (const auto* head = std::get_if<Kind>(&line))
            heads.push_back(*head);
    return heads;
}

}  // namespace

std::filesystem::path heads_file(const std::filesystem::path& directory)
{
    return directory / "heads.log";
}

std::filesystem::path erasures_file(const std::filesystem::path& directory)
{
    return directory / "erasures.log";
}

void add_head(const std::filesystem::path& directory, Timestamp at, const domain::Head& head)
{
    add_line(heads_file(directory), fmt::format("{} {} {}\n", to_text(at), head.pseq, to_hex(head.hash)), parse_head);
}

Result<std::vector<RecordedHead>> read_heads(const std::filesystem::path& file)
{
    return read_heads_of<RecordedHead>(file);
}

void add_security_head(const std::filesystem::path& directory, Timestamp at, std::int64_t number, const Sha256& chain)
{
    add_line(heads_file(directory), fmt::format("{} {}-{} {}\n", to_text(at), security_prefix, number, to_hex(chain)),
             parse_head);
}

Result<std::vector<SecurityHead>> read_security_heads(const std::filesystem::path& file)
{
    return read_heads_of<SecurityHead>(file);
}

void add_erasure(const std::filesystem::path& directory, const Erasure& erasure)
{
    const std::string what = std::visit([](auto id) { return to_text(id); }, erasure.what);
    add_line(erasures_file(directory), fmt::format("{} {}\n", what, to_text(erasure.at)), parse_erasure);
}

Result<std::vector<Erasure>> read_erasures(const std::filesystem::path& file)
{
    return read_lines<Erasure>(file, parse_erasure);
}

}  // namespace wd::store
