#!/usr/bin/env bash
# Prints the path of a code-server: VS Code's own workbench, extension host and
# extension management, served to a browser. Nothing else goes to standard output;
# how to start it goes to standard error. Where it is missing, it is installed from
# the npm registry below $EDITOR_CLIENTS_HOME (default
# ${XDG_CACHE_HOME:-$HOME/.cache}/editor-clients); no root.
#
#   CODE_SERVER_VERSION=4.99.4 code-server.sh     another version (see `npm view code-server versions`)
#
# How: `npm install --ignore-scripts` throughout, so nothing is compiled and nothing
# comes from elsewhere; the two native modules that this leaves unbuilt and that
# matter (the log writer and the parent watchdog) get small JavaScript stand-ins.
# Where the machine's node is not of the major version it asks for, that node comes
# from the registry too. Needs node, npm, flock.
set -euo pipefail

root=${EDITOR_CLIENTS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/editor-clients}
version=${CODE_SERVER_VERSION:-4.139.1}
say() { printf 'code-server.sh: %s\n' "$*" >&2; }

for tool in node npm flock; do
    command -v "$tool" >/dev/null || { say "$tool is not on the PATH. Install it with your package manager, then run this again."; exit 1; }
done
mkdir -p "$root"; root=$(cd "$root" && pwd -P)
dir=$root/code-server-$version
finish() {
    say "$("$dir/bin/code-server" --version 2>/dev/null | tail -n 1)"
    cat >&2 <<HOW
start:  "$dir/bin/code-server" --auth none --bind-addr 127.0.0.1:0 --config NEW_EMPTY_FILE \\
            --user-data-dir NEW_DIR --extensions-dir NEW_DIR2 --disable-telemetry --disable-update-check \\
            --disable-workspace-trust --disable-getting-started-override --ignore-last-opened
        (it prints the port; install an extension first: the same two dirs and --install-extension X.vsix)
open:   http://127.0.0.1:PORT/?folder=/path/of/the/project
HOW
    printf '%s\n' "$dir/bin/code-server"; exit 0
}
exec 9>"$root/.code-server.lock"; flock 9      # two callers at once: the second waits
[ -f "$dir/.complete" ] && "$dir/bin/code-server" --version >/dev/null 2>&1 && finish

tmp=$(mktemp -d "$root/.code-server.XXXXXX"); trap 'rm -rf "$tmp"' EXIT
npm_quiet() { npm "$@" --no-audit --no-fund --no-update-notifier --loglevel=error >&2; }

# node of the major version that this code-server was made for
want=$(npm view "code-server@$version" engines.node --loglevel=error | tr -dc '0-9.' | cut -d. -f1)
[ -n "$want" ] || { say "no such version: $version"; exit 1; }
if [ "$(node -p 'process.versions.node.split(".")[0]')" = "$want" ]; then
    node=$(command -v node)
else
    arch=$(node -p process.arch); node=$root/node-$want/node
    if ! "$node" --version >/dev/null 2>&1; then
        say "node $want"
        mkdir "$tmp/node"; echo '{"private":true}' > "$tmp/node/package.json"
        npm_quiet install --prefix "$tmp/node" --ignore-scripts --no-save "node-linux-$arch@$want"
        mkdir -p "$root/node-$want"
        mv "$tmp/node/node_modules/node-linux-$arch/bin/node" "$node"     # one file; its headers are not needed
    fi
fi
PATH=$(dirname "$node"):$PATH

say "code-server $version"
mkdir "$tmp/cs"; echo '{"private":true}' > "$tmp/cs/package.json"
npm_quiet install --prefix "$tmp/cs" --ignore-scripts "code-server@$version"
pkg=$tmp/cs/node_modules/code-server
for part in lib/vscode lib/vscode/extensions; do        # what its postinstall would do, less the compiling
    (cd "$pkg/$part" && npm_quiet install --omit=dev --ignore-scripts)
done

# Stand-ins. Without the first, every output channel stays empty (VS Code writes them to log files with it).
modules=$pkg/lib/vscode/node_modules
cat > "$modules/@vscode/spdlog/index.js" <<'JS'
const fs = require('fs'), path = require('path');
const NAMES = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
	constructor(_type, _name, file) {
		fs.mkdirSync(path.dirname(file), { recursive: true });
		this.file = file; this.level = 2; this.raw = false;
	}
	write(level, message) {
		if (level < this.level) { return; }
		const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
		try { fs.appendFileSync(this.file, this.raw ? message : `${stamp} [${NAMES[level]}] ${message}\n`); } catch { }
	}
	trace(m) { this.write(0, m); } debug(m) { this.write(1, m); } info(m) { this.write(2, m); }
	warn(m) { this.write(3, m); } error(m) { this.write(4, m); } critical(m) { this.write(5, m); }
	getLevel() { return this.level; } setLevel(level) { this.level = level; }
	setPattern() { this.raw = false; } clearFormatters() { this.raw = true; }
	flush() { } drop() { }
}
exports.version = 0; exports.Logger = Logger;
exports.setLevel = exports.setFlushOn = () => { };
exports.createRotatingLogger = exports.createAsyncRotatingLogger =
	async (name, file) => new Logger('rotating', name, file);
JS
watchdog=$modules/@vscode/native-watchdog; [ -d "$watchdog" ] || watchdog=$modules/native-watchdog   # before 1.100
cat > "$watchdog/index.js" <<'JS'
exports.start = pid => {
	setInterval(() => { try { process.kill(pid, 0); } catch (e) { if (e.code === 'ESRCH') { process.exit(87); } } }, 2000).unref();
};
exports.exit = code => process.exit(code || 0);
JS
# Password hashing; older versions' argon2 has no prebuilt module, and "--auth none" never calls it.
"$node" -e 'require(process.argv[1])' "$tmp/cs/node_modules/argon2" 2>/dev/null ||
    echo 'exports.hash = exports.verify = async () => { throw new Error("argon2 was not built"); };' \
        > "$tmp/cs/node_modules/argon2/argon2.js"

mkdir "$tmp/cs/bin"
cat > "$tmp/cs/bin/code-server" <<WRAPPER
#!/bin/sh
exec '$node' '$dir/node_modules/code-server/out/node/entry.js' "\$@"
WRAPPER
chmod 755 "$tmp/cs" "$tmp/cs/bin/code-server"
rm -rf "$dir"; mv "$tmp/cs" "$dir"
"$dir/bin/code-server" --version >&2; touch "$dir/.complete"
finish
