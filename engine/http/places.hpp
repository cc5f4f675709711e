// Where things are, in memory: the programme of a task or handover, the municipalities of a programme. Asked before a permission is.
// An id never moves to another programme, so that is remembered; municipalities may be divided anew, so those are read again every
// few seconds and whenever something says that they changed.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/permissions.hpp"
#include "runtime/service.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace wd::http {

// What a request is about. std::monostate: the installation as a whole. A person is where their organisation and team are; a task
// or run of a household is at its team as well.
using Subject =
    std::variant<std::monostate, domain::ProgrammeId, domain::TaskId, domain::RunId, domain::EntryId,
                 domain::HandoverId, domain::PositionId, domain::AssignmentId, domain::AbsenceId, domain::PersonId>;
// "taak-12" by its prefix; none when it is no id of something that has a place.
std::optional<Subject> parse_subject(std::string_view id);

// Thread-safe.
class Places {
public:
    using AllFound = std::function<void(Result<std::span<const domain::Place>>)>;
    virtual ~Places() = default;

    // From memory or at a glance. None when there is no such thing; an Error when the store cannot be asked now.
    virtual Result<std::optional<domain::Place>> find(const Subject& subject) = 0;
    // Every programme, in order. `done` is called once: before the call returns when it is in memory, otherwise on a reading thread.
    // What it gets lives as long as the call.
    virtual void list(AllFound done) = 0;
    virtual void forget() = 0;
};

// The service outlives the places, and has stopped before they go.
std::unique_ptr<Places> create_places(runtime::Service& service);

}  // namespace wd::http
