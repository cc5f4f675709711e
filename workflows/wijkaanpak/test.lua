-- How the wijkaanpak should run, also where it does not go as hoped. Simulated people answer what is asked; each
-- scenario gives the answers that matter for its story.

local wijk = {
  area("noord", { kind = "deelgebied", name = "Deelgebied A", inhabitants = 1200, dwellings = 600 }),
  area("zuid", { kind = "deelgebied", name = "Deelgebied B", inhabitants = 800, dwellings = 400 }),
  area("blok_a1", { kind = "blok", name = "Blok A1", parent = "noord", inhabitants = 80, dwellings = 40 }),
  area("blok_a2", { kind = "blok", name = "Blok A2", parent = "noord", inhabitants = 70, dwellings = 35 }),
  area("blok_b1", { kind = "blok", name = "Blok B1", parent = "zuid", inhabitants = 90, dwellings = 45 }),
  area("flat_a", { kind = "complex", name = "Complex A", parent = "noord", inhabitants = 160, dwellings = 80 }),
}

local start_input = { kanalen = { "deur", "huiskamer", "brief" } }

-- The answers of a programme in which nothing special happens. `met` adds or replaces answers.
local function gewoon(met)
  local answers = {
    oude_klachten = { open = 0 },
    moeite_met_rekening = { value = 80 },
    tempo = { datum_drukt = false },
    kansen_op_tafel = { kansen = { "riool", "groen" } },
    begroting = { nodig = 900000000, toegezegd = 900000000 },
    contactpersonen = { aantal = 130, reserves = 40, huishoudens = 1000 },
    voorstel = { huurwoningen = 80, per_maand = -500, weken_weg = 2, sociaal_plan = true },
    startafspraak = { begint = "ja" },
    oplevering = { tevreden = 30, restpunten = 0 },
    rekening_lager = { value = 820 },
  }
  for step, values in pairs(met or {}) do answers[step] = values end
  return answers
end

-- Enough people were spoken over all channels: 600 of 2,000.
local genoeg_gesproken = record("reach", { people = 600, channel = "deur" })

return tests({

  scenario("Een programma van begin tot eind", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      people({ until_open = "nog_niet_gesproken", answers = gewoon() }),
      genoeg_gesproken,
      people({ until_phase = "gebiedsanalyse", answers = gewoon() }),
      expect({ phase = "gebiedsanalyse", repetition = 1, outcome = { genoeg_gehoord = "go" },
        done = { "avond", "eigen_agenda", "terugkoppeling" } }),
      people({ until_phase = "coalitie_en_visie", answers = gewoon() }),
      expect({ done = { "koppelkansen", "een_beeld" } }),
      people({ until_phase = "planvorming", answers = gewoon() }),
      expect({ outcome = { stemming_uitgangspunten = "counted", samen_verder = "go" } }),
      people({ until_phase = "besluitvorming", answers = gewoon() }),
      expect({ outcome = { richting = "accepted", plannen_klaar = "go" } }),
      people({ until_phase = "aanbod_en_instemming", answers = gewoon() }),
      expect({ outcome = { raadsbesluit = "adopt" } }),
      people({ until_phase = "uitvoering", answers = gewoon() }),
      expect({ outcome = { stemming_aanbod = "accepted", instemming = "accepted", mag_de_schop_erin = "go" } }),
      people({ until_phase = "borging", answers = gewoon() }),
      expect({ done = { "oplevering", "meldpunt" } }),
      people({ until_state = "done", answers = gewoon() }),
      expect({ state = "done", done = { "rekening_lager", "lessen_delen", "losgelaten" }, told = { "bedankt" } }),
    } }),

  scenario("Een verloren stemming: het deelgebied past het plan aan en stemt opnieuw", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_phase = "planvorming", answers = gewoon() }),
      people({ until_open = "richting_opnieuw", answers = gewoon({ richting = { outcome = "rejected" } }) }),
      expect({ phase = "planvorming", outcome = { richting = "rejected" },
        done = { "wat_zegt_dit_nee", "richting_bijstellen" }, not_open = { "plannen_klaar" } }),
      people({ until_phase = "besluitvorming", answers = gewoon({ richting = { outcome = "rejected" } }) }),
      expect({ outcome = { richting_opnieuw = "accepted" } }),
    } }),

  scenario("Twee keer nee: bewoners houden hun eigen tempo, en de bewonersgroep stuurt het plan terug", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_phase = "planvorming", answers = gewoon() }),
      people({ until_open = "plannen_klaar", answers = gewoon({
        richting = { outcome = "rejected" }, richting_opnieuw = { outcome = "rejected" } }) }),
      expect({ done = { "eigen_tempo" }, open = { "plannen_klaar" } }),
      people({ for_ = "8 weken", answers = gewoon({ plannen_klaar = { outcome = "back", phase = "planvorming" } }) }),
      expect({ phase = "planvorming", repetition = 2 }),
    } }),

  scenario("De raad zegt nee: bewoners horen waarom en het plan gaat terug", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "raadsbesluit", answers = gewoon() }),
      answer("raadsbesluit", { outcome = "reject" }),
      expect({ phase = "besluitvorming", open = { "nee_uitleggen" }, outcome = { raadsbesluit = "reject" } }),
      people({ for_ = "12 weken", answers = gewoon() }),
      expect({ phase = "planvorming", repetition = 2 }),
      people({ until_phase = "aanbod_en_instemming", answers = gewoon() }),
      expect({ outcome = { raadsbesluit = "adopt" } }),
    } }),

  scenario("Niemand spreekt in: de raad vergadert toch, en de uitnodiging vervalt", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "inspreken", answers = gewoon() }),
      people({ until_open = "raadsbesluit", answers = gewoon(), except = { "inspreken" } }),
      expect({ phase = "besluitvorming", open = { "raadsbesluit" }, not_open = { "inspreken" } }),
      people({ until_phase = "aanbod_en_instemming", answers = gewoon() }),
    } }),

  scenario("De raad stelt voorwaarden: die komen eerst in het plan", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "raadsbesluit", answers = gewoon() }),
      answer("raadsbesluit", { outcome = "adopt_with_conditions" }),
      expect({ open = { "voorwaarden" }, not_open = { "uitslag_vertellen" } }),
    } }),

  scenario("Het bereik is niet ingevuld: het programma zegt wat er mist", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      people({ until_open = "nog_niet_gesproken", answers = gewoon() }),
      people({ for_ = "8 weken", answers = gewoon() }),
      expect({ phase = "bewonersavond", done = { "nog_niet_gesproken" }, not_open = { "langs_de_deur" },
        cannot_move = "reach" }),
      genoeg_gesproken,
      people({ until_phase = "gebiedsanalyse", answers = gewoon() }),
      expect({ phase = "gebiedsanalyse" }),
    } }),

  scenario("Te weinig bewoners gesproken: eerst langs de deur en in de huiskamer", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      record("reach", { people = 190, channel = "avond" }),
      people({ until_open = "langs_de_deur", answers = gewoon() }),
      expect({ phase = "bewonersavond", not_open = { "genoeg_gehoord" } }),
      people({ until_phase = "gebiedsanalyse", answers = gewoon({ huiskamers = { gesprekken = 20, mensen = 160 } }) }),
      expect({ done = { "meer_gesprekken" } }),
    } }),

  scenario("Een pauze: antwoorden tellen, maar er gaat niets nieuws open", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "partijen", answers = gewoon() }),
      pause({ reason = "verkiezingen" }),
      answer("partijen", { partijen = 14, onbekend = 3, standpunten = "verschillend" }),
      pass("10 weken"),
      expect({ phase = "gebiedsanalyse", not_open = { "koppelkansen" } }),
      resume({}),
      expect({ done = { "partijen" }, open = { "koppelkansen" } }),
      people({ until_phase = "coalitie_en_visie", answers = gewoon() }),
      expect({ phase = "coalitie_en_visie" }),
    } }),

  scenario("Minder dan 70 procent van de huurders: een beter voorstel", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "instemming_opnieuw", answers = gewoon({ instemming = { outcome = "rejected" } }) }),
      expect({ phase = "aanbod_en_instemming", outcome = { instemming = "rejected" },
        done = { "tweede_voorstel" } }),
    } }),

  scenario("Een klein complex: elke huurder wordt apart gevraagd", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_phase = "uitvoering", answers = gewoon({
        voorstel = { huurwoningen = 8, per_maand = 0, weken_weg = 0, sociaal_plan = true } }) }),
      expect({ done = { "ieder_apart" }, not_open = { "instemming" } }),
    } }),

  scenario("Een datum schuurt en de opdrachtgever stopt: de lessen blijven", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_state = "done", answers = gewoon({
        tempo = { datum_drukt = true }, schuurt = { outcome = "stop" } }) }),
      expect({ state = "done", done = { "lessen_bij_stoppen", "eerlijk_gestopt" } }),
    } }),

  scenario("Een deelgebied wil nu niet: het wordt niet meegetrokken", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_phase = "borging", answers = gewoon({ startafspraak = { begint = "niet" } }) }),
      expect({ phase = "borging", done = { "wat_dan_wel" }, not_open = { "werk" } }),
    } }),

  scenario("Een lege stoel: het werk wacht zichtbaar op wie er nog niet is", {
    start = "2026-01-05", areas = wijk, input = start_input, unstaffed = { "bewonersgroep" },
    play = {
      genoeg_gesproken,
      people({ for_ = "2 jaar", answers = gewoon() }),
      expect({ phase = "bewonersavond", open = { "begeleiders" } }),
    } }),

  scenario("Het sociale spoor staat stil: na acht weken hoort de projectleider het", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      people({ for_ = "14 weken", answers = gewoon(), except = { "wat_leeft", "oude_klachten" } }),
      expect({ phase = "kennismaken", done = { "spoor_staat_stil" }, open = { "wat_leeft" } }),
    } }),

  scenario("De subsidie blijft uit: na een half jaar gaat het plan verder zonder", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "zonder_subsidie", except = { "subsidie_toegezegd" },
        answers = gewoon({ begroting = { nodig = 900000000, toegezegd = 700000000 } }) }),
      expect({ phase = "besluitvorming", open = { "subsidie_toegezegd" } }),
      people({ until_phase = "aanbod_en_instemming", answers = gewoon(), except = { "subsidie_toegezegd" } }),
      expect({ done = { "zonder_subsidie" }, not_open = { "subsidie_toegezegd" } }),
    } }),

  scenario("Het werk duurt langer: bewoners horen tot wanneer", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "werk_duurt_langer", answers = gewoon(), except = { "werk" } }),
      expect({ phase = "uitvoering", open = { "werk" } }),
      people({ until_phase = "borging", answers = gewoon() }),
      expect({ done = { "werk", "werk_duurt_langer" } }),
    } }),

  scenario("De rekening daalde bij te weinig huishoudens: eerst herstellen", {
    start = "2026-01-05", areas = wijk, input = start_input,
    play = {
      genoeg_gesproken,
      people({ until_open = "rekening_herstellen", answers = gewoon({ rekening_lager = { value = 450 } }) }),
      expect({ phase = "borging", not_open = { "losgelaten" } }),
    } }),
})
