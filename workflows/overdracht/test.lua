-- A handover as it should go, one of which the leaver is gone, and one for which nobody is found. Simulated people name a successor,
-- write, talk, tell back and take over when they are asked; record("leave", …) and record("gone", …) say who goes.

return tests({

  scenario("Een aangekondigd vertrek, met een gesprek", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      people({ until_phase = "overdragen" }),
      expect({ done = { "aanvullen", "opvolger" }, told = { "bericht_coordinator", "bericht_vertrekker" } }),
      people({ until_phase = "landen" }),
      expect({ done = { "lezen", "gesprek", "eigen_woorden", "aanvaarden" } }),
      people({ until_state = "done" }),
      expect({ state = "done", done = { "terugkommoment_14", "terugkommoment_60", "overdrachtsreflectie" },
        told = { "nieuw_contact", "overgedragen" } }),
    } }),

  scenario("De vertrekker is weg: het document komt uit het logboek", {
    start = "2026-01-05",
    play = {
      record("gone", { role = "coordinator" }),
      people({ until_phase = "overdragen" }),
      expect({ done = { "reconstrueren" }, not_open = { "aanvullen" } }),
      people({ until_state = "done" }),
      expect({ state = "done", not_open = { "gesprek" } }),
    } }),

  scenario("Er wordt geen opvolger gevonden", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      people({ for_ = "12 weken", except = { "opvolger" } }),
      expect({ phase = "voorbereiden", open = { "opvolger" }, late = { "opvolger" }, told = { "nog_niemand" } }),
    } }),
})
