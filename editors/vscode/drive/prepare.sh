# Sourced by ../try.sh and ../test/run.sh: their common ground, each thing made only where it is missing or old.
# Expects $here, the folder of the extension.

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
stop() { say "$@"; exit 2; }
absolute() { printf '%s/%s\n' "$(cd "$(dirname "$1")" && pwd)" "$(basename "$1")"; }

# Sets POSTEDIT to the program, unless it is set: built here, with the given arguments of cargo.
prepare_program() {
    local project; project=$(cd "$here/../.." && pwd)
    local folder=debug
    case " $* " in *" --release "*) folder=release ;; esac
    if [ -z "${POSTEDIT:-}" ]; then
        command -v cargo >/dev/null || PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
        command -v cargo >/dev/null || stop "cargo is not on the PATH, and it is needed to build postedit. Install Rust, then run this again."
        cargo build --locked --quiet --manifest-path "$project/Cargo.toml" "$@" || stop "postedit could not be built; the reason stands above."
        POSTEDIT=${CARGO_TARGET_DIR:-$project/target}/$folder/postedit
    fi
    POSTEDIT=$(absolute "$POSTEDIT")
    export POSTEDIT
}

# Sets VSIX to the packaged extension.
prepare_extension() {
    export VSIX=$here/postedit.vsix
    command -v npm >/dev/null || stop "node and npm are not on the PATH. Install Node.js 20 or newer, then run this again."
    [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || stop "$(node --version) is too old for the extension's tools. Install Node.js 20 or newer, then run this again."
    if [ ! "$here/node_modules/.package-lock.json" -nt "$here/package-lock.json" ]; then
        say "fetching what the extension is built with"
        npm --prefix "$here" ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || stop "npm could not fetch it; the reason stands above."
    fi
    if [ ! -f "$VSIX" ] || [ -n "$(find "$here"/{src,images,server,package.json,package-lock.json,bundle.mjs,tsconfig.json,.vscodeignore,README.md,CHANGELOG.md,LICENSE} -newer "$VSIX" 2>/dev/null)" ]; then
        say "packaging the extension"
        (cd "$here" && npm run --silent vsix) >&2 || stop "the extension could not be packaged; the reason stands above."
    fi
}

# Sets CODE_SERVER and, if asked for by "browser", CHROMIUM; installs them where they are missing.
prepare_editor() {
    CODE_SERVER=$("$here/../setup/code-server.sh") || stop "code-server could not be installed; the reason stands above."
    export CODE_SERVER
    if [ "${1:-}" = browser ]; then
        CHROMIUM=$("$here/../setup/browser.sh") || stop "Chromium could not be installed; the reason stands above."
        export CHROMIUM
    fi
}
