#!/usr/bin/env bash
# Tests the extension in VS Code's own workbench and extension host (code-server, with Chromium to see it), both
# installed where they are missing; builds the program and the extension first. Prints a total; the status is 0
# only if all passed. No settings of yours are read or changed.
#
#   run.sh [locate|host|screen]...     all of them by default
#
# $POSTEDIT names another program than the one built here; SHOTS=FOLDER keeps a picture of each step.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$here/drive/prepare.sh"
[ $# -gt 0 ] || set -- locate host screen

prepare_program
prepare_extension
prepare_editor browser
if [ -n "${SHOTS:-}" ]; then mkdir -p "$SHOTS"; SHOTS=$(cd "$SHOTS" && pwd); export SHOTS; fi
echo "program: $POSTEDIT ($("$POSTEDIT" --version))"

log=$(mktemp); trap 'rm -f "$log"' EXIT
passed=0 failed=0
for suite in "$@"; do
    started=$SECONDS
    echo "-- $suite"
    (cd "$here/test" && node "$suite.mjs") 2>&1 | tee "$log" || true
    # Without its closing line a suite has not come to its end, whatever its status.
    if [[ $(tail -n 1 "$log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
    else
        echo "not ok - $suite broke off"
        failed=$((failed + 1))
    fi
    echo "-- $suite took $((SECONDS - started)) s"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
