// The words of test.lua and their keys. See words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/programme.hpp"
#include "script/words.hpp"

namespace wd::script {

namespace {

WordDoc scenario()
{
    return {"scenario",
            Group::scenario,
            Call::text_table,
            "een verhaal met een verwacht verloop",
            {{"start", Shape::date, required, "de dag waarop het begint"},
             {"areas", Shape::list, optional, "de gebieden", {}, Group::area},
             {"input", Shape::free_table, optional, "de antwoorden bij de start"},
             {"settings", Shape::free_table, optional, "de instellingen"},
             {"unstaffed", Shape::names, optional, "rollen die niemand heeft"},
             {"play", Shape::list, required, "wat er gebeurt, op volgorde", {}, Group::play}}};
}

WordDoc people()
{
    return {"people",
            Group::play,
            Call::table,
            "de mensen doen wat gevraagd wordt, tot iets bereikt is",
            {{"until_phase", Shape::name, optional, "tot deze fase open is"},
             {"until_open", Shape::sentence, optional, "tot deze stap open is"},
             {"until_state", Shape::one_of, optional, "tot de workflow zo ver is", names_of<domain::RunState>()},
             {"for_", Shape::period, optional, "zo lang"},
             {"except", Shape::names, optional, "stappen die zij laten liggen"},
             {"answers", Shape::free_table, optional, "wat zij antwoorden, per stap"}}};
}

WordDoc expect()
{
    return {"expect",
            Group::play,
            Call::table,
            "wat er nu waar moet zijn",
            {{"phase", Shape::name, optional, "deze fase is open"},
             {"repetition", Shape::whole, optional, "voor de hoeveelste keer"},
             {"open", Shape::sentences, optional, "deze stappen zijn open"},
             {"done", Shape::sentences, optional, "deze stappen zijn klaar"},
             {"skipped", Shape::sentences, optional, "deze stappen zijn overgeslagen"},
             {"not_open", Shape::sentences, optional, "deze stappen zijn niet open"},
             {"outcome", Shape::outcome_names, optional, "de uitkomst van stappen"},
             {"cannot_move", Shape::sentence, optional, "dit feit ontbreekt om verder te kunnen"},
             {"state", Shape::one_of, optional, "zo staat het met de workflow", names_of<domain::RunState>()},
             {"told", Shape::sentences, optional, "deze berichten zijn verstuurd"},
             {"late", Shape::sentences, optional, "deze stappen zijn te laat"}}};
}

}  // namespace

std::vector<WordDoc> words_of_tests()
{
    return {
        {"tests", Group::tests, Call::list, "de scenario's, in test.lua", {}},
        scenario(),
        {"area",
         Group::area,
         Call::id_table,
         "een gebied",
         {{"kind", Shape::one_of, required, "het soort gebied", {"wijk", "buurt", "deelgebied", "blok", "complex"}},
          {"name", Shape::sentence, required, "hoe het heet"},
          {"parent", Shape::name, optional, "het gebied waarin het ligt"},
          {"inhabitants", Shape::whole, optional, "hoeveel mensen er wonen"},
          {"dwellings", Shape::whole, optional, "hoeveel woningen er staan"}}},
        people(),
        {"answer", Group::play, Call::text_table, "iemand beantwoordt een open stap", {}},
        {"record", Group::play, Call::text_table, "iemand legt iets vast", {}},
        {"pass", Group::play, Call::text, "de tijd gaat voorbij", {}},
        {"pause",
         Group::play,
         Call::table_optional,
         "het programma pauzeert",
         {{"reason", Shape::sentence, optional, "waarom"}}},
        {"resume", Group::play, Call::table_optional, "het programma gaat verder", {}},
        expect(),
    };
}

}  // namespace wd::script
