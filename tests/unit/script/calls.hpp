// Calling one function of a workflow, for tests.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bundles.hpp"
#include "facts.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace wd::script::test {

using Wanted = domain::Evaluator::Wanted;

// A workflow whose only function is a compute step with this body, on line 6; `before` stands at the top of the file.
inline std::unique_ptr<LoadedWorkflow> load_function(const std::string& body, const std::string& before = "")
{
    auto loaded = load_workflow(bundle_of(
        workflow_of("compute(\"uitkomst\", { value = function(c) " + body + " end })", before), plain_forms()));
    if (!loaded) {
        ADD_FAILURE() << to_text(loaded.error());
        return nullptr;
    }
    return std::move(*loaded);
}

inline Result<domain::Evaluation> call(LoadedWorkflow& workflow, FakeFacts& facts, Wanted wanted = Wanted::value)
{
    return workflow.evaluate(domain::FunctionId{0}, facts, wanted);
}

// The answer, or the text of the refusal.
inline json::value value_in(const Result<domain::Evaluation>& answer)
{
    return answer ? answer->value : json::value(to_text(answer.error()));
}

// What the body answers, as JSON text; "code file:line message" when it is refused.
inline std::string answer_of(const std::string& body, const std::string& before = "", std::string_view facts = "{}",
                             Wanted wanted = Wanted::value)
{
    const auto workflow = load_function(body, before);
    if (workflow == nullptr)
        return "not loaded";
    FakeFacts source{facts};
    const Result<domain::Evaluation> answer = call(*workflow, source, wanted);
    if (answer)
        return json::serialize(answer->value);
    const Error& error = answer.error();
    return fmt::format("{} {}:{} {}", name_of(error.code), error.where.file, error.where.line, error.message);
}

}  // namespace wd::script::test
