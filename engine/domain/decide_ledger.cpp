// Money, documents, and what was decided before Wijkdraad was there. See decisions.hpp and records.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/decisions.hpp"
#include "domain/records.hpp"

namespace wd::domain {

namespace {

constexpr std::size_t topic_max = 100;

}  // namespace

Result<void> check_topic(std::string_view field, const Text& text)
{
    if (Result<void> sound = check_text(field, text); !sound)
        return sound;
    if (count_characters(text.value) <= topic_max && text.value.find('\n') == std::string::npos)
        return {};
    return refusal_at(
        field, "bij 'liever mondeling' bewaren we alleen het onderwerp; schrijf een regel van hoogstens {} tekens",
        topic_max);
}

Result<void> check_link(std::string_view field, const Text& link)
{
    if (Result<void> sound = check_text(field, link); !sound)
        return sound;
    for (const std::string_view start : {"https://", "http://", "urn:"})
        if (link.value.starts_with(start) && link.value.size() > start.size())
            return {};
    return refusal_at(field, "'{}' is geen link; begin met https://, http:// of urn:", link.value);
}

Result<void> check_cents(std::string_view field, std::int64_t cents)
{
    if (cents > cents_max)
        return refusal_at(field, "'{}' is {}; dat is meer dan tien miljard euro, klopt het bedrag?", field, cents);
    if (cents > 0)
        return {};
    return refusal_at(field, "'{}' is {}; een bedrag is meer dan 0, en 'spent' zegt dat het is uitgegeven", field,
                      cents);
}

Result<Payloads> decide(const Programme& programme, const AddMoney& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_cents("cents", command.cents));
    if (command.from)
        complaints.add(check_day("from", *command.from));
    if (command.until)
        complaints.add(check_day("until", *command.until));
    if (command.from && command.until && *command.until < *command.from)
        complaints.add(refusal_at("until", "'until' ({}) ligt voor 'from' ({}); draai ze om", to_text(*command.until),
                                  to_text(*command.from)));
    if (command.payer)
        complaints.add(check_organisation("payer", *command.payer, context));
    else if (command.kind == MoneyKind::payer)
        complaints.add(refusal_at("payer", "'wie betaalt' vraagt een organisatie; vul 'payer' in"));
    complaints.add(check_text("note", command.note));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{MoneyAdded{context.new_id<EntryTag>(), command.kind, command.cents, command.from, command.until,
                               command.payer, keep(context, command.note, "note")}};
}

Result<Payloads> decide(const Programme& programme, const AddDocument& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("title", command.title));
    complaints.add(check_link("link", command.link));
    if (command.date)
        complaints.add(check_day("date", *command.date));
    if (command.holder)
        complaints.add(check_person("holder", *command.holder, context));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{DocumentAdded{context.new_id<EntryTag>(), context.keep(command.title, "title", std::nullopt),
                                  context.keep(command.link, "link", std::nullopt),
                                  command.date.value_or(context.today()), command.checksum, command.holder}};
}

Result<Payloads> decide(const Programme& programme, const AddPastDecision& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("text", command.text));
    complaints.add(check_past("date", command.date, context));
    if (command.by)
        complaints.add(check_person("by", *command.by, context));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{PastDecisionAdded{context.new_id<EntryTag>(), context.keep(command.text, "text", std::nullopt),
                                      command.date, command.by}};
}

}  // namespace wd::domain
