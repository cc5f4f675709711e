// The lines of a slice that are not rows, and how bytes stand in it. See slice.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <span>

namespace wd::store {

inline constexpr int slice_version = 1;

// {"slice": …}: the first line.
struct SliceHeader {
    int version = slice_version;
    domain::ProgrammeId programme;
    std::int64_t events = 0;
    Sha256 hash{};
};
BOOST_DESCRIBE_STRUCT(SliceHeader, (), (version, programme, events, hash))

// The name of a person as it stands in the content of the installation.
struct SliceText {
    std::optional<domain::PersonId> subject;
    std::string kind;
    std::string ground;
    std::optional<Date> keep_until;
    std::string salt;  // hexadecimal
    std::string bytes;
};
BOOST_DESCRIBE_STRUCT(SliceText, (), (subject, kind, ground, keep_until, salt, bytes))

// {"person": …}: somebody the programme names. Without text: the name was erased.
struct SlicePerson {
    domain::PersonId person;
    domain::PersonKind kind = domain::PersonKind::person;
    domain::ContentRef name;
    std::optional<domain::PersonId> organisation;
    std::vector<domain::PersonId> member_of;
    bool before_wijkdraad = false;
    Timestamp at{};
    std::optional<SliceText> text;
};
BOOST_DESCRIBE_STRUCT(SlicePerson, (), (person, kind, name, organisation, member_of, before_wijkdraad, at, text))

struct SliceFile {
    std::string path;
    std::string bytes;  // hexadecimal
};
BOOST_DESCRIBE_STRUCT(SliceFile, (), (path, bytes))

// {"workflow": …}: a bundle that runs or phases are pinned to.
struct SliceWorkflow {
    std::string key;
    int version = 0;
    std::string title;
    Sha256 hash{};
    std::vector<SliceFile> files;
};
BOOST_DESCRIBE_STRUCT(SliceWorkflow, (), (key, version, title, hash, files))

// {"end": …}: the last line; the digest covers every byte before it.
struct SliceEnd {
    std::int64_t rows = 0;
    Sha256 sha256{};
};
BOOST_DESCRIBE_STRUCT(SliceEnd, (), (rows, sha256))

std::string to_hex_text(std::span<const std::uint8_t> bytes);
Result<std::string> parse_hex_text(std::string_view text);  // bytes in a string
inline std::span<const std::uint8_t> bytes_of(std::string_view bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

}  // namespace wd::store
