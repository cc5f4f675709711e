// What a workflow's places and facts are called by people: titles of phases, steps, roles and questions, names of areas. Gives
// words only; it judges nothing and reads no log.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/missing_facts.hpp"
#include "domain/programme.hpp"
#include "domain/workflow.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wd::runtime {

using KnownAreas = decltype(domain::Ledger::areas);

// Refers to both; they must outlive it.
class WorkflowWords {
public:
    WorkflowWords(const domain::Workflow& workflow, const KnownAreas& areas);

    // The title of a phase, by its id or by any path in it.
    std::string phase(std::string_view path) const;
    std::string role(std::string_view id) const;
    // The title of the step with the names of its items in it; "" for a step without a title.
    std::string step(std::string_view path) const;
    // "fase Uitvoering, Deelgebied C, Blok C3": where a step stands.
    std::string place(std::string_view path) const;

    // A fact that a function looked at, as a question with its answer; `from` is the step that gave it, or "".
    struct Told {
        std::string title;
        std::string shown;
        std::string from;
    };
    // `asking` is the path of the step that looked.
    Told fact(std::string_view name, const json::value& value, std::string_view asking) const;
    // Why a run cannot go on for want of this fact, with what is really missing and how somebody records it: "kan niet verder:
    // 'aantal inwoners' is nog niet vastgelegd; lees de gebieden in … (area import); daarna gaat het vanzelf door".
    std::string missing(std::string_view fact, const domain::AskedAt& asked) const;
    // "Hoeveel huizen? 7 (uit 'Tel de huizen')".
    static std::string sentence(const Told& told);

    // What a branch of `choose` leads to: the titles of its first steps, in order; empty when it leads to none.
    std::vector<std::string> branch(std::string_view choose, std::int64_t index) const;
    // The same of the branches that were not taken.
    std::vector<std::string> other_branches(std::string_view choose, std::int64_t index) const;

private:
    std::string with_items(std::string title, std::string_view path) const;
    std::string item(const domain::Step& each, std::string_view key) const;
    // What a missing fact is called: its question, and in brackets the step that asks it.
    std::string missing_title(std::string_view name, std::string_view asking) const;
    Told fact_of_step(const domain::Step& step, std::string_view leaf, const json::value& value,
                      std::string_view asking) const;
    std::string answer(const domain::Field& field, const json::value& value) const;

    const domain::Workflow& workflow_;
    const KnownAreas& areas_;
};

}  // namespace wd::runtime
