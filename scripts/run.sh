#!/usr/bin/env bash
# From a fresh Debian 12 to a running programme: installs, builds, makes a demo store when there is none, shows it, and serves it.
#
#   scripts/run.sh                        demo store in build/demo (or in $WIJKDRAAD_DATA), its status, then the server on port
#                                         8080 (or $WIJKDRAAD_PORT) of this machine only, until Ctrl-C
#   scripts/run.sh --no-serve             the same without the server
#   scripts/run.sh --seed 7 --years 3     the same, with these options for a demo store that does not exist yet
#   scripts/run.sh COMMAND [ARGS…]        one command of the program on that store, e.g. scripts/run.sh programme list
#
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data=${WIJKDRAAD_DATA:-build/demo}
port=${WIJKDRAAD_PORT:-8080}
program=build/release/bin/wijkdraad

build_program() {
    scripts/deps.sh
    # The tests have their own build in test.sh; a user does not wait for them.
    cmake --preset release -DWIJKDRAAD_TESTS=OFF >build/run.log 2>&1 &&
        cmake --build --preset release -j2 >>build/run.log 2>&1 && return
    tail -n 40 build/run.log >&2
    echo "Bouwen is niet gelukt. Het hele verslag staat in build/run.log." >&2
    exit 1
}

# An interrupted demo would look like a store; it is made again from its seed, so a half one may go.
create_demo() {
    trap 'rm -rf -- "$data"' EXIT
    "$program" demo --data "$data" "$@"
    trap - EXIT
}

print_next_steps() {
    # The first that still runs; the first of all when nothing does.
    local running
    running=$("$program" status --data "$data" --json |
        sed -n -E 's/^[^0-9]*"(programma-[0-9]+)".*/\1/p')
    running=${running:-programma-3}
    cat <<TEXT

Wat kunt u nu doen?

  Hoe staat het ervoor?               $program status --data $data
  Eén programma bekijken              $program programme show programma-3 --data $data
  Wat wordt er van wie gevraagd?      $program task list --data $data
  Waar wacht dit programma op?        $program explain $running --data $data
  Klopt alles nog met wat is vastgelegd?
                                      $program verify --data $data

Elke opdracht legt zichzelf uit met --help.
Dit is een demo: verzonnen verloop; alleen wijknamen en inwonertallen zijn echt.
TEXT
}

print_door() {
    local api=http://127.0.0.1:$port/api/v1
    cat <<TEXT

Wijkdraad luistert straks op $api, alleen op deze machine. Stoppen: Ctrl-C.
Deze mensen kunnen zich aanmelden, met wachtwoord alleen-voor-de-demo:

TEXT
    "$program" account list --data "$data"
    cat <<TEXT

Probeer het in een ander venster:

  curl -s $api/openapi.json
  curl -s -c build/demo.cookies -H 'Content-Type: application/json' \\
      -d '{"gebruikersnaam": "beheerder", "wachtwoord": "alleen-voor-de-demo"}' $api/sessie
  curl -s -b build/demo.cookies $api/programmas

TEXT
}

mkdir -p build
echo "Wijkdraad wordt gebouwd. De eerste keer duurt dat enkele minuten." >&2
build_program

serve=yes
if [[ ${1:-} == --no-serve ]]; then
    serve=no
    shift
fi
if [[ $# -gt 0 && $1 != -* ]]; then
    exec "$program" "$@" --data "$data"
fi

if [[ ! -e $data ]]; then
    echo "Er is nog geen demo. Die wordt nu gemaakt in $data."
    if [[ $# -eq 0 ]]; then
        set -- --seed 1 --years 12
    fi
    mkdir -p "$(dirname "$data")"
    create_demo "$@"
elif [[ $# -gt 0 ]]; then
    echo "In $data staat al een demo; daarom zijn deze opties niet gebruikt: $*" >&2
    echo "Kies een andere map, bijvoorbeeld: WIJKDRAAD_DATA=build/demo2 scripts/run.sh $*" >&2
    exit 2
fi

"$program" status --data "$data"
print_next_steps
[[ $serve == yes ]] || exit 0
print_door
exec "$program" serve --data "$data" --port "$port"
