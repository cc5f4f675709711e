-- workflow.lua
return workflow("wijkaanpak", {
  title = "Wijkaanpak: van eerste bewonersavond tot uitvoering", version = 1, api = 1,
  roles = {
    role("projectleider", { title = "Projectleider", core = true }),
    role("opbouwwerker", { title = "Opbouwwerker", core = true, competences = { "luisteren", "organiseren" } }),
    role("bewonersgroep", { title = "Bewonersgroep", residents = true }) },
  input = { field("kanalen", { title = "Hoe nodigt u bewoners uit?", kind = "choices", options = {
    option("deur", { title = "aan de deur" }), option("huiskamer", { title = "huiskamergesprek" }), option("brief", { title = "brief" }) } }) },
  settings = { field("bereik_minimum", { title = "Doe meer als het bereik lager is dan", kind = "per_mille", default = 250 }) },
  phases = {
    phase("bewonersavond", { title = "Eerste bewonersavond", steps = {
      reflection("vooraf", { title = "Bezint eer ge begint", role = "projectleider", form = "bezint_eer_ge_begint", within = "2 weken" }),
      each("kanaal", { over = "input.kanalen", steps = {
        task("uitnodigen", { title = "Nodig bewoners uit: {kanaal}", role = "opbouwwerker", within = "3 weken" }) } }),
      meeting("avond", { title = "Bewonersavond", role = "projectleider", form = "avond", within = "8 weken" }),
      choose("genoeg_bereik", { branches = {
        { when = function(c) return c.reach.per_mille < c.settings.bereik_minimum end,   -- all channels together, never attendance alone
          steps = { start("meer_bereik", { workflow = "participatie" }) } },
        { otherwise = true } } }),
      task("terugkoppeling", { title = "Vertel bewoners wat er met hun inbreng gebeurt", role = "opbouwwerker", within = "3 weken" }),
      gate("verder", { title = "Is deze fase af?", deciders = { "projectleider", "bewonersgroep" },
        needs = { "vooraf", "core_team_staffed", "no_silent_promises" },
        back = { "bewonersavond" },
        outcomes = { not_now = { tell("nog_niet", { title = "We wachten nog met de volgende stap", to = "bewonersgroep" }) } } }) },
      every = { each_time("6 weken", reflection("leeragenda", { title = "Leeragenda", role = "projectleider", form = "leeragenda" })) } }),
  },
  on = { when_event("vertrek", { event = "assignment.end_announced", start = "overdracht", input = { assignment = "event.assignment" } }) },
})
