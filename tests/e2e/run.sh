#!/usr/bin/env bash
# Clients that nobody here wrote, against the real program over real HTTP on a demo of one year:
#
#   1. Redocly's linter reads openapi.json, and has nothing to say;
#   2. openapi-typescript makes types of it, TypeScript checks a client of openapi-fetch against these, and the client works;
#   3. in the story of one neighbourhood everything that changes something goes well, as openapi.json says;
#   4. ajv holds the answer of every operation, right or refused, against what openapi.json says about it.
#
#   tests/e2e/run.sh build/dev/bin/wijkdraad
#
# Ends with 0 when all of that holds and the server stopped as it should.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail

if [[ $# -ne 1 || ! -x $1 ]]; then
    echo "run.sh: which program? for example: tests/e2e/run.sh build/dev/bin/wijkdraad" >&2
    exit 2
fi
program=$(realpath -- "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD

work=$(mktemp -d)
server=
failed=()

clean_up() {
    [[ -z $server ]] || kill -KILL "$server" 2>/dev/null || true
    rm -rf -- "$work"
}
trap clean_up EXIT

# Starts the program and waits until it says where it listens.
start_server() {
    mkfifo "$work/said"
    "$program" serve --data "$work/demo" --config "$here/wijkdraad.toml" --port 0 >"$work/said" 2>"$work/log" &
    server=$!
    exec {said}<"$work/said"
    local line
    while read -r line <&"$said"; do
        if [[ $line == "API: "* ]]; then
            address=${line#API: }
            return
        fi
    done
    cat "$work/log" >&2
    echo "run.sh: the server did not start" >&2
    exit 1
}

# It stops when it is asked to, with 0, and had nothing to complain about.
stop_server() {
    kill -TERM "$server"
    local code=0
    wait "$server" || code=$?
    server=
    if [[ $code -ne 0 ]] || grep -E '"level":"(error|critical)"|runtime error:|ERROR: [A-Za-z]+Sanitizer' "$work/log"; then
        tail -n 50 "$work/log" >&2
        echo "run.sh: the server stopped with $code" >&2
        return 1
    fi
}

step() {
    local name=$1
    shift
    printf '\n== %s (%d s)\n' "$name" "$SECONDS"
    "$@" || failed+=("$name")
}

generated_client() {
    mkdir "$work/client"
    cp client.ts tsconfig.json "$work/client"
    ln -s "$here/node_modules" "$work/client/node_modules"
    echo '{"type": "module"}' >"$work/client/package.json"
    node node_modules/openapi-typescript/bin/cli.js "$work/openapi.json" -o "$work/client/api.d.ts" &&
        node node_modules/typescript/bin/tsc -p "$work/client" &&
        node "$work/client/client.js" "$address" "$work/demo.json"
}

./install.sh
printf '\n== demo (%d s)\n' "$SECONDS"
"$program" demo --data "$work/demo" --seed 1 --years 1 --json >"$work/demo.json" 2>"$work/demo.log" ||
    { cat "$work/demo.log" >&2; exit 1; }
# So that something is past its term in the first night.
"$program" settings change retention.reflection_months=1 --data "$work/demo" --reason "Voor het verhaal" >"$work/settings.log" 2>&1 ||
    { cat "$work/settings.log" >&2; exit 1; }
# The demo looked at the terms today already; this is the next night.
python3 -c 'import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as store:
    store.execute("delete from meta where key = ?", ("terms_looked_at",))' "$work/demo/wijkdraad.db"
address=
start_server

step "openapi.json is in order" node lint.mjs "$address" "$work/openapi.json"
step "a generated client works" generated_client
step "everything that changes goes well" node story.mjs "$address" "$work/openapi.json" "$work/demo.json"
step "every answer is as described" node answers.mjs "$address" "$work/openapi.json" "$work/demo.json"
step "the server stops" stop_server

echo
if [[ ${#failed[@]} -gt 0 ]]; then
    printf 'run.sh: FAILED after %d s:' "$SECONDS"
    printf ' %s;' "${failed[@]}"
    echo
    exit 1
fi
echo "run.sh: everything held in $SECONDS s"
