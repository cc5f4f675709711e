// A store made for measuring, with an engine on it. What it asks is never refused: a refusal is a fault of the bench and is
// thrown as Bug with the engine's own sentence.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace wd::bench {

using Stopwatch = std::chrono::steady_clock;
inline double seconds_since(Stopwatch::time_point start)
{
    return std::chrono::duration<double>(Stopwatch::now() - start).count();
}
inline double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

// The value, or Bug.
template <class T>
T granted(Result<T> result)
{
    if (!result)
        throw Bug("bench: " + to_text(result.error()));
    return std::move(*result);
}

// From one thread. `clock` must outlive it.
class Stand {
public:
    // A new store in `directory`, or the one that is there.
    Stand(const std::filesystem::path& directory, const Clock& clock);

    runtime::Engine& engine() { return *engine_; }
    // For a writer thread; nothing else is to be called afterwards.
    std::unique_ptr<runtime::Engine> take_engine() { return std::move(engine_); }
    const std::filesystem::path& directory() const { return directory_; }

    void install(const std::vector<store::BundleFile>& files);
    domain::PersonId add_person(std::string name);
    // In transactions of the engine's own size; the answers in the order of the commands.
    std::vector<json::object> carry_out(const std::vector<domain::Command>& commands, domain::PersonId actor);
    json::object carry_out(domain::Command command, domain::PersonId actor);

    // Building without waiting for the disk; afterwards everything is durable and the write-ahead log is empty.
    void build(const std::function<void()>& work);

private:
    std::filesystem::path directory_;
    std::unique_ptr<runtime::Engine> engine_;
};

// A copy of the store of a stand that has just built, in another directory.
void copy_store(const std::filesystem::path& from, const std::filesystem::path& to);
std::unique_ptr<store::ReadStore> open_reader(const std::filesystem::path& directory);

template <class IdType>
IdType id_in(const json::object& answer, std::string_view key)
{
    const json::value* text = answer.if_contains(json::string_view{key.data(), key.size()});
    WD_ASSERT(text != nullptr && text->is_string());
    const json::string& id = text->get_string();
    return granted(parse_id<typename IdType::tag>(std::string_view{id.data(), id.size()}));
}

}  // namespace wd::bench
