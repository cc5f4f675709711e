// The schemas. See schemas.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/schemas.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace wd::http {

namespace {

// Members as words: "task!" is always there, "deciders*" is a list, "comments:task.comment*" a list of objects, "bus:a*|b" a list
// of `a` in one answer and one `b` in another.
struct SchemaRow {
    std::string_view key;
    std::string_view name;
    std::string_view description;
    std::string_view members;
};

constexpr std::array schema_rows = std::to_array<SchemaRow>({
    // --- Programmes and what runs in them.
    {"programme", "Programma", "Het programma van één wijk",
     "programme! name! state! municipalities!* commissioner commissioner_name before_wijkdraad! started_at! "
     "paused_since "
     "pause_reason stopped_on stop_reason runs_open! tasks_open! tasks_done! tasks_late! votes_closed!"},
    {"programme.lesson", "ProgrammaLes", "Wat er bij het stoppen is geleerd", "entry! text date"},
    {"programme.code", "Gemeentecode", "Een gemeentecode en wanneer die gold", "code! from_date until_date"},
    {"programme.counts", "Aantallen", "Aantallen over alle programma's; huishoudens tellen niet mee",
     "programmes! programmes_open! programmes_paused! programmes_stopped! runs_open! tasks_open! tasks_done! "
     "tasks_late! "
     "votes_closed!"},
    {"area", "Gebied", "Een wijk, buurt, blok of complex", "area! parent kind! name! code inhabitants! dwellings!"},
    {"area.code", "Gebiedscode", "Een CBS-code en wanneer die gold", "area! code! from_date until_date"},
    {"hit", "Vondst", "Iets wat bij een zoektekst is gevonden",
     "kind! title! programme! programme_name! area task position entry date"},
    {"phase", "Fase", "Een fase, één keer geopend",
     "run! workflow phase! generation! title opened_at! closed_at how to_phase"},
    {"role", "Rol", "Een rol die in programma's voorkomt", "role!"},
    {"timer", "Termijn", "Wat de tijd zal doen", "run path! kind! rule date at paused!"},
    {"run", "Loop", "Een workflow die wordt uitgevoerd",
     "run! programme! programme_name workflow! hash! state! phase! generation! parent parent_path trigger team "
     "stepwise "
     "started_at moved_at closed_at outcome stuck_reason stuck_path stuck_fact stuck_place steps_open"},
    {"run.closed", "AfgeslotenLoop", "Een workflow die is afgelopen",
     "run! workflow! hash! state! outcome phase! generation! parent parent_path trigger team started_at! closed_at!"},
    {"run.stuck", "VastgelopenLoop", "Een loop die niet verder kan",
     "run! programme! programme_name! workflow! phase! generation! reason! path fact place since!"},
    {"run.status", "Voortgang", "Waar een loop op wacht, of waarom die niet verder kan",
     "programme! name! run! workflow! workflow_title phase! phase_title generation! waiting_for:run.waiting* "
     "cannot_move_because cannot_move_told keeps_version since! next_date"},
    {"run.waiting", "Wachtregel", "Eén ding waar een loop op wacht", "text! since! until task late"},
    {"step", "Stap", "Een stap van de workflow",
     "path! id! kind! state! title role task opened_at closed_at closed_by outcome result keys open_items"},
    {"workflow", "Workflow", "Een geïnstalleerde versie van een workflow",
     "key! version! hash! title! reason at! active!"},
    {"preflight", "Voorproef", "Wat een nieuwe versie voor lopende workflows betekent",
     "workflow! title! version! hash! runs!:preflight.run*"},
    {"preflight.run", "VoorproefLoop", "Wat er met één loop gebeurt",
     "programme! programme_name! run confidential verdict! verdict_title! phase phase_title version restart "
     "missing_phases* questions:preflight.step* cancelled:preflight.step* carried_on:preflight.step* "
     "renewed:preflight.step* passed_over:preflight.step* to_come:preflight.step*"},
    {"preflight.step", "VoorproefStap", "Een stap van de oude of de nieuwe tekst",
     "path! map_as! title where kind kind_title why told before"},
    {"explain", "Uitleg", "Waarom iets is zoals het is",
     "programme! run opened:event caused_by:event occasions:occasion* why* choices:explain.choice*"},
    {"explain.choice", "Keuze", "Een keuze die de workflow maakte",
     "path! at! where branch value because! looked_at:explain.fact* followed place"},
    {"explain.fact", "BekekenGegeven", "Een gegeven waar de workflow naar keek", "fact! value title shown told"},
    {"occasion", "Aanleiding", "Waar een reflectie over gaat", "on! event! text!"},
    {"event", "Gebeurtenis", "Eén regel van de geschiedenis",
     "id! part! seq! programme pseq! run cause! type! v! at! actor! data! hash! actor_name person_name task_title "
     "step_title phase_title to_title role_title reason_text lessons*"},
    {"now", "Tijd", "De tijd van deze installatie", "at!"},
    {"answer", "Resultaat", "Wat een opdracht opleverde: sleutels van wat nieuw is, en taken die open gingen",
     "programme run person assignment absence handover position entry task code outcome opened* stuck areas_added "
     "areas_restated asks seed until pool* drawn* twice* workflow version hash paused_days timers:answer.timer* "
     "confirm_to_resume runs:preflight.run* token erased:answer.erased* stands*"},
    {"answer.erased", "GewisteTekst", "Wat van één veld is gewist", "field! texts!"},
    {"answer.timer", "VerschovenTermijn", "Een termijn die door de pauze verschuift",
     "path! timer! rule title before after"},

    // --- Tasks and the answers to them.
    {"task", "Taak", "Wat van mensen gevraagd wordt",
     "task! programme! programme_name run path kind! state! title role deciders* person person_name form opened_at! "
     "due "
     "until_date legal! late! carried! comments:task.comment*"},
    {"task.closed", "AfgeslotenTaak", "Wat gevraagd en beantwoord is",
     "task! run path kind! state! outcome title role closed_by closed_by_name opened_at! closed_at! due late! reason"},
    {"task.detail", "TaakVolledig", "Een taak met formulier, antwoorden, opmerkingen en verloop",
     "task! programme! programme_name run path where phase_title kind! state! outcome title role role_title deciders* "
     "decider_titles* person person_name form fields:task.field* unit opened_at! due until_date legal! late! carried "
     "electorate threshold threshold_from threshold_to threshold_by base needed yes no abstain possible* "
     "back_to:task.phase* silent:task.role* closed_at closed_by closed_by_name reason answers:task.answer* "
     "comments:task.comment* notes:task.note*"},
    {"task.field", "Vraag", "Een vraag van het formulier", "id! title! kind! required! options:task.option* min max"},
    {"task.option", "Optie", "Waaruit te kiezen is", "id! title!"},
    {"task.phase", "FaseKeuze", "Een fase waarnaar teruggegaan kan worden", "phase! title!"},
    {"task.role", "RolKeuze", "Een rol die nog moet antwoorden", "role! title!"},
    {"task.answer", "Antwoord", "Een antwoord op het formulier, of van een rol bij een beslismoment",
     "field title kind value shown role role_title outcome"},
    {"task.comment", "Opmerking", "Een opmerking bij een taak", "comment! text by by_name at! corrected_at"},
    {"task.note", "TaakVerloop", "Hoe een taak van hand tot hand ging",
     "what! at! by by_name to to_name reason until text"},
    {"meeting", "Bijeenkomst", "Een gehouden bijeenkomst",
     "task! run path title date! attendance! groups:meeting.group* minutes"},
    {"meeting.group", "Groepsaantal", "Hoeveel mensen van één groep", "group! count!"},
    {"vote", "Stemming", "Een gesloten stemming",
     "task! run path title outcome! base! electorate yes! no! abstain! needed threshold at!"},
    {"decision", "Besluit", "Een besluit van raad, bestuur, beslismoment of opdrachtgever",
     "task! run path kind! title outcome! date phase grounds at! by by_name"},
    {"decision.past", "EerderBesluit", "Een besluit van voordat Wijkdraad er was", "entry! text date! by by_name at!"},
    {"gate", "BeslismomentAntwoord", "Wat één rol bij een beslismoment antwoordde",
     "task! role! outcome! date phase grounds at! by by_name"},

    // --- Records.
    {"linkage", "Koppelkans", "Iets wat samen kan gaan",
     "entry! level! subject area area_name state! reason condition look_again at! by"},
    {"reach", "Bereik", "Mensen die voor het eerst zijn bereikt", "entry! channel! people! group date at! by"},
    {"measure", "Meting", "Een cijfer", "entry! measure value! unit source date task at! by"},
    {"signal", "BerichtVanBuiten", "Iets wat buiten het programma gebeurde", "entry! kind! text date at! by by_name"},
    {"journal", "Logboekregel", "Wat een nieuwkomer moet weten",
     "entry! kind! text oral! date area area_name before_wijkdraad! at! by corrected_at taken_from "
     "taken_from_programme"},
    {"money", "Bedrag", "Budget, subsidie, betaler of uitgave",
     "entry! kind! cents! from_date until_date payer payer_name note at! by"},
    {"document", "Document", "Een verwijzing naar een document",
     "entry! title link date checksum holder holder_name at!"},
    {"commitment", "Toezegging", "Wat aan bewoners is toegezegd",
     "entry! programme text state! silent owner owner_name due recipient made_by made_by_name occasion told_by "
     "told_by_name told_on task before_wijkdraad! at! by changes:commitment.change_row*"},
    {"commitment.change_row", "ToezeggingWijziging", "Wat er aan een toezegging veranderde",
     "at! what! by by_name owner owner_name due reason told_by told_by_name told_on"},
    {"contact", "Contact", "Iemand buiten het team die ertoe doet",
     "entry! name group key! told! channel known_by known_by_name since before_wijkdraad! at! "
     "relations:contact.relation*"},
    {"contact.relation", "Relatie", "Wie een contact kent", "person! person_name since"},
    {"learning", "Leervraag", "Een vraag waar het team van wil leren",
     "entry! code! text level state! raised_by raised_by_name obstacle task at! age_days! answer "
     "actions:learning.action* versions:learning.version*"},
    {"learning.action", "LeervraagActie", "Een taak die bij de vraag hoort", "task! title done!"},
    {"learning.version", "LeervraagVersie", "Een versie van de vraag", "at! state! text answer actions*"},
    {"reflection.row", "Reflectie", "Een moment om stil te staan",
     "task run path title role form state! opened_at due late date roles* role_titles* lessons* actions* reason"},
    {"reflection.facts", "ReflectieFeiten", "Wat er gebeurde sinds de vorige reflectie",
     "since! reflection to_come!:reflection.talk* tasks!:reflection.tasks phases!:reflection.phase* "
     "arrivals!:reflection.move* departures!:reflection.move* votes!:reflection.vote* reach!:reflection.reach* "
     "promises!:reflection.promises signals!:reflection.signal*"},
    {"reflection.talk", "KomendeReflectie", "Een reflectie die nog komt", "task! title due occasions:occasion*"},
    {"reflection.tasks", "TakenSinds", "Taken die klaar kwamen", "in_time! late! without_date!"},
    {"reflection.phase", "FaseSinds", "Een fase die opende of sloot", "title generation! opened_at! closed_at how"},
    {"reflection.move", "KomenOfGaan", "Wie kwam of ging, per rol", "role! title! date!"},
    {"reflection.vote", "StemmingSinds", "Een stemming die sloot",
     "title outcome! yes! no! abstain! needed electorate at!"},
    {"reflection.reach", "BereikSinds", "Hoeveel mensen langs één weg", "channel! people!"},
    {"reflection.promises", "ToezeggingenSinds", "Toezeggingen in aantallen", "made! kept! withdrawn! open! silent!"},
    {"reflection.signal", "BerichtSinds", "Een bericht van buiten", "kind! date"},
    {"reflection.measures", "ReflectieMaten", "Hoe vaak er werd stilgestaan, en wat ervan kwam",
     "gates_reflected open_age_days answered_with_action lessons_reused participation! role_titles"},

    // --- People and the team.
    {"person", "Persoon", "Een persoon, team, groep of organisatie",
     "person! kind! name organisation organisation_name before_wijkdraad! at! chairs:person.chair* "
     "deputy_of:person.deputy* earlier_names:person.name*"},
    {"person.name", "EerdereNaam", "Hoe een persoon eerder heette", "name from_at! until_at! reason by"},
    {"person.chair", "PersoonBezetting", "Een plek waar iemand zit of zat",
     "programme! programme_name! assignment! position! role! title! core from_date! until_date hours announced_on "
     "last_day"},
    {"person.deputy", "PersoonWaarneming", "Een plek waarvoor iemand waarneemt",
     "programme! programme_name! position! role! title!"},
    {"person.member", "Lidmaatschap", "Wie bij een team of groep hoort", "team! team_name person! person_name"},
    {"position", "Teamrol", "Een plek in het team en wie er nu zit",
     "position! role! title! core! residents! assignment person person_name from_date"},
    {"assignment", "Bezetting", "Wie op een plek zit of zat",
     "assignment! position! role! title! core! person! person_name from_date! until_date hours announced_on last_day"},
    {"absence", "Afwezigheid", "Wanneer iemand er niet is; nooit waarom",
     "absence! person! person_name from_date! until_date state!"},
    {"team", "Teamoverzicht", "Wie waar zit, wie waarneemt en wie er nu werkt",
     "programme! name! today! positions!:team.position* absences!:team.absence*"},
    {"team.position", "TeamrolOverzicht", "Een plek met alles wat erbij hoort",
     "position! role! title! core! residents! hours competences:team.competence* deputy:team.person "
     "holders:team.holder* "
     "works_now:team.person* vacant:team.vacant handover:team.handover"},
    {"team.competence", "Vaardigheid", "Wat iemand moet kunnen", "name! phase"},
    {"team.person", "Teamlid", "Een persoon met naam", "person! name"},
    {"team.holder", "Bezetter", "Wie op een plek zit",
     "assignment! person! name from announced_on last_day hours away away_until"},
    {"team.vacant", "Onbezet", "Sinds wanneer een plek leeg is", "since! days!"},
    {"team.handover", "LopendeOverdracht", "De overdracht die op deze plek loopt",
     "handover! kind! announced_on last_day receiver receiver_name talked_on"},
    {"team.absence", "Afwezige", "Wie er niet is", "absence! person! name from until"},
    {"lost", "Verlies", "Wat er verloren gaat als iemand vertrekt",
     "everywhere! person! name on! programmes!:lost.programme*"},
    {"lost.programme", "VerliesProgramma", "Wat er in één programma verloren gaat",
     "programme! name! chairs:lost.item* tasks:lost.item* gates:lost.item* promises:lost.item* contacts:lost.item* "
     "decisions:lost.item* questions:lost.item* secret:small_count"},
    {"lost.item", "VerliesRegel", "Eén ding dat verloren gaat",
     "id! text role core from sole due held kind silent group key outcome at code state"},
    {"small_count", "Aantal", "Een aantal; kleine aantallen blijven verborgen", "count text!"},

    // --- Handovers.
    {"handover", "Overdracht", "Een plek die van de een naar de ander gaat",
     "handover! programme! programme_name! position! role! position_title! core! residents! kind! giver receiver "
     "announced_on! last_day completed! talked! retold! accepted_on rated! final!"},
    {"handover.detail", "OverdrachtVolledig", "Een overdracht met score en terugkommomenten",
     "handover! programme! programme_name! position! role! position_title! core! kind! giver giver_name receiver "
     "receiver_name announced_on! last_day accepted_on story_by_leaver final! completed! talked! retold! warm! drawn "
     "drawn_twice score_settings open_items! stated_items! score!:handover.score check_ups!:handover.check_up* "
     "missing!:handover.missing* replies!:handover.reply*"},
    {"handover.score", "Score", "De score, uit de geschiedenis en de beoordeling",
     "status! status_title! provisional! score! tenths! eighths! level level_title held_at_moderate! "
     "elements!:handover.element* penalties!:handover.penalty*"},
    {"handover.element", "ScoreOnderdeel", "Een van de acht onderdelen",
     "element! title! weight! log! nothing! rating eighths! points! events!*"},
    {"handover.penalty", "Aftrek", "Wat er van de score afgaat", "kind! points! event!"},
    {"handover.check_up", "Terugkommoment", "Een terugkommoment", "day! date! held_on"},
    {"handover.missing", "Gemis", "Wat de opvolger miste", "element! critical reported! text"},
    {"handover.reply", "Reactie", "Een reactie van vertrekker of opvolger", "person! counts! text event!"},
    {"handover.document", "OverdrachtDocument", "Het document dat zichzelf schrijft",
     "handover! programme! programme_name! position! role! position_title! core! kind! giver giver_name receiver "
     "receiver_name announced_on! last_day accepted_on story_by_leaver final! completed! area area_name today! warm! "
     "reconstructed! open_items!:handover.open_items household_tasks!:small_count story!:handover.story "
     "actions!:handover.doc_item* people!:handover.people sensitivities!:handover.sensitivities "
     "journal:handover.journal* contingency!:handover.doc_item* sources!:handover.sources "
     "calendar!:handover.calendar* first_hundred_days!:handover.meeting*"},
    {"handover.open_items", "OpenPunten", "Open punten naar hun stand",
     "critical!:handover.doc_item* attention!:handover.doc_item* stable!:handover.doc_item* "
     "unstated!:handover.doc_item*"},
    {"handover.doc_item", "OpenPunt", "Eén punt dat wordt overgedragen",
     "id! kind title closed state reason owner owner_name due first_step if_then* silent to"},
    {"handover.story", "Verhaal", "Wat er gebeurde",
     "text by_leaver phases:handover.phase* decisions:handover.decision* decisions_taken!"},
    {"handover.phase", "VerhaalFase", "Een fase van het programma", "title opened_at! closed_at"},
    {"handover.decision", "VerhaalBesluit", "Een besluit in het verhaal", "task! title outcome at! linked!"},
    {"handover.people", "MensenEnBeloften", "Contacten en toezeggingen",
     "contacts!:handover.contact* promises!:handover.doc_item*"},
    {"handover.contact", "OverdrachtContact", "Een contact en wie het kent",
     "entry! name group key channel since known_by:handover.knower* introduced_on introduced_by"},
    {"handover.knower", "Kenner", "Wie een contact kent", "person! name in_team!"},
    {"handover.sensitivities", "Gevoeligheden", "De drie vragen",
     "sensitivities!:handover.topic clashes!:handover.topic earlier_attempts!:handover.topic"},
    {"handover.topic", "GevoeligOnderwerp", "Wat er over een onderwerp is gezegd",
     "answer text journal:handover.journal*"},
    {"handover.journal", "OverdrachtLogboek", "Een regel uit het logboek", "entry! kind text oral date area area_name"},
    {"handover.sources", "Bronnen", "Documenten en toegang",
     "documents!:handover.source* documents_in_all! access!:handover.access*"},
    {"handover.source", "Bron", "Een document", "entry! title link date holder holder_name"},
    {"handover.access", "Toegang", "Een sleutel, map of systeem", "what moved!"},
    {"handover.calendar", "AgendaDag", "Wat er op een dag valt", "date! what! id! title"},
    {"handover.meeting", "Kennismaking", "Met wie de opvolger kennismaakt",
     "order! entry! name group key channel introduced_on introduced_by"},
    {"audit", "OverdrachtAudit", "Alle overdrachten met hun score",
     "handovers!:audit.handover* never_started!:audit.handover* to_rate!:audit.to_rate* totals!:audit.total* "
     "agreement:audit.agreement settings!:settings.rubric draws!:audit.draw_row*"},
    {"audit.handover", "AuditOverdracht", "Een overdracht in de audit",
     "handover programme! programme_name! assignment position! role! position_title! core kind giver giver_name "
     "receiver "
     "receiver_name announced_on last_day accepted_on story_by_leaver final completed year! municipalities* drawn "
     "drawn_twice to_rate warm status status_title provisional score tenths eighths level level_title held_at_moderate "
     "elements:handover.element* penalties:handover.penalty* in_progress"},
    {"audit.to_rate", "TeBeoordelen", "Een overdracht die op een beoordeling wacht",
     "handover! programme_name! position_title! accepted_on rating!"},
    {"audit.total", "AuditTotaal", "Van één gemeente in één jaar",
     "municipality! year! handovers! never_started! warm! provisional! waiting_for_reply! levels!:audit.levels "
     "mean_tenths"},
    {"audit.levels", "Niveaus", "Hoeveel per niveau", "insufficient! moderate! good! exemplary!"},
    {"audit.agreement", "Overeenstemming", "Hoe vaak twee beoordelaars dicht bij elkaar zaten",
     "handovers! near! all! per_mille"},
    {"audit.draw_row", "Loting", "Een loting van overdrachten",
     "event! seed! until one_in! second_one_in! at! pool! drawn!* twice!* same_again!"},

    // --- Accounts.
    {"account", "Account", "Wie er in kan, en wat die mag",
     "person! person_name login open! opened_at! closed_at has_password! has_second_factor! has_provider! must_change! "
     "locked_until grants!:account.grant*"},
    {"account.grant", "Toegangsrol", "Een rol en waarvoor die geldt",
     "role! scope! municipality organisation programme team scope_name at!"},
    {"token", "Token", "Een sleutel voor een programma",
     "token! person! name! valid! reads_only! content! programmes* created_at! expires_at! withdrawn_at"},
    {"export", "Inzage", "Alles wat hier over één persoon staat",
     "person!:person earlier_names!:person.name* account:account tokens!:token* texts!:export.text* "
     "events!:export.event* hidden!"},
    {"export.text", "InzageTekst", "Een tekst over of van deze persoon", "kind! ground keep_until text"},
    {"export.event", "InzageGebeurtenis", "Een gebeurtenis waarin deze persoon voorkomt",
     "programme at! type! acted! data texts*"},

    // --- Settings.
    {"settings", "Instellingen", "Wat de installatie over scores en maten koos",
     "rubric!:settings.rubric_in_force continuity!:settings.continuity_in_force "
     "retention!:settings.retention_in_force changes!:settings.change*"},
    {"settings.rubric_in_force", "RubriekNu", "De instellingen van de score",
     "settings!:settings.rubric defaults!:settings.rubric since event"},
    {"settings.continuity_in_force", "ContinuiteitNu", "De instellingen van de maten",
     "settings!:settings.continuity defaults!:settings.continuity since event"},
    {"settings.retention_in_force", "BewaartermijnenNu", "De bewaartermijnen",
     "settings!:settings.retention defaults!:settings.retention since event"},
    {"settings.change", "InstellingWijziging", "Een wijziging van instellingen",
     "event! at! rubric:settings.rubric continuity:settings.continuity retention:settings.retention reason"},
    {"settings.retention", "Bewaartermijnen", "In maanden; er wordt nooit vanzelf iets gewist",
     "household_months! signal_months! reflection_months! contact_months! journal_months! person_months!"},
    {"retention", "LangerBewaard",
     "Wat langer bewaard is dan de termijn, om te beoordelen; er wordt nooit vanzelf iets gewist",
     "today! terms!:settings.retention households!:retention.household* signals!:retention.row* "
     "reflections!:retention.row* contacts!:retention.row* journals!:retention.row* people!:retention.row*"},
    {"retention.household", "LangerBewaardHuishoudens", "Afgesloten begeleiding, als aantal",
     "programme! programme_name! team! team_name runs!:small_count"},
    {"retention.row", "LangerBewaardeRegel", "Iets dat langer bewaard is dan de termijn",
     "programme programme_name entry task person person_name since lines"},
    {"retention_list", "Bewaarlijst",
     "Wat elke nacht langer bewaard bleek dan de termijn, en wat erover is besloten; er wordt nooit vanzelf iets "
     "gewist",
     "today! nights!:retention_list.night* lines!:retention_list.line*"},
    {"retention_list.night", "BewaarlijstNacht", "Hoeveel regels één nacht erbij zette",
     "day! household! signal! reflection! contact! journal! person!"},
    {"retention_list.line", "BewaarlijstRegel", "Iets dat langer bewaard is dan de termijn, en wat ervan werd",
     "line! day! kind! state! programme programme_name entry task person person_name kept_until reason by decided_at "
     "erased_at"},
    {"settings.rubric", "Rubriek", "De getallen van de score",
     "weights!:settings.weights share_full_per_mille! share_half_per_mille! decisions_linked_min! "
     "contacts_per_role_min! "
     "omission_penalty! text_penalty! omission_window_days! level_moderate! level_good! level_exemplary! reply_days! "
     "audit_one_in! second_rater_one_in! check_up_days!* calibration_handovers!"},
    {"settings.weights", "Gewichten", "Het gewicht van elk onderdeel",
     "state! story! actions! people! sensitivities! contingency! sources! warm!"},
    {"settings.continuity", "ContinuiteitInstellingen", "De getallen van de maten",
     "intact_months!* turnover_months! tenure_spells_min! contact_months! deputy_days! share_max! busfactor_warn! "
     "vacancy_days_max!"},

    // --- Continuity.
    {"continuity.answer", "Continuiteit", "De maten van continuïteit; van rollen, niet van mensen",
     "scope! municipality programmes!* today! measures!:continuity.measures by_role!:continuity.role* "
     "years!:continuity.year* warnings!:continuity.warning* you:continuity.you"},
    {"continuity.measures", "Maten", "De maten op één dag",
     "intact_rate:continuity.intact*|continuity.intact_all turnover!:continuity.turnover "
     "median_tenure!:continuity.tenure vacancy_days!:continuity.vacancies overlap_days!:continuity.overlap* "
     "warm_rate!:continuity.warm lead_time!:continuity.lead contact_continuity:continuity.contact "
     "deputy_cover:continuity.cover knowledge_concentration:continuity.concentration* "
     "bus_factor:continuity.bus*|continuity.bus"},
    {"continuity.year", "MatenJaar", "De maten op het einde van een jaar",
     "on! intact_rate:continuity.intact*|continuity.intact_all turnover!:continuity.turnover "
     "median_tenure!:continuity.tenure vacancy_days!:continuity.vacancies overlap_days!:continuity.overlap* "
     "warm_rate!:continuity.warm lead_time!:continuity.lead contact_continuity:continuity.contact "
     "deputy_cover:continuity.cover knowledge_concentration:continuity.concentration* "
     "bus_factor:continuity.bus*|continuity.bus"},
    {"continuity.role", "MatenRol", "De maten van één rol",
     "role! turnover!:continuity.turnover median_tenure!:continuity.tenure vacancy_days!:continuity.vacancies "
     "overlap_days!:continuity.overlap* warm_rate!:continuity.warm lead_time!:continuity.lead"},
    {"continuity.intact", "KernteamNog", "Wie er nog is na zoveel maanden",
     "programme gate! months! on! team! still rate"},
    {"continuity.intact_all", "KernteamNogSamen", "Hetzelfde over alle programma's",
     "together:continuity.intact_sum* programmes:continuity.intact*"},
    {"continuity.intact_sum", "KernteamNogTotaal", "Na zoveel maanden, over alle programma's samen",
     "months! programmes! team! still rate"},
    {"continuity.turnover", "Vertrekcijfers", "Hoeveel mensen vertrokken",
     "from! until! endings! days! filled_days! rate"},
    {"continuity.tenure", "TijdInRol", "Hoe lang mensen blijven", "method! spells! open! days"},
    {"continuity.vacancies", "DagenOnbezet", "Hoe lang plekken leeg zijn",
     "sum! median max positions!:continuity.vacancy*"},
    {"continuity.vacancy", "PlekOnbezet", "Hoe lang één plek leeg was",
     "position! role programme sum! median max filled!:continuity.gap* now:continuity.gap"},
    {"continuity.gap", "Gat", "Een tijd zonder iemand", "from! days!"},
    {"continuity.overlap", "SamenGewerkt", "Hoe lang twee mensen samen werkten",
     "position! role programme ended_on! succeeded_on days"},
    {"continuity.warm", "DeelWarm", "Welk deel warm werd overgedragen", "endings! warm! rate"},
    {"continuity.lead", "Aanlooptijd", "Hoe lang van tevoren een vertrek bekend was",
     "median handovers!:continuity.lead_row*"},
    {"continuity.lead_row", "AanlooptijdPlek", "Van één plek", "position! role programme announced_on! days"},
    {"continuity.contact", "Contactpersonen", "Met hoeveel mensen bewoners te maken kregen",
     "residents! median worst_tenth"},
    {"continuity.cover", "Vervanging", "Hoeveel kernplekken een vervanger hebben",
     "core! covered! rate uncovered!:continuity.chair*"},
    {"continuity.chair", "Plek", "Een plek in een programma", "position! role programme"},
    {"continuity.concentration", "Kennis", "Waar kennis bij weinig mensen zit",
     "programme theme area items! unknown! relations! holders! top:continuity.chair* share hhi warn!"},
    {"continuity.bus", "RustOp", "Op hoeveel mensen de kennis rust",
     "programme factor! items! unknown! left_unknown! hangs_on!:continuity.chair** warn!"},
    {"continuity.warning", "Waarschuwing", "Wat er speelt",
     "programme risk! text! positions:continuity.chair* theme area"},
    {"continuity.you", "UwKennis", "Wat u zelf weet", "items! of! sole! top_of!*"},
});

struct MemberParts {
    std::string_view code;
    std::string_view schema;
    std::string_view single;
    bool always = false;
    int depth = 0;
};

// "runs!:preflight.run*" → runs, preflight.run, always, a list.
MemberParts member_parts(std::string_view text)
{
    MemberParts parts;
    if (const std::size_t bar = text.find('|'); bar != std::string_view::npos) {
        parts.single = text.substr(bar + 1);
        text = text.substr(0, bar);
    }
    for (; text.ends_with('*'); text.remove_suffix(1))
        ++parts.depth;
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        parts.schema = text.substr(colon + 1);
        text = text.substr(0, colon);
    }
    if (text.ends_with('!')) {
        parts.always = true;
        text.remove_suffix(1);
    }
    parts.code = text;
    return parts;
}

std::vector<Schema> build()
{
    std::vector<Schema> schemas;
    schemas.reserve(schema_rows.size());
    for (const SchemaRow& row : schema_rows)
        schemas.push_back({row.key, row.name, row.description, {}});
    const auto find = [&](std::string_view key) -> const Schema* {
        const auto found =
            std::find_if(schemas.begin(), schemas.end(), [&](const Schema& schema) { return schema.key == key; });
        WD_ASSERT(key.empty() || found != schemas.end());
        return key.empty() ? nullptr : &*found;
    };
    for (std::size_t i = 0; i < schema_rows.size(); ++i)
        for (const std::string_view text : words_in(schema_rows[i].members)) {
            const MemberParts parts = member_parts(text);
            const domain::ApiWord* word = domain::find_api_word(schema_rows[i].key, parts.code);
            if (word == nullptr)
                throw Bug(fmt::format("schema {} has a member '{}' without a word", schema_rows[i].key, parts.code));
            schemas[i].members.push_back({word, parts.always, parts.depth, find(parts.schema), find(parts.single)});
        }
    return schemas;
}

const std::vector<Schema>& schemas()
{
    static const std::vector<Schema> built = build();
    return built;
}

}  // namespace

const Schema* find_schema(std::string_view key)
{
    const auto found =
        std::find_if(schemas().begin(), schemas().end(), [&](const Schema& schema) { return schema.key == key; });
    return found == schemas().end() ? nullptr : &*found;
}

std::span<const Schema> all_schemas()
{
    return schemas();
}

bool is_filter(const SchemaMember& member)
{
    return member.depth == 0 && member.schema == nullptr && member.word->kind != domain::ApiKind::open;
}

const SchemaMember* find_member(const Schema& schema, std::string_view api_name)
{
    const auto found = std::find_if(schema.members.begin(), schema.members.end(),
                                    [&](const SchemaMember& member) { return member.word->api == api_name; });
    return found == schema.members.end() ? nullptr : &*found;
}

}  // namespace wd::http
