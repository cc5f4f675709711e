// Votes: electorate, threshold, counts in parts, and closing by a person; never by time (DOMAIN §7.2). See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"
#include "domain/figures.hpp"

namespace wd::domain {

namespace {

// The threshold that holds: fixed by the workflow, or picked from its range.
std::optional<int> threshold_of(const Task& task, const VoteTerms& terms)
{
    return terms.threshold_max ? task.threshold : terms.threshold;
}

std::int64_t took_part(const Task& vote)
{
    return vote.yes + vote.no + vote.abstain;
}

bool has_counts(const RecordVote& command)
{
    return command.yes || command.no || command.abstain;
}

std::optional<Date> closing_date(const Programme& programme, const Task& task)
{
    if (task.run && task.path) {
        const auto timer = programme.timers.find(TimerKey{*task.run, *task.path, TimerKind::close});
        if (timer != programme.timers.end())
            return timer->second.date;
    }
    return task.due;
}

Result<void> check_threshold(const Task& task, const VoteTerms& terms, int picked, Context& context)
{
    if (!terms.threshold)
        return refusal_at("threshold", "{} heeft geen drempel: de stemmen worden alleen geteld", task.id);
    if (!terms.threshold_max)
        return refusal_at("threshold", "de drempel van {} ligt vast op {}", task.id, per_mille_text(*terms.threshold));
    if (task.threshold)
        return refusal(Errc::wrong_state, "de drempel van {} is al gekozen: {}", task.id,
                       per_mille_text(*task.threshold));
    if (!holds_role(context.ledger(), terms.set_by, context.actor().person, context))
        return refusal(Errc::not_allowed, "de drempel van {} wordt gekozen door de rol '{}'; {} heeft die rol nu niet",
                       task.id, terms.set_by, context.actor().person);
    if (picked < *terms.threshold || picked > *terms.threshold_max)
        return refusal_at("threshold", "{} past niet; kies van {} tot en met {}", per_mille_text(picked),
                          per_mille_text(*terms.threshold), per_mille_text(*terms.threshold_max));
    return {};
}

Result<void> check_electorate(const Task& task, std::int64_t given)
{
    if (given < 0 || given > count_max)
        return refusal_at("electorate", "{} stemgerechtigden kan niet; vul een aantal van 0 of meer in", given);
    if (given < took_part(task))
        return refusal_at("electorate", "er hebben al {} mensen gestemd; {} stemgerechtigden is te weinig",
                          took_part(task), given);
    return {};
}

Result<void> check_window(const Programme& programme, const Task& task, const RecordVote& command,
                          const Context& context)
{
    const std::optional<Date> closes = closing_date(programme, task);
    if (!closes || context.today() <= *closes || command.close.value_or(false))
        return {};
    return refusal(Errc::wrong_state,
                   "stemmen kon tot en met {} en het is nu {}; sluit de stemming (close) met de laatste telling, "
                   "of verzet eerst de sluitdatum",
                   to_text(*closes), to_text(context.today()));
}

Result<void> check_count(std::string_view field, std::int64_t total, std::int64_t added)
{
    if (added > count_max || added < -count_max)
        return refusal_at(field, "{} stemmen erbij kan niet; klopt het getal?", added);
    if (total + added < 0)
        return refusal_at(field, "'{}' zou op {} komen: er staan er {} en {} erbij is te weinig", field, total + added,
                          total, added);
    return {};
}

// `vote` is the task as it was, with an electorate that came along in the same command.
Result<void> check_counts(const Task& vote, const RecordVote& command)
{
    Complaints complaints;
    complaints.add(check_count("yes", vote.yes, command.yes.value_or(0)));
    complaints.add(check_count("no", vote.no, command.no.value_or(0)));
    complaints.add(check_count("abstain", vote.abstain, command.abstain.value_or(0)));
    if (!complaints.empty())
        return complaints.to_error();
    if (!vote.electorate)
        return refusal(Errc::missing_fact,
                       "van {} is nog niet bekend hoeveel mensen mogen stemmen; vul 'electorate' in", vote.id);
    const std::int64_t total =
        took_part(vote) + command.yes.value_or(0) + command.no.value_or(0) + command.abstain.value_or(0);
    if (total > *vote.electorate)
        return refusal_at("yes", "meer stemmen ({}) dan stemgerechtigden ({})", total, *vote.electorate);
    return {};
}

// `vote` has everything of this command in it.
Result<void> check_closing(const Programme& programme, const Task& vote, const VoteTerms& terms, const Context& context)
{
    if (!vote.electorate)
        return refusal(Errc::missing_fact,
                       "van {} is nog niet bekend hoeveel mensen mogen stemmen; vul 'electorate' in", vote.id);
    if (terms.threshold_max && !vote.threshold)
        return refusal(Errc::wrong_state, "{} wacht op de drempel: de rol '{}' kiest die van {} tot en met {}", vote.id,
                       terms.set_by, per_mille_text(*terms.threshold), per_mille_text(*terms.threshold_max));
    const std::optional<Date> closes = closing_date(programme, vote);
    if (closes && context.today() < *closes && took_part(vote) < *vote.electorate)
        return refusal(Errc::wrong_state, "stemmen kan nog tot en met {}; {} van de {} hebben gestemd",
                       to_text(*closes), took_part(vote), *vote.electorate);
    return {};
}

Result<OpenTask> find_vote(const Programme& programme, const RecordVote& command, Context& context)
{
    Result<OpenTask> open = find_open_task(programme, command.task, context);
    if (!open)
        return open.error();
    if (open->task.kind != StepKind::vote)
        return find_answerable(programme, command.task, StepKind::vote, context);
    // Who sets the threshold need not be who records the vote.
    const bool records = command.electorate || has_counts(command) || command.close.value_or(false);
    if (!records)
        return open;
    if (const Result<void> may = check_may_answer(programme, open->task, context); !may)
        return may.error();
    return open;
}

// The events of the command so far, and the vote as it stands after them.
struct Recorded {
    Task vote;
    Payloads events;
};

Result<Recorded> record(const Programme& programme, const OpenTask& open, const VoteTerms& terms,
                        const RecordVote& command, Context& context)
{
    Recorded after{open.task, {}};
    Task& vote = after.vote;
    if (command.electorate) {
        if (const Result<void> sound = check_electorate(vote, *command.electorate); !sound)
            return sound.error();
        if (vote.electorate != *command.electorate)
            after.events.emplace_back(ElectorateSet{vote.id, *command.electorate});
        vote.electorate = *command.electorate;
    }
    if (command.threshold) {
        if (const Result<void> sound = check_threshold(vote, terms, *command.threshold, context); !sound)
            return sound.error();
        after.events.emplace_back(ThresholdSet{vote.id, *command.threshold});
        vote.threshold = *command.threshold;
    }
    if (has_counts(command)) {
        if (const Result<void> within = check_window(programme, vote, command, context); !within)
            return within.error();
        if (const Result<void> sound = check_counts(vote, command); !sound)
            return sound.error();
        const VotesCounted counted{vote.id, command.yes.value_or(0), command.no.value_or(0),
                                   command.abstain.value_or(0)};
        after.events.emplace_back(counted);
        vote.yes += counted.yes;
        vote.no += counted.no;
        vote.abstain += counted.abstain;
    }
    return after;
}

// Whether anybody could decide on these figures at all: turnout for the quorum, and voters to take a share of. For tenants'
// consent no answer is no, so turnout does not matter there.
bool is_without_quorum(const Task& vote, const VoteTerms& terms, std::int64_t electorate, std::int64_t of)
{
    if (terms.base == VoteBase::tenancies)
        return electorate == 0;
    return took_part(vote) == 0 || of == 0 || took_part(vote) * 1000 < terms.quorum * electorate;
}

}  // namespace

std::int64_t votes_needed(int threshold, std::int64_t n)
{
    return (threshold * n + 999) / 1000;
}

VoteClosed close_vote(const Task& task, const VoteTerms& terms)
{
    VoteClosed closed;
    closed.task = task.id;
    closed.base = terms.base;
    closed.electorate = task.electorate.value_or(0);
    closed.yes = task.yes;
    closed.no = task.no;
    closed.abstain = task.abstain;
    closed.threshold = threshold_of(task, terms);
    const std::int64_t of = terms.base == VoteBase::cast ? task.yes + task.no : closed.electorate;
    if (closed.threshold)
        closed.needed = votes_needed(*closed.threshold, of);

    if (is_without_quorum(task, terms, closed.electorate, of))
        closed.outcome = VoteOutcome::no_quorum;
    else if (!closed.threshold)
        closed.outcome = VoteOutcome::counted;
    else
        closed.outcome = task.yes >= closed.needed ? VoteOutcome::accepted : VoteOutcome::rejected;
    return closed;
}

Result<Payloads> decide(const Programme& programme, const RecordVote& command, Context& context)
{
    const Result<OpenTask> open = find_vote(programme, command, context);
    if (!open)
        return open.error();
    const Result<const VoteTerms*> terms = find_terms<VoteTerms>(*open);
    if (!terms)
        return terms.error();
    Result<Recorded> recorded = record(programme, *open, **terms, command, context);
    if (!recorded)
        return recorded.error();
    if (command.close.value_or(false)) {
        if (const Result<void> may = check_closing(programme, recorded->vote, **terms, context); !may)
            return may.error();
        recorded->events.emplace_back(close_vote(recorded->vote, **terms));
    }
    if (recorded->events.empty())
        return refusal(
            Errc::invalid,
            "er valt niets vast te leggen voor {}; geef 'electorate', 'threshold', 'yes', 'no', 'abstain' of "
            "'close'",
            command.task);
    return std::move(recorded->events);
}

}  // namespace wd::domain
