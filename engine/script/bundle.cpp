// Looking up files and hashing a bundle. See bundle.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/bundle.hpp"

#include <algorithm>

namespace wd::script {

const File* find_file(const Bundle& bundle, std::string_view path)
{
    const auto found =
        std::find_if(bundle.files.begin(), bundle.files.end(), [path](const File& file) { return file.path == path; });
    return found == bundle.files.end() ? nullptr : &*found;
}

Sha256 hash_of(const Bundle& bundle)
{
    std::vector<const File*> parts;
    for (const File& file : bundle.files)
        if (file.path == "workflow.lua" || file.path == "forms.lua" || file.path.starts_with("lib/"))
            parts.push_back(&file);
    std::sort(parts.begin(), parts.end(), [](const File* a, const File* b) { return a->path < b->path; });

    Sha256Hasher hasher;
    for (const File* file : parts) {
        hasher.add_piece(file->path);
        hasher.add_piece(file->bytes);
    }
    return hasher.finish();
}

}  // namespace wd::script
