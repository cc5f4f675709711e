// How long what is kept about people stays, per kind of record, as an installation chooses. What is past its term is listed for
// somebody to look at; nothing is ever destroyed by itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <boost/describe.hpp>

namespace wd::domain {

// In whole months, each counted from the moment that it names.
struct RetentionSettings {
    int household_months = 24;   // texts of a confidential run: from its end
    int signal_months = 24;      // a message from outside: from the day it came in
    int reflection_months = 36;  // notes of a reflection: from the day it was held
    int contact_months = 12;     // somebody outside the team: from the end of the programme
    int journal_months = 84;     // sensitivities, clashes and the rest of the journal: from the end of the programme
    int person_months = 24;      // a name in the installation: from the last day in the last chair
    friend bool operator==(const RetentionSettings&, const RetentionSettings&) = default;
};
BOOST_DESCRIBE_STRUCT(RetentionSettings, (),
                      (household_months, signal_months, reflection_months, contact_months, journal_months,
                       person_months))

// Refuses terms outside one month to a hundred years, all at once: Errc::invalid, with the field.
Result<void> check_settings(const RetentionSettings& settings);

}  // namespace wd::domain
