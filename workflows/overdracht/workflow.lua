-- One chair goes from one person to the next: what the leaver knows is written down, told and told back before it is taken over.
-- Started by itself when somebody announces to leave, is gone, or a chair changes hands in another way. The engine keeps the
-- handover itself (document, talk, score); these steps say who does what, and by when. A step that an event of the handover
-- answers is done when it opens, if that has happened already. Every term is a setting of nobody: change them here.

local function er_is_een_vertrekker(c) return c.handover.has_giver end

return workflow("overdracht", {
  title = "Overdracht van een rol", version = 1, api = 1,

  roles = {
    role("projectleider", { title = "Projectleider", core = true }),
    role("coordinator", { title = "Coördinator overdracht" }),
    role("bewonersgroep", { title = "Bewonersgroep", residents = true }),
  },

  input = {
    field("handover", { title = "Welke overdracht? Anders de nieuwste", kind = "number", required = false }),
  },

  phases = {

    -- ------------------------------------------------------------------------------- 1. write down, find a successor
    phase("voorbereiden", { title = "Voorbereiden", steps = {
      tell("bericht_coordinator", { title = "Een rol komt vrij: er begint een overdracht", to = "coordinator" }),
      together("naast_elkaar", { branches = {
        { id = "document", steps = {
          choose("wie_schrijft", { branches = {
            { when = er_is_een_vertrekker, steps = {
              tell("bericht_vertrekker", { title = "U draagt uw rol over; het document staat voor u klaar",
                to_person = "handover.giver" }),
              task("aanvullen", { title = "Vul het overdrachtsdocument aan met wat alleen u weet",
                person = "handover.giver", answered_by = "handover.completed", within = "3 weken", minutes = 60,
                remind = "1 week" }) } },
            { otherwise = true, steps = {
              task("reconstrueren", { title = "De vertrekker is weg: maak het document op uit het logboek",
                role = "projectleider", answered_by = "handover.completed", within = "3 weken", minutes = 60 }) } } } }) } },
        { id = "mens", steps = {
          task("opvolger", { title = "Zoek een opvolger en noem die bij naam", role = "projectleider",
            answered_by = "handover.receiver_named", within = "8 weken", minutes = 30,
            late = { tell("nog_niemand", { title = "De rol is nog niet opnieuw bezet", to = "coordinator" }) } }) } },
      } }),
    } }),

    -- --------------------------------------------------------------------------------- 2. read, talk, tell back, take over
    phase("overdragen", { title = "Overdragen", steps = {
      tell("bericht_opvolger", { title = "Welkom: het overdrachtsdocument en uw eerste honderd dagen staan klaar",
        to_person = "handover.receiver" }),
      -- Whoever takes the chair over has read enough: then nothing of this phase is waited for any more.
      together("overnemen", { branches = {
        { id = "lezen", steps = {
          task("lezen", { title = "Lees het overdrachtsdocument en schrijf uw vragen op", person = "handover.receiver",
            within = "2 weken", minutes = 45 }) } },
        { id = "overnemen", steps = {
          choose("kan_er_gepraat_worden", { branches = {
            { when = er_is_een_vertrekker, steps = {
              task("gesprek", { title = "Praat met uw voorganger, met mensen uit de buurt erbij; loop samen een rondje",
                person = "handover.receiver", answered_by = "handover.conversation_held", within = "4 weken",
                minutes = 90, late = { tell("geen_gesprek", {
                  title = "Er is nog geen overdrachtsgesprek geweest", to = "coordinator" }) } }) } },
            { otherwise = true, steps = {} } } }),
          task("eigen_woorden", { title = "Vertel in uw eigen woorden wat u overneemt", person = "handover.receiver",
            answered_by = "handover.own_words", within = "2 weken", minutes = 20 }),
          task("aanvaarden", { title = "Neem de rol over", person = "handover.receiver",
            answered_by = "handover.accepted", within = "2 weken", minutes = 5 }),
          tell("overgedragen", { title = "De rol is overgenomen door een opvolger", to = "coordinator" }),
          choose("vertrekker_hoort_het", { branches = {
            { when = er_is_een_vertrekker, steps = {
              tell("uw_rol_is_over", { title = "Uw opvolger heeft uw rol overgenomen; dank u wel",
                to_person = "handover.giver" }) } },
            { otherwise = true, steps = {} } } }),
          go("naar_landen", { phase = "landen" }) } },
      } }),
    } }),

    -- ------------------------------------------------------------------------------------- 3. settle in, look back
    -- All days count from the first day in the chair, which may lie after the day of accepting; nothing waits for another.
    phase("landen", { title = "Landen", steps = {
      together("landen_naast_elkaar", { branches = {
        { id = "buurt", steps = {
          wait("eerste_dag", { date = "handover.accepted_on" }),
          tell("nieuw_contact", { title = "Uw nieuwe contactpersoon stelt zich voor", to = "bewonersgroep" }) } },
        { id = "vertrekker", steps = {
          choose("exitgesprek_kan", { branches = {
            { when = er_is_een_vertrekker, steps = {
              task("exitgesprek", { title = "Voer het exitgesprek met de vertrekker", role = "coordinator",
                within = "3 weken", minutes = 30 }) } },
            { otherwise = true, steps = {} } } }) } },
        { id = "dag_14", steps = {
          wait("veertien_dagen", { date = "handover.first_check_up" }),
          task("terugkommoment_14", { title = "Terugkommoment na veertien dagen: wat ontbrak er?",
            person = "handover.receiver", answered_by = "handover.first_check_up", within = "2 weken", minutes = 20 }) } },
        -- One meeting: the second terugkommoment, the fresh look and looking back on the handover together.
        { id = "dag_60", steps = {
          wait("zestig_dagen", { date = "handover.last_check_up" }),
          reflection("terugkommoment_60", {
            title = "Kijk na zestig dagen samen terug op de overdracht: wat ziet u dat wij niet meer zien?",
            person = "handover.receiver", answered_by = "handover.last_check_up", within = "2 weken", minutes = 30 }) } },
      } }),
    } }),
  },
})
