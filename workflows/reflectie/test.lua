-- Each moment asks its own form, and skipping is an answer.
return tests({
  scenario("Een nabespreking", { start = "2026-01-05",
    play = { expect({ open = { "nabespreking" } }), people({ until_state = "done" }),
      expect({ state = "done", done = { "nabespreking" } }) } }),
  scenario("Een tijdlijn", { start = "2026-01-05", input = { moment = "tijdlijn" },
    play = { people({ until_state = "done" }), expect({ done = { "tijdlijnsessie" }, not_open = { "nabespreking" } }) } }),
  scenario("Een leergeschiedenis wordt gelezen door wie erin voorkomt", { start = "2026-01-05",
    input = { moment = "leergeschiedenis" },
    play = { people({ until_open = "meelezen" }), expect({ done = { "leergeschiedenis" } }),
      people({ until_state = "done" }), expect({ state = "done" }) } }),
  scenario("Overslaan met een zin", { start = "2026-01-05", input = { moment = "leeragenda" },
    play = { answer("leeragenda_bijwerken", { skip = "We waren niet compleet." }),
      expect({ state = "done", skipped = { "leeragenda_bijwerken" } }) } }),
})
