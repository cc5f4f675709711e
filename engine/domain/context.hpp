// What a decision may use besides the programme itself: the time, who asks, new ids, a place for typed text, the calendar, the
// workflow of a run, and look-ups outside the programme. Everything here is given by runtime/; a decision writes nothing, it
// returns events.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "calendar/calendar.hpp"
#include "domain/commands.hpp"
#include "domain/credentials.hpp"
#include "domain/programme.hpp"

#include <functional>

namespace wd::domain {

using Payloads = std::vector<Payload>;

// Who somebody is, from the installation.
struct PersonFacts {
    PersonKind kind = PersonKind::person;
    std::vector<PersonId> member_of;
    bool forgotten = false;  // the name was erased; the number stays
};

// The records of a programme, and comments, as far as their makers may correct them.
enum class EntryKind {
    linkage,
    reach,
    measure,
    signal,
    journal,
    money,
    document,
    commitment,
    contact,
    past_decision,
    comment,
    learning,
};
BOOST_DESCRIBE_ENUM(EntryKind, linkage, reach, measure, signal, journal, money, document, commitment, contact,
                    past_decision, comment, learning)

// What a record is, and who made it: 0 when that was the engine or an import without a name.
struct EntryFacts {
    EntryKind kind = EntryKind::journal;
    PersonId by;
    std::optional<FieldKind> unit = {};  // of a measure
    bool oral = false;                   // of the journal: "liever mondeling"
};

// The step that a task was opened by, the bundle of that time, and the team when its run is confidential. An ad-hoc task has
// the team alone, when it was added within a confidential run.
struct TaskOrigin {
    RunId run;
    std::string path;
    Sha256 hash{};
    std::optional<PersonId> team = {};
};

// A task that has been answered, and by whom.
struct ClosedTaskFacts {
    RunId run;
    std::string path;
    PersonId by;
};

// A done step of a phase that has closed, and what it tells functions.
struct PassedStep {
    std::string path;
    json::value facts;
};

// The settings of the rubric that count now, and the event of the installation that set them; none = the defaults.
struct RubricInForce {
    RubricSettings settings;
    std::optional<std::int64_t> event;
};

// Look-ups and supplies of one turn. Lives as long as the turn; used on the writer thread only.
class Context {
public:
    virtual ~Context() = default;

    virtual Timestamp now() const = 0;
    virtual Actor actor() const = 0;
    virtual const calendar::Calendar& calendar() const = 0;

    // A fresh id of the programme's partition. One that a refused command took is a gap, never used again.
    virtual std::int64_t take_id() = 0;
    // Keeps typed text as a content row of this turn and gives the reference for the event. `kind` is one of: name, title,
    // reason, note, minutes, answer, text, link, source, grounds.
    virtual ContentRef keep(const Text& text, std::string_view kind, std::optional<PersonId> subject) = 0;

    // The workflow a run is on, or the active version of a key; none when it is not installed.
    virtual const Workflow* find_workflow(const Sha256& hash) = 0;
    virtual const Workflow* find_active_workflow(std::string_view key) = 0;
    virtual std::optional<PersonFacts> find_person(PersonId person) = 0;
    // The programme's ledger, loaded on first use.
    virtual const Ledger& ledger() = 0;
    // The done steps of this id in phases that have closed, those that this turn closed too, oldest first (RULES D3).
    virtual std::vector<PassedStep> closed_steps(RunId run, std::string_view id) = 0;
    // A record of this programme, or a comment in it; none when there is no such entry.
    virtual std::optional<EntryFacts> find_entry(EntryId entry) = 0;
    // A task of this programme that was answered; none while it is open, when it is unknown, and for ad-hoc tasks.
    virtual std::optional<ClosedTaskFacts> find_closed_task(TaskId task) = 0;
    // Whether this task belongs to this programme, open or closed, ad hoc too.
    virtual bool knows_task(TaskId task) = 0;
    // Also for a task that was carried on or has closed; none for an ad-hoc task that everybody may see.
    virtual std::optional<TaskOrigin> find_task_origin(TaskId task) = 0;
    virtual RubricInForce rubric() = 0;
    // What was granted to a person; none when there is no open account.
    virtual std::optional<AccountFacts> find_account(PersonId person) = 0;
    // Whose open account holds administrator at the installation.
    virtual std::vector<PersonId> administrators() = 0;
    virtual bool knows_programme(ProgrammeId programme) = 0;
    // The keys of accounts, which are outside the log; a change of them is written with the events of this turn.
    virtual std::optional<Credential> find_credential(PersonId person) = 0;
    virtual std::optional<PersonId> find_login(std::string_view login) = 0;
    virtual std::optional<Token> find_token(TokenId token) = 0;
    virtual std::vector<Token> list_tokens(PersonId person) = 0;
    virtual void change_keys(KeyChange change) = 0;
    // Runs a function of the workflow with this hash.
    virtual Result<Evaluation> evaluate(const Sha256& hash, FunctionId function, FactSource& facts,
                                        Evaluator::Wanted wanted) = 0;

    template <class Tag>
    Id<Tag> new_id()
    {
        return Id<Tag>{take_id()};
    }
    Date today() const { return calendar::date_of(now()); }
};

}  // namespace wd::domain
