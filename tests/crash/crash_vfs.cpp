// See crash_vfs.hpp. https://www.sqlite.org/vfs.html. Every watched call takes one lock, so that a power cut is one moment for
// all threads of the process: who is in the middle of another call waits for a lock that is never given back.
// SPDX-License-Identifier: EUPL-1.2
#include "crash_vfs.hpp"

#include "base/error.hpp"
#include "disk.hpp"
#include "disk_trouble.hpp"

#include <sqlite3.h>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstring>
#include <mutex>
#include <new>
#include <optional>

namespace wd::crash {

namespace {

// Our part of an open file; the machine's own part lies behind it in the same piece of memory.
struct WatchedFile {
    sqlite3_file base;
    const std::string* path;  // ours; null when it is not watched
};

constexpr std::size_t own_bytes = (sizeof(WatchedFile) + 15) / 16 * 16;

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + own_bytes);
}

const std::string* path_of(sqlite3_file* file)
{
    return reinterpret_cast<WatchedFile*>(file)->path;
}

class Shim {
public:
    void install(const Plan& plan);

    void arm()
    {
        const std::lock_guard guard(mutex_);
        armed_ = true;
        points_.clear();
        syncs_ = 0;
        counted_ = 0;
    }
    std::string points()
    {
        const std::lock_guard guard(mutex_);
        return points_;
    }

    int open(const char* name, sqlite3_file* file, int flags, int* out_flags);
    int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset);
    int truncate(sqlite3_file* file, sqlite3_int64 size);
    int sync(sqlite3_file* file, int flags);
    int remove(const char* name, int sync_directory);

    sqlite3_vfs* real_vfs() { return real_; }

private:
    bool cuts_power() const { return plan_.ending == Ending::power_loss; }
    bool is_point(char kind);
    // By seed, the process ends before, within or after the call at the point.
    std::int64_t moment() { return chance_->between(0, 2); }
    [[noreturn]] void end();
    void lose_power();
    void remember(const std::string& path, sqlite3_file* file, bool is_new);

    std::mutex mutex_;
    sqlite3_vfs* real_ = nullptr;
    sqlite3_vfs own_{};
    Plan plan_;
    std::optional<SeededEntropy> chance_;
    Disk disk_;
    bool armed_ = false;
    std::string points_;
    std::int64_t syncs_ = 0;
    std::int64_t counted_ = 0;
};

Shim& shim()
{
    static Shim& one = *new Shim;  // lives as long as the process: threads may still write when it ends
    return one;
}

// --- What SQLite calls on an open file

int close_file(sqlite3_file* file)
{
    delete path_of(file);
    return real(file)->pMethods == nullptr ? SQLITE_OK : real(file)->pMethods->xClose(real(file));
}
int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset)
{
    return real(file)->pMethods->xRead(real(file), bytes, size, offset);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset)
{
    return shim().write(file, bytes, size, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size)
{
    return shim().truncate(file, size);
}
int sync_file(sqlite3_file* file, int flags)
{
    return shim().sync(file, flags);
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}
int unlock_file(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_reserved(sqlite3_file* file, int* out)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
int control_file(sqlite3_file* file, int op, void* arg)
{
    return real(file)->pMethods->xFileControl(real(file), op, arg);
}
int sector_size(sqlite3_file* file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shm(sqlite3_file* file, int page, int size, int extend, void volatile** out)
{
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
int lock_shm(sqlite3_file* file, int offset, int n, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void barrier_shm(sqlite3_file* file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}
int unmap_shm(sqlite3_file* file, int remove)
{
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods methods{
    2,         close_file,  read_file,      write_file,   truncate_file, sync_file,       size_of_file,
    lock_file, unlock_file, check_reserved, control_file, sector_size,   characteristics, map_shm,
    lock_shm,  barrier_shm, unmap_shm,      nullptr,      nullptr,
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    return shim().open(name, file, flags, out_flags);
}
int delete_file(sqlite3_vfs*, const char* name, int sync_directory)
{
    return shim().remove(name, sync_directory);
}

// --- The shim

void Shim::install(const Plan& plan)
{
    WD_ASSERT(real_ == nullptr);
    plan_ = plan;
    chance_.emplace(plan.seed, 1);
    real_ = sqlite3_vfs_find(nullptr);
    WD_ASSERT(real_ != nullptr);
    // Everything that is not about files with a log to lose stays the machine's own; those functions ask for its own object.
    own_ = *real_;
    own_.iVersion = 1;
    own_.zName = "crash";
    own_.szOsFile = static_cast<int>(own_bytes) + real_->szOsFile;
    own_.pNext = nullptr;
    own_.xOpen = open_file;
    own_.xDelete = delete_file;
    WD_ASSERT(sqlite3_vfs_register(&own_, 1) == SQLITE_OK);
}

int Shim::open(const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    constexpr int watched = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    auto* own = reinterpret_cast<WatchedFile*>(file);
    own->base.pMethods = nullptr;
    own->path = nullptr;
    const std::lock_guard guard(mutex_);
    const bool is_watched = name != nullptr && (flags & watched) != 0;
    const bool is_new = is_watched && ::access(name, F_OK) != 0;
    std::memset(real(file), 0, static_cast<std::size_t>(real_->szOsFile));
    const int code = real_->xOpen(real_, name, real(file), flags, out_flags);
    if (code != SQLITE_OK)
        return code;
    own->base.pMethods = &methods;
    if (is_watched) {
        own->path = new std::string(name);
        if (cuts_power())
            remember(*own->path, file, is_new);
    }
    return SQLITE_OK;
}

void Shim::remember(const std::string& path, sqlite3_file* file, bool is_new)
{
    if (is_new) {
        disk_.created(path);
        return;
    }
    sqlite3_int64 size = 0;
    WD_ASSERT(size_of_file(file, &size) == SQLITE_OK);
    Bytes content(static_cast<std::size_t>(size));
    if (size > 0)
        WD_ASSERT(read_file(file, content.data(), static_cast<int>(size), 0) == SQLITE_OK);
    disk_.found(path, std::move(content));
}

// Counts the call; true when the process is to end at it.
bool Shim::is_point(char kind)
{
    if (!armed_)
        return false;
    points_ += kind;
    const bool counts = syncs_ >= plan_.syncs_first;
    syncs_ += kind == 's' ? 1 : 0;
    return counts && plan_.ending != Ending::none && ++counted_ == plan_.stop_at;
}

int Shim::write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset)
{
    const std::string* path = path_of(file);
    if (path == nullptr)
        return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
    const std::lock_guard guard(mutex_);
    if (disk_trouble().refuses_write())
        return SQLITE_FULL;
    const bool last = is_point('w');
    if (cuts_power()) {
        disk_.write(*path, offset, {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size)});
        if (last)
            end();
    }
    const std::int64_t when = last ? moment() : 2;
    if (when == 0)
        end();
    const int part = when == 1 ? static_cast<int>(chance_->between(1, size)) : size;
    const int code = real(file)->pMethods->xWrite(real(file), bytes, part, offset);
    if (last)
        end();
    return code;
}

int Shim::truncate(sqlite3_file* file, sqlite3_int64 size)
{
    const std::string* path = path_of(file);
    if (path == nullptr)
        return real(file)->pMethods->xTruncate(real(file), size);
    const std::lock_guard guard(mutex_);
    const bool last = is_point('t');
    if (cuts_power())
        disk_.truncate(*path, size);
    if (last && (cuts_power() || moment() == 0))
        end();
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (last)
        end();
    return code;
}

int Shim::sync(sqlite3_file* file, int flags)
{
    const std::string* path = path_of(file);
    if (path == nullptr)
        return real(file)->pMethods->xSync(real(file), flags);
    const std::lock_guard guard(mutex_);
    if (disk_trouble().refuses_sync())
        return SQLITE_IOERR_FSYNC;
    const bool last = is_point('s');
    if (last && moment() == 0)
        end();
    const int code = real(file)->pMethods->xSync(real(file), flags);
    if (cuts_power() && code == SQLITE_OK)
        disk_.sync(*path);
    if (last)
        end();
    return code;
}

int Shim::remove(const char* name, int sync_directory)
{
    const std::lock_guard guard(mutex_);
    const bool last = is_point('d');
    if (last && moment() == 0)
        end();
    const int code = real_->xDelete(real_, name, sync_directory);
    if (cuts_power())
        disk_.remove(name, sync_directory != 0 ? Disk::Removal::synced : Disk::Removal::pending);
    if (last)
        end();
    return code;
}

void Shim::end()
{
    if (cuts_power())
        lose_power();
    ::kill(::getpid(), SIGKILL);
    while (true)
        ::pause();
}

// Puts on disk what the model says is left. A file that is no longer there was renamed: its new name is known for itself.
void Shim::lose_power()
{
    for (const auto& [path, left] : disk_.after_power_loss(*chance_)) {
        if (disk_.exists(path) && ::access(path.c_str(), F_OK) != 0)
            continue;
        if (!left) {
            ::unlink(path.c_str());
            continue;
        }
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        WD_ASSERT(file >= 0);
        WD_ASSERT(::write(file, left->data(), left->size()) == static_cast<ssize_t>(left->size()));
    }
}

}  // namespace

void install_crash_vfs(const Plan& plan)
{
    shim().install(plan);
}
void arm_crash_vfs()
{
    shim().arm();
}
std::string points_of_crash_vfs()
{
    return shim().points();
}

}  // namespace wd::crash
