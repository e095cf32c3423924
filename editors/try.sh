#!/usr/bin/env bash
# Shows postedit at work in a real editor: builds what is missing, prints what the
# command line says of a text, and opens the text with live diagnostics.
#
#   editors/try.sh [neovim|vscode] [FILE]
#
# FILE is the sample article by default, of which a copy is opened. A file of your
# own is opened where it is, and saving writes to it. Nothing of your own settings
# is read or changed. Without a terminal the editor runs unseen, and what its
# client shows is printed: each finding and the titles of its quick fixes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname "$here")
say() { printf 'try.sh: %s\n' "$*" >&2; }
stop() { say "$@"; exit 2; }
absolute() { printf '%s/%s\n' "$(cd "$(dirname "$1")" && pwd)" "$(basename "$1")"; }

editor=neovim
case ${1:-} in
    neovim | vscode) editor=$1; shift ;;
    -h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p;}' "${BASH_SOURCE[0]}"; exit 0 ;;
esac
[ $# -le 1 ] || stop "too many arguments. Say: editors/try.sh [neovim|vscode] [FILE]"
file=${1:-}
[ -z "$file" ] || [ -f "$file" ] || stop "there is no file \"$file\". Say: editors/try.sh [neovim|vscode] [FILE]"

# The program: as $POSTEDIT names it, else as it is built here.
if [ -z "${POSTEDIT:-}" ]; then
    POSTEDIT=${CARGO_TARGET_DIR:-$project/target}/release/postedit
    command -v cargo >/dev/null || PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
    if command -v cargo >/dev/null; then
        [ -x "$POSTEDIT" ] || say "building postedit, which takes some minutes the first time"
        cargo build --release --locked --quiet --manifest-path "$project/Cargo.toml" ||
            stop "postedit could not be built; the reason stands above."
    fi
fi
[ -x "$POSTEDIT" ] || stop "cargo is not on the PATH, and it is needed to build postedit. Install Rust, then run this again."
POSTEDIT=$(absolute "$POSTEDIT")
export POSTEDIT

# The text.
if [ -z "$file" ]; then
    sample=$here/sample/article.txt
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/postedit-try.XXXXXX")
    file=$scratch/article.txt
    cp "$sample" "$file"
    leave() {
        if cmp -s "$sample" "$file"; then rm -rf "$scratch"; else say "your version of the article is kept: $file"; fi
    }
    trap leave EXIT
fi
file=$(absolute "$file")

say "what \"postedit check\" says:"
"$POSTEDIT" check "$file" || [ $? = 1 ] || exit 2

if [ -t 0 ] && [ -t 1 ]; then
    read -rp "Press Enter to open it in $editor. " _
else
    say "what $editor shows:"
fi
"$here/$editor/try.sh" "$file"
