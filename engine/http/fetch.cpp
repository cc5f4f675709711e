// By libcurl. See fetch.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/fetch.hpp"

#include "runtime/service.hpp"

#include <curl/curl.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace wd::http {

namespace {

struct Work {
    Fetch what;
    std::function<void(Result<Fetched>)> done;
};

struct Received {
    std::string body;
    std::size_t most = 0;
};

std::size_t receive(const char* bytes, std::size_t size, std::size_t count, void* into)
{
    auto& received = *static_cast<Received*>(into);
    if (received.body.size() + size * count > received.most)
        return 0;
    received.body.append(bytes, size * count);
    return size * count;
}

struct CurlFree {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::unique_ptr<curl_slist, CurlFree> list_of(const std::vector<std::pair<std::string, std::string>>& headers)
{
    curl_slist* list = nullptr;
    for (const auto& [name, value] : headers)
        list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
    return std::unique_ptr<curl_slist, CurlFree>(list);
}

class CurlFetcher final : public Fetcher {
public:
    explicit CurlFetcher(FetchSettings settings) : settings_(std::move(settings))
    {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        WD_ASSERT(ready == CURLE_OK);
        thread_ = std::thread([this] { run(); });
    }
    ~CurlFetcher() override { stop(); }

    void fetch(Fetch what, std::function<void(Result<Fetched>)> done) override
    {
        if (!may_fetch(what.url))
            return done(refusal(Errc::invalid, "alleen https is goed, of http op deze machine; dit is {}", what.url));
        {
            const std::lock_guard lock{mutex_};
            if (!stopping_ && waiting_.size() < settings_.waiting_max) {
                waiting_.push_back(Work{std::move(what), std::move(done)});
                done = nullptr;
            }
        }
        wake_.notify_one();
        if (done)
            done(runtime::too_busy());
    }

    void stop() override
    {
        std::deque<Work> left;
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
            left.swap(waiting_);
        }
        wake_.notify_all();
        if (thread_.joinable())
            thread_.join();
        for (const Work& work : left)
            work.done(refusal(Errc::unavailable, "Wijkdraad stopt"));
    }

private:
    void run()
    {
        while (true) {
            Work work;
            {
                std::unique_lock lock{mutex_};
                wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
                if (waiting_.empty())
                    return;
                work = std::move(waiting_.front());
                waiting_.pop_front();
            }
            work.done(ask(work.what));
        }
    }

    Result<Fetched> ask(const Fetch& what) const
    {
        const std::unique_ptr<CURL, CurlFree> curl(curl_easy_init());
        WD_ASSERT(curl != nullptr);
        Received received{{}, settings_.bytes_max};
        const std::unique_ptr<curl_slist, CurlFree> headers = list_of(what.headers);
        CURL* handle = curl.get();
        curl_easy_setopt(handle, CURLOPT_URL, what.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.patience.count()));
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        const std::string certificates = settings_.certificates.string();
        if (!certificates.empty())
            curl_easy_setopt(handle, CURLOPT_CAINFO, certificates.c_str());
        if (what.form) {
            curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(what.form->size()));
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS, what.form->c_str());
        }
        if (const CURLcode code = curl_easy_perform(handle); code != CURLE_OK)
            return refusal(Errc::unavailable, "{} geeft geen antwoord: {}", what.url, curl_easy_strerror(code));
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        return Fetched{static_cast<int>(status), std::move(received.body)};
    }

    FetchSettings settings_;
    std::mutex mutex_;  // guards waiting_ and stopping_
    std::condition_variable wake_;
    std::deque<Work> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace

bool may_fetch(std::string_view url)
{
    if (url.find('@') != std::string_view::npos)  // a name before the address could pass for it
        return false;
    if (url.starts_with("https://"))
        return true;
    for (const std::string_view here : {"http://127.0.0.1", "http://[::1]", "http://localhost"})
        if (url.starts_with(here) && (url.size() == here.size() || url[here.size()] == ':' || url[here.size()] == '/'))
            return true;
    return false;
}

std::string form_encoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::unique_ptr<Fetcher> create_fetcher(const FetchSettings& settings)
{
    return std::make_unique<CurlFetcher>(settings);
}

}  // namespace wd::http
