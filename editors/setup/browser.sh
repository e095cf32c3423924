#!/usr/bin/env bash
# Prints the path of Chromium, in which VS Code's window is opened by tests;
# nothing else goes to standard output. Where it is missing, Debian's own is
# installed on the machine, which needs root.
set -euo pipefail
say() { printf 'browser.sh: %s\n' "$*" >&2; }

if ! command -v chromium >/dev/null; then
    if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
        say "chromium is not on the PATH, and installing it takes apt-get and root."
        say "Install Chromium with your package manager, then run this again."
        exit 1
    fi
    apt=(apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update >&2
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" -y --no-install-recommends install chromium >&2
fi
say "$(chromium --version 2>/dev/null)"
command -v chromium
