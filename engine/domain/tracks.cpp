// Reading tracks from the steps of a run. See tracks.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/tracks.hpp"

#include "calendar/amsterdam.hpp"
#include "domain/paths.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

// Tells of a standstill stand beside the list of the branch.
bool is_told(const Step& block, std::string_view path, std::string_view item)
{
    return parent_path(path) == item && std::any_of(block.late.begin(), block.late.end(),
                                                    [&](const Step& told) { return told.id == last_id(path); });
}

// What an open step says about its track. Times, dates, events, plugins and "nu niet" are waited for: neither.
void add_open(Track& track, const StepRecord& step, const Programme& programme)
{
    const auto task = step.task ? programme.tasks.find(*step.task) : programme.tasks.end();
    if (step.kind == StepKind::start ||
        (task != programme.tasks.end() && task->second.state == TaskState::claimed && !task->second.late))
        track.busy = true;
    else if (task != programme.tasks.end() && task->second.state != TaskState::waiting)
        track.asks = true;
}

}  // namespace

std::vector<Track> open_tracks(const Run& run, const Step& block, std::string_view path, const Programme& programme)
{
    std::vector<Track> tracks;
    for (const Branch& branch : std::get<Branches>(block.terms).list) {
        const std::string item = item_path(path, branch.id);
        Track track{branch.id, {}, false, false};
        bool open = false;
        for (auto step = run.steps.lower_bound(item); step != run.steps.end() && is_within(step->first, item); ++step) {
            if (is_told(block, step->first, item))
                continue;
            const Timestamp last = step->second.closed_at.value_or(step->second.opened_at);
            track.moved = std::max(track.moved, calendar::date_of(last));
            if (step->second.closed_at)
                continue;
            open = true;
            add_open(track, step->second, programme);
        }
        if (open)
            tracks.push_back(std::move(track));
    }
    return tracks;
}

}  // namespace wd::domain
