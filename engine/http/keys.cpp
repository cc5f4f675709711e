// By libsodium: secretbox and keyed BLAKE2b, each with a key of its own. See keys.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/keys.hpp"

#include "http/secrets.hpp"

#include <sodium.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace wd::http {

namespace {

constexpr std::size_t text_size = 43;  // of 256 bits
using Key = std::array<unsigned char, 32>;

Key derived(std::string_view secret, std::uint64_t number)
{
    static_assert(crypto_kdf_KEYBYTES == 32 && crypto_secretbox_KEYBYTES == 32);
    Key key{};
    WD_ASSERT(crypto_kdf_derive_from_key(key.data(), key.size(), number, "wijkdraa",
                                         reinterpret_cast<const unsigned char*>(secret.data())) == 0);
    return key;
}

class DerivedKeys final : public Keys {
public:
    explicit DerivedKeys(std::string_view secret) : box_(derived(secret, 1)), hash_(derived(secret, 2)) {}

    std::string seal(std::string_view bytes) const override
    {
        std::string sealed = random_bytes(crypto_secretbox_NONCEBYTES);
        sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + bytes.size());
        auto* out = reinterpret_cast<unsigned char*>(sealed.data());
        WD_ASSERT(crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, bytes_of(bytes), bytes.size(), out,
                                        box_.data()) == 0);
        return to_base64url(sealed);
    }

    Result<std::string> unseal(std::string_view sealed) const override
    {
        const Error no = refusal(Errc::unavailable, "dit is met een andere sleutel afgesloten");
        const Result<std::string> bytes = from_base64url(sealed);
        if (!bytes || bytes->size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
            return no;
        std::string out(bytes->size() - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES, '\0');
        if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(out.data()),
                                       bytes_of(*bytes) + crypto_secretbox_NONCEBYTES,
                                       bytes->size() - crypto_secretbox_NONCEBYTES, bytes_of(*bytes), box_.data()) != 0)
            return no;
        return out;
    }

    std::string pseudonym(std::string_view text) const override
    {
        std::array<unsigned char, 16> digest{};
        WD_ASSERT(crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(), hash_.data(),
                                     hash_.size()) == 0);
        std::string hex;
        for (const unsigned char byte : digest)
            hex += fmt::format("{:02x}", byte);
        return hex;
    }

private:
    Key box_;
    Key hash_;
};

Error no_key_file(const std::filesystem::path& file, int why)
{
    return refusal(Errc::store_read_only, "het sleutelbestand {} kan niet worden gelezen of gemaakt: {}", file.string(),
                   std::strerror(why));
}

struct Descriptor {
    int number;
    ~Descriptor()
    {
        if (number >= 0)
            ::close(number);
    }
};

// True when it was made now; false when it was there.
Result<bool> make_file(const std::filesystem::path& file)
{
    const Descriptor made{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (made.number < 0 && errno == EEXIST)
        return false;
    if (made.number < 0)
        return no_key_file(file, errno);
    const std::string line = new_secret() + "\n";
    if (::write(made.number, line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        ::fsync(made.number) != 0)
        return no_key_file(file, errno);
    return true;
}

}  // namespace

std::filesystem::path default_key_file(const std::filesystem::path& directory)
{
    std::filesystem::path plain = std::filesystem::absolute(directory).lexically_normal();
    if (!plain.has_filename())
        plain = plain.parent_path();
    return plain += ".sleutel";
}

Result<std::unique_ptr<Keys>> open_keys(const std::filesystem::path& file)
{
    if (const Result<bool> made = make_file(file); !made)
        return made.error();
    const Descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat about {};
    if (opened.number < 0 || ::fstat(opened.number, &about) != 0)
        return no_key_file(file, errno);
    if ((about.st_mode & 077) != 0)
        return refusal(Errc::not_allowed,
                       "anderen kunnen bij het sleutelbestand {}; maak het alleen voor uzelf: chmod 600",
                       file.string());
    std::string text(text_size + 1, '\0');
    const ssize_t size = ::read(opened.number, text.data(), text.size());
    const Result<std::string> secret = size < static_cast<ssize_t>(text_size)
                                           ? Result<std::string>(std::string())
                                           : from_base64url(text.substr(0, text_size));
    if (!secret || secret->size() != 32)
        return refusal(Errc::invalid, "{} is geen sleutelbestand van Wijkdraad; zet het echte terug", file.string());
    return std::unique_ptr<Keys>(std::make_unique<DerivedKeys>(*secret));
}

}  // namespace wd::http
