// See story_workflows.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "story_workflows.hpp"

namespace wd::crash {

namespace {

constexpr const char* main_forms = R"lua(
return forms({
  form("gesprek", { title = "Gesprek", fields = {
    field("aantal", { title = "Met hoeveel mensen?", kind = "count" }),
    field("gehoord", { title = "Wat hoorde u?", kind = "text" }) } }),
})
)lua";

constexpr const char* main_text = R"lua(
return workflow("herstel", { title = "Herstel na een onderbreking", version = 1, api = 1,
  roles = {
    role("leider", { title = "Leider", core = true }),
    role("werker", { title = "Werker", core = true }),
    role("bewoners", { title = "Bewoners", residents = true }) },
  input = { field("deuren", { title = "Welke deuren?", kind = "choices", options = {
    option("noord", { title = "noord" }), option("zuid", { title = "zuid" }), option("oost", { title = "oost" }) } }) },
  settings = { field("genoeg", { title = "Genoeg mensen", kind = "count", default = 6 }) },
  phases = {
    phase("langs", { title = "Langs de deuren", steps = {
      each("deur", { over = "input.deuren", steps = {
        task("bel_aan", { title = "Bel aan: {deur}", role = "werker", form = "gesprek", within = "1 week",
          remind = "3 dagen", late = { tell("te_laat", { title = "Bel aan is laat", to = "leider" }) } }) } }),
      together("naast_elkaar", { branches = {
        { id = "rust", steps = {
          wait("even_rust", { time = "3 dagen" }),
          task("na_de_rust", { title = "Kijk terug", role = "leider", within = "2 weken" }) } },
        { id = "bijstand", steps = {
          start("hulp", { workflow = "bijstand" }) } },
        { id = "cijfer", steps = {
          measure("geteld", { title = "Hoeveel lampen branden er?", role = "werker", measure = "lampen",
            unit = "count", within = "1 week" }) } } } }),
      start("nazorg", { workflow = "bijstand", wait = false }),
      choose("genoeg_gehoord", { branches = {
        { when = function(c) return c.reach.people >= c.settings.genoeg end, steps = {
          compute("over", { value = function(c) return c.reach.people - c.settings.genoeg end }) } },
        { otherwise = true, steps = {
          task("nog_een_keer", { title = "Ga nog een keer langs", role = "werker", within = "1 week" }) } } } }),
      vote("keuze", { title = "Stemming", role = "leider", base = "cast", outcomes = { no_quorum = {} } }),
      choose("uitslag", { branches = {
        { when = function(c) return c.keuze.yes > c.keuze.no end, steps = {
          task("doen", { title = "Voer het uit", role = "werker", within = "2 weken" }) } },
        { otherwise = true, steps = {
          task("laten", { title = "Leg uit waarom niet", role = "leider", within = "1 week" }) } } } }),
      gate("verder", { title = "Is deze fase af?", deciders = { "leider" }, back = { "langs" },
        outcomes = { not_now = {} } }) },
      every = { each_time("1 week", task("weekbericht", { title = "Schrijf het weekbericht", role = "leider" })) } }),
    phase("slot", { title = "Slot", steps = {
      task("opruimen", { title = "Ruim op", role = "werker", within = "2 weken" }) } }),
  },
})
)lua";

constexpr const char* child_text = R"lua(
return workflow("bijstand", { title = "Bijstand", version = 1, api = 1,
  roles = { role("werker", { title = "Werker", core = true }) },
  phases = { phase("doen", { title = "Doen", steps = {
    task("bijspringen", { title = "Spring bij", role = "werker", within = "2 weken" }) } }) } })
)lua";

}  // namespace

std::vector<store::BundleFile> main_workflow()
{
    return {{"forms.lua", main_forms}, {"workflow.lua", main_text}};
}

std::vector<store::BundleFile> child_workflow()
{
    return {{"workflow.lua", child_text}};
}

}  // namespace wd::crash
