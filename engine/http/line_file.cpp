// One descriptor, one mutex, one thread that syncs. See line_file.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/line_file.hpp"

#include <spdlog/spdlog.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

namespace wd::http {

namespace {

constexpr std::chrono::seconds sync_pause{1};
constexpr off_t tail_bytes = 64 << 10;  // longer than any line

Error cannot_write(const std::filesystem::path& path, int why)
{
    const Errc code = why == ENOSPC                   ? Errc::store_full
                      : why == EACCES || why == EROFS ? Errc::store_read_only
                                                      : Errc::unavailable;
    return refusal(code, "{} kan niet worden geschreven: {}", path.string(), std::strerror(why));
}

// Between processes: the program that serves and a command line may write in the same log.
class FileLock {
public:
    explicit FileLock(int file) : file_(file)
    {
        while (::flock(file_, LOCK_EX) != 0 && errno == EINTR) {
        }
    }
    ~FileLock() { ::flock(file_, LOCK_UN); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int file_;
};

class SyncedFile final : public LineFile {
public:
    SyncedFile(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
    ~SyncedFile() override
    {
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable())
            thread_.join();
        ::fsync(file_);
        ::close(file_);
    }

    Result<void> start()
    {
        const FileLock alone{file_};
        if (const Result<void> found = find_last(); !found)
            return found.error();
        thread_ = std::thread([this] { run(); });
        return {};
    }

    Result<void> add(const std::function<std::string(std::string_view)>& make) override
    {
        const std::lock_guard lock{mutex_};
        const FileLock alone{file_};
        if (const Result<void> found = find_last(); !found)
            return found.error();
        std::string line = make(last_);
        line += '\n';
        const ssize_t written = ::write(file_, line.data(), line.size());
        if (written != static_cast<ssize_t>(line.size())) {
            const int why = written < 0 ? errno : ENOSPC;
            if (::ftruncate(file_, size_) != 0)
                spdlog::error("half a line stays in {}", path_.string());
            return cannot_write(path_, why);
        }
        size_ += written;
        line.pop_back();
        last_ = std::move(line);
        unsynced_ = true;
        wake_.notify_one();
        return {};
    }

    std::string last() override
    {
        const std::lock_guard lock{mutex_};
        return last_;
    }

    Result<void> sync() override
    {
        if (::fsync(file_) != 0)
            return cannot_write(path_, errno);
        return {};
    }

private:
    // The last line, when somebody else wrote one; takes away half a one.
    Result<void> find_last()
    {
        const off_t size = ::lseek(file_, 0, SEEK_END);
        if (size < 0)
            return cannot_write(path_, errno);
        if (size == size_)
            return {};
        std::string tail(static_cast<std::size_t>(std::min(size, tail_bytes)), '\0');
        if (::pread(file_, tail.data(), tail.size(), size - static_cast<off_t>(tail.size())) !=
            static_cast<ssize_t>(tail.size()))
            return cannot_write(path_, errno);
        const std::size_t whole = tail.rfind('\n') + 1;
        if (whole == 0 && size > tail_bytes)
            return refusal(Errc::store_damaged, "{} eindigt met een regel die te lang is", path_.string());
        if (whole < tail.size() && ::ftruncate(file_, size - static_cast<off_t>(tail.size() - whole)) != 0)
            return cannot_write(path_, errno);
        size_ = size - static_cast<off_t>(tail.size() - whole);
        tail.resize(whole);
        if (!tail.empty())
            tail.pop_back();
        last_ = tail.substr(tail.rfind('\n') + 1);
        return {};
    }

    void run()
    {
        std::unique_lock lock{mutex_};
        while (!stopping_) {
            wake_.wait(lock, [this] { return stopping_ || unsynced_; });
            if (stopping_)
                return;
            unsynced_ = false;
            lock.unlock();
            if (::fsync(file_) != 0)
                spdlog::error("{} could not be synced: {}", path_.string(), std::strerror(errno));
            lock.lock();
            wake_.wait_for(lock, sync_pause, [this] { return stopping_; });
        }
    }

    std::filesystem::path path_;
    int file_;
    std::mutex mutex_;  // guards what follows, and that lines do not mix
    std::condition_variable wake_;
    std::string last_;
    off_t size_ = 0;  // up to and including last_
    bool unsynced_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<LineFile>> open_line_file(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return cannot_write(path, errno);
    auto opened = std::make_unique<SyncedFile>(path, file);
    struct stat about {};
    if (::fstat(file, &about) != 0)
        return cannot_write(path, errno);
    if ((about.st_mode & 077) != 0)
        return refusal(Errc::store_read_only, "anderen kunnen bij {}; maak het bestand alleen voor uzelf: chmod 600",
                       path.string());
    if (const Result<void> started = opened->start(); !started)
        return started.error();
    return std::unique_ptr<LineFile>(std::move(opened));
}

}  // namespace wd::http
