#!/usr/bin/env bash
# Prints the path of a Neovim; nothing else goes to standard output.
#
#   neovim.sh [current]      Neovim 0.11 or newer
#   neovim.sh 0.10           Neovim 0.10, the oldest that the plugin supports
#
# The machine's own Neovim is used where its version fits. Otherwise, on Debian,
# one of a newer suite is unpacked below $EDITOR_CLIENTS_HOME (default
# ${XDG_CACHE_HOME:-$HOME/.cache}/editor-clients): no root, nothing else changes.
# NVIM_SUITE names the Debian suite to take it from (0.10: trixie; current: forky, else sid).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=from-debian.sh
. "$here/from-debian.sh"

case ${1:-current} in
    current) wanted='0.11 or newer' fits='vim.fn.has("nvim-0.11") == 1' suites='forky sid' ;;
    0.10) wanted=0.10 fits='vim.fn.has("nvim-0.10") == 1 and vim.fn.has("nvim-0.11") == 0' suites=trixie ;;
    *) say "what is \"$1\"? Say \"current\" or \"0.10\"."; exit 2 ;;
esac
# Run as the first command and followed by +cquit: the status is 0 only if the version fits and the runtime is there.
check="lua if $fits and vim.fn.filereadable(vim.env.VIMRUNTIME .. \"/lua/vim/lsp.lua\") == 1 then vim.cmd(\"qa!\") end"

if own=$(command -v nvim) && "$own" --headless --clean +"$check" +cquit >/dev/null 2>&1; then
    say "$("$own" --version | head -n 1), the machine's own"
    printf '%s\n' "$own"
    exit 0
fi
on_debian || {
    say "no Neovim $wanted is on the PATH, and this script can install one on Debian only."
    say "Install Neovim $wanted with your package manager or from https://neovim.io, then run this again."
    exit 1
}
# A shell runs the check with the path as $1; it holds no single quote, so it can stand between two.
from_debian "${NVIM_SUITE:-$suites}" neovim neovim usr/bin/nvim "\"\$1\" --headless --clean +'$check' +cquit" \
    "VIMRUNTIME='@DIR@/usr/share/nvim/runtime'; export VIMRUNTIME"
