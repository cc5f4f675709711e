// See processing_log.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/processing_log.hpp"

#include "http/line_file.hpp"
#include "http/secrets.hpp"

#include <algorithm>

namespace wd::http {

namespace {

std::string random_hex(std::size_t bytes)
{
    std::string hex;
    for (const char byte : random_bytes(bytes))
        hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return hex;
}

// Digits of that many, lower case, not all zero: those are invalid in W3C Trace Context.
bool is_hex_id(std::string_view text, std::size_t digits)
{
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == digits && std::all_of(text.begin(), text.end(), is_digit) &&
           text.find_first_not_of('0') != std::string_view::npos;
}

json::object line_of(const Processing& processing, const Trace& span, const std::string& subject)
{
    json::object attributes{{"dpl.core.processing_activity_id", processing.activity},
                            {"dpl.core.data_subject_id", subject},
                            {"dpl.core.data_subject_id_type", processing.subject_type}};
    if (!processing.processor.empty())
        attributes["dpl.core.foreign_operation.processor"] = processing.processor;
    json::object line{{"trace_id", span.trace_id}, {"span_id", span.span_id}};
    if (span.parent)
        line["parent_span_id"] = *span.parent;
    line["status"] = json::string(name_of(processing.status));
    line["name"] = processing.name;
    line["start_time"] = to_unix_ms(processing.start);
    line["end_time"] = to_unix_ms(processing.end);
    line["resource"] = json::object{{"attributes", json::object{{"service.name", "wijkdraad"}}}};
    line["attributes"] = std::move(attributes);
    return line;
}

class FileLog final : public ProcessingLog {
public:
    FileLog(std::unique_ptr<LineFile> file, const Keys& keys) : file_(std::move(file)), keys_(keys) {}

    Result<void> add(const Processing& processing) override
    {
        WD_ASSERT(!processing.subjects.empty());
        // One person: the span of the request itself. More: a span of their own below it for each.
        const bool alone = processing.subjects.size() == 1;
        for (const std::string& subject : processing.subjects) {
            const Trace span =
                alone ? processing.trace : Trace{processing.trace.trace_id, random_hex(8), processing.trace.span_id};
            const std::string line = json::serialize(line_of(processing, span, keys_.pseudonym(subject)));
            if (const Result<void> added = file_->add([&](std::string_view) { return line; }); !added)
                return added.error();
        }
        return {};
    }

private:
    std::unique_ptr<LineFile> file_;
    const Keys& keys_;
};

}  // namespace

Trace begin_trace(std::string_view traceparent)
{
    Trace trace{random_hex(16), random_hex(8)};
    // version-trace-parent-flags; a later version may have more behind it.
    if (traceparent.size() < 55 || traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-')
        return trace;
    const std::string_view version = traceparent.substr(0, 2);
    if (version == "ff" || (version == "00" && traceparent.size() != 55) || !is_hex_id("1" + std::string(version), 3))
        return trace;
    if (!is_hex_id(traceparent.substr(3, 32), 32) || !is_hex_id(traceparent.substr(36, 16), 16))
        return trace;
    trace.trace_id = traceparent.substr(3, 32);
    trace.parent = traceparent.substr(36, 16);
    return trace;
}

std::string traceparent_of(const Trace& trace)
{
    return fmt::format("00-{}-{}-01", trace.trace_id, trace.span_id);
}

std::filesystem::path processing_file(const std::filesystem::path& directory)
{
    return directory / "verwerkingen.log";
}

Result<std::unique_ptr<ProcessingLog>> open_processing_log(const std::filesystem::path& directory, const Keys& keys)
{
    Result<std::unique_ptr<LineFile>> file = open_line_file(processing_file(directory));
    if (!file)
        return file.error();
    return std::unique_ptr<ProcessingLog>(std::make_unique<FileLog>(std::move(*file), keys));
}

}  // namespace wd::http
