#!/usr/bin/env python3
"""Turns the .sql files of the store into sql.hpp: one constant per statement, with the numbers of its parameters.

    generate_sql.py OUTPUT SCHEMA FILE.sql…

A statement opens with `-- name: find_due_timer`, then comment lines (its contract), then the SQL up to the next name.
SCHEMA is the SQLite schema; its `-- table NAME: flags` lines say what a table is for, and give each table its statements
for moving whole rows: scan_, insert_row_ and, for tables that lead their key with the programme, slice_ and destroy_.
Standard library only.

SPDX-License-Identifier: EUPL-1.2
"""

import re
import sys
from pathlib import Path

PARAMETER = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")
NAME = re.compile(r"^-- name: ([a-z][a-z0-9_]*)$")
TABLE = re.compile(r"^-- table ([a-z_]+): ([a-z, ]+)$")
FLAGS = {"log", "projection", "content", "working", "slice"}


def fail(message):
    sys.exit(f"generate_sql.py: {message}")


def statements_of(path):
    """All (name, text) of one file."""
    name, lines = None, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := NAME.match(line):
            if name:
                yield name, " ".join(lines)
            name, lines = match[1], []
        elif line.startswith("--") or not line.strip():
            continue
        elif name is None:
            fail(f"{path}:{number}: SQL before the first '-- name:'")
        else:
            lines.append(line.split(" -- ")[0].strip())
    if name:
        yield name, " ".join(lines)


def tables_of(path):
    """All tables of the schema as dicts: name, flags, columns [(name, type)], key [column]."""
    text = path.read_text(encoding="utf-8")
    flags = {m[1]: set(m[2].replace(" ", "").split(",")) for m in map(TABLE.match, text.splitlines()) if m}
    tables = []
    for match in re.finditer(r"create table (\w+) \((.*?)\n\)", text, re.S):
        name, body = match[1], match[2]
        if name not in flags or not flags[name] <= FLAGS:
            fail(f"{path}: table {name} has no valid '-- table {name}: …' line")
        columns, key = [], []
        for line in body.splitlines():
            line = line.split("--")[0].strip().rstrip(",")
            if line.startswith("primary key"):
                key = [c.strip() for c in line[line.index("(") + 1:line.rindex(")")].split(",")]
            elif line and not line.startswith(("unique", "check", "foreign")):
                words = line.split()
                columns.append((words[0], words[1]))
                if "primary key" in line:
                    key = [words[0]]
        tables.append({"name": name, "flags": flags[name], "columns": columns, "key": key})
    return tables


def statements_of_table(table):
    """The statements that move whole rows of one table."""
    name, key = table["name"], table["key"]
    columns = ", ".join(c for c, _ in table["columns"])
    values = ", ".join(f":{c}" for c, _ in table["columns"])
    order = ", ".join(key)
    yield f"scan_{name}", f"select {columns} from {name} order by {order}"
    yield f"insert_row_{name}", f"insert into {name} ({columns}) values ({values})"
    if "slice" in table["flags"]:
        owner = "stream" if name == "event" else "programme"
        within = "pseq" if name == "event" else order
        yield f"slice_{name}", f"select {columns} from {name} where {owner} = :programme order by {within}"
        yield f"destroy_{name}", f"delete from {name} where {owner} = :programme"


def write_statement(out, number, name, text):
    parameters = list(dict.fromkeys(PARAMETER.findall(text)))
    kind = "".join(part.capitalize() for part in name.split("_"))
    quoted = ", ".join(f'"{p}"' for p in parameters)
    out.append(f"inline constexpr std::array<std::string_view, {len(parameters)}> {name}_parameters{{{quoted}}};")
    out.append(f"struct {kind} : Sql {{")
    out.extend(f"    Parameter {p}{{{i}}};" for i, p in enumerate(parameters, 1))
    out.append("};")
    out.append(f"inline constexpr {kind} {name}{{{{{number}, \"{name}\",")
    out.append(f'    R"sql({text.rstrip(";")})sql", {name}_parameters}}}};')


def write_tables(out, tables):
    for table in tables:
        kinds = {"integer": "integer", "text": "text", "blob": "blob"}
        columns = ", ".join(f'Column{{"{c}", ColumnType::{kinds[t]}}}' for c, t in table["columns"])
        out.append(f"inline constexpr std::array {table['name']}_columns{{{columns}}};")
    out.append(f"inline constexpr std::array<Table, {len(tables)}> tables{{{{")
    for table in tables:
        name, flags = table["name"], table["flags"]
        kind = next(f for f in ("log", "projection", "content", "working") if f in flags)
        in_slice = "slice" in flags
        moves = f"&slice_{name}, &destroy_{name}" if in_slice else "nullptr, nullptr"
        out.append(f'    {{"{name}", TableKind::{kind}, {name}_columns, &scan_{name}, &insert_row_{name}, {moves}}},')
    out.append("}};")


def main():
    output, schema = Path(sys.argv[1]), Path(sys.argv[2])
    tables = tables_of(schema)
    statements, views = [], []
    for path in map(Path, sys.argv[3:]):
        found = list(statements_of(path))
        statements += found
        if path.parent.name == "views":
            views += [name for name, _ in found]
    for table in tables:
        statements += statements_of_table(table)
    names = [name for name, _ in statements]
    if twice := {n for n in names if names.count(n) > 1}:
        fail(f"these names are used twice: {', '.join(sorted(twice))}")

    out = ["// Made by generate_sql.py from the .sql files of the store; changes belong there.",
           "// SPDX-License-Identifier: EUPL-1.2", "#pragma once", "", '#include "store/database.hpp"', "",
           "#include <array>", "", "namespace wd::store::sql {", ""]
    for number, (name, text) in enumerate(statements):
        write_statement(out, number, name, text)
    out.append(f"inline constexpr std::array<const Sql*, {len(names)}> all{{{', '.join('&' + n for n in names)}}};")
    out.append(f"inline constexpr std::array<const Sql*, {len(views)}> views{{{', '.join('&' + n for n in views)}}};")
    write_tables(out, tables)
    out += ["", "}  // namespace wd::store::sql", ""]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
