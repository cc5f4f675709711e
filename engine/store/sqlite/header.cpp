// The header of an SQLite file, and which pages its write-ahead log holds: https://www.sqlite.org/fileformat2.html, §1.3 and §4.
// See header.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/header.hpp"

#include "store/sqlite/driver.hpp"

#include <array>
#include <cstring>
#include <fstream>
#include <set>
#include <span>

namespace wd::store::sqlite {

namespace {

constexpr std::size_t header_bytes = 100;
constexpr std::size_t log_header_bytes = 32;
constexpr std::size_t frame_header_bytes = 24;
using Header = std::array<unsigned char, header_bytes>;

std::uint32_t number_at(std::span<const unsigned char> header, std::size_t place)
{
    return static_cast<std::uint32_t>(header[place]) << 24 | static_cast<std::uint32_t>(header[place + 1]) << 16 |
           static_cast<std::uint32_t>(header[place + 2]) << 8 | header[place + 3];
}

std::int64_t page_size_of(const Header& header)
{
    const std::int64_t size = header[16] << 8 | header[17];
    return size == 1 ? 65'536 : size;
}

Error damaged(const std::filesystem::path& file, std::int64_t size, std::int64_t wanted)
{
    return refusal(Errc::store_damaged, "{} is afgekapt: {} bytes, verwacht {}; zet een reservekopie terug",
                   file.string(), size, wanted);
}

// The pages after `from` up to and including `until` of which the log holds a version, as far as SQLite would read it: up to the
// first frame of an earlier use of the file.
std::set<std::uint32_t> pages_in_log(const std::filesystem::path& log, std::int64_t page_size, std::int64_t from,
                                     std::int64_t until)
{
    std::set<std::uint32_t> pages;
    std::ifstream in(log, std::ios::binary);
    std::array<unsigned char, log_header_bytes> header{};
    std::array<unsigned char, frame_header_bytes> frame{};
    if (!in.read(reinterpret_cast<char*>(header.data()), header.size()))
        return pages;
    while (in.read(reinterpret_cast<char*>(frame.data()), frame.size())) {
        if (number_at(frame, 8) != number_at(header, 16) || number_at(frame, 12) != number_at(header, 20))
            break;
        if (const std::uint32_t page = number_at(frame, 0); page > from && page <= until)
            pages.insert(page);
        in.seekg(page_size, std::ios::cur);
    }
    return pages;
}

// A page that the file lacks is there all the same while the log still holds it: a checkpoint that was interrupted writes the
// first page, which tells the size, before the last ones.
Result<void> check_pages(const std::filesystem::path& file, std::int64_t page_size, std::int64_t pages)
{
    const std::filesystem::path log = file.string() + "-wal";
    std::error_code failure;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file, failure));
    const std::int64_t there = size / page_size;
    if (there >= pages)
        return {};
    if (static_cast<std::int64_t>(pages_in_log(log, page_size, there, pages).size()) == pages - there)
        return {};
    return damaged(file, size, pages * page_size);
}

}  // namespace

namespace {

Result<void> check_once(const std::filesystem::path& file)
{
    std::error_code failure;
    if (!std::filesystem::exists(file, failure))
        return refusal(Errc::not_found, "er is geen opslag in {}; maak haar met 'wijkdraad init'",
                       file.parent_path().string());
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return refusal(Errc::store_read_only, "{} kan niet worden gelezen; herstel de rechten", file.string());

    Header header{};
    in.read(reinterpret_cast<char*>(header.data()), header.size());
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file, failure));
    const std::size_t got = static_cast<std::size_t>(in.gcount());
    static constexpr char magic[] = "SQLite format 3";
    if (std::memcmp(header.data(), magic, std::min(got, sizeof magic)) != 0)
        return refusal(Errc::store_foreign, "{} is geen opslag van Wijkdraad; noem een andere map", file.string());
    if (got < header_bytes)
        return damaged(file, size, header_bytes);
    if (number_at(header, 68) != application_id)
        return refusal(Errc::store_foreign, "{} is een SQLite-bestand van een ander programma; noem een andere map",
                       file.string());

    return check_pages(file, page_size_of(header), number_at(header, 28));
}

}  // namespace

// A writer may be copying its log back meanwhile: header, file and log are three looks. A file that is cut off stays as it is.
Result<void> check_header(const std::filesystem::path& file)
{
    constexpr int looks = 3;
    Result<void> sound = check_once(file);
    for (int look = 1; look < looks && !sound && sound.error().code == Errc::store_damaged; ++look)
        sound = check_once(file);
    return sound;
}

Result<void> check_size(const std::filesystem::path& file, std::int64_t pages, std::int64_t page_size)
{
    std::error_code failure;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file, failure));
    if (size < pages * page_size)
        return damaged(file, size, pages * page_size);
    return {};
}

}  // namespace wd::store::sqlite
