// Workflow to dot. Pure; a step list is a chain, a block opens its lists and gathers their ends. See draw.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/draw.hpp"

#include "domain/words.hpp"

namespace wd::cli {

namespace {

using domain::Step;
using domain::StepKind;

std::string dot_text(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string_view shape_of(StepKind kind)
{
    switch (kind) {
    case StepKind::gate: return "diamond";
    case StepKind::choose: return "hexagon";
    case StepKind::vote:
    case StepKind::decision:
    case StepKind::friction: return "house";
    case StepKind::wait: return "ellipse";
    case StepKind::finish:
    case StepKind::go: return "oval";
    case StepKind::tell: return "note";
    default: return "box";
    }
}

// Draws one phase after another; names nodes by number, because ids are unique in their block only.
class Drawing {
public:
    std::string draw(const domain::Workflow& workflow)
    {
        out_ = fmt::format("digraph {} {{\n", dot_text(workflow.key));
        line("label={}; labelloc=t; rankdir=TB; fontname=\"sans-serif\";", dot_text(workflow.title));
        line("node [fontname=\"sans-serif\", fontsize=11]; edge [fontname=\"sans-serif\", fontsize=9];");
        for (const domain::Phase& phase : workflow.phases)
            entries_.emplace_back(phase.id, fmt::format("fase_{}", entries_.size()));
        for (std::size_t i = 0; i < workflow.phases.size(); ++i)
            draw_phase(workflow.phases[i], i);
        for (const auto& [from, to, label] : jumps_)
            line("{} -> {} [label={}, style=dashed, constraint=false];", from, entry_of(to), dot_text(label));
        return out_ + "}\n";
    }

private:
    struct Jump {
        std::string from;
        std::string to;
        std::string label;
    };

    template <class... Args>
    void line(fmt::format_string<Args...> format, Args&&... args)
    {
        out_ += "  " + fmt::format(format, std::forward<Args>(args)...) + "\n";
    }

    std::string entry_of(std::string_view phase) const
    {
        for (const auto& [id, node] : entries_)
            if (id == phase)
                return node;
        return dot_text(phase);
    }

    std::string node(std::string_view label, std::string_view shape)
    {
        const std::string name = fmt::format("n{}", count_++);
        line("{} [label={}, shape={}];", name, dot_text(label), shape);
        return name;
    }

    void draw_phase(const domain::Phase& phase, std::size_t number)
    {
        line("subgraph cluster_{} {{ label={}; style=rounded;", number, dot_text(phase.title));
        const std::string& entry = entries_[number].second;
        line("{} [label={}, shape=plaintext];", entry, dot_text(phase.id));
        const std::string end = draw_list(phase.steps, entry, "");
        for (const domain::Every& every : phase.every) {
            const std::string repeated = draw_step(every.step);
            line("{} -> {} [label={}, style=dotted];", entry, repeated,
                 dot_text("elke " + calendar::to_text(every.period)));
        }
        line("}}");
        if (number + 1 < entries_.size())
            line("{} -> {} [penwidth=2];", end, entries_[number + 1].second);
    }

    // The chain of a list after `from`; gives its last node.
    std::string draw_list(const domain::Steps& steps, std::string from, std::string_view label)
    {
        for (const Step& step : steps) {
            const std::string made = draw_step(step);
            line("{} -> {}{};", from, made, label.empty() ? "" : fmt::format(" [label={}]", dot_text(label)));
            label = "";
            draw_outcomes(step, made);
            from = draw_inside(step, made);
        }
        return from;
    }

    std::string draw_step(const Step& step)
    {
        const std::string_view title = step.title.empty() ? std::string_view(step.id) : std::string_view(step.title);
        std::string label = fmt::format("{}\n{}", domain::dutch(name_of(step.kind)), title);
        if (!step.role.empty())
            label += fmt::format("\n{}", step.role);
        return node(label, shape_of(step.kind));
    }

    void draw_outcomes(const Step& step, const std::string& made)
    {
        for (const domain::OutcomeSteps& outcome : step.outcomes)
            if (!outcome.steps.empty())
                draw_list(outcome.steps, made, domain::dutch(outcome.outcome));
        if (!step.late.empty())
            draw_list(step.late, made, "te laat");
        if (const auto* gate = std::get_if<domain::GateTerms>(&step.terms))
            for (const std::string& phase : gate->back)
                jumps_.push_back({made, phase, "terug"});
        if (const auto* go = std::get_if<domain::GoTerms>(&step.terms))
            jumps_.push_back({made, go->phase, ""});
    }

    // The lists inside a block, gathered in one point; the step itself when it is no block.
    std::string draw_inside(const Step& step, const std::string& made)
    {
        std::vector<std::string> ends;
        if (const auto* branches = std::get_if<domain::Branches>(&step.terms)) {
            for (const domain::Branch& branch : branches->list) {
                const bool otherwise = step.kind == StepKind::choose && !branch.when;
                ends.push_back(draw_list(branch.steps, made, otherwise ? std::string_view("anders") : branch.id));
            }
        } else if (const auto* each = std::get_if<domain::EachTerms>(&step.terms))
            ends.push_back(draw_list(each->steps, made, each->over));
        if (ends.empty())
            return made;
        const std::string gathered = node("", "point");
        for (const std::string& end : ends)
            line("{} -> {};", end, gathered);
        return gathered;
    }

    std::string out_;
    int count_ = 0;
    std::vector<std::pair<std::string, std::string>> entries_;  // phase → its first node
    std::vector<Jump> jumps_;
};

}  // namespace

std::string dot_of(const domain::Workflow& workflow)
{
    return Drawing{}.draw(workflow);
}

}  // namespace wd::cli
