// The handover of a chair, step by step (PRACTICE §1.1): who leaves, who comes, what the leaver adds to what the log knows, the
// talk, the successor's own words, acceptance, rating, check-ups. Part of events.hpp, whose rules hold here. Warm or cold is a
// fact that these events hold; the score is computed from them (rubric.hpp).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/rubric_settings.hpp"
#include "domain/team_events.hpp"

namespace wd::domain {

// A handover begins. Without a giver it is rebuilt from the log: the leaver is gone, or the chair never had one.
struct HandoverStarted {
    static constexpr std::string_view type = "handover.started";
    HandoverId handover;
    PositionId position;
    std::optional<AssignmentId> assignment;
    std::optional<PersonId> giver;
    LeaveKind kind = LeaveKind::announced;
    Date announced_on{};
    std::optional<Date> last_day;
};
BOOST_DESCRIBE_STRUCT(HandoverStarted, (), (handover, position, assignment, giver, kind, announced_on, last_day))

// A successor is found.
struct HandoverReceiverNamed {
    static constexpr std::string_view type = "handover.receiver_named";
    HandoverId handover;
    PersonId receiver;
};
BOOST_DESCRIBE_STRUCT(HandoverReceiverNamed, (), (handover, receiver))

// What is open and has to be handed over.
enum class ItemKind { task, commitment, area };
BOOST_DESCRIBE_ENUM(ItemKind, task, commitment, area)

// How it stands; `attention` is "let op".
enum class ItemState { stable, attention, critical };
BOOST_DESCRIBE_ENUM(ItemState, stable, attention, critical)

// The leaver, or who rebuilds, says how one open item stands; a later line about the same item takes its place.
struct HandoverItemStated {
    static constexpr std::string_view type = "handover.item_stated";
    HandoverId handover;
    ItemKind item = ItemKind::task;
    std::int64_t id = 0;
    ItemState state = ItemState::stable;
    std::optional<ContentRef> reason;
    std::vector<ContentRef> if_then;
    std::optional<PersonId> owner;  // who takes it over
    std::optional<Date> due;
    std::optional<ContentRef> first_step;
};
BOOST_DESCRIBE_STRUCT(HandoverItemStated, (), (handover, item, id, state, reason, if_then, owner, due, first_step))

// Three questions, asked apart.
enum class HandoverTopic { sensitivities, clashes, earlier_attempts };
BOOST_DESCRIBE_ENUM(HandoverTopic, sensitivities, clashes, earlier_attempts)
// `oral`: "liever mondeling", so that only the topic is kept; it counts when the talk was held.
enum class TopicAnswer { told, none_known, oral };
BOOST_DESCRIBE_ENUM(TopicAnswer, told, none_known, oral)

struct HandoverTopicAnswered {
    static constexpr std::string_view type = "handover.topic_answered";
    HandoverId handover;
    HandoverTopic topic = HandoverTopic::sensitivities;
    TopicAnswer answer = TopicAnswer::none_known;
    std::optional<ContentRef> text;
};
BOOST_DESCRIBE_STRUCT(HandoverTopicAnswered, (), (handover, topic, answer, text))

// Where something stands and whether the successor can reach it.
struct HandoverAccess {
    ContentRef what;
    bool moved = false;
    friend bool operator==(const HandoverAccess&, const HandoverAccess&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverAccess, (), (what, moved))

// Something open, by kind and number.
struct HandedItem {
    ItemKind item = ItemKind::task;
    std::int64_t id = 0;
    friend bool operator==(const HandedItem&, const HandedItem&) = default;
};
BOOST_DESCRIBE_STRUCT(HandedItem, (), (item, id))

// The document is complete, with the story in the writer's own words. `decisions` are the tasks in which they were taken;
// `open` is what was open at that moment, so that the score can be computed again later.
struct HandoverCompleted {
    static constexpr std::string_view type = "handover.completed";
    HandoverId handover;
    ContentRef story;
    std::vector<TaskId> decisions;
    std::vector<HandoverAccess> access;
    bool by_leaver = true;  // false: rebuilt by somebody else
    std::vector<HandedItem> open = {};
};
BOOST_DESCRIBE_STRUCT(HandoverCompleted, (), (handover, story, decisions, access, by_leaver, open))

// Somebody was made known to the successor.
struct Introduction {
    EntryId contact;
    std::optional<PersonId> by;
    friend bool operator==(const Introduction&, const Introduction&) = default;
};
BOOST_DESCRIBE_STRUCT(Introduction, (), (contact, by))

// Leaver and successor talked. That makes a handover warm.
struct HandoverConversationHeld {
    static constexpr std::string_view type = "handover.conversation_held";
    HandoverId handover;
    Date date{};
    bool giver = true;
    bool receiver = true;
    bool residents = false;  // a resident or key figure was there
    bool walk = false;       // through the neighbourhood
    std::int64_t questions = 0;
    std::vector<Introduction> introductions;
    std::optional<ContentRef> note;
};
BOOST_DESCRIBE_STRUCT(HandoverConversationHeld, (),
                      (handover, date, giver, receiver, residents, walk, questions, introductions, note))

// The successor tells it back.
struct HandoverRetold {
    static constexpr std::string_view type = "handover.own_words";
    HandoverId handover;
    ContentRef text;
};
BOOST_DESCRIBE_STRUCT(HandoverRetold, (), (handover, text))

// The chair is the successor's; the assignment follows as its own event. `open` is what was open at this moment.
struct HandoverAccepted {
    static constexpr std::string_view type = "handover.accepted";
    HandoverId handover;
    PositionId position;
    PersonId receiver;
    Date from{};
    std::vector<HandedItem> open = {};
};
BOOST_DESCRIBE_STRUCT(HandoverAccepted, (), (handover, position, receiver, from, open))

// An independent rating, 0 to 4 for each element in the order of PRACTICE §1.1. The second rater only serves agreement.
struct HandoverRated {
    static constexpr std::string_view type = "handover.rated";
    HandoverId handover;
    PersonId rater;
    bool second = false;
    std::vector<int> ratings;
    bool oversized = false;  // irrelevant or too much text
    std::optional<ContentRef> note;
};
BOOST_DESCRIBE_STRUCT(HandoverRated, (), (handover, rater, second, ratings, oversized, note))

// Right of reply: before a score is final, and it stays visible.
struct HandoverReplied {
    static constexpr std::string_view type = "handover.replied";
    HandoverId handover;
    PersonId person;
    ContentRef text;
};
BOOST_DESCRIBE_STRUCT(HandoverReplied, (), (handover, person, text))

// The score is final. It is computed with the settings of that moment for ever, so they stand here, and go with the programme
// wherever it goes; none = the defaults.
struct HandoverScoreClosed {
    static constexpr std::string_view type = "handover.score_final";
    HandoverId handover;
    std::optional<RubricSettings> settings = {};
};
BOOST_DESCRIBE_STRUCT(HandoverScoreClosed, (), (handover, settings))

// What the successor missed. `element` is the number in PRACTICE §1.1, from 1.
struct HandoverOmission {
    int element = 0;
    bool critical = false;
    ContentRef text;
    friend bool operator==(const HandoverOmission&, const HandoverOmission&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverOmission, (), (element, critical, text))

// A terugkommoment, on day 14 or 60 after acceptance.
struct HandoverCheckedUp {
    static constexpr std::string_view type = "handover.checked_up";
    HandoverId handover;
    int day = 14;
    Date date{};
    std::vector<HandoverOmission> missing;
    std::optional<ContentRef> surprise;
    std::int64_t still_called = 0;  // how often the leaver was asked
    std::optional<Date> first_met;  // when the first key resident was met
    std::optional<EntryId> fresh_look;
};
BOOST_DESCRIBE_STRUCT(HandoverCheckedUp, (),
                      (handover, day, date, missing, surprise, still_called, first_met, fresh_look))

}  // namespace wd::domain
