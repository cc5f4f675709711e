-- The questions of the wijkaanpak. At most five per form, and nothing that the log already knows.
-- Only `text` holds free words; those stay out of the log and out of every function.

local groepen = {
  option("jongeren", { title = "jongeren" }),
  option("gezinnen", { title = "gezinnen met kinderen" }),
  option("ouderen", { title = "ouderen" }),
  option("huurders", { title = "huurders" }),
  option("eigenaren", { title = "eigenaren van een huis" }),
  option("andere_taal", { title = "mensen die thuis een andere taal spreken" }),
  option("klein_inkomen", { title = "mensen met een klein inkomen" }),
  option("ondernemers", { title = "winkels en kleine bedrijven" }),
}

local kansen = {
  option("werk", { title = "werk en opleiding" }),
  option("rekening", { title = "lagere energierekening" }),
  option("gezondheid", { title = "gezondheid" }),
  option("ontmoeten", { title = "elkaar ontmoeten" }),
  option("groen", { title = "groen" }),
  option("riool", { title = "riool" }),
  option("water", { title = "water en hitte" }),
  option("parkeren", { title = "parkeren" }),
  option("veiligheid", { title = "veiligheid" }),
}

return forms({

  -- ------------------------------------------------------------------------------------ thinking and looking back
  form("bezint_eer_ge_begint", { title = "Bezint eer ge begint", fields = {
    field("doel", { title = "Wat willen we bereiken, en voor wie?", kind = "text" }),
    field("gevolgen", { title = "Wat kan er gebeuren dat we niet willen?", kind = "text" }),
    field("lasten", { title = "Wie heeft er last van, of betaalt ervoor?", kind = "text" }) } }),
  form("nabespreking", { title = "Nabespreking", fields = {
    field("verwacht", { title = "Wat dachten we vooraf dat er zou gebeuren?", kind = "text" }),
    field("gebeurd", { title = "Wat gebeurde er echt?", kind = "text" }),
    field("verschil", { title = "Waar kwam het verschil door?", kind = "text" }),
    field("volgende_keer", { title = "Wat houden we, en wat doen we anders?", kind = "text" }) } }),
  form("leeragenda", { title = "Leeragenda", fields = {
    field("vraag", { title = "Welke vraag nemen we mee?", kind = "text" }),
    field("niveau", { title = "Waar gaat de vraag over?", kind = "choice", options = {
      option("praktijk", { title = "ons werk in de wijk" }),
      option("samenwerking", { title = "onze samenwerking" }),
      option("systeem", { title = "regels, geld of organisaties" }) } }),
    field("antwoord", { title = "Wat weten we nu al?", kind = "text", required = false }) } }),
  form("tijdlijn", { title = "Terugblik met tijdlijn", fields = {
    field("hoogtepunten", { title = "Wat waren de mooie momenten?", kind = "text" }),
    field("dieptepunten", { title = "Wat waren de moeilijke momenten?", kind = "text" }),
    field("gegroeid", { title = "Wat groeide er dat niet in een planning staat?", kind = "text" }),
    field("anders", { title = "Wat doen we in de volgende fase anders?", kind = "text" }) } }),
  form("nee_begrijpen", { title = "Een nee begrijpen", fields = {
    field("reden", { title = "Wat was de belangrijkste reden?", kind = "choice", options = {
      option("geld", { title = "de kosten" }),
      option("vertrouwen", { title = "te weinig vertrouwen" }),
      option("tempo", { title = "het ging te snel" }),
      option("inhoud", { title = "het plan zelf" }),
      option("anders", { title = "iets anders" }) } }),
    field("uitleg", { title = "Wat zeiden mensen, in hun eigen woorden?", kind = "text" }),
    field("verder", { title = "Wat doen we nu?", kind = "text" }) } }),
  form("lessen", { title = "Lessen", fields = {
    field("les", { title = "Wat leerden we?", kind = "text" }),
    field("wanneer", { title = "Wanneer werkt dit wel, en wanneer niet?", kind = "text" }),
    field("met_bewoners", { title = "Schreven bewoners hieraan mee?", kind = "yes_no" }) } }),

  -- ---------------------------------------------------------------------------------------------- evenings and talks
  -- Whoever records an evening also gives its date, attendance, groups, minutes and actions: hence two questions here.
  form("avond", { title = "De avond", fields = {
    field("waar", { title = "Waar was de avond?", kind = "choice", options = {
      option("in_de_wijk", { title = "in de wijk" }),
      option("online", { title = "online" }),
      option("allebei", { title = "allebei" }) } }),
    field("eerste_keer", { title = "Hoeveel bewoners waren er voor het eerst?", kind = "count" }) } }),
  form("terugkoppeling", { title = "Wat er met de inbreng van bewoners is gedaan", fields = {
    field("ingebracht", { title = "Hoeveel punten brachten bewoners in?", kind = "count" }),
    field("opgepakt", { title = "Hoeveel daarvan pakken we op?", kind = "count" }),
    field("niet", { title = "Wat doen we niet, en waarom?", kind = "text" }),
    field("waar", { title = "Waar kunnen bewoners dit vinden?", kind = "choices", options = {
      option("pagina", { title = "op de openbare pagina" }),
      option("brief", { title = "in een brief" }),
      option("deur", { title = "aan de deur" }),
      option("buurtplek", { title = "op een plek in de buurt" }) } }) } }),
  form("sleutelfiguren", { title = "Mensen die iedereen kent", fields = {
    field("aantal", { title = "Hoeveel mensen nodigen mee uit?", kind = "count" }),
    field("talen", { title = "In hoeveel talen kunnen zij dat samen?", kind = "count", min = 1 }) } }),
  form("uitnodigen", { title = "Uitnodigen", fields = {
    field("uitgenodigd", { title = "Hoeveel mensen nodigde u zo uit?", kind = "count" }) } }),
  form("nagesprek", { title = "Napraten", fields = {
    field("gesprekken", { title = "Met hoeveel mensen praatte u na?", kind = "count" }),
    field("niet_gezegd", { title = "Wat zei niemand op de avond zelf?", kind = "text" }) } }),
  form("nog_niet_gesproken", { title = "Wie spraken we nog niet?", fields = {
    field("groepen", { title = "Welke groepen spraken we nog weinig?", kind = "choices", options = groepen,
      required = false }),
    field("waarom", { title = "Waar kunnen we deze mensen wel ontmoeten?", kind = "text" }) } }),
  form("langs_de_deur", { title = "Langs de deur", fields = {
    field("deuren", { title = "Bij hoeveel deuren belde u aan?", kind = "count" }),
    field("gesproken", { title = "Hoeveel mensen sprak u?", kind = "count" }),
    field("zorgen", { title = "Wat hoorde u vaak?", kind = "text" }) } }),
  form("huiskamers", { title = "Gesprekken in kleine groepen", fields = {
    field("gesprekken", { title = "Hoeveel gesprekken waren er?", kind = "count" }),
    field("mensen", { title = "Hoeveel mensen spraken mee?", kind = "count" }),
    field("gehoord", { title = "Wat hoorde u dat nieuw was?", kind = "text" }) } }),
  form("tempo", { title = "Datum en tempo", fields = {
    field("datum_drukt", { title = "Drukt een datum van de gemeente of een partner op bewoners?", kind = "yes_no" }),
    field("welke", { title = "Welke datum, en wat merken bewoners ervan?", kind = "text", required = false }) } }),
  form("kleinere_stap", { title = "Een kleinere stap", fields = {
    field("stap", { title = "Wat doen we nu wel?", kind = "text" }),
    field("datum", { title = "Wanneer kijken we weer?", kind = "date" }) } }),

  -- --------------------------------------------------------------------------------------------- 0. kennismaken
  form("opdracht", { title = "De opdracht", fields = {
    field("waarvoor", { title = "Wat is de opdracht, in één zin?", kind = "text" }),
    field("ruimte", { title = "Wat mag het team zelf beslissen?", kind = "text" }),
    field("budget", { title = "Hoeveel geld is er voor de eerste fasen?", kind = "money", min = 0 }) } }),
  form("aanvliegroute", { title = "De aanvliegroute", fields = {
    field("route", { title = "Waarmee beginnen we in deze wijk?", kind = "choice", options = {
      option("warmte", { title = "eerst de warmte" }),
      option("visie", { title = "eerst een gedeelde visie" }),
      option("woningen", { title = "eerst de woningen" }),
      option("openbare_ruimte", { title = "eerst straat en groen" }),
      option("bewoners", { title = "bewoners begonnen zelf" }) } }),
    field("vergeten", { title = "Wat krijgt daardoor te weinig aandacht?", kind = "text" }) } }),
  form("wat_leeft", { title = "Wat leeft er?", fields = {
    field("gesprekken", { title = "Hoeveel gesprekken voerde u?", kind = "count" }),
    field("initiatieven", { title = "Hoeveel initiatieven van bewoners zijn er al?", kind = "count" }),
    field("trots", { title = "Waar zijn bewoners trots op?", kind = "text" }),
    field("zorgen", { title = "Waar hebben bewoners last van?", kind = "text" }) } }),
  form("oude_klachten", { title = "Oude klachten", fields = {
    field("open", { title = "Hoeveel oude klachten staan nog open?", kind = "count" }),
    field("soort", { title = "Waar gaan ze over?", kind = "text", required = false }) } }),
  form("klachten_opgelost", { title = "Klachten en onderhoud", fields = {
    field("opgelost", { title = "Hoeveel zijn er opgelost?", kind = "count" }),
    field("met_datum", { title = "Hoeveel hebben nu een datum?", kind = "count" }) } }),
  form("eerder_geprobeerd", { title = "Wat is eerder geprobeerd?", fields = {
    field("pogingen", { title = "Hoeveel eerdere plannen en initiatieven vond u?", kind = "count" }),
    field("niet_gelukt", { title = "Wat lukte niet, en waardoor?", kind = "text" }),
    field("gevoelig", { title = "Wat ligt daardoor nog gevoelig?", kind = "text", required = false }) } }),
  form("werk_op_komst", { title = "Werk dat eraan komt", fields = {
    field("plannen", { title = "Hoeveel plannen liggen er al voor straat en huis?", kind = "count" }),
    field("eerste_datum", { title = "Wanneer begint het eerste werk?", kind = "date", required = false }) } }),
  form("woorden", { title = "Wat bedoelen we?", fields = {
    field("verduurzaming", { title = "Wat bedoelen we met verduurzaming?", kind = "text" }),
    field("meedoen", { title = "Wat bedoelen we met meedenken en meebeslissen?", kind = "text" }),
    field("andere_woorden", { title = "Welke woorden gebruiken we niet meer?", kind = "text", required = false }) } }),
  form("kleine_actie", { title = "Kleine actie", fields = {
    field("wat", { title = "Wat deed u samen met bewoners?", kind = "text" }),
    field("meegedaan", { title = "Hoeveel mensen deden mee?", kind = "count" }),
    field("eerste_keer", { title = "Hoeveel van hen deden voor het eerst mee?", kind = "count" }),
    field("kosten", { title = "Wat kostte het?", kind = "money", min = 0 }) } }),
  form("bewoners_eerst", { title = "Bewoners horen het als eersten", fields = {
    field("datum", { title = "Wanneer hoorden bewoners het?", kind = "date" }),
    field("hoe", { title = "Hoe vertelde u het?", kind = "text" }) } }),

  -- --------------------------------------------------------------------------------------------- 1. bewonersavond
  form("begeleiders", { title = "Onafhankelijke begeleiders", fields = {
    field("zelf_gekozen", { title = "Koos u de begeleiders zelf?", kind = "yes_no" }),
    field("waarop_letten", { title = "Waar moeten zij op letten?", kind = "text", required = false }) } }),
  form("eigen_agenda", { title = "Onze eigen agenda", fields = {
    field("onderwerpen", { title = "Wat staat op uw agenda?", kind = "choices", options = {
      option("straat", { title = "straat en plein" }),
      option("parkeren", { title = "parkeren" }),
      option("portemonnee", { title = "de portemonnee" }),
      option("huis", { title = "het huis" }),
      option("warmte", { title = "warmte en energie" }),
      option("groen", { title = "groen" }),
      option("veiligheid", { title = "veiligheid" }),
      option("ontmoeten", { title = "elkaar ontmoeten" }) } }),
    field("eerste", { title = "Wat moet het eerst gebeuren?", kind = "text" }) } }),
  form("spreekuur", { title = "Spreekuur", fields = {
    field("bezoekers", { title = "Hoeveel bewoners kwamen langs?", kind = "count" }),
    field("vraag", { title = "Welke vraag kwam het vaakst?", kind = "text", required = false }) } }),

  -- ------------------------------------------------------------------------------------------- 2. gebiedsanalyse
  form("buurtonderzoek", { title = "Buurtonderzoek", fields = {
    field("bewoners", { title = "Hoeveel bewoners deden mee als onderzoeker?", kind = "count" }),
    field("gesproken", { title = "Hoeveel mensen spraken zij?", kind = "count" }),
    field("uitkomst", { title = "Wat kwam eruit?", kind = "text" }) } }),
  form("krachtenkaart", { title = "Kaart van de wijk", fields = {
    field("talenten", { title = "Hoeveel talenten van bewoners staan erop?", kind = "count" }),
    field("clubs", { title = "Hoeveel clubs en groepen staan erop?", kind = "count" }),
    field("plekken", { title = "Hoeveel plekken staan erop?", kind = "count" }),
    field("bruggen", { title = "Welke groepen brengen verschillende mensen samen?", kind = "text" }) } }),
  form("beeld_wijkteam", { title = "Wat ziet u vaak?", fields = {
    field("drie_dingen", { title = "Noem drie dingen, zonder namen", kind = "text" }) } }),
  form("huizen_en_leidingen", { title = "Huizen en leidingen", fields = {
    field("soorten", { title = "Hoeveel soorten huizen zijn er?", kind = "count" }),
    field("slecht_geisoleerd", { title = "Hoeveel procent van de huizen is slecht geïsoleerd?", kind = "per_mille" }),
    field("gasnet", { title = "Wanneer moet het gasnet vervangen worden?", kind = "date", required = false }),
    field("bijzonder", { title = "Wat is hier bijzonder?", kind = "text" }) } }),
  form("plannen_naast_elkaar", { title = "Werkplannen van partners", fields = {
    field("plannen", { title = "Hoeveel plannen zijn er?", kind = "count" }),
    field("tegelijk", { title = "Hoeveel kunnen tegelijk?", kind = "count" }),
    field("botst", { title = "Wat zit elkaar in de weg?", kind = "text", required = false }) } }),
  form("snel_besparen", { title = "Eerst een lagere rekening", fields = {
    field("huishoudens", { title = "Hoeveel huishoudens kregen hulp?", kind = "count" }),
    field("wat", { title = "Wat hielp het meest?", kind = "text" }) } }),
  form("partijen", { title = "Wie doen er mee?", fields = {
    field("partijen", { title = "Hoeveel partijen zijn er?", kind = "count" }),
    field("onbekend", { title = "Van hoeveel weten we niet wat zij vinden?", kind = "count" }),
    field("standpunten", { title = "Wat vinden zij, in hun eigen woorden?", kind = "text" }) } }),
  form("koppelkansen", { title = "Koppelkansen", fields = {
    field("kansen", { title = "Welke kansen zien we?", kind = "choices", options = kansen }),
    field("wie", { title = "Wie is bij elke kans nodig?", kind = "text" }) } }),
  form("een_beeld", { title = "Eén beeld van de wijk", fields = {
    field("eens", { title = "Waar zijn we het over eens?", kind = "text" }),
    field("oneens", { title = "Waar denken we verschillend over?", kind = "text" }) } }),

  -- ------------------------------------------------------------------------------------------- 3. coalitie en visie
  form("coalitie", { title = "De coalitie", fields = {
    field("partners", { title = "Hoeveel partners doen mee?", kind = "count" }),
    field("bewoners", { title = "Hoeveel bewoners zitten aan tafel?", kind = "count" }),
    field("stem", { title = "Beslissen bewoners mee?", kind = "yes_no" }),
    field("ontbreekt", { title = "Wie ontbreekt nog?", kind = "text", required = false }) } }),
  -- Counts of a group, never a mark on a person.
  form("spiegel", { title = "Spiegel van de wijk", fields = {
    field("mensen", { title = "Hoeveel mensen tellen we?", kind = "count" }),
    field("huurders", { title = "Hoeveel zijn huurder?", kind = "count" }),
    field("jonger", { title = "Hoeveel zijn jonger dan 40 jaar?", kind = "count" }),
    field("vrouwen", { title = "Hoeveel zijn vrouw?", kind = "count" }),
    field("ontbreekt", { title = "Welke groepen ontbreken?", kind = "choices", options = groepen,
      required = false }) } }),
  form("nieuwe_mensen", { title = "Nieuwe mensen", fields = {
    field("gevraagd", { title = "Hoeveel mensen vroeg u?", kind = "count" }),
    field("erbij", { title = "Hoeveel doen er nu mee?", kind = "count" }) } }),
  form("warmte_verkennen", { title = "Wat kan hier?", fields = {
    field("oplossingen", { title = "Hoeveel oplossingen kunnen hier?", kind = "count" }),
    field("uitleg", { title = "Wat zijn de voor- en nadelen voor bewoners?", kind = "text" }) } }),
  form("visie", { title = "De visie", fields = {
    field("punten", { title = "Hoeveel punten van de eigen agenda staan in de visie?", kind = "count" }),
    field("kern", { title = "Wat is de kern, in drie zinnen?", kind = "text" }) } }),
  form("overeenkomst", { title = "Ondertekende afspraken", fields = {
    field("datum", { title = "Wanneer is er getekend?", kind = "date" }),
    field("partners", { title = "Hoeveel partners tekenden?", kind = "count" }),
    field("document", { title = "Waar staat het document?", kind = "text" }) } }),
  form("procesregie", { title = "Wie leidt het proces?", fields = {
    field("wie", { title = "Wie leidt het proces?", kind = "person" }),
    field("knoop", { title = "Wie beslist als we er samen niet uitkomen?", kind = "text" }) } }),
  form("raad_informeren", { title = "De raad weet ervan", fields = {
    field("datum", { title = "Wanneer hoorde de raad dit?", kind = "date" }),
    field("vragen", { title = "Welke vragen had de raad?", kind = "text", required = false }) } }),

  -- -------------------------------------------------------------------------------- 4. planvorming per deelgebied
  form("kansen_op_tafel", { title = "Kansen op tafel", fields = {
    field("kansen", { title = "Over welke kansen nemen we een besluit?", kind = "choices", options = kansen }) } }),
  form("kans_kiezen", { title = "Koppelen of niet", fields = {
    field("keuze", { title = "Wat kiezen we?", kind = "choice", options = {
      option("koppelkans", { title = "samen één plan maken" }),
      option("meekoppelkans", { title = "meeliften op ander werk" }),
      option("afstemming", { title = "alleen afstemmen" }),
      option("niet", { title = "bewust niet koppelen" }) } }),
    field("reden", { title = "Waarom?", kind = "text" }),
    field("datum", { title = "Wanneer kijken we opnieuw?", kind = "date", required = false }) } }),
  form("lasten_en_lusten", { title = "Lasten en lusten", fields = {
    field("lasten", { title = "Wie krijgt de rommel, de kosten en de drukte?", kind = "text" }),
    field("lusten", { title = "Wie krijgt de voordelen?", kind = "text" }),
    field("eerlijk", { title = "Vinden bewoners dit eerlijk?", kind = "yes_no" }) } }),
  form("varianten", { title = "Mogelijkheden", fields = {
    field("varianten", { title = "Hoeveel mogelijkheden zijn er?", kind = "count", min = 1 }),
    field("per_maand", { kind = "money",
      title = "Hoeveel euro per maand betaalt een gemiddeld huishouden meer? "
        .. "Is het minder? Zet er dan een min voor." }),
    field("verschil", { title = "Voor wie pakt het anders uit?", kind = "text" }) } }),
  form("straat_en_net", { title = "Straat en net", fields = {
    field("past", { title = "Past het plan in straat en stroomnet?", kind = "yes_no" }),
    field("nodig", { title = "Wat is er nog nodig?", kind = "text", required = false }) } }),
  form("bijstellen", { title = "Bijstellen", fields = {
    field("meegedaan", { title = "Hoeveel bewoners dachten mee?", kind = "count" }),
    field("veranderd", { title = "Wat is er veranderd?", kind = "text" }) } }),
  form("eigen_tempo", { title = "Wat willen bewoners hier wel?", fields = {
    field("wens", { title = "Wat willen bewoners nu wel?", kind = "text" }),
    field("datum", { title = "Wanneer praten we weer?", kind = "date" }) } }),

  -- ------------------------------------------------------------------------------------------- 5. besluitvorming
  form("wat_betekent_dit", { title = "Wat het plan betekent per huishouden", fields = {
    field("soorten", { title = "Voor hoeveel soorten huishoudens is het uitgewerkt?", kind = "count" }),
    field("erop_achteruit", { title = "Hoeveel soorten gaan er zonder hulp op achteruit?", kind = "count" }),
    field("hulp", { title = "Welke hulp is er dan?", kind = "text" }) } }),
  form("meelezen", { title = "Meelezen", fields = {
    field("herkenbaar", { title = "Ziet u in het plan terug wat bewoners op de avonden zeiden?", kind = "yes_no" }),
    field("mist", { title = "Wat mist u in het plan?", kind = "text", required = false }) } }),
  form("uitvoeringsplan", { title = "Het uitvoeringsplan", fields = {
    field("document", { title = "Waar staat het plan?", kind = "text" }),
    field("volgorde", { title = "In welke volgorde, en waarom zo?", kind = "text" }) } }),
  form("begroting", { title = "De begroting", fields = {
    field("nodig", { title = "Hoeveel geld is er nodig?", kind = "money", min = 0 }),
    field("toegezegd", { title = "Hoeveel is er toegezegd?", kind = "money", min = 0 }),
    field("wie_betaalt", { title = "Wie betaalt wat?", kind = "text" }) } }),
  form("subsidie", { title = "Subsidie", fields = {
    field("toegekend", { title = "Is de subsidie toegekend?", kind = "yes_no" }),
    field("bedrag", { title = "Hoeveel geld is toegekend?", kind = "money", min = 0, required = false }) } }),
  form("raadsvergadering", { title = "De raadsvergadering", fields = {
    field("datum", { title = "Wanneer beslist de raad?", kind = "date" }) } }),
  form("inspreken", { title = "Inspreken", fields = {
    field("sprekers", { title = "Hoeveel bewoners spraken bij de raad?", kind = "count" }) } }),
  form("voorwaarden", { title = "Voorwaarden van de raad", fields = {
    field("aantal", { title = "Hoeveel voorwaarden zijn er?", kind = "count" }),
    field("gevolg", { title = "Wat merken bewoners ervan?", kind = "text" }) } }),

  -- ------------------------------------------------------------------------------------- 6. aanbod en instemming
  form("contactpersonen", { title = "Contactpersonen", fields = {
    field("aantal", { title = "Hoeveel contactpersonen zijn er?", kind = "count" }),
    field("reserves", { title = "Hoeveel reserves zijn er?", kind = "count" }),
    field("huishoudens", { title = "Voor hoeveel huishoudens zijn zij er samen?", kind = "count" }) } }),
  form("begeleiding_starten", { title = "Begeleiding", fields = {
    field("tegelijk", { title = "Hoeveel huishoudens kunt u tegelijk begeleiden?", kind = "count" }),
    field("vanaf", { title = "Vanaf wanneer kan dat?", kind = "date" }) } }),
  form("aanbod", { title = "Het aanbod", fields = {
    field("per_maand", { kind = "money",
      title = "Hoeveel euro per maand betaalt een gemiddeld huishouden meer? "
        .. "Is het minder? Zet er dan een min voor." }),
    field("geldig_tot", { title = "Tot wanneer geldt het aanbod?", kind = "date", required = false }),
    field("zekerheid", { title = "Wat is zeker, en wat nog niet?", kind = "text" }) } }),
  form("commissie_eerst", { title = "Wat huurders nodig hebben", fields = {
    field("voorwaarden", { title = "Wat moet er in het voorstel staan?", kind = "text" }),
    field("onderhoud_op_orde", { title = "Is het onderhoud op orde?", kind = "yes_no" }) } }),
  form("voorstel", { title = "Voorstel aan huurders", fields = {
    field("huurwoningen", { title = "Hoeveel huurwoningen zijn er?", kind = "count" }),
    field("per_maand", { kind = "money",
      title = "Hoeveel euro per maand betaalt een huurder meer, huur en energie samen? "
        .. "Is het minder? Zet er dan een min voor." }),
    field("weken_weg", { title = "Hoeveel weken kunnen mensen niet in huis zijn?", kind = "count" }),
    field("sociaal_plan", { title = "Is er een sociaal plan?", kind = "yes_no" }) } }),
  form("ieder_apart", { title = "Akkoord per huurder", fields = {
    field("akkoord", { title = "Hoeveel huurders zijn akkoord?", kind = "count" }) } }),
  form("gemiste_groepen", { title = "Wie misten we?", fields = {
    field("groepen", { title = "Welke groepen misten we bij de stemming?", kind = "choices", options = groepen,
      required = false }) } }),

  -- ----------------------------------------------------------------------------------------------- 7. uitvoering
  form("meldpunt", { title = "Het meldpunt", fields = {
    field("datum", { title = "Vanaf wanneer is het open?", kind = "date" }),
    field("waar", { title = "Hoe kunnen bewoners melden?", kind = "choices", options = {
      option("telefoon", { title = "telefoon" }),
      option("appje", { title = "appje" }),
      option("balie", { title = "plek in de buurt" }),
      option("pagina", { title = "openbare pagina" }) } }) } }),
  form("startafspraak", { title = "Beginnen we hier?", fields = {
    field("begint", { title = "Beginnen we?", kind = "choice", options = {
      option("ja", { title = "ja" }),
      option("deels", { title = "ja, bij wie mee wil doen" }),
      option("niet", { title = "nee, nu niet" }) } }),
    field("volgorde", { title = "In welke volgorde, en waarom zo?", kind = "text" }) } }),
  form("vast_contact", { title = "Vaste contactpersoon", fields = {
    field("wie", { title = "Wie is de vaste contactpersoon?", kind = "person" }),
    field("kennisgemaakt", { title = "Bij hoeveel huishoudens maakte u kennis?", kind = "count" }) } }),
  form("blijf_of_keer_terug", { title = "Blijven of terugkeren", fields = {
    field("huishoudens", { title = "Hoeveel huishoudens kregen dit op papier?", kind = "count" }),
    field("wisselwoning", { title = "Hoeveel hebben een tijdelijk huis nodig?", kind = "count" }) } }),
  form("blokplanning", { title = "Planning van het blok", fields = {
    field("datum", { title = "Op welke dag begint het werk?", kind = "date" }),
    field("weken", { title = "Hoeveel weken duurt het?", kind = "count" }),
    field("rekening_mee", { title = "Waar houdt u rekening mee?", kind = "text", required = false }) } }),
  form("bericht", { title = "Bericht aan het blok", fields = {
    field("huishoudens", { title = "Hoeveel huishoudens kregen bericht?", kind = "count" }) } }),
  form("begeleiding", { title = "Begeleiding, alleen aantallen", fields = {
    field("gesproken", { kind = "count",
      title = "Hoeveel huishoudens sprak het team? Minder dan tien? Vul dan 0 in." }) } }),
  form("buren_helpen", { title = "Buren helpen buren", fields = {
    field("helpers", { title = "Hoeveel buren hielpen mee?", kind = "count" }) } }),
  form("werk", { title = "Het werk", fields = {
    field("woningen", { title = "Hoeveel huizen zijn klaar?", kind = "count" }),
    field("dagen_uitloop", { title = "Hoeveel dagen duurde het langer?", kind = "count" }) } }),
  form("energiebezoek", { title = "Energiebezoek", fields = {
    field("bezocht", { title = "Hoeveel huizen bezocht u?", kind = "count" }),
    field("niet_goed", { title = "Bij hoeveel werkte iets niet?", kind = "count" }) } }),
  form("oplevering", { title = "Oplevering", fields = {
    field("tevreden", { title = "Hoeveel huishoudens zijn tevreden?", kind = "count" }),
    field("restpunten", { title = "Hoeveel punten moeten nog worden opgelost?", kind = "count" }) } }),
  form("overlast", { title = "Overlast", fields = {
    field("meldingen", { title = "Hoeveel meldingen waren er?", kind = "count" }),
    field("opgelost", { title = "Hoeveel zijn er opgelost?", kind = "count" }),
    field("aanpassen", { title = "Wat passen we aan in het werk?", kind = "text", required = false }) } }),
  form("themas", { title = "De zorg die u het vaakst hoort, alleen in aantallen", fields = {
    field("thema", { title = "Welke zorg hoort u het vaakst?", kind = "choice", options = {
      option("verhuizen", { title = "verhuizen en terugkeren" }),
      option("geld", { title = "geld en toeslagen" }),
      option("overlast", { title = "lawaai en stof" }),
      option("gezondheid", { title = "gezondheid en zorg" }),
      option("geen", { title = "geen zorg bij tien of meer huishoudens" }) } }),
    field("huishoudens", { title = "Bij hoeveel huishoudens? Minder dan tien? Vul dan 0 in.", kind = "count" }) } }),

  -- --------------------------------------------------------------------------------------------------- 8. borging
  form("evaluatie", { title = "Wat leverde het op?", fields = {
    field("opgeleverd", { title = "Wat leverde het bewoners op?", kind = "text" }),
    field("niet", { title = "Wat ging volgens bewoners niet goed?", kind = "text" }),
    field("nieuwe_banden", { title = "Kennen bewoners nu mensen die zij eerst niet kenden?", kind = "yes_no" }) } }),
  form("groep_verder", { title = "De bewonersgroep gaat verder", fields = {
    field("leden", { title = "Hoeveel mensen gaan door?", kind = "count" }),
    field("budget", { title = "Hoeveel geld krijgt de groep per jaar?", kind = "money", min = 0 }),
    field("afspraak", { title = "Wie helpt de groep, en waarmee?", kind = "text" }) } }),
  form("rekening_herstellen", { title = "De rekening herstellen", fields = {
    field("oorzaak", { title = "Waarom daalde de rekening niet?", kind = "text" }),
    field("hersteld", { title = "Bij hoeveel huishoudens is het hersteld?", kind = "count" }) } }),
  form("opbrengst", { title = "Opbrengst voor de buurt", fields = {
    field("bedrag", { title = "Hoeveel gaat er terug naar de buurt?", kind = "money", min = 0 }),
    field("waarvoor", { title = "Waar kiest de buurt voor?", kind = "text" }) } }),
  form("naar_beheer", { title = "Naar beheer", fields = {
    field("afspraken", { title = "Hoeveel afspraken met bewoners gaan mee?", kind = "count" }),
    field("wie", { title = "Wie is daarna het vaste gezicht?", kind = "person" }) } }),
})
