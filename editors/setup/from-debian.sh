# shellcheck shell=bash
# Sourced by the scripts beside it that fetch an editor: unpacks one program of a
# newer Debian suite into a folder of its own, with every library below it, libc included.
#
#   from_debian SUITES NAME PACKAGE BINARY CHECK WRAPPER_LINES
#
# SUITES are tried in order, until one works; NAME names the folder; BINARY is the program's path in its package; CHECK is a
# shell command that must succeed with the wrapper's path as $1; WRAPPER_LINES go
# into the wrapper before the program starts, with @DIR@ for the folder. Prints the
# wrapper's path and ends the script.
#
# The packages come through apt-get with lists, cache and status of their own: the
# machine's apt setup and dpkg database stay as they are, signatures are checked as
# usual. Then `dpkg -x`, and patchelf binds the program to the loader and libraries
# beside it. No chroot, no root. Needs what on_debian asks for.

root=${EDITOR_CLIENTS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/editor-clients}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Whether this is a Debian on which from_debian can work.
on_debian() {
    local tool
    for tool in apt-get dpkg flock; do command -v "$tool" >/dev/null || return 1; done
    [ -r "$keyring" ] && grep -qx 'ID=debian' /etc/os-release
}

from_debian() {
    local suites=$1 name=$2 package=$3 binary=$4 check=$5 lines=$6 suite archive
    mkdir -p "$root"; root=$(cd "$root" && pwd -P)
    exec 9>"$root/.$name.lock"; flock 9                 # two callers at once: the second waits
    for suite in $suites; do works && found; done

    # The archive this machine uses for its own release: of its sources, only that is read.
    # shellcheck source=/dev/null
    . /etc/os-release
    # shellcheck disable=SC2016 # apt's variables, not the shell's
    archive=$(apt-get indextargets --no-release-info --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
              awk -v r="${VERSION_CODENAME:-?}" '$2 == r { print $1; exit }')
    [ -n "$archive" ] || { say "no apt source for ${VERSION_CODENAME:-this release} found"; return 1; }
    tmp=; trap 'rm -rf "$tmp"' EXIT
    for suite in $suites; do
        if unpack && works; then found; fi
        say "$suite: did not work"
    done
    return 1
}

wrapper() { printf '%s/%s-%s/bin/%s' "$root" "$name" "$suite" "${binary##*/}"; }
works() { [ -x "$(wrapper)" ] && bash -c "$check" check "$(wrapper)" >/dev/null 2>&1; }
found() { say "$("$(wrapper)" --version | head -n 1) ($suite)"; printf '%s\n' "$(wrapper)"; exit 0; }

unpack() {
    local dir=$root/$name-$suite tree deb loader libs
    rm -rf "$tmp"; tmp=$(mktemp -d "$root/.$name-$suite.XXXXXX"); tree=$tmp/tree
    mkdir -p "$tmp"/apt/{lists/partial,cache/archives/partial} "$tree/bin"
    : > "$tmp/apt/status"                               # nothing counts as installed: the whole closure comes
    echo "deb [signed-by=$keyring] $archive $suite main" > "$tmp/apt/sources.list"
    cat > "$tmp/apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$tmp/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$tmp/apt/lists";
Dir::State::status "$tmp/apt/status";
Dir::State::extended_states "$tmp/apt/extended_states";
Dir::Cache "$tmp/apt/cache";
Dir::Log "$tmp/apt";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
CONF
    say "$suite: package lists"
    apt-get -c "$tmp/apt/apt.conf" -qq update >&2 || return 1
    say "$suite: packages"
    apt-get -c "$tmp/apt/apt.conf" -qq -y --download-only install "$package" patchelf >&2 || return 1
    for deb in "$tmp"/apt/cache/archives/*.deb; do dpkg -x "$deb" "$tree" || return 1; done

    loader=$(cd "$tree" && find usr/lib lib -path '*-linux-gnu*/ld-linux*.so.*' ! -type d 2>/dev/null | head -n 1) || true
    [ -n "$loader" ] || { say "$suite: no loader among the packages"; return 1; }
    libs=${loader%/*}
    # "ld.so PROGRAM" would not do: Neovim starts itself again through /proc/self/exe, which would then
    # be ld.so. And RPATH, not RUNPATH: it also holds for what the libraries need.
    "$tree/$loader" --library-path "$tree/$libs" "$tree/usr/bin/patchelf" \
        --set-interpreter "$dir/$loader" --force-rpath --set-rpath "$dir/$libs" "$tree/$binary" >&2 || return 1
    printf '#!/bin/sh\n%s\nexec '\''%s/%s'\'' "$@"\n' "${lines//@DIR@/$dir}" "$dir" "$binary" > "$tree/bin/${binary##*/}"
    chmod 755 "$tree" "$tree/bin/${binary##*/}"
    rm -rf "$tree"/usr/share/{doc,man,locale,info,lintian} "$dir"
    mv "$tree" "$dir"
}
