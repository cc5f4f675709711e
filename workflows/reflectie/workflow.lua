-- A moment to stop and think, in one of five forms. Other programmes start it when something happens; a project leader starts
-- it by hand. The facts since the last time stand ready (`wijkdraad reflection facts`), so that nobody has to gather them. Notes
-- are of who took part; they release lessons themselves. Skipping takes one sentence.

local function is_moment(naam)
  return function(c) return c.input.moment == naam end
end

return workflow("reflectie", {
  title = "Reflectie: samen stilstaan", version = 1, api = 1,

  roles = {
    role("projectleider", { title = "Projectleider", core = true }),
    role("procesbegeleider", { title = "Procesbegeleider (onafhankelijk)", core = true,
      competences = { "gesprekken leiden", "onafhankelijk zijn" } }),
  },

  input = {
    field("moment", { title = "Welk moment?", kind = "choice", default = "nabespreking", options = {
      option("nabespreking", { title = "Nabespreking van iets dat net gebeurde" }),
      option("leeragenda", { title = "De leeragenda bijwerken" }),
      option("tijdlijn", { title = "Tijdlijn: terug over een half jaar of een fase" }),
      option("overdracht", { title = "Terugblik op een overdracht" }),
      option("leergeschiedenis", { title = "Leergeschiedenis van een fase" }) } }),
  },

  phases = {
    phase("stilstaan", { title = "Stilstaan", steps = {
      choose("welk_moment", { branches = {
        { when = is_moment("leeragenda"), steps = {
          reflection("leeragenda_bijwerken", { title = "Loop de leervragen langs: wat weten we nu, wat is nieuw, wat vervalt?",
            role = "procesbegeleider", form = "leeragenda", within = "2 weken", minutes = 30 }) } },
        { when = is_moment("tijdlijn"), steps = {
          reflection("tijdlijnsessie", { title = "Vertel samen de geschiedenis: hoogtepunten, dieptepunten, keerpunten",
            role = "procesbegeleider", form = "tijdlijn", within = "6 weken", minutes = 180 }) } },
        { when = is_moment("overdracht"), steps = {
          reflection("overdrachtsreflectie", { title = "Kijk samen terug op de overdracht", role = "projectleider",
            form = "overdracht", within = "2 weken", minutes = 30 }) } },
        { when = is_moment("leergeschiedenis"), steps = {
          reflection("leergeschiedenis", { title = "Schrijf op wat deze fase leerde, en laat het lezen door wie erin voorkomt",
            role = "procesbegeleider", form = "leergeschiedenis", within = "8 weken", minutes = 240 }),
          task("meelezen", { title = "Laat de leergeschiedenis lezen door wie erin voorkomt, en pas haar aan",
            role = "procesbegeleider", within = "4 weken", minutes = 60 }) } },
        { otherwise = true, steps = {
          reflection("nabespreking", { title = "Bespreek na wat er gebeurde", role = "procesbegeleider",
            form = "nabespreking", within = "2 weken", minutes = 30 }) } } } }),
    } }),
  },
})
