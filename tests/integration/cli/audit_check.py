#!/usr/bin/env python3
"""Computes the scores of handovers again, from the log alone and independent of the engine, and compares them with its audit.

    audit_check.py PROGRAM DATA

Written from the rubric in PRACTICE 1.1 and from the events, not from the engine's code; only the weights and cut-offs that an
installation chose are asked for. A handover that nobody completed or accepted yet is left out: what is open of it changes every
day. Prints how many scores it compared; 1 when one differs.

SPDX-License-Identifier: EUPL-1.2
"""

import datetime
import json
import subprocess
import sys

ELEMENTS = ["state", "story", "actions", "people", "sensitivities", "contingency", "sources", "warm"]
DEFAULTS = {
    "weights": dict(zip(ELEMENTS, [10, 10, 15, 20, 15, 5, 5, 20])),
    "share_full_per_mille": 900,
    "share_half_per_mille": 500,
    "decisions_linked_min": 3,
    "contacts_per_role_min": 1,
    "omission_penalty": 10,
    "omission_window_days": 56,
    "text_penalty": 5,
}
FAR = 10**18


def output_of(program, data, *words):
    return subprocess.run([program, *words, "--json", "--data", data], check=True, capture_output=True, text=True).stdout


def log_of(program, data, programme):
    """All events of one programme, oldest first; the program gives them in portions."""
    events = []
    while True:
        after = events[-1]["pseq"] if events else 0
        lines = output_of(program, data, "log", programme, "--after", str(after)).splitlines()
        if not lines:
            return events
        events += [json.loads(line) for line in lines]


def together(*points):
    """Points of an element that names several things, from the points of each: all in full, or half of what can be had."""
    if all(p == 2 for p in points):
        return 2
    return 1 if sum(points) * 2 >= 2 * len(points) else 0


def conditions(*held):
    return together(*[2 if h else 0 for h in held])


def day(text):
    return datetime.date.fromisoformat(text)


class Settings:
    """The rubric that the installation chose last; without a choice the defaults."""

    def __init__(self, changes):
        chosen = {c["event"]: c["rubric"] for c in changes if c["rubric"]}
        self.now = chosen[max(chosen)] if chosen else DEFAULTS


class Programme:
    def __init__(self, events, settings):
        self.events = events
        self.settings = settings
        self.rubric = DEFAULTS
        self.positions = {e["data"]["position"]: e["data"] for e in events if e["type"] == "position.added"}

    def of(self, kind, handover=None):
        return [e for e in self.events
                if e["type"] == kind and (handover is None or e["data"].get("handover") == handover)]

    def handovers(self):
        return [e["data"]["handover"] for e in self.of("handover.started")]

    def score(self, handover):
        """(score in eighths of a point, log points per element), or None when nothing was fixed yet."""
        start = self.of("handover.started", handover)[0]
        final = self.of("handover.score_final", handover)
        self.rubric = (final[-1]["data"].get("settings") or DEFAULTS) if final else self.settings.now
        accepted = self.of("handover.accepted", handover)
        completed = self.of("handover.completed", handover)
        if not accepted and not completed:
            return None
        fixed = (accepted or completed)[-1]
        until = fixed["pseq"]
        # What was said, told or arranged after acceptance no longer counts.
        end = accepted[-1]["pseq"] if accepted else FAR
        completed = [e for e in completed if e["pseq"] < end]
        named = self.of("handover.receiver_named", handover)
        since = named[-1]["pseq"] if named else 0
        giver = start["data"].get("giver")
        items = {(e["data"]["item"], e["data"]["id"]): e["data"]
                 for e in self.of("handover.item_stated", handover) if e["pseq"] < end}
        talks = [e for e in self.of("handover.conversation_held", handover) if since < e["pseq"] < end]
        talked = any(t["data"]["giver"] and t["data"]["receiver"] for t in talks)
        retold = any(since < e["pseq"] < end for e in self.of("handover.own_words", handover))
        log = {
            **self.items(fixed["data"].get("open") or [], items),
            "story": self.story(completed, until),
            "sensitivities": self.sensitivities(handover, talked, end),
            "sources": self.sources(completed, until),
            "warm": conditions(talked, retold, bool(accepted)),
        }
        log["people"] = self.people(fixed["data"].get("open") or [], items, talks, giver, until, end)
        return self.total(handover, log, start, accepted), log

    def share(self, have, total):
        """Points of one share, in whole numbers; nothing to do is full."""
        if have * 1000 >= total * self.rubric["share_full_per_mille"]:
            return 2
        return 1 if have * 1000 >= total * self.rubric["share_half_per_mille"] else 0

    def items(self, opened, items):
        stated = [(o, items.get((o["item"], o["id"]))) for o in opened]
        risky = [i for _, i in stated if i and i["state"] in ("attention", "critical")]
        asked = [i for o, i in stated if o["item"] != "area"]
        return {
            "state": self.share(sum(1 for _, i in stated if i and (i["state"] != "critical" or i.get("reason"))),
                                len(stated)),
            "actions": self.share(sum(1 for i in asked if i and i.get("owner") and i.get("due")), len(asked)),
            "contingency": self.share(sum(1 for i in risky if i.get("if_then")), len(risky)),
        }

    def story(self, completed, until):
        taken = {e["data"]["task"] for kind in ("decision.recorded", "gate.decided", "friction.decided")
                 for e in self.of(kind) if e["pseq"] <= until}
        last = completed[-1]["data"] if completed else {}
        linked = len(taken & set(last.get("decisions") or []))
        enough = min(self.rubric["decisions_linked_min"], len(taken))
        return conditions(bool(completed), bool(last.get("by_leaver")), linked >= enough)

    def people(self, opened, items, talks, giver, until, end):
        removed = {e["data"]["contact"] for e in self.of("contact.removed") if e["pseq"] <= until}
        knows = {(e["data"]["entry"], e["data"].get("known_by")) for e in self.of("contact.added")}
        knows |= {(e["data"].get("contact"), e["data"].get("person"))
                  for e in self.of("contact.known_by") if e["pseq"] < end}
        met = {i["contact"] for t in talks for i in (t["data"].get("introductions") or [])}
        groups, keys = {}, []
        for event in self.of("contact.added"):
            contact = event["data"]
            if event["pseq"] > until:
                continue
            if contact.get("group"):
                groups[contact["group"]] = groups.get(contact["group"], 0) + (contact["entry"] not in removed)
            if contact.get("key") and contact["entry"] not in removed and (
                    giver is None or (contact["entry"], giver) in knows):
                keys.append(contact["entry"])
        promises = [o for o in opened if o["item"] == "commitment"]
        known = sum(1 for there in groups.values() if there >= self.rubric["contacts_per_role_min"])
        shares = [(known, len(groups)),
                  (sum(1 for o in promises if (o["item"], o["id"]) in items), len(promises)),
                  (sum(1 for k in keys if k in met), len(keys))]
        return together(*[self.share(have, total) for have, total in shares])

    def sensitivities(self, handover, talked, end):
        last = {e["data"]["topic"]: e["data"]["answer"]
                for e in self.of("handover.topic_answered", handover) if e["pseq"] < end}
        return conditions(*[last.get(topic) in ("told", "none_known") or (last.get(topic) == "oral" and talked)
                            for topic in ("sensitivities", "clashes", "earlier_attempts")])

    def sources(self, completed, until):
        documents = [e["data"] for e in self.of("document.added") if e["pseq"] <= until]
        access = (completed[-1]["data"].get("access") or []) if completed else []
        return together(self.share(sum(1 for d in documents if d.get("holder")), len(documents)),
                        self.share(sum(1 for a in access if a["moved"]), len(access)))

    def total(self, handover, log, start, accepted):
        rated = [e for e in self.of("handover.rated", handover) if not e["data"].get("second")]
        ratings = dict(zip(ELEMENTS, rated[-1]["data"]["ratings"])) if rated else None
        eighths, weights = 0, self.rubric["weights"]
        for element in ELEMENTS:
            if ratings is None:
                eighths += weights[element] * log[element] * 4
            else:
                eighths += weights[element] * (log[element] * 2 + ratings[element])
        moved = accepted[-1]["data"]["from"] if accepted else start["data"].get("last_day")
        for event in self.of("handover.checked_up", handover):
            for missing in event["data"].get("missing") or []:
                days = (day(event["data"]["date"]) - day(moved)).days if moved else -1
                if missing["critical"] and 0 <= days <= self.rubric["omission_window_days"]:
                    eighths -= self.rubric["omission_penalty"] * 8
        if rated and rated[-1]["data"].get("oversized"):
            eighths -= self.rubric["text_penalty"] * 8
        return max(0, eighths)


def main():
    program, data = sys.argv[1:3]
    audit = json.loads(output_of(program, data, "handover", "audit"))
    told = {int(h["handover"].rsplit("-", 1)[1]): h for h in audit["handovers"]}
    settings = Settings(json.loads(output_of(program, data, "settings", "show"))["changes"])
    compared, wrong = 0, 0
    for row in json.loads(output_of(program, data, "programme", "list")):
        programme = Programme(log_of(program, data, row["programme"]), settings)
        for handover in programme.handovers():
            computed = programme.score(handover)
            if computed is None or handover not in told:
                continue
            eighths, log = computed
            engine = told[handover]
            points = {e["element"]: e["log"] for e in engine["elements"]}
            compared += 1
            if eighths != engine["eighths"] or log != points:
                wrong += 1
                print(f"overdracht-{handover}: {eighths} {log}\n  audit: {engine['eighths']} {points}")
    print(f"{compared} scores compared, {wrong} differ")
    return 1 if wrong or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
