-- Steps that come back in several phases, so that they are the same everywhere. Each function makes a new step.

local stappen = {}

-- Think before you start: aim, consequences, burdens (the study's first advice).
function stappen.vooraf(wat)
  return reflection("vooraf", {
    title = "Denk vooraf na over " .. wat, role = "projectleider", form = "bezint_eer_ge_begint",
    within = "2 weken", minutes = 60 })
end

-- In `each` a title says which of them it is: `plek` is then its name, "{deelgebied}".
local function met(woord, plek)
  return plek and " " .. woord .. " " .. plek or ""
end

-- What the evening taught us, while it is fresh.
function stappen.nabespreking(avond, plek)
  return reflection("nabespreking", {
    title = "Bespreek de avond" .. met("in", plek) .. " na", role = "procesbegeleider", form = "nabespreking",
    within = "1 week na " .. avond, minutes = 30 })
end

-- After every evening residents hear what happens with what they said. The list is sequential, so a next evening waits
-- for it. A promise to residents outlives the phase: hence `carry`.
function stappen.terugkoppeling(avond, plek)
  return task("terugkoppeling", {
    title = "Vertel bewoners" .. met("van", plek) .. " wat er met hun inbreng is gedaan", role = "opbouwwerker",
    form = "terugkoppeling", within = "3 weken na " .. avond, remind = "1 week", carry = true, minutes = 45,
    late = { tell("terugkoppeling_laat", {
      title = "Bewoners" .. met("van", plek) .. " wachten nog op antwoord na de avond", to = "opdrachtgever" }) } })
end

-- Does somebody's date press on the residents' pace? The opbouwwerker says so, out loud and in every later phase.
function stappen.tempo()
  return task("tempo", {
    title = "Kijk of een datum van buiten op het tempo van bewoners drukt", role = "opbouwwerker", form = "tempo",
    within = "2 weken", minutes = 5 })
end

-- If so, the opdrachtgever decides by name. Stopping is a decent answer: then the lessons stay.
function stappen.schuurt()
  return choose("datum_en_tempo", { branches = {
    { when = function(c) return c.tempo.datum_drukt end, steps = {
      friction("schuurt", {
        title = "Beslis wat we doen: een datum schuurt met het tempo van bewoners", role = "opdrachtgever",
        within = "3 weken", minutes = 20, outcomes = {
          move_date = { tell("datum_schuift", {
            title = "De datum schuift op; uw tempo gaat voor", to = "bewonersgroep" }) },
          smaller_step = { task("kleinere_stap", {
            title = "Spreek met bewoners een kleinere stap af", role = "procesbegeleider", form = "kleinere_stap",
            within = "4 weken", minutes = 45 }) },
          stop = {
            task("lessen_bij_stoppen", {
              title = "Leg met bewoners vast wat we leerden", role = "procesbegeleider", form = "lessen",
              within = "6 weken", minutes = 60 }),
            task("eerlijk_gestopt", {
              title = "Vertel bewoners dat we stoppen, en waarom", role = "opdrachtgever", within = "2 weken",
              minutes = 30 }),
            finish("gestopt") } } }) } },
    { otherwise = true } } })
end

-- No gate without looking back at the phase.
function stappen.terugblik(fase)
  return reflection("terugblik", {
    title = "Kijk terug op: " .. fase, role = "procesbegeleider", form = "tijdlijn", within = "3 weken",
    minutes = 120 })
end

-- When one track moves and the other does not, a plan for streets forgets the people, or the other way round
-- (verkokering). Who has a task in hand that is not late breaks the silence, so long works are no standstill. The branch
-- "{sporen}" and the place are read in the message, so they are plain words.
function stappen.spoor_staat_stil(plek)
  return { tell("spoor_staat_stil", {
    title = "Al acht weken geen nieuws uit het spoor {sporen}" .. met("in", plek) .. ": waar kunt u mee helpen?",
    to = "projectleider" }) }
end

-- Answered when a gate says "nu niet". Residents hear it from us.
function stappen.nog_niet()
  return { tell("nog_niet", { title = "We wachten nog met de volgende stap", to = "bewonersgroep" }) }
end

-- Comes back while a phase is open: the learning agenda, and (from the evening to the end of the works) a technical
-- adviser who works for residents, not for the municipality.
function stappen.leeragenda()
  return each_time("6 weken", reflection("leeragenda", {
    title = "Werk de leeragenda van het kernteam bij", role = "procesbegeleider", form = "leeragenda",
    within = "2 weken", minutes = 30 }))
end

-- Twice a year the story is told together, so that a standstill and a turn can be seen.
function stappen.tijdlijn()
  return each_time("26 weken", reflection("tijdlijn", {
    title = "Vertel samen het verhaal van het laatste halfjaar", role = "procesbegeleider", form = "tijdlijn",
    within = "6 weken", minutes = 180 }))
end

function stappen.spreekuur()
  return each_time("12 weken", task("spreekuur", {
    title = "Houd spreekuur in de wijk over huis, straat en plan", role = "technisch_adviseur", form = "spreekuur",
    within = "4 weken", minutes = 15 }))
end

return stappen
