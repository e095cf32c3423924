#!/usr/bin/env bash
# Runs the end-to-end test in real Neovims and prints a total; the status is 0 only if all passed.
#
#   run.sh [current|0.10]...     which Neovims: a current one and the oldest supported by default
#
# The program under test is $POSTEDIT, else the newer of target/release and
# target/debug; where there is none it is built. No user settings are read or changed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../../.." && pwd)
[ $# -gt 0 ] || set -- current 0.10

# Prints the absolute path of the program under test.
program() {
    local target=${CARGO_TARGET_DIR:-$project/target} found=${POSTEDIT:-} built
    for built in "$target"/{release,debug}/postedit; do
        [ -z "${POSTEDIT:-}" ] && [ "$built" -nt "$found" ] && found=$built
    done
    if [ -z "$found" ]; then
        cargo build --locked --manifest-path "$project/Cargo.toml" >&2
        found=$target/debug/postedit
    fi
    realpath "$found"
}

postedit=$(program)
echo "program: $postedit ($("$postedit" --version))"
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
for version in "$@"; do
    nvim=$("$here/../../setup/neovim.sh" "$version")
    echo "-- $("$nvim" --version | head -n 1)"
    TMPDIR=$scratch HOME=$scratch "$nvim" --clean -l "$here/e2e.lua" "$postedit" | tee "$scratch/out" || true
    # Without its closing line a run has not come to its end, whatever its status.
    if [[ $(tail -n 1 "$scratch/out") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
    else
        echo "NOT ok - the run broke off"
        failed=$((failed + 1))
    fi
done
echo "Neovim: $passed passed, $failed failed"
[ "$failed" = 0 ]
