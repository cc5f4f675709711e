#!/usr/bin/env bash
# Checks what a reader should not have to: format, the shape of the sources (check_includes.py), and clang-tidy.
#
#   scripts/lint.sh            everything
#   scripts/lint.sh --quick    without clang-tidy, which takes minutes
#   scripts/lint.sh FILE…      clang-tidy on these .cpp files only
#
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

quick=no
if [[ ${1:-} == --quick ]]; then
    quick=yes
    shift
fi

failed=no
find engine plugins tests \( -name node_modules -prune \) -o -type f \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
    sort -z | xargs -0 -r clang-format --dry-run -Werror || failed=yes
python3 scripts/check_includes.py || failed=yes

if [[ $quick == no ]]; then
    # A compile database exists after configuring; headers that a build generates are there after building.
    [[ -f build/dev/compile_commands.json ]] || cmake --preset dev >/dev/null
    # Tests are left out: the macros of GoogleTest make names and statics that are not ours.
    if [[ $# -gt 0 ]]; then
        printf '%s\0' "$@"
    else
        find engine -type f -name '*.cpp' -print0 | sort -z
    fi | xargs -0 -r -n 1 -P "$(nproc)" clang-tidy -p build/dev --quiet || failed=yes
fi

if [[ $failed == yes ]]; then
    echo "lint.sh: there is something to mend, see above" >&2
    exit 1
fi
echo "lint.sh: in order"
