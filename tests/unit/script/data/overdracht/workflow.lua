return workflow("overdracht", { title = "Overdracht", version = 1, api = 1, roles = { role("projectleider", { title = "Projectleider" }) }, input = { field("assignment", { title = "Wiens taken?", kind = "text", required = false }) },
  phases = { phase("doen", { title = "Doen", steps = { task("afronden", { title = "Overdracht", role = "projectleider", within = "6 weken" }) } }) } })
