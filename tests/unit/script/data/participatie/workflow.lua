return workflow("participatie", { title = "Meer bewoners bereiken", version = 1, api = 1, roles = { role("opbouwwerker", { title = "Opbouwwerker" }) },
  phases = { phase("doen", { title = "Doen", steps = { task("afronden", { title = "Meer bewoners bereiken", role = "opbouwwerker", within = "6 weken" }) } }) } })
