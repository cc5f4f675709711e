// The keys of an installation, derived from one secret file (0600) outside the data directory and outside its backups: whoever
// has a copy of the store alone can neither read the second factors nor tell whom a pseudonym stands for.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/sha256.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace wd::http {

// Thread-safe after it was made.
class Keys {
public:
    virtual ~Keys() = default;
    // Locks bytes so that only these keys open them, and opens them again; refuses what was locked with others or changed.
    virtual std::string seal(std::string_view bytes) const = 0;
    virtual Result<std::string> unseal(std::string_view sealed) const = 0;
    // The same for the same text, and nothing that leads back to it: 32 hexadecimal digits.
    virtual std::string pseudonym(std::string_view text) const = 0;
};

// Beside the data directory: "wijkdraad-data.sleutel".
std::filesystem::path default_key_file(const std::filesystem::path& directory);

// Reads the file, or makes it with a new secret. Refuses one that others may read, or that holds something else.
Result<std::unique_ptr<Keys>> open_keys(const std::filesystem::path& file);

}  // namespace wd::http
