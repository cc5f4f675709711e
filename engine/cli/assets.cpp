// Looking things up in what the program carries. See assets.hpp; the list itself is made by embed.py.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/assets.hpp"

namespace wd::cli {

namespace {

constexpr std::string_view root = "workflows/";

}  // namespace

std::optional<std::string_view> find_asset(std::string_view name)
{
    for (const Asset& asset : assets())
        if (asset.name == name)
            return asset.bytes;
    return std::nullopt;
}

std::vector<std::string> shipped_workflows()
{
    std::vector<std::string> keys;
    for (const Asset& asset : assets()) {
        if (!asset.name.starts_with(root))
            continue;
        const std::string_view rest = asset.name.substr(root.size());
        const std::string_view key = rest.substr(0, rest.find('/'));
        if (keys.empty() || keys.back() != key)
            keys.emplace_back(key);
    }
    return keys;
}

script::Bundle shipped_bundle(std::string_view key)
{
    const std::string folder = std::string(root) + std::string(key) + '/';
    script::Bundle bundle;
    for (const Asset& asset : assets())
        if (asset.name.starts_with(folder))
            bundle.files.push_back({std::string(asset.name.substr(folder.size())), std::string(asset.bytes)});
    return bundle;
}

}  // namespace wd::cli
