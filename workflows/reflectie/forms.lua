-- Four questions or fewer; what the log knows is not asked.
return forms({
  form("nabespreking", { title = "Nabespreking", fields = {
    field("bedoeling", { title = "Wat was de bedoeling?", kind = "text" }),
    field("gebeurd", { title = "Wat gebeurde er?", kind = "text" }),
    field("verschil", { title = "Waardoor kwam het verschil?", kind = "text" }),
    field("volgende_keer", { title = "Wat houden we en wat doen we anders?", kind = "text" }) } }),
  form("leeragenda", { title = "Leeragenda", fields = {
    field("nieuw", { title = "Welke vraag houdt ons bezig, en wat houdt die in stand?", kind = "text" }),
    field("verder", { title = "Bij welke vraag kwamen we verder?", kind = "text", required = false }),
    field("eerste_stap", { title = "Wat proberen we tot de volgende keer?", kind = "text" }) } }),
  form("tijdlijn", { title = "Tijdlijn", fields = {
    field("hoog", { title = "Welke twee hoogtepunten noemde ieder?", kind = "text" }),
    field("laag", { title = "Welke twee dieptepunten noemde ieder?", kind = "text" }),
    field("keerpunten", { title = "Wat waren keerpunten?", kind = "text" }),
    field("anders_gezien", { title = "Wat zagen we verschillend? Schrijf beide op", kind = "text", required = false }),
    field("agenda", { title = "Wat verandert er aan onze agenda?", kind = "text" }) } }),
  form("overdracht", { title = "Terugblik op de overdracht", fields = {
    field("hielp", { title = "Wat hielp het meest?", kind = "text" }),
    field("beter", { title = "Wat doen we de volgende keer anders?", kind = "text" }) } }),
  form("leergeschiedenis", { title = "Leergeschiedenis", fields = {
    field("verhaal", { title = "Het verhaal van deze fase", kind = "text" }),
    field("commentaar", { title = "Wat wij daarbij opmerken", kind = "text" }),
    field("lessen", { title = "Wat mogen andere wijken hiervan weten?", kind = "text" }) } }),
})
