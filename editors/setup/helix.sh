#!/usr/bin/env bash
# Prints the path of a Helix; nothing else goes to standard output.
#
# The machine's own hx is used where it is there. Otherwise, on Debian, one of a
# newer suite is unpacked below $EDITOR_CLIENTS_HOME (default
# ${XDG_CACHE_HOME:-$HOME/.cache}/editor-clients): no root, nothing else changes.
# HELIX_SUITE names the Debian suite to take it from (forky, else sid, else trixie).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=from-debian.sh
. "$here/from-debian.sh"

if own=$(command -v hx) && "$own" --version >/dev/null 2>&1; then
    say "$("$own" --version | head -n 1), the machine's own"
    printf '%s\n' "$own"
    exit 0
fi
on_debian || {
    say "hx is not on the PATH, and this script can install it on Debian only."
    say "Install Helix with your package manager or from https://helix-editor.com, then run this again."
    exit 1
}
from_debian "${HELIX_SUITE:-forky sid trixie}" helix hx usr/bin/hx "\"\$1\" --version" \
    "HELIX_RUNTIME='@DIR@/usr/lib/hx/runtime'; export HELIX_RUNTIME"
