-- A small programme for the tests of story.mjs: every kind of step once, side by side, then a gate and a last step.
-- SPDX-License-Identifier: EUPL-1.2
return workflow("verhaal", {
  title = "Verhaal: van alles één keer", version = 1, api = 1,

  roles = {
    role("opdrachtgever", { title = "Opdrachtgever" }),
    role("projectleider", { title = "Projectleider", core = true }),
    role("opbouwwerker", { title = "Opbouwwerker", core = true }),
    role("bewonersgroep", { title = "Bewonersgroep", residents = true }),
    role("coordinator", { title = "Coördinator overdracht" }),
  },

  phases = {
    phase("begin", { title = "Begin", steps = {
      together("naast_elkaar", { branches = {
        { id = "vragen", steps = { task("vragen", { title = "Stel de eerste vragen", role = "projectleider",
          form = "vragen", within = "3 weken" }) } },
        { id = "praten", steps = { meeting("avond", { title = "Houd een bewonersavond", role = "opbouwwerker" }) } },
        { id = "stemmen", steps = { vote("stemming", { title = "Stem over het plan", role = "projectleider",
          base = "residents", threshold = { min = 600, max = 700 }, set_by = "bewonersgroep",
          outcomes = { rejected = {}, no_quorum = {} } }) } },
        { id = "huren", steps = { vote("instemming", { title = "Vraag huurders of zij instemmen", role = "projectleider",
          base = "tenancies", threshold = 700, set_by = "projectleider", closes = "8 weken", legal = true,
          outcomes = { rejected = {}, no_quorum = {} } }) } },
        { id = "besluiten", steps = { decision("raad", { title = "Leg het plan voor aan de raad",
          role = "projectleider", outcomes = { reject = {} } }) } },
        { id = "meten", steps = { measure("cijfer", { title = "Hoeveel woningen zijn aangesloten?",
          role = "projectleider", measure = "aangesloten", unit = "count" }) } },
        { id = "schuren", steps = { friction("schuurt", { title = "Een datum schuurt met het tempo van bewoners",
          role = "opdrachtgever", outcomes = { move_date = {}, smaller_step = {}, stop = {} } }) } },
        { id = "stilstaan", steps = { reflection("terugblik", { title = "Kijk terug op het begin",
          role = "projectleider", form = "terugblik" }) } },
      } }),
      gate("verder", { title = "Kunnen we verder?", deciders = { "opdrachtgever", "bewonersgroep" },
        outcomes = { not_now = {} } }),
    } }),
    phase("einde", { title = "Einde", steps = {
      task("afsluiten", { title = "Sluit het programma af", role = "projectleider" }),
    } }),
  },
})
