// The header of an SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header. See header.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/header.hpp"

#include "store/sqlite/driver.hpp"

#include <array>
#include <cstring>
#include <fstream>

namespace wd::store::sqlite {

namespace {

constexpr std::size_t header_bytes = 100;
using Header = std::array<unsigned char, header_bytes>;

std::uint32_t number_at(const Header& header, std::size_t place)
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

}  // namespace

Result<void> check_header(const std::filesystem::path& file)
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

    // While a write-ahead log is there, the header may be ahead of the file.
    const std::filesystem::path log = file.string() + "-wal";
    const bool has_log = std::filesystem::exists(log, failure) && std::filesystem::file_size(log, failure) > 0;
    return has_log ? Result<void>{} : check_size(file, number_at(header, 28), page_size_of(header));
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
