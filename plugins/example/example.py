# A plugin for Wijkdraad: writes a line for each event.
import json
import sys

settings = {}


def answer(method, params):
    if method == "initialize":
        settings.update(params["settings"])
    if method == "events":
        with open(settings["file"], "a", encoding="utf-8") as out:
            for event in params["events"]:
                out.write(f"{event['id']} {event['type']}\n")
    return {}


for line in sys.stdin:
    message = json.loads(line)
    result = answer(message["method"], message["params"])
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
