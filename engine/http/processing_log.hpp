// The data-processing log: which reading of personal data went by, in the shape of the Logboek Dataverwerkingen, one JSON line for
// each person whose data it was, in `verwerkingen.log` beside the store. Says for which activity of the register, never who looked:
// that stands in the security log, under the same trace. People stand in it by a pseudonym. Trace context is the W3C's.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "http/keys.hpp"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wd::http {

// Where a request stands in a chain of calls over systems.
struct Trace {
    std::string trace_id;                    // 32 hexadecimal digits
    std::string span_id;                     // 16: of this request
    std::optional<std::string> parent = {};  // 16: of the caller's span
};
// Goes on with the caller's trace ("00-4bf9…-00f0…-01"), or begins one when there is none or it does not have the right form.
Trace begin_trace(std::string_view traceparent);
// What goes to the next system, and back in the answer.
std::string traceparent_of(const Trace& trace);

// As the standard writes them.
enum class ProcessingStatus { Unset, Ok, Error };  // NOLINT(readability-identifier-naming)
BOOST_DESCRIBE_ENUM(ProcessingStatus, Unset, Ok, Error)

// One reading of the data of some people.
struct Processing {
    Trace trace;
    std::string name;  // in plain words: "taak van een huishouden bekeken"
    ProcessingStatus status = ProcessingStatus::Ok;
    Timestamp start{};
    Timestamp end{};
    std::string activity;               // the URI of its entry in the register
    std::vector<std::string> subjects;  // whose data: "persoon-3", "huishouden taak-12"; at least one
    std::string subject_type;           // "persoon", "contactpersoon" or "huishouden"
    std::string processor = {};         // the other system that asked, "" = none
};

// Thread-safe.
class ProcessingLog {
public:
    virtual ~ProcessingLog() = default;
    // Confirms that every line is written; refuses otherwise, and then nothing may be shown.
    virtual Result<void> add(const Processing& processing) = 0;
};

std::filesystem::path processing_file(const std::filesystem::path& directory);
// `keys` outlive the log.
Result<std::unique_ptr<ProcessingLog>> open_processing_log(const std::filesystem::path& directory, const Keys& keys);

}  // namespace wd::http
