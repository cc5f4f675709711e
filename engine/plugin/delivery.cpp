// See delivery.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/delivery.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace wd::plugin {

namespace {

constexpr std::chrono::seconds first_pause{25};
constexpr std::chrono::seconds longest_pause{52'000};
constexpr int attempts_max = 8;

// As they stand in the answers.
struct FailureRow {
    std::string event;
    std::string why;
    std::optional<bool> again;
};
BOOST_DESCRIBE_STRUCT(FailureRow, (), (event, why, again))

struct BatchAnswer {
    std::vector<FailureRow> failed;
};
BOOST_DESCRIBE_STRUCT(BatchAnswer, (), (failed))

struct StateAnswer {
    std::optional<bool> ok;
    std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(StateAnswer, (), (ok, why))

}  // namespace

std::optional<std::chrono::seconds> pause_after(int attempts)
{
    if (attempts >= attempts_max)
        return {};
    std::chrono::seconds pause = first_pause;
    for (int i = 1; i < attempts && pause < longest_pause; ++i)
        pause *= 4;
    return std::min(pause, longest_pause);
}

Result<std::vector<Failure>> read_failures(const json::value& answer, std::span<const std::string> batch)
{
    Result<BatchAnswer> read = read_json<BatchAnswer>(answer);
    if (!read)
        return read.error();
    std::vector<Failure> failures;
    for (FailureRow& row : read->failed) {
        if (std::find(batch.begin(), batch.end(), row.event) == batch.end())
            return refusal(Errc::invalid, "het antwoord gaat over '{}', en die gebeurtenis is niet gestuurd",
                           row.event);
        const bool twice = std::any_of(failures.begin(), failures.end(),
                                       [&](const Failure& failure) { return failure.event == row.event; });
        if (twice)
            return refusal(Errc::invalid, "'{}' staat twee keer in het antwoord", row.event);
        failures.push_back({std::move(row.event), shortened(std::move(row.why)), row.again.value_or(true)});
    }
    return failures;
}

Result<std::optional<std::string>> read_complaint(const json::value& answer)
{
    Result<StateAnswer> read = read_json<StateAnswer>(answer);
    if (!read)
        return read.error();
    if (read->ok.value_or(true))
        return std::optional<std::string>{};
    return std::optional(shortened(read->why.value_or("de plugin zegt niet waarom")));
}

std::string shortened(std::string sentence)
{
    // It is shown on a screen, and a plugin does not steer that.
    for (char& c : sentence)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    if (find_unfit(sentence))
        return "de plugin gaf een uitleg met tekens die niet te tonen zijn";
    if (sentence.size() <= sentence_max)
        return sentence;
    std::size_t end = sentence_max;
    while (end > 0 && (static_cast<unsigned char>(sentence[end]) & 0xC0) == 0x80)
        --end;
    sentence.resize(end);
    return sentence + "…";
}

}  // namespace wd::plugin
