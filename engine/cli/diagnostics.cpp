// See diagnostics.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/diagnostics.hpp"

#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace wd::cli {

namespace {

class JsonFormatter final : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override
    {
        const spdlog::string_view_t level = spdlog::level::to_string_view(message.level);
        const std::string line =
            json_line(std::chrono::time_point_cast<std::chrono::milliseconds>(message.time),
                      {level.data(), level.size()}, {message.payload.data(), message.payload.size()});
        out.append(line.data(), line.data() + line.size());
        out.push_back('\n');
    }
    std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonFormatter>(); }
};

spdlog::level::level_enum level_of(LogLevel level)
{
    switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
    }
    WD_ASSERT(false);
    return spdlog::level::info;
}

}  // namespace

void send_diagnostics_to_stderr(LogLevel level, LogFormat format)
{
    auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_level(level_of(level));
    logger->flush_on(spdlog::level::info);
    if (format == LogFormat::json)
        logger->set_formatter(std::make_unique<JsonFormatter>());
    spdlog::set_default_logger(std::move(logger));
}

std::string json_line(Timestamp at, std::string_view level, std::string_view message)
{
    return json::serialize(
        json::object{{"time", to_text(at)}, {"level", json::string{level}}, {"message", json::string{message}}});
}

}  // namespace wd::cli
