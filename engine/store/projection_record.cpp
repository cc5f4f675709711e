// Projections of the records of a programme: linkages, reach, measures, signals, journal, money, documents, commitments,
// contacts, decisions of before, comments; and corrections of them.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

#include <array>

namespace wd::store {

using namespace domain;

void Projector::add_entry(EntryId entry, std::string_view kind)
{
    constexpr auto& s = sql::insert_entry;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, entry)
        .set(s.kind, kind)
        .set(s.at, event_->at)
        .set(s.by_person, by())
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const TaskCommented& e)
{
    add_entry(e.comment, "comment");
    constexpr auto& s = sql::insert_comment;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.comment)
        .set(s.task, e.task)
        .set(s.text, e.text.ref)
        .run_once();
}

void Projector::operator()(const LinkageAdded& e)
{
    add_entry(e.entry, "linkage");
    constexpr auto& s = sql::insert_linkage;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.level, e.level)
        .set(s.subject, e.subject.ref)
        .set(s.area, e.area)
        .run_once();
}

void Projector::operator()(const LinkageDecided& e)
{
    constexpr auto& s = sql::decide_linkage;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.state, e.chosen ? LinkageState::chosen : LinkageState::not_chosen)
        .set(s.reason, id_of(e.reason))
        .set(s.condition, id_of(e.condition))
        .set(s.look_again, e.look_again)
        .run_once();
    forget_timer(RunId{}, to_text(e.entry), TimerKind::look_again);
}

void Projector::operator()(const ReachRecorded& e)
{
    add_entry(e.entry, "reach");
    constexpr auto& s = sql::insert_reach;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.channel, e.channel)
        .set(s.people, e.people)
        .set(s.group_name, e.group)
        .set(s.date, e.date)
        .run_once();
}

void Projector::operator()(const MeasureRecorded& e)
{
    add_entry(e.entry, "measure");
    constexpr auto& s = sql::insert_measure;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.measure, e.measure)
        .set(s.value, e.value)
        .set(s.unit, e.unit)
        .set(s.source, id_of(e.source))
        .set(s.date, e.date)
        .set(s.task, e.task)
        .run_once();
    if (e.task)
        close_task(*e.task, {.facts = result_of(payload())});
}

void Projector::operator()(const SignalReceived& e)
{
    add_entry(e.entry, "signal");
    constexpr auto& s = sql::insert_signal;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.kind, e.kind)
        .set(s.text, id_of(e.text))
        .set(s.date, e.date)
        .run_once();
}

void Projector::operator()(const JournalAdded& e)
{
    add_entry(e.entry, "journal");
    constexpr auto& s = sql::insert_journal;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.kind, e.kind)
        .set(s.text, e.text.ref)
        .set(s.oral, e.oral)
        .set(s.date, e.date)
        .set(s.area, e.area)
        .set(s.before_wijkdraad, e.before_wijkdraad)
        .set(s.taken_from, e.taken_from)
        .run_once();
}

void Projector::operator()(const MoneyAdded& e)
{
    add_entry(e.entry, "money");
    constexpr auto& s = sql::insert_money;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.kind, e.kind)
        .set(s.cents, e.cents)
        .set(s.from_date, e.from)
        .set(s.until_date, e.until)
        .set(s.payer, e.payer)
        .set(s.note, id_of(e.note))
        .run_once();
}

void Projector::operator()(const DocumentAdded& e)
{
    add_entry(e.entry, "document");
    constexpr auto& s = sql::insert_document;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.title, e.title.ref)
        .set(s.link, e.link.ref)
        .set(s.date, e.date)
        .set(s.checksum, e.checksum)
        .set(s.holder, e.holder)
        .run_once();
}

void Projector::operator()(const CommitmentAdded& e)
{
    add_entry(e.entry, "commitment");
    constexpr auto& s = sql::insert_commitment;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.text, e.text.ref)
        .set(s.owner, e.owner)
        .set(s.due, e.due)
        .set(s.task, e.task)
        .set(s.before_wijkdraad, e.before_wijkdraad)
        .set(s.recipient, id_of(e.to))
        .set(s.made_by, e.made_by)
        .set(s.occasion, id_of(e.occasion))
        .run_once();
}

void Projector::change_commitment(EntryId entry, std::string_view what, const CommitmentChanged& change)
{
    constexpr auto& s = sql::insert_commitment_change;
    Query insert = query(s);
    insert.set(s.programme, programme_).set(s.entry, entry).set(s.pseq, pseq_).set(s.at, event_->at).set(s.what, what);
    insert.set(s.owner, change.owner).set(s.due, change.due).set(s.reason, id_of(change.reason));
    if (change.told)
        insert.set(s.told_by, change.told->by).set(s.told_on, change.told->on);
    insert.run_once();
    forget_timers(RunId{}, to_text(entry));
}

void Projector::operator()(const CommitmentChanged& e)
{
    constexpr auto& s = sql::change_commitment;
    query(s).set(s.programme, programme_).set(s.entry, e.entry).set(s.owner, e.owner).set(s.due, e.due).run_once();
    change_commitment(e.entry, "changed", e);
}

void Projector::operator()(const CommitmentClosed& e)
{
    constexpr auto& s = sql::close_commitment;
    query(s).set(s.programme, programme_).set(s.entry, e.entry).set(s.state, e.how).run_once();
    change_commitment(e.entry, name_of(e.how), {e.entry, {}, e.date, e.reason, e.told});
}

void Projector::operator()(const CommitmentSilent& e)
{
    constexpr auto& s = sql::silence_commitment;
    query(s).set(s.programme, programme_).set(s.entry, e.entry).set(s.why, e.why).run_once();
    change_commitment(e.entry, name_of(e.why), {e.entry, {}, {}, {}, {}});
}

void Projector::operator()(const ContactAdded& e)
{
    add_entry(e.entry, "contact");
    constexpr auto& s = sql::insert_contact;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.name, e.name.ref)
        .set(s.known_by, e.known_by)
        .set(s.since, e.since)
        .set(s.before_wijkdraad, e.before_wijkdraad)
        .set(s.group_name, e.group)
        .set(s.key_figure, e.key.value_or(false))
        .set(s.told, e.told.value_or(false))
        .set(s.channel, id_of(e.channel))
        .run_once();
    if (e.known_by)
        declare_relation(e.entry, *e.known_by, e.since);
}

void Projector::declare_relation(EntryId contact, PersonId person, std::optional<Date> since)
{
    constexpr auto& s = sql::add_relation;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, contact)
        .set(s.person, person)
        .set(s.since, since)
        .set(s.pseq, pseq_)
        .run();
}

void Projector::operator()(const RelationDeclared& e)
{
    declare_relation(e.contact, e.person, e.since);
}

void Projector::operator()(const ContactRemoved& e)
{
    constexpr auto& s = sql::remove_contact;
    query(s).set(s.programme, programme_).set(s.entry, e.contact).run_once();
    constexpr auto& relations = sql::remove_relations;
    query(relations).set(relations.programme, programme_).set(relations.entry, e.contact).run();
}

void Projector::operator()(const PastDecisionAdded& e)
{
    add_entry(e.entry, "past_decision");
    constexpr auto& s = sql::insert_past_decision;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.text, e.text.ref)
        .set(s.date, e.date)
        .set(s.by_person, e.by)
        .run_once();
}

// --- Corrections

namespace {

// What may be put right: the field as the event names it, and the statement that does it. The parameters of all these
// statements are the same, so one of them stands for all.
struct Correction {
    std::string_view kind;
    std::string_view field;
    const Sql* statement;
};

constexpr std::array corrections{
    Correction{"linkage", "level", &sql::correct_linkage_level},
    Correction{"linkage", "subject", &sql::correct_linkage_subject},
    Correction{"linkage", "area", &sql::correct_linkage_area},
    Correction{"reach", "channel", &sql::correct_reach_channel},
    Correction{"reach", "people", &sql::correct_reach_people},
    Correction{"reach", "group", &sql::correct_reach_group_name},
    Correction{"reach", "date", &sql::correct_reach_date},
    Correction{"measure", "value", &sql::correct_measure_value},
    Correction{"measure", "source", &sql::correct_measure_source},
    Correction{"measure", "date", &sql::correct_measure_date},
    Correction{"signal", "kind", &sql::correct_signal_kind},
    Correction{"signal", "text", &sql::correct_signal_text},
    Correction{"signal", "date", &sql::correct_signal_date},
    Correction{"journal", "kind", &sql::correct_journal_kind},
    Correction{"journal", "text", &sql::correct_journal_text},
    Correction{"journal", "date", &sql::correct_journal_date},
    Correction{"journal", "area", &sql::correct_journal_area},
    Correction{"money", "kind", &sql::correct_money_kind},
    Correction{"money", "cents", &sql::correct_money_cents},
    Correction{"money", "from", &sql::correct_money_from_date},
    Correction{"money", "until", &sql::correct_money_until_date},
    Correction{"money", "payer", &sql::correct_money_payer},
    Correction{"money", "note", &sql::correct_money_note},
    Correction{"document", "title", &sql::correct_document_title},
    Correction{"document", "link", &sql::correct_document_link},
    Correction{"document", "date", &sql::correct_document_date},
    Correction{"document", "checksum", &sql::correct_document_checksum},
    Correction{"document", "holder", &sql::correct_document_holder},
    Correction{"commitment", "text", &sql::correct_commitment_text},
    Correction{"commitment", "owner", &sql::correct_commitment_owner},
    Correction{"commitment", "due", &sql::correct_commitment_due},
    Correction{"commitment", "to", &sql::correct_commitment_recipient},
    Correction{"commitment", "made_by", &sql::correct_commitment_made_by},
    Correction{"commitment", "occasion", &sql::correct_commitment_occasion},
    Correction{"contact", "name", &sql::correct_contact_name},
    Correction{"contact", "known_by", &sql::correct_contact_known_by},
    Correction{"contact", "since", &sql::correct_contact_since},
    Correction{"contact", "group", &sql::correct_contact_group_name},
    Correction{"contact", "key", &sql::correct_contact_key_figure},
    Correction{"contact", "told", &sql::correct_contact_told},
    Correction{"contact", "channel", &sql::correct_contact_channel},
    Correction{"past_decision", "text", &sql::correct_past_decision_text},
    Correction{"past_decision", "date", &sql::correct_past_decision_date},
    Correction{"past_decision", "by", &sql::correct_past_decision_by_person},
    Correction{"comment", "text", &sql::correct_comment_text},
};

const Sql& find_correction(std::string_view kind, std::string_view field)
{
    for (const Correction& correction : corrections)
        if (correction.kind == kind && correction.field == field)
            return *correction.statement;
    throw Bug(fmt::format("entry.corrected: a {} has no field {}", kind, field));
}

void set_value(Query& correct, Parameter parameter, const EntryCorrected& e)
{
    if (e.text) {
        correct.set(parameter, e.text->ref);
        return;
    }
    switch (e.value.kind()) {
    case json::kind::int64: correct.set(parameter, e.value.get_int64()); break;
    case json::kind::uint64: correct.set(parameter, static_cast<std::int64_t>(e.value.get_uint64())); break;
    case json::kind::bool_: correct.set(parameter, e.value.get_bool()); break;
    case json::kind::string: correct.set(parameter, std::string(e.value.get_string())); break;
    default: correct.set_null(parameter);
    }
}

}  // namespace

void Projector::operator()(const EntryCorrected& e)
{
    std::string kind;
    {
        Query find = query(sql::find_entry);
        find.set(sql::find_entry.programme, programme_).set(sql::find_entry.entry, e.entry);
        WD_ASSERT(find.next());
        kind = find.take<std::string>();
    }
    const bool relation = kind == "contact" && (e.field == "known_by" || e.field == "since");
    if (relation && e.field == "known_by") {
        constexpr auto& drop = sql::drop_first_relation;
        query(drop).set(drop.programme, programme_).set(drop.entry, e.entry).run();
    }
    constexpr auto& s = sql::correct_comment_text;
    Query correct = query(find_correction(kind, e.field));
    // The only field whose column holds bytes; they live until the statement has run.
    const Sha256 checksum = e.field == "checksum" ? parse_sha256(std::string(e.value.as_string())).value() : Sha256{};
    if (e.field == "checksum")
        correct.set(s.value, checksum);
    else
        set_value(correct, s.value, e);
    correct.set(s.programme, programme_).set(s.entry, e.entry).run_once();
    if (relation) {
        constexpr auto& keep = sql::keep_first_relation;
        query(keep).set(keep.programme, programme_).set(keep.entry, e.entry).set(keep.pseq, pseq_).run();
    }

    constexpr auto& touch = sql::touch_entry;
    query(touch)
        .set(touch.programme, programme_)
        .set(touch.entry, e.entry)
        .set(touch.corrected_at, event_->at)
        .set(touch.pseq, pseq_)
        .run_once();
}

}  // namespace wd::store
