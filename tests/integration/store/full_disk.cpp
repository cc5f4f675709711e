// An SQLite VFS that passes everything on, except writes to a full disk. See full_disk.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "full_disk.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace wd::store::test {

namespace {

std::atomic<int> writes_left = -1;  // negative: as many as one likes

// The real file follows directly after this header.
struct File {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* ours(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file);
}

bool has_room()
{
    int left = writes_left;
    if (left < 0)
        return true;
    while (left > 0 && !writes_left.compare_exchange_weak(left, left - 1)) {
    }
    return left > 0;
}

sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs layer;

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at)
{
    if (!has_room())
        return SQLITE_FULL;
    sqlite3_file* real = ours(file)->real();
    return real->pMethods->xWrite(real, bytes, size, at);
}

#define WD_PASS_ON(name, parameters, ...)                             \
    int name parameters                                               \
    {                                                                 \
        sqlite3_file* real = ours(file)->real();                      \
        return real->pMethods->name(real __VA_OPT__(, ) __VA_ARGS__); \
    }
WD_PASS_ON(xRead, (sqlite3_file * file, void* bytes, int size, sqlite3_int64 at), bytes, size, at)
WD_PASS_ON(xTruncate, (sqlite3_file * file, sqlite3_int64 size), size)
WD_PASS_ON(xSync, (sqlite3_file * file, int flags), flags)
WD_PASS_ON(xFileSize, (sqlite3_file * file, sqlite3_int64* size), size)
WD_PASS_ON(xLock, (sqlite3_file * file, int kind), kind)
WD_PASS_ON(xUnlock, (sqlite3_file * file, int kind), kind)
WD_PASS_ON(xCheckReservedLock, (sqlite3_file * file, int* out), out)
WD_PASS_ON(xFileControl, (sqlite3_file * file, int what, void* argument), what, argument)
WD_PASS_ON(xSectorSize, (sqlite3_file * file))
WD_PASS_ON(xDeviceCharacteristics, (sqlite3_file * file))
WD_PASS_ON(xShmMap, (sqlite3_file * file, int page, int size, int extend, void volatile** out), page, size, extend, out)
WD_PASS_ON(xShmLock, (sqlite3_file * file, int offset, int count, int flags), offset, count, flags)
WD_PASS_ON(xShmUnmap, (sqlite3_file * file, int remove), remove)
#undef WD_PASS_ON

void pass_barrier(sqlite3_file* file)
{
    sqlite3_file* real = ours(file)->real();
    real->pMethods->xShmBarrier(real);
}

int close_file(sqlite3_file* file)
{
    sqlite3_file* real = ours(file)->real();
    return real->pMethods == nullptr ? SQLITE_OK : real->pMethods->xClose(real);
}

const sqlite3_io_methods methods = {2,
                                    close_file,
                                    xRead,
                                    write_file,
                                    xTruncate,
                                    xSync,
                                    xFileSize,
                                    xLock,
                                    xUnlock,
                                    xCheckReservedLock,
                                    xFileControl,
                                    xSectorSize,
                                    xDeviceCharacteristics,
                                    xShmMap,
                                    xShmLock,
                                    pass_barrier,
                                    xShmUnmap,
                                    nullptr,
                                    nullptr};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out)
{
    std::memset(file, 0, static_cast<std::size_t>(layer.szOsFile));
    const int code = real_vfs->xOpen(real_vfs, name, ours(file)->real(), flags, out);
    if (code == SQLITE_OK)
        file->pMethods = &methods;
    return code;
}

}  // namespace

FullDisk::FullDisk()
{
    real_vfs = sqlite3_vfs_find(nullptr);
    layer = *real_vfs;
    layer.zName = "full-disk";
    layer.pNext = nullptr;
    layer.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
    layer.xOpen = open_file;
    sqlite3_vfs_register(&layer, 1);
    make_room();
}

FullDisk::~FullDisk()
{
    sqlite3_vfs_register(real_vfs, 1);
    sqlite3_vfs_unregister(&layer);
}

void FullDisk::fill_after(int writes)
{
    writes_left = writes;
}

void FullDisk::make_room()
{
    writes_left = -1;
}

}  // namespace wd::store::test
