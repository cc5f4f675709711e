// What SQLite's result codes mean for whoever keeps the store. See failure.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/failure.hpp"

#include <cerrno>

namespace wd::store::sqlite {

namespace {

Errc meaning_of(int code, int system_errno)
{
    switch (code & 0xff) {
    case SQLITE_FULL: return Errc::store_full;
    case SQLITE_READONLY:
    case SQLITE_PERM: return Errc::store_read_only;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Errc::store_damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Errc::store_in_use;
    default: break;
    }
    // After a failed sync nobody knows what is on disk, whatever the reason: never "full", which means nothing was written.
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        return Errc::unavailable;
    if (system_errno == ENOSPC || system_errno == EDQUOT)
        return Errc::store_full;
    if (system_errno == EACCES || system_errno == EROFS)
        return Errc::store_read_only;
    if (code == SQLITE_IOERR_SHORT_READ)
        return Errc::store_damaged;
    return Errc::unavailable;
}

std::string_view sentence_for(Errc code)
{
    switch (code) {
    case Errc::store_full: return "de schijf is vol; maak ruimte en probeer het opnieuw";
    case Errc::store_read_only: return "de opslag kan niet worden geschreven; herstel de rechten op de map";
    case Errc::store_damaged: return "de opslag is beschadigd; zet een reservekopie terug";
    case Errc::store_in_use: return "de opslag is in gebruik door een ander programma; sluit dat eerst";
    default: return "de opslag antwoordt niet; kijk naar de schijf en de map";
    }
}

}  // namespace

void fail(sqlite3* handle, int code, std::string_view doing)
{
    const std::string said = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_ERROR: throw Bug(fmt::format("store: {}: {} ({})", doing, said, code));
    default: break;
    }
    const bool asks_system = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
    const Errc meaning = meaning_of(code, asks_system && handle != nullptr ? sqlite3_system_errno(handle) : 0);
    throw StoreFailure(meaning, fmt::format("{} ({}: {}, {})", sentence_for(meaning), doing, said, code));
}

}  // namespace wd::store::sqlite
