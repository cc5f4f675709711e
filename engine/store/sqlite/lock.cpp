// flock() on a file of its own: SQLite's locks on the database file would be dropped by any close() in this process.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace wd::store::sqlite {

namespace {

// Who holds the lock, as it wrote itself down; for the message only.
std::string read_holder(int file)
{
    std::array<char, 32> text{};
    const ssize_t size = ::pread(file, text.data(), text.size() - 1, 0);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string{"onbekend"};
}

void write_holder(int file)
{
    const std::string text = std::to_string(::getpid());
    // Only a help for people: a lock without a number is still a lock.
    if (::ftruncate(file, 0) == 0)
        static_cast<void>(::pwrite(file, text.data(), text.size(), 0));
}

}  // namespace

Result<Lock> Lock::take(const std::filesystem::path& directory)
{
    const std::filesystem::path path = directory / "wijkdraad.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        const int why = errno;
        if (why == ENOENT || why == ENOTDIR)
            return refusal(Errc::not_found, "er is geen datamap {}", directory.string());
        if (why == ENOSPC)
            return refusal(Errc::store_full, "de schijf van {} is vol; maak ruimte en probeer het opnieuw",
                           directory.string());
        return refusal(Errc::store_read_only, "{} kan niet worden geschreven ({}); herstel de rechten op de map",
                       path.string(), std::strerror(why));
    }
    Lock lock{file};
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return refusal(Errc::store_in_use,
                       "iemand anders is net bezig in datamap {} (proces {}); probeer het zo nog eens",
                       directory.string(), read_holder(file));
    write_holder(file);
    return lock;
}

Lock::~Lock()
{
    if (file_ < 0)
        return;
    // Closing alone would leave the lock to a process that is being started at this moment, which still has our files open.
    ::flock(file_, LOCK_UN);
    ::close(file_);
}

}  // namespace wd::store::sqlite
