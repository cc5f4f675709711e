-- The municipal programme for one neighbourhood, from getting to know it to leaving it in good hands.
-- Read it from top to bottom: nine phases, each a list of steps in the order in which they open. Steps that come back
-- in several phases stand in lib/stappen.lua; the questions stand in forms.lua; test.lua shows how it runs.
-- Durations say how long a step may take for the people who do it. Residents have no term that can be missed.

local stappen = lib.stappen

-- Reach counts all channels together, never the attendance of one evening.
local function te_weinig_bereik(c)
  return c.reach.per_mille < c.settings.bereik_minimum
end

-- How many living-room talks it takes to speak the wanted share of the neighbourhood, in groups that stay small.
local function gesprekken_nodig(c)
  local mensen = c.population.inhabitants * c.settings.bereik_minimum
  return (mensen + 1000 * c.settings.gesprek_maximum - 1) // (1000 * c.settings.gesprek_maximum)
end

-- One contact person for every few households.
local function te_weinig_contactpersonen(c)
  return c.contactpersonen.aantal * c.settings.huishoudens_per_contactpersoon < c.contactpersonen.huishoudens
end

return workflow("wijkaanpak", {
  title = "Wijkaanpak: van eerste bewonersavond tot uitvoering", version = 2, api = 1,

  -- ---------------------------------------------------------------------------------------------- who takes part
  roles = {
    role("opdrachtgever", { title = "Opdrachtgever" }),
    role("projectleider", { title = "Projectleider", core = true,
      competences = { "verbinden", "plannen", "ruimte geven" } }),
    role("opbouwwerker", { title = "Opbouwwerker", core = true,
      competences = { "luisteren", "organiseren", "naast bewoners staan" } }),
    role("wijkteam", { title = "Sociaal wijkteam", core = true, competences = { "begeleiden", "doorverwijzen" } }),
    role("corporatie", { title = "Woningcorporatie", core = true, competences = { "huurzaken", "onderhoud" } }),
    role("openbare_ruimte", { title = "Openbare ruimte (gemeente)", core = true,
      competences = { "straat en riool", "plannen afstemmen" } }),
    -- Two people who work for the residents, from the first evening to the end of the works. Residents choose them.
    role("procesbegeleider", { title = "Procesbegeleider (onafhankelijk)", core = true,
      competences = { "gesprekken leiden", "onafhankelijk zijn" } }),
    role("technisch_adviseur", { title = "Technisch adviseur (onafhankelijk)",
      competences = { "bouw en energie", "uitleggen in gewone taal" } }),
    role("bewonersgroep", { title = "Bewonersgroep", residents = true }),
    role("huurderscommissie", { title = "Huurderscommissie", residents = true }),
    role("griffier", { title = "Griffier van de gemeenteraad" }),
    role("uitvoerder", { title = "Uitvoerder van de werkzaamheden" }),
    -- Sees to it that chairs go over well, in more than one neighbourhood.
    role("coordinator", { title = "Coördinator overdracht" }),
  },

  -- --------------------------------------------------------------------------- what is asked when a programme starts
  input = {
    field("kanalen", { title = "Hoe nodigt u bewoners uit?", kind = "choices", options = {
      option("deur", { title = "aan de deur" }),
      option("sleutelfiguren", { title = "via mensen die iedereen kent" }),
      option("huiskamer", { title = "huiskamergesprek" }),
      option("ontmoetingsplek", { title = "school, kerk, moskee of club" }),
      option("brief", { title = "brief in meer talen" }),
      option("online", { title = "online en in de buurtapp" }) } }),
  },

  -- ------------------------------------------------------------- figures; each municipality may choose its own values
  settings = {
    field("bereik_minimum", { title = "Percentage bewoners dat we ten minste willen spreken",
      kind = "per_mille", default = 250 }),
    field("gesprek_maximum", { title = "Hoogste aantal mensen in een huiskamergesprek",
      kind = "count", default = 10, min = 2, max = 10 }),
    field("huishoudens_per_contactpersoon", { title = "Huishoudens per contactpersoon",
      kind = "count", default = 8, min = 5, max = 10 }),
    field("krappe_rekening", { title = "Percentage huishoudens met een te hoge rekening; vanaf hier eerst besparen",
      kind = "per_mille", default = 100 }),
    field("draagvlak_ruim", { title = "Percentage bewoners dat ja zegt; daaronder luisteren we eerst naar zorgen",
      kind = "per_mille", default = 700, min = 600, max = 1000 }),
    field("complex_minimum", { title = "Aantal huurwoningen in een complex; vanaf hier telt de 70 procent",
      kind = "count", default = 10, min = 10 }),
    field("rekening_lager_minimum", { title = "Percentage huishoudens met een lagere rekening; daaronder volgt herstel",
      kind = "per_mille", default = 700 }),
  },

  phases = {

    -- ============================================================================================ 0. Kennismaken
    -- Trust comes on foot: first listen, first repair, and only then a programme.
    phase("kennismaken", { title = "Kennismaken", steps = {
      task("opdracht", { title = "Leg de opdracht vast: waarvoor, en met hoeveel ruimte", role = "opdrachtgever",
        form = "opdracht", within = "2 weken", remind = "1 week", minutes = 30 }),
      -- "Heat first" gives other tasks less attention than a shared vision: so we write down how we came in.
      task("aanvliegroute", { title = "Schrijf op waarmee we in deze wijk beginnen", role = "projectleider",
        form = "aanvliegroute", within = "1 week", minutes = 10 }),

      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          task("wat_leeft", { title = "Hoor in de wijk wat er leeft en wat er al is", role = "opbouwwerker",
            form = "wat_leeft", within = "4 weken", minutes = 30 }),
          task("oude_klachten", { title = "Zoek uit welke oude klachten nog openstaan", role = "corporatie",
            form = "oude_klachten", within = "2 weken", minutes = 20 }),
          -- Years of ignored complaints make people refuse even a free improvement.
          choose("klachten_eerst", { branches = {
            { when = function(c) return c.oude_klachten.open > 0 end, steps = {
              task("klachten_oplossen", { title = "Los de oude klachten op, of zeg wanneer dat gebeurt",
                role = "corporatie", form = "klachten_opgelost", within = "6 weken", remind = "2 weken", carry = true,
                minutes = 30 }) } },
            { otherwise = true } } }) } },
        { id = "fysiek", steps = {
          task("eerder_geprobeerd", { title = "Zoek uit wat hier eerder is geprobeerd en niet lukte",
            role = "projectleider", form = "eerder_geprobeerd", within = "3 weken", minutes = 30 }),
          task("werk_op_komst", { title = "Zet op een rij welk werk er al aankomt in straat en huis",
            role = "openbare_ruimte", form = "werk_op_komst", within = "3 weken", minutes = 20 }) } },
        { id = "team", steps = {
          -- "Verduurzaming" meant something else to every partner.
          task("woorden", { title = "Spreek af wat we met belangrijke woorden bedoelen", role = "projectleider",
            form = "woorden", within = "3 weken", minutes = 30 }),
          task("waarnemers", { title = "Spreek voor elke plek in het team af wie waarneemt", role = "projectleider",
            within = "2 weken", minutes = 20 }) } },
        { id = "acties", steps = {
          task("eerste_actie", { title = "Doe samen met bewoners een eerste kleine actie", role = "opbouwwerker",
            form = "kleine_actie", within = "8 weken", minutes = 20 }) } } } }),

      task("bewoners_eerst", { title = "Vertel bewoners over het programma, vóór de krant het schrijft",
        role = "opbouwwerker", form = "bewoners_eerst", within = "2 weken", minutes = 20 }),
      stappen.terugblik("kennismaken"),

      -- A neighbourhood that reads in the paper that it was chosen starts with a revolt.
      gate("klaar_om_te_beginnen", { title = "Weten bewoners het als eersten, en kunnen we beginnen?",
        deciders = { "opdrachtgever" }, needs = { "bewoners_eerst", "eerste_actie", "woorden", "terugblik", "deputies_named" },
        independent = true, back = { "kennismaken" }, within = "2 weken", minutes = 20,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn() } }),

    -- ==================================================================================== 1. Eerste bewonersavond
    -- An evening draws one in ten at most. The doors before it and the talk after it reach the others.
    phase("bewonersavond", { title = "Eerste bewonersavond", steps = {
      stappen.vooraf("de eerste avond"),
      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          task("sleutelfiguren", { title = "Vraag mensen die iedereen kent om mee uit te nodigen",
            role = "opbouwwerker", form = "sleutelfiguren", within = "3 weken", minutes = 20 }),
          each("kanaal", { over = "input.kanalen", steps = {
            task("uitnodigen", { title = "Nodig bewoners uit: {kanaal}", role = "opbouwwerker",
              form = "uitnodigen", within = "3 weken", minutes = 15 }) } }) } },
        { id = "fysiek", steps = {
          task("uitleg", { title = "Leg in gewone taal uit wat er aan huis en straat kan", role = "technisch_adviseur",
            within = "5 weken", minutes = 60 }) } },
        { id = "team", steps = {
          task("kernteam", { title = "Zorg dat elke plek in het kernteam bezet is", role = "projectleider",
            within = "4 weken", minutes = 30 }),
          task("begeleiders", { title = "Kies uw eigen onafhankelijke begeleiders", role = "bewonersgroep",
            form = "begeleiders", within = "3 weken", minutes = 20 }) } } } }),

      meeting("avond", { title = "Houd de eerste bewonersavond, in de wijk en online", role = "procesbegeleider",
        form = "avond", within = "4 weken", remind = "2 weken", minutes = 150 }),

      together("na_de_avond", { branches = {
        { id = "antwoord", steps = {
          stappen.nabespreking("avond"),
          stappen.terugkoppeling("avond") } },
        { id = "gesprek", steps = {
          -- The talk afterwards counts as much as the evening.
          task("nagesprek", { title = "Praat na met wie er was, en met wie niets zei", role = "opbouwwerker",
            form = "nagesprek", within = "2 weken na avond", minutes = 20 }),
          task("nog_niet_gesproken", { title = "Schrijf op welke groepen we nog niet spraken", role = "opbouwwerker",
            form = "nog_niet_gesproken", within = "2 weken", minutes = 15 }),
          choose("genoeg_bereik", { branches = {
            { when = te_weinig_bereik, steps = {
              compute("aantal_gesprekken", { value = gesprekken_nodig }),
              task("langs_de_deur", { title = "Ga langs de deuren in straten waar we nog weinig mensen spraken",
                role = "opbouwwerker", form = "langs_de_deur", within = "6 weken", minutes = 20 }),
              task("huiskamers", { title = "Houd huiskamergesprekken in kleine groepen", role = "opbouwwerker",
                form = "huiskamers", within = "6 weken", minutes = 20 }),
              choose("nog_een_ronde", { branches = {
                { when = function(c) return c.huiskamers.gesprekken < gesprekken_nodig(c) end, steps = {
                  task("meer_gesprekken", { title = "Houd nog meer huiskamergesprekken: we spraken te weinig mensen",
                    role = "opbouwwerker", form = "huiskamers", within = "6 weken", minutes = 20 }) } },
                { otherwise = true } } }) } },
            { otherwise = true } } }) } },
        { id = "agenda", steps = {
          -- Wider than heat: public space, parking, the wallet. The programme works with this list.
          task("eigen_agenda", { title = "Maak uw eigen agenda voor de wijk", role = "bewonersgroep",
            form = "eigen_agenda", within = "6 weken", minutes = 45 }) } } } }),

      stappen.terugblik("de eerste bewonersavond"),
      gate("genoeg_gehoord", { title = "Hoorden we genoeg bewoners om verder te gaan?", deciders = { "opdrachtgever" },
        needs = { "vooraf", "terugkoppeling", "eigen_agenda", "terugblik", "core_team_staffed", "reach_recorded",
          "no_silent_promises" },
        independent = true, back = { "kennismaken", "bewonersavond" }, within = "3 weken", minutes = 20,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur() } }),

    -- ========================================================================================== 2. Gebiedsanalyse
    -- One picture of the neighbourhood: what lives there, what is strong, who wants what, what can go together.
    phase("gebiedsanalyse", { title = "Gebiedsanalyse", steps = {
      stappen.vooraf("de gebiedsanalyse"),
      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          task("buurtonderzoek", { title = "Onderzoek samen met bewoners wat er speelt", role = "opbouwwerker",
            form = "buurtonderzoek", within = "18 weken", minutes = 45 }),
          task("krachtenkaart", { title = "Teken met bewoners de kaart van talenten, clubs en plekken",
            role = "opbouwwerker", form = "krachtenkaart", within = "8 weken", minutes = 30 }),
          task("beeld_wijkteam", { title = "Noem drie dingen die u in deze wijk vaak ziet", role = "wijkteam",
            form = "beeld_wijkteam", within = "4 weken", minutes = 10 }),
          measure("moeite_met_rekening", {
            title = "Hoeveel procent van de huishoudens heeft moeite met de energierekening?",
            role = "projectleider", measure = "moeite_met_rekening", unit = "per_mille", within = "3 weken",
            minutes = 10 }) } },
        { id = "fysiek", steps = {
          task("huizen_en_leidingen", { title = "Breng huizen, leidingen en straten in beeld",
            role = "technisch_adviseur", form = "huizen_en_leidingen", within = "18 weken", minutes = 60 }),
          task("plannen_naast_elkaar", { title = "Leg de werkplannen van alle partners naast elkaar",
            role = "openbare_ruimte", form = "plannen_naast_elkaar", within = "8 weken", minutes = 30 }) } },
        -- Analysis takes long; people should see something happen meanwhile.
        { id = "acties", steps = {
          task("groen_of_spullen", { title = "Doe een kleine actie die bewoners kozen", role = "opbouwwerker",
            form = "kleine_actie", within = "12 weken", minutes = 20 }),
          task("nog_een_actie", { title = "Doe een tweede kleine actie, met nieuwe mensen", role = "opbouwwerker",
            form = "kleine_actie", within = "12 weken", minutes = 20 }) } } } }),

      -- Save first: whoever cannot pay the bill cannot think about 2030.
      choose("rekening_eerst", { branches = {
        { when = function(c) return c.moeite_met_rekening.value >= c.settings.krappe_rekening end, steps = {
          task("snel_besparen", { title = "Help huishoudens eerst met een lagere rekening", role = "projectleider",
            form = "snel_besparen", within = "10 weken", carry = true, minutes = 20 }) } },
        { otherwise = true } } }),
      task("partijen", { title = "Zet op een rij wie er meedoen en wat zij vinden", role = "procesbegeleider",
        form = "partijen", within = "4 weken", minutes = 45 }),
      task("koppelkansen", { title = "Maak de lijst van koppelkansen, voor mensen en voor het gebied",
        role = "projectleider", form = "koppelkansen", within = "3 weken", minutes = 30 }),
      meeting("een_beeld", { title = "Maak met alle partners één beeld van de wijk", role = "procesbegeleider",
        form = "een_beeld", within = "4 weken", minutes = 120 }),
      meeting("avond", { title = "Houd een bewonersavond over het beeld van de wijk", role = "procesbegeleider",
        form = "avond", within = "6 weken", remind = "2 weken", minutes = 150 }),
      stappen.nabespreking("avond"),
      stappen.terugkoppeling("avond"),
      stappen.tempo(),
      stappen.schuurt(),
      stappen.terugblik("de gebiedsanalyse"),
      gate("beeld_gedeeld", { title = "Herkennen bewoners en partners dit beeld?", deciders = { "opdrachtgever" },
        needs = { "een_beeld", "partijen", "koppelkansen", "terugkoppeling", "terugblik" }, independent = true,
        back = { "bewonersavond", "gebiedsanalyse" }, within = "3 weken", minutes = 20,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur() } }),

    -- ====================================================================================== 3. Coalitie en visie
    phase("coalitie_en_visie", { title = "Coalitie en visie", steps = {
      stappen.vooraf("de samenwerking"),
      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          task("coalitie", { title = "Vorm een coalitie met bewoners aan tafel", role = "procesbegeleider",
            form = "coalitie", within = "10 weken", minutes = 45 }),
          -- A residents' group need not mirror the neighbourhood, but we want to know who is missing. Counts only.
          task("spiegel", { title = "Bekijk of de bewonersgroep op de wijk lijkt", role = "opbouwwerker",
            form = "spiegel", within = "3 weken", minutes = 15 }),
          task("nieuwe_mensen", { title = "Nodig mensen uit die nog ontbreken in de bewonersgroep",
            role = "opbouwwerker", form = "nieuwe_mensen", within = "6 weken", minutes = 20 }) } },
        { id = "fysiek", steps = {
          task("warmte_verkennen", { title = "Verken welke oplossingen hier kunnen, met voor- en nadelen",
            role = "technisch_adviseur", form = "warmte_verkennen", within = "18 weken", minutes = 60 }) } } } }),

      meeting("visie", { title = "Schrijf met bewoners en partners de visie op de wijk", role = "procesbegeleider",
        form = "visie", within = "8 weken", minutes = 150 }),
      together("afspraken", { branches = {
        { id = "samenwerken", steps = {
          task("overeenkomst", { title = "Onderteken de afspraken over samenwerken", role = "projectleider",
            form = "overeenkomst", within = "12 weken", remind = "3 weken", minutes = 45 }),
          task("procesregie", { title = "Spreek af wie het proces leidt en wie er bijstuurt", role = "projectleider",
            form = "procesregie", within = "4 weken", minutes = 20 }) } },
        { id = "bestuur", steps = {
          decision("mandaat", { title = "Vraag het college om ruimte en mandaat voor het kernteam",
            role = "opdrachtgever", body = "board", within = "8 weken", minutes = 20, outcomes = {
              reject = { task("mandaat_bijstellen", { title = "Bespreek met het college welke ruimte wel kan",
                role = "opdrachtgever", within = "6 weken", minutes = 30 }) } } }),
          task("raad_informeren", { title = "Vertel de gemeenteraad wat bewoners en partners willen",
            role = "griffier", form = "raad_informeren", within = "8 weken", minutes = 30 }) } } } }),

      meeting("avond", { title = "Houd een bewonersavond over de uitgangspunten", role = "procesbegeleider",
        form = "avond", within = "6 weken", remind = "2 weken", minutes = 150 }),
      stappen.nabespreking("avond"),
      stappen.terugkoppeling("avond"),
      -- The first vote has no threshold: it is counted, and the deciders at the gate weigh it.
      vote("stemming_uitgangspunten", { title = "Houd de stemming over de uitgangspunten", role = "procesbegeleider",
        base = "residents", electorate = "population.inhabitants", closes = "6 weken", minutes = 20, outcomes = {
          rejected = {},
          no_quorum = { task("langs_de_buurt", {
            title = "Ga langs de deuren en luister wat bewoners van de plannen vinden",
            role = "opbouwwerker", form = "langs_de_deur", within = "6 weken", minutes = 20 }) } } }),
      stappen.tempo(),
      stappen.schuurt(),
      stappen.terugblik("coalitie en visie"),
      -- Residents decide along here, and in phases 4 and 6. They are never late, so these gates have no term.
      gate("samen_verder", { title = "Gaan we met deze visie samen verder?",
        deciders = { "opdrachtgever", "bewonersgroep" },
        needs = { "visie", "overeenkomst", "stemming_uitgangspunten", "terugkoppeling", "terugblik", "reach_recorded",
          "no_silent_promises" },
        independent = true, back = { "gebiedsanalyse", "coalitie_en_visie" }, minutes = 30,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur() } }),

    -- ============================================================================= 4. Planvorming per deelgebied
    -- Every sub-area gets its own plan, at its own pace. The council may send us back to here.
    phase("planvorming", { title = "Planvorming per deelgebied", steps = {
      stappen.vooraf("de plannen per deelgebied"),
      -- Not linking can be a good choice, as long as the reason and a date to look again are known.
      task("kansen_op_tafel", { title = "Zet op een rij welke koppelkansen er nu zijn", role = "projectleider",
        form = "kansen_op_tafel", within = "4 weken", minutes = 20 }),
      each("kans", { over = "kansen_op_tafel.kansen", steps = {
        task("kans_kiezen", { title = "Kies of we dit koppelen, of bewust niet: {kans}", role = "projectleider",
          form = "kans_kiezen", within = "8 weken", minutes = 15 }) } }),

      each("deelgebied", { over = "areas.deelgebied", steps = {
        together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil("{deelgebied}"), branches = {
          { id = "sociaal", steps = {
            task("gesprekken", { title = "Praat in kleine groepen over het plan voor {deelgebied}",
              role = "opbouwwerker", form = "huiskamers", within = "16 weken", minutes = 20 }),
            task("lasten_en_lusten", { title = "Schrijf op wie in {deelgebied} de lasten heeft, en wie de voordelen",
              role = "procesbegeleider", form = "lasten_en_lusten", within = "6 weken", minutes = 30 }) } },
          { id = "fysiek", steps = {
            task("varianten", { title = "Werk voor {deelgebied} de mogelijkheden uit, met kosten per huishouden",
              role = "technisch_adviseur", form = "varianten", within = "20 weken", minutes = 60 }),
            task("straat_en_net", { title = "Controleer straat, riool en stroomnet in {deelgebied}",
              role = "openbare_ruimte", form = "straat_en_net", within = "8 weken", minutes = 30 }) } } } }),

        meeting("avond", { title = "Houd in {deelgebied} een avond over de mogelijkheden",
          role = "procesbegeleider", form = "avond", within = "6 weken", remind = "2 weken", minutes = 120 }),
        stappen.nabespreking("avond", "{deelgebied}"),
        stappen.terugkoppeling("avond", "{deelgebied}"),

        -- Of all residents, not of the votes cast. Residents choose how high the bar is, between 60 and 70 percent.
        vote("richting", { title = "Houd in {deelgebied} de stemming over de richting", role = "procesbegeleider",
          base = "residents", threshold = { min = 600, max = 700 }, set_by = "bewonersgroep", closes = "8 weken",
          minutes = 20, outcomes = {
            rejected = { reflection("wat_zegt_dit_nee", {
              title = "Zoek uit waarom het plan in {deelgebied} nog niet past",
              role = "procesbegeleider", form = "nee_begrijpen", within = "3 weken", minutes = 45 }) },
            no_quorum = { task("niet_gestemd", {
              title = "Ga nog één keer langs de deuren in {deelgebied} en luister naar zorgen",
              role = "opbouwwerker", form = "langs_de_deur", within = "6 weken", minutes = 20 }) } } }),
        choose("tweede_ronde", { branches = {
          { when = function(c) return c.richting.outcome ~= "accepted" end, steps = {
            task("richting_bijstellen", { title = "Pas het plan voor {deelgebied} aan, samen met bewoners",
              role = "technisch_adviseur", form = "bijstellen", within = "12 weken", minutes = 45 }),
            vote("richting_opnieuw", { title = "Houd in {deelgebied} de tweede stemming over de richting",
              role = "procesbegeleider", base = "residents", threshold = { min = 600, max = 700 },
              set_by = "bewonersgroep", closes = "8 weken", minutes = 20, outcomes = {
                rejected = { task("eigen_tempo", {
                  title = "Spreek met bewoners van {deelgebied} af wat zij wel willen, en wanneer",
                  role = "opbouwwerker", form = "eigen_tempo", within = "8 weken", minutes = 30 }) },
                no_quorum = { tell("geen_uitslag", { title = "In {deelgebied} is er nog geen uitslag",
                  to = "projectleider" }) } } }) } },
          { otherwise = true } } }) } }),

      stappen.tempo(),
      stappen.schuurt(),
      stappen.terugblik("de plannen per deelgebied"),
      gate("plannen_klaar", { title = "Zijn de plannen goed genoeg voor een besluit?",
        deciders = { "opdrachtgever", "bewonersgroep" },
        needs = { "vooraf", "kansen_op_tafel", "terugblik", "linkages_decided" }, independent = true,
        back = { "gebiedsanalyse", "coalitie_en_visie", "planvorming" }, minutes = 30,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur() } }),

    -- ========================================================================================== 5. Besluitvorming
    phase("besluitvorming", { title = "Besluitvorming", steps = {
      stappen.vooraf("het uitvoeringsplan"),
      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          task("wat_betekent_dit", { title = "Schrijf op wat het plan betekent voor elk soort huishouden",
            role = "procesbegeleider", form = "wat_betekent_dit", within = "12 weken", minutes = 45 }),
          task("meelezen", { title = "Lees het plan en zeg wat er mist", role = "bewonersgroep", form = "meelezen",
            within = "6 weken", minutes = 45 }) } },
        { id = "fysiek", steps = {
          task("uitvoeringsplan", { title = "Schrijf het uitvoeringsplan, met planning per deelgebied",
            role = "projectleider", form = "uitvoeringsplan", within = "20 weken", remind = "3 weken",
            minutes = 60 }) } },
        { id = "geld", steps = {
          task("begroting", { title = "Maak de begroting en zet erbij wie wat betaalt", role = "projectleider",
            form = "begroting", within = "10 weken", minutes = 45 }),
          choose("gat", { branches = {
            { when = function(c) return c.begroting.toegezegd < c.begroting.nodig end, steps = {
              -- Whichever comes first: an answer on the subsidy, or the moment we stop waiting for it.
              first("geld_rond", { branches = {
                { id = "subsidie", steps = {
                  task("subsidie_toegezegd", { title = "Vraag subsidie aan en noteer het antwoord",
                    role = "projectleider", form = "subsidie", within = "16 weken", minutes = 30 }) } },
                { id = "zonder", steps = {
                  wait("lang_genoeg_gewacht", { time = "26 weken" }),
                  task("zonder_subsidie", { title = "Pas plan en begroting aan, zodat het zonder deze subsidie kan",
                    role = "projectleider", within = "6 weken", minutes = 45 }) } } } }) } },
            { otherwise = true } } }) } } } }),

      decision("college", { title = "Vraag het college om een besluit over het uitvoeringsplan",
        role = "opdrachtgever", body = "board", within = "6 weken", minutes = 20, outcomes = {
          reject = { go("college_terug", { phase = "planvorming" }) } } }),
      task("raadsvergadering", { title = "Zet het plan op de agenda van de gemeenteraad", role = "griffier",
        form = "raadsvergadering", within = "3 weken", minutes = 15 }),
      task("raadsstukken", { title = "Stuur de stukken naar de raad, met de stem van bewoners erbij",
        role = "projectleider", before = "10 werkdagen voor raadsvergadering", remind = "1 week", minutes = 45 }),
      -- The council meets on its day, also when nobody comes to speak; after that day the invitation lapses.
      first("op_weg_naar_de_raad", { branches = {
        { id = "bewoners", steps = {
          task("inspreken", { title = "Vertel de raad zelf wat u van het plan vindt", role = "bewonersgroep",
            form = "inspreken", before = "2 werkdagen voor raadsvergadering", minutes = 30 }),
          wait("gesproken", { date = "raadsvergadering.datum" }) } },
        { id = "raad", steps = { wait("tot_de_raad", { date = "raadsvergadering.datum" }) } } } }),
      decision("raadsbesluit", { title = "Leg vast wat de gemeenteraad besluit over het uitvoeringsplan",
        role = "griffier", body = "council", within = "4 weken na raadsvergadering", minutes = 20, outcomes = {
          adopt_with_conditions = { task("voorwaarden", { title = "Verwerk de voorwaarden van de raad in het plan",
            role = "projectleider", form = "voorwaarden", within = "8 weken", minutes = 45 }) },
          -- A no is not the end: residents hear why, and the plan goes back to the sub-areas.
          reject = {
            task("nee_uitleggen", { title = "Vertel bewoners waarom de raad nee zei", role = "opdrachtgever",
              within = "3 weken", minutes = 45 }),
            reflection("na_het_nee", { title = "Bespreek wat we leren van het nee van de raad",
              role = "procesbegeleider", form = "nee_begrijpen", within = "3 weken", minutes = 45 }),
            go("terug_naar_plan", { phase = "planvorming" }) } } }),
      task("uitslag_vertellen", { title = "Vertel bewoners wat de raad besloot en wat er nu komt",
        role = "opbouwwerker", form = "terugkoppeling", within = "3 weken", carry = true, minutes = 45 }),
      stappen.terugblik("de besluitvorming"),
      gate("besluit_rond", { title = "Zijn plan, geld en besluit rond?", deciders = { "opdrachtgever" },
        needs = { "uitvoeringsplan", "begroting", "raadsbesluit", "uitslag_vertellen", "terugblik",
          "no_silent_promises", "deputies_named" },
        independent = true, back = { "planvorming", "besluitvorming" }, within = "3 weken", minutes = 20,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur() } }),

    -- ==================================================================================== 6. Aanbod en instemming
    -- People say yes to an offer, not to a plan. Per sub-area the residents, per complex the tenants.
    phase("aanbod_en_instemming", { title = "Aanbod en instemming", steps = {
      stappen.vooraf("het aanbod"),
      task("contactpersonen", { title = "Zoek contactpersonen en reserves in elke straat", role = "opbouwwerker",
        form = "contactpersonen", within = "8 weken", minutes = 20 }),
      choose("genoeg_contactpersonen", { branches = {
        { when = te_weinig_contactpersonen, steps = {
          task("meer_contactpersonen", { title = "Vraag bekende buren om ook contactpersoon te worden",
            role = "opbouwwerker", within = "6 weken", minutes = 20 }) } },
        { otherwise = true } } }),

      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          -- Guidance starts before the works: moving, debts, allowances, fear of noise. Here we only count.
          task("begeleiding_starten", { title = "Spreek af hoeveel huishoudens u tegelijk kunt begeleiden",
            role = "wijkteam", form = "begeleiding_starten", within = "6 weken", minutes = 10 }),
          task("begeleiding_bekend", { title = "Vertel bewoners waar zij terechtkunnen met zorgen",
            role = "opbouwwerker", within = "6 weken", minutes = 20 }) } },

        { id = "deelgebieden", steps = {
          each("deelgebied", { over = "areas.deelgebied", steps = {
            task("aanbod", { title = "Maak het aanbod voor {deelgebied}: wat, wanneer en wat bewoners betalen",
              role = "technisch_adviseur", form = "aanbod", within = "18 weken", minutes = 60 }),
            task("aanbod_aan_huis", { title = "Bespreek het aanbod thuis in {deelgebied}, zo nodig in de eigen taal",
              role = "opbouwwerker", form = "langs_de_deur", within = "12 weken", minutes = 20 }),
            meeting("avond", { title = "Houd in {deelgebied} een avond over het aanbod", role = "procesbegeleider",
              form = "avond", within = "6 weken", remind = "2 weken", minutes = 120 }),
            stappen.nabespreking("avond", "{deelgebied}"),
            stappen.terugkoppeling("avond", "{deelgebied}"),
            vote("stemming_aanbod", { title = "Houd in {deelgebied} de stemming over het aanbod",
              role = "procesbegeleider", base = "residents", threshold = { min = 600, max = 700 },
              set_by = "bewonersgroep", closes = "8 weken", minutes = 20, outcomes = {
                rejected = { reflection("wat_zegt_dit_nee", {
                  title = "Zoek uit waarom het aanbod in {deelgebied} nog niet past",
                  role = "procesbegeleider", form = "nee_begrijpen", within = "3 weken", minutes = 45 }) },
                no_quorum = { task("niet_gestemd", {
                  title = "Ga nog één keer langs de deuren in {deelgebied} en luister naar zorgen",
                  role = "opbouwwerker", form = "langs_de_deur", within = "6 weken", minutes = 20 }) } } }),
            choose("na_de_stemming", { branches = {
              { when = function(c) return c.stemming_aanbod.outcome ~= "accepted" end, steps = {
                task("tweede_aanbod", { title = "Maak een tweede aanbod voor {deelgebied}",
                  role = "technisch_adviseur", form = "bijstellen", within = "12 weken", minutes = 45 }),
                vote("stemming_tweede_aanbod", { title = "Houd in {deelgebied} de stemming over het tweede aanbod",
                  role = "procesbegeleider", base = "residents", threshold = { min = 600, max = 700 },
                  set_by = "bewonersgroep", closes = "8 weken", minutes = 20, outcomes = {
                    rejected = { task("eigen_tempo", {
                      title = "Spreek met bewoners van {deelgebied} af wat zij wel willen, en wanneer",
                      role = "opbouwwerker", form = "eigen_tempo", within = "8 weken", minutes = 30 }) },
                    no_quorum = { tell("geen_uitslag", { title = "In {deelgebied} is er nog geen uitslag",
                      to = "projectleider" }) } } }) } },
              -- Yes, but narrowly: listen in the whole sub-area before anyone opens the street.
              { when = function(c)
                  return c.stemming_aanbod.yes * 1000 < c.stemming_aanbod.electorate * c.settings.draagvlak_ruim
                end, steps = {
                task("zorgen_horen", { title = "Luister in {deelgebied} naar zorgen voordat het werk begint",
                  role = "opbouwwerker", form = "langs_de_deur", within = "6 weken", minutes = 20 }) } },
              { otherwise = true } } }) } }) } },

        { id = "huurwoningen", steps = {
          task("commissie_eerst", { title = "Zeg wat er volgens huurders in het voorstel moet staan",
            role = "huurderscommissie", form = "commissie_eerst", within = "6 weken", minutes = 45 }),
          task("achterstand", { title = "Werk het achterstallig onderhoud weg", role = "corporatie",
            form = "klachten_opgelost", within = "12 weken", carry = true, minutes = 30 }),
          each("complex", { over = "areas.complex", steps = {
            task("voorstel", { title = "Doe huurders van {complex} een voorstel over huur, energie en het werk",
              role = "corporatie", form = "voorstel", within = "12 weken", minutes = 60 }),
            task("huisbezoeken", { title = "Bespreek het voorstel thuis bij de huurders van {complex}",
              role = "corporatie", form = "langs_de_deur", within = "10 weken", minutes = 30 }),
            choose("groot_of_klein", { branches = {
              { when = function(c) return c.voorstel.huurwoningen >= c.settings.complex_minimum end, steps = {
                -- Dutch law (Civil Code 7:220): 70 % of the tenancies, no answer is no. The term does not move.
                vote("instemming", { title = "Vraag de huurders van {complex} of zij instemmen",
                  role = "procesbegeleider", base = "tenancies", threshold = 700, set_by = "corporatie",
                  closes = "8 weken", legal = true, minutes = 20, outcomes = {
                    -- Who disagrees has eight weeks to go to court.
                    accepted = { wait("bedenktijd_rechter", { time = "8 weken" }) },
                    rejected = {
                      task("tweede_voorstel", { title = "Maak met de huurders van {complex} een beter voorstel",
                        role = "corporatie", form = "bijstellen", within = "16 weken", minutes = 45 }),
                      vote("instemming_opnieuw", { title = "Vraag de huurders van {complex} opnieuw of zij instemmen",
                        role = "procesbegeleider", base = "tenancies", threshold = 700, set_by = "corporatie",
                        closes = "8 weken", legal = true, minutes = 20, outcomes = {
                          accepted = { wait("bedenktijd_rechter_opnieuw", { time = "8 weken" }) },
                          rejected = { task("complex_wacht", {
                            title = "Vertel huurders van {complex} wat er nu wel en niet gebeurt",
                            role = "corporatie", form = "eigen_tempo", within = "6 weken", minutes = 30 }) },
                          no_quorum = {} } }) },
                    no_quorum = {} } }) } },
              { otherwise = true, steps = {
                task("ieder_apart", { title = "Vraag elke huurder van {complex} apart om een akkoord",
                  role = "corporatie", form = "ieder_apart", within = "10 weken",
                  minutes = 30 }) } } } }) } }) } } } }),

      -- Not spoken is not against. We count who is missing before anything starts.
      task("spiegel", { title = "Schrijf op welke groepen we bij de stemming misten", role = "opbouwwerker",
        form = "gemiste_groepen", within = "4 weken", minutes = 15 }),
      task("afspraken_vast", { title = "Leg de afspraken met de bouwers en partners vast", role = "projectleider",
        form = "overeenkomst", within = "10 weken", minutes = 45 }),
      stappen.tempo(),
      stappen.schuurt(),
      stappen.terugblik("aanbod en instemming"),
      gate("mag_de_schop_erin", { title = "Mag het werk in de wijk beginnen?",
        deciders = { "opdrachtgever", "bewonersgroep" },
        needs = { "contactpersonen", "begeleiding_starten", "spiegel", "afspraken_vast", "terugblik",
          "reach_recorded" },
        independent = true, back = { "planvorming", "aanbod_en_instemming" }, minutes = 30,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur() } }),

    -- =============================================================================================== 7. Uitvoering
    -- Block by block, with one face at the door.
    phase("uitvoering", { title = "Uitvoering", steps = {
      stappen.vooraf("het werk in de straat"),
      task("meldpunt", { title = "Open een meldpunt waar bewoners zonder inloggen terechtkunnen",
        role = "projectleider", form = "meldpunt", within = "6 weken", minutes = 30 }),
      meeting("avond", { title = "Houd een bewonersavond over hoe het werk gaat", role = "procesbegeleider",
        form = "avond", within = "6 weken", remind = "2 weken", minutes = 120 }),
      stappen.nabespreking("avond"),
      stappen.terugkoppeling("avond"),

      each("deelgebied", { over = "areas.deelgebied", steps = {
        -- A sub-area that said no, or wants to wait, is not dragged along.
        task("startafspraak", { title = "Spreek af of we in {deelgebied} beginnen, en in welke volgorde",
          role = "projectleider", form = "startafspraak", within = "6 weken", minutes = 20 }),
        choose("hier_beginnen", { branches = {
          { when = function(c) return c.startafspraak.begint == "niet" end, steps = {
            task("wat_dan_wel", {
              title = "Spreek met bewoners van {deelgebied} af wat zij wel willen, en wanneer",
              role = "opbouwwerker", form = "eigen_tempo", within = "8 weken", minutes = 30 }) } },
          { otherwise = true, steps = {
            each("blok", { over = "areas.blok", steps = {
              task("vast_contact", { title = "Stel de bewoners van {blok} voor aan hun vaste contactpersoon",
                role = "opbouwwerker", form = "vast_contact", within = "6 weken", minutes = 15 }),
              task("blijf_of_keer_terug", {
                title = "Geef bewoners van {blok} op papier dat zij kunnen blijven of terugkeren",
                role = "corporatie", form = "blijf_of_keer_terug", within = "4 weken", minutes = 20 }),
              -- Care, school and rest first: the date follows from the talk with residents, not the other way round.
              task("blokplanning", { title = "Kies met de bewoners van {blok} de startdatum", role = "uitvoerder",
                form = "blokplanning", within = "4 weken", minutes = 30 }),
              task("bericht", { title = "Stuur bewoners van {blok} bericht: wanneer, hoe lang en wie zij kunnen bellen",
                role = "uitvoerder", form = "bericht", before = "3 weken voor blokplanning", minutes = 15 }),
              wait("startdatum", { date = "blokplanning.datum" }),
              together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil("{blok}"), branches = {
                { id = "sociaal", steps = {
                  task("begeleiding", { title = "Sta klaar voor huishoudens in {blok} die hulp willen",
                    role = "wijkteam", form = "begeleiding", within = "20 weken", minutes = 10 }),
                  task("buren_helpen", { title = "Help elkaar door de drukke weken in {blok}",
                    role = "bewonersgroep", form = "buren_helpen", within = "8 weken", minutes = 15 }) } },
                { id = "fysiek", steps = {
                  task("werk", { title = "Voer het werk in {blok} uit", role = "uitvoerder", form = "werk",
                    within = "24 weken", remind = "2 weken", minutes = 20,
                    late = { task("werk_duurt_langer", {
                      title = "Vertel bewoners van {blok} dat het werk langer duurt, en tot wanneer",
                      role = "projectleider", within = "1 week", minutes = 15 }) } }),
                  task("energiebezoek", { title = "Bezoek de huizen in {blok}, kijk of alles werkt en leg het uit",
                    role = "technisch_adviseur", form = "energiebezoek", within = "10 weken", minutes = 30 }) } } } }),
              task("oplevering", { title = "Loop met bewoners langs wat in {blok} klaar is en wat niet",
                role = "projectleider", form = "oplevering", within = "4 weken", minutes = 30 }),
              choose("restpunten", { branches = {
                { when = function(c) return c.oplevering.restpunten > 0 end, steps = {
                  task("restpunten_oplossen", { title = "Los de laatste punten in {blok} op", role = "uitvoerder",
                    within = "8 weken", carry = true, minutes = 20 }) } },
                { otherwise = true } } }) } }) } } } }) } }),

      stappen.tempo(),
      stappen.schuurt(),
      stappen.terugblik("de uitvoering"),
      gate("werk_af", { title = "Is het werk af, ook volgens bewoners?", deciders = { "opdrachtgever" },
        needs = { "meldpunt", "terugkoppeling", "terugblik" }, independent = true,
        back = { "aanbod_en_instemming", "uitvoering" }, within = "3 weken", minutes = 20,
        outcomes = { not_now = stappen.nog_niet() } }) },
      every = { stappen.leeragenda(), stappen.tijdlijn(), stappen.spreekuur(),
        each_time("6 weken", task("overlast", { title = "Bekijk de meldingen over overlast en geef antwoord",
          role = "projectleider", form = "overlast", within = "2 weken", minutes = 15 })),
        -- What the wijkteam hears changes the works planning. In counts, ten or more, never about one household.
        each_time("12 weken", task("themas", { title = "Geef door welke zorg u het vaakst hoort, alleen in aantallen",
          role = "wijkteam", form = "themas", within = "4 weken", minutes = 10 })) } }),

    -- ================================================================================================== 8. Borging
    phase("borging", { title = "Borging", steps = {
      together("sporen", { idle = "8 weken", when_idle = stappen.spoor_staat_stil(), branches = {
        { id = "sociaal", steps = {
          meeting("evaluatie", { title = "Kijk met bewoners terug op wat het programma opleverde",
            role = "procesbegeleider", form = "evaluatie", within = "10 weken", minutes = 120 }),
          stappen.terugkoppeling("evaluatie"),
          task("groep_verder", { title = "Spreek af hoe de bewonersgroep verder kan, met geld en een plek",
            role = "opbouwwerker", form = "groep_verder", within = "12 weken", minutes = 30 }) } },
        { id = "fysiek", steps = {
          -- A bill says something only after a whole year of heating.
          wait("stookjaar", { time = "1 jaar" }),
          measure("rekening_lager", { title = "Bij hoeveel procent van de huishoudens ging de energierekening omlaag?",
            role = "technisch_adviseur", measure = "rekening_lager", unit = "per_mille", within = "10 weken",
            minutes = 30 }),
          choose("rekening_nagekomen", { branches = {
            { when = function(c) return c.rekening_lager.value < c.settings.rekening_lager_minimum end, steps = {
              task("rekening_herstellen", { title = "Zoek uit waarom de rekening niet daalde, en herstel het",
                role = "corporatie", form = "rekening_herstellen", within = "16 weken", carry = true,
                minutes = 45 }) } },
            { otherwise = true } } }) } },
        { id = "overdracht", steps = {
          task("opbrengst", { title = "Geef de opbrengst terug aan de buurt", role = "opdrachtgever",
            form = "opbrengst", within = "10 weken", minutes = 30 }),
          task("naar_beheer", { title = "Draag straat, huizen en afspraken over aan beheer",
            role = "openbare_ruimte", form = "naar_beheer", within = "10 weken", minutes = 45 }) } } } }),
      task("lessen_delen", { title = "Deel de lessen met andere wijken en vraag of ze daar passen",
        role = "procesbegeleider", form = "lessen", within = "6 weken", minutes = 60 }),
      stappen.terugblik("het hele programma"),
      gate("losgelaten", { title = "Kan de wijk verder zonder programma?", deciders = { "opdrachtgever" },
        needs = { "groep_verder", "rekening_lager", "naar_beheer", "lessen_delen", "terugblik", "no_silent_promises" },
        independent = true, back = { "uitvoering", "borging" }, within = "4 weken", minutes = 30,
        outcomes = { not_now = stappen.nog_niet() } }),
      tell("bedankt", { title = "Het programma is af; de wijk gaat verder. Dank u wel", to = "bewonersgroep" }) },
      every = { stappen.leeragenda(), stappen.tijdlijn() } }),
  },

  -- A chair that goes to somebody else is handed over, whenever that happens and in whatever phase.
  on = {
    when_event("rol_gaat_over", { event = "handover.started", start = "overdracht",
      input = { handover = "event.handover" } }),
    -- Something from outside changes the plan, a vote is lost, a date pressed, a track stands still, or somebody of the core team or
    -- of the residents goes: stop and think before going on. What comes while the talk about the last one is still to be held, is
    -- talked about in the same meeting.
    when_event("bericht_van_buiten", { event = "signal.received", start = "reflectie", merge = true }),
    when_event("stemming_verloren", { event = "vote.closed", start = "reflectie", merge = true,
      when = function(c) return c.event.outcome == "rejected" end }),
    when_event("het_schuurde", { event = "friction.decided", start = "reflectie", merge = true,
      when = function(c) return c.event.outcome ~= "stop" end }),
    when_event("spoor_stil", { event = "track.idle", start = "reflectie", merge = true }),
    when_event("iemand_gaat", { event = "handover.started", start = "reflectie", merge = true,
      when = function(c)
        return c.handover.core or c.handover.residents or c.handover.kind == "key_person"
      end }),
  },
})
