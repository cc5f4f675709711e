// Writes down that somebody read what is about a household, a person or a contact, before it is shown: for the law in the
// data-processing log (about whom, for which activity, not who looked), and for a household in the security log too (who looked). When
// that cannot be written, it may not be shown.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/identity.hpp"
#include "http/message.hpp"
#include "http/processing_log.hpp"
#include "http/security_log.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wd::http {

enum class ReadingKind { person, contact, household };

struct Reading {
    ReadingKind kind = ReadingKind::person;
    std::string name;  // in plain words: "personen bekeken"
    std::vector<std::string>
        subjects;  // ids: "persoon-3", "regel-7"; of a household "taak-12" or "loop-4". None = nothing to write
    Timestamp start{};
};

struct ReadingSettings {
    // Entries of the register of processing activities of this organisation.
    std::string person_activity = "urn:wijkdraad:verwerking:wijkaanpak";
    std::string household_activity = "urn:wijkdraad:verwerking:huishouden";
};

// Thread-safe.
class Readings {
public:
    virtual ~Readings() = default;
    // The trace of the request is that of its header `traceparent`, when it has one.
    virtual Result<void> add(const Request& request, const Identity& identity, const Reading& reading) = 0;
};

// All of these outlive it.
std::unique_ptr<Readings> create_readings(ProcessingLog& processing, SecurityLog& security, const Clock& clock,
                                          ReadingSettings settings);

}  // namespace wd::http
