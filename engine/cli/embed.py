#!/usr/bin/env python3
"""Writes files as C++ text, so that the program carries its workflows and demo input and names no path of this machine.

    embed.py OUT.cpp NAME=FILE…

SPDX-License-Identifier: EUPL-1.2
"""

import sys

# GCC takes longer literals; this keeps the lines of the made file bearable for an editor.
PIECE = 4000


def literal(bytes_):
    pieces = []
    for start in range(0, len(bytes_), PIECE):
        text = "".join(
            chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else "\\%03o" % b for b in bytes_[start : start + PIECE]
        )
        pieces.append(f'        "{text}"')
    return "\n".join(pieces) or '        ""'


def main():
    out, *pairs = sys.argv[1:]
    lines = [
        "// Made by engine/cli/embed.py; changes belong in the files themselves.",
        "// SPDX-License-Identifier: EUPL-1.2",
        '#include "cli/assets.hpp"',
        "",
        "namespace wd::cli {",
        "",
        "std::span<const Asset> assets()",
        "{",
        "    static const Asset all[] = {",
    ]
    for pair in sorted(pairs):
        name, _, file = pair.partition("=")
        with open(file, "rb") as source:
            content = source.read()
        lines += [f'        {{"{name}", std::string_view(', literal(content), f"        , {len(content)})}},"]
    lines += ["    };", "    return all;", "}", "", "}  // namespace wd::cli", ""]
    with open(out, "w", encoding="utf-8") as made:
        made.write("\n".join(lines))


if __name__ == "__main__":
    main()
