#!/usr/bin/env bash
# Installs every Debian 12 package that building, testing and checking Wijkdraad needs.
# Installs only what is missing, and says nothing when all is there. Needs root or sudo for that.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail

packages=(
    # building
    build-essential cmake ninja-build ccache pkg-config git
    # libraries of the engine
    libboost1.81-dev libboost-json1.81-dev libfmt-dev libspdlog-dev libcli11-dev libtomlplusplus-dev
    libsqlite3-dev libsqlitecpp-dev liblua5.4-dev libsodium-dev libssl-dev libcurl4-openssl-dev libutf8proc-dev
    # time zones: the library and its data
    libcctz-dev tzdata
    # tests and checks; PostgreSQL runs as a throw-away cluster, see test.sh
    libgtest-dev postgresql postgresql-client clang-format clang-tidy python3
    # drawings of workflows
    graphviz
)

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
# Counterparts of tests that come from npm; any Node from 18 on will do, Debian's too.
command -v npm >/dev/null || missing+=(nodejs npm)

[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        echo "deps.sh: deze pakketten ontbreken: ${missing[*]}" >&2
        echo "deps.sh: installeren kan alleen als root of met sudo; start het script zo opnieuw." >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "deps.sh: installeert ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
