// Which area a step belongs to, and which areas lie within another. For whatever is told per sub-area.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

#include <map>

namespace wd::runtime {

// The sub-area whose item a step stands in, the innermost one: "plan#1/gebieden[gebied-12]/ontwerp".
std::optional<domain::AreaId> area_of(std::string_view path);

// The areas of one programme, as they lie within each other.
class Areas {
public:
    Areas(store::ReadStore& store, domain::ProgrammeId programme);

    bool empty() const { return rows_.empty(); }
    bool contains(domain::AreaId area) const { return rows_.contains(area); }
    // Null when it is not of this programme.
    json::value name_of(domain::AreaId area) const;
    // Whether `area` is `within` or lies in it, however deep.
    bool is_within(domain::AreaId area, domain::AreaId within) const;
    // "gebied-3 (Noord), …", as many as fit in a sentence.
    std::string listed() const;

private:
    struct Row {
        json::value name;
        std::optional<domain::AreaId> parent;
    };
    std::map<domain::AreaId, Row> rows_;
};

// All of a programme, or one area with those within it. Holds a reference to `areas`.
class AreaScope {
public:
    AreaScope(const Areas& areas, std::optional<domain::AreaId> only) : areas_(areas), only_(only) {}

    std::optional<domain::AreaId> only() const { return only_; }
    bool covers(std::optional<domain::AreaId> area) const;
    // A row of a view: the area that it names as `area`, otherwise that of the step whose `path` it has.
    bool covers_row(const json::value& row) const;

private:
    const Areas& areas_;
    std::optional<domain::AreaId> only_;
};

}  // namespace wd::runtime
