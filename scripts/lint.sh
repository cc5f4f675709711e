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

cpp_files() {
    local folders=()
    for folder in "$@"; do
        [[ ! -d $folder ]] || folders+=("$folder")
    done
    find "${folders[@]}" \( -name node_modules -prune \) -o -type f \( -name '*.cpp' -o -name '*.hpp' \) -print0 | sort -z
}

failed=no
if ! differences=$(cpp_files engine plugins tests | xargs -0 -r clang-format --dry-run -Werror 2>&1); then
    failed=yes
    # One line for each place, and not hundreds: the remedy is the same for all.
    grep -m 20 'error:' <<<"$differences" >&2 || echo "$differences" >&2
    echo "lint.sh: run clang-format -i on these files" >&2
fi
python3 scripts/check_includes.py || failed=yes

if [[ $quick == no ]]; then
    # Source by source, and without the precompiled header and a warning of GCC, which clang does not know: so each source must name what it
    # includes. Headers that a build generates are those of build/dev.
    cmake --preset dev -B build/lint -DCMAKE_UNITY_BUILD=OFF >/dev/null
    sed -E -i -e 's/ -Winvalid-pch -include [^ ]+//' -e 's/ -Wshadow=local//' -e "s#$PWD/build/lint/#$PWD/build/dev/#g" \
        build/lint/compile_commands.json
    # Tests are left out: the macros of GoogleTest make names and statics that are not ours.
    if [[ $# -gt 0 ]]; then
        printf '%s\0' "$@"
    else
        cpp_files engine | grep -z '\.cpp$'
    fi | xargs -0 -r -n 1 -P "$(nproc)" clang-tidy -p build/lint --quiet || failed=yes
fi

if [[ $failed == yes ]]; then
    echo "lint.sh: there is something to mend, see above" >&2
    exit 1
fi
echo "lint.sh: in order"
