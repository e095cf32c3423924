#!/usr/bin/env bash
# Opens FILE in VS Code with this extension and no other, in place; without a terminal it prints what VS Code
# shows of it. Installs and builds what is missing. Called by ../try.sh, which says more.
#
#   try.sh FILE
#
# At a desktop with VS Code (`code` on the PATH) that is opened, with settings and extensions of its own that are
# thrown away afterwards; elsewhere code-server is started, and its address is to be opened in a browser.
# $POSTEDIT names another program than the one built here; SHOT=FILE.png is where the picture goes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/drive/prepare.sh"
[ $# = 1 ] || stop "name one file. Say: editors/vscode/try.sh FILE"
[ -f "$1" ] || stop "there is no file \"$1\". Say: editors/vscode/try.sh FILE"
file=$(absolute "$1")

# Whether `code` opens a window on this desktop. In a terminal of VS Code and in WSL it is another program of the
# same name, which would install the extension into the person's own editor.
desktop() {
    command -v code >/dev/null && [ -z "${VSCODE_IPC_HOOK_CLI:-}${WSL_DISTRO_NAME:-}" ] && [ "$(id -u)" != 0 ] || return 1
    [ "$(uname)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

# The desktop's VS Code on FILE, until its window is closed.
open_desktop() {
    local scratch; scratch=$(mktemp -d); trap 'rm -rf "'"$scratch"'"' EXIT
    local own=(--user-data-dir "$scratch/data" --extensions-dir "$scratch/extensions")
    mkdir -p "$scratch/data/User"
    node -e 'console.log(JSON.stringify({ "postedit.server.path": process.env.POSTEDIT, "editor.wordWrap": "on", "security.workspace.trust.enabled": false, "workbench.startupEditor": "none" }))' >"$scratch/data/User/settings.json"
    code "${own[@]}" --install-extension "$VSIX" >&2
    say "VS Code opens; close its window to end this"
    code "${own[@]}" --wait --new-window "$(dirname "$file")" "$file"
}

prepare_program --release
prepare_extension
if [ ! -t 0 ] || [ ! -t 1 ]; then
    prepare_editor browser
    node "$here/try/show.mjs" "$file"
elif desktop; then
    open_desktop
else
    prepare_editor
    node "$here/try/serve.mjs" "$file"
fi
