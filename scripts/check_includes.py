#!/usr/bin/env python3
"""Checks the shape of the sources: who may include whom, how a file opens, which words may not stay.

The rooms of engine/ point one way (engine/ARCHITECTURE.md); this is where that sentence is enforced. Prints one line per
fault as file:line: what is wrong and what would be right. Ends with 1 when there is a fault. Standard library only.

    scripts/check_includes.py [ROOT]

SPDX-License-Identifier: EUPL-1.2
"""

import os
import re
import sys
from pathlib import Path

# base <- calendar <- domain <- {store, script} <- runtime <- {plugin, http} <- cli; those in braces do not know each other.
BELOW = {
    "base": [],
    "calendar": ["base"],
    "domain": ["base", "calendar"],
    "store": ["base", "calendar", "domain"],
    "script": ["base", "calendar", "domain"],
    "runtime": ["base", "calendar", "domain", "store", "script"],
    "plugin": ["base", "calendar", "domain", "store", "script", "runtime"],
    "http": ["base", "calendar", "domain", "store", "script", "runtime"],
    "cli": ["base", "calendar", "domain", "store", "script", "runtime", "plugin", "http"],
}

# Libraries that have a home: (start of the header, the rooms that may name it).
HOMES = [
    (("lua.hpp", "lua.h", "lauxlib.h", "lualib.h", "lua5.4/"), {"script"}),
    (("SQLiteCpp/", "sqlite3.h", "sqlite3ext.h", "libpq-fe.h"), {"store"}),
    (("boost/asio", "boost/beast"), {"runtime", "plugin", "http", "cli"}),
    (("spdlog/",), set(BELOW) - {"base", "calendar", "domain"}),
    (("CLI/",), {"cli"}),
]

# One room names the databases that there are; all others speak to the seam.
DRIVERS = ("store/sqlite/", "store/postgres/")
KNOWS_DRIVERS = {"store", "cli"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# Written in two halves, so that this file does not accuse itself.
UNFINISHED = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME" + r")\b(?!\s*\(?#\d+)")
WAITING = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep)\b")

CPP = {".cpp", ".hpp", ".h"}
TEXT = CPP | {".lua", ".sql", ".sh", ".py", ".cmake", ".txt", ".toml", ".md", ".ts", ".tsx"}
FOLDERS = ["engine", "plugins", "workflows", "scripts", "tests"]
NOT_OURS = {"node_modules", "generated", "corpus", "dist"}


def include_fault(room, header, quoted):
    """Why a file of `room` may not include `header`, or None."""
    if quoted and header.startswith("."):
        return f'"{header}" is relative; write it from engine/, e.g. "{room}/…"'
    target = header.split("/")[0]
    if "/" in header and target in BELOW and target != room and target not in BELOW[room]:
        return f'{room} may not know {target} ("{header}"); it knows {", ".join(BELOW[room]) or "no other room"}'
    if header.startswith(DRIVERS) and room not in KNOWS_DRIVERS:
        return f'"{header}" is one driver; {room} speaks to the seam in store/, only cli names a driver'
    for starts, rooms in HOMES:
        if header.startswith(starts) and room not in rooms:
            return f"<{header}> may stand in {', '.join(sorted(rooms))} only, not in {room}"
    return None


def opening_fault(lines):
    """Why a C++ file does not open as it should, or None."""
    if not lines or not lines[0].startswith(("//", "/*")):
        return "opens without a comment; say in 2 to 6 lines what it is for and what it leaves to others"
    if not any("SPDX-License-Identifier: EUPL-1.2" in line for line in lines[:12]):
        return "has no licence line; add // SPDX-License-Identifier: EUPL-1.2 below the opening comment"
    return None


def faults_of(path, lines):
    """All (line number, sentence) of one file; `path` is relative to the root."""
    parts = path.parts
    if path.suffix in CPP and (fault := opening_fault(lines)):
        yield 1, fault
    room = parts[1] if parts[0] == "engine" and len(parts) > 2 else None
    if room is not None and room not in BELOW:
        yield 1, f"engine/{room} is not a room; the rooms are {', '.join(BELOW)}"
        return
    for number, line in enumerate(lines, 1):
        include = INCLUDE.match(line) if path.suffix in CPP and room else None
        if include and (fault := include_fault(room, include[2], include[1] == '"')):
            yield number, fault
        if word := UNFINISHED.search(line):
            yield number, f"{word[0]} without an issue number; write {word[0]}(#12) or finish it"
        if parts[0] == "tests" and path.suffix in CPP and (word := WAITING.search(line)):
            yield number, f"{word[0]} in a test; use the virtual clock or a TestSignal, so that no test depends on speed"


def sources(root):
    for folder in FOLDERS:
        for place, folders, names in os.walk(root / folder):
            folders[:] = sorted(name for name in folders if name not in NOT_OURS)
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix in TEXT:
                    yield path.relative_to(root)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
    files = 0
    faults = 0
    for path in sources(root):
        files += 1
        lines = (root / path).read_text(encoding="utf-8").splitlines()
        for number, sentence in faults_of(path, lines):
            faults += 1
            print(f"{path}:{number}: {sentence}")
    if faults:
        print(f"check_includes.py: {faults} faults in {files} files", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
