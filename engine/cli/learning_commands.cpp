// reflection and learning: moments to stop and think, and the questions that a programme keeps asking itself.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/form_answers.hpp"
#include "cli/names.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/task_view.hpp"
#include "domain/commands.hpp"

#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>

#include <iostream>

namespace wd::cli {

namespace {

Parameter actions()
{
    return repeated(option("--action", "", Kind::text,
                           "wat we gaan doen: \"wat|rol of persoon-3|2026-12-01\"; wie en wanneer mogen weg"));
}

// "Bel de school|opbouwwerker|2026-12-01". A person is named by number; any other word is a role.
Result<json::object> read_action(std::string_view typed)
{
    std::vector<std::string> parts;
    boost::algorithm::split(parts, typed, [](char c) { return c == '|'; });
    for (std::string& part : parts)
        boost::algorithm::trim(part);
    if (parts.size() > 3)
        return refusal(Errc::invalid, "--action \"{}\" heeft {} delen; schrijf \"wat|rol of persoon-3|2026-12-01\"",
                       typed, parts.size());
    json::object action{{"title", parts[0]}};
    if (parts.size() > 1 && !parts[1].empty())
        action[parts[1].starts_with("persoon-") ? "person" : "role"] = parts[1];
    if (parts.size() > 2 && !parts[2].empty())
        action["due"] = parts[2];
    return action;
}

Result<json::object> with_actions(const Arguments& arguments)
{
    json::object data = arguments.data();
    json::array list;
    if (arguments.value("--action").is_array())
        for (const json::value& typed : arguments.value("--action").get_array()) {
            Result<json::object> action = read_action(std::string_view{typed.as_string()});
            if (!action)
                return action.error();
            list.push_back(std::move(*action));
        }
    if (!list.empty())
        data["actions"] = std::move(list);
    return data;
}

// --- Reflections

Result<json::value> record_reflection(Session& session, const Arguments& arguments)
{
    const Result<json::value> shown = session.ask("task", {{"task", arguments.value("taak")}});
    if (!shown)
        return shown.error();
    Result<json::object> data = with_actions(arguments);
    if (!data)
        return data.error();
    Result<json::object> answers = read_answers(arguments, task_fields(*shown), session);
    if (!answers)
        return answers.error();
    if (!answers->empty())
        (*data)["answers"] = std::move(*answers);
    return session.send("reflection.record", std::move(*data));
}

void show_skipped(const json::value& answer, Session& session)
{
    says("De reflectie is overgeslagen")(answer, session);
    if (!text_of(answer, "asks").empty())
        std::cout << "Dit is de derde keer op rij of vaker. Helpt dit moment nog? Bespreek het samen: een andere vorm, "
                     "een ander ritme, of ermee stoppen mag ook.\n";
}

void show_reflections(const json::value& rows, Session&)
{
    json::array shown;
    for (const json::value& row : rows.get_array()) {
        json::object line = row.as_object();
        line["lessons"] = list_of(row, "lessons").size();
        line["actions"] = list_of(row, "actions").size();
        for (const char* count : {"lessons", "actions"})
            if (line[count] == 0)
                line[count] = nullptr;
        shown.push_back(std::move(line));
    }
    std::cout << table_text(shown,
                            {{"taak", "task"},
                             {"stand", "state", As::word},
                             {"gehouden", "date", As::date},
                             {"uiterlijk", "due", As::date},
                             {"wie waren erbij", "role_titles"},
                             {"lessen", "lessons", As::number},
                             {"acties", "actions", As::number},
                             {"waarover", "title"},
                             {"waarom niet", "reason"}},
                            "Er is nog geen reflectie geweest of gepland.");
}

void show_block(std::string_view title, const std::string& text)
{
    std::cout << "\n" << title << "\n" << text;
}

// Each talk that is to come, and below it what happened that it is about.
std::string talks_text(const json::array& talks)
{
    std::string text;
    for (const json::value& talk : talks) {
        text += wrapped(fmt::format("{}: {}", text_of(talk, "task"), text_of(talk, "title")), "  ") + "\n";
        for (const json::value& occasion : list_of(talk, "occasions"))
            text +=
                wrapped(fmt::format("{}: {}", date_text(text_of(occasion, "on")), text_of(occasion, "text")), "    ") +
                "\n";
    }
    return text;
}

void show_facts(const json::value& facts, Session&)
{
    const std::string reflection = text_of(facts, "reflection");
    std::cout << fmt::format(
        "Wat er gebeurde sinds {}{}.\n", day_text(member(facts, "since")),
        reflection.empty() ? " (het begin)" : fmt::format(" (de vorige reflectie, {})", reflection));
    if (const json::array& talks = list_of(facts, "to_come"); !talks.empty())
        show_block("Wat er besproken wordt", talks_text(talks));
    show_block("Taken",
               fields_text(member(facts, "tasks").as_object(), {{"op tijd afgerond", "in_time", As::number},
                                                                {"te laat afgerond", "late", As::number},
                                                                {"zonder datum", "without_date", As::number}}));
    show_block("Fasen", table_text(list_of(facts, "phases"),
                                   {{"fase", "title"},
                                    {"begonnen", "opened_at", As::day},
                                    {"afgesloten", "closed_at", As::day},
                                    {"hoe", "how", As::word}},
                                   "Geen fase begon of eindigde."));
    const std::vector<Column> chair{{"dag", "date", As::date}, {"rol", "title"}};
    show_block("Wie kwam", table_text(list_of(facts, "arrivals"), chair, "Niemand."));
    show_block("Wie vertrok", table_text(list_of(facts, "departures"), chair, "Niemand."));
    show_block("Stemmingen", table_text(list_of(facts, "votes"),
                                        {{"dag", "at", As::day},
                                         {"uitslag", "outcome", As::word},
                                         {"voor", "yes", As::number},
                                         {"tegen", "no", As::number},
                                         {"nodig", "needed", As::number},
                                         {"waarover", "title"}},
                                        "Geen."));
    show_block(
        "Voor het eerst gesproken",
        table_text(list_of(facts, "reach"), {{"kanaal", "channel"}, {"mensen", "people", As::number}}, "Niemand."));
    show_block("Toezeggingen",
               fields_text(member(facts, "promises").as_object(), {{"nieuw", "made", As::number},
                                                                   {"nagekomen", "kept", As::number},
                                                                   {"ingetrokken", "withdrawn", As::number},
                                                                   {"open", "open", As::number},
                                                                   {"waarvan stil", "silent", As::number}}));
    show_block("Berichten van buiten",
               table_text(list_of(facts, "signals"), {{"dag", "date", As::date}, {"wat", "kind"}}, "Geen."));
}

std::vector<Command> reflection_commands()
{
    std::vector<Parameter> recording = {
        task_place(),
        repeated(option("--role", "roles", Kind::text, "een rol die erbij was; bij een geplande reflectie verplicht")),
        option("--date", "date", Kind::date, "op welke dag; anders vandaag"),
        repeated(option("--lesson", "lessons", Kind::text, "een les die iedereen mag lezen; hoogstens drie")),
        actions()};
    for (Parameter& parameter : answer_parameters())
        recording.push_back(std::move(parameter));
    return {
        {"reflection plan",
         "Plan een moment om stil te staan, naast wat de workflow vraagt.",
         "reflection plan programma-1 --title \"Nabespreking van de bewonersavond\" --role opbouwwerker --due "
         "2026-12-01",
         {programme_place(), required(option("--title", "title", Kind::text, "waarover het gaat")),
          required(option("--role", "role", Kind::text, "welke rol het organiseert")),
          required(option("--due", "due", Kind::date, "voor wanneer"))},
         sends("reflection.plan"),
         says("De reflectie is gepland", "task")},
        {"reflection facts",
         "Laat zien wat er gebeurde sinds de vorige reflectie: voor wie het gesprek leidt.",
         "reflection facts programma-1",
         {programme_place()},
         asks("reflection_facts"),
         show_facts},
        {"reflection record",
         "Leg een reflectie vast: wie erbij waren, welke lessen iedereen mag lezen en wat we gaan doen.",
         "reflection record taak-12 --role opbouwwerker --role bewonersgroep --lesson \"Begin later op de avond\" "
         "--action "
         "\"Bel de school|opbouwwerker|2026-12-01\" --as persoon-3",
         std::move(recording), record_reflection, says("De reflectie is vastgelegd")},
        {"reflection skip",
         "Sla een reflectie over, met in één zin waarom.",
         "reflection skip taak-12 --reason \"We bespraken dit gisteren al met de groep\" --as persoon-3",
         {task_place(), required(option("--reason", "reason", Kind::text, "waarom in één zin"))},
         sends("reflection.skip"),
         show_skipped},
        {"reflection list",
         "Laat de reflecties van een programma zien: gehouden, overgeslagen, gemist en gepland.",
         "reflection list programma-1",
         {programme_place()},
         asks("reflections"),
         show_reflections},
        {"reflection measures",
         "Laat zien hoe het gaat met reflecteren: bij hoeveel beslismomenten, hoe oud de open leervragen zijn, wie er "
         "meedoen.",
         "reflection measures programma-1",
         {programme_place()},
         asks("reflection_measures"),
         [](const json::value& measures, Session&) {
             std::cout << fields_text(
                 measures.get_object(),
                 {{"beslismomenten met een reflectie", "gates_reflected", As::per_mille},
                  {"open leervragen, middelste leeftijd in dagen", "open_age_days", As::number},
                  {"beantwoord met een actie die gedaan is", "answered_with_action", As::per_mille},
                  {"lessen die een ander programma overnam", "lessons_reused", As::per_mille}});
             for (const auto& role : member(measures, "participation").as_object())
                 std::cout << fmt::format("{} was erbij: {}\n",
                                          text_of(member(measures, "role_titles"), std::string_view{role.key()}),
                                          per_mille_text(role.value().to_number<std::int64_t>()));
         }},
    };
}

// --- Learning questions

// The code "L3" or the number of the line, as it is typed.
Result<json::value> find_question(Session& session, const Arguments& arguments)
{
    const std::string typed = arguments.text("leervraag");
    if (typed.starts_with("regel-") || !arguments.has("--programme"))
        return json::value(typed);
    const Result<json::value> questions = session.ask("learning", {{"programme", arguments.value("--programme")}});
    if (!questions)
        return questions.error();
    for (const json::value& question : questions->as_array())
        if (text_of(question, "code") == typed)
            return json::value(text_of(question, "entry"));
    return refusal(Errc::not_found, "leervraag {} is er niet; kijk met learning list", typed);
}

Result<json::value> move_question(Session& session, const Arguments& arguments)
{
    const Result<json::value> question = find_question(session, arguments);
    if (!question)
        return question.error();
    Result<json::object> data = with_actions(arguments);
    if (!data)
        return data.error();
    data->erase("programme");
    (*data)["question"] = *question;
    return session.send("learning.answer", std::move(*data));
}

void show_questions(const json::value& rows, Session&)
{
    json::array shown;
    for (const json::value& row : rows.get_array()) {
        json::object line = row.as_object();
        std::size_t done = 0;
        const json::array& actions = list_of(row, "actions");
        for (const json::value& action : actions)
            done += member(action, "done").as_bool() ? 1 : 0;
        line["progress"] = actions.empty() ? "" : fmt::format("{} van {} gedaan", done, actions.size());
        shown.push_back(std::move(line));
    }
    std::cout << table_text(shown,
                            {{"code", "code"},
                             {"nummer", "entry"},
                             {"stand", "state", As::word},
                             {"soort", "level", As::word},
                             {"dagen oud", "age_days", As::number},
                             {"acties", "progress"},
                             {"vraag", "text"},
                             {"antwoord voor nu", "answer"}},
                            "Er staan nog geen leervragen op de agenda.");
}

std::vector<Command> question_commands()
{
    return {
        {"learning add",
         "Zet een leervraag op de agenda; een vraag zegt wat het zo houdt en wat wij kunnen doen.",
         "learning add programma-1 --text \"Wat houdt jongeren bij onze avonden weg?\" --level praktijk --as persoon-3",
         {programme_place(), required(option("--text", "text", Kind::text, "de vraag")),
          one_of<domain::LearningLevel>(
              option("--level", "level", Kind::word, "waar het antwoord vandaan moet komen; anders praktijk")),
          option("--obstacle", "obstacle", Kind::text, "welk obstakel erachter zit"),
          of("taak", option("--at", "at", Kind::id, "de reflectie waarin de vraag opkwam"))},
         sends("learning.add"),
         says("De leervraag staat op de agenda", "code")},
        {"learning list",
         "Laat de leervragen van een programma zien: hoe oud, in welke stand, met welke acties.",
         "learning list programma-1",
         {programme_place()},
         asks("learning"),
         show_questions},
        {"learning answer",
         "Maak een nieuwe versie van een leervraag: een antwoord voor nu, andere woorden, een actie, of een andere "
         "stand. "
         "Eerdere versies blijven.",
         "learning answer L3 --programme programma-1 --answer \"De avond begint te vroeg\" --action \"Begin om "
         "acht uur|opbouwwerker\" --as persoon-3",
         {place("leervraag", "", Kind::text, "regel-14, of met --programme de code, bijvoorbeeld L3"),
          of("programma", option("--programme", "programme", Kind::id, "het programma, bij een code")),
          option("--answer", "answer", Kind::text, "het antwoord voor nu"),
          option("--text", "text", Kind::text, "de vraag in andere woorden"),
          one_of<domain::LearningState>(
              option("--state", "state", Kind::word, "hoe de vraag nu staat; met een antwoord anders beantwoord")),
          actions()},
         move_question,
         says("De leervraag heeft een nieuwe versie")},
    };
}

}  // namespace

std::vector<Command> learning_commands()
{
    std::vector<Command> list = reflection_commands();
    for (Command& command : question_commands())
        list.push_back(std::move(command));
    return list;
}

}  // namespace wd::cli
