#!/usr/bin/env bash
# Installs the npm packages of package-lock.json here, when that was not done since it changed. Any Node from 18 on will do.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ package-lock.json -nt node_modules/.package-lock.json ]]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
fi
