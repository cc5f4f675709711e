// The step words and their keys. See words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/workflow.hpp"
#include "script/words.hpp"

namespace wd::script {

namespace {

using Keys = std::vector<KeyDoc>;

Keys joined(Keys own, const Keys& shared)
{
    own.insert(own.end(), shared.begin(), shared.end());
    return own;
}

const KeyDoc title{"title", Shape::sentence, required, "wat er gevraagd wordt, in gewone taal"};
const KeyDoc role{"role", Shape::name, required, "de rol die het doet"};
// Somebody by name may do it instead.
const KeyDoc role_or_person{"role", Shape::name, required, "de rol die het doet", {}, Group::step, 1, "person"};
const KeyDoc person{"person", Shape::fact, optional, "wie het doet, in plaats van een rol: een feit met een persoon"};
const KeyDoc answered_by{"answered_by", Shape::one_of, optional, "de gebeurtenis die dit afrondt",
                         domain::trigger_events()};
const KeyDoc outcomes{"outcomes", Shape::outcomes, optional, "wat er na een uitkomst gebeurt; {} is niets extra's"};

// What all steps share that ask something of people.
const Keys& asking()
{
    static const Keys keys{
        {"form", Shape::name, optional, "het formulier dat erbij hoort"},
        {"within", Shape::rule, optional, "de termijn, geteld vanaf het begin of na iets anders"},
        {"before", Shape::rule_before, optional, "de termijn, teruggeteld vanaf iets anders"},
        {"remind", Shape::period, optional, "zo lang voor de termijn komt één herinnering"},
        {"late", Shape::list, optional, "stappen die erbij komen als de termijn voorbij is", {}, Group::step},
        {"legal", Shape::yes_no, optional, "een wettelijke termijn: schuift niet bij een pauze"},
        {"carry", Shape::yes_no, optional, "gaat mee als de fase sluit"},
        {"minutes", Shape::whole, optional, "hoeveel minuten het iemand kost"},
        {"after_downtime", Shape::one_of, optional,
         "bij each_time: wat er gebeurt met een keer die voorbijging toen alles stilstond",
         names_of<domain::AfterDowntime>()}};
    return keys;
}

// A vote closes by its own rule, never because a date of somebody else arrives (DOMAIN §7.2).
Keys asking_of_vote()
{
    Keys keys = asking();
    std::erase_if(keys, [](const KeyDoc& key) { return key.key == "within" || key.key == "before"; });
    return keys;
}

std::vector<WordDoc> asking_words()
{
    return {
        {"task", Group::step, Call::id_table, "werk voor een rol",
         joined({title, role_or_person, person, answered_by}, asking())},
        {"meeting", Group::step, Call::id_table, "een bijeenkomst", joined({title, role_or_person, person}, asking())},
        {"vote", Group::step, Call::id_table, "een stemming onder bewoners",
         joined({title,
                 role,
                 {"base", Shape::one_of, required, "waarvan de drempel een deel is", names_of<domain::VoteBase>()},
                 {"electorate", Shape::fact, optional, "hoeveel er mogen stemmen"},
                 {"threshold", Shape::per_mille_range, optional, "hoeveel promille ja moet zeggen"},
                 {"set_by", Shape::name, optional, "de rol die de drempel bepaalt; nodig bij threshold"},
                 {"quorum", Shape::per_mille, optional, "hoeveel promille moet meedoen"},
                 {"closes", Shape::rule, optional, "wanneer de stemming sluit"},
                 outcomes},
                asking_of_vote())},
        {"decision", Group::step, Call::id_table, "een besluit van de raad of het college",
         joined({title,
                 role,
                 {"body", Shape::one_of, optional, "wie besluit; anders council", names_of<domain::DecisionBody>()},
                 outcomes},
                asking())},
        {"friction", Group::step, Call::id_table, "een datum schuurt met het tempo van bewoners; de rol beslist",
         joined({title, role, outcomes}, asking())},
        {"gate", Group::step, Call::id_table, "een beslismoment: gaan we verder?",
         joined({title,
                 {"deciders", Shape::names, required, "de rollen die beslissen"},
                 {"needs", Shape::names, optional, "stappen van deze fase of controles die klaar moeten zijn"},
                 {"back", Shape::names, optional, "de fasen waarnaar men terug mag"},
                 {"independent", Shape::yes_no, optional, "wie meewerkte aan de stukken beslist niet mee"},
                 outcomes},
                asking())},
        {"reflection", Group::step, Call::id_table, "een moment om stil te staan",
         joined({title, role_or_person, person, answered_by}, asking())},
        {"measure", Group::step, Call::id_table, "een cijfer met bron en datum",
         joined({title,
                 role,
                 {"measure", Shape::name, required, "de naam van het cijfer in c.measures"},
                 {"unit", Shape::one_of, required, "het soort cijfer", {"count", "number", "per_mille", "money"}}},
                asking())},
    };
}

std::vector<WordDoc> other_words()
{
    const KeyDoc input{"input", Shape::arguments, optional, "wat het meekrijgt"};
    return {
        {"wait",
         Group::step,
         Call::id_table,
         "wacht op een tijd, een datum of een gebeurtenis",
         {{"time", Shape::rule, optional, "zo lang"},
          {"date", Shape::fact, optional, "tot de datum van dit feit"},
          {"event", Shape::one_of, optional, "tot deze gebeurtenis", domain::trigger_events()}}},
        {"choose",
         Group::step,
         Call::id_table,
         "de eerste tak waarvan de voorwaarde klopt",
         {{"branches", Shape::branches_when, required, "de takken; de laatste is { otherwise = true }"}}},
        {"each",
         Group::step,
         Call::id_table,
         "dezelfde stappen voor elk item",
         {{"over", Shape::fact, required, "waarover: \"input.kanalen\", \"stap.veld\" of \"areas.deelgebied\""},
          {"steps", Shape::list, required, "de stappen per item", {}, Group::step},
          {"live", Shape::yes_no, optional, "items die later komen doen ook mee"}}},
        {"together",
         Group::step,
         Call::id_table,
         "takken naast elkaar; klaar als alle klaar zijn",
         {{"branches", Shape::branches_named, required, "de takken"},
          {"idle", Shape::period, optional, "een tak waarin zo lang niets gebeurt, staat stil"},
          {"when_idle", Shape::list, optional, "de berichten die er dan uitgaan", {}, Group::step}}},
        {"first",
         Group::step,
         Call::id_table,
         "takken naast elkaar; klaar als één klaar is",
         {{"branches", Shape::branches_named, required, "de takken"}}},
        {"start",
         Group::step,
         Call::id_table,
         "begint een andere workflow",
         {{"workflow", Shape::name, required, "welke workflow"},
          input,
          {"wait", Shape::yes_no, optional, "wacht tot die klaar is; anders true"}}},
        {"compute",
         Group::step,
         Call::id_table,
         "rekent een waarde uit feiten",
         {{"value", Shape::function, required, "de berekening"}}},
        {"call",
         Group::step,
         Call::id_table,
         "vraagt iets aan een plugin",
         {{"plugin", Shape::name, required, "welke plugin"},
          {"action", Shape::name, required, "welke handeling"},
          input,
          outcomes}},
        {"tell",
         Group::step,
         Call::id_table,
         "een bericht",
         {{"title", Shape::sentence, required, "het bericht"},
          {"to", Shape::name, required, "de rol die het krijgt", {}, Group::step, 1, "to_person"},
          {"to_person", Shape::fact, optional, "wie het krijgt, in plaats van een rol: een feit met een persoon"}}},
        {"go",
         Group::step,
         Call::id_table,
         "naar een andere fase, ook terug",
         {{"phase", Shape::name, required, "welke fase"}}},
        {"finish", Group::step, Call::id_table_optional, "het einde van het programma", {}},
    };
}

}  // namespace

std::vector<WordDoc> words_of_steps()
{
    std::vector<WordDoc> list = asking_words();
    for (WordDoc& word : other_words())
        list.push_back(std::move(word));
    return list;
}

}  // namespace wd::script
