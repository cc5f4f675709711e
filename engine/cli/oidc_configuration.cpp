// See oidc_configuration.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/oidc_configuration.hpp"

#include "base/text.hpp"
#include "cli/files.hpp"
#include "cli/toml_values.hpp"

#include <array>

namespace wd::cli {

namespace {

using runtime::KnownWords;
using runtime::TomlTable;

constexpr std::string_view way_back = "/api/v1/aanmelden/openid/terug";

// What stands in the file, without the end of its last line.
void read_secret(TomlTable& table, std::string_view key, const std::filesystem::path& folder, std::string& value)
{
    const std::optional<std::string> name = table.find_text(key);
    if (!name || name->empty())
        return;
    const Result<std::string> text = read_file(folder / *name);
    if (text)
        value = trimmed(*text);
    else
        table.complain(key, text.error().message);
}

void read_proof(TomlTable& table, http::ClientProof& proof)
{
    using Proof = http::ClientProof;
    constexpr std::array words{std::pair{"secret_basic", Proof::secret_basic},
                               std::pair{"secret_post", Proof::secret_post},
                               std::pair{"private_key", Proof::private_key}};
    if (!table.has("client_proof"))
        return;
    KnownWords known{"manier", {}};
    for (const auto& [word, meaning] : words)
        known.words.emplace_back(word);
    const std::string chosen = table.word("client_proof", known);
    for (const auto& [word, meaning] : words)
        if (chosen == word)
            proof = meaning;
}

http::ClaimRole read_role(TomlTable& table)
{
    http::ClaimRole role;
    role.claim = table.text("claim");
    role.value = table.text("value");
    role.grant.role = needed_word(table, "role", "rol", role.grant.role);
    role.grant.scope = needed_word(table, "scope", "bereik", role.grant.scope);
    role.grant.id = table.find_whole("id", runtime::any_count).value_or(0);
    read_text(table, "code", role.grant.code);
    const bool by_id =
        role.grant.scope != domain::ScopeKind::everywhere && role.grant.scope != domain::ScopeKind::municipality;
    if (by_id != (role.grant.id > 0))
        table.complain("id", by_id ? "noem met id het nummer van de organisatie, het programma of het team"
                                   : "bij dit bereik hoort geen id");
    if ((role.grant.scope == domain::ScopeKind::municipality) == role.grant.code.empty())
        table.complain("code", "code hoort bij scope = \"municipality\", bijvoorbeeld \"GM0363\"");
    table.finish();
    return role;
}

}  // namespace

http::OidcSettings read_oidc(TomlTable& table, const std::filesystem::path& folder, const std::string& url)
{
    http::OidcSettings read;
    read_text(table, "issuer", read.issuer);
    read_text(table, "client_id", read.client_id);
    read_proof(table, read.proof);
    read_secret(table, "secret_file", folder, read.secret);
    read_secret(table, "private_key_file", folder, read.private_key_pem);
    read_text(table, "redirect_uri", read.redirect_uri);
    if (read.redirect_uri.empty() && !url.empty())
        read.redirect_uri = url + std::string(way_back);
    read_text(table, "scope", read.scope);
    read.acr = table.find_texts("acr");
    read_text(table, "login_claim", read.login_claim);
    read_text(table, "after", read.after);
    if (const std::optional<std::string> file = table.find_text("certificates"); file && !file->empty())
        read.fetch.certificates = folder / *file;
    for (TomlTable& role : table.find_tables("roles"))
        read.roles.push_back(read_role(role));
    table.finish();
    if (read.issuer.empty())
        return read;
    if (const Result<void> right = check_oidc(read); !right) {
        if (right.error().details.empty())
            table.complain(right.error().where.field, right.error().message);
        for (const Error& detail : right.error().details)
            table.complain(detail.where.field, fmt::format("{}: {}", detail.where.field, detail.message));
    }
    return read;
}

}  // namespace wd::cli
