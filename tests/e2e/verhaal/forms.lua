-- The questions of the story. See workflow.lua.
-- SPDX-License-Identifier: EUPL-1.2
return forms({
  form("vragen", { title = "De eerste vragen", fields = {
    field("gesprekken", { title = "Hoeveel gesprekken voerde u?", kind = "count" }),
    field("trots", { title = "Waar zijn bewoners trots op?", kind = "text" }),
  } }),
  form("terugblik", { title = "Terugblik", fields = {
    field("geleerd", { title = "Wat leerden we?", kind = "text" }),
  } }),
})
