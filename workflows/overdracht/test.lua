-- A handover as it should go, one of which the leaver is gone, one for which nobody is found, and what people do before they are
-- asked. Simulated people name a successor, write, talk, tell back and take over when they are asked; record("leave", …) and
-- record("gone", …) say who goes, record("handover", …) does a part of it at once.

return tests({

  scenario("Een aangekondigd vertrek, met een gesprek", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      people({ until_phase = "overdragen" }),
      expect({ done = { "aanvullen", "opvolger" }, told = { "bericht_coordinator", "bericht_vertrekker" } }),
      people({ until_phase = "landen" }),
      expect({ done = { "lezen", "gesprek", "eigen_woorden", "aanvaarden" }, told = { "bericht_opvolger", "overgedragen", "uw_rol_is_over" } }),
      people({ until_state = "done" }),
      expect({ state = "done", done = { "exitgesprek", "terugkommoment_14", "terugkommoment_60" },
        told = { "nieuw_contact" } }),
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

  scenario("De vertrekker gaat eerder weg dan gezegd: een ander schrijft verder", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      expect({ open = { "aanvullen" } }),
      record("gone", { role = "projectleider" }),
      pass("1 week"),
      expect({ open = { "aanvullen" } }),
      record("handover", { part = "document" }),
      expect({ done = { "aanvullen" } }),
      people({ until_state = "done" }),
      expect({ state = "done" }),
    } }),

  scenario("Er wordt geen opvolger gevonden", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      people({ for_ = "12 weken", except = { "opvolger" } }),
      expect({ phase = "voorbereiden", open = { "opvolger" }, late = { "opvolger" }, told = { "nog_niemand" } }),
    } }),

  scenario("Er is al gepraat en naverteld voordat daarom gevraagd wordt", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      record("handover", { part = "receiver" }),
      expect({ done = { "opvolger" }, open = { "aanvullen" } }),
      record("handover", { part = "conversation" }),
      record("handover", { part = "own_words" }),
      record("handover", { part = "document" }),
      expect({ phase = "overdragen", open = { "lezen" } }),
      people({ until_phase = "landen" }),
      expect({ done = { "gesprek", "eigen_woorden", "aanvaarden" } }),
      people({ until_state = "done" }),
      expect({ state = "done" }),
    } }),

  scenario("De rol is overgenomen zonder document: daar wordt niet meer om gevraagd", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      record("handover", { part = "receiver" }),
      record("handover", { part = "own_words" }),
      record("handover", { part = "accept" }),
      expect({ phase = "overdragen", skipped = { "aanvullen" }, open = { "lezen" } }),
      people({ until_state = "done" }),
      expect({ state = "done", done = { "terugkommoment_60" } }),
    } }),

  scenario("De opvolger begint later: alles telt vanaf de eerste dag", {
    start = "2026-01-05",
    play = {
      record("leave", { role = "projectleider", after = "10 weken" }),
      record("handover", { part = "receiver" }),
      record("handover", { part = "document" }),
      record("handover", { part = "conversation" }),
      record("handover", { part = "own_words" }),
      record("handover", { part = "accept", after = "8 weken" }),
      pass("6 weken"),
      expect({ open = { "eerste_dag", "veertien_dagen", "zestig_dagen" }, not_open = { "terugkommoment_14" } }),
      pass("3 weken"),
      expect({ told = { "nieuw_contact" }, open = { "veertien_dagen" } }),
      pass("2 weken"),
      expect({ open = { "terugkommoment_14", "zestig_dagen" } }),
      people({ until_state = "done" }),
      expect({ state = "done", done = { "terugkommoment_14", "terugkommoment_60" } }),
    } }),
})
