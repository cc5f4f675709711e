-- forms.lua, beside it
return forms({
  form("bezint_eer_ge_begint", { title = "Bezint eer ge begint", fields = {
    field("doel", { title = "Wat willen we bereiken, en voor wie?", kind = "text" }),
    field("lasten", { title = "Wie draagt de lasten?", kind = "text" }) } }),
  form("avond", { title = "De avond", fields = { field("aanwezig", { title = "Hoeveel bewoners waren er?", kind = "count" }) } }),
  form("leeragenda", { title = "Leeragenda", fields = { field("vraag", { title = "Welke vraag nemen we mee?", kind = "text" }) } }),
})
