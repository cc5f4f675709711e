-- What is asked in a handover beside the document itself.
return forms({
  form("overdrachtsreflectie", { title = "Terugblik op de overdracht", fields = {
    field("hielp", { title = "Wat hielp het meest?", kind = "text" }),
    field("beter", { title = "Wat doen we de volgende keer anders?", kind = "text" }) } }),
})
