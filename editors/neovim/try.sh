#!/usr/bin/env bash
# Opens FILE in Neovim with this plugin and nothing else; without a terminal it
# prints what Neovim's client shows of it. Called by ../try.sh, which says more.
#
#   POSTEDIT=/path/of/postedit try.sh /path/of/FILE
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
file=$1
export POSTEDIT
nvim=$("$here/../setup/neovim.sh" current) || nvim=$("$here/../setup/neovim.sh" 0.10)

home=$(mktemp -d); trap 'rm -rf "$home"' EXIT
clean=(env HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
       XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache"
       "$nvim" -u "$here/try/init.lua")
if [ -t 0 ] && [ -t 1 ]; then
    "${clean[@]}" -- "$file"
else
    # show.lua ends Neovim itself; +cquit is reached only after an error in it.
    "${clean[@]}" --headless -S "$here/try/show.lua" +cquit -- "$file" </dev/null
fi
