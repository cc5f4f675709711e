// The declaring words, and how words and shapes are described. See words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/words.hpp"

#include "domain/workflow.hpp"

#include <algorithm>

namespace wd::script {

namespace {

std::vector<WordDoc> declaring_words()
{
    return {
        {"workflow",
         Group::workflow,
         Call::id_table,
         "een heel programma: rollen, instellingen en fasen",
         {{"title", Shape::sentence, required, "hoe het programma heet"},
          {"version", Shape::whole, required, "de versie van deze tekst, telt op vanaf 1"},
          {"api", Shape::whole, required, "de versie van de woorden; nu 1"},
          {"roles", Shape::list, required, "wie meedoen", {}, Group::role},
          {"input", Shape::list, optional, "wat bij de start wordt gevraagd", {}, Group::field},
          {"settings", Shape::list, optional, "wat een beheerder kan instellen", {}, Group::field},
          {"phases", Shape::list, required, "de fasen, op volgorde", {}, Group::phase},
          {"on", Shape::list, optional, "gebeurtenissen die een andere workflow starten", {}, Group::when_event},
          {"confidential", Shape::one_of, optional, "alleen voor het eigen team zichtbaar", {"team"}}}},
        {"role",
         Group::role,
         Call::id_table,
         "een plek in het team",
         {{"title", Shape::sentence, required, "hoe de rol heet"},
          {"core", Shape::yes_no, optional, "hoort bij het kernteam"},
          {"residents", Shape::yes_no, optional, "een rol van bewoners: niets is ooit te laat"},
          {"competences", Shape::sentences, optional, "wat iemand in deze rol kan"}}},
        {"field",
         Group::field,
         Call::id_table,
         "een vraag",
         {{"title", Shape::sentence, required, "de vraag in gewone taal"},
          {"kind", Shape::one_of, required, "het soort antwoord", names_of<domain::FieldKind>()},
          {"options", Shape::list, optional, "waaruit gekozen wordt", {}, Group::option},
          {"required", Shape::yes_no, optional, "of een antwoord nodig is; anders true"},
          {"default", Shape::literal, optional, "het antwoord als niemand iets kiest"},
          {"min", Shape::integer, optional, "het kleinste getal"},
          {"max", Shape::integer, optional, "het grootste getal"}}},
        {"option",
         Group::option,
         Call::id_table,
         "een keuze bij een vraag",
         {{"title", Shape::sentence, required, "hoe de keuze heet"}}},
        {"phase",
         Group::phase,
         Call::id_table,
         "een fase van het programma",
         {{"title", Shape::sentence, required, "hoe de fase heet"},
          {"steps", Shape::list, required, "de stappen, op volgorde", {}, Group::step},
          {"every", Shape::list, optional, "wat regelmatig terugkomt zolang de fase open is", {}, Group::each_time}}},
        {"each_time", Group::each_time, Call::period_step, "een stap die steeds terugkomt", {}},
        {"when_event",
         Group::when_event,
         Call::id_table,
         "een gebeurtenis die een andere workflow start",
         {{"event", Shape::one_of, required, "welke gebeurtenis", domain::trigger_events()},
          {"start", Shape::name, required, "welke workflow begint"},
          {"when", Shape::function, optional, "alleen als dit waar is"},
          {"input", Shape::arguments, optional, "wat de workflow meekrijgt"},
          {"merge", Shape::yes_no, optional,
           "staat daar al een reflectie open met dezelfde input, dan gaat die ook hierover; anders false"}}},
        {"forms", Group::forms, Call::list, "de formulieren, in forms.lua", {}},
        {"form",
         Group::form,
         Call::id_table,
         "een formulier van hoogstens vijf vragen",
         {{"title", Shape::sentence, required, "hoe het formulier heet"},
          {"fields", Shape::list, required, "de vragen", {}, Group::field}}},
    };
}

}  // namespace

const std::vector<WordDoc>& words()
{
    static const std::vector<WordDoc> all = [] {
        std::vector<WordDoc> list = declaring_words();
        for (const std::vector<WordDoc>& part : {words_of_steps(), words_of_tests()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

const WordDoc* find_word(std::string_view word)
{
    for (const WordDoc& doc : words())
        if (doc.word == word)
            return &doc;
    return nullptr;
}

const KeyDoc* find_key(const WordDoc& word, std::string_view key)
{
    const auto found =
        std::find_if(word.keys.begin(), word.keys.end(), [key](const KeyDoc& doc) { return doc.key == key; });
    return found == word.keys.end() ? nullptr : &*found;
}

std::vector<std::string_view> keys_of(const WordDoc& word)
{
    std::vector<std::string_view> keys;
    for (const KeyDoc& doc : word.keys)
        keys.push_back(doc.key);
    return keys;
}

std::string_view example_of(Call call)
{
    switch (call) {
    case Call::id_table: return "(\"id\", { … })";
    case Call::id_table_optional: return "(\"id\")";
    case Call::text_table: return "(\"…\", { … })";
    case Call::table: return "({ … })";
    case Call::list: return "({ …, … })";
    case Call::period_step: return "(\"6 weken\", stap)";
    case Call::text: return "(\"…\")";
    case Call::table_optional: return "()";
    }
    return {};
}

std::string_view home_of(Group group)
{
    switch (group) {
    case Group::workflow: return "achter return in workflow.lua";
    case Group::phase: return "in phases = { … } van workflow";
    case Group::role: return "in roles = { … } van workflow";
    case Group::field: return "in input, settings of fields = { … }";
    case Group::option: return "in options = { … } van field";
    case Group::forms: return "achter return in forms.lua";
    case Group::form: return "in forms({ … }) in forms.lua";
    case Group::each_time: return "in every = { … } van phase";
    case Group::when_event: return "in on = { … } van workflow";
    case Group::step: return "in steps = { … }";
    case Group::tests: return "achter return in test.lua";
    case Group::scenario: return "in tests({ … }) in test.lua";
    case Group::area: return "in areas = { … } van scenario";
    case Group::play: return "in play = { … } van scenario";
    }
    return {};
}

std::string_view expected(Shape shape)
{
    switch (shape) {
    case Shape::sentence: return "een tekst tussen aanhalingstekens";
    case Shape::name: return "een id tussen aanhalingstekens, bijvoorbeeld \"eerste_avond\"";
    case Shape::names: return "een lijst van ids, bijvoorbeeld { \"eerste_avond\" }";
    case Shape::sentences: return "een lijst van teksten, bijvoorbeeld { \"luisteren\" }";
    case Shape::yes_no: return "true of false";
    case Shape::whole: return "een heel getal van 0 of meer";
    case Shape::integer: return "een heel getal";
    case Shape::per_mille: return "een heel getal van 0 tot en met 1000 (promille; 600 is 60 %)";
    case Shape::per_mille_range:
        return "een heel getal van 0 tot en met 1000 (600 is 60 %), of { min = 600, max = 700 }";
    case Shape::period: return "een duur, bijvoorbeeld \"6 weken\"";
    case Shape::rule: return "een termijn, bijvoorbeeld \"6 weken\" of \"2 weken na avond\"";
    case Shape::rule_before: return "een termijn voor iets anders, bijvoorbeeld \"10 werkdagen voor raad\"";
    case Shape::date: return "een datum, bijvoorbeeld \"2026-11-20\"";
    case Shape::fact: return "een feit, bijvoorbeeld \"input.kanalen\"";
    case Shape::one_of: return "een van de bekende woorden";
    case Shape::function: return "een functie: function(c) return … end";
    case Shape::list: return "een lijst: { …, … }";
    case Shape::branches_when:
        return "een lijst: { { when = function(c) … end, steps = { … } }, { otherwise = true } }";
    case Shape::branches_named: return "een lijst: { { id = \"sociaal\", steps = { … } }, … }";
    case Shape::outcomes: return "een tabel: { uitkomst = { stappen } }";
    case Shape::arguments: return "een tabel: { naam = \"feit\" }";
    case Shape::literal: return "een tekst, een getal, true, false of een lijst van teksten";
    case Shape::free_table: return "een tabel: { … }";
    case Shape::outcome_names: return "een tabel: { stap = \"uitkomst\" }";
    }
    return {};
}

}  // namespace wd::script
