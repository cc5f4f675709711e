// Files. See files.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/files.hpp"

#include "base/limits.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

namespace wd::cli {

namespace fs = std::filesystem;

Result<std::string> read_file(const fs::path& file)
{
    std::error_code failure;
    if (!fs::exists(file, failure))
        return refusal(Errc::not_found, "bestand {} is er niet", file.string());
    if (!fs::is_regular_file(file, failure))
        return refusal(Errc::invalid, "{} is geen bestand", file.string());
    if (fs::file_size(file, failure) > limits::request_max)
        return refusal(Errc::over_limit, "bestand {} is te groot; er past hoogstens {} MB in", file.string(),
                       limits::request_max >> 20);
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        return refusal(Errc::unavailable, "bestand {} is niet te lezen; kijk of u erbij mag", file.string());
    return bytes;
}

Result<void> write_file(const fs::path& file, std::string_view bytes)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return refusal(Errc::unavailable, "bestand {} is niet te schrijven; kijk of de map bestaat en of u erbij mag",
                       file.string());
    return {};
}

Result<void> write_whole(const fs::path& file, const std::function<Result<void>(std::ostream&)>& write)
{
    struct Unfinished {
        fs::path path;
        int file = -1;
        ~Unfinished()
        {
            std::error_code ignored;
            if (file >= 0)
                ::close(file);
            fs::remove(path, ignored);
        }
    };
    const auto refused = [&](const fs::path& path) {
        return refusal(Errc::unavailable, "bestand {} is niet te schrijven: {}", path.string(), std::strerror(errno));
    };
    const fs::path path = file.string() + ".new";
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0)
        return refused(path);
    const Unfinished unfinished{path, made};
    std::ofstream out(path, std::ios::binary);
    if (const Result<void> written = write(out); !written)
        return written;
    out.close();
    if (!out || ::fsync(made) != 0 || ::rename(path.c_str(), file.c_str()) != 0)
        return refused(file);
    return {};
}

Result<script::Bundle> read_bundle(const fs::path& folder)
{
    std::error_code failure;
    if (!fs::exists(folder / "workflow.lua", failure))
        return refusal(Errc::not_found, "in map {} staat geen workflow.lua", folder.string());
    std::vector<fs::path> paths;
    for (const char* name : {"forms.lua", "test.lua", "workflow.lua"})
        if (fs::exists(folder / name, failure))
            paths.emplace_back(name);
    for (fs::directory_iterator at(folder / "lib", failure), end; !failure && at != end; at.increment(failure))
        if (at->path().extension() == ".lua")
            paths.push_back(fs::path("lib") / at->path().filename());
    std::sort(paths.begin(), paths.end());

    script::Bundle bundle;
    for (const fs::path& path : paths) {
        Result<std::string> bytes = read_file(folder / path);
        if (!bytes)
            return bytes.error();
        bundle.files.push_back({path.generic_string(), std::move(*bytes)});
    }
    return bundle;
}

}  // namespace wd::cli
