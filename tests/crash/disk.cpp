// See disk.hpp. A power cut has one of four characters, so that the clean extremes are met as often as the mess between them.
// SPDX-License-Identifier: EUPL-1.2
#include "disk.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace wd::crash {

namespace {

constexpr std::size_t sector = 512;

void put(Bytes& content, std::size_t offset, std::span<const std::uint8_t> bytes)
{
    if (content.size() < offset + bytes.size())
        content.resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

// Some sectors of the write arrived and others did not, in no order. Sectors are those of the disk, not of the write.
void put_torn(Bytes& content, std::size_t offset, std::span<const std::uint8_t> bytes, Entropy& chance)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const std::size_t until_next = sector - (offset + done) % sector;
        const std::size_t size = std::min(until_next, bytes.size() - done);
        if (chance.chance(500))
            put(content, offset + done, bytes.subspan(done, size));
        done += size;
    }
}

enum class Character { nothing_kept, all_kept, mixed, ragged };

// Of one write: dropped, kept, its beginning kept, or torn.
void put_by_chance(Bytes& content, std::size_t offset, std::span<const std::uint8_t> bytes, Character character,
                   Entropy& chance)
{
    const std::int64_t lot = chance.between(0, character == Character::ragged ? 3 : 1);
    if (lot == 1)
        put(content, offset, bytes);
    if (lot == 2)
        put(content, offset,
            bytes.first(static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(bytes.size())))));
    if (lot == 3)
        put_torn(content, offset, bytes, chance);
}

}  // namespace

void Disk::found(const std::string& path, Bytes content)
{
    const auto known = files_.find(path);
    if (known == files_.end())
        files_[path].synced = std::move(content);
}

void Disk::created(const std::string& path)
{
    File fresh;
    fresh.named = false;
    if (const auto known = files_.find(path); known != files_.end())
        fresh.former = known->second.former;
    files_[path] = std::move(fresh);
}

Disk::File& Disk::file(const std::string& path)
{
    const auto known = files_.find(path);
    WD_ASSERT(known != files_.end());
    return known->second;
}

void Disk::write(const std::string& path, std::int64_t offset, std::span<const std::uint8_t> bytes)
{
    file(path).changes.emplace_back(Write{offset, Bytes(bytes.begin(), bytes.end())});
}

void Disk::truncate(const std::string& path, std::int64_t size)
{
    file(path).changes.emplace_back(Truncate{size});
}

void Disk::sync(const std::string& path)
{
    File& synced = file(path);
    for (const Change& change : synced.changes)
        if (const auto* write = std::get_if<Write>(&change))
            put(synced.synced, static_cast<std::size_t>(write->offset), write->bytes);
        else
            synced.synced.resize(static_cast<std::size_t>(std::get<Truncate>(change).size));
    synced.changes.clear();
    synced.named = true;
    synced.former.reset();
}

void Disk::remove(const std::string& path, Removal removal)
{
    const auto known = files_.find(path);
    if (known == files_.end())
        return;
    File& file = known->second;
    file.exists = false;
    if (removal == Removal::synced)
        file.former.reset();
    else if (file.named)
        file.former = std::move(file.synced);
    file.changes.clear();
}

bool Disk::exists(const std::string& path) const
{
    const auto known = files_.find(path);
    return known != files_.end() && known->second.exists;
}

Bytes Disk::leave(const File& file, Entropy& chance)
{
    const auto character = static_cast<Character>(chance.between(0, 3));
    Bytes content = file.synced;
    if (character == Character::nothing_kept)
        return content;
    for (const Change& change : file.changes) {
        if (const auto* write = std::get_if<Write>(&change)) {
            const auto offset = static_cast<std::size_t>(write->offset);
            if (character == Character::all_kept)
                put(content, offset, write->bytes);
            else
                put_by_chance(content, offset, write->bytes, character, chance);
        } else if (character == Character::all_kept || chance.chance(500))
            content.resize(static_cast<std::size_t>(std::get<Truncate>(change).size));
    }
    return content;
}

std::map<std::string, std::optional<Bytes>> Disk::after_power_loss(Entropy& chance) const
{
    std::map<std::string, std::optional<Bytes>> left;
    for (const auto& [path, file] : files_) {
        const bool there = file.exists && (file.named || chance.chance(500));
        if (there)
            left[path] = leave(file, chance);
        else if (file.former && chance.chance(500))
            left[path] = file.former;
        else
            left[path] = std::nullopt;
    }
    return left;
}

}  // namespace wd::crash
