// See privacy.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/privacy.hpp"

#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/programme.hpp"
#include "domain/turn.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

constexpr std::chrono::days extension_max{3'653};  // ten years: then somebody looks again

// Fields by which an entry or a task is the place of an event; other members only refer.
constexpr std::array<std::string_view, 3> entry_members = {"entry", "comment", "contact"};

template <class E>
std::optional<EntryId> entry_of(const E& event)
{
    std::optional<EntryId> entry;
    boost::mp11::mp_for_each<codec::members_of<E>>([&](auto d) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(event.*d.pointer)>, EntryId>)
            if (std::find(entry_members.begin(), entry_members.end(), d.name) != entry_members.end())
                entry = event.*d.pointer;
    });
    return entry;
}

template <class E>
std::optional<TaskId> task_asked(const E& event)
{
    if constexpr (requires { std::optional<TaskId>{event.task}; })
        return event.task;
    else
        return {};
}

template <class E>
bool stands_at(const E& event, const TypedAt& at)
{
    const std::optional<EntryId> entry = entry_of(event);
    if (const auto* wanted = std::get_if<EntryId>(&at))
        return entry == *wanted;
    return !entry && task_asked(event) == std::get<TaskId>(at);
}

// References to typed text, with the name of the member they stand in; lists of structs are looked into.
template <class T>
void gather(const T& value, std::string_view field, PersonId by, std::vector<TypedText>& texts)
{
    if constexpr (std::is_same_v<T, ContentRef>)
        texts.push_back({std::string(field), value.ref, by});
    else if constexpr (std::is_same_v<T, Answer>) {
        if (value.text)
            texts.push_back({value.field, value.text->ref, by});
    } else if constexpr (codec::is_optional<T>) {
        if (value)
            gather(*value, field, by, texts);
    } else if constexpr (codec::is_vector<T>) {
        for (const auto& item : value)
            gather(item, field, by, texts);
    } else if constexpr (codec::is_struct<T>)
        boost::mp11::mp_for_each<codec::members_of<T>>([&](auto d) { gather(value.*d.pointer, d.name, by, texts); });
}

bool may_erase(const TypedText& text, const TypedThere& there, Context& context)
{
    const PersonId actor = context.actor().person;
    if (actor && text.by == actor)
        return true;
    return there.team ? acts_for(*there.team, actor, context) : is_administrator(context);
}

std::vector<std::string_view> fields_of(const std::vector<TypedText>& texts)
{
    std::vector<std::string_view> fields;
    for (const TypedText& text : texts)
        if (std::find(fields.begin(), fields.end(), text.field) == fields.end())
            fields.push_back(text.field);
    return fields;
}

std::string in_words(const TypedAt& at)
{
    return std::visit([](auto id) { return to_text(id); }, at);
}

Error nothing_there(const EraseTexts& command, const TypedAt& at, const TypedThere& there)
{
    if (there.texts.empty())
        return refusal(Errc::not_found, "bij {} staat geen tekst, of die is al gewist", in_words(at));
    const std::vector<std::string_view> fields = fields_of(there.texts);
    return refusal_at("field", "{} heeft geen veld '{}'{}; kies {}", in_words(at), *command.field,
                      did_you_mean(*command.field, fields), join_or(fields));
}

}  // namespace

std::vector<TypedText> typed_texts(const Payload& payload, PersonId by, const TypedAt& at)
{
    std::vector<TypedText> texts;
    std::visit(
        [&](const auto& event) {
            if (!stands_at(event, at))
                return;
            gather(event, {}, by, texts);
            // What was put right is a text of its field, as the one before it.
            using E = std::remove_cvref_t<decltype(event)>;
            if constexpr (std::is_same_v<E, EntryCorrected>)
                for (TypedText& text : texts)
                    if (text.field == "text")
                        text.field = event.field;
        },
        payload);
    return texts;
}

Result<void> correct_person(Turn& turn, const CorrectPerson& command, const std::optional<std::string>& now)
{
    Context& context = turn.context();
    const std::optional<PersonFacts> facts = context.find_person(command.person);
    if (!facts)
        return refusal(Errc::not_found, "{} staat niet in Wijkdraad", command.person);
    if (context.actor().person != command.person && !is_administrator(context))
        return refusal(Errc::not_allowed, "alleen {} zelf of een beheerder kan deze naam verbeteren; vraag een van hen",
                       command.person);
    if (!now)
        return refusal(Errc::wrong_state, "de naam van {} is gewist; er valt niets te verbeteren", command.person);
    Complaints complaints;
    complaints.add(check_name(command.name.value));
    complaints.add(check_text("reason", command.reason));
    if (!complaints.empty())
        return complaints.to_error();
    if (command.name.value == *now)
        return refusal(Errc::duplicate, "zo heet {} al; er verandert niets", command.person);
    PersonCorrected corrected;
    corrected.person = command.person;
    corrected.name = context.keep(command.name, "name", command.person);
    if (command.reason)
        corrected.reason = context.keep(*command.reason, "reason", command.person);
    turn.record({}, std::move(corrected));
    return {};
}

Result<TypedAt> place_of(const EraseTexts& command)
{
    if (command.entry.has_value() == command.task.has_value())
        return refusal(Errc::invalid, "noem één plaats waar de tekst staat: een regel of een taak");
    return command.entry ? TypedAt{*command.entry} : TypedAt{*command.task};
}

Result<std::vector<TypedText>> erase_texts(Turn& turn, const EraseTexts& command, const TypedThere& there)
{
    Context& context = turn.context();
    const Result<TypedAt> at = place_of(command);
    if (!at)
        return at.error();
    // Of a household nobody else hears whether there is anything.
    if (there.team && !acts_for(*there.team, context.actor().person, context))
        return refusal(Errc::not_found, "{} staat niet in {}", in_words(*at), turn.programme().id);
    std::vector<TypedText> wanted;
    for (const TypedText& text : there.texts)
        if (!command.field || text.field == *command.field)
            wanted.push_back(text);
    if (wanted.empty())
        return nothing_there(command, *at, there);
    std::erase_if(wanted, [&](const TypedText& text) { return !may_erase(text, there, context); });
    if (wanted.empty())
        return refusal(Errc::not_allowed,
                       "alleen wie iets bij {} schreef of een beheerder kan het wissen; vraag een van hen",
                       in_words(*at));
    TextsErased erased{command.entry, command.task, command.field, {}, wanted.size() == there.texts.size()};
    for (const TypedText& text : wanted)
        erased.texts.push_back(text.text);
    turn.record(there.run, std::move(erased));
    return wanted;
}

Result<void> extend_term(Turn& turn, const ExtendTerm& command, const std::optional<RetentionLine>& line)
{
    Context& context = turn.context();
    if (!is_administrator(context))
        return refusal(Errc::not_allowed, "alleen een beheerder beslist wat langer bewaard blijft");
    if (!line)
        return refusal(Errc::not_found, "nummer {} staat niet op de lijst; de nummers ziet u met retention list",
                       command.line);
    Complaints complaints;
    complaints.add(check_text("reason", command.reason));
    const Date last = context.today() + extension_max;
    if (command.until <= context.today() || command.until > last)
        complaints.add(refusal_at("until", "{} kan niet; kies een dag na vandaag en tot en met {}",
                                  to_text(command.until), to_text(last)));
    if (!complaints.empty())
        return complaints.to_error();
    if (line->until && *line->until >= context.today() && *line->until == command.until)
        return refusal(Errc::duplicate, "dit wordt al bewaard tot en met {}", to_text(command.until));
    const bool somebody = line->what.kind == RetentionKind::person;
    turn.record({}, TermExtended{command.line, command.until,
                                 context.keep(command.reason, "reason", somebody ? line->what.person : std::nullopt)});
    return {};
}

}  // namespace wd::domain
