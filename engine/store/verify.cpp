// One pass over the log, then the comparisons. See verify.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/verify.hpp"

#include "store/load.hpp"
#include "store/rebuild.hpp"
#include "store/sql.hpp"
#include "store/verify_log.hpp"

namespace wd::store {

namespace {

}  // namespace

Result<VerifyReport> verify(Database& database, const VerifyOptions& options)
{
    std::vector<RecordedHead> recorded;
    if (options.heads) {
        Result<std::vector<RecordedHead>> read = read_heads(*options.heads);
        if (!read)
            return read.error();
        recorded = std::move(*read);
    }
    Result<std::unique_ptr<Connection>> opened = database.open_reader();
    if (!opened)
        return opened.error();
    Connection& connection = **opened;

    VerifyReport report;
    if (const std::string damage = database.find_damage(); !damage.empty())
        report.problems.push_back("het bestand is beschadigd: " + damage);
    connection.begin(Access::read);
    const RollbackAtEnd rollback{connection};
    ChainCheck chains(report);
    const std::unique_ptr<Database> scratch = options.rebuild ? database.scratch() : nullptr;
    std::optional<Rebuild> rebuild;
    if (scratch)
        rebuild.emplace(connection, *scratch, report);

    domain::LoggedEvent event;
    Query log{connection, sql::scan_log};
    while (log.next()) {
        read_event(log, event);
        chains.see(event);
        if (rebuild)
            rebuild->see(event);
    }
    chains.finish(connection, recorded);
    if (rebuild)
        rebuild->finish();
    return report;
}

}  // namespace wd::store
