// See settings.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/settings.hpp"

#include "store/open.hpp"

namespace wd::runtime {

SystemClock clock_of(store::ReadStore& store)
{
    const std::optional<std::string> offset = store.find_meta("clock_offset_ms");
    return SystemClock{std::chrono::milliseconds{offset ? std::stoll(*offset) : 0}};
}

Result<EngineOptions> engine_options(store::ReadStore& store, const std::filesystem::path& directory)
{
    EngineOptions options;
    options.directory = directory;
    if (const std::optional<std::string> days = store.find_meta("closed_days")) {
        Result<std::vector<calendar::ClosedDay>> closed = calendar::parse_closed_days(*days, "gesloten dagen");
        if (!closed)
            return closed.error();
        Result<calendar::Calendar> calendar = calendar::Calendar::create(calendar::Settings{}, std::move(*closed));
        if (!calendar)
            return calendar.error();
        options.calendar = std::move(*calendar);
    }
    return options;
}

OpenStore reopen_in(const std::filesystem::path& directory)
{
    return [directory] {
        Result<std::unique_ptr<store::Store>> again = store::open_store(directory);
        if (!again)
            throw StoreFailure(again.error().code, again.error().message);
        return std::move(*again);
    };
}

}  // namespace wd::runtime
