// See runner.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runner.hpp"

#include "demands.hpp"
#include "mutator.hpp"

#include "base/sha256.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

// A sanitizer that finds something says so and then aborts, so that the input can be kept.
extern "C" const char* __asan_default_options()  // NOLINT: the name is the sanitizer's
{
    return "abort_on_error=1:handle_abort=0";
}
extern "C" const char* __ubsan_default_options()  // NOLINT
{
    return "abort_on_error=1:print_stacktrace=1";
}

namespace wd::fuzz {

namespace {

constexpr unsigned int slowest = 30;  // seconds for one input, on the slowest machine: longer is no end
constexpr std::size_t pool_max = 4'000;
constexpr std::size_t kinds_max = 20'000;

// For the handler of signals, which may not look further than this.
const char* current_file = nullptr;
const std::string* current_input = nullptr;

std::set<std::string, std::less<>> kinds;
bool new_kind = false;

extern "C" void keep_and_die(int signal)
{
    std::signal(signal, SIG_DFL);
    if (current_input != nullptr) {
        const int file = ::open(current_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
        const bool kept = file >= 0 && ::write(file, current_input->data(), current_input->size()) >= 0;
        const std::string_view words =
            kept ? "fuzz_http: the input is kept in " : "fuzz_http: the input could not be kept in ";
        static_cast<void>(::write(STDERR_FILENO, words.data(), words.size()) +
                          ::write(STDERR_FILENO, current_file, std::char_traits<char>::length(current_file)) +
                          ::write(STDERR_FILENO, "\n", 1));
    }
    std::raise(signal);
}

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> seeds_of(const Entry& entry, const Plan& plan)
{
    if (plan.only)
        return {content_of(*plan.only)};
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(plan.corpus))
        files.push_back(file.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds;
    for (const std::filesystem::path& file : files)
        seeds.push_back(content_of(file));
    if (entry.seeds != nullptr)
        for (std::string& seed : entry.seeds())
            seeds.push_back(std::move(seed));
    return seeds;
}

class Run {
public:
    Run(const Entry& entry, const Plan& plan)
        : entry_(entry),
          plan_(plan),
          entropy_(plan.seed, sha256(entry.name).front()),
          mutator_(entropy_, entry.words),
          pool_(seeds_of(entry, plan)),
          file_of_death_((plan.failures / fmt::format("{}-died", entry.name)).string())
    {
        std::filesystem::create_directories(plan.failures);
        outcome_.seeds = pool_.size();
        kinds.clear();
        current_file = file_of_death_.c_str();
        for (const int signal : {SIGABRT, SIGALRM})
            std::signal(signal, keep_and_die);
    }
    ~Run()
    {
        ::alarm(0);
        current_input = nullptr;
        for (const int signal : {SIGABRT, SIGALRM})
            std::signal(signal, SIG_DFL);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    Outcome all()
    {
        const auto end = std::chrono::steady_clock::now() + plan_.time;
        for (std::size_t i = 0; i < outcome_.seeds && !outcome_.failure; ++i)
            give(pool_[i]);
        while (!plan_.only && !outcome_.failure && std::chrono::steady_clock::now() < end)
            give_changed();
        outcome_.kinds = kinds.size();
        return std::move(outcome_);
    }

private:
    void give_changed()
    {
        const std::string& one = pool_[chosen()];
        const std::string& other = pool_[chosen()];
        std::string input = mutator_.change(one, other);
        if (give(input) && pool_.size() < pool_max)
            pool_.push_back(std::move(input));
    }

    std::size_t chosen()
    {
        return static_cast<std::size_t>(entropy_.between(0, static_cast<std::int64_t>(pool_.size()) - 1));
    }

    // Whether something came of it that was not seen before.
    bool give(const std::string& input)
    {
        new_kind = false;
        current_input = &input;
        ::alarm(slowest);
        ++outcome_.inputs;
        try {
            // A copy of exactly this size: a step beyond it is a step that the sanitizer sees.
            const std::vector<std::uint8_t> bytes(input.begin(), input.end());
            entry_.run(bytes.data(), bytes.size());
        } catch (const std::exception& wrong) {
            outcome_.failure = fmt::format("{}; the input is kept in {}", wrong.what(), keep(input));
        }
        current_input = nullptr;
        return new_kind;
    }

    std::string keep(const std::string& input)
    {
        const std::filesystem::path path =
            plan_.failures / fmt::format("{}-{}", entry_.name, to_hex(sha256(input)).substr(0, 12));
        std::ofstream(path, std::ios::binary) << input;
        return path.string();
    }

    const Entry& entry_;
    const Plan& plan_;
    SeededEntropy entropy_;
    Mutator mutator_;
    std::vector<std::string> pool_;
    std::string file_of_death_;
    Outcome outcome_;
};

}  // namespace

void note(std::string_view outcome)
{
    if (kinds.size() < kinds_max && !kinds.contains(outcome)) {
        kinds.emplace(outcome);
        new_kind = true;
    }
}

Outcome run(const Entry& entry, const Plan& plan)
{
    return Run{entry, plan}.all();
}

}  // namespace wd::fuzz
