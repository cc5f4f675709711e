#!/usr/bin/env bash
# Builds the release program and measures it. Arguments go to `wijkdraad bench`; see its --help.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/deps.sh
cmake --preset release >/dev/null
cmake --build --preset release --target wijkdraad -j2 >&2
exec build/release/bin/wijkdraad bench "$@"
