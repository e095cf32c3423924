#!/usr/bin/env bash
# Has libraries that clients are made with hold whole sessions with the built program: VS Code's client library and its
# protocol library under Node, and pytest-lsp under Python. The status is 0 only if all passed.
#
#   run.sh [node|python]...     both by default
#
# What they need is fetched once, as their lock files say, and nothing after that. Python is left out, and it is said,
# where there is none of version 3.11 or newer that makes virtual environments. $POSTEDIT names another program than the
# one built here.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
[ $# -gt 0 ] || set -- node python

stop() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 2; }

if [ -z "${POSTEDIT:-}" ]; then
    cargo build --locked --quiet --manifest-path "$project/Cargo.toml"
    POSTEDIT=${CARGO_TARGET_DIR:-$project/target}/debug/postedit
fi
POSTEDIT=$(realpath "$POSTEDIT")
export POSTEDIT
echo "program: $POSTEDIT ($("$POSTEDIT" --version))"

with_node() {
    command -v npm >/dev/null || stop "node and npm are not on the PATH. Install Node.js 20 or newer, then run this again."
    if [ ! "$here/node/node_modules/.package-lock.json" -nt "$here/node/package-lock.json" ]; then
        npm --prefix "$here/node" ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 ||
            stop "npm could not fetch VS Code's libraries; the reason stands above."
    fi
    node --test --test-reporter=spec "$here"/node/*.test.*js
}

with_python() {
    local tools=$project/target/tools/pytest-lsp
    if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "LEFT OUT: the session with pytest-lsp needs Python 3.11 or newer with venv, and there is none."
        return
    fi
    if [ ! "$tools/fetched" -nt "$here/python/requirements.txt" ]; then
        python3 -m venv --clear "$tools"
        "$tools/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
            --requirement "$here/python/requirements.txt" ||
            stop "pip could not fetch pytest-lsp; the reason stands above."
        touch "$tools/fetched"
    fi
    PYTHONDONTWRITEBYTECODE=1 "$tools/bin/python" -m pytest "$here/python"
}

for library in "$@"; do
    echo "-- $library"
    "with_$library"
done
