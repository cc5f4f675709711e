// See take_over_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/take_over_view.hpp"

#include "domain/words.hpp"
#include "runtime/explain.hpp"
#include "runtime/questions.hpp"
#include "runtime/read_workflows.hpp"
#include "runtime/workflow_cache.hpp"
#include "runtime/workflow_words.hpp"
#include "script/loader.hpp"

#include <set>

namespace wd::runtime {

namespace {

using domain::Mismatch;
using domain::TakeOverVerdict;

std::string_view title_of(TakeOverVerdict verdict)
{
    switch (verdict) {
    case TakeOverVerdict::current: return "staat al op deze versie";
    case TakeOverVerdict::unchanged: return "stapt over, er verandert niets";
    case TakeOverVerdict::takes_over: return "stapt over";
    case TakeOverVerdict::needs_mapping: return "heeft een overstap nodig";
    case TakeOverVerdict::stays: return "houdt de eigen versie";
    }
    return {};
}

std::string why_text(const domain::OpenQuestion& question)
{
    switch (question.why) {
    case Mismatch::lacking: return "deze stap staat niet meer in de nieuwe versie";
    case Mismatch::other_kind: return "deze stap is in de nieuwe versie van een andere soort";
    case Mismatch::other_items: return "deze stap gaat in de nieuwe versie over andere onderdelen";
    case Mismatch::other_terms: return "deze stemming loopt, en de nieuwe versie telt volgens andere regels";
    case Mismatch::deciders: return "er is al geantwoord, en de nieuwe versie vraagt het aan anderen";
    case Mismatch::wrong_target:
        return fmt::format("'{}' is geen stap van dezelfde soort in deze fase, of die is er al",
                           question.target.value_or(""));
    }
    return {};
}

// Steps by their path, with the words of one text.
class Steps {
public:
    Steps(const domain::Workflow& workflow, const KnownAreas& areas) : words_(workflow, areas) {}

    json::object row(std::string_view path) const
    {
        json::object row{{"path", path}, {"map_as", domain::place_in_mapping(path)}};
        if (const std::string title = words_.step(path); !title.empty())
            row["title"] = title;
        row["where"] = words_.place(path);
        return row;
    }
    std::string phase(std::string_view id) const { return words_.phase(id); }

private:
    WorkflowWords words_;
};

void put(json::object& row, std::string_view name, json::array list)
{
    if (!list.empty())
        row[json::string_view{name}] = std::move(list);
}

void put_changes(json::object& row, const domain::TakeOverPlan& plan, const Steps& old_text, const Steps& new_text)
{
    json::array questions, cancelled, carried_on, renewed, passed_over, to_come;
    for (const domain::OpenQuestion& question : plan.questions) {
        json::object one = old_text.row(question.path);
        one["kind"] = name_of(question.kind);
        one["kind_title"] = domain::dutch(name_of(question.kind));
        one["why"] = name_of(question.why);
        one["told"] = why_text(question);
        questions.push_back(std::move(one));
    }
    for (const std::string& path : plan.cancelled)
        cancelled.push_back(old_text.row(path));
    for (const domain::CarriedOn& moved : plan.carried_on) {
        json::object one = new_text.row(moved.as);
        one["before"] = moved.path;
        carried_on.push_back(std::move(one));
    }
    for (const domain::KeptStep& step : plan.kept)
        if (step.renewed)
            renewed.push_back(new_text.row(step.path));
    for (const domain::PassedOver& passed : plan.passed_over)
        passed_over.push_back(new_text.row(passed.path));
    for (const std::string& path : plan.to_come)
        to_come.push_back(new_text.row(path));
    put(row, "questions", std::move(questions));
    put(row, "cancelled", std::move(cancelled));
    put(row, "carried_on", std::move(carried_on));
    put(row, "renewed", std::move(renewed));
    put(row, "passed_over", std::move(passed_over));
    put(row, "to_come", std::move(to_come));
}

}  // namespace

json::array take_over_rows(const domain::Programme& programme, const std::map<domain::RunId, domain::Run>& runs,
                           const std::vector<domain::TakenOver>& plans, const domain::Workflow& to,
                           const KnownAreas& areas, const domain::FindWorkflow& find_workflow, const MaySee& may_see)
{
    json::array rows;
    for (const domain::TakenOver& taken : plans) {
        const domain::Run& run = runs.at(taken.run);
        json::object row{{"programme", domain::to_text(programme.id)}, {"programme_name", programme.name}};
        const bool hidden = run.team && !may_see(run);
        if (hidden)
            row["confidential"] = true;
        else
            row["run"] = domain::to_text(taken.run);
        row["verdict"] = name_of(taken.plan.verdict);
        row["verdict_title"] = title_of(taken.plan.verdict);
        const domain::Workflow* from = find_workflow(run.hash);
        if (!hidden && from != nullptr) {
            const Steps old_text{*from, areas};
            row["phase"] = run.phase;
            row["phase_title"] = old_text.phase(run.phase);
            row["version"] = from->version;
            if (taken.plan.restart)
                row["restart"] = true;
            json::array missing;
            for (const std::string& phase : taken.plan.missing_phases)
                missing.push_back(json::value(old_text.phase(phase)));
            put(row, "missing_phases", std::move(missing));
            put_changes(row, taken.plan, old_text, Steps{to, areas});
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<json::value> preflight_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const json::value* files = with.if_contains("files");
    if (files == nullptr || !files->is_object())
        return refusal(Errc::invalid, "preflight verwacht files: {{ pad: tekst }}");
    std::vector<store::BundleFile> bundle;
    for (const auto& file : files->get_object()) {
        if (!file.value().is_string())
            return refusal(Errc::invalid, "bestand '{}' is geen tekst", std::string_view{file.key()});
        bundle.push_back({std::string(file.key()), std::string(text_of(file.value()))});
    }
    const Result<std::unique_ptr<script::LoadedWorkflow>> loaded = script::load_workflow(to_bundle(std::move(bundle)));
    if (!loaded)
        return loaded.error();
    domain::TakeOverMapping mapping;
    if (const json::value* said = with.if_contains("mapping"); said != nullptr && !said->is_null()) {
        Result<domain::TakeOverMapping> read = read_json<domain::TakeOverMapping>(*said);
        if (!read)
            return read.error();
        mapping = std::move(*read);
    }
    const domain::Workflow& to = (*loaded)->workflow();
    ReadWorkflows workflows{store};
    const auto find_workflow = [&](const Sha256& hash) { return workflows.find(hash); };
    json::object about{{"workflow", to.key}};
    json::object seen_by{{"viewer", viewer.person.value}};
    if (const json::value* programme = with.if_contains("programme"))
        about["programme"] = seen_by["programme"] = *programme;
    std::set<std::string> visible;
    for (const json::value& run : store.view("runs", seen_by))
        visible.emplace(text_of(run.at("run")));
    json::array rows;
    for (const json::value& one : store.view("inner_programmes_of_workflow", about)) {
        const std::optional<domain::Programme> programme =
            store.load_programme(*parse_id<domain::ProgrammeTag>(text_of(one.at("programme"))));
        WD_ASSERT(programme.has_value());
        const auto plans = domain::preview_take_over(*programme, to.key, to, mapping, find_workflow);
        if (!plans)
            return plans.error();
        for (json::value& row :
             take_over_rows(*programme, programme->runs, *plans, to, store.load_areas(programme->id), find_workflow,
                            [&](const domain::Run& run) { return visible.contains(domain::to_text(run.id)); }))
            rows.push_back(std::move(row));
    }
    return json::value(json::object{{"workflow", to.key},
                                    {"title", to.title},
                                    {"version", to.version},
                                    {"hash", to_hex(to.hash)},
                                    {"runs", std::move(rows)}});
}

}  // namespace wd::runtime
