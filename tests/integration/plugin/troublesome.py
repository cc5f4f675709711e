# A plugin that makes the trouble that its settings ask for; tells what it does as lines in a named pipe.
# SPDX-License-Identifier: EUPL-1.2
import json
import os
import signal
import sys

settings = {}


def tell(line):
    with open(settings["ear"], "w", encoding="utf-8") as ear:
        ear.write(line + "\n")


def say(message):
    print(json.dumps(message), flush=True)


def answer(message, result):
    say({"jsonrpc": "2.0", "id": message["id"], "result": result})


def hear(message):
    if message["method"] == "events":
        for event in message["params"]["events"]:
            tell(("late " if message["params"]["late"] else "") + event["id"] + " " + event["type"])


def is_time_for_trouble(message):
    if message["method"] != settings["at"]:
        return False
    on = settings["on"]
    if on and all(event["type"] != on for event in message["params"]["events"]):
        return False
    once = settings["once"]
    if once:
        if os.path.exists(once):
            return False
        open(once, "w", encoding="utf-8").close()
    return True


# Whether it answered.
def make_trouble(message):
    kind = settings["trouble"]
    tell("trouble at " + message["method"])
    if kind == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "exit":
        sys.exit(3)
    if kind == "hang":
        signal.pause()
    if kind == "garbage":
        print("even kijken hoor", flush=True)
        signal.pause()
    if kind == "flood":
        while True:
            sys.stdout.write("x" * 65_536)
    if kind == "pester":
        while True:
            say({"jsonrpc": "2.0", "id": "x" * 100_000, "method": "onbekend"})
    if kind == "shout":
        sys.stderr.write("y" * (3 << 20) + "\n")
    if kind == "explain":
        sys.stderr.write("z" * 20_000 + "\nde laatste woorden")
        sys.stderr.flush()
        os._exit(4)
    if kind == "goodbye":
        answer(message, {})
        tell("goodbye")
        sys.exit(0)
    if kind == "memory":
        kept = bytearray(256 << 20)
        for page in range(0, len(kept), 4096):
            kept[page] = 1
        signal.pause()
    if kind == "twice":
        hear(message)
        answer(message, {})
        answer(message, {})
        return True
    if kind == "liar":
        answer(message, {"failed": [{"event": "1-999999-00000000", "why": "Die niet"}]})
        return True
    if kind == "refuse":
        say({"jsonrpc": "2.0", "id": message["id"], "error": {"code": 1, "message": "Vandaag niet"}})
        return True
    if kind in ("fail", "drop"):
        failed = [
            {"event": event["id"], "why": "Het adres klopt niet", "again": kind == "fail"}
            for event in message["params"]["events"]
            if event["type"] == settings["on"]
        ]
        answer(message, {"failed": failed})
        return True
    if kind == "complain":
        answer(message, {"ok": False, "why": "De mailserver is er niet"})
        return True
    if kind == "ask":
        say({"jsonrpc": "2.0", "id": "q", "method": "api", "params": {"method": "GET", "path": "/mij"}})
        reply = json.loads(sys.stdin.readline())
        tell("api says " + json.dumps(reply.get("result", reply.get("error"))))
    return False


for line in sys.stdin:
    message = json.loads(line)
    if message["method"] == "initialize":
        settings.update(message["params"]["settings"])
        print("nu aan het werk", file=sys.stderr, flush=True)
    troubled = is_time_for_trouble(message)
    if troubled and make_trouble(message):
        continue
    hear(message)
    answer(message, {})
    if message["method"] != "events":
        tell("answered " + message["method"])
