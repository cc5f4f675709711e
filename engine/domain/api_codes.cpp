// The closed lists and how their words are written in the API. See api_words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/api_words.hpp"
#include "domain/continuity.hpp"
#include "domain/handover_evidence.hpp"
#include "domain/privacy_events.hpp"
#include "domain/rubric.hpp"
#include "domain/take_over.hpp"
#include "domain/tenure.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace wd::domain {

namespace {

using Words = std::vector<std::string_view>;

// A code word whose API word is not its Dutch word: because two code words share one, because it stands only here, or in one list.
struct Exception {
    std::string_view code;
    std::string_view api;
    std::string_view list = {};
};

constexpr std::array exceptions = std::to_array<Exception>({
    {"waiting", "uitgesteld"},      // dutch() says "nu niet", as of the answer
    {"lapsed", "niet_meer_nodig"},  // dutch() says "vervallen", as of a cancelled task
    {"changed", "gewijzigd"},
    // Takeover of another version.
    {"current", "staat_al_op_deze_versie"},
    {"unchanged", "ongewijzigd"},
    {"takes_over", "stapt_over"},
    {"needs_mapping", "overstap_nodig"},
    {"stays", "houdt_eigen_versie"},
    {"lacking", "ontbreekt"},
    {"other_kind", "andere_soort"},
    {"other_items", "andere_onderdelen"},
    {"other_terms", "andere_regels"},
    {"deciders", "andere_beslissers"},
    {"wrong_target", "verkeerd_doel"},
    // Scores and measures.
    {"state", "stand"},
    {"story", "verhaal"},
    {"actions", "acties"},
    {"people", "mensen"},
    {"contingency", "als_het_misgaat"},
    {"sources", "bronnen"},
    {"warm", "warm"},
    {"critical_omission", "kritiek_gemis"},
    {"excess_text", "te_veel_tekst"},
    {"first", "eerste", "rating_turn"},
    {"second", "tweede", "rating_turn"},
    {"plain_median", "mediaan"},
    {"kaplan_meier", "kaplan_meier"},
    {"one_person", "een_persoon"},
    {"concentrated", "bij_weinigen"},
    {"long_vacancy", "lang_onbezet"},
    {"leave_without_receiver", "vertrek_zonder_opvolger"},
    {"all", "alles"},
    {"municipality", "gemeente"},
    {"everywhere", "installatie"},
    // How a task went from hand to hand.
    {"task.delegated", "doorgegeven"},
    {"task.returned", "teruggegeven"},
    // Roles of accounts.
    {"project_leader", "projectleider"},
    {"core_member", "kernteamlid"},
    {"community_worker", "opbouwwerker"},
    {"team_member", "wijkteamlid"},
    {"residents_group", "bewonersgroep"},
    {"handover_coordinator", "coordinator_overdracht"},
    {"council", "raad_of_college", "permission_role"},
    {"administrator", "beheerder"},
    {"plugin", "plugin"},
});

template <class... Enums>
Words words_of()
{
    Words words;
    (
        [&] {
            for (const std::string_view word : names_of<Enums>())
                if (std::find(words.begin(), words.end(), word) == words.end())
                    words.push_back(word);
        }(),
        ...);
    return words;
}

Words joined(Words words, const Words& more)
{
    for (const std::string_view word : more)
        if (std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(word);
    return words;
}

// The steps that ask something of people; they are the kinds of a task.
Words task_kinds()
{
    Words words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<StepKind>>([&](auto d) {
        if (asks_people(d.value))
            words.push_back(d.name);
    });
    return words;
}

const std::map<std::string_view, Words>& lists()
{
    static const std::map<std::string_view, Words> all{
        {"absence_state", {"planned", "away", "over"}},
        {"calendar_kind", joined(task_kinds(), {"commitment", "linkage"})},
        {"commitment_change", joined(joined(words_of<CommitmentEnd>(), {"changed", "silent"}), words_of<Silence>())},
        {"commitment_end", words_of<CommitmentEnd>()},
        {"commitment_state", joined({"open"}, words_of<CommitmentEnd>())},
        {"continuity_scope", {"programme", "municipality", "all"}},
        {"field_kind", words_of<FieldKind>()},
        {"hit_kind", {"programme", "area", "task", "position", "document", "commitment"}},
        {"item_kind", words_of<ItemKind>()},
        {"item_state", words_of<ItemState>()},
        {"journal_kind", words_of<JournalKind>()},
        {"learning_level", words_of<LearningLevel>()},
        {"learning_state", words_of<LearningState>()},
        {"leave_kind", words_of<LeaveKind>()},
        {"linkage_level", words_of<LinkageLevel>()},
        {"linkage_state", words_of<LinkageState>()},
        {"mismatch", words_of<Mismatch>()},
        {"money_kind", words_of<MoneyKind>()},
        {"outcome", joined(words_of<GateOutcome, Decision, VoteOutcome, FrictionOutcome>(),
                           {"done", "refused", "failed", "finished"})},
        {"penalty_kind", words_of<PenaltyKind>()},
        {"permission_role", words_of<PermissionRole>()},
        {"person_kind", words_of<PersonKind>()},
        {"phase_end", words_of<PhaseEnd>()},
        {"programme_state", words_of<ProgrammeState>()},
        {"rating_turn", {"first", "second"}},
        {"reflection_state", {"done", "skipped", "missed", "planned"}},
        {"retention_kind", words_of<RetentionKind>()},
        {"retention_state", {"open", "extended", "erased", "within_term"}},
        {"return_reason", words_of<ReturnReason>()},
        {"risk", words_of<ContinuityRisk>()},
        {"rubric_element", words_of<RubricElement>()},
        {"rubric_level", words_of<RubricLevel>()},
        {"run_state", words_of<RunState>()},
        {"scope_kind", words_of<ScopeKind>()},
        {"score_status", words_of<ScoreStatus>()},
        {"silence", words_of<Silence>()},
        {"step_kind", words_of<StepKind>()},
        {"step_state", words_of<StepState>()},
        {"stuck_reason", words_of<StuckReason>()},
        {"task_kind", task_kinds()},
        {"task_note", {"task.delegated", "task.returned"}},
        {"task_state", words_of<TaskState>()},
        {"task_status", joined(words_of<TaskState>(), {"done", "skipped", "cancelled"})},
        {"tenure_method", words_of<TenureMethod>()},
        {"timer_kind", words_of<TimerKind>()},
        {"topic", words_of<HandoverTopic>()},
        {"topic_answer", words_of<TopicAnswer>()},
        {"verdict", words_of<TakeOverVerdict>()},
        {"vote_base", words_of<VoteBase>()},
        // What of an entry can be corrected (decide_corrections.cpp).
        {"comment_field", {"text"}},
        {"commitment_field", {"text", "owner", "due", "to", "made_by", "occasion"}},
        {"contact_field", {"name", "known_by", "since", "group", "key", "told", "channel"}},
        {"document_field", {"title", "link", "date", "checksum", "holder"}},
        {"journal_field", {"kind", "text", "date", "area"}},
        {"linkage_field", {"level", "subject", "area"}},
        {"measure_field", {"value", "source", "date"}},
        {"money_field", {"kind", "cents", "from", "until", "payer", "note"}},
        {"past_decision_field", {"text", "date", "by"}},
        {"reach_field", {"channel", "people", "group", "date"}},
        {"signal_field", {"kind", "text", "date"}},
    };
    return all;
}

constexpr std::string_view field_list = "_field";

// "beëindigd, naar 't beheer" → "beeindigd_naar_t_beheer": letters, digits and _ only.
std::string in_snake_case(std::string_view dutch_word)
{
    std::string word;
    for (std::size_t i = 0; i < dutch_word.size(); ++i) {
        const char c = dutch_word[i];
        if (dutch_word.substr(i).starts_with("ë") || dutch_word.substr(i).starts_with("é")) {
            word += 'e';
            ++i;
        } else if (c >= 'A' && c <= 'Z')
            word += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
        else if (!word.empty() && word.back() != '_')
            word += '_';
    }
    return word;
}

}  // namespace

const std::vector<std::string_view>& closed_list(std::string_view name)
{
    static const Words none;
    const auto found = lists().find(name);
    return found == lists().end() ? none : found->second;
}

std::vector<std::string_view> closed_list_names()
{
    std::vector<std::string_view> names;
    for (const auto& [name, words] : lists())
        names.push_back(name);
    return names;
}

std::string api_word(std::string_view code_word, std::string_view list)
{
    if (list.ends_with(field_list)) {
        const ApiWord* member = find_api_word(list.substr(0, list.size() - field_list.size()), code_word);
        return std::string(member == nullptr ? code_word : member->api);
    }
    const Exception* general = nullptr;
    for (const Exception& exception : exceptions) {
        if (exception.code != code_word)
            continue;
        if (!exception.list.empty() && exception.list == list)
            return std::string(exception.api);
        if (exception.list.empty())
            general = &exception;
    }
    return general != nullptr ? std::string(general->api) : in_snake_case(dutch(code_word));
}

std::optional<std::string_view> code_of_api_word(std::string_view list, std::string_view word)
{
    for (const std::string_view code : closed_list(list))
        if (api_word(code, list) == word)
            return code;
    return {};
}

std::vector<std::string> api_words_of(std::string_view list)
{
    std::vector<std::string> words;
    for (const std::string_view code : closed_list(list))
        words.push_back(api_word(code, list));
    return words;
}

}  // namespace wd::domain
