// Reading the behaviour file, one function a section. See behaviour.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/behaviour.hpp"

#include "domain/words.hpp"
#include "runtime/simulation/behaviour_words.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

int share(TomlTable& table, std::string_view key, Bounds bounds = per_mille)
{
    return static_cast<int>(table.whole(key, bounds));
}

Spread spread(TomlTable& table, std::string_view key, Bounds bounds = any_count)
{
    return read_spread(table.table(key), bounds);
}

ByName<Spread> spreads(TomlTable& parent, std::string_view key, const KnownWords& known)
{
    ByName<Spread> read;
    if (std::optional<TomlTable> table = parent.find_table(key))
        table->each_key(known, [&](TomlTable& all, const std::string& name) { read[name] = spread(all, name); });
    return read;
}

void read_start(TomlTable& file, const BehaviourWords& words, Behaviour& out)
{
    TomlTable start = file.table("begin");
    out.first_day = start.date("dag");
    out.between_starts = spread(start, "tussen");
    start.finish();
    TomlTable staff = file.table("bezetting");
    out.empty_at_first = staff.find_words("leeg_tot_gevraagd", words.roles);
    out.staffed_after = staff.whole("na_werkdagen", {0, 1000});
    out.teams = staff.find_words("teams", words.roles);
    out.groups = staff.find_words("groepen", words.roles);
    staff.finish();
}

void read_pace(TomlTable& file, const BehaviourWords& words, Pace& out)
{
    TomlTable table = file.table("tempo");
    out.usual = spread(table, "gewoon");
    out.repeated = share(table, "herhaling", {1, 10'000});
    out.without_term = spread(table, "zonder_termijn");
    out.late = share(table, "te_laat");
    out.how_late = spread(table, "hoeveel_te_laat");
    out.not_now = share(table, "nu_niet");
    out.not_now_days = spread(table, "nu_niet_dagen", {1, 250});
    out.claim = share(table, "oppakken");
    out.by_kind = spreads(table, "soort", words.step_kinds);
    out.by_role = spreads(table, "rol", words.roles);
    out.by_step = spreads(table, "stap", words.steps);
    table.finish();
}

std::optional<Recess> read_recess(std::string_view text)
{
    Recess recess;
    const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    if (text.size() != 11 || text[2] != '-' || text[5] != '/' || text[8] != '-')
        return {};
    for (const unsigned at : {0U, 1U, 3U, 4U, 6U, 7U, 9U, 10U})
        if (text[at] < '0' || text[at] > '9')
            return {};
    recess = {number(0), number(3), number(6), number(9)};
    const auto is_day = [](int month, int day) { return month >= 1 && month <= 12 && day >= 1 && day <= 31; };
    if (!is_day(recess.from_month, recess.from_day) || !is_day(recess.until_month, recess.until_day))
        return {};
    return recess;
}

void read_deciding(TomlTable& file, const BehaviourWords& words, Behaviour& out)
{
    TomlTable gate = file.table("beslismoment");
    out.gate = {share(gate, "nu_niet"), share(gate, "met_voorwaarden"), share(gate, "terug"),
                spread(gate, "nu_niet_weken")};
    gate.finish();

    TomlTable council = file.table("raad");
    out.council.every_weeks = share(council, "elke_weken", {1, 26});
    out.council.ahead_weeks = share(council, "eerst_over_weken", {0, 52});
    out.council.reject = share(council, "afwijzen");
    out.council.with_conditions = share(council, "met_voorwaarden");
    for (const std::string& text : council.find_texts("reces")) {
        if (const std::optional<Recess> recess = read_recess(text))
            out.council.recess.push_back(*recess);
        else
            council.complain(
                "reces",
                fmt::format("reces '{}' is niet te lezen; schrijf maand-dag, bijvoorbeeld '07-04/08-28'", text));
    }
    council.finish();

    TomlTable board = file.table("college");
    out.board = {share(board, "afwijzen"), share(board, "met_voorwaarden")};
    board.finish();

    TomlTable friction = file.table("schuurt");
    out.friction = {share(friction, "datum_schuift"), share(friction, "stop")};
    friction.finish();

    TomlTable reflection = file.table("reflectie");
    out.reflection = {share(reflection, "overgeslagen"), reflection.find_words("bij", words.steps)};
    reflection.finish();

    if (std::optional<TomlTable> leaving = file.find_table("vertrek")) {
        out.leaving.after_months = spread(*leaving, "na_maanden");
        out.leaving.sudden = share(*leaving, "plots");
        out.leaving.notice_weeks = spread(*leaving, "aankondiging_weken");
        out.leaving.spares = leaving->whole("opvolgers", {0, 20});
        out.leaving.absence = share(*leaving, "afwezig");
        out.leaving.absence_weeks = spread(*leaving, "afwezig_weken");
        leaving->finish();
    }
    if (std::optional<TomlTable> handover = file.find_table("overdracht")) {
        out.handover.document = share(*handover, "document");
        out.handover.care = spread(*handover, "zorg");
        out.handover.talk = share(*handover, "gesprek");
        out.handover.talk_afterwards = share(*handover, "gesprek_achteraf");
        out.handover.residents = share(*handover, "bewoner_erbij");
        out.handover.walk = share(*handover, "wandeling");
        out.handover.introduced = share(*handover, "voorgesteld");
        out.handover.omission = share(*handover, "gemist");
        out.handover.critical_omission = share(*handover, "gemist_kritiek");
        out.handover.thorough = share(*handover, "zorgvuldig");
        out.handover.reply = share(*handover, "wederhoor");
        out.handover.rated = true;
        out.handover.rating = spread(*handover, "oordeel");
        handover->finish();
    }

    TomlTable meeting = file.table("bijeenkomst");
    out.meeting = {share(meeting, "actie"), share(meeting, "verslag")};
    meeting.finish();
}

Voting read_voting(TomlTable table)
{
    const Voting voting{spread(table, "opkomst", per_mille), spread(table, "ja", per_mille)};
    table.finish();
    return voting;
}

void read_votes(TomlTable& file, const BehaviourWords& words, VoteHabits& out)
{
    TomlTable table = file.table("stemming");
    out.usual = read_voting(table.table("gewoon"));
    out.abstain = spread(table, "onthouding", per_mille);
    out.threshold = spread(table, "grens", per_mille);
    if (std::optional<TomlTable> steps = table.find_table("stap"))
        steps->each_key(words.steps, [&](TomlTable& all, const std::string& step) {
            out.by_step[step] = read_voting(all.table(step));
        });
    table.finish();
}

void read_reach(TomlTable& file, const BehaviourWords& words, ReachHabits& out)
{
    TomlTable table = file.table("bereik");
    out.at_most = share(table, "ten_hoogste");
    TomlTable after = table.table("na");
    after.each_key(words.steps, [&](TomlTable& all, const std::string& step) {
        TomlTable one = all.table(step);
        out.after[step] = {one.text("kanaal"), {one.whole("midden", per_mille), one.whole("spreiding", per_mille)}};
        one.finish();
    });
    table.finish();
}

template <class Enum>
Enum read_dutch(TomlTable& table, std::string_view key, Enum standard)
{
    const std::string word = table.text(key);
    const std::optional<Enum> found = find_enum<Enum>(domain::code_of(word).value_or(word));
    if (found || word.empty())
        return found.value_or(standard);
    std::vector<std::string_view> known;
    for (const std::string_view code : names_of<Enum>())
        known.push_back(domain::dutch(code));
    table.complain(key, fmt::format("'{}' kan hier niet; kies {}{}", word, join_or(known), did_you_mean(word, known)));
    return standard;
}

void read_records(TomlTable& file, const BehaviourWords& words, Behaviour& out)
{
    TomlTable linkages = file.table("koppelkansen");
    out.linkages = {linkages.word("toevoegen_bij", words.steps), spread(linkages, "aantal"),
                    linkages.word("kiezen_bij", words.steps), share(linkages, "gekozen")};
    linkages.finish();

    TomlTable notes = file.table("logboek");
    notes.each_key(words.steps, [&](TomlTable& all, const std::string& step) {
        TomlTable one = all.table(step);
        out.notes[step] = {read_dutch(one, "soort", domain::JournalKind::lesson), share(one, "kans")};
        one.finish();
    });
    TomlTable money = file.table("geld");
    money.each_key(words.questions, [&](TomlTable& all, const std::string& question) {
        out.money[question] = read_dutch(all, question, domain::MoneyKind::budget);
    });
    TomlTable papers = file.table("dossier");
    out.documents = papers.find_words("documenten_na", words.steps);
    out.contacts = papers.find_words("contacten_na", words.steps);
    papers.finish();

    for (TomlTable& signal : file.find_tables("signaal")) {
        OutsideSignal one;
        one.date = signal.date("dag");
        one.kind = signal.text("soort");
        one.text = signal.text("tekst");
        one.slower = static_cast<int>(signal.find_whole("trager", {1, 10'000}).value_or(1000));
        one.weeks = signal.find_whole("weken", {0, 1000}).value_or(0);
        one.pause = static_cast<int>(signal.find_whole("pauze", per_mille).value_or(0));
        one.pause_weeks = signal.find_whole("pauze_weken", {0, 200}).value_or(0);
        signal.finish();
        out.signals.push_back(std::move(one));
    }
}

void read_texts(TomlTable& file, Behaviour& out)
{
    TomlTable table = file.table("teksten");
    for (const std::string& use : text_uses()) {
        out.texts[use] = table.find_texts(use);
        if (table.exists() && out.texts[use].empty())
            table.complain(use, fmt::format("in [teksten] ontbreekt '{}': geef ten minste één zin", use));
    }
    table.finish();
}

void read_answers(TomlTable& file, const BehaviourWords& words, Behaviour& out)
{
    TomlTable answers = file.table("antwoord");
    TomlTable kinds = answers.table("soort");
    kinds.each_key(words.field_kinds, [&](TomlTable& all, const std::string& kind) {
        out.answers_by_kind[kind] = read_answer_habit(all.table(kind), {"ja"});
    });
    if (std::optional<TomlTable> fields = answers.find_table("veld"))
        fields->each_key(words.questions, [&](TomlTable& all, const std::string& question) {
            const auto options = words.options.find(question);
            out.answers_by_field[question] = read_answer_habit(
                all.table(question), options == words.options.end() ? std::vector<std::string>{} : options->second);
        });
    answers.finish();
}

void read_areas(TomlTable& file, AreaHabits& out)
{
    TomlTable table = file.table("gebieden");
    out.inhabitants_per_subarea = table.whole("inwoners_per_deelgebied", {1, 1'000'000});
    TomlTable subareas = table.table("deelgebieden");
    out.subareas_min = subareas.whole("ten_minste", {1, 26});
    out.subareas_max = subareas.whole("ten_hoogste", {1, 26});
    subareas.finish();
    out.blocks_per_subarea = table.whole("blokken_per_deelgebied", {0, 100});
    out.inhabitants_per_dwelling_tenths = table.whole("inwoners_per_tien_woningen", {1, 1000});
    TomlTable complexes = table.table("complexen");
    out.inhabitants_per_complex = complexes.whole("per_inwoners", {1, 1'000'000});
    out.complexes_min = complexes.whole("ten_minste", {0, 26});
    out.complexes_max = complexes.whole("ten_hoogste", {0, 26});
    complexes.finish();
    TomlTable dwellings = table.table("woningen_per_complex");
    out.complex_dwellings = {dwellings.whole("midden", any_count), dwellings.whole("spreiding", any_count)};
    out.complex_dwellings_min = dwellings.whole("ten_minste", any_count);
    dwellings.finish();
    table.finish();
}

void read_stories(TomlTable& file, const BehaviourWords& words, Behaviour& out)
{
    if (std::optional<TomlTable> stories = file.find_table("wijk"))
        stories->each_key([&](TomlTable& all, const std::string& name) {
            TomlTable one = all.table(name);
            out.stories[name] = read_story(one, words);
        });
}

}  // namespace

std::int64_t draw(Entropy& entropy, const Spread& spread)
{
    const std::int64_t drawn = entropy.around(spread.middle, spread.spread);
    return spread.middle < 0 ? drawn : std::max<std::int64_t>(0, drawn);
}

const std::vector<std::string>& text_uses()
{
    static const std::vector<std::string> uses{"antwoord",
                                               "verslag",
                                               "actie",
                                               "reden",
                                               "overslaan",
                                               "besluit",
                                               "nee",
                                               "voorwaarde",
                                               "schuurt",
                                               "bron",
                                               "koppelkans",
                                               "geen_koppelkans",
                                               "zaaiwerk",
                                               "gevoeligheid",
                                               "poging",
                                               "botsing",
                                               "les",
                                               "document",
                                               "contact",
                                               "toezegging",
                                               "stoppen",
                                               "pauze",
                                               "overdracht_reden",
                                               "overdracht_als_dan",
                                               "overdracht_eerste_stap",
                                               "overdracht_gevoelig",
                                               "overdracht_onderwerp",
                                               "overdracht_verhaal",
                                               "overdracht_toegang",
                                               "overdracht_geen_gesprek",
                                               "overdracht_geen_document",
                                               "overdracht_eigen_woorden",
                                               "overdracht_gemist",
                                               "overdracht_frisse_blik",
                                               "overdracht_wederhoor",
                                               "nieuwe_datum"};
    return uses;
}

Result<Behaviour> read_behaviour(std::string_view toml, const std::string& file, const domain::Workflow& workflow)
{
    const Result<toml::table> parsed = parse_toml(toml, file);
    if (!parsed)
        return parsed.error();
    TomlComplaints complaints{file, {}};
    const BehaviourWords words{workflow};
    TomlTable whole{&*parsed, "", complaints};
    Behaviour read;
    read_start(whole, words, read);
    read_pace(whole, words, read.pace);
    read_deciding(whole, words, read);
    read_votes(whole, words, read.vote);
    read_reach(whole, words, read.reach);
    read_records(whole, words, read);
    read_texts(whole, read);
    read_answers(whole, words, read);
    read_areas(whole, read.areas);
    read_stories(whole, words, read);
    whole.finish();
    if (!complaints.list.empty())
        return complaints.to_error();
    return read;
}

Behaviour simple_behaviour()
{
    Behaviour simple;
    simple.supplies_facts = false;
    simple.pace.usual = {500, 0};
    simple.pace.without_term = {3, 0};
    simple.gate.not_now_weeks = {4, 0};
    simple.vote.usual = {{900, 0}, {860, 0}};
    simple.vote.threshold = {650, 0};
    simple.linkages.chosen = 1000;
    simple.handover.document = 1000;
    simple.handover.care = {1000, 0};
    simple.handover.talk = 1000;
    simple.handover.talk_afterwards = 1000;
    for (const std::string& use : text_uses())
        simple.texts[use] = {"Zo is het besproken met wie erbij was."};
    simple.answers_by_kind["count"].figure = Spread{12, 0};
    simple.answers_by_kind["number"].figure = Spread{10, 0};
    simple.answers_by_kind["per_mille"].figure = Spread{500, 0};
    simple.answers_by_kind["money"].figure = Spread{1'000'000, 0};
    simple.answers_by_kind["date"].figure = Spread{20, 0};
    simple.answers_by_kind["choices"].figure = Spread{2, 0};
    simple.answers_by_kind["yes_no"].weights["ja"] = 1000;
    return simple;
}

}  // namespace wd::runtime
