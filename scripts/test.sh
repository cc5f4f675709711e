#!/usr/bin/env bash
# Installs, builds and runs every test: the thread-sensitive ones under TSan, the crash tests on the release build, all
# others under ASan and UBSan, with a throw-away PostgreSQL beside them. A failing group does not hide the next one.
#
#   scripts/test.sh                            everything
#   scripts/test.sh --with-postgres COMMAND…   only COMMAND, with that PostgreSQL beside it
#
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

postgres_dir=
postgres_bin=
outputs=  # of each check, to show again at the end what failed
failed=()

# PostgreSQL refuses to run as root; its own account is there since the package was installed.
as_postgres() {
    if [[ $EUID -eq 0 ]]; then
        (cd "$postgres_dir" && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

clean_up() {
    stop_postgres
    [[ -z $outputs ]] || rm -rf -- "$outputs"
}
trap clean_up EXIT

stop_postgres() {
    [[ -n $postgres_dir ]] || return 0
    if [[ -f $postgres_dir/data/postmaster.pid ]]; then
        as_postgres "$postgres_bin/pg_ctl" stop -D "$postgres_dir/data" -m immediate -w >/dev/null || true
    fi
    rm -rf -- "$postgres_dir"
    postgres_dir=
}

# A new cluster in a directory of its own, reachable by its unix socket only. Not under TMPDIR: a socket's path may have
# 107 bytes. Without fsync, because nothing in it has to survive a power cut.
start_postgres() {
    postgres_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    postgres_dir=$(mktemp -d /tmp/wijkdraad-postgres.XXXXXX)
    if [[ $EUID -eq 0 ]]; then
        chown postgres: "$postgres_dir"
    fi
    local log=$postgres_dir/log
    if ! as_postgres "$postgres_bin/initdb" -D "$postgres_dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$log" 2>&1 ||
        ! as_postgres "$postgres_bin/pg_ctl" start -D "$postgres_dir/data" -w -l "$postgres_dir/server.log" \
            -o "-F -k $postgres_dir -c listen_addresses=''" >>"$log" 2>&1; then
        cat "$postgres_dir"/*log >&2
        echo "test.sh: PostgreSQL did not start" >&2
        exit 1
    fi
    export WIJKDRAAD_TEST_POSTGRES="host=$postgres_dir dbname=postgres user=postgres"
}

heading() {
    printf '\n== %s (%d s)\n' "$1" "$SECONDS"
}

# build PRESET [TARGET…]: everything, or only what is named.
build() {
    local preset=$1
    shift
    heading "build $preset"
    cmake --preset "$preset" -DWIJKDRAAD_TESTS=ON >/dev/null
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

# check NAME COMMAND…: runs it, and remembers its name and what it said when it fails.
check() {
    local name=$1
    shift
    heading "$name"
    "$@" 2>&1 | tee "$outputs/$name" || failed+=("$name")
}

if [[ ${1:-} == --with-postgres ]]; then
    shift
    start_postgres
    "$@"
    exit
fi
if [[ $# -gt 0 ]]; then
    echo "test.sh: unknown argument '$1'; known is --with-postgres COMMAND…" >&2
    exit 2
fi

scripts/deps.sh
tests/e2e/install.sh
outputs=$(mktemp -d)
build dev
build release wijkdraad crash_tests
start_postgres

check "lint" scripts/lint.sh --quick

# Only the tests where threads meet: a whole third build is a third of the time.
build tsan integration_threads integration_plugin integration_http
check "tests under TSan" ctest --preset tsan -j2 -L '^tsan$' --no-tests=error
check "crash tests, release" ctest --preset release -j2 -L '^crash$'
check "all other tests, ASan and UBSan" ctest --preset dev -j2 -LE '^crash$' --no-tests=error

echo
if [[ ${#failed[@]} -gt 0 ]]; then
    for name in "${failed[@]}"; do
        heading "failed: $name"
        grep -vE '(^ +Start +[0-9]+:| Passed +[0-9.]+ sec$)' "$outputs/$name" | tail -n 100 || true
    done
    printf 'test.sh: FAILED after %d s in: ' "$SECONDS"
    printf '%s; ' "${failed[@]}"
    echo "see above"
    exit 1
fi
echo "test.sh: everything passed in $SECONDS s"
