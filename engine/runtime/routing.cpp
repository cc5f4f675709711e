// See routing.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/routing.hpp"

#include "domain/privacy.hpp"

namespace wd::runtime {

using domain::ProgrammeId;

namespace {

Result<ProgrammeId> by_task(store::Store& store, domain::TaskId task, bool may_be_closed)
{
    if (const auto open = store.find_programme_of(task))
        return *open;
    const auto closed = store.find_programme_of_closed(task);
    if (!closed)
        return refusal(Errc::not_found, "{} bestaat niet", task);
    if (may_be_closed)
        return *closed;
    return refusal(Errc::wrong_state, "{} is al afgerond of vervallen; herstellen kan met 'correct'", task);
}

template <class IdType>
Result<ProgrammeId> by_id(store::Store& store, IdType id)
{
    const auto found = store.find_programme_of(id);
    if (!found)
        return refusal(Errc::not_found, "{} bestaat niet", id);
    return *found;
}

struct Route {
    store::Store& store;

    Result<ProgrammeId> operator()(const domain::AddPerson&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::CorrectPerson&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::ForgetPerson&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::ExtendTerm&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::OpenAccount&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::CloseAccount&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::GrantAccess&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::WithdrawAccess&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::SetPassword&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::AddToken&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::WithdrawToken&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::ChangeSettings&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::DrawAudit&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::CreateProgramme&) const { return domain::installation; }
    Result<ProgrammeId> operator()(const domain::AdvanceRun& c) const { return by_id(store, c.run); }
    Result<ProgrammeId> operator()(const domain::ChooseLinkage& c) const { return by_id(store, c.linkage); }
    Result<ProgrammeId> operator()(const domain::CorrectEntry& c) const { return by_id(store, c.entry); }
    Result<ProgrammeId> operator()(const domain::CorrectAnswer& c) const { return by_task(store, c.task, true); }
    Result<ProgrammeId> operator()(const domain::EraseTexts& c) const
    {
        const Result<domain::TypedAt> at = domain::place_of(c);
        if (!at)
            return at.error();
        if (const auto* entry = std::get_if<domain::EntryId>(&*at))
            return by_id(store, *entry);
        return by_task(store, std::get<domain::TaskId>(*at), true);
    }
    Result<ProgrammeId> operator()(const domain::AddMeasure& c) const
    {
        if (c.task)
            return by_task(store, *c.task, false);
        if (c.programme)
            return *c.programme;
        return refusal(Errc::invalid, "noem een programma of de taak die om de meting vraagt");
    }
    template <class C>
    Result<ProgrammeId> operator()(const C& c) const
    {
        if constexpr (requires { c.programme; })
            return c.programme;
        else if constexpr (requires { c.handover; })
            return by_id(store, c.handover);
        else if constexpr (requires { c.assignment; })
            return by_id(store, c.assignment);
        else if constexpr (requires { c.absence; })
            return by_id(store, c.absence);
        else if constexpr (requires { c.commitment; })
            return by_id(store, c.commitment);
        else if constexpr (requires { c.contact; })
            return by_id(store, c.contact);
        else if constexpr (requires { c.question; })
            return by_id(store, c.question);
        else
            return by_task(store, c.task, false);
    }
};

}  // namespace

Result<ProgrammeId> route(store::Store& store, const domain::Command& command)
{
    return std::visit(Route{store}, command);
}

std::optional<domain::RunId> run_behind(const domain::Programme& programme, const domain::Command& command)
{
    return std::visit(
        [&]<class C>(const C& c) -> std::optional<domain::RunId> {
            if constexpr (std::is_same_v<C, domain::AdvanceRun>)
                return c.run;
            else if constexpr (requires {
                                   {
                                       c.task
                                       } -> std::convertible_to<domain::TaskId>;
                               })
            {
                const auto task = programme.tasks.find(c.task);
                return task == programme.tasks.end() ? std::nullopt : task->second.run;
            } else
                return {};
        },
        command);
}

}  // namespace wd::runtime
