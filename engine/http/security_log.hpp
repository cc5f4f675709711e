// The security log (BIO2 8.15.01): who did or tried what at the door, with the six fields action, object, result, origin, actor and
// time, one JSON line each in `beveiliging.log` beside the store. Only ever added to, and chained: each line carries the SHA-256 of
// the chain before it and of itself, so a line that was changed, taken out or put in between shows. When lines reach the disk is
// said in line_file.hpp. Holds ids and words of our own; no names, passwords, codes or content.
//
//   {"nummer":7,"tijdstempel":"2026-11-27T10:00:00.000Z","actie":"aanmelden","object":"persoon-3","resultaat":"geweigerd",
//    "oorsprong":"127.0.0.1","actor":"persoon-3","toelichting":"wachtwoord","keten":"9f86…"}
//
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "store/directory_logs.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wd::http {

enum class SecurityResult { gelukt, geweigerd, mislukt };
BOOST_DESCRIBE_ENUM(SecurityResult, gelukt, geweigerd, mislukt)

// One line. The words are Dutch: an officer reads them.
struct SecurityLine {
    std::string
        action;  // "aanmelden", "uitgesloten", "afmelden", "geweigerd", "account gewijzigd", "inzage huishouden", …
    std::string object;  // what it was about: "persoon-3", "programma-1", "GET /api/v1/taken/taak-2", "wijkdraad"
    SecurityResult result = SecurityResult::gelukt;
    std::string origin;      // the network address, "lokale socket", "opdrachtregel" or "motor"
    std::string actor;       // "persoon-3", "niemand" or "wijkdraad"
    std::string about = {};  // a closed word that says why or how; "" = nothing to add
};

// Thread-safe.
class SecurityLog {
public:
    virtual ~SecurityLog() = default;
    // Refuses when the line cannot be written: what must be logged is then not done.
    virtual Result<void> add(const SecurityLine& line) = 0;
    virtual Result<void> sync() = 0;
    // The last line: its number and chain. None when there is no line, or one without a chain.
    struct Head {
        std::int64_t number = 0;
        Sha256 chain{};
    };
    virtual std::optional<Head> head() = 0;
};

std::filesystem::path security_file(const std::filesystem::path& directory);

// `clock` outlives the log. The file is that of one process: whoever opens it holds the store.
Result<std::unique_ptr<SecurityLog>> open_security_log(const std::filesystem::path& directory, const Clock& clock);

// What a check of the whole file found.
struct SecurityReport {
    std::int64_t lines = 0;
    std::string chain;                  // of the last line: to be kept elsewhere and compared
    std::vector<std::string> problems;  // a sentence with the number of the line for each fault; empty = in order
    bool torn = false;                  // half a line at the end, which a crash leaves; no fault
};
BOOST_DESCRIBE_STRUCT(SecurityReport, (), (lines, chain, problems, torn))
// `until`: a chain value that was kept elsewhere and must occur; "" = none. Refuses a file that is not there.
Result<SecurityReport> verify_security_log(const std::filesystem::path& file, std::string_view until = {});

// Looks for heads that were kept elsewhere in the security log of the directory: `beveiliging.log` with the older ones that lie
// beside it as `beveiliging-….log`. A sentence for each fault of these files and for each head that is not there: a log that was
// shortened, replaced or taken away.
std::vector<std::string> check_security_heads(const std::filesystem::path& directory,
                                              std::span<const store::SecurityHead> heads);

}  // namespace wd::http
